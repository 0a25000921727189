"""The case of the house, where it is present: every sheet is recognised and read to its last row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dangvu.foundation.tables import ReadSheet, recognise
from dangvu.foundation.tables.tests.house import KINDS, Sheet

CASE = Path(__file__).resolve().parents[5] / "samples" / "khoi-2023"
pytestmark = pytest.mark.skipif(not CASE.exists(), reason="the case is not here")


@pytest.fixture(scope="module")
def sheets() -> list[tuple[str, ReadSheet]]:
    found = []
    for path in sorted(CASE.rglob("*")):
        if path.suffix not in {".xlsx", ".xls", ".ods"}:
            continue
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            page = book.get_sheet_by_name(name)
            merges = [(*first, *last) for first, last in page.merged_cell_ranges or ()]
            rows = page.to_python(skip_empty_area=False)
            found.append((path.name, recognise(Sheet(rows, name, merges), KINDS)))
    return found


def test_every_sheet_of_the_case_is_recognised_with_confidence(sheets: list[tuple[str, ReadSheet]]) -> None:
    unsure = [
        (file, sheet.name, sheet.reason, sheet.confidence)
        for file, sheet in sheets
        if sheet.confidence < 0.7 or not sheet.kind
    ]
    assert unsure == []


def test_units_send_each_kind_at_most_once(sheets: list[tuple[str, ReadSheet]]) -> None:
    counts = Counter((file, sheet.kind.slug) for file, sheet in sheets if sheet.kind)
    assert [key for key, count in counts.items() if count > 1] == []
    units = {file for file, _ in counts}
    rosters = {file for file, kind in counts if kind == "roster"}
    assert len(units) - len(rosters) == 5


def test_every_count_in_a_footer_is_the_number_of_rows_read(sheets: list[tuple[str, ReadSheet]]) -> None:
    counted = [(file, sheet) for file, sheet in sheets if sheet.declared_total is not None]
    assert counted
    assert [(file, sheet.name) for file, sheet in counted if sheet.declared_total != len(sheet.rows)] == []


def test_only_the_two_bad_dates_are_problems(sheets: list[tuple[str, ReadSheet]]) -> None:
    problems = sorted(
        (sheet.kind.slug, name, cell.problem)
        for _, sheet in sheets
        if sheet.kind
        for row in sheet.rows
        for name, cell in row.cells.items()
        if cell.problem
    )
    assert problems == [("admissions", "joined", "invalid_date"), ("admissions", "joined", "missing_date")]
