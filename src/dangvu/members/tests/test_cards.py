"""Cards of one decision, taken back; guests; the electronic handbook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.absences import NewAbsence, end_absence, record_absences
from dangvu.members.actions.cards import (
    NewCardEvent,
    card_faults,
    record_cards,
    take_back_cards,
)
from dangvu.members.actions.guests import NewGuest, end_guests, receive_guests
from dangvu.members.actions.handbook import NewCount, faults, report, take_back_counts
from dangvu.members.models import Absence, CardEvent, Guest, HandbookCount
from dangvu.members.queries import profiles
from dangvu.members.queries.cards import card_events, holders
from dangvu.members.queries.guests import absent, guests
from dangvu.members.queries.handbook import reports

pytestmark = pytest.mark.django_db
MAY = date(2023, 5, 19)
FIRST, SECOND, PROBATIONER = "Tạ Thị Ngữ", "Đỗ Ắng", "Trà Thị Mẫn"


def number_of(bloc: SmallBloc, name: str) -> tuple[str, str]:
    profile = profiles([bloc.people[name]])[bloc.people[name]]
    return profile.card_number, profile.old_card_number


def given(bloc: SmallBloc, name: str, number: str, kind: str = "phat", **more: Any) -> NewCardEvent:
    return NewCardEvent(bloc.people[name], kind, more.pop("on", MAY), number, "30-QĐ/ĐU", **more)


def test_one_decision_gives_many_cards_and_says_whose_number_is_wrong(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    cards = [given(bloc, FIRST, "30.012345"), given(bloc, SECOND, "30.012345")]
    with pytest.raises(Impossible, match="Đỗ Ắng: Số thẻ này đã ghi cho một người khác"):
        record_cards(**asked, events=cards)
    assert not CardEvent.objects.exists()
    assert list(card_faults(**asked, events=cards)) == [1]
    record_cards(**asked, events=[cards[0], given(bloc, SECOND, "30.012346")])
    listed = card_events(**asked, start=MAY, end=MAY)
    assert {(one.kind, one.number) for one in listed} == {("phat", "•••• •••• 45"), ("phat", "•••• •••• 46")}


def test_forty_cards_and_seventy_units_are_asked_about_at_once(bloc: SmallBloc) -> None:
    def asked_for(ask: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask()
        return len(captured)

    cards = [given(bloc, name, f"30.01234{at}") for at, name in enumerate((FIRST, SECOND, PROBATIONER))]
    one, three = (
        asked_for(
            lambda few=few: card_faults(actor=OPERATOR, organisation=bloc.first_unit, events=cards[:few])
        )
        for few in (1, 3)
    )
    assert one == three
    counts = [NewCount(place, MAY, 1) for place in (bloc.first_unit, bloc.second_unit, bloc.lone_cell)]
    one, three = (asked_for(lambda few=few: faults(counts[:few])) for few in (1, 3))
    assert one == three


def test_the_same_card_is_not_written_twice_and_a_decision_precedes_it(bloc: SmallBloc) -> None:
    record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[given(bloc, FIRST, "30.012345")])
    with pytest.raises(Impossible, match="đã ghi rồi"):
        record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[given(bloc, FIRST, "30.012345")])
    late = given(bloc, SECOND, "30.012346", decided_on=date(2023, 6, 1))
    with pytest.raises(Impossible, match="Ngày quyết định 01/06/2023 sau"):
        record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[late])


def test_a_card_given_anew_says_whether_it_was_lost_or_damaged(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="mất hay hỏng"):
        record_cards(
            actor=OPERATOR,
            organisation=bloc.first_unit,
            events=[given(bloc, FIRST, "30.012345", "phat_lai")],
        )


def test_an_exchange_that_was_written_by_mistake_gives_the_old_number_back(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    record_cards(**asked, events=[given(bloc, FIRST, "30.012345")])
    monkeypatch.setenv("DANGVU_NOW", "2025-12-01T09:00:00")
    autumn = date(2025, 9, 2)
    record_cards(**asked, events=[given(bloc, FIRST, "030098123456", "doi", on=autumn)])
    assert number_of(bloc, FIRST) == ("030098123456", "30012345")
    (one,) = card_events(**asked, start=autumn, end=autumn)
    take_back_cards(**asked, events=[one.id], reason="nhầm người")
    assert number_of(bloc, FIRST) == ("30012345", "")
    assert not card_events(**asked, start=autumn, end=autumn)


def test_those_without_a_number_wait_for_a_first_card_and_no_probationer_does(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit, "tree": bloc.tree}
    before = [one.name for one in holders(**asked, kind="phat")]
    assert FIRST in before and PROBATIONER not in before
    record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[given(bloc, FIRST, "30.012345")])
    assert FIRST not in [one.name for one in holders(**asked, kind="phat")]
    assert FIRST in [one.name for one in holders(**asked, kind="doi")]


# -- guests -----------------------------------------------------------------------------------------------


def test_a_member_who_goes_to_an_organisation_of_the_tree_is_its_guest_until_they_are_back(
    bloc: SmallBloc,
) -> None:
    asked = NewAbsence(
        bloc.people[FIRST], "tam_thoi_cong_tac", date(2023, 2, 1), date(2023, 9, 1), host=bloc.lone_cell
    )
    record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[asked])
    (there,) = guests(actor=OPERATOR, organisation=bloc.lone_cell, on=MAY)
    (away,) = absent(actor=OPERATOR, organisation=bloc.first_unit, on=MAY, exempt=False)
    assert there.name == away.name == FIRST and away.elsewhere == there.place
    with pytest.raises(Impossible, match="tự kết thúc theo"):
        end_guests(actor=OPERATOR, organisation=bloc.lone_cell, guests=[there.id], on=MAY)
    end_absence(
        actor=OPERATOR, organisation=bloc.first_unit, absence=Absence.objects.known().get().pk, on=MAY
    )
    assert not guests(actor=OPERATOR, organisation=bloc.lone_cell, on=MAY)


def test_nobody_is_a_guest_at_home(bloc: SmallBloc) -> None:
    asked = NewAbsence(
        bloc.people[FIRST], "tam_thoi_cong_tac", date(2023, 2, 1), date(2023, 9, 1), host=bloc.first_unit
    )
    with pytest.raises(Impossible, match="trùng với nơi đang sinh hoạt"):
        record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[asked])
    assert not Guest.objects.exists()


@pytest.mark.parametrize(
    ("kind", "until", "sentence"),
    [
        ("tam_thoi_cong_tac", date(2023, 4, 30), "từ đủ 3 tháng"),
        ("tam_thoi_cong_tac", date(2024, 2, 1), "dưới 12 tháng"),
        ("tam_thoi_hoc_tap", date(2025, 2, 2), "không quá 24 tháng"),
    ],
)
def test_a_guest_stays_as_long_as_the_rule_allows(
    bloc: SmallBloc, kind: str, until: date, sentence: str
) -> None:
    new = NewGuest(bloc.first_cell, "Lục Thị Khách", "Đảng bộ tỉnh khác", kind, date(2023, 2, 1), until)
    with pytest.raises(Impossible, match=sentence):
        receive_guests(actor=OPERATOR, organisation=bloc.first_unit, guests=[new])


def test_a_guest_from_outside_is_written_once_and_goes_home(bloc: SmallBloc) -> None:
    new = NewGuest(
        bloc.first_cell, "Lục Thị Khách", "Đảng bộ tỉnh khác", "tam_thoi_hoc_tap", date(2023, 2, 1), date(2025, 2, 1)
    )  # fmt: skip
    made = receive_guests(actor=OPERATOR, organisation=bloc.first_unit, guests=[new])
    with pytest.raises(Impossible, match="đã có trong sổ"):
        receive_guests(actor=OPERATOR, organisation=bloc.first_unit, guests=[new])
    end_guests(actor=OPERATOR, organisation=bloc.first_unit, guests=made, on=MAY)
    assert not guests(actor=OPERATOR, organisation=bloc.root, on=MAY)


# -- the electronic handbook --------------------------------------------------------------------------------


def test_the_handbook_is_reported_once_for_the_same_members(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    report(**asked, counts=[NewCount(bloc.first_cell, MAY, 2, 1)])
    report(**asked, counts=[NewCount(bloc.first_cell, MAY, 3, 1)])
    (one,) = reports(**asked, start=MAY, end=MAY)
    assert (one.installed, one.using) == (3, 1) and one.members >= 3
    with pytest.raises(Impossible, match="tính hai lần"):
        report(**asked, counts=[NewCount(bloc.first_unit, date(2023, 3, 1), 3)])
    take_back_counts(**asked, counts=[one.id], reason="nhầm cấp")
    report(**asked, counts=[NewCount(bloc.first_unit, date(2023, 3, 1), 3)])
    assert HandbookCount.objects.known().count() == 1


@pytest.mark.parametrize(
    ("count", "sentence"),
    [((9999, None), "nhiều hơn số đảng viên"), ((1, 2), "không thể nhiều hơn số đã cài đặt")],
)
def test_a_report_of_the_handbook_stays_within_the_list(
    bloc: SmallBloc, count: tuple[int, int | None], sentence: str
) -> None:
    with pytest.raises(Impossible, match=sentence):
        report(actor=OPERATOR, organisation=bloc.root, counts=[NewCount(bloc.first_cell, MAY, *count)])
