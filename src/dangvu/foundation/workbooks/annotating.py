"""Marks in a sender's own workbook: coloured cells, comments, drop-downs. Done in a child process with limits.

The workbook is a stranger's; openpyxl takes many times its size in memory. What the sender made of it stays:
formulas, filters, the order of columns, widths and looks.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from dangvu.foundation.workbooks.child.annotate import LISTS_SHEET
from dangvu.foundation.workbooks.child.limits import Limits
from dangvu.foundation.workbooks.sheets import Sheet
from dangvu.foundation.workbooks.writing import CREATED, NOT_IN_SHEET_NAMES, OPTIONS

__all__ = ["LISTS_SHEET", "CannotAnnotate", "Mark", "annotate", "as_workbook"]
_BOOT = "import sys; sys.path[:0] = sys.argv[1:3]; from child.annotate import main; main()"
_SECONDS = 60


class CannotAnnotate(RuntimeError):
    """The workbook can't be written with marks; its rows can still be mended on the page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell to mark: ``row`` from 1 as the spreadsheet counts, ``column`` from 0."""

    sheet: str
    row: int
    column: int
    comment: str
    look: Literal["bad", "warn"] = "bad"
    options: Sequence[str] = ()


def annotate(data: bytes, marks: Sequence[Mark]) -> bytes:
    """The .xlsx with the marks in it."""
    library = find_spec("openpyxl")
    if library is None or library.origin is None:
        raise RuntimeError("openpyxl is not installed")
    asked = {
        "size": len(data), "memory": Limits().memory_bytes, "seconds": _SECONDS,
        "marks": [
            {"sheet": m.sheet, "row": m.row, "column": m.column, "comment": m.comment, "look": m.look,
             "options": list(m.options)}
            for m in marks
        ],
    }  # fmt: skip
    folders = [str(Path(__file__).parent), str(Path(library.origin).parent.parent)]
    with tempfile.TemporaryDirectory(prefix="dangvu-") as scratch:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-S", "-c", _BOOT, *folders],
                input=json.dumps(asked).encode() + b"\n" + data, capture_output=True, timeout=_SECONDS, check=False,
                start_new_session=True, cwd="/", env={"LC_ALL": "C.UTF-8", "TMPDIR": scratch},
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise CannotAnnotate from error
    if done.returncode or not done.stdout.startswith(b"PK"):
        raise CannotAnnotate(done.stderr[-400:].decode("utf-8", "replace"))
    return done.stdout


def as_workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx of the same values in the same places: for senders of .xls, .ods and .csv."""
    import xlsxwriter  # takes a while to import

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, deepcopy(OPTIONS))
    book.set_properties({"author": "", "created": CREATED})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        page = book.add_worksheet(NOT_IN_SHEET_NAMES.sub(" ", sheet.name)[:31])
        if sheet.hidden:
            page.hide()
        for number, row in enumerate(sheet.rows):
            for place, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, bool):
                    page.write_boolean(number, place, cell)
                elif isinstance(cell, int | float):
                    page.write_number(number, place, cell)
                elif isinstance(cell, date | datetime):
                    if cell.year < 1901:
                        page.write_string(number, place, f"{cell:%d/%m/}{cell.year:04}")
                    else:
                        page.write_datetime(number, place, cell, day)
                else:
                    page.write_string(number, place, cell)
        for top, left, bottom, right in sheet.merges:
            if (top, left) != (bottom, right):
                value = (
                    sheet.rows[top][left] if top < len(sheet.rows) and left < len(sheet.rows[top]) else None
                )
                page.merge_range(top, left, bottom, right, value if isinstance(value, str) else "")
                if value is not None and not isinstance(value, str | date):
                    page.write(top, left, value)
        page.set_column(0, max(map(len, sheet.rows), default=1), 16)
    book.close()
    return target.getvalue()
