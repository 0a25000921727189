"""The annex as a workbook: the tables of a report with real formulas for percentages and totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from dangvu.foundation.workbooks.writing import ColumnSpec, Formula, SheetSpec, Value, write_workbook

Number = int | float | Decimal
Cell = str | Number | None


@dataclass(frozen=True)
class AnnexColumn:
    """A column of numbers or texts; a `percent` names the two columns (from 0) that it divides."""

    title: str
    kind: Literal["text", "integer", "percent"] = "integer"
    width: float = 12
    decimals: int = 2
    numerator: int | None = None
    denominator: int | None = None

    def __post_init__(self) -> None:
        if self.kind == "percent" and (self.numerator is None or self.denominator is None):
            raise ValueError(f"the percentage {self.title!r} needs its numerator and denominator columns")


@dataclass(frozen=True)
class AnnexTable:
    """A table with values instead of printed texts. Cells of percent columns are ignored: a formula fills them.

    `total` is the figure of the whole for each column. Where it is the sum of the rows the sheet says so with a
    formula; where it is not (a person counted once for the whole but by two units) the figure itself is written.
    """

    name: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title_lines: tuple[str, ...] = ()
    group_header: tuple[tuple[str, int], ...] = ()
    total: tuple[Cell, ...] | None = None

    def __post_init__(self) -> None:
        for row in (*self.rows, *(() if self.total is None else (self.total,))):
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.name!r}: {len(row)} cells for {len(self.columns)} columns")


def annex_workbook(tables: Sequence[AnnexTable]) -> bytes:
    """One sheet per table; the same tables give the same bytes."""
    return write_workbook([_sheet(table) for table in tables])


def _sheet(table: AnnexTable) -> SheetSpec:
    columns = [ColumnSpec(c.title, c.width, c.kind, c.decimals) for c in table.columns]
    frame = SheetSpec(table.name, columns, (), table.title_lines, table.group_header)
    first = frame.first_row
    rows = [_row(table, row, first + index) for index, row in enumerate(table.rows)]
    total = None if table.total is None else _total(table, table.total, first)
    return replace(frame, rows=rows, total_row=total)


def _row(table: AnnexTable, row: Sequence[Cell], line: int) -> list[Value]:
    return [
        _ratio(column, row, line) if column.kind == "percent" else cell
        for column, cell in zip(table.columns, row, strict=True)
    ]


def _total(table: AnnexTable, total: Sequence[Cell], first: int) -> list[Value]:
    last = first + len(table.rows) - 1
    values = _row(table, total, last + 1)
    for index, column in enumerate(table.columns):
        numbers = [row[index] for row in table.rows if _is_number(row[index])]
        if column.kind == "integer" and numbers and sum(map(_exact, numbers)) == _exact(total[index]):
            letter = column_letters(index)
            values[index] = Formula(f"=SUM({letter}{first}:{letter}{last})", float(_exact(total[index])))
    return values


def _ratio(column: AnnexColumn, row: Sequence[Cell], line: int) -> Formula:
    """A division that stays empty, rather than an error, where there is nothing to divide by."""
    over, under = column.numerator, column.denominator
    if over is None or under is None:
        raise ValueError(column.title)
    top, bottom = f"{column_letters(over)}{line}", f"{column_letters(under)}{line}"
    result: float | str = ""
    if _is_number(row[over]) and _is_number(row[under]) and _exact(row[under]):
        result = float(_exact(row[over]) / _exact(row[under]))
    return Formula(f'=IF(AND(ISNUMBER({top}),N({bottom})<>0),{top}/{bottom},"")', result)


def column_letters(index: int) -> str:
    """0 → 'A', 25 → 'Z', 26 → 'AA'."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Decimal)


def _exact(cell: Cell) -> Decimal:
    return Decimal(str(cell)) if _is_number(cell) else Decimal("NaN")
