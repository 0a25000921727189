"""Membership follows from movements: written once at the end of an act, for everyone it touched (ADR 0003)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangvu.foundation import bulk
from dangvu.foundation.audit.actions import before_commit
from dangvu.foundation.audit.models import Act
from dangvu.members.actions.search import search_later
from dangvu.members.models import Membership, Movement, MovementKind
from dangvu.members.queries.people import kept_people
from dangvu.members.rules import Moved, Stay, timeline
from dangvu.organisations.queries import TreesThroughTime

MOVEMENT_FIELDS = (
    "person", "organisation", "counts_in", "kind", "on", "status", "counted", "implied", "breach", "known_from_act",
    "source_row", "decision_number", "decided_on", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewMovement:
    """A movement to record. ``status`` is the standing on entering: 'du_bi' or 'chinh_thuc'."""

    person: int
    organisation: int
    kind: str
    on: date
    status: str = ""
    source_row: int | None = None
    decision_number: str = ""
    decided_on: date | None = None
    note: str = ""


def write_movements(
    opened: Act, movements: Sequence[NewMovement], trees: TreesThroughTime | None = None
) -> list[int]:
    """Write movements inside an act whose action has asked for its rights; membership is settled at its end."""
    ids = bulk.insert(
        Movement,
        MOVEMENT_FIELDS,
        [
            (m.person, m.organisation, m.organisation, m.kind, m.on, m.status, True, False, "", opened.number,
             m.source_row, m.decision_number, m.decided_on, m.note)
            for m in movements
        ],
    )  # fmt: skip
    remember(opened, ids, movements)
    settle_later(opened, {m.person for m in movements}, trees)
    return list(ids)


@dataclass(slots=True)
class _Reported:
    """A movement as settling sees it."""

    pk: int
    person: int
    organisation: int
    counts_in: int
    kind: str
    on: date
    status: str
    counted: bool
    implied: bool
    breach: str
    source_row: int | None
    decision_number: str = ""
    decided_on: date | None = None
    note: str = ""


_REPORTED = (
    "pk", "person_id", "organisation_id", "counts_in_id", "kind", "on", "status", "counted", "implied", "breach",
    "source_row_id", "decision_number", "decided_on", "note",
)  # fmt: skip


@dataclass(slots=True)
class _InThisAct:
    """People whose membership has to be settled; those registered in this act have no rows but the ones told here."""

    unsettled: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)
    told: dict[int, list[_Reported]] = field(default_factory=dict)


def act_of(opened: Act) -> _InThisAct:
    """Kept on the very act: after a rollback the next one has the same number and would pass for it."""
    found: _InThisAct = opened.__dict__.setdefault("_members", _InThisAct())
    return found


def remember(opened: Act, ids: Iterable[int], movements: Sequence[NewMovement]) -> None:
    """What was just said of people registered in this act, so that settling need not ask the database."""
    here = act_of(opened)
    for pk, m in zip(ids, movements, strict=True):
        if m.person in here.fresh:
            here.told.setdefault(m.person, []).append(
                _Reported(
                    pk,
                    m.person,
                    m.organisation,
                    m.organisation,
                    m.kind,
                    m.on,
                    m.status,
                    True,
                    False,
                    "",
                    m.source_row,
                    m.decision_number,
                    m.decided_on,
                    m.note,
                )
            )


def settle_later(opened: Act, people: Iterable[int], trees: TreesThroughTime | None) -> None:
    """Settle these people's membership once, when all the movements of the act are known."""
    act_of(opened).unsettled.update(people)
    before_commit("members.settle", lambda _: settle_now(opened, trees))


def settle_now(opened: Act, trees: TreesThroughTime | None = None) -> None:
    """Settle now whoever waits for the end of the act: for what reads memberships or figures inside the same act."""
    here = act_of(opened)
    waiting, here.unsettled = here.unsettled, set()
    if waiting:
        settle(opened, waiting, trees)
        here.fresh.clear()
        here.told.clear()


