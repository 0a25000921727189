"""Writes workbooks in the form offices print: the same input gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "integer", "percent", "date"]
# A fixed day in the properties; the clock would make every file different.
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12}
OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,  # text from outside may begin with "="
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": FONT,
}
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
LONGEST_TEXT = 32_767
FIRST_EXCEL_DAY = date(1900, 3, 1)  # Excel believes that 29/2/1900 existed


@dataclass(frozen=True)
class Formula:
    """A formula together with its result, so that readers that do not calculate see the figure too."""

    text: str
    value: float | str = 0


Value = str | int | float | Decimal | bool | date | datetime | Formula | None


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its heading, its width in characters, and what its cells hold."""

    title: str
    width: float = 12
    kind: Kind = "text"
    decimals: int = 1  # of a percentage


@dataclass(frozen=True)
class SheetSpec:
    """One sheet: title lines, one or two header rows, rows, perhaps a total row."""

    name: str
    columns: Sequence[ColumnSpec]
    rows: Sequence[Sequence[Value]] = ()
    title_lines: Sequence[str] = ()
    group_header: Sequence[tuple[str, int]] = ()  # (title, columns below it); "" lets the column titles rise
    total_row: Sequence[Value] | None = None
    freeze_header: bool = True
    repeat_header: bool = True
    landscape: bool = True

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a sheet needs columns")
        if self.group_header and sum(span for _, span in self.group_header) != len(self.columns):
            raise ValueError("the group header must cover every column")
        for row in [*self.rows, *([self.total_row] if self.total_row is not None else [])]:
            if len(row) != len(self.columns):
                raise ValueError("a row must have a value (or None) for every column")

    @property
    def header_row(self) -> int:
        """Zero-based row of the (first) header row: after the titles and one blank line."""
        return len(self.title_lines) + 1 if self.title_lines else 0

    @property
    def first_row(self) -> int:
        """The spreadsheet row (from 1) of the first row of values, for those who write formulas."""
        return self.header_row + (2 if self.group_header else 1) + 1


def write_workbook(sheets: Sequence[SheetSpec]) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    import xlsxwriter  # takes a while to import; only those who write pay

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, deepcopy(OPTIONS))  # it takes the options apart
    book.set_properties({"author": "", "created": CREATED})
    formats = _Formats(book)
    for spec, name in zip(sheets, sheet_names([spec.name for spec in sheets]), strict=True):
        _SheetWriter(book.add_worksheet(name), spec, formats).write()
    book.close()
    return target.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel accepts: no forbidden signs, at most 31 letters, no two the same."""
    given: list[str] = []
    taken: set[str] = set()
    for raw in wanted:
        name = NOT_IN_SHEET_NAMES.sub(" ", raw).strip(" '")[:31].rstrip(" '") or "Trang"
        candidate, number = name, 2
        while candidate.casefold() in taken:
            suffix = f" ({number})"
            candidate, number = name[: 31 - len(suffix)].rstrip() + suffix, number + 1
        taken.add(candidate.casefold())
        given.append(candidate)
    return given


class _Formats:
    """Formats by look, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, **look})
        return self._made[key]

    def title(self) -> Format:
        return self.get(bold=True, align="center", valign="vcenter")

    def header(self) -> Format:
        return self.get(bold=True, align="center", valign="vcenter", text_wrap=True, border=1)

    def cell(self, column: ColumnSpec, *, bold: bool) -> Format:
        look: dict[str, Any] = {"border": 1, "valign": "vcenter", "bold": bold}
        if column.kind == "text":
            look |= {"text_wrap": True}
        elif column.kind == "integer":
            look |= {"num_format": "#,##0", "align": "right"}
        elif column.kind == "percent":
            look |= {
                "num_format": f"0.{'0' * column.decimals}%" if column.decimals else "0%",
                "align": "right",
            }
        else:
            look |= {"num_format": "dd/mm/yyyy", "align": "center"}
        return self.get(**look)


class _SheetWriter:
    def __init__(self, sheet: Worksheet, spec: SheetSpec, formats: _Formats) -> None:
        self.sheet, self.spec, self.formats = sheet, spec, formats
        self.last_column = len(spec.columns) - 1

    def write(self) -> None:
        self._page()
        for row, line in enumerate(self.spec.title_lines):
            self._span(row, 0, row, self.last_column, line, self.formats.title())
        self._header()
        row = self.spec.first_row - 1
        for values in self.spec.rows:
            self._row(row, values, bold=False)
            row += 1
        if self.spec.total_row is not None:
            self._row(row, self.spec.total_row, bold=True)

    def _page(self) -> None:
        sheet, spec = self.sheet, self.spec
        for index, column in enumerate(spec.columns):
            sheet.set_column(index, index, column.width)
        sheet.set_paper(9)  # A4
        if spec.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        first, last = spec.header_row, spec.first_row - 2
        if spec.repeat_header:
            sheet.repeat_rows(first, last)
        if spec.freeze_header:
            sheet.freeze_panes(last + 1, 0)

    def _header(self) -> None:
        top, look = self.spec.header_row, self.formats.header()
        titles = [column.title for column in self.spec.columns]
        if not self.spec.group_header:
            for index, title in enumerate(titles):
                self.sheet.write_string(top, index, title, look)
            return
        at = 0
        for group, span in self.spec.group_header:
            below = range(at, at + span)
            at += span
            if group:
                self._span(top, below[0], top, below[-1], group, look)
            for index in below:
                self._span(top + 1 if group else top, index, top + 1, index, titles[index], look)

    def _span(self, top: int, left: int, bottom: int, right: int, text: str, look: Format) -> None:
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, look)
        else:
            self.sheet.merge_range(top, left, bottom, right, "", look)
            self.sheet.write_string(top, left, text, look)

    def _row(self, row: int, values: Sequence[Value], *, bold: bool) -> None:
        for index, (value, column) in enumerate(zip(values, self.spec.columns, strict=True)):
            self._cell(row, index, value, self.formats.cell(column, bold=bold))

    def _cell(self, row: int, column: int, value: Value, look: Format) -> None:
        sheet = self.sheet
        if value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, look, value.value)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, look)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, column, value, look)
        elif isinstance(value, date):  # a datetime is one too
            self._date(row, column, value, look)
        else:
            if len(value) > LONGEST_TEXT:
                raise ValueError(f"text too long for a cell: row {row + 1}, column {column + 1}")
            sheet.write_string(row, column, value, look)

    def _date(self, row: int, column: int, value: date, look: Format) -> None:
        day = value.date() if isinstance(value, datetime) else value
        if day < FIRST_EXCEL_DAY:
            self.sheet.write_string(row, column, f"{day:%d/%m/}{day.year:04}", look)
        else:
            self.sheet.write_datetime(row, column, value, look)
