"""Two independent computations of every cell: the engine and the slow walk."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.organisations.models import Organisation
from dangvu.organisations.queries import tree_on
from tests.golden.slow_walk import SlowWalk
from tests.golden.world import HALF, make_world

PERIODS = (
    HALF,
    Period.parse("2023-Q2"),
    Period.parse("2023-01-15..2023-05-20"),
    Period.parse("2022-12-01..2023-07-31"),  # begins before the first list
    Period.parse("2023"),
)


def differing_cells(period: Period, known: int | None = None, by: date | None = None) -> list[str]:
    """Every cell in which the two computations do not agree, for every organisation that ever was."""
    run = Run(period, known=known, tree=tree_on(by, known) if by else None)
    walk = SlowWalk(period, known, by)
    everywhere = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    computed = run.figures(CATALOGUE, everywhere)
    found = []
    for organisation in everywhere:
        walked = walk.figures(organisation)
        for name, figure in computed[organisation].items():
            mine = (figure.value, figure.numerator, figure.denominator)
            if mine != walked[name]:
                found.append(f"{period.code} {name} at {organisation}: engine {mine}, walk {walked[name]}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_engine_and_slow_walk_agree_in_every_cell(seed: int) -> None:
    make_world(seed)
    for period in PERIODS:
        assert differing_cells(period) == []


@pytest.mark.django_db
def test_engine_and_slow_walk_agree_on_what_was_known_before() -> None:
    make_world(11)
    last = last_act()
    for known in (0, 1, last // 3, last // 2, last - 2, last):
        assert differing_cells(HALF, known) == []


@pytest.mark.django_db
def test_engine_and_slow_walk_agree_when_another_tree_places_everything() -> None:
    make_world(12)
    for day in (date(2023, 1, 1), date(2023, 3, 15), date(2024, 12, 31)):
        assert differing_cells(HALF, by=day) == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_worlds_agree(seed: int) -> None:
    make_world(seed, people=80, reorganisations=8, units=7)
    for period in PERIODS:
        assert differing_cells(period) == []
