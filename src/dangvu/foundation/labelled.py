"""A stored slug with what people read, for rules, which know nothing of models."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """``NAME = "slug", "Nhãn"``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:  # without a label: looked up by its value
        one = str.__new__(cls, value)
        one._value_ = value
        one.label = label
        return one
