"""A person in three mass organisations is one person and three memberships; numbers without names stay numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.intake.support import figure
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.members.queries import profiles
from dangvu.work.mass import actions, queries
from dangvu.work.mass.actions import KindCount, NewActivity, NewCounts, NewMember, NewUnit
from dangvu.work.mass.models import MassMembership, MassPerson, MassPersonState

pytestmark = pytest.mark.django_db
DAY, END = date(2023, 3, 1), date(2023, 6, 30)
HALF: dict[str, Any] = {"start": date(2023, 1, 1), "end": END}
KINDS = ("cong_doan", "doan_thanh_nien", "hoi_phu_nu", "hoi_cuu_chien_binh")
NUMBER = "030098123456"


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def unit(at: int, kind: str = "cong_doan", name: str = "Công đoàn cơ sở Sở Thứ nhất", **more: Any) -> int:
    return actions.found_units(actor=OPERATOR, organisation=at, units=[NewUnit(at, kind, name, **more)])[0]


def enrol(at: int, into: int, name: str = "Trần Thị Bưởi", **more: Any) -> int:
    told: dict[str, Any] = {"birth_year": 1990, "since": DAY, **more}
    return actions.enrol(actor=OPERATOR, organisation=at, unit=into, members=[NewMember(name, **told)])[0]


def three(bloc: SmallBloc) -> list[int]:
    """One person in three units of the first unit's organisation."""
    at = bloc.first_unit
    made = [
        unit(at),
        unit(at, "doan_thanh_nien", "Chi đoàn Sở"),
        unit(bloc.first_cell, "hoi_phu_nu", "Chi hội Phụ nữ"),
    ]
    for one in made:
        enrol(at, one)
    return made


def test_one_person_in_three_is_one_person_and_three_memberships_in_every_table(bloc: SmallBloc) -> None:
    units = three(bloc)
    assert (
        figure("mass_organisation_people"),
        figure("mass_organisation_memberships"),
        figure("mass_units"),
    ) == (1, 3, 3)
    lines, members, people = queries.beside(actor=OPERATOR, organisation=bloc.root, **HALF)
    assert (members.named, people.named, sum(line.members.named for line in lines)) == (3, 1, 3)
    (listed,) = queries.members(actor=OPERATOR, organisation=bloc.root, unit=units[0], on=END)
    assert listed.others == 2 and MassPerson.objects.count() == 1


def test_numbers_decide_where_both_are_told_and_else_name_and_year(bloc: SmallBloc) -> None:
    first, second = unit(bloc.first_unit), unit(bloc.first_unit, "hoi_phu_nu", "Ban nữ công")
    enrol(bloc.first_unit, first, number=NUMBER)
    enrol(bloc.first_unit, second, number="030098999999")
    assert figure("mass_organisation_people") == 2
    third = unit(bloc.second_unit, name="Công đoàn Sở Thứ hai")
    enrol(bloc.second_unit, third, number=NUMBER, name="Trần thị Bưởi")
    assert figure("mass_organisation_people") == 2, "the number is found anywhere"
    enrol(bloc.second_unit, third, name="Trần Thị Bưởi", birth_year=1991)
    assert figure("mass_organisation_people") == 3, "another year is another person"


def test_a_number_never_tells_whose_it_is(bloc: SmallBloc) -> None:
    """Whoever types another's number with another name learns no name, and nobody is merged by a slip of the pen."""
    enrol(bloc.first_unit, unit(bloc.first_unit), number=NUMBER)
    there = unit(bloc.second_unit, name="Công đoàn Sở Thứ hai")
    with pytest.raises(Impossible, match="họ tên khác") as refused:
        enrol(bloc.second_unit, there, number=NUMBER, name="Người Dò Số")
    assert refused.value.field == "number" and "Bưởi" not in str(refused.value)
    assert MassPerson.objects.count() == 1


def test_the_number_of_a_party_member_elsewhere_is_not_told_either(bloc: SmallBloc) -> None:
    someone = bloc.people["Lý Thị Ẩm"]
    year = profiles([someone])[someone].birth_year
    enrol(
        bloc.first_unit,
        unit(bloc.first_unit),
        "Lý Thị Ẩm",
        birth_year=year,
        since=date(2023, 1, 5),
        number=NUMBER,
    )
    there = unit(bloc.second_unit, name="Công đoàn Sở Thứ hai")
    with pytest.raises(Impossible, match="họ tên khác"):
        enrol(bloc.second_unit, there, number=NUMBER, name="Người Dò Số")
    enrol(bloc.second_unit, there, number=NUMBER, name="Lý Thị Ẩm", birth_year=year, since=date(2023, 1, 5))
    assert MassPerson.objects.count() == 1


def test_a_party_member_is_told_by_their_own_record_and_nothing_is_kept_twice(bloc: SmallBloc) -> None:
    someone = bloc.people["Lý Thị Ẩm"]
    year = profiles([someone])[someone].birth_year
    into = unit(bloc.first_unit)
    enrol(bloc.first_unit, into, "Lý Thị Ẩm", birth_year=year, since=date(2023, 1, 5))
    state = MassPersonState.objects.get()
    assert (state.member_id, state.name, state.birth_year) == (someone, "", None)
    (listed,) = queries.members(actor=OPERATOR, organisation=bloc.root, unit=into, on=END)
    assert (listed.name, listed.is_party_member, listed.member) == ("Lý Thị Ẩm", True, someone)


def test_a_number_lies_sealed_and_is_shown_by_its_end_only(bloc: SmallBloc) -> None:
    into = unit(bloc.first_unit)
    enrol(bloc.first_unit, into, number=NUMBER)
    state = MassPersonState.objects.get()
    assert NUMBER not in state.number and NUMBER not in state.number_mark
    (listed,) = queries.members(actor=OPERATOR, organisation=bloc.root, unit=into, on=END)
    assert listed.number == "•••• •••• 3456"


