"""Targets are set once and shared out; a task is given once and done on a day."""

from __future__ import annotations

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.work.resolutions.actions import Part, allocate, assign_task, set_target
from dangvu.work.resolutions.models import Target, TargetAllocation

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-03T09:00:00")
    return small_bloc()


def test_a_target_of_one_year_and_subject_is_set_once(bloc: SmallBloc) -> None:
    again = set_target(
        actor=OPERATOR, organisation=bloc.root, subject="ket_nap", year=2023, title="Cách gọi khác"
    )
    assert list(Target.objects.known().values_list("pk", "title")) == [(again, "Chỉ tiêu kết nạp năm 2023")]
    set_target(actor=OPERATOR, organisation=bloc.root, subject="ket_nap", year=2024, title="Năm sau")
    assert Target.objects.known().count() == 2


def test_a_task_is_given_once(bloc: SmallBloc) -> None:
    given = [
        assign_task(actor=OPERATOR, organisation=bloc.root, kind="khac", title="Rà soát") for _ in range(2)
    ]
    assert given[0] == given[1]


def test_only_whoever_set_the_target_shares_it_out(bloc: SmallBloc) -> None:
    unit = actor_for(person(bloc.first_unit, "cap_tren_to_chuc"))
    target = Target.objects.known().get()
    with pytest.raises(Refused):
        allocate(actor=unit, organisation=bloc.root, target=target.pk, parts=[Part(bloc.first_unit, 1)])
    assert TargetAllocation.objects.known().count() == 3


def test_a_target_of_another_organisation_is_not_shared_out_by_naming_ones_own(bloc: SmallBloc) -> None:
    unit = actor_for(person(bloc.first_unit, "cap_tren_to_chuc"))
    target = Target.objects.known().get()
    with pytest.raises(Refused):
        allocate(actor=unit, organisation=bloc.first_unit, target=target.pk, parts=[Part(bloc.first_unit, 1)])
    with pytest.raises(Refused):
        allocate(
            actor=unit, organisation=bloc.first_unit, target=target.pk, parts=[Part(bloc.second_unit, 9)]
        )
