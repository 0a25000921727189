"""A period for the tests that try every address: the first unit asks its cells, one of which has sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.organisations.queries import tree_on
from dangvu.review.actions import open_period, send
from dangvu.review.queries import versions_of
from dangvu.review.standing import cycle_of


def specimen(bloc: Any) -> str:
    """The code of a cell below the first unit that has sent its figures."""
    today = clock.today()
    if cycle_of(bloc.first_unit, bloc.period) is None:
        open_period(
            actor=OPERATOR, organisation=bloc.first_unit, period=bloc.period, cut_off=today + timedelta(days=2),
            confirm_by=today + timedelta(days=5),
        )  # fmt: skip
        send(actor=OPERATOR, organisation=bloc.first_cell, period=bloc.period)
    return str(tree_on(today)[bloc.first_cell].code)


def sent(bloc: Any) -> int:
    """The id of what the first unit has sent of the year's first quarter."""
    quarter = Period.parse("2023-Q1")
    there = versions_of(actor=OPERATOR, organisation=bloc.first_unit, period=quarter)
    if there:
        return there[0].id
    if cycle_of(bloc.root, quarter) is None:
        today = clock.today()
        open_period(
            actor=OPERATOR, organisation=bloc.root, period=quarter, cut_off=today + timedelta(days=2),
            confirm_by=today + timedelta(days=5),
        )  # fmt: skip
    return send(actor=OPERATOR, organisation=bloc.first_unit, period=quarter)
