"""Loading for tests that cross the layers: a small case, and what the database says about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.periods import Period
from dangvu.foundation.workbooks.models import ReceivedFile, SourceRow
from dangvu.indicators.queries import figures
from dangvu.intake.actions import load_files
from dangvu.intake.models import Finding, Line, LineState
from dangvu.intake.queries import FindingView, findings
from dangvu.organisations.queries import tree_on

H1 = Period.parse("2023-H1")


def load(*paths: Path) -> None:
    """Load files, or every workbook below folders."""
    found = [file for path in paths for file in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
    load_files(actor=OPERATOR, paths=[path for path in found if path.is_file() and path.suffix != ".json"])


def everything() -> dict[str, int]:
    """How much there is of what a load may write."""
    return {model.__name__: model.objects.count() for model in (Act, ReceivedFile, SourceRow, Line, Finding)}


def figure(name: str, known: int | None = None) -> float | None:
    """One figure of the whole for the first half of 2023."""
    tree = tree_on(H1.end)
    return (
        figures(actor=OPERATOR, organisation=tree[tree.roots[0]], period=H1, known=known).figures[name].value
    )


def said(kind: str) -> list[FindingView]:
    """The open findings of a kind."""
    return [view for view in findings(actor=OPERATOR) if view.kind == kind]


def states_of_rows() -> dict[str, tuple[int, Counter[str]]]:
    """For each file: how many rows came in, and what became of them."""
    rows = Counter(SourceRow.objects.values_list("sheet__file__name", flat=True))
    found: dict[str, Counter[str]] = {}
    for name, state in Line.objects.known().values_list("source_row__sheet__file__name", "state"):
        found.setdefault(name, Counter())[LineState(state).name] += 1
    return {name: (count, found.get(name, Counter())) for name, count in rows.items()}


def corrected(original: Path, folder: Path, change: Callable[[Worksheet, int], None], sheet: str) -> Path:
    """The workbook as its sender corrects it: ``change`` gets the sheet whose title has ``sheet`` and its first row."""
    book = openpyxl.load_workbook(original)
    for page in book.worksheets:
        for row in page.iter_rows():
            if any(isinstance(cell.value, str) and sheet in cell.value for cell in row[:1]):
                change(page, _first_record(page))
                folder.mkdir(parents=True, exist_ok=True)
                book.save(folder / original.name)
                return folder / original.name
    raise LookupError(sheet)


def _first_record(page: Worksheet) -> int:
    return next(row[0].row for row in page.iter_rows() if row[0].value in (1, "1"))


def column_of(page: Worksheet, row: int, words: Sequence[str]) -> int:
    """The column whose header, above ``row``, holds one of the words."""
    for cells in page.iter_rows(max_row=row - 1):
        for cell in cells:
            if (
                isinstance(cell.value, str)
                and any(word in cell.value.casefold() for word in words)
                and len(cells) > 3
                and cells[0].value in ("TT", "STT")
            ):
                return int(cell.column)
    raise LookupError(words)
