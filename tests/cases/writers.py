"""Cells into real files: xlsx, xlsm, xls, ods, csv."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from tests.cases.tables import SheetCells, Value

DAY = "dd/mm/yyyy"


def write(path: Path, sheets: Sequence[SheetCells]) -> None:
    """Write a workbook in the format that its name tells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    {".xlsx": _xlsx, ".xlsm": _xlsm, ".xls": _xls, ".ods": _ods, ".csv": _csv}[path.suffix](path, sheets)


def _xlsx(path: Path, sheets: Sequence[SheetCells]) -> None:
    if len(path.name) % 3 == 0:
        _openpyxl(path, sheets)
        return
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": DAY})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merges:
                if (top, left) != (bottom, right):
                    page.merge_range(top, left, bottom, right, "")
            for r, row in enumerate(sheet.rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(r, c, cell, day)
                    elif cell is not None:
                        page.write(r, c, cell)
            if sheet.hidden:
                page.hide()


def _openpyxl(path: Path, sheets: Sequence[SheetCells]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for r, row in enumerate(sheet.rows, 1):
            for c, cell in enumerate(row, 1):
                if cell is not None:
                    page.cell(r, c, cell)
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        if sheet.hidden:
            page.sheet_state = "hidden"
    book.save(path)


def _xlsm(path: Path, sheets: Sequence[SheetCells]) -> None:
    plain = path.with_suffix(".xlsx")
    _xlsx(plain, sheets)
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            target.writestr(item, data)
    plain.unlink()
    path.write_bytes(out.getvalue())


def _xls(path: Path, sheets: Sequence[SheetCells]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str=DAY)
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        covered = set()
        for top, left, bottom, right in sheet.merges:
            if (top, left) == (bottom, right):
                continue
            covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            value = sheet.rows[top][left]
            page.write_merge(
                top,
                bottom,
                left,
                right,
                value if value is not None else "",
                day if isinstance(value, date) else xlwt.Style.default_style,
            )
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                if cell is None or (r, c) in covered:
                    continue
                if isinstance(cell, date):
                    page.write(r, c, cell, day)
                else:
                    page.write(r, c, cell)
    book.save(str(path))


def _ods(path: Path, sheets: Sequence[SheetCells]) -> None:
    book = OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = Table(name=sheet.name)
        spans = {(m[0], m[1]): m for m in sheet.merges if (m[0], m[1]) != (m[2], m[3])}
        covered = {
            (r, c)
            for t, le, b, ri in spans.values()
            for r in range(t, b + 1)
            for c in range(le, ri + 1)
            if (r, c) != (t, le)
        }
        width = max([len(row) for row in sheet.rows] + [m[3] + 1 for m in spans.values()], default=1)
        for r, row in enumerate(sheet.rows):
            line = TableRow()
            for c in range(width):
                cell = row[c] if c < len(row) else None
                line.addElement(
                    CoveredTableCell() if (r, c) in covered else _ods_cell(cell, spans.get((r, c)))
                )
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def _ods_cell(cell: Value, merge: tuple[int, int, int, int] | None) -> TableCell:
    more = {}
    if merge:
        more = {"numberrowsspanned": merge[2] - merge[0] + 1, "numbercolumnsspanned": merge[3] - merge[1] + 1}
    if cell is None:
        return TableCell(**more)
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat(), **more)
        text = f"{cell:%d/%m/%Y}"
    elif isinstance(cell, int | float):
        made, text = TableCell(valuetype="float", value=str(cell), **more), str(cell)
    else:
        made, text = TableCell(valuetype="string", **more), cell
    for line in text.split("\n"):
        made.addElement(P(text=line))
    return made


def _csv(path: Path, sheets: Sequence[SheetCells]) -> None:
    """One sheet; written as Excel in Vietnam writes it, with semicolons."""
    (sheet,) = sheets
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";" if len(path.name) % 2 else ",")
        width = max(map(len, sheet.rows))
        for row in sheet.rows:
            cells = [f"{c:%d/%m/%Y}" if isinstance(c, date) else "" if c is None else c for c in row]
            writer.writerow(cells + [""] * (width - len(cells)))
