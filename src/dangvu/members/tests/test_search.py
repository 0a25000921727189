"""Finding people: without marks, in any order, by part of a number, by two letters; never what one may not see."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import SmallBloc, person

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions import (
    NewMovement,
    Profile,
    correct_profiles,
    merge_people,
    record_movements,
    register,
    say_distinct,
    unmerge_people,
)
from dangvu.members.models import DistinctPeople, MovementKind, Person, PersonMerge
from dangvu.members.queries import search as search_module
from dangvu.members.queries.search import search

NAMES = (
    "Lê Thị Hoa", "Lê Văn Hòa", "Đỗ Thị Lê", "Đỗ Văn Lễ", "Vũ Thị Hoàng Yến", "Vũ Vũ", "Nguyễn Thị Đào", "Hoàng Văn Vũ",
    "Lê Hoàng Hoa", "Ý Nhi Niê", "Nguyễn Thị Thu Hoà",
)  # fmt: skip


@pytest.fixture
def people(bloc: SmallBloc) -> dict[str, int]:
    profiles = [
        Profile(name, bloc.second_cell, birth=PartialDate(1980, 1, 1 + n), personal_number=f"0301980{n:05}",
                card_number=f"3001{n:04}")
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    ids = register(actor=OPERATOR, organisation=bloc.root, people=profiles)
    record_movements(
        actor=OPERATOR, organisation=bloc.root,
        movements=[NewMovement(id_, bloc.second_cell, MovementKind.TAKEN_OVER, date(2022, 12, 31), "chinh_thuc") for id_ in ids],
    )  # fmt: skip
    return dict(zip(NAMES, ids, strict=True))


def found(text: str, actor: Actor = OPERATOR) -> list[str]:
    return [someone.name for someone in search(actor, text).people]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("le thi hoa", "Lê Thị Hoa"),
        ("LÊ THỊ HOA", "Lê Thị Hoa"),
        ("hoa le thi", "Lê Thị Hoa"),
        ("Hoa Lê", "Lê Hoàng Hoa"),
        ("Le\u0302 Thi\u0323 Hoa", "Lê Thị Hoa"),
        ("le hòa", "Lê Văn Hòa"),
        ("le hoà", "Lê Văn Hòa"),
        ("dao", "Nguyễn Thị Đào"),
        ("đào nguyễn", "Nguyễn Thị Đào"),
        ("Đỗ Lễ", "Đỗ Văn Lễ"),
        ("do le", "Đỗ Thị Lê"),
        ("yen vu", "Vũ Thị Hoàng Yến"),
        ("nie", "Ý Nhi Niê"),
        ("nhi y", "Ý Nhi Niê"),
        ("lª thÞ hoa", "Lê Thị Hoa"),  # typed in TCVN3
    ],
)
def test_without_marks_in_any_order_and_in_any_writing(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.usefixtures("people")
def test_two_letter_names_are_found_the_given_name_first() -> None:
    assert found("vu") == ["Hoàng Văn Vũ", "Vũ Vũ", "Vũ Thị Hoàng Yến"]
    assert found("vũ vũ")[0] == "Vũ Vũ"
    assert set(found("lê")) >= {"Đỗ Thị Lê", "Lê Thị Hoa", "Lê Văn Hòa", "Lê Hoàng Hoa", "Đỗ Văn Lễ"}
    assert found("lê")[0] == "Đỗ Thị Lê"
    assert found("đỗ")[:2] == ["Đỗ Ắng", "Đỗ Thị Lê"]
    assert found("hoa le")[:2] == ["Lê Hoàng Hoa", "Lê Thị Hoa"]


@pytest.mark.usefixtures("people")
def test_a_word_is_found_by_its_beginning() -> None:
    assert {"Vũ Thị Hoàng Yến", "Lê Hoàng Hoa", "Hoàng Văn Vũ"} <= set(found("hoan"))
    assert found("oang") == []


@pytest.mark.usefixtures("people")
def test_a_number_is_found_by_any_part_of_it_also_written_in_groups() -> None:
    for typed in ("030198000003", "30198000003", "8000003", "0301 9800 0003", "30.010003", "30010003"):
        assert found(typed) == ["Đỗ Văn Lễ"], typed
    assert found("00") == []
    assert search(OPERATOR, "00").too_short
    assert found("le 0003") == ["Đỗ Văn Lễ"]


@pytest.mark.usefixtures("people")
def test_whoever_may_not_see_numbers_finds_only_by_the_whole_or_the_last_four(bloc: SmallBloc) -> None:
    """Otherwise a number could be guessed digit by digit."""
    clerk = actor_for(person(bloc.first_unit, "chi_bo_can_bo"))
    assert found("030198000003", clerk) == found("30198000003", clerk) == ["Đỗ Văn Lễ"]
    assert found("0003", clerk) == ["Đỗ Văn Lễ"]
    assert found("8000003", clerk) == found("03019", clerk) == []
    assert len(found("03019", actor_for(person(bloc.first_unit, "co_so_to_chuc")))) == len(NAMES)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "typed",
    ["%", "_", "' OR 1=1 --", "\\", "%%%", "hoa%", "h_a", "\x00", "hoa\x00", "🙂", " ", "", "a" * 5000, "\ud800", "hoa " * 300,
     "١٢٣", "²²²"],
)  # fmt: skip
def test_whatever_is_typed_is_only_text(typed: str) -> None:
    assert len(found(typed)) <= len(NAMES)
    if typed in ("%", "_", "\\", "%%%", " ", ""):
        assert found(typed) == []


@pytest.mark.usefixtures("people")
def test_only_those_whom_the_actor_may_see_are_found(bloc: SmallBloc) -> None:
    assert found("vu", actor_for(person(bloc.second_unit, "co_so_to_chuc"))) == []
    assert found("vu", actor_for(person(bloc.root, "quan_tri"))) == []
    assert len(found("vu", actor_for(person(bloc.first_unit, "bi_thu")))) == 3
    assert [p.name for p in search(OPERATOR, "van", within=bloc.second_cell).people] != []
    assert [p.name for p in search(OPERATOR, "vu", within=bloc.second_unit).people] == []


def test_former_members_are_found_by_whoever_keeps_the_records(bloc: SmallBloc) -> None:
    dead = "Tống Thị Ơn"
    (row,) = search(OPERATOR, "tong on").people
    assert (row.name, row.is_member, row.organisation) == (dead, False, bloc.third_cell)
    assert found("tong on", actor_for(person(bloc.second_unit, "co_so_to_chuc"))) == [dead]
    assert found("tong on", actor_for(person(bloc.second_unit, "bi_thu"))) == []


def test_the_index_follows_corrections_moves_and_merges(bloc: SmallBloc, people: dict[str, int]) -> None:
    someone = people["Lê Thị Hoa"]
    correct_profiles(
        actor=OPERATOR,
        organisation=bloc.root,
        profiles={someone: Profile("Lê Thị Hóa", bloc.second_cell)},
        reason="x",
    )
    assert "Lê Thị Hoa" not in found("hoa") and "Lê Thị Hóa" in found("hoa")
    assert found("030198000000") == []
    other = people["Vũ Vũ"]
    merge_people(actor=OPERATOR, organisation=bloc.root, pairs={other: someone}, reason="trùng")
    assert found("vu vu")[0] == "Lê Thị Hóa"  # found by the other name too
    assert "Vũ Vũ" not in found("vu")
    unmerge_people(actor=OPERATOR, organisation=bloc.root, people=[other], reason="nhầm")
    assert "Vũ Vũ" in found("vu")
    record_movements(
        actor=OPERATOR, organisation=bloc.root,
        movements=[
            NewMovement(other, bloc.second_cell, MovementKind.TRANSFERRED_OUT, date(2023, 5, 1)),
            NewMovement(other, bloc.lone_cell, MovementKind.TRANSFERRED_IN, date(2023, 5, 1), "chinh_thuc"),
        ],
    )  # fmt: skip
    assert (
        next(p for p in search(OPERATOR, "vu vu").people if p.name == "Vũ Vũ").organisation == bloc.lone_cell
    )


def test_of_very_many_the_order_of_names_is_walked_and_the_answer_says_so(
    people: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = found("v")
    monkeypatch.setattr(search_module, "MANY", 2)
    result = search(OPERATOR, "v", limit=20)
    assert result.is_more and result.count == 2
    assert {p.name for p in result.people} == set(exact)
    assert found("vu")[:2] == ["Hoàng Văn Vũ", "Vũ Vũ"] or found("vu")[:2] == ["Vũ Vũ", "Hoàng Văn Vũ"]


def test_a_search_costs_the_same_few_questions_whatever_is_found(
    bloc: SmallBloc, people: dict[str, int]
) -> None:
    actor = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    costs = set()
    for typed in ("le", "vu thi", "0003", "nguyen thi dao", "v"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            search(actor, typed)
        costs.add(len(queries))
    assert max(costs) <= 11


def test_every_person_with_a_profile_has_one_entry(bloc: SmallBloc) -> None:
    from dangvu.members.models import SearchEntry

    assert SearchEntry.objects.count() == Person.objects.count()


def test_whoever_writes_in_one_unit_says_nothing_of_the_people_of_another(
    bloc: SmallBloc, people: dict[str, int]
) -> None:
    """The actions look at the people themselves, whatever a screen has shown."""
    mine = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    here, also = bloc.people["Quách Văn Bẩy"], bloc.people["Cù Thị Ẻo"]
    one, other = people["Lê Thị Hoa"], people["Lê Hoàng Hoa"]
    merge_people(actor=OPERATOR, organisation=bloc.root, pairs={other: one}, reason="trùng")
    for pair in ((one, here), (one, people["Vũ Vũ"]), (here, 10**9)):
        with pytest.raises(LookupError):
            say_distinct(actor=mine, organisation=bloc.second_unit, one=pair[0], other=pair[1], reason="thử")
    for gone in (other, also):
        with pytest.raises(LookupError):
            unmerge_people(actor=mine, organisation=bloc.second_unit, people=[gone], reason="thử")
    assert PersonMerge.objects.known().count() == 1 and not DistinctPeople.objects.exists()
    above = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    say_distinct(actor=above, organisation=bloc.second_unit, one=one, other=here, reason="đã hỏi")
    unmerge_people(actor=above, organisation=bloc.first_unit, people=[other], reason="nhầm")
    assert not PersonMerge.objects.known().exists() and DistinctPeople.objects.count() == 1
