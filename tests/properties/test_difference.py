"""Why a figure changed: the parts are disjoint, add up to the difference, and open as many rows as they say."""

from __future__ import annotations

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.difference import Difference, differences
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from tests.golden.world import HALF, World

pytestmark = pytest.mark.django_db
YEAR_BEFORE = Period(HALF.start.replace(year=HALF.start.year - 1), HALF.end.replace(year=HALF.end.year - 1))
NEXT_HALF = Period.months(HALF.start.year, 7, 12)


def whole(found: Difference) -> float:
    return float(found.after.value or 0) - float(found.before.value or 0)


def change(found: Difference, of: str) -> float:
    return float(getattr(found.after, of) or 0) - float(getattr(found.before, of) or 0)


def places(world: World) -> list[Node]:
    tree = tree_on(HALF.end)
    some = [world.root, *tree.children(world.root)[:3]]
    return [tree[one] for one in some]


def holds(found: Difference) -> None:
    name = found.indicator.name
    assert sum(part.value for part in found.parts) == pytest.approx(whole(found), abs=1e-9), name
    for of in ("numerator", "denominator"):
        parts = [part for part in found.parts if part.of == of]
        assert len({part.why for part in parts}) == len(parts), name
        assert sum(part.change for part in parts) == pytest.approx(change(found, of)), (name, of)
    for part in found.parts:
        assert sum(record.weight for record in part.records) == pytest.approx(part.change), name
        assert part.records, name


EVERY = [indicator.name for indicator in CATALOGUE]


@pytest.mark.parametrize("share", [0.25, 0.6])
def test_the_parts_of_every_figure_add_up_between_two_moments_of_knowledge(
    world: World, share: float
) -> None:
    early = max(1, int(last_act() * share))
    for node in places(world)[:2]:
        for found in differences(
            actor=OPERATOR, names=EVERY, organisation=node, period=HALF, from_known=early
        ):
            holds(found)


@pytest.mark.parametrize(
    "other", [NEXT_HALF, YEAR_BEFORE, Period.months(HALF.start.year, 1, 9)], ids=lambda p: p.code
)
def test_the_parts_of_every_figure_add_up_between_two_periods(world: World, other: Period) -> None:
    for found in differences(
        actor=OPERATOR, names=EVERY, organisation=places(world)[0], period=HALF, to_period=other,
        from_known=last_act() // 2,
    ):  # fmt: skip
        holds(found)


def test_nothing_differs_from_itself(world: World) -> None:
    node = tree_on(HALF.end)[world.root]
    for found in differences(actor=OPERATOR, names=EVERY, organisation=node, period=HALF):
        assert (found.parts, whole(found)) == ([], 0)


def test_a_world_has_every_reason_that_records_can_give(world: World) -> None:
    reasons = {
        part.why.value
        for node in places(world)[:2]
        for found in differences(
            actor=OPERATOR, names=EVERY, organisation=node, period=HALF, to_period=NEXT_HALF,
            from_known=last_act() // 2,
        )
        for part in found.parts
    }  # fmt: skip
    assert reasons >= {"entered", "left", "corrected", "late_entry"}


@pytest.mark.parametrize("reported", [False, True])
def test_what_another_tree_places_elsewhere_is_reorganised_and_nothing_else(
    world: World, reported: bool
) -> None:
    later = HALF.end.replace(year=HALF.end.year + 2)
    reasons: set[str] = set()
    for node in places(world):
        for day in (HALF.start, later):
            for found in differences(
                actor=OPERATOR, names=EVERY, organisation=node, period=HALF, to_tree=day, reported=reported
            ):
                holds(found)
                reasons |= {part.why.value for part in found.parts}
    assert reasons == {"reorganised"}


def test_the_way_there_and_back_by_another_tree_is_the_same(world: World) -> None:
    node, day = places(world)[1], HALF.start
    there = differences(actor=OPERATOR, names=EVERY, organisation=node, period=HALF, to_tree=day)
    back = differences(actor=OPERATOR, names=EVERY, organisation=node, period=HALF, from_tree=day)
    for one, other in zip(there, back, strict=True):
        assert (one.before, one.after) == (other.after, other.before)
        assert [part.change for part in one.parts] == [-part.change for part in other.parts]


def test_a_year_is_laid_beside_the_year_before_in_one_tree(world: World) -> None:
    """No row is then reorganised: whatever differs entered, left, or was put right."""
    day = HALF.end
    for found in differences(
        actor=OPERATOR, names=EVERY, organisation=places(world)[0], period=HALF, to_period=NEXT_HALF,
        from_tree=day, to_tree=day,
    ):  # fmt: skip
        holds(found)
        rows = {part.why.value for part in found.parts}
        assert "reorganised" not in rows, found.indicator.name
