"""The field in which a new value of a parameter is typed or chosen, and what is read from it."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.accounts.rules import parameter_fault
from dangvu.foundation.parameters.shapes import Misshapen, Shape
from dangvu.web.forms import ChoiceField, TextField, TicksField


def value_field(label: str, shape: Shape, *, required: bool, hint: str = "") -> forms.Field:
    """Ticks for a list of known words, a box for a list of names, a choice for one known word; else a line."""
    if shape.choices and shape.several:
        return TicksField(label, [(word, word) for word, _ in shape.choices], required=required, hint=hint)
    if shape.choices:
        choices = [*([] if required else [("", "không đổi")]), *shape.choices]
        return ChoiceField(label, choices, required=required, hint=hint)
    if shape.several:
        return TextField(
            label, lines=6, max_length=1000, required=required, hint=f"{hint} Mỗi dòng một tên.".strip()
        )
    return TextField(label, max_length=300, required=required, hint=hint)


def initial_of(value: Any, shape: Shape) -> Any:
    """How a value stands in its field."""
    if not shape.several:
        return shape.read(str(value)) if shape.choices else written(value)
    items = [item.strip() for item in str(value).split(",")]
    return items if shape.choices else "\n".join(items)


def written(value: Any) -> str:
    """A number as it is typed: 0,5; 1.234 would be read as well, but nobody types it."""
    return str(value).replace(".", ",") if _is_decimal(value) else str(value)


def _is_decimal(value: Any) -> bool:
    return isinstance(value, str) and value.replace(".", "", 1).isdigit()


def read(code: str, told: Any, shape: Shape) -> int | str:
    """What was typed or ticked, of the parameter's shape; ValidationError says beside the field what is wrong."""
    text = ", ".join(told) if isinstance(told, list) else str(told).strip()
    try:
        value = shape.read(text)
    except Misshapen as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
    if fault := parameter_fault(code, value):
        raise forms.ValidationError(fault)
    return value
