"""Why a figure changed, on the small bloc: one reason at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.indicators.difference import Difference, Why, difference
from dangvu.members.actions import Profile, correct_profiles, register
from dangvu.members.models import PersonProfile
from dangvu.work.admissions.actions import NewAdmission, admit

Told = list[tuple[Why, str, float, int]]


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def since(bloc: SmallBloc, known: int, name: str, actor: Actor = OPERATOR) -> Difference:
    return difference(
        actor=actor, name=name, organisation=bloc.node(bloc.root), period=HALF_YEAR, from_known=known
    )


def told(found: Difference) -> Told:
    return [(part.why, part.of, part.value, len(part.records)) for part in found.parts]


def admitted_late(bloc: SmallBloc) -> int:
    """An admission of the period that is written down only now; the act before it."""
    before = last_act()
    new = Profile(name="Bùi Thị Muộn", unit_id=bloc.first_cell, sex="nu", birth=PartialDate(1999, 1, 2))
    (one,) = register(actor=OPERATOR, organisation=bloc.root, people=[new])
    admit(
        actor=OPERATOR,
        organisation=bloc.root,
        admissions=[NewAdmission(one, bloc.first_cell, date(2023, 6, 3))],
    )
    return before


def corrected(bloc: SmallBloc) -> int:
    """Somebody admitted in the period who was written down with the wrong sex; the act before the correction."""
    before = last_act()
    found = PersonProfile.objects.known().get(name="Trà Thị Mẫn")
    profile = replace(Profile.on_record(found), sex="nam")
    correct_profiles(
        actor=OPERATOR, organisation=bloc.root, profiles={found.person_id: profile}, reason="ghi nhầm"
    )
    return before


def test_what_is_written_down_later_is_a_late_entry_and_opens_its_row(bloc: SmallBloc) -> None:
    found = since(bloc, admitted_late(bloc), "admitted")
    assert told(found) == [(Why.LATE, "numerator", 1, 1)]
    assert [record.label for record in found.parts[0].records] == ["Bùi Thị Muộn"]


def test_what_is_put_right_is_a_correction_where_it_counts_and_nothing_elsewhere(bloc: SmallBloc) -> None:
    before = corrected(bloc)
    assert told(since(bloc, before, "admitted_female")) == [(Why.CORRECTED, "numerator", -1, 1)]
    assert told(since(bloc, before, "admitted")) == []


def test_a_share_is_taken_apart_by_its_two_numbers_down_to_the_last_printed_digit(bloc: SmallBloc) -> None:
    found = since(bloc, admitted_late(bloc), "admitted_female_share")
    assert [(part.why, part.of) for part in found.parts] == [
        (Why.LATE, "numerator"),
        (Why.LATE, "denominator"),
    ]
    assert [part.change for part in found.parts] == [1, 1]
    assert sum(part.value for part in found.parts) == pytest.approx(
        (found.after.value or 0) - (found.before.value or 0)
    )


def test_between_two_periods_members_enter_and_leave(bloc: SmallBloc) -> None:
    found = difference(
        actor=OPERATOR, name="members_end", organisation=bloc.node(bloc.root), period=Period.parse("2023-01"),
        to_period=HALF_YEAR,
    )  # fmt: skip
    assert told(found) == [(Why.ENTERED, "numerator", 3, 3), (Why.LEFT, "numerator", -1, 1)]


def test_what_was_not_on_record_before_the_first_list_has_entered(bloc: SmallBloc) -> None:
    found = difference(
        actor=OPERATOR, name="members_start", organisation=bloc.node(bloc.root), period=Period.parse("2022-H2"),
        to_period=HALF_YEAR,
    )  # fmt: skip
    assert (found.before.value, told(found)) == (None, [(Why.ENTERED, "numerator", 12, 12)])


def test_whoever_may_not_read_names_sees_the_same_parts_without_them(bloc: SmallBloc) -> None:
    before = admitted_late(bloc)
    found = since(bloc, before, "admitted", actor_for(person(bloc.root, "theo_doi")))
    assert told(found) == told(since(bloc, before, "admitted"))
    assert [record.label for record in found.parts[0].records] == ["(ẩn tên)"]


def test_a_stranger_is_refused(bloc: SmallBloc) -> None:
    stranger = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    with pytest.raises(Refused):
        since(bloc, last_act(), "admitted", stranger)
