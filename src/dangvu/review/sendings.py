"""Who sent what is signed, and when: asked by what is issued, which tells it with the figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from dangvu.foundation import clock
from dangvu.foundation.periods import Period
from dangvu.indicators.models import DeclaringUnit
from dangvu.review import rules
from dangvu.review.models import LockException, UnitState
from dangvu.review.rules import State
from dangvu.review.standing import Cycle, cycle_of


@dataclass(frozen=True, slots=True)
class Sending:
    """One unit of a period. ``late``: days between its day and its first sending (or now, where it has sent nothing)."""

    organisation: int
    state: State
    due: date
    sent_at: datetime | None
    times: int
    returned: int
    late: int
    excepted_until: date | None
    excepted_why: str


@dataclass(frozen=True)
class Sendings:
    """A period from the side of whoever receives: its days, its lock, its units in list order."""

    cut_off: date
    confirm_by: date
    locked_at: datetime | None
    lock_reason: str
    units: list[Sending]


def sendings(organisation: int, period: Period) -> Sendings | None:
    """What the units of the organisation sent for these days; None where nobody asked for them."""
    cycle = cycle_of(organisation, period)
    if cycle is None:
        return None
    lock = cycle.lock
    return Sendings(
        cycle.terms.cut_off, cycle.terms.confirm_by, lock.known_from_act.at if lock else None,
        lock.reason if lock else "", _units(cycle, organisation),
    )  # fmt: skip


def declaring(period: Period, known: int | None) -> frozenset[int]:
    """The organisations that keep no records here at the end of the period: what they declare stands for them."""
    rows = DeclaringUnit.objects.known(known).valid_on(period.end)
    return frozenset(rows.values_list("organisation_id", flat=True))


def _units(cycle: Cycle, organisation: int) -> list[Sending]:
    units = cycle.asked(organisation)
    sent: dict[int, list[datetime]] = defaultdict(list)
    returned: dict[int, int] = defaultdict(int)
    steps = UnitState.objects.filter(period=cycle.row, organisation_id__in=units).select_related(
        "known_from_act"
    )
    for row in steps.order_by("known_from_act", "pk"):
        if row.state == State.SENT:
            sent[row.organisation_id].append(row.known_from_act.at)
        returned[row.organisation_id] += row.state == State.RETURNED
    excepted = {
        one.organisation_id: one
        for one in LockException.objects.known().filter(period=cycle.row, organisation_id__in=units)
    }
    found = []
    for unit in units:
        due = rules.due(cycle.terms.cut_off, cycle.level(unit), cycle.terms.lead_days, cycle.calendar)
        first = sent[unit][0].astimezone(clock.HERE).date() if sent[unit] else clock.today()
        one = excepted.get(unit)
        found.append(
            Sending(
                unit, cycle.state(unit), due, sent[unit][0] if sent[unit] else None, len(sent[unit]), returned[unit],
                max(0, (first - due).days), one.until if one else None, one.reason if one else "",
            )
        )  # fmt: skip
    return found
