"""Workbooks to be filled in: headers locked, drop-downs, days with a hint, room for more rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangvu.foundation.workbooks.annotating import LISTS_SHEET
from dangvu.foundation.workbooks.writing import CREATED, FONT, OPTIONS, Value, sheet_names

_INLINE = 240
DATE_HINT = "Ghi ngày/tháng/năm, ví dụ 05/03/1980; nếu chỉ biết tháng hoặc năm: 03/1980, 1980."


@dataclass(frozen=True, slots=True)
class FillColumn:
    """One column: its header, its width, the values to choose from, whether it holds days, and a hint."""

    title: str
    width: float = 16
    options: Sequence[str] = ()
    is_day: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FillSheet:
    """One sheet to fill: title lines, columns after "TT", the rows known already, and how many empty ones follow."""

    name: str
    title_lines: Sequence[str]
    columns: Sequence[FillColumn]
    rows: Sequence[Sequence[Value]] = ()
    spare: int = 60


def write_to_fill(sheets: Sequence[FillSheet]) -> bytes:
    """The bytes of an .xlsx in which only the cells of the tables can be changed."""
    import xlsxwriter  # takes a while to import

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, deepcopy(OPTIONS))
    book.set_properties({"author": "", "created": CREATED})
    lists = _Lists(book)
    for name, sheet in zip(sheet_names([sheet.name for sheet in sheets]), sheets, strict=True):
        _Filler(book, name, sheet, lists).write()
    lists.write()
    book.close()
    return target.getvalue()


class _Lists:
    """What drop-downs offer: short lists stand in the rule itself, long ones on a hidden sheet behind the others."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._long: dict[tuple[str, ...], int] = {}

    def source(self, options: Sequence[str]) -> object:
        if len(",".join(options)) <= _INLINE and not any("," in option for option in options):
            return list(options)
        letter = _letters(self._long.setdefault(tuple(options), len(self._long)))
        return f"={LISTS_SHEET}!${letter}$1:${letter}${len(options)}"

    def write(self) -> None:
        if not self._long:
            return
        page = self._book.add_worksheet(LISTS_SHEET)
        page.hide()
        for options, place in self._long.items():
            for number, option in enumerate(options):
                page.write_string(number, place, option)


class _Filler:
    def __init__(self, book: Any, name: str, spec: FillSheet, lists: _Lists) -> None:
        self.spec, self.lists = spec, lists
        self.page = book.add_worksheet(name)
        self.title = book.add_format({**FONT, "bold": True, "align": "center"})
        self.header = book.add_format(
            {**FONT, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1,
             "bg_color": "#EAF1F9", "locked": True}
        )  # fmt: skip
        look = {**FONT, "border": 1, "valign": "vcenter", "locked": False}
        self.text = book.add_format({**look, "num_format": "@", "text_wrap": True})
        self.day = book.add_format({**look, "num_format": "@", "align": "center"})
        self.plain = book.add_format(look)
        self.order = book.add_format({**look, "align": "center"})

    def write(self) -> None:
        spec, page = self.spec, self.page
        last = len(spec.columns)
        for number, line in enumerate(spec.title_lines):
            page.merge_range(number, 0, number, last, "", self.title)
            page.write_string(number, 0, line, self.title)
        top = len(spec.title_lines) + 1
        page.set_column(0, 0, 6)
        page.write_string(top, 0, "TT", self.header)
        count = len(spec.rows) + spec.spare
        for place, column in enumerate(spec.columns, 1):
            page.set_column(place, place, column.width)
            page.write_string(top, place, column.title, self.header)
            self._rule(top + 1, place, top + count, column)
        for number in range(count):
            known = spec.rows[number] if number < len(spec.rows) else ()
            self._row(top + 1 + number, number + 1 if known else None, known)
        page.freeze_panes(top + 1, 2)
        page.repeat_rows(top)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
                          "sort": True, "autofilter": True})  # fmt: skip

    def _row(self, row: int, order: int | None, known: Sequence[Value]) -> None:
        if order is None:
            self.page.write_blank(row, 0, None, self.order)
        else:
            self.page.write_number(row, 0, order, self.order)
        for place, column in enumerate(self.spec.columns, 1):
            look = self.day if column.is_day else self.text
            value = known[place - 1] if place - 1 < len(known) else None
            if value is None or value == "":
                self.page.write_blank(row, place, None, look)
            elif isinstance(value, date):
                self.page.write_string(row, place, f"{value:%d/%m/}{value.year:04}", look)
            elif isinstance(value, int | float):
                self.page.write_number(row, place, value, self.plain)
            else:
                self.page.write_string(row, place, str(value), look)

    def _rule(self, first: int, place: int, last: int, column: FillColumn) -> None:
        rule: dict[str, Any] = {}
        if column.options:
            rule = {"validate": "list", "source": self.lists.source(column.options), "error_type": "warning",
                    "error_title": "Ngoài danh sách", "error_message": "Giá trị này không có trong danh sách chọn."}  # fmt: skip
        elif column.is_day or column.hint:
            rule = {"validate": "any"}
        if not rule:
            return
        hint = column.hint or (DATE_HINT if column.is_day else "")
        if hint:
            rule |= {"input_title": column.title[:32], "input_message": hint[:255]}
        self.page.data_validation(first, place, last, place, rule)


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
