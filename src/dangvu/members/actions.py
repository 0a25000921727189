"""What may be done to people and their membership, always on a list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, before_commit, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.vietnamese import fold, order_key
from dangvu.members.models import (
    Membership,
    Movement,
    MovementKind,
    Person,
    PersonMerge,
    PersonProfile,
)
from dangvu.members.queries import kept_people
from dangvu.members.rules import Moved, Stay, timeline
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import TreesThroughTime

#: Every people but the Kinh is a minority in the statistics of the organisation sector (domain §9.4).
MAJORITY = "kinh"
_NO_RELIGION = frozenset({"", "khong", "khong co", "ko", "k"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source says about a person; empty where it says nothing."""

    name: str
    unit_id: int | None = None
    sex: str = ""
    birth: PartialDate | None = None
    personal_number: str = ""
    card_number: str = ""
    ethnicity: str = ""
    religion: str = ""
    home: str = ""
    education: str = ""
    theory: str = ""
    joined: PartialDate | None = None
    official: PartialDate | None = None
    decided: date | None = None
    source_row: int | None = None

    def filled_from(self, other: Profile) -> Profile:
        """This profile, its empty places filled from ``other``."""
        values = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        return Profile(**values)


_PROFILE_FIELDS = (
    "person", "unit", "name", "name_key", "order_key", "sex", "birth", "birth_first", "birth_year",
    "personal_number", "card_number", "ethnicity", "is_minority", "religion", "home", "education", "theory", "joined",
    "joined_first", "official", "decided", "party_from", "party_from_estimated", "known_from_act", "source_row",
)  # fmt: skip


def _profile_row(person: int, profile: Profile, opened: Act) -> tuple[Any, ...]:
    return (
        person, profile.unit_id, profile.name, fold(profile.name), order_key(profile.name), profile.sex,
        profile.birth.iso() if profile.birth else "", profile.birth.first if profile.birth else None,
        profile.birth.year if profile.birth else None,
        profile.personal_number, profile.card_number, profile.ethnicity,
        bool(profile.ethnicity) and fold(profile.ethnicity) != MAJORITY,
        "" if fold(profile.religion) in _NO_RELIGION else profile.religion,
        profile.home, profile.education, profile.theory,
        profile.joined.iso() if profile.joined else "", profile.joined.first if profile.joined else None,
        profile.official.iso() if profile.official else "", profile.decided,
        profile.decided or (profile.joined.first if profile.joined else None),
        profile.decided is None and profile.joined is not None, opened.number, profile.source_row,
    )  # fmt: skip


