"""Questions about people: who is whom, and who matches a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.foundation.dated import known_q
from dangvu.foundation.reading import once
from dangvu.members.models import Membership, Movement, MovementKind, PersonMerge, PersonProfile
from dangvu.members.rules import Stay
from dangvu.organisations.access import visible


def bare(number: str) -> str:
    """An official number without the zeros in front, which a spreadsheet may have lost: so numbers are compared."""
    return number.lstrip("0")


def kept_people(known: int | None = None) -> dict[int, int]:
    """{person: kept person} for everyone merged, followed to the end of the chain."""
    return once(("kept people", known), lambda: _kept_people(known))


def _kept_people(known: int | None) -> dict[int, int]:
    direct = dict(PersonMerge.objects.known(known).values_list("person_id", "kept_id"))
    found = {}
    for person in direct:
        keeper = direct[person]
        seen = {person}
        while keeper in direct and keeper not in seen:
            seen.add(keeper)
            keeper = direct[keeper]
        found[person] = keeper
    return found


def profiles(
    people: Collection[int], known: int | None = None, only: Collection[str] = ()
) -> dict[int, PersonProfile]:
    """The profile of each person, as known at a moment; ``only`` these of its fields are read, where there are many."""
    found: dict[int, PersonProfile] = {}
    for ids in bulk.chunks(people):
        rows = PersonProfile.objects.known(known).filter(person_id__among=ids)
        for profile in rows.only("person_id", *only) if only else rows:
            found[profile.person_id] = profile
    return found


def profiles_told_by(units: Collection[int], names: Collection[str] | None) -> list[PersonProfile]:
    """Current profiles of everyone told by these units (with one of these folded names, where given)."""
    found: list[PersonProfile] = []
    for ids in bulk.chunks(units):
        rows = PersonProfile.objects.known().filter(unit_id__in=ids)
        found += rows if names is None else rows.filter(name_key__in=names)
    return sorted(found, key=lambda profile: profile.pk)


def profiles_numbered(numbers: Iterable[str]) -> list[PersonProfile]:
    """Current profiles of whoever has one of these numbers, anywhere."""
    current = PersonProfile.objects.known()
    if not current.exists():  # a first load asks for ten thousand numbers, and nobody is there
        return []
    found: dict[int, PersonProfile] = {}
    for values in bulk.chunks(set(numbers)):
        for profile in current.filter(Q(personal_number__in=values) | Q(card_number__in=values)):
            found[profile.pk] = profile
    return sorted(found.values(), key=lambda profile: profile.pk)


def profiles_from_elsewhere(unit: int, organisations: Collection[int]) -> list[PersonProfile]:
    """Current profiles of people first met in another unit who came to or went from these organisations of ``unit``."""
    moved: set[int] = set()
    for ids in bulk.chunks(organisations):
        # Two plain questions: while a load fills the tables PostgreSQL has no statistics, and joins them badly.
        moved.update(
            Movement.objects.known().filter(organisation_id__in=ids).values_list("person_id", flat=True)
        )
    return [profile for _, profile in sorted(profiles(moved).items()) if profile.unit_id != unit]


def transfers_to_link() -> list[tuple[int, int]]:
    """Pairs (arrived, departed) that are one person: same folded name, sex and full birth date, linked by a transfer.

    Someone reported as gone from one unit and someone reported as arrived in another on or after that day,
    with no conflicting number. Only where exactly one candidate exists on each side.
    """

    def side(kind: str) -> dict[tuple[str, str], list[tuple[int, int, date, str, str, str]]]:
        rows: dict[tuple[str, str], list[tuple[int, int, date, str, str, str]]] = {}
        moved = dict(Movement.objects.known().filter(kind=kind, implied=False).values_list("person_id", "on"))
        for profile in profiles(moved).values():
            if len(profile.birth) == 10:
                rows.setdefault((profile.name_key, profile.birth), []).append(
                    (profile.person_id, profile.unit_id or 0, moved[profile.person_id], profile.sex,
                     bare(profile.personal_number), bare(profile.card_number))
                )  # fmt: skip
        return rows

    arrived, departed = side(MovementKind.TRANSFERRED_IN), side(MovementKind.TRANSFERRED_OUT)
    kept = kept_people()
    pairs = []
    for name_and_birth in arrived.keys() & departed.keys():
        ins, outs = arrived[name_and_birth], departed[name_and_birth]
        if len(ins) == len(outs) == 1 and _may_be_one(ins[0], outs[0]):
            a, b = ins[0][0], outs[0][0]
            if kept.get(a, a) != kept.get(b, b):
                pairs.append((a, b))
    return sorted(pairs)


def _may_be_one(
    arrived: tuple[int, int, date, str, str, str], departed: tuple[int, int, date, str, str, str]
) -> bool:
    if arrived[0] == departed[0] or arrived[1] == departed[1] or arrived[2] < departed[2]:
        return False
    return all(not a or not b or a == b for a, b in zip(arrived[3:], departed[3:], strict=True))


def stays_of(people: Collection[int]) -> dict[int, list[Stay]]:
    """Where each of these people is and was a member, through merges of people."""
    kept = kept_people()
    asked: dict[int, set[int]] = {}
    for person in people:
        asked.setdefault(kept.get(person, person), set()).add(person)
    found: dict[int, list[Stay]] = {person: [] for person in people}
    for ids in bulk.chunks(asked):
        for row in Membership.objects.known().filter(person_id__in=ids).order_by("valid_from"):
            for person in asked[row.person_id]:
                found[person].append(Stay(row.organisation_id, row.status, row.valid_from, row.valid_to))
    return found


#: A longer list is walked along the index of names for one page of it; a shorter one is sorted.
LONG = 5_000


def in_order(
    stays: QuerySet[Any, Any], told: QuerySet[Any, Any] | None = None, known: int | None = None
) -> QuerySet[Any, Any]:
    """The ids of the people of ``stays`` in the order of given names, of those among ``told`` (everybody), to be cut.

    For a page of a long list: the names are walked in their order, and no more of them than the page needs.
    """
    rows = PersonProfile.objects.filter(known_q(known)) if told is None else told
    there = Exists(stays.order_by().filter(person_id=OuterRef("person_id")))
    return rows.filter(there).order_by("order_key", "person_id").values_list("person_id", flat=True)


def members_on(actor: Actor, on: date, known: int | None = None) -> QuerySet[Any]:
    """Memberships that stood on the evening of ``on`` in the organisations whose people the actor may see."""
    return visible(Membership.objects.known(known).valid_on(on), actor, READ_NAMES)
