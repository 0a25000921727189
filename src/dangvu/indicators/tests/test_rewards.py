"""Commendations and dues as figures: the value, and the rows behind it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators.queries import explain, figures
from dangvu.work.awards.actions import Decision, record_awards
from dangvu.work.dues.actions import Told, record_month
from dangvu.work.dues.queries import members_of


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def figure(bloc: SmallBloc, *names: str) -> list[float | None]:
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    return [table.figures[name].value for name in names]


def test_commendations_are_counted_by_whom_and_by_what(bloc: SmallBloc) -> None:
    person, unit = bloc.people["Lý Thị Ẩm"], bloc.first_unit
    first = Decision("giay_khen", "cap_tren", "nam", "15-QĐ/ĐUK", date(2023, 2, 3))
    record_awards(actor=OPERATOR, organisation=bloc.root, told=first, people=[person], units=[unit])
    merit = Decision("bang_khen", "tinh", "chuyen_de", "900-QĐ/UBND", date(2023, 5, 19))
    record_awards(actor=OPERATOR, organisation=bloc.root, told=merit, units=[unit])
    names = ("awards_to_organisations", "awards_to_members", "awards_certificates", "awards_merits")
    assert figure(bloc, *names) == [2, 1, 2, 1]
    listed = explain(actor=OPERATOR, name="KH-02", organisation=bloc.node(bloc.root), period=HALF_YEAR)
    assert [record.label for record in listed.records] == ["Lý Thị Ẩm: Giấy khen"]


def test_dues_are_whole_dong_and_the_list_adds_up_to_them(bloc: SmallBloc) -> None:
    month = date(2023, 6, 1)
    people = sorted(members_of(bloc.first_cell, month))
    told = {one: Told("luong", 10_000_000) for one in people} | {
        people[0]: Told("huu_tri", 6_000_000, 0, "nằm viện")
    }
    record_month(actor=OPERATOR, organisation=bloc.first_unit, cell=bloc.first_cell, month=month, told=told)
    paid = (len(people) - 1) * 100_000
    assert figure(bloc, "dues_collected", "dues_due") == [paid, paid + 30_000]
    listed = explain(
        actor=OPERATOR, name="dues_collected", organisation=bloc.node(bloc.root), period=HALF_YEAR
    )
    assert sum(record.weight for record in listed.records) == paid
