"""A year's ranking: steps, who decides, who is left out, the cap of a grassroots organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.work.ranking import actions, queries
from dangvu.work.ranking.actions import NewRanking
from dangvu.work.ranking.models import Ranking
from dangvu.work.ranking.queries import Line
from dangvu.work.ranking.rules import Grade, Subject

PAPER = "Quyết định số 12-QĐ/ĐU ngày 20/12/2023"


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-12-28T09:00:00")
    return small_bloc()


def lines(bloc: SmallBloc, organisation: int | None = None) -> list[Line]:
    return queries.member_lines(
        actor=OPERATOR, organisation=organisation or bloc.first_unit, tree=bloc.tree, year=2023
    )


def rank(bloc: SmallBloc, entries: Sequence[NewRanking], step: str = "quyet_dinh", **more: Any) -> int:
    asked = {
        "organisation": bloc.first_unit,
        "year": 2023,
        "on": date(2023, 12, 20),
        "document": PAPER,
    } | more
    return actions.rank(actor=OPERATOR, step=step, entries=entries, **asked)


def every(bloc: SmallBloc, *best: Grade) -> list[NewRanking]:
    """The first unit's members: the first of them as told, everybody else good."""
    people = [one.one.person for one in lines(bloc) if not one.one.out]
    grades = [*best, *[Grade.GOOD] * (len(people) - len(best))]
    return [NewRanking(grade, person=one) for grade, one in zip(grades, people, strict=True)]


def test_steps_stand_beside_one_another_and_a_later_word_takes_the_place_of_the_same_step(
    bloc: SmallBloc,
) -> None:
    mine = lines(bloc)[0].one.person
    rank(bloc, [NewRanking("htxs", person=mine)], "tu_danh_gia")
    rank(bloc, [NewRanking("htt", person=mine, agreed=5, voters=6)], "de_nghi")
    rank(bloc, [NewRanking("htnv", person=mine)])
    rank(bloc, [NewRanking("htt", person=mine)])
    line = lines(bloc)[0]
    assert (line.self_grade, line.proposed, line.grade) == (Grade.EXCELLENT, Grade.GOOD, Grade.GOOD)
    assert Ranking.objects.count() == 4 and Ranking.objects.known().count() == 3
    assert line.decided is not None and line.decided.rule == "124-QĐ/TW"


def test_over_the_cap_of_its_grassroots_organisation_nothing_is_written(bloc: SmallBloc) -> None:
    people = len(every(bloc))
    assert people < 10  # so that of everybody good at most one may be excellent
    with pytest.raises(Impossible, match=r"Đảng bộ Sở Thứ Nhất: 2 trường hợp .* nhiều nhất [01]\. Bớt"):
        rank(bloc, every(bloc, Grade.EXCELLENT, Grade.EXCELLENT), "de_nghi")
    assert not Ranking.objects.exists()
    assert rank(bloc, every(bloc), "de_nghi") == people


def test_whoever_is_exempt_is_out_and_the_reason_is_said(bloc: SmallBloc) -> None:
    who = lines(bloc)[0].one
    assert who.person is not None
    new = NewAbsence(
        who.person,
        "mien",
        date(2023, 11, 1),
        None,
        ground="tuoi_cao",
        decision_number="05-NQ/CB",
        decided_on=date(2023, 10, 30),
    )
    record_absences(actor=OPERATOR, organisation=who.organisation, absences=[new])
    with pytest.raises(Impossible, match="không xếp loại năm 2023: được miễn công tác"):
        rank(bloc, [NewRanking("htt", person=who.person)])
    [member] = [one for one in _year(bloc) if one.subject is Subject.MEMBER]
    assert (member.out, member.missing) == (1, member.due - 1)


def test_others_are_left_out_for_a_reason_until_it_is_taken_back(bloc: SmallBloc) -> None:
    who = lines(bloc)[0].one
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit, "year": 2023}
    with pytest.raises(Impossible, match="Ghi rõ lý do"):
        actions.leave_out(**asked, ground="khac", people=[who.person or 0])
    actions.leave_out(**asked, ground="moi", people=[who.person or 0])
    assert lines(bloc)[0].one.out.startswith("Mới kết nạp") and not lines(bloc)[0].missing
    actions.take_back(**asked, person=who.person, reason="ghi nhầm")
    assert lines(bloc)[0].missing
    rank(bloc, [NewRanking("htt", person=who.person)])
    with pytest.raises(Impossible, match="Đã ghi mức xếp loại"):
        actions.leave_out(**asked, ground="moi", people=[who.person or 0])


