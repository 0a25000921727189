"""Counted, declared and adjusted over a random world: no row and no word counts twice, and every change is told."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.indicators.actions import Declared, adjust, let_declare, say
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.definition import Rows
from dangvu.indicators.difference import differences
from dangvu.indicators.kinds import Scope, declarable, reported_table
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from tests.golden.world import HALF, World

pytestmark = pytest.mark.django_db
PLAIN = [i for i in CATALOGUE if declarable(i)]
OWN_ROWS = [i for i in PLAIN if isinstance(i.numerator, Rows)]


def mixed(world: World, chance: random.Random) -> Tree:
    """Some units declare instead of keeping records, some say nothing, some numbers are put right by hand."""
    tree = tree_on(HALF.end)
    places = [node.id for node in tree if node.id != world.root]
    units = chance.sample(places, min(4, len(places)))
    let_declare(
        actor=OPERATOR,
        organisation=world.root,
        units=units,
        on=HALF.start - timedelta(days=400),
        reason="thử",
    )
    for unit in units[:3]:
        said = [Declared(i.name, i.title, chance.randint(0, 9)) for i in chance.sample(PLAIN, 20)]
        say(actor=OPERATOR, organisation=unit, period=HALF, figures=said)
    for place in chance.sample([*places, world.root], min(6, len(places))):
        adjust(
            actor=OPERATOR, organisation=place, period=HALF, name=chance.choice(PLAIN).name, value=chance.choice([-1, 1, 2]),
            reason="thử",
        )  # fmt: skip
    return tree


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_count_and_units_that_declare_have_nothing_in_common(undone: World, seed: int) -> None:
    tree = mixed(undone, random.Random(seed))
    scope = Scope(tree[undone.root], HALF, None)
    stood_for = {one for head in scope.heads for one in scope.inside(head)}
    assert scope.heads
    for i in OWN_ROWS:
        owners = {record.organisation for record in i.numerator.records(scope.run, undone.root)}
        assert owners.isdisjoint(stood_for), i.name


@pytest.mark.parametrize("seed", range(3))
def test_the_whole_is_the_sum_of_its_children_and_of_its_own(undone: World, seed: int) -> None:
    tree = mixed(undone, random.Random(seed))
    table = reported_table(organisation=tree[undone.root], period=HALF, by_unit=True)
    scope = Scope(tree[undone.root], HALF, None)
    for i in OWN_ROWS:
        own = scope.run.own(i.numerator).get(undone.root, 0)  # type: ignore[arg-type]
        by_hand = sum(
            p.value for p in scope.adjustments if p.name == i.name and p.organisation == undone.root
        )
        parts = sum(unit[i.name].figure.value or 0 for _, unit in table.units)
        assert table.figures[i.name].figure.value == pytest.approx(parts + own + by_hand), i.name


@pytest.mark.parametrize("seed", range(3))
def test_the_parts_of_a_reported_difference_add_up_when_words_and_sides_change(
    undone: World, seed: int
) -> None:
    before = last_act()
    tree = mixed(undone, random.Random(seed))
    names = [i.name for i in CATALOGUE]
    seen = set()
    for known in (before // 2, before):
        for found in differences(
            actor=OPERATOR,
            names=names,
            organisation=tree[undone.root],
            period=HALF,
            from_known=known,
            reported=True,
        ):
            gap = float(found.after.value or 0) - float(found.before.value or 0)
            assert sum(part.value for part in found.parts) == pytest.approx(gap, abs=1e-9), (
                found.indicator.name
            )
            for part in found.parts:
                assert sum(r.weight for r in part.records) == pytest.approx(part.change), found.indicator.name
                seen.add(part.why.value)
    assert seen >= {"adjusted", "definition_changed"}
