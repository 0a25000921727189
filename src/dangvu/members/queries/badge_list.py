"""Who may be given a badge on a day of award, and why: each name opens what its years rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.foundation.parameters.queries import Parameters
from dangvu.members.models import BadgeAward, Membership, Status
from dangvu.members.queries.badges import Bonuses, award_days, bonuses_on, marks_on, outside_of
from dangvu.members.queries.people import profiles
from dangvu.members.rules.badge import Due, award_before, due
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.tree import Tree

#: {person: (form of discipline, the day on which it was announced)}
Disciplined = Mapping[int, tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for whom a badge is considered."""

    person: int
    name: str
    place: str
    born: str
    due: Due
    bonus: int | None  # in đồng; None where no level of the mark is on record

    @property
    def born_said(self) -> str:
        """As people write it, as far as it is known."""
        return "/".join(reversed(self.born.split("-")))

    @property
    def outside_said(self) -> str:
        return "; ".join(f"{left:%d/%m/%Y} đến {back:%d/%m/%Y}" for left, back in self.due.outside)


@dataclass(frozen=True)
class BadgeList:
    """The candidates of a day of award."""

    on: date
    ready: Sequence[Candidate]  # full since the last day of award
    overdue: Sequence[Candidate]  # full before it, and no badge on record: given, or forgotten?
    waiting: Sequence[Candidate]  # discipline makes them wait
    early: Sequence[Candidate]  # only for the gravely ill
    unknown: int  # official members without a day to count from
    bonuses: Bonuses  # what goes with a badge on the day; without levels where none is on record


def badge_list(
    *, actor: Actor, organisation: int, tree: Tree, on: date, disciplined: Disciplined | None = None
) -> BadgeList:
    """The official members here and below on the day (those of today for a day to come), each with the mark they have the
    years for. ``disciplined`` is told from above: discipline is another line of rights and is not kept here."""
    require(actor, READ_NAMES, organisation, tree=tree)
    parameters = Parameters()
    bonuses = bonuses_on(parameters, on)
    marks, days = marks_on(parameters, on), award_days(parameters, on)
    inside = visible_below(actor, READ_NAMES, tree, organisation)
    stays = (
        Membership.objects.known().valid_on(on).filter(organisation_id__among=inside, status=Status.OFFICIAL)
    )
    places = dict(stays.values_list("person_id", "organisation_id"))
    known = profiles(list(places), only=("name", "order_key", "birth", "decided", "joined", "joined_first"))
    outside, given = outside_of(list(places)), _given(list(places))
    months = {
        name: _months(parameters, f"badge.{name}", on) for name in ("early_months", "early_months_high")
    }
    found, unknown = [], 0
    for person, place in places.items():
        one = known.get(person)
        since: date | None = None
        if one is not None:
            since = one.decided or (one.joined_first if len(one.joined) == 10 else None)
        if one is None or since is None:
            unknown += 1
            continue
        form, announced = (disciplined or {}).get(person, ("", None))
        told = due(
            since, on, marks, given.get(person, ()), outside.get(person, ()), early=months["early_months"],
            early_high=months["early_months_high"], discipline=form, announced=announced,
            wait=_months(parameters, f"badge.wait_{form}", on) if form else None,
        )  # fmt: skip
        if told is not None:
            found.append(
                (
                    one.order_key,
                    Candidate(person, one.name, tree.label(place), one.birth, told, bonuses.of(told.mark)),
                )
            )
    before = award_before(on, days)
    rows = [one for _, one in sorted(found, key=lambda pair: (-pair[1].due.mark, pair[0], pair[1].person))]
    full = [one for one in rows if one.due.full(on) and not one.due.waits(on)]
    return BadgeList(
        on, [one for one in full if one.due.reached > before], [one for one in full if one.due.reached <= before],
        [one for one in rows if one.due.waits(on)], [one for one in rows if not one.due.full(on) and not one.due.waits(on)],
        unknown, bonuses,
    )  # fmt: skip


def bonus_in_all(rows: Iterable[Candidate]) -> tuple[int, int]:
    """(what goes with the badges of these candidates, in đồng; of how many of them no level is on record)."""
    told = [one.bonus for one in rows]
    return sum(one for one in told if one is not None), told.count(None)


def days_of_award(year: int) -> list[date]:
    """The days of award of a year, in order."""
    return sorted(date(year, month, day) for month, day in award_days(Parameters(), date(year, 6, 30)))


def _months(parameters: Parameters, code: str, on: date) -> int:
    found = parameters.if_known(code, on)
    return int(found.value) if found else 0


def _given(people: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for person, mark in (
        BadgeAward.objects.known().filter(person_id__among=list(people)).values_list("person_id", "mark")
    ):
        found[person].append(mark)
    return found
