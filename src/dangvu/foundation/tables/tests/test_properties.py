"""Whatever is done to the form of a table, what it says stays the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.foundation.tables import recognise_all
from dangvu.foundation.tables.tests.house import (
    KINDS,
    ROSTER_HEADER,
    ROSTER_ROWS,
    ROSTER_TITLES,
    Sheet,
    read,
    roster,
    slug,
    values,
)
from dangvu.foundation.tables.tests.test_recognise import TABLES

SAID = values(roster())
ADMITTED = list(TABLES["admissions"])
ADMITTED_SAID = values(read(*ADMITTED))  # type: ignore[arg-type]
FOOTERS = st.lists(
    st.sampled_from(
        [
            (None, "Tổng cộng: 3"),
            (None,),
            (None, "NGƯỜI LẬP BIỂU", None, None, "T/M CẤP ỦY"),
            (None, None, None, None, "Thái Nguyên, ngày 05 tháng 7 năm 2023"),
            ("Ghi chú: danh sách chưa kể đảng viên mới chuyển đến",),
        ]
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=60)
@given(
    order=st.permutations(range(len(ROSTER_HEADER))),
    above=st.integers(0, 12),
    left=st.integers(0, 4),
    numbered=st.booleans(),
    blank_columns=st.sets(st.integers(0, len(ROSTER_HEADER)), max_size=2),
    blank_rows=st.sets(st.integers(0, 2), max_size=2),
    footers=FOOTERS,
)
def test_the_form_of_a_roster_never_changes_what_it_says(
    order: list[int], above: int, left: int, numbered: bool, blank_columns: set[int], blank_rows: set[int],
    footers: list[tuple[str | None, ...]],
) -> None:  # fmt: skip
    def shaped(row: tuple[object, ...]) -> list[object]:
        cells = [row[i] for i in order]
        for place in sorted(blank_columns, reverse=True):
            cells.insert(place, None)
        return [None] * left + cells

    rows: list[object] = [*ROSTER_TITLES, *[()] * above, shaped(ROSTER_HEADER)]
    if numbered:
        rows.append(shaped(tuple(f"({order.index(i) + 1})" for i in range(len(ROSTER_HEADER)))))
    for i, row in enumerate(ROSTER_ROWS):
        if i in blank_rows:
            rows.append(())
        rows.append(shaped(row))
    rows += [[None] * left + list(row) for row in footers]
    sheet = read(*rows)  # type: ignore[arg-type]
    assert slug(sheet) == "roster"
    assert values(sheet) == SAID


@settings(deadline=None, max_examples=40)
@given(order=st.permutations(range(len(ADMITTED[0]))), left=st.integers(0, 3), footers=FOOTERS)
def test_the_order_of_columns_never_changes_who_was_admitted(
    order: list[int], left: int, footers: list[tuple[str | None, ...]]
) -> None:
    rows = [[None] * left + [row[i] for i in order] for row in ADMITTED]
    sheet = read(*rows, *footers)  # type: ignore[arg-type]
    assert slug(sheet) == "admissions"
    assert values(sheet) == ADMITTED_SAID


CELLS = st.one_of(
    st.none(), st.text(max_size=8), st.integers(-5, 50000), st.floats(), st.booleans(), st.dates(),
    st.datetimes(), st.sampled_from(["Họ và tên", "Ngày sinh", "Nam", "Nữ", "Tổng cộng: 2", "Chi bộ", "(1)", "I"]),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_no_sheet_breaks_the_reading_and_no_row_gets_lost(rows: list[list[object]]) -> None:
    found = recognise_all(Sheet([ROSTER_HEADER, *rows]), KINDS)  # type: ignore[list-item]
    if found[0].kind is None:
        return
    filled = {
        i + 2
        for i, row in enumerate(rows)
        if any(not (cell is None or (isinstance(cell, str) and not cell.strip())) for cell in row)
    }
    for sheet in found:
        assert sheet.kind is not None or sheet.reason
        if sheet.kind is None or sheet.header_rows is None:
            continue
        seen = [row.number for row in sheet.rows] + [number for number, _, _ in sheet.ignored]
        assert len(seen) == len(set(seen))
        last = max(filled, default=0) if sheet.further is None else sheet.further
        assert {number for number in filled if sheet.header_rows[1] < number <= last} <= set(seen)
