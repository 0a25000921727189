"""What was issued stays what it was, whatever is found out later; and what was found out is told to the last unit.

A hundred corrections dated back, of every kind that records can have, after a report was issued over a random world:
the Word file, the page and the manifest stay the same bytes, still prove themselves, and every figure that is another
one now is taken apart into reasons that add up exactly from what the manifest says.
"""

from __future__ import annotations

import json
import random
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.actions import Declared, adjust, say
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.difference import differences
from dangvu.members import actions as members
from dangvu.members.models import MovementKind, Status
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.evidence.canonical import number
from dangvu.reports.evidence.queries import proven
from dangvu.reports.models import IssuedReport
from dangvu.reports.queries import rendered_again
from dangvu.work.inspection.actions import NewInspection, record_inspections
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from tests.golden.world import HALF, World, profile, reorganise
from tests.properties.test_difference import holds
from tests.properties.test_kinds import PLAIN, mixed

pytestmark = pytest.mark.django_db
EVERY = [indicator.name for indicator in CATALOGUE]


def correct(world: World, chance: random.Random) -> None:
    """One thing that is found out later about days of the period; what the rules refuse is not written."""
    pick, root = chance.choice, {"actor": OPERATOR, "organisation": world.root}
    day, places = world.day(HALF.start, HALF.end), list(tree_on(HALF.end).nodes)
    what = chance.randrange(12)
    with suppress(Impossible, LookupError):
        if what < 5:
            kind = pick([MovementKind.TRANSFERRED_IN, MovementKind.TRANSFERRED_OUT, MovementKind.DIED])
            moved = members.NewMovement(pick(world.people), pick(places), kind, day, Status.OFFICIAL)
            members.record_movements(**root, movements=[moved])
        elif what < 7:
            members.correct_profiles(
                **root, profiles={pick(world.people): profile(world)}, reason="sửa theo hồ sơ"
            )
        elif what == 7:
            record_meetings(
                **root, meetings=[NewMeeting(pick(places), "chuyen_de", day, "", pick([None, 7]))]
            )
        elif what == 8:
            told = NewInspection(pick(places), pick(["kiem_tra", "giam_sat"]), "dang_vien", day, "", "tot")
            record_inspections(**root, inspections=[told])
        elif what == 9:
            adjust(
                actor=OPERATOR,
                organisation=pick(places),
                period=HALF,
                name=pick(PLAIN).name,
                value=pick([-1, 2]),
                reason="thử",
            )
        elif what == 10:
            one = pick(PLAIN)
            say(
                actor=OPERATOR,
                organisation=pick(places),
                period=HALF,
                figures=[Declared(one.name, one.title, chance.randint(0, 9))],
            )
        else:
            reorganise(world)


def files(report: int) -> tuple[bytes, ...]:
    row = IssuedReport.objects.get(pk=report)
    return bytes(row.content), bytes(row.page or b""), bytes(row.manifest or b"")


def stays(report: int, issued: tuple[bytes, ...]) -> None:
    assert files(report) == issued
    again = rendered_again(actor=OPERATOR, report=report)
    assert again is not None and again.content == issued[0]
    assert proven(actor=OPERATOR, report=report) == []


def is_told(node: Node, manifest: dict[str, Any]) -> int:
    """Every figure is led from what was signed to what is known now; how many differ."""
    signed = {one["name"]: one for one in manifest["figures"]}
    changed = 0
    for found in differences(
        actor=OPERATOR,
        names=EVERY,
        organisation=node,
        period=HALF,
        from_known=manifest["known"]["act"],
        reported=True,
    ):
        holds(found)
        told = signed.get(found.indicator.name)
        if told is not None:
            assert number(found.before.value) == told["value"], found.indicator.name
        changed += found.before != found.after
    return changed


def hundred_corrections(world: World, seed: int, every: int) -> int:
    chance = random.Random(seed)
    mixed(world, chance)
    node = tree_on(HALF.end)[world.root]
    written = write_half_year_review(actor=OPERATOR, organisation=node, period=HALF, issue=True)
    assert written.issued is not None
    issued = files(written.issued)
    manifest = json.loads(issued[2])
    changed = 0
    for count in range(1, 101):
        correct(world, chance)
        if count % every == 0:
            stays(written.issued, issued)
            changed += is_told(node, manifest)
    return changed


def test_a_hundred_corrections_dated_back_change_nothing_that_was_issued_and_are_told_exactly(
    undone: World,
) -> None:
    assert hundred_corrections(undone, 1, every=50) > 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 18))
def test_thousands_of_figures_are_told_exactly_after_corrections(undone: World, seed: int) -> None:
    # Twenty looks; the worlds differ in how much a correction moves, so this only says that many figures had moved.
    assert hundred_corrections(undone, seed, every=5) > 300


def test_the_parts_of_every_figure_of_the_manifest_add_up_to_it(undone: World) -> None:
    mixed(undone, random.Random(3))
    for place in (undone.root, undone.units[0]):
        node = tree_on(HALF.end)[place]
        written = write_half_year_review(actor=OPERATOR, organisation=node, period=HALF, issue=True)
        manifest = json.loads(written.manifest or b"")
        assert len(manifest["figures"]) > 20
        for one in manifest["figures"]:
            for of in ("numerator", "denominator"):
                if one[of] is not None and one["parts"] is not None:
                    parts = [Decimal(part[of]) for part in one["parts"] if of in part]
                    rest = Decimal((one["outside"] or {}).get(of) or 0)
                    assert sum(parts) + rest == Decimal(one[of]), (one["code"], of)
                by_hand = one[f"{of}_composition"]
                if one[of] is not None and one[f"{of}_list"]:
                    counted = one[of] if by_hand is None else by_hand["counted"]
                    assert Decimal(one[f"{of}_list"]["sum"]) == Decimal(counted or 0), (one["code"], of)
                if by_hand is not None:
                    made = sum(Decimal(by_hand[key] or 0) for key in ("counted", "declared", "adjusted"))
                    assert made == Decimal(one[of] or 0), (one["code"], of)
