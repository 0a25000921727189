"""The cells of one sheet with their texts repaired, and what merges say about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Protocol

from dangvu.foundation.tables.columns import Cell
from dangvu.foundation.tables.dates import printed
from dangvu.foundation.tables.texts import Texts

Merge = tuple[int, int, int, int]


_TALL = 12


class RawSheet(Protocol):
    """What this package needs of a sheet that was read from a workbook. All numbers are from zero."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...
    @property
    def merges(self) -> Sequence[Merge]: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def errors(self) -> Sequence[tuple[int, int, str]]: ...


def raw_text(cell: Cell) -> str:
    """The cell as the file has it, as text."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


class Grid:
    """Cells by row and column: each row as long as the sheet is wide, and None for cells that hold nothing."""

    def __init__(self, sheet: RawSheet) -> None:
        self.merges = [merge for merge in sheet.merges if merge[0] != merge[2] or merge[1] != merge[3]]
        self.shares: dict[tuple[object, int, int], float] = {}
        """What was found out about columns, for the next kind that asks."""
        self.width = max(map(len, sheet.rows), default=0)
        strings = [cell for cell in dict.fromkeys(chain.from_iterable(sheet.rows)) if type(cell) is str]
        blank = {text for text in strings if not text.strip()}
        self.rows = _even(sheet.rows, self.width, blank)
        self._show_errors(sheet.errors)
        self.height = len(self.rows)
        self.texts = Texts([text for text in strings if text not in blank])

    def _show_errors(self, errors: Sequence[tuple[int, int, str]]) -> None:
        """Put the errors of formulas back where they stood, so that they are said and not read as empty."""
        for row, column, error in errors:
            if row < len(self.rows) and column < self.width and self.rows[row][column] is None:
                self.rows[row][column] = error

    def text(self, row: int, column: int) -> str:
        """The repaired text of a cell; '' where there is none."""
        return self.text_of(self.rows[row][column])

    def text_of(self, cell: Cell) -> str:
        """A cell as a person reads it."""
        if isinstance(cell, str):
            return self.texts(cell)[0]
        if cell is None:
            return ""
        if isinstance(cell, date):
            return printed(cell)
        return raw_text(cell).replace(".", ",") if isinstance(cell, float) else raw_text(cell)

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        return [column for column, cell in enumerate(self.rows[row]) if cell is not None]

    def fill_down(self, first: int, is_header: Callable[[int], bool]) -> None:
        """Let cells merged down hold their value in every row of the merge that holds something of its own.

        Only below the first header, and not in the headers of further tables.
        """
        for top, left, bottom, _ in self.merges:
            if bottom == top or not first <= top < self.height or left >= self.width or is_header(top):
                continue
            for row in self.rows[top + 1 : bottom + 1]:
                if row[left] is None and row.count(None) < self.width:
                    row[left] = self.rows[top][left]

    @cached_property
    def spans(self) -> dict[tuple[int, int], Merge]:
        """The merge that starts at a cell."""
        return {(merge[0], merge[1]): merge for merge in self.merges}

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each covered cell of a merge the cell that holds its value. Merges too big for a header are left out."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merges
            if bottom - top < _TALL
            for row in range(top, min(bottom, self.height - 1) + 1)
            for column in range(left, min(right, self.width - 1) + 1)
            if (row, column) != (top, left)
        }


def _even(rows: Sequence[Sequence[Cell]], width: int, blank: Collection[str]) -> list[list[Cell]]:
    even = [list(row) if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    if blank:
        for row in even:
            for column, cell in enumerate(row):
                if cell in blank:
                    row[column] = None
    return even
