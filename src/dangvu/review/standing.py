"""Where an organisation stands in a reporting period: whose period, who receives, how far it is. Used by both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dangvu.foundation import clock
from dangvu.foundation.parameters.queries import calendar
from dangvu.foundation.periods import Period
from dangvu.foundation.working_days import Calendar
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree
from dangvu.review import rules
from dangvu.review.models import LockException, PeriodLock, PeriodTerms, ReportingPeriod, UnitState
from dangvu.review.rules import State

#: Party groups send nothing of their own: their cell does.
_SEND_NOTHING = frozenset({Kind.PARTY_GROUP})


@dataclass(frozen=True)
class Cycle:
    """One reporting period as it stands now: who is asked, how far each is."""

    row: ReportingPeriod
    terms: PeriodTerms
    tree: Tree
    states: dict[int, UnitState]
    lock: PeriodLock | None
    exceptions: dict[int, LockException]

    @property
    def owner(self) -> int:
        return int(self.row.organisation_id)

    @property
    def period(self) -> Period:
        return Period(self.row.start, self.row.end)

    @cached_property
    def calendar(self) -> Calendar:
        return calendar()

    def level(self, unit: int) -> int:
        """1: directly below whoever asks; 0: whoever asks; -1: not asked at all."""
        path = self.tree.path(unit)
        if self.owner not in path or self.tree[unit].kind in _SEND_NOTHING:
            return -1
        level = path.index(self.owner)
        return level if level <= self.terms.levels else -1

    def asked(self, receiver: int) -> list[int]:
        """The units that send to this one."""
        return [child for child in self.tree.children(receiver) if self.level(child) > 0]

    def everyone(self) -> list[int]:
        """Every unit that is asked."""
        return [unit for unit in self.tree.descendants(self.owner) if self.level(unit) > 0]

    def state(self, unit: int) -> State:
        return State(self.states[unit].state) if unit in self.states else State.OPEN

    def receiver(self, unit: int) -> Node:
        parent = self.tree[unit].parent
        assert parent is not None
        return self.tree[parent]

    def due(self, unit: int) -> date:
        """By when the unit sends: the day it was given when it was returned, else its level's."""
        given = self.states[unit].due if unit in self.states else None
        if given is not None:
            return given
        return rules.due(self.terms.cut_off, self.level(unit), self.terms.lead_days, self.calendar)

    def is_excepted(self, unit: int) -> bool:
        return unit in self.exceptions

    def not_accepted(self, receiver: int) -> list[int]:
        """The units that still owe this one their figures, in list order."""
        return [u for u in self.asked(receiver) if self.state(u) not in (State.ACCEPTED, State.LOCKED)]


def cycle_of(organisation: int, period: Period, tree: Tree | None = None) -> Cycle | None:
    """The period in which the organisation asks or is asked for the figures of these days; None: nobody asks."""
    tree = tree or tree_on(clock.today())
    rows = {
        row.organisation_id: row
        for row in ReportingPeriod.objects.known().filter(
            start=period.start, end=period.end, organisation_id__in=tree.path(organisation)
        )
    }
    for above in tree.path(organisation):
        if above in rows:
            found = read(rows[above], tree)
            return found if found.level(organisation) >= 0 else None
    return None


def read(row: ReportingPeriod, tree: Tree) -> Cycle:
    """The period with its rows of now: five short queries, however many units."""
    today = clock.today()
    return Cycle(
        row, PeriodTerms.objects.known().get(period=row), tree,
        {state.organisation_id: state for state in UnitState.objects.known().filter(period=row).select_related("version")},
        PeriodLock.objects.known().filter(period=row).select_related("version", "known_from_act").first(),
        {
            one.organisation_id: one
            for one in LockException.objects.known().filter(period=row, until__gte=today).order_by("until")
        },
    )  # fmt: skip


def named(cycle: Cycle, units: Iterable[int]) -> list[str]:
    return [cycle.tree[unit].name for unit in units]
