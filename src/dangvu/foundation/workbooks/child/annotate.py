"""The annotating child: one workbook in, the same workbook with marks out. It has no other task and then ends."""

from __future__ import annotations

import io
import json
import resource
import sys
from typing import Any

FILLS = {"bad": "FFF8CBAD", "warn": "FFFFE699"}
AUTHOR = "Đảng vụ"
LISTS_SHEET = "_dangvu"
INLINE = 240  # characters of a drop-down that stands in the cell's own rule
WRITTEN = 300 * 1024 * 1024


def main() -> None:
    """Read {marks, memory, seconds, size}, then the workbook's bytes; write the new ones."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    asked = json.loads(source.readline())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    sink.write(annotated(source.read(asked["size"]), asked["marks"]))
    sink.flush()


def annotated(data: bytes, marks: list[dict[str, Any]]) -> bytes:
    """The workbook with each marked cell coloured, commented and, where there is a choice, given a drop-down."""
    import openpyxl  # its folder is on the path of this process alone

    book = openpyxl.load_workbook(io.BytesIO(data))
    lists = _Lists(book)
    for mark in marks:
        if mark["sheet"] in book.sheetnames:
            _mark(book[mark["sheet"]], mark, lists)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _mark(sheet: Any, mark: dict[str, Any], lists: _Lists) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    cell = _anchor(sheet, mark["row"], mark["column"] + 1)
    cell.fill = PatternFill("solid", fgColor=FILLS[mark["look"]])
    before = f"{cell.comment.text.rstrip()}\n\n" if cell.comment else ""
    cell.comment = Comment(before + mark["comment"], AUTHOR, height=150, width=360)
    if mark["options"]:
        rule = DataValidation(type="list", formula1=lists.formula(mark["options"]), allow_blank=True)
        rule.showErrorMessage = False  # other values may be right as well
        rule.add(cell.coordinate)
        sheet.add_data_validation(rule)


def _anchor(sheet: Any, row: int, column: int) -> Any:
    """The cell itself, or the first of the merge that covers it."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


class _Lists:
    """Drop-downs: short ones in the rule itself, long ones on a hidden sheet."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], str] = {}
        self._sheet: Any = None
        self._column = 0

    def formula(self, options: list[str]) -> str:
        joined = ",".join(options)
        if len(joined) <= INLINE and not any("," in option or '"' in option for option in options):
            return f'"{joined}"'
        key = tuple(options)
        if key not in self._made:
            self._made[key] = self._write(options)
        return self._made[key]

    def _write(self, options: list[str]) -> str:
        from openpyxl.utils import get_column_letter

        if self._sheet is None:
            if LISTS_SHEET in self._book.sheetnames:
                del self._book[LISTS_SHEET]
            self._sheet = self._book.create_sheet(LISTS_SHEET)
            self._sheet.sheet_state = "hidden"
        self._column += 1
        for row, option in enumerate(options, 1):
            self._sheet.cell(row, self._column, option)
        letter = get_column_letter(self._column)
        return f"{LISTS_SHEET}!${letter}$1:${letter}${len(options)}"
