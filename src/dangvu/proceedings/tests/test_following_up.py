"""A concluded case gives birth to a task: by the line of inspection alone, and without a word of whom it was of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.proceedings.actions import follow_up_case
from dangvu.proceedings.queries import tasks_of_year
from dangvu.work.inspection import actions as inspection
from dangvu.work.inspection.actions import Conclusion, NewCase
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import NewTask, give_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.fixture
def inspector(bloc: SmallBloc) -> Actor:
    return actor_for(person(bloc.root, "cap_tren_kiem_tra"))


def _case(bloc: SmallBloc, inspector: Actor, concluded: bool = True) -> dict[str, Any]:
    asked: dict[str, Any] = {"actor": inspector, "organisation": bloc.root}
    new = NewCase(bloc.root, "12-QĐ/UBKT", "ubkt", "kt_dau_hieu", date(2023, 3, 1), True, (bloc.first_unit,))
    asked["case"] = inspection.enter_case(**asked, new=new)
    if concluded:
        inspection.close_case(**asked, told=Conclusion(date(2023, 4, 20), "khuyet_diem"))
    return asked


def test_what_has_to_be_put_right_is_a_task_of_the_unit_and_both_ends_know_it(
    bloc: SmallBloc, inspector: Actor
) -> None:
    asked = _case(bloc, inspector)
    task = follow_up_case(
        **asked, new=NewTask("Bổ sung chương trình", (bloc.first_unit,), due_on=date(2023, 7, 31))
    )
    [born] = queries.born_from(actor=inspector, organisation=bloc.root, kind="kiem_tra", origin=asked["case"])
    assert born.id == task
    view = queries.task(actor=inspector, organisation=bloc.first_unit, task=task)
    assert view.origin is not None
    assert view.origin.title == "Cuộc kiểm tra, giám sát 12-QĐ/UBKT ngày 01/03/2023"
    assert view.own is not None and view.own.due_on == date(2023, 7, 31)


def test_nothing_is_given_before_the_conclusion(bloc: SmallBloc, inspector: Actor) -> None:
    with pytest.raises(Impossible, match="chưa kết luận"):
        follow_up_case(**_case(bloc, inspector, concluded=False), new=NewTask("Bổ sung", (bloc.first_unit,)))


def test_the_office_follows_up_no_case_and_inspection_gives_no_other_task(
    bloc: SmallBloc, inspector: Actor
) -> None:
    asked = _case(bloc, inspector)
    office = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    with pytest.raises(Refused):
        follow_up_case(**{**asked, "actor": office}, new=NewTask("Bổ sung", (bloc.first_unit,)))
    with pytest.raises(Refused):
        give_tasks(actor=inspector, organisation=bloc.root, tasks=[NewTask("Bổ sung", (bloc.first_unit,))])
    elsewhere = actor_for(person(bloc.second_unit, "co_so_kiem_tra"))
    with pytest.raises(LookupError):
        follow_up_case(
            **{**asked, "actor": elsewhere, "organisation": bloc.second_unit},
            new=NewTask("Bổ sung", (bloc.second_unit,)),
        )


def test_the_tasks_of_a_year_are_told_of_units_below_and_of_nobody_else(
    bloc: SmallBloc, inspector: Actor
) -> None:
    office = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    give_tasks(
        actor=OPERATOR, organisation=bloc.root,
        tasks=[NewTask("Báo cáo", (bloc.first_unit, bloc.second_unit), given_on=date(2023, 3, 1), due_on=date(2023, 6, 1))],
    )  # fmt: skip
    units = (bloc.first_unit, bloc.second_unit)
    assert tasks_of_year(actor=OPERATOR, organisation=bloc.root, units=units, year=2023) == dict.fromkeys(
        units, (1, 1)
    )
    own = tasks_of_year(actor=office, organisation=bloc.second_unit, units=units, year=2023)
    assert own == {bloc.second_unit: (1, 1)}
