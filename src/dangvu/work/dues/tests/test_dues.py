"""Dues of a month, both sides of 3/2/2026; the split; arrears for consideration only."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Membership
from dangvu.work.dues import actions, queries
from dangvu.work.dues.actions import Told
from dangvu.work.dues.limits import limits_of
from dangvu.work.dues.models import DuesMonth
from dangvu.work.dues.rules import Limits, Payer, base_fault, due, flagged_on, shared

OLD = Limits("342-QĐ/TW", {Payer.SALARY: Fraction(1), Payer.PENSION: Fraction(1, 2)}, 2000, 30000, 2000)


def test_a_pension_of_six_million_pays_thirty_thousand() -> None:
    assert due(Payer.PENSION, 6_000_000, OLD) == 30_000
    assert due(Payer.SALARY, 7_450_050, OLD) == 74_501 and due(Payer.SALARY, None, OLD) is None
    assert due(Payer.EXEMPT, None, OLD) == 0


def test_unpaid_february_april_and_may_are_flagged_on_the_last_of_may() -> None:
    months = [date(2026, month, 1) for month in (2, 4, 5)]
    assert flagged_on(months) == date(2026, 5, 31)
    assert flagged_on(months[:2]) is None
    assert flagged_on([date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]) is None, (
        "of one calendar year"
    )


def test_others_pay_a_sum_between_two_bounds_and_half_of_it_outside_working_age() -> None:
    assert due(Payer.OTHER, None, OLD) == 2000 and due(Payer.OLDER, None, OLD) == 1000
    assert "từ 2.000 đến 30.000 đồng (342-QĐ/TW)" in base_fault("A", Payer.OTHER, 40_000, OLD)
    assert "từ 1.000 đến 15.000" in base_fault("A", Payer.OLDER, 16_000, OLD)
    assert base_fault("A", Payer.OTHER, 10_000, OLD) == ""
    assert "ghi tiền lương" in base_fault("A", Payer.SALARY, None, OLD)


@pytest.mark.django_db
def test_the_rate_is_that_of_the_month() -> None:
    seed(actor=OPERATOR)
    before, after, later = (limits_of(date(*month, 1)) for month in ((2026, 1), (2026, 2), (2028, 1)))
    assert [one.regulation for one in (before, after)] == ["342-QĐ/TW", "01-QĐ/TW"]
    assert [due(Payer.STUDENT, None, one) for one in (before, after)] == [2000, 5000]
    wage = 5_310_000
    assert [due(Payer.OTHER, wage, one) for one in (after, later)] == [15_930, 26_550]
    assert [due(Payer.OLDER, wage, one) for one in (after, later)] == [10_620, 15_930]
    assert [due(Payer.PENSION, 6_000_000, one) for one in (before, after)] == [30_000, 30_000]
    with pytest.raises(Impossible, match="Chưa có quy định đảng phí"):
        limits_of(date(2011, 3, 1))


@given(st.integers(0, 10**10), st.integers(0, 100))
def test_what_is_shared_is_what_was_received(received: int, up: int) -> None:
    handed, kept = shared(received, up)
    assert handed + kept == received and 0 <= handed <= received


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def people(cell: int) -> list[int]:
    rows = Membership.objects.known().valid_on(date(2023, 6, 30)).filter(organisation_id=cell)
    return sorted(rows.values_list("person_id", flat=True))


def tell(bloc: SmallBloc, month: int, told: dict[int, Told] | None = None) -> int:
    every = {one: Told("luong", 10_000_000) for one in people(bloc.first_cell)}
    asked: dict[str, Any] = {
        "organisation": bloc.first_unit,
        "cell": bloc.first_cell,
        "month": date(2023, month, 1),
    }
    return actions.record_month(actor=OPERATOR, told=every | (told or {}), **asked)


def test_a_month_is_told_as_a_whole_and_counted_once(bloc: SmallBloc) -> None:
    count = len(people(bloc.first_cell))
    assert (tell(bloc, 6), tell(bloc, 6)) == (count * 100_000, count * 100_000)
    owing = people(bloc.first_cell)[0]
    assert tell(bloc, 6, {owing: Told("huu_tri", 6_000_000, 0, "nằm viện")}) == (count - 1) * 100_000
    view = queries.period_dues(
        actor=OPERATOR, organisation=bloc.first_unit, tree=bloc.tree, period=Period.parse("2023-Q2")
    )
    cell = next(one for one in view.units if one.organisation == bloc.first_cell)
    assert (cell.paid, cell.handed, cell.kept) == (
        (count - 1) * 100_000,
        (count - 1) * 70_000,
        (count - 1) * 30_000,
    )
    assert view.own.received == cell.handed and view.own.handed == (count - 1) * 21_000
    lines = queries.month_of(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        tree=bloc.tree,
        cell=bloc.first_cell,
        month=date(2023, 7, 1),
    )
    assert {line.payer for line in lines} == {Payer.SALARY, Payer.PENSION}, "class and base go on"


def test_three_unpaid_months_without_a_reason_are_listed_and_nothing_else_happens(bloc: SmallBloc) -> None:
    first, second = people(bloc.first_cell)[:2]
    for month in (2, 4, 5):
        tell(
            bloc,
            month,
            {first: Told("luong", 10_000_000, 0), second: Told("luong", 10_000_000, 0, "đi vắng")},
        )
    found = queries.arrears(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, year=2023)
    assert [(one.person, one.on) for one in found] == [(first, date(2023, 5, 31))]
    assert first in people(bloc.first_cell)


def test_what_cannot_be_is_refused_and_a_mistake_taken_back(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="chưa đến"):
        tell(bloc, 8)
    with pytest.raises(Impossible, match="để tính đảng phí"):
        tell(bloc, 6, {people(bloc.first_cell)[0]: Told("luong")})
    with pytest.raises(LookupError):
        tell(bloc, 6, {people(bloc.lone_cell)[0]: Told("luong", 1)})
    tell(bloc, 6)
    actions.take_back(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        cell=bloc.first_cell,
        month=date(2023, 6, 1),
        reason="nhầm",
    )
    assert not DuesMonth.objects.known().exists()
