"""The gate: a right holds where it was granted and below, on the days for which it was granted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.actions import UnknownRole, end_grants, grant
from dangvu.accounts.models import Grant
from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import (
    MANAGE_ACCOUNTS,
    READ_FIGURES,
    READ_INSPECTION,
    READ_NAMES,
    REORGANISE,
    WRITE_MEMBERS,
    Refused,
)
from dangvu.members.actions import NewMovement, record_movements, retire_movements
from dangvu.members.models import Membership, Movement
from dangvu.organisations.access import may, organisations_visible, reachable, require, visible
from dangvu.organisations.actions import dissolve, move
from dangvu.work.admissions.actions import NewAdmission, NewRecognition, admit, recognise
from dangvu.work.inspection.actions import NewInspection, record_inspections
from dangvu.work.meetings.actions import NewMeeting, record_meetings

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-03T09:00:00")
    return small_bloc()


@pytest.fixture
def secretary(bloc: SmallBloc) -> Actor:
    """The secretary of the first unit."""
    return actor_for(person(bloc.first_unit, "bi_thu"))


def test_a_right_holds_where_it_was_granted_and_below_not_above_nor_beside(
    bloc: SmallBloc, secretary: Actor
) -> None:
    holds = {o: may(secretary, READ_NAMES, o) for o in bloc.tree.nodes}
    assert {o for o, held in holds.items() if held} == {bloc.first_unit, bloc.first_cell, bloc.second_cell}
    assert organisations_visible(secretary, READ_NAMES, bloc.tree) == {o for o, held in holds.items() if held}


def test_only_rows_of_organisations_that_may_be_seen_are_returned(bloc: SmallBloc, secretary: Actor) -> None:
    rows = visible(Membership.objects.known(), secretary, READ_NAMES)
    assert set(rows.values_list("organisation_id", flat=True)) == {bloc.first_cell, bloc.second_cell}
    assert not visible(Membership.objects.known(), secretary, WRITE_MEMBERS).exists()
    assert (
        visible(Membership.objects.known(), OPERATOR, READ_NAMES).count()
        == Membership.objects.known().count()
    )


def test_a_right_of_one_line_gives_none_of_another(bloc: SmallBloc) -> None:
    office = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    inspector = actor_for(person(bloc.root, "cap_tren_kiem_tra"))
    assert may(office, READ_NAMES, bloc.root)
    assert not may(office, READ_INSPECTION, bloc.root)
    assert may(inspector, READ_INSPECTION, bloc.root)
    assert not may(inspector, READ_NAMES, bloc.root)


def test_an_action_refuses_whoever_has_no_right_there(bloc: SmallBloc, secretary: Actor) -> None:
    with pytest.raises(Refused):
        record_movements(
            actor=secretary, organisation=bloc.first_unit,
            movements=[NewMovement(bloc.people["Đỗ Ắng"], bloc.first_cell, "tu_tran", TODAY)],
        )  # fmt: skip
    for foreign in (bloc.root, bloc.second_unit):
        with pytest.raises(Refused):
            require(secretary, READ_NAMES, foreign)
    require(secretary, READ_NAMES, bloc.second_cell)


def test_what_belongs_to_no_organisation_needs_the_right_at_the_root(
    bloc: SmallBloc, secretary: Actor
) -> None:
    require(OPERATOR, REORGANISE, None)
    require(actor_for(person(bloc.root, "cap_tren_to_chuc")), REORGANISE, None)
    for actor in (secretary, actor_for(person(bloc.first_unit, "cap_tren_to_chuc"))):
        with pytest.raises(Refused):
            require(actor, REORGANISE, None)


def test_a_foreign_organisation_and_an_unknown_one_are_told_apart_by_nobody(
    bloc: SmallBloc, secretary: Actor
) -> None:
    for code in (bloc.code(bloc.second_unit), bloc.code(bloc.root), "khong-co-that"):
        with pytest.raises(LookupError):
            reachable(secretary, code, READ_FIGURES)
    with pytest.raises(Refused):
        reachable(secretary, bloc.code(bloc.first_unit), MANAGE_ACCOUNTS)
    assert reachable(secretary, bloc.code(bloc.first_cell), READ_FIGURES)[0].id == bloc.first_cell


def test_a_grant_holds_from_its_first_day_until_the_day_it_ends(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "bi_thu")
    grant(actor=OPERATOR, users=[user], organisation=bloc.second_unit, role="theo_doi", on=date(2023, 8, 1))
    end_grants(actor=OPERATOR, grants=list(Grant.objects.known().filter(role="bi_thu")), on=date(2023, 9, 1))
    held = {day: set(actor_for(user, day).grants) for day in (TODAY, date(2023, 7, 31), date(2023, 8, 1),
                                                             date(2023, 8, 31), date(2023, 9, 1))}  # fmt: skip
    first, second = {bloc.first_unit}, {bloc.second_unit}
    assert list(held.values()) == [first, first, first | second, first | second, second]


def test_ending_a_grant_twice_does_not_revive_it(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "bi_thu")
    rows = list(Grant.objects.known().filter(user=user))
    end_grants(actor=OPERATOR, grants=rows, on=date(2023, 5, 1))
    end_grants(actor=OPERATOR, grants=rows, on=date(2023, 9, 1))
    assert actor_for(user, TODAY).grants == {}


def test_a_moved_organisation_takes_its_records_under_the_new_superior(bloc: SmallBloc) -> None:
    second = actor_for(person(bloc.second_unit, "bi_thu"))
    first = actor_for(person(bloc.first_unit, "bi_thu"))
    assert not may(second, READ_NAMES, bloc.first_cell)
    move(actor=OPERATOR, organisation=bloc.first_cell, parent=bloc.second_unit, on=date(2023, 7, 1))
    assert may(second, READ_NAMES, bloc.first_cell)
    assert not may(first, READ_NAMES, bloc.first_cell)


def test_a_role_that_does_not_exist_is_refused(bloc: SmallBloc) -> None:
    with pytest.raises(UnknownRole):
        grant(actor=OPERATOR, users=[], organisation=bloc.root, role="chu_tich", on=TODAY)


def test_nobody_grants_rights_beyond_their_own_organisation(bloc: SmallBloc) -> None:
    administrator = actor_for(person(bloc.first_unit, "quan_tri"))
    user = person(bloc.first_unit, "theo_doi")
    grant(actor=administrator, users=[user], organisation=bloc.first_cell, role="bi_thu", on=TODAY)
    with pytest.raises(Refused):
        grant(actor=administrator, users=[user], organisation=bloc.root, role="bi_thu", on=TODAY)


def test_rows_of_a_foreign_organisation_are_refused_under_ones_own_name(bloc: SmallBloc) -> None:
    office = actor_for(person(bloc.first_unit, "cap_tren_to_chuc"))
    inspector = actor_for(person(bloc.first_unit, "cap_tren_kiem_tra"))
    foreign, own, day = bloc.third_cell, bloc.first_unit, date(2023, 6, 1)
    dead = NewMovement(bloc.people["Ngụy Văn Uẩn"], foreign, "tu_tran", day)
    attempts: list[Callable[[], object]] = [
        lambda: record_movements(actor=office, organisation=own, movements=[dead]),
        lambda: admit(actor=office, organisation=own, admissions=[NewAdmission(dead.person, foreign, day)]),
        lambda: recognise(actor=office, organisation=own, recognitions=[NewRecognition(dead.person, foreign, day)]),
        lambda: record_meetings(
            actor=office, organisation=own, meetings=[NewMeeting(foreign, "chuyen_de", day)]
        ),
        lambda: record_inspections(
            actor=inspector, organisation=own, inspections=[NewInspection(foreign, "cap_tren_kiem_tra", "to_chuc", day)]
        ),
        lambda: retire_movements(
            actor=office, organisation=own, reason="thử",
            movements=Movement.objects.known().filter(organisation_id=foreign).values_list("pk", flat=True),
        ),
    ]  # fmt: skip
    before = (Movement.objects.count(), last_act())
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert (Movement.objects.count(), last_act()) == before
    record_meetings(actor=office, organisation=own, meetings=[NewMeeting(bloc.second_cell, "chuyen_de", day)])


def test_the_office_of_the_bloc_still_writes_for_an_organisation_that_has_ended(bloc: SmallBloc) -> None:
    dissolve(actor=OPERATOR, organisation=bloc.second_cell, on=date(2023, 7, 1))
    late = NewMeeting(bloc.second_cell, "chuyen_de", date(2023, 6, 1))
    record_meetings(
        actor=actor_for(person(bloc.root, "cap_tren_to_chuc")), organisation=bloc.root, meetings=[late]
    )
    with pytest.raises(Refused):
        record_meetings(
            actor=actor_for(person(bloc.first_unit, "cap_tren_to_chuc")),
            organisation=bloc.first_unit,
            meetings=[late],
        )
