"""The yearly review is issued as the half-year one: numbered in the same series, frozen, kept for good."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import Profile, register
from dangvu.reports.actions import Written, write_review, write_yearly_review
from dangvu.reports.evidence.queries import proven
from dangvu.reports.queries import issued_reports, rendered_again
from dangvu.work.admissions.actions import NewAdmission, admit

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2023")


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2024-01-05T09:00:00")
    return small_bloc()


def write(bloc: SmallBloc, period: Period = YEAR, *, issue: bool = True) -> Written:
    return write_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=period, issue=issue)


def test_the_review_of_a_whole_year_is_the_yearly_one_and_of_any_other_period_the_half_year_one(
    bloc: SmallBloc,
) -> None:
    for period in (HALF_YEAR, YEAR):
        write(bloc, period)
    assert [(row.report, row.period.code) for row in issued_reports(actor=OPERATOR)] == [
        ("yearly-review", "2023"), ("half-year-review", "2023-H1"),
    ]  # fmt: skip


def test_both_take_their_numbers_from_one_series_of_reports(bloc: SmallBloc) -> None:
    numbers = [write(bloc, period).number.split("-")[0] for period in (HALF_YEAR, YEAR, HALF_YEAR)]
    assert numbers == ["01", "02", "03"]


def test_an_issued_yearly_review_keeps_its_figures_when_the_records_change(bloc: SmallBloc) -> None:
    before = write(bloc)
    assert before.issued is not None and before.page and before.manifest
    (someone,) = register(
        actor=OPERATOR, organisation=bloc.root, people=[Profile(name="Lê Thị Sau", unit_id=bloc.first_unit)]
    )
    admit(
        actor=OPERATOR,
        organisation=bloc.root,
        admissions=[NewAdmission(someone, bloc.first_cell, date(2023, 3, 1))],
    )
    again = rendered_again(actor=OPERATOR, report=before.issued)
    assert again is not None and again.is_same and again.sha256 == before.sha256
    assert proven(actor=OPERATOR, report=before.issued) == []
    assert write(bloc, issue=False).figures["members_end"] != before.figures["members_end"]


def test_half_a_year_has_no_yearly_review(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="cho cả năm"):
        write_yearly_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, issue=True)
    assert not issued_reports(actor=OPERATOR)
