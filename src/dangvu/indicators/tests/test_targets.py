"""A target meets its figure: one result, the same as the figure everywhere, and parts that add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators.targets import by_unit, measure
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import NewTarget, set_targets
from dangvu.work.resolutions.rules.targets import State, TargetKind, words

pytestmark = pytest.mark.django_db
MID_YEAR = date(2023, 6, 30)


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def test_the_admission_target_of_the_bloc(bloc: SmallBloc) -> None:
    [target] = queries.targets(actor=OPERATOR, organisation=bloc.root, year=2023)
    [found] = measure(actor=OPERATOR, organisation=bloc.node(bloc.root), targets=[target], on=MID_YEAR)
    assert (found.figure.value, found.standing.against, found.standing.share) == (3, 5, 60.0)
    assert found.standing.state is State.ON_PACE
    units = by_unit(
        actor=OPERATOR, organisation=bloc.node(bloc.root), target=target, on=MID_YEAR,
        parts=queries.parts(actor=OPERATOR, organisation=bloc.root, target=target.id),
    )  # fmt: skip
    assert sum(unit.figure.value or 0 for unit in units) == found.figure.value
    assert sum(unit.part for unit in units) == found.standing.against == 5
    assert [words(unit.standing) for unit in units] == ["Đạt", "Chậm nhịp, còn thiếu 2", "Đạt"]


def test_every_kind_of_target_is_measured_in_a_bounded_number_of_questions(bloc: SmallBloc) -> None:
    def new(kind: TargetKind, indicator: str, value: object = None, **more: object) -> NewTarget:
        number = None if value is None else Decimal(str(value))
        return NewTarget("Chỉ tiêu", 2023, kind, indicator, number, **more)  # type: ignore[arg-type]

    set_targets(
        actor=OPERATOR, organisation=bloc.root,
        targets=[
            new(TargetKind.RATE, "admitted", 3, base_on=date(2022, 12, 31)),
            new(TargetKind.ORGANISATION_SHARE, "units_with_admissions_share", 80),
            new(TargetKind.CEILING, "inspections_with_fault", 1),
            new(TargetKind.YES_NO, "cells_thematic_every_quarter_share"),
            new(TargetKind.SESSIONS, "thematic_meetings", 4, per="quy"),
            new(TargetKind.TREND, "inspections_with_fault"),
        ],
    )  # fmt: skip
    every = queries.targets(actor=OPERATOR, organisation=bloc.root, year=2023)
    with CaptureQueriesContext(connection) as captured:
        found = measure(actor=OPERATOR, organisation=bloc.node(bloc.root), targets=every, on=MID_YEAR)
    assert len(captured) < 60
    assert [m.standing.state for m in found[1:]] == [
        State.REACHED, State.MISSED, State.WITHIN, State.BEHIND, State.BEHIND, State.NO_RESULT,
    ]  # fmt: skip
    assert (found[1].base, found[1].standing.against) == (12, 1)
    assert found[2].figure.denominator == 3
