"""Probationers whose twelve months ended in the period, and whether their cells considered them in time.

Working days are counted in Python over the calendar, so the last day is told once for each day on which somebody's
twelve months ended; the rest is a handful of questions, whatever the size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet, Value

from dangvu.foundation.audit.queries import standing
from dangvu.foundation.dated import known_q
from dangvu.foundation.parameters.queries import calendar
from dangvu.indicators.definition import Number, Record
from dangvu.indicators.engine import Run
from dangvu.indicators.sources import with_profile
from dangvu.members.models import Membership
from dangvu.members.queries import kept_people
from dangvu.work.admissions.models import DossierStep, Outcome, OutstandingPerson, Recognition
from dangvu.work.admissions.rules import due_on, earliest_still_within, latest_joining_due
from dangvu.work.admissions.rules.considered import Considered, Told
from dangvu.work.admissions.rules.deadlines import consider_by

_VOTE = "nghi_quyet_chi_bo_ct"
_COLUMNS = (
    "person_id", "organisation_id", "valid_from", "valid_to", "p__name", "p__joined", "p__joined_first", "p__source_row_id",
)  # fmt: skip
_WHOLE_DAY = len("2023-06-30")


@dataclass(frozen=True, slots=True)
class Due:
    """One probationer whose twelve months ended on ``on``, and where they were a member on the eve."""

    person: int
    name: str
    owner: int
    on: date
    state: Considered
    source_row: int | None


@dataclass(frozen=True)
class Probationers:
    """Probationers whose twelve months ended in the period: all of them, or those of some ``states``."""

    states: tuple[Considered, ...] = ()
    title: ClassVar[str] = "Đảng viên dự bị hết 12 tháng trong kỳ, nghị quyết chi bộ và quyết định công nhận"

    def _mine(self, run: Run) -> list[Due]:
        everyone = run.once("probation ended", lambda: _asked(run))
        return [one for one in everyone if not self.states or one.state in self.states]

    def totals(self, run: Run) -> Mapping[int, Number]:
        total: dict[int, Number] = {}
        for one in self._mine(run):
            for above in run.path(one.owner, run.tree_of_day(one.on)):
                total[above] = total.get(above, 0) + 1
        return total

    def records(self, run: Run, organisation: int) -> list[Record]:
        return [
            Record(one.name, one.on, one.owner, one.source_row, one.person, names=True)
            for one in self._mine(run)
            if organisation in run.path(one.owner, run.tree_of_day(one.on))
        ]


def _asked(run: Run) -> list[Due]:
    """The same of every page until the next act."""
    within = None if run.within is None else tuple(run.within)
    key = ("probation ended", run.window.period, run.window.known, within, run.without)
    return standing(key, lambda: _found(run))


def _stays(run: Run) -> QuerySet[Any]:
    return Membership.objects.filter(known_q(run.window.known), status="du_bi")


def _found(run: Run) -> list[Due]:
    """Everybody whose twelve months ended in the period while a probationer here, in the order of the days."""
    window = run.window
    start, end = window.period.start, window.period.end
    months = window.parameters.if_known("recognition.probation_months", end)
    if months is None:
        return []
    term = int(months.value)
    joined = {
        "p__joined_first__gte": earliest_still_within(start, term),
        "p__joined_first__lte": latest_joining_due(end, term),
    }
    asked = with_profile(_stays(run), window).filter(**joined)
    if run.within is not None:
        asked = asked.filter(organisation_id__among=run.within)
    rows = []
    for row in asked.order_by("pk").values(*_COLUMNS):
        due = due_on(row["p__joined_first"], term)
        # Where somebody was on the eve: a recognition holds from the day itself.
        on_the_eve = row["valid_from"] < due and (row["valid_to"] is None or due <= row["valid_to"])
        if on_the_eve and due in window.period and run.counts(row["organisation_id"]):
            rows.append((due, row))
    return sorted(_judged(run, rows), key=lambda one: (one.on, one.person)) if rows else []


def _judged(run: Run, rows: list[tuple[date, dict[str, Any]]]) -> Iterable[Due]:
    known, end = run.window.known, run.window.period.end
    kept = run.once("kept people", lambda: kept_people(known))
    days = calendar(known)
    limits = {due: consider_by(due, run.window.parameters.if_known, days) for due in {due for due, _ in rows}}
    people = {kept.get(row["person_id"], row["person_id"]) for _, row in rows}
    people |= {person for person, keeper in kept.items() if keeper in people}
    voted, decided = _told(known, people, kept)
    last = {  # who had left this place by the last day, and nothing else tells of them
        row["person_id"]: limit.on
        for due, row in rows
        if (limit := limits[due]) is not None and row["valid_to"] is not None and row["valid_to"] <= limit.on
        and (keeper := kept.get(row["person_id"], row["person_id"])) not in voted and keeper not in decided
    }  # fmt: skip
    stayed = _elsewhere(run, last)
    for due, row in rows:
        person, limit = row["person_id"], limits[due]
        keeper = kept.get(person, person)
        exact = len(row["p__joined"]) == _WHOLE_DAY
        on = limit.on if limit is not None and exact else None
        told = Told(
            on, voted.get(keeper), decided.get(keeper), keeper in decided, person not in last or person in stayed
        )  # fmt: skip
        yield Due(
            person, row["p__name"] or "", row["organisation_id"], due, told.at(end), row["p__source_row_id"]
        )


def _told(
    known: int | None, people: Collection[int], kept: Mapping[int, int]
) -> tuple[dict[int, date], dict[int, date | None]]:
    """{person: the first day on which the cell voted on them, or proposed to strike them off}, and {whoever was
    recognised: the first day of a decision, where one is told}. One question."""
    steps = DossierStep.objects.filter(known_q(known), step=_VOTE, dossier__person_id__among=people)
    unfit = OutstandingPerson.objects.filter(
        known_q(known), outcome=Outcome.UNFIT, ended_on__isnull=False, person_id__among=people
    )
    decisions = Recognition.objects.filter(known_q(known), person_id__among=people)
    rows = steps.values_list("dossier__person_id", "on", Value(1)).union(
        unfit.values_list("person_id", "ended_on", Value(1)),
        decisions.values_list("person_id", "decided_on", Value(0)),
        all=True,
    )
    voted: dict[int, date] = {}
    decided: dict[int, date | None] = {}
    for person, on, is_vote in rows:
        keeper = kept.get(person, person)
        if is_vote:
            voted[keeper] = min(on, voted.get(keeper, on))
        else:
            before = decided.get(keeper)
            decided[keeper] = min(on, before) if on and before else on or before
    return voted, decided


def _elsewhere(run: Run, last: Mapping[int, date]) -> set[int]:
    """Those who were probationers still, somewhere in the tree, on their last day."""
    if not last:
        return set()
    rows = _stays(run).filter(person_id__among=list(last)).values_list("person_id", "valid_from", "valid_to")
    return {
        person for person, since, to in rows if since <= last[person] and (to is None or last[person] < to)
    }
