"""How dues go up level by level: each hands up a part of what it received from below and from its own members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dangvu.indicators.definition import Number, Record, Rows
from dangvu.indicators.engine import Run
from dangvu.indicators.sources import DUES
from dangvu.work.dues.limits import up_share
from dangvu.work.dues.rules import shared

PAID = Rows(DUES, weight="paid")


@dataclass(frozen=True, slots=True)
class _Money:
    """Whole đồng by organisation: of its own members, handed up out of it, kept at it."""

    own: Mapping[int, int]
    handed: Mapping[int, int]
    kept: Mapping[int, int]


@dataclass(frozen=True)
class DuesSplit:
    """What an organisation hands up (``handed``), or what it and everything below it keep. The two make what was paid.

    By the tree and the percentages of the period's last day; what an organisation collected that is no more is received
    by whatever stands in its place.
    """

    handed: bool

    def totals(self, run: Run) -> Mapping[int, Number]:
        money = _money(run)
        if self.handed:
            return money.handed
        total: dict[int, Number] = {}
        for one, kept in money.kept.items():
            for above in run.last_tree.path(one):
                total[above] = total.get(above, 0) + kept
        return total

    def records(self, run: Run, organisation: int) -> list[Record]:
        """What each organisation inside keeps; for what is handed up, what each collected and, taken off, kept."""
        money, tree = _money(run), run.last_tree
        found = []
        for one in tree.descendants(organisation) if organisation in tree else ():
            label, own, kept = tree.label(one), money.own.get(one, 0), money.kept.get(one, 0)
            if self.handed and own:
                found.append(Record(f"{label}: thu của đảng viên", None, one, weight=own))
            if kept:
                said = f"{label}: giữ lại, trừ ra" if self.handed else label
                found.append(Record(said, None, one, weight=-kept if self.handed else kept))
        return found


def _money(run: Run) -> _Money:
    return run.once("dues split", lambda: _split(run))


def _split(run: Run) -> _Money:
    tree, own = run.last_tree, dict[int, int]()
    for owner, paid in run.own(PAID).items():
        place = next((one for one in run.path(owner, tree) if one in tree), None)
        if place is not None:
            own[place] = own.get(place, 0) + int(paid)
    received, handed, kept = dict(own), dict[int, int](), dict[int, int]()
    touched = {above for place in own for above in tree.path(place)}
    for one in sorted(
        touched, key=lambda each: -len(tree.path(each))
    ):  # whoever is below has handed up first
        up = up_share(tree[one], run.window.period.end, run.window.parameters)
        handed[one], kept[one] = shared(received.get(one, 0), up)
        for parent in tree.path(one)[1:2]:
            received[parent] = received.get(parent, 0) + handed[one]
    return _Money(own, handed, kept)
