"""Where people stand: who is member where on a day, who is away, who is exempt, who votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.members.models import Absence, Membership, PersonProfile, Status
from dangvu.members.queries.people import kept_people
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class StandsIn:
    """A stay that covers a day."""

    organisation: int
    status: str
    since: date
    until: date | None


def standing_on(people: Collection[int], on: date, known: int | None = None) -> dict[int, StandsIn]:
    """Where each person is a member on the evening of ``on``; people who are nowhere are left out."""
    found = {}
    for ids in bulk.chunks(people):
        for person, *stay in (
            Membership.objects.known(known)
            .valid_on(on)
            .filter(person_id__in=ids)
            .values_list("person_id", "organisation_id", "status", "valid_from", "valid_to")
        ):
            found[person] = StandsIn(*stay)
    return found


def statuses(people: Collection[int]) -> dict[int, str]:
    """The present standing of each member, as a word of people."""
    rows = Membership.objects.known().filter(person_id__in=people, valid_to=None)
    return {person: str(Status(status).label) for person, status in rows.values_list("person_id", "status")}


def absent_on(people: Collection[int], on: date, known: int | None = None) -> dict[int, list[Absence]]:
    """The absences (away for a time, exempt) of each person that hold on a day."""
    found: dict[int, list[Absence]] = defaultdict(list)
    for ids in bulk.chunks(people):
        for absence in (
            Absence.objects.known(known).valid_on(on).filter(person_id__in=ids).order_by("valid_from")
        ):
            found[absence.person_id].append(absence)
    return found


@dataclass(frozen=True, slots=True)
class VotingBase:
    """Who is counted when a cell votes (294-QĐ/TW, điểm 9.3.2), with what was taken off."""

    official: int
    away: int
    exempt_absent: int

    @property
    def base(self) -> int:
        return self.official - self.away - self.exempt_absent


def voting_base(
    *,
    actor: Actor,
    organisation: int,
    on: date,
    exempt_present: Collection[int] = (),
    known: int | None = None,
) -> VotingBase:
    """Official members of a cell, less those away for a time and those exempt who do not attend.

    Someone merely absent stays in the base. ``exempt_present`` are the exempt members who did come.
    """
    require(actor, READ_FIGURES, organisation)
    members = Membership.objects.known(known).valid_on(on).filter(
        organisation_id__among=tree_on(on, known).descendants(organisation) or [organisation],
        status=Status.OFFICIAL,
    )  # fmt: skip
    official = set(members.values_list("person_id", flat=True))
    absent = absent_on(official, on, known)
    away = {p for p in official if any(a.kind != Absence.Kind.EXEMPT for a in absent.get(p, ()))}
    exempt = {
        p for p in official - away - set(exempt_present)
        if any(a.kind == Absence.Kind.EXEMPT for a in absent.get(p, ()))
    }  # fmt: skip
    return VotingBase(len(official), len(away), len(exempt))


def members_below(on: date, tree: Tree) -> dict[int, int]:
    """{organisation: its members on the evening of ``on``, with everything below it}: one question for all."""
    own = (
        Membership.objects.known()
        .valid_on(on)
        .order_by()
        .values_list("organisation_id")
        .annotate(n=Count("pk"))
    )
    return {one: int(value) for one, value in tree.roll_up(dict(own)).items()}


def root_of(person: int) -> int:
    """The person kept, where this one was merged into another."""
    return kept_people().get(person, person)


def namesakes_on(
    places: Collection[int], on: date, names: Collection[str]
) -> dict[str, list[tuple[int, int]]]:
    """{folded name: [(person, where they are a member)]} of the members of these organisations on the evening of ``on``."""
    stays = Membership.objects.known().valid_on(on).filter(organisation_id__among=list(places))
    where = dict(stays.values_list("person_id", "organisation_id"))
    found: dict[str, list[tuple[int, int]]] = {}
    for ids in bulk.chunks(where):
        alike = PersonProfile.objects.known().filter(person_id__in=ids, name_key__in=names)
        for person, name in alike.values_list("person_id", "name_key"):
            found.setdefault(name, []).append((person, where[person]))
    return found