def _year(bloc: SmallBloc, organisation: int | None = None) -> Sequence[queries.Counted]:
    asked = {
        "actor": OPERATOR,
        "organisation": organisation or bloc.first_unit,
        "tree": bloc.tree,
        "year": 2023,
    }
    return queries.year_view(**asked).subjects  # type: ignore[arg-type]


def test_a_decision_is_taken_above_and_names_its_paper(bloc: SmallBloc) -> None:
    unit = NewRanking("htt", organisation=bloc.first_unit)
    with pytest.raises(Impossible, match="do cấp ủy cấp trên quyết định"):
        rank(bloc, [unit])
    with pytest.raises(Impossible, match="Ghi số, ngày quyết định"):
        rank(bloc, [unit], organisation=bloc.root, document=" ")
    mine = next(one.one for one in lines(bloc, bloc.first_cell))
    with pytest.raises(Impossible, match="do cấp ủy cơ sở quyết định"):
        rank(bloc, [NewRanking("htt", person=mine.person)], organisation=bloc.first_cell)
    assert rank(bloc, [unit], organisation=bloc.root) == 1
    assert rank(bloc, [unit], "tu_danh_gia") == 1
    alone = next(one.one for one in lines(bloc, bloc.lone_cell))
    assert rank(bloc, [NewRanking("htt", person=alone.person)], organisation=bloc.lone_cell) == 1
    counted = {one.subject: (one.ranked, one.due) for one in _year(bloc, bloc.root)}
    assert counted[Subject.GRASSROOTS] == (1, 3) and counted[Subject.BELOW] == (0, 3)


def test_a_unit_with_a_cell_that_failed_is_not_excellent(bloc: SmallBloc) -> None:
    rank(
        bloc,
        [NewRanking("htt", organisation=bloc.first_cell), NewRanking("kht", organisation=bloc.second_cell)],
    )
    with pytest.raises(Impossible, match="có tổ chức trực thuộc không hoàn thành nhiệm vụ"):
        rank(bloc, [NewRanking("htxs", organisation=bloc.first_unit)], "de_nghi", organisation=bloc.root)


def test_from_366_on_points_are_asked_for(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2025-12-28T09:00:00")
    told = {"organisation": bloc.root, "year": 2025, "on": date(2025, 12, 20)}
    unit = {"organisation": bloc.first_unit, "points": Decimal(92), "tasks": 30, "late": 1}
    with pytest.raises(Impossible, match="ghi số điểm"):
        rank(bloc, [NewRanking("htt", organisation=bloc.first_unit)], **told)
    with pytest.raises(Impossible, match="có 1 trên 30 nhiệm vụ chậm"):
        rank(bloc, [NewRanking("htxs", **unit)], **told)  # type: ignore[arg-type]
    assert rank(bloc, [NewRanking("htnv", **unit)], **told) == 1  # type: ignore[arg-type]


def test_a_stranger_is_nobody_here_and_whoever_may_not_write_is_refused(bloc: SmallBloc) -> None:
    other = next(one.one.person for one in lines(bloc, bloc.second_unit))
    with pytest.raises(LookupError):
        rank(bloc, [NewRanking("htt", person=other)])
    reader = actor_for(person(bloc.root, "theo_doi"))
    with pytest.raises(Refused):
        actions.rank(
            actor=reader, organisation=bloc.root, year=2023, step="de_nghi", on=date(2023, 12, 20), entries=[]
        )
    with pytest.raises(Refused):
        queries.member_lines(actor=reader, organisation=bloc.root, tree=bloc.tree, year=2023)
    assert queries.year_view(actor=reader, organisation=bloc.root, tree=bloc.tree, year=2023).subjects


def test_the_day_belongs_to_the_year_and_has_come(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="chưa đến"):
        rank(bloc, [], on=date(2023, 12, 29))
    with pytest.raises(Impossible, match="không thuộc đợt xếp loại năm 2023"):
        rank(bloc, [], on=date(2022, 12, 29))


def test_a_round_asks_everything_below(bloc: SmallBloc) -> None:
    told: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root, "year": 2023}
    actions.open_round(**told, due_on=date(2023, 12, 31))
    actions.open_round(**told, due_on=date(2024, 1, 15), document="Hướng dẫn số 20-HD/ĐUK")
    view = queries.year_view(actor=OPERATOR, organisation=bloc.first_cell, tree=bloc.tree, year=2023)
    assert view.round is not None and (view.round.due_on, view.asked_by) == (
        date(2024, 1, 15),
        "Đảng bộ Khối thử nghiệm",
    )