def register(*, actor: Actor, organisation: int, people: Sequence[Profile]) -> list[int]:
    """Enter people who are not on record yet; their ids, in order. Membership comes by movements."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.register") as opened:
        ids = bulk.insert(Person, ("known_from_act",), [(opened.number,)] * len(people))
        bulk.insert(
            PersonProfile,
            _PROFILE_FIELDS,
            [_profile_row(person, profile, opened) for person, profile in zip(ids, people, strict=True)],
        )
        _act_of(opened).fresh.update(ids)
        record(opened, "members.register", count=len(people), organisation_id=organisation)
    return list(ids)


def correct_profiles(
    *, actor: Actor, organisation: int, profiles: Mapping[int, Profile], reason: str = ""
) -> None:
    """Supersede what is known about people; what was known before stays readable as of then."""
    require(actor, WRITE_MEMBERS, organisation)
    if not profiles:
        return
    with act(actor, "members.correct_profiles", reason) as opened:
        for ids in bulk.chunks(profiles):
            PersonProfile.objects.known().filter(person_id__in=ids).update(known_to_act=opened)
        bulk.insert(
            PersonProfile,
            _PROFILE_FIELDS,
            [_profile_row(person, profile, opened) for person, profile in profiles.items()],
        )
        record(opened, "members.correct_profiles", count=len(profiles), organisation_id=organisation)


_MOVEMENT_FIELDS = (
    "person", "organisation", "counts_in", "kind", "on", "status", "counted", "implied", "breach", "known_from_act",
    "source_row",
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


def record_movements(
    *,
    actor: Actor,
    organisation: int,
    movements: Sequence[NewMovement],
    trees: TreesThroughTime | None = None,
) -> list[int]:
    """Record movements of people of ``organisation`` and settle their membership; the movements' ids.

    Taking over a roster is this action with TAKEN_OVER movements dated the evening of the list.
    """
    require_rows(actor, WRITE_MEMBERS, organisation, (m.organisation for m in movements))
    if not movements:
        return []
    with act(actor, "members.record_movements") as opened:
        ids = bulk.insert(
            Movement,
            _MOVEMENT_FIELDS,
            [
                (m.person, m.organisation, m.organisation, m.kind, m.on, m.status, True, False, "", opened.number, m.source_row)
                for m in movements
            ],
        )  # fmt: skip
        _remember(opened, ids, movements)
        _settle_later(opened, {m.person for m in movements}, trees)
        record(opened, "members.record_movements", count=len(movements), organisation_id=organisation)
    return list(ids)


def retire_movements(
    *, actor: Actor, organisation: int, movements: Collection[int], reason: str,
    trees: TreesThroughTime | None = None,
) -> None:  # fmt: skip
    """Movements that are no longer said to have happened; they stay readable as of before."""
    require(actor, WRITE_MEMBERS, organisation)
    if not movements:
        return
    with act(actor, "members.retire_movements", reason) as opened:
        people: set[int] = set()
        for ids in bulk.chunks(movements):
            rows = Movement.objects.known().filter(pk__in=ids)
            told_by = rows.order_by().values_list("organisation_id", flat=True).distinct()
            require_rows(actor, WRITE_MEMBERS, organisation, told_by)
            people.update(rows.values_list("person_id", flat=True))
            rows.update(known_to_act=opened)
        _settle_later(opened, people, trees)
        record(opened, "members.retire_movements", count=len(movements), organisation_id=organisation)


def merge_people(*, actor: Actor, organisation: int, pairs: Mapping[int, int], reason: str) -> None:
    """Say that each person is the same as the kept one ({person: kept}); a row on the known clock, undoable.

    Foreign keys stay as they are: figures count through the merge, and membership is settled anew.
    """
    require(actor, WRITE_MEMBERS, organisation)
    if not pairs:
        return
    with act(actor, "members.merge_people", reason) as opened:
        PersonMerge.objects.bulk_create(
            PersonMerge(person_id=person, kept_id=kept, reason=reason, known_from_act=opened)
            for person, kept in pairs.items()
        )
        _settle_later(opened, set(pairs) | set(pairs.values()), None)
        record(opened, "members.merge_people", count=len(pairs), organisation_id=organisation)


def follow(
    *, actor: Actor, people: Collection[int], source: int, target: int, on: date, reason: str = ""
) -> int:
    """Members follow their organisation: from ``source`` to ``target`` on ``on``, as a mass movement of its own kind.

    Not many transfers: it counts as moved with the organisation (domain §1.4). Returns how many moved.
    """
    require(actor, WRITE_MEMBERS, source)
    require(actor, WRITE_MEMBERS, target)
    with act(actor, "members.follow", reason) as opened:
        _settle_now(opened)
        stays = Membership.objects.known().valid_on(on).filter(organisation_id=source, person_id__in=people)
        rows: list[tuple[Any, ...]] = []
        moved = list(stays.values_list("person_id", "status"))
        for person, status in moved:
            for place, kind, standing in (
                (source, MovementKind.WITH_ORGANISATION_OUT.value, ""),
                (target, MovementKind.WITH_ORGANISATION_IN.value, status),
            ):
                rows.append((person, place, place, kind, on, standing, True, False, "", opened.number, None))
        bulk.insert(Movement, _MOVEMENT_FIELDS, rows)
        _settle_later(opened, {person for person, _ in moved}, None)
        record(opened, "members.follow", count=len(moved), organisation_id=source, target=target)
    return len(moved)


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


_REPORTED = (
    "pk", "person_id", "organisation_id", "counts_in_id", "kind", "on", "status", "counted", "implied", "breach",
    "source_row_id",
)  # fmt: skip


@dataclass(slots=True)
class _InThisAct:
    """People whose membership has to be settled; those registered in this act have no rows but the ones told here."""

    unsettled: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)
    told: dict[int, list[_Reported]] = field(default_factory=dict)


def _act_of(opened: Act) -> _InThisAct:
    """Kept on the very act: after a rollback the next one has the same number and would pass for it."""
    found: _InThisAct = opened.__dict__.setdefault("_members", _InThisAct())
    return found


def _remember(opened: Act, ids: Iterable[int], movements: Sequence[NewMovement]) -> None:
    """What was just said of people registered in this act, so that settling need not ask the database."""
    here = _act_of(opened)
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
                )
            )


def _settle_later(opened: Act, people: Iterable[int], trees: TreesThroughTime | None) -> None:
    """Settle these people's membership once, when all the movements of the act are known."""
    _act_of(opened).unsettled.update(people)
    before_commit("members.settle", lambda _: _settle_now(opened, trees))


def settle_pending(opened: Act) -> None:
    """Settle now whoever waits for the end of the act: for what reads memberships or figures inside the same act."""
    _settle_now(opened)


def _settle_now(opened: Act, trees: TreesThroughTime | None = None) -> None:
    here = _act_of(opened)
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
    groups = _groups(set(people), kept)
    told, fresh = _act_of(opened).told, _act_of(opened).fresh
    on_record = [person for members in groups.values() for person in members if person not in fresh]
    movements: dict[int, list[_Reported]] = defaultdict(list)
    stays: dict[int, list[Membership]] = defaultdict(list)
    for person, reported in told.items():
        movements[kept.get(person, person)] += reported
    for ids in bulk.chunks(on_record):
        for row in Movement.objects.known().filter(person_id__in=ids).values_list(*_REPORTED):
            movements[kept.get(row[1], row[1])].append(_Reported(*row))
        for stay in Membership.objects.known().filter(person_id__in=ids):
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
        new_movements += [
            (
                person,
                org,
                org,
                MovementKind.TRANSFERRED_OUT.value,
                on,
                "",
                True,
                True,
                "",
                opened.number,
                None,
            )
            for org, on in sorted(implied)
        ]
    for ids in bulk.chunks(gone_stays):
        Membership.objects.filter(pk__in=ids).update(known_to_act=opened)
    for ids in bulk.chunks(gone_movements):
        Movement.objects.filter(pk__in=ids).update(known_to_act=opened)
    bulk.insert(
        Membership,
        ("person", "organisation", "status", "valid_from", "valid_to", "known_from_act"),
        new_stays,
    )
    bulk.insert(Movement, _MOVEMENT_FIELDS, new_movements)


def _restated(movement: _Reported, place: int, breach: str, counted: bool, opened: Act) -> tuple[Any, ...]:
    return (
        movement.person, movement.organisation, place, movement.kind, movement.on, movement.status, counted,
        False, breach, opened.number, movement.source_row,
    )  # fmt: skip


def _groups(people: set[int], kept: Mapping[int, int]) -> dict[int, list[int]]:
    """{kept person: everybody who is that person}, for the people named."""
    wanted = {kept.get(person, person) for person in people}
    groups = {person: [person] for person in wanted}
    for person, keeper in kept.items():
        if keeper in groups:
            groups[keeper].append(person)
    return groups
