"""Who is in a unit. Names for those who may read names; a number is never shown whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dangvu.foundation import clock, sealed
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.members.masking import masked
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.access import may, require
from dangvu.organisations.queries import tree_on
from dangvu.work.mass.models import MassMembership, MassPersonState, MassUnitState
from dangvu.work.mass.people import PURPOSE
from dangvu.work.mass.rules import Post

HIDDEN = "(ẩn tên)"
_RANK = {
    post.value: number for number, post in enumerate((Post.HEAD, Post.DEPUTY, Post.COMMITTEE, Post.NONE))
}


@dataclass(frozen=True, slots=True)
class MemberView:
    """A membership as the unit's list shows it. ``others``: in how many other units the same person is."""

    id: int
    unit: int
    name: str
    birth_year: int | None
    is_party_member: bool
    member: int | None
    number: str
    post: str
    post_title: str
    since: date
    until: date | None
    others: int
    typed: bool


def members(*, actor: Actor, organisation: int, unit: int, on: date) -> list[MemberView]:
    """Who is in the unit on ``on``: officers first, then in the order of given names."""
    require(actor, READ_FIGURES, organisation)
    return _views(
        actor, organisation, unit, MassMembership.objects.known().valid_on(on).filter(unit_id=unit), on
    )


def membership(*, actor: Actor, organisation: int, membership: int) -> MemberView:
    """One membership that stands; LookupError otherwise."""
    require(actor, READ_FIGURES, organisation)
    row = MassMembership.objects.known().filter(pk=membership).first()
    if row is None:
        raise LookupError(membership)
    on = clock.today()
    return _views(actor, organisation, row.unit_id, MassMembership.objects.filter(pk=membership), on)[0]


def _views(actor: Actor, organisation: int, unit: int, rows: QuerySet[Any], on: date) -> list[MemberView]:
    inside = tree_on(clock.today()).descendants(organisation)
    state = MassUnitState.objects.known().filter(unit_id=unit, organisation_id__among=inside).first()
    if state is None:
        raise LookupError(unit)
    stays = list(rows.order_by("pk"))
    people = [row.person_id for row in stays]
    others: dict[int, int] = {}
    elsewhere = (
        MassMembership.objects.known().valid_on(on).filter(person_id__among=people).exclude(unit_id=unit)
    )
    for person in elsewhere.values_list("person_id", flat=True) if people else ():
        others[person] = others.get(person, 0) + 1
    hidden = not may(actor, READ_NAMES, state.organisation_id)
    told = (
        {}
        if hidden
        else {s.person_id: s for s in MassPersonState.objects.known().filter(person_id__among=people)}
    )
    kept = kept_people()
    known = profiles({kept.get(s.member_id, s.member_id) for s in told.values() if s.member_id is not None})
    found = []
    for row in stays:
        person = told.get(row.person_id)
        member = (
            None
            if person is None or person.member_id is None
            else kept.get(person.member_id, person.member_id)
        )
        profile = known.get(member) if member is not None else None
        name, order = HIDDEN, ""
        year, number = None, ""
        if profile is not None:
            name, order, year = profile.name, profile.order_key, profile.birth_year
            number = masked(profile.personal_number)
        elif person is not None:
            name, order, year = person.name, person.order_key, person.birth_year
            number = masked(sealed.unseal(person.number, PURPOSE)) if person.number else ""
        view = MemberView(row.pk, row.unit_id, name, year, member is not None, member, number, row.post,
                          Post(row.post).label if row.post else "", row.valid_from, row.valid_to,
                          others.get(row.person_id, 0), row.source_row_id is None)  # fmt: skip
        found.append((_RANK.get(row.post, 9), order, row.pk, view))
    return [view for *_, view in sorted(found, key=lambda one: one[:3])]
