"""Whatever is rehearsed is what is then written, and no reorganisation loses or invents anybody."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.members.models import Membership
from dangvu.organisations.actions import CannotReorganise, Decision
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import boundaries, tree_on
from dangvu.organisations.tree import Tree
from dangvu.reorganisation.actions import carry_out, rehearse
from dangvu.reorganisation.plans import Dissolve, Found, Merge, Move, Part, Plan, Rename, Split
from dangvu.reorganisation.queries import members_of
from tests.golden.world import HALF, World
from tests.properties.test_figures import unbalanced

pytestmark = pytest.mark.django_db

DECISION = Decision("1-QĐ/ĐU", date(2023, 1, 1))


def plan(dice: random.Random, tree: Tree, on: date, number: int) -> Plan:
    places = [o for o in tree.nodes if o not in tree.roots]
    one, other = dice.sample(places, 2)
    here = sorted(person for person, _ in members_of([one], on))
    match dice.randrange(6):
        case 0:
            return Move(organisation=one, parent=dice.choice([other, *tree.roots]), on=on)
        case 1:
            return Merge(organisations=(one,), into=other, on=on)
        case 2:
            part = Part(
                f"Tách {number}", frozenset(here[: len(here) // 2]), frozenset(tree.children(one)[:1])
            )
            return Split(organisation=one, parts=(part,), on=on)
        case 3:
            return Rename(organisation=one, name=f"Tên {number}", on=on)
        case 4:
            return Dissolve(organisation=one, members_to=other, on=on)
        case _:
            kind = dice.choice([Kind.ATTACHED_CELL, Kind.GRASSROOTS_CELL, Kind.SECTIONAL_COMMITTEE])
            return Found(parent=one, name=f"Lập {number}", kind=kind, on=on)


def test_random_reorganisations_are_what_their_rehearsal_said_and_keep_every_total(undone: World) -> None:
    dice = random.Random(7)
    start = max([*boundaries(date.min, date.max), date(2023, 8, 1)])
    before = Run(HALF).figures(CATALOGUE, [undone.root])[undone.root]
    carried_out = 0
    for number in range(60):
        on = start + timedelta(days=number + 1)
        tree = tree_on(on)
        asked = plan(dice, tree, on, number)
        act, people = last_act(), Membership.objects.known().valid_on(on).count()
        try:
            shown = rehearse(actor=OPERATOR, plan=asked)
        except CannotReorganise as refusal:
            assert str(refusal).strip().endswith((".", "?")) and last_act() == act
            continue
        assert (last_act(), tree_on(on).nodes) == (act, tree.nodes)
        done = carry_out(actor=OPERATOR, plan=replace(asked, decision=DECISION), seen=shown.fingerprint)
        carried_out += 1
        assert done == shown
        stays = Membership.objects.known().valid_on(on)
        assert stays.count() == people, "nobody is lost and nobody is counted twice"
        assert {row.before for row in done.rows if row.total and row.what.startswith("Đảng viên, ")} == {
            row.after for row in done.rows if row.total and row.what.startswith("Đảng viên, ")
        }
    assert carried_out >= 10
    assert Run(HALF).figures(CATALOGUE, [undone.root])[undone.root] == before
    assert unbalanced(HALF) == []
