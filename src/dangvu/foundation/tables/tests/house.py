"""Helpers of these tests. The areas' kinds are loaded by name: this package itself must never import them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from dangvu.foundation.tables import ReadCell, ReadSheet, SheetKind, recognise
from dangvu.foundation.tables.columns import Cell

AREAS = (
    "organisations",
    "members",
    "work.training",
    "work.admissions",
    "work.resolutions",
    "work.meetings",
    "work.inspection",
    "indicators",
)
KINDS: tuple[SheetKind, ...] = tuple(
    kind for area in AREAS for kind in import_module(f"dangvu.{area}.sheets").SHEETS
)


@dataclass
class Sheet:
    """A sheet as a workbook gives it, made by hand."""

    rows: Sequence[Sequence[Cell]]
    name: str = "Sheet1"
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    errors: list[tuple[int, int, str]] = field(default_factory=list)


def read(*rows: Sequence[Cell], **more: Any) -> ReadSheet:
    """Recognise a table given row by row."""
    return recognise(Sheet(rows, **more), KINDS)


def slug(sheet: ReadSheet) -> str | None:
    """The kind that was recognised."""
    return sheet.kind.slug if sheet.kind else None


def column(sheet: ReadSheet, name: str) -> list[object]:
    """The values of one column."""
    return [row.cells[name].value for row in sheet.rows]


def cell(sheet: ReadSheet, name: str, row: int = 0) -> ReadCell:
    """One cell."""
    return sheet.rows[row].cells[name]


def values(sheet: ReadSheet) -> list[dict[str, object]]:
    """All values of all known columns."""
    return [
        {name: found.value for name, found in row.cells.items() if not name.startswith("extra:")}
        for row in sheet.rows
    ]


ROSTER_HEADER = (
    "TT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Dân tộc", "Chi bộ", "Ngày vào Đảng",
    "Ngày chính thức", "Số thẻ đảng viên", "Ghi chú",
)  # fmt: skip
ROSTER_ROWS = (
    (1, "Nguyễn Văn An", "Nam", "05/03/1980", "019080000001", "Kinh", "Chi bộ Một", "01/07/2005", "01/07/2006", "12345678", None),
    (2, "Trần Thị Bình", "Nữ", "17/11/1975", "019175000002", "Tày", "Chi bộ Một", "19/05/1999", "19/05/2000", "12345679", None),
    (3, "Lê Minh Châu", "Nữ", "1990", "019190000003", "Nùng", "Chi bộ Hai", "03/02/2022", None, None, "dự bị"),
)  # fmt: skip
ROSTER_TITLES = (("ĐẢNG BỘ CƠ QUAN X",), ("DANH SÁCH ĐẢNG VIÊN",), ("(Tính đến ngày 31/12/2022)",))


def roster(*rows: Sequence[Cell], header: Sequence[Cell] = ROSTER_HEADER, **more: Any) -> ReadSheet:
    """A roster with the usual titles above it."""
    return read(*ROSTER_TITLES, header, *(rows or ROSTER_ROWS), **more)