def test_who_may_not_read_names_reads_the_same_numbers_and_no_name(bloc: SmallBloc) -> None:
    units = three(bloc)
    watcher = actor_for(person(bloc.root, "theo_doi"))
    (listed,) = queries.members(actor=watcher, organisation=bloc.root, unit=units[0], on=END)
    assert (listed.name, listed.birth_year, listed.number) == (queries.HIDDEN, None, "")
    assert queries.beside(actor=watcher, organisation=bloc.root, **HALF) == queries.beside(
        actor=OPERATOR, organisation=bloc.root, **HALF
    )
    with pytest.raises(Refused):
        actions.enrol(
            actor=watcher, organisation=bloc.root, unit=units[0], members=[NewMember("Lê Văn Cam", DAY)]
        )


def test_reported_numbers_stand_beside_named_ones_and_neither_makes_the_other(bloc: SmallBloc) -> None:
    three(bloc)
    told = (KindCount("cong_doan", 40, 50, 2), KindCount("doan_thanh_nien", 30))
    said = [
        NewCounts(bloc.first_unit, date(2023, 3, 31), told, 55),
        NewCounts(bloc.first_unit, END, told[:1]),
    ]
    actions.report(actor=OPERATOR, organisation=bloc.root, counts=said)
    assert figure("mass_memberships_reported") == 70, "the latest of each kind"
    assert figure("mass_people_reported") == 55 and figure("mass_joined_reported") == 2
    assert figure("mass_gathering_share") == 80.0
    lines, members, people = queries.beside(actor=OPERATOR, organisation=bloc.root, **HALF)
    union = next(line for line in lines if line.kind == "cong_doan")
    assert (union.members.named, union.members.reported, union.members.difference) == (1, 40, 39)
    assert (members.difference, people.difference, union.share) == (67, 54, 80.0)
    women = next(line for line in lines if line.kind == "hoi_phu_nu")
    assert women.members.reported is None and women.members.difference is None


@pytest.mark.parametrize(
    "new",
    [
        NewCounts(0, date(2023, 7, 6), (KindCount("cong_doan", 4),)),
        NewCounts(0, END, (KindCount("cong_doan", 50, 40),)),
        NewCounts(0, END, (KindCount("cong_doan", 4, None, 5),)),
        NewCounts(0, END, tuple(KindCount(k, 1) for k in KINDS), 5),
        NewCounts(0, END),
    ],
)
def test_reports_that_cannot_be_are_refused(bloc: SmallBloc, new: NewCounts) -> None:
    from dataclasses import replace

    with pytest.raises(Impossible):
        actions.report(
            actor=OPERATOR, organisation=bloc.root, counts=[replace(new, organisation=bloc.first_unit)]
        )


def test_who_leaves_is_no_longer_counted_and_what_was_typed_wrongly_is_forgotten(bloc: SmallBloc) -> None:
    into = unit(bloc.first_unit)
    gone, wrong = enrol(bloc.first_unit, into), enrol(bloc.first_unit, into, "Lê Văn Cam")
    actions.leave(actor=OPERATOR, organisation=bloc.first_unit, memberships=[gone], on=date(2023, 6, 1))
    assert figure("mass_organisation_memberships") == 1
    actions.take_back_members(
        actor=OPERATOR, organisation=bloc.first_unit, memberships=[wrong], reason="nhầm"
    )
    assert figure("mass_organisation_memberships") == 0
    assert MassPersonState.objects.known().count() == 1 and MassMembership.objects.count() == 3
    with pytest.raises(Impossible):
        actions.take_back_unit(actor=OPERATOR, organisation=bloc.first_unit, unit=into, reason="nhầm")


def test_a_unit_of_another_is_not_reached(bloc: SmallBloc) -> None:
    into = unit(bloc.first_unit)
    with pytest.raises(LookupError):
        enrol(bloc.second_unit, into)
    with pytest.raises(Impossible):
        unit(bloc.first_unit, "hoi_nguoi_cao_tuoi", "Hội")
    with pytest.raises(Impossible):
        unit(bloc.first_unit, name="CÔNG ĐOÀN CƠ SỞ SỞ THỨ NHẤT")


def test_a_unit_that_ended_counts_no_more(bloc: SmallBloc) -> None:
    into = unit(bloc.first_unit)
    new = NewUnit(bloc.first_unit, "cong_doan", "Công đoàn cơ sở Sở Thứ nhất", None, date(2023, 6, 30))
    actions.correct_unit(actor=OPERATOR, organisation=bloc.root, unit=into, new=new, reason="sáp nhập")
    assert figure("mass_units") == 0
    assert queries.units(actor=OPERATOR, organisation=bloc.root, on=END) == []


def test_dialogues_and_grassroots_democracy_count_by_their_day(bloc: SmallBloc) -> None:
    held = [NewActivity(bloc.first_cell, "dan_chu", DAY, "Hội nghị cán bộ, công chức"),
            NewActivity(bloc.second_unit, "doi_thoai", DAY, "Đối thoại với thanh niên", 80)]  # fmt: skip
    first, _ = actions.hold(actor=OPERATOR, organisation=bloc.root, activities=held)
    assert (figure("dialogues"), figure("units_with_democracy"), figure("units_with_democracy_share")) == (
        1,
        1,
        33.33,
    )
    with pytest.raises(Impossible):
        actions.hold(actor=OPERATOR, organisation=bloc.root, activities=held[:1])
    actions.take_back_activities(actor=OPERATOR, organisation=bloc.root, activities=[first], reason="nhầm")
    assert figure("units_with_democracy") == 0