def settle(opened: Act, people: Iterable[int], trees: TreesThroughTime | None = None) -> None:
    """Bring membership in line with the movements of these people (and of whoever is merged with them).

    Derived rows only: stays, implied departures, and whether a movement is counted. What did not change keeps
    its row; what changed is superseded by this act.
    """
    trees = trees or TreesThroughTime()
    kept = kept_people()
    groups = groups_of(set(people), kept)
    told, fresh = act_of(opened).told, act_of(opened).fresh
    on_record = [person for members in groups.values() for person in members if person not in fresh]
    movements: dict[int, list[_Reported]] = defaultdict(list)
    stays: dict[int, list[Membership]] = defaultdict(list)
    for person, reported in told.items():
        movements[kept.get(person, person)] += reported
    for ids in bulk.chunks(on_record):
        for row in Movement.objects.known().filter(person_id__among=ids).values_list(*_REPORTED):
            movements[kept.get(row[1], row[1])].append(_Reported(*row))
        for stay in Membership.objects.known().filter(person_id__among=ids):
            stays[kept.get(stay.person_id, stay.person_id)].append(stay)

    new_stays: list[tuple[Any, ...]] = []
    new_movements: list[tuple[Any, ...]] = []
    gone_stays: list[int] = []
    gone_movements: list[int] = []
    for person in groups:
        reported = [m for m in movements[person] if not m.implied]
        line = timeline(
            [Moved(m.pk, m.kind, m.on, m.organisation, m.status) for m in reported], trees.unit_of
        )
        wanted = set(line.stays)
        for stood in stays[person]:
            stay = Stay(stood.organisation_id, stood.status, stood.valid_from, stood.valid_to)
            if stay in wanted and stood.person_id == person:
                wanted.discard(stay)
            else:
                gone_stays.append(stood.pk)
        new_stays += [
            (person, s.organisation, s.status, s.start, s.end, opened.number)
            for s in line.stays
            if s in wanted
        ]
        for movement in reported:
            breach, counted = line.breaches.get(movement.pk, ""), movement.pk not in line.uncounted
            place = line.places.get(movement.pk, movement.organisation)
            if (movement.breach, movement.counted, movement.counts_in) != (breach, counted, place):
                gone_movements.append(movement.pk)
                new_movements.append(_restated(movement, place, breach, counted, opened))
        implied = {(i.organisation, i.on) for i in line.implied}
        for movement in movements[person]:
            if movement.implied:
                if (movement.organisation, movement.on) in implied:
                    implied.discard((movement.organisation, movement.on))
                else:
                    gone_movements.append(movement.pk)
        new_movements += [_implied(person, org, on, opened) for org, on in sorted(implied)]
    for ids in bulk.chunks(gone_stays):
        Membership.objects.filter(pk__in=ids).update(known_to_act=opened)
    for ids in bulk.chunks(gone_movements):
        Movement.objects.filter(pk__in=ids).update(known_to_act=opened)
    bulk.insert(
        Membership,
        ("person", "organisation", "status", "valid_from", "valid_to", "known_from_act"),
        new_stays,
    )
    bulk.insert(Movement, MOVEMENT_FIELDS, new_movements)
    search_later(opened, groups, kept=kept)


def _implied(person: int, organisation: int, on: date, opened: Act) -> tuple[Any, ...]:
    return (
        person, organisation, organisation, MovementKind.TRANSFERRED_OUT.value, on, "", True, True, "",
        opened.number, None, "", None, "",
    )  # fmt: skip


def _restated(movement: _Reported, place: int, breach: str, counted: bool, opened: Act) -> tuple[Any, ...]:
    return (
        movement.person, movement.organisation, place, movement.kind, movement.on, movement.status, counted,
        False, breach, opened.number, movement.source_row, movement.decision_number, movement.decided_on,
        movement.note,
    )  # fmt: skip


def groups_of(people: set[int], kept: Mapping[int, int]) -> dict[int, list[int]]:
    """{kept person: everybody who is that person}, for the people named."""
    wanted = {kept.get(person, person) for person in people}
    groups = {person: [person] for person in wanted}
    for person, keeper in kept.items():
        if keeper in groups:
            groups[keeper].append(person)
    return groups
