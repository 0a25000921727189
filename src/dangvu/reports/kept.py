"""A document as plain data and back: kept with an issued report, so that it can be rendered again and compared."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from typing import Any, TypeVar

from dangvu.reports.document import Document


def as_data(document: Any) -> dict[str, Any]:
    """The document (or other plain values in dataclasses) as JSON holds it."""
    found: dict[str, Any] = _data(document)
    return found


T = TypeVar("T")


def made_again(shape: type[T], data: dict[str, Any]) -> T:
    """The values of that shape that ``as_data`` was given."""
    found: T = _made(shape, data)
    return found


def as_document(data: dict[str, Any]) -> Document:
    """The document that ``as_data`` was given."""
    found: Document = _made(Document, data)
    return found


def _data(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _data(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_data(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _made(shape: Any, data: Any) -> Any:
    origin, inside = typing.get_origin(shape), typing.get_args(shape)
    if data is None:
        return None
    if origin in (typing.Union, types.UnionType):
        return _made(next(one for one in inside if one is not type(None)), data)
    if origin is tuple:
        return tuple(_made(inside[0], one) for one in data)
    if dataclasses.is_dataclass(shape):
        kinds = typing.get_type_hints(shape)
        return shape(**{name: _made(kinds[name], one) for name, one in data.items()})  # type: ignore[operator]
    if shape in (date, datetime):
        return shape.fromisoformat(data)
    return data
