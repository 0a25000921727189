"""What a read workbook is, and how the child's answer becomes one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dangvu.foundation.workbooks.process import Died
from dangvu.foundation.workbooks.received import Received, Unreadable

Cell = str | int | float | bool | date | datetime | None
CELL_TYPES = frozenset({str, int, float, bool, type(None)})
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``rows[0]`` is the spreadsheet's row 1; every row is as wide as the last filled column."""

    name: str
    rows: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, column, last row, column
    hidden: bool = False
    errors: list[tuple[int, int, str]] = field(default_factory=list)  # cells that hold #REF! and the like


@dataclass(frozen=True)
class Workbook:
    """A file that was read; ``sha256`` is of the very bytes that were read."""

    path: Path
    name: str
    sha256: str
    size: int
    sheets: list[Sheet]
    remarks: list[str]


def understand(asked: Received, reply: bytes) -> Workbook | Unreadable:
    """The child's answer, checked in every part; raises Died for one that no honest child gives."""
    try:
        said = json.loads(reply)
        if b"\\u" in reply:
            json.dumps(said, ensure_ascii=False).encode()  # half of a surrogate pair cannot be stored
        if "code" in said:
            return Unreadable(
                asked.path, asked.name, asked.sha256, _text(said["code"]), _text(said["message"])
            )
        sheets = [_sheet(raw) for raw in said["sheets"]]
        remarks = [_text(remark) for remark in said["remarks"]]
    except FAULTS as error:
        raise Died from error
    return Workbook(asked.path, asked.name, asked.sha256, len(asked.data), sheets, remarks)


def _sheet(raw: dict[str, Any]) -> Sheet:
    rows: list[list[Any]] = raw["rows"]
    for row in rows:
        if row.__class__ is not list or not CELL_TYPES.issuperset(map(type, row)):
            raise TypeError("cell")
    from_ordinal, from_text = date.fromordinal, datetime.fromisoformat
    for row_index, column in raw["dates"]:
        rows[row_index][column] = from_ordinal(rows[row_index][column])
    for row_index, column in raw["moments"]:
        rows[row_index][column] = from_text(rows[row_index][column])
    merges = [(int(top), int(left), int(bottom), int(right)) for top, left, bottom, right in raw["merges"]]
    errors = [(int(row_index), int(column), _text(text)) for row_index, column, text in raw["errors"]]
    return Sheet(_text(raw["name"]), rows, merges, bool(raw["hidden"]), errors)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
