"""The units of mass organisations, and numbers with names beside numbers without."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.dated import known_q
from dangvu.foundation.parameters.queries import Parameters
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.mass.models import MassCount, MassMembership, MassUnitState
from dangvu.work.mass.rules import Beside, kinds_of


def kinds(on: date) -> list[tuple[str, str]]:
    """[(slug, title)] of the mass organisations of the list that holds on a day."""
    return kinds_of(str(Parameters().on("mass.kinds", on).value))


def title_of(kind: str) -> str:
    """What a kind is called, though it may have left the list."""
    return dict(kinds(clock.today())).get(kind, kind.replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as the list shows it, with those named in it on a day."""

    id: int
    organisation: int
    place: str
    kind: str
    kind_title: str
    name: str
    founded_on: date | None
    ended_on: date | None
    named: int
    officers: int
    act: int


def units(*, actor: Actor, organisation: int, on: date, kind: str = "") -> list[UnitView]:
    """The units led here and below that exist on ``on``, by kind and place."""
    require(actor, READ_FIGURES, organisation)
    rows = _inside(actor, organisation).filter(Q(founded_on__isnull=True) | Q(founded_on__lte=on))
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    return _views(list(rows.filter(kind=kind) if kind else rows), on)


def unit(*, actor: Actor, organisation: int, unit: int, on: date) -> UnitView:
    """One unit led here or below, whether or not it still exists; LookupError otherwise."""
    require(actor, READ_FIGURES, organisation)
    found = _views(list(_inside(actor, organisation).filter(unit_id=unit)), on)
    if not found:
        raise LookupError(unit)
    return found[0]


def _inside(actor: Actor, organisation: int) -> QuerySet[Any]:
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    return MassUnitState.objects.known().filter(organisation_id__among=inside)


def _views(rows: Collection[MassUnitState], on: date) -> list[UnitView]:
    tree = tree_on(clock.today())
    named: dict[int, int] = {}
    officers: dict[int, int] = {}
    stays = MassMembership.objects.known().valid_on(on).filter(unit_id__among=[row.unit_id for row in rows])
    for at, post in stays.values_list("unit_id", "post") if rows else ():
        named[at] = named.get(at, 0) + 1
        officers[at] = officers.get(at, 0) + bool(post)
    order = {slug: number for number, (slug, _) in enumerate(kinds(clock.today()))}
    found = [
        UnitView(row.unit_id, row.organisation_id, tree.label(row.organisation_id), row.kind, title_of(row.kind), row.name,
                 row.founded_on, row.ended_on, named.get(row.unit_id, 0), officers.get(row.unit_id, 0),
                 row.known_from_act_id)
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (order.get(one.kind, 99), one.place, one.name))


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind: its units, those named beside those reported, and whom it could gather."""

    kind: str
    title: str
    units: int
    members: Beside
    eligible: int | None
    gathered: int | None  # those reported together with the number that could be gathered

    @property
    def share(self) -> float | None:
        """Gathering rate in per cent, of what was reported with both numbers."""
        if not self.eligible or self.gathered is None:
            return None
        return 100 * self.gathered / self.eligible


def beside(
    *, actor: Actor, organisation: int, start: date, end: date
) -> tuple[list[KindLine], Beside, Beside]:
    """(a line for each kind; memberships of all kinds; people of all kinds, each once) at the end of a period.

    Reported is the latest report of each organisation and kind in the period; where none is, nothing is made up.
    """
    require(actor, READ_FIGURES, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    led = units(actor=actor, organisation=organisation, on=end)
    stays = MassMembership.objects.known().valid_on(end)
    here = stays.filter(known_q(None, "unit__states__"), unit__states__organisation_id__among=inside)
    named: dict[str, int] = {}
    people = set()
    for kind, person in here.values_list("unit__states__kind", "person_id"):
        named[kind] = named.get(kind, 0) + 1
        people.add(person)
    latest: dict[tuple[int, str], MassCount] = {}
    said = MassCount.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    for row in said.order_by("on", "pk"):
        latest[row.organisation_id, row.kind] = row
    lines = []
    shown = dict(kinds(end)) | {slug: title_of(slug) for slug in (*named, *(k for _, k in latest if k))}
    for slug, title in shown.items():
        rows = [row for (_, kind), row in latest.items() if kind == slug]
        both = [row for row in rows if row.memberships is not None and row.eligible]
        lines.append(
            KindLine(slug, title, sum(one.kind == slug for one in led),
                     Beside(named.get(slug, 0), _sum([row.memberships for row in rows])),
                     _sum([row.eligible for row in both]), _sum([row.memberships for row in both]))
        )  # fmt: skip
    members = Beside(sum(named.values()), _sum([row.memberships for row in latest.values()]))
    return lines, members, Beside(len(people), _sum([row.people for row in latest.values()]))


def _sum(numbers: list[int | None]) -> int | None:
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
