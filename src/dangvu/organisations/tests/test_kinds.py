"""What stands under what, what it becomes there, and when a term is over."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.organisations.models import Kind
from dangvu.organisations.rules import kind_under, kinds_under, may_absorb, may_stand_under, term_ends


def test_a_grassroots_cell_becomes_attached_under_a_committee_and_the_other_way_round() -> None:
    assert kind_under("chi_bo_co_so", "dang_bo_co_so") == "chi_bo_truc_thuoc"
    assert kind_under("chi_bo_truc_thuoc", "dang_bo_cap_tren") == "chi_bo_co_so"
    assert kind_under("dang_bo_co_so", "dang_bo_co_so") == "dang_bo_bo_phan"
    assert kind_under("dang_bo_bo_phan", "dang_bo_cap_tren") == "dang_bo_co_so"


def test_what_fits_stays_as_it_is_and_what_cannot_stand_there_is_nothing() -> None:
    for parent in Kind.values:
        for kind in Kind.values:
            became = kind_under(kind, parent)
            assert became == kind if may_stand_under(kind, parent) else became in ("", *kinds_under(parent))
    assert kind_under("dang_bo_cap_tren", "dang_bo_co_so") == ""
    assert kinds_under("to_dang") == frozenset()


def test_cells_end_in_cells_and_committees_in_their_like() -> None:
    assert may_absorb("chi_bo_co_so", "chi_bo_truc_thuoc")
    assert may_absorb("dang_bo_co_so", "dang_bo_bo_phan")
    assert not may_absorb("dang_bo_bo_phan", "dang_bo_co_so")
    assert not may_absorb("dang_bo_co_so", "chi_bo_co_so")


@pytest.mark.parametrize(
    ("begun", "months", "over"),
    [
        (date(2020, 6, 15), 60, date(2025, 6, 15)),
        (date(2020, 2, 29), 60, date(2025, 2, 28)),
        (date(2020, 8, 31), 30, date(2023, 2, 28)),
    ],
)
def test_a_term_is_over_on_the_same_day_years_later(begun: date, months: int, over: date) -> None:
    assert term_ends(begun, months) == over
