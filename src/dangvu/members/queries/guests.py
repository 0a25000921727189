"""Who is away for a time, who attends here for a time, who is exempt: on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.members.models import Absence, Guest, Membership
from dangvu.members.queries.people import profiles
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class Temporary:
    """A guest, or a member away or exempt. ``id``: of the row; ``elsewhere``: home of a guest, where a member went."""

    id: int
    person: int | None
    name: str
    place: str
    elsewhere: str
    kind: str
    start: date
    until: date | None
    paper: str
    typed: bool


def guests(*, actor: Actor, organisation: int, on: date) -> list[Temporary]:
    """Who attends here and below for a time on a day, by name."""
    tree = tree_on(clock.today())
    rows = (
        Guest.objects.known().valid_on(on).filter(organisation_id__among=_inside(actor, organisation, tree))
    )
    known = profiles([row.person_id for row in rows if row.person_id], only=("name",))
    found = [
        Temporary(
            row.pk, row.person_id, row.name or (known[row.person_id].name if row.person_id in known else ""),
            tree.label(row.organisation_id), row.home, row.get_kind_display(), row.valid_from, row.valid_to, row.paper_number,
            row.source_row_id is None and row.person_id is None,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.place, one.name, one.id))


def guest(*, actor: Actor, organisation: int, guest: int) -> Temporary:
    """One guest; LookupError where there is none here, or no longer."""
    start = Guest.objects.known().filter(pk=guest).values_list("valid_from", flat=True).first()
    found = guests(actor=actor, organisation=organisation, on=start) if start else []
    one = next((each for each in found if each.id == guest), None)
    if one is None:
        raise LookupError(guest)
    return one


def absent(*, actor: Actor, organisation: int, on: date, exempt: bool) -> list[Temporary]:
    """Members here and below who are exempt on a day, or else away for a time, by name."""
    tree = tree_on(clock.today())
    inside = _inside(actor, organisation, tree)
    stays = Membership.objects.known().valid_on(on).filter(organisation_id__among=inside)
    placed = dict(stays.values_list("person_id", "organisation_id"))
    rows = Absence.objects.known().valid_on(on).filter(person_id__among=list(placed))
    rows = rows.filter(kind=Absence.Kind.EXEMPT) if exempt else rows.exclude(kind=Absence.Kind.EXEMPT)
    known = profiles([row.person_id for row in rows], only=("name",))
    found = [
        Temporary(
            row.pk, row.person_id, known[row.person_id].name if row.person_id in known else "",
            tree.label(placed[row.person_id]), row.place or row.ground, row.get_kind_display(), row.valid_from, row.valid_to,
            row.decision_number, row.source_row_id is None,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.place, one.name, one.id))


def _inside(actor: Actor, organisation: int, tree: Tree) -> set[int]:
    require(actor, READ_NAMES, organisation)
    return visible_below(actor, READ_NAMES, tree, organisation)
