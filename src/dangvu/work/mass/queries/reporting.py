"""Numbers as they were reported, and what was held of mass mobilisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.mass.models import MassActivity, MassCount
from dangvu.work.mass.queries.units import title_of
from dangvu.work.mass.rules import ActivityKind

T = TypeVar("T", "CountView", "ActivityView")


@dataclass(frozen=True, slots=True)
class CountView:
    """One reported number, or the three of one kind."""

    id: int
    organisation: int
    place: str
    kind: str
    kind_title: str
    on: date
    memberships: int | None
    eligible: int | None
    joined: int | None
    people: int | None
    typed: bool


def counts(*, actor: Actor, organisation: int, start: date, end: date) -> list[CountView]:
    """What was reported in these days here and below, the latest first."""
    rows = MassCount.objects.known().filter(
        organisation_id__among=_inside(actor, organisation), on__gte=start, on__lte=end
    )
    tree = tree_on(clock.today())
    return [
        CountView(row.pk, row.organisation_id, tree.label(row.organisation_id), row.kind,
                  title_of(row.kind) if row.kind else "Mọi đoàn thể, mỗi người một lần", row.on, row.memberships, row.eligible,
                  row.joined, row.people, row.source_row_id is None)
        for row in rows.order_by("-on", "organisation_id", "pk")
    ]  # fmt: skip


def count(*, actor: Actor, organisation: int, count: int) -> CountView:
    """One of them; LookupError where there is none, or no longer."""
    on = MassCount.objects.known().filter(pk=count).values_list("on", flat=True).first()
    found = counts(actor=actor, organisation=organisation, start=on, end=on) if on else []
    return _one(found, count)


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A dialogue or a step of grassroots democracy."""

    id: int
    organisation: int
    place: str
    kind: str
    kind_title: str
    on: date
    title: str
    attended: int | None
    typed: bool


def activities(*, actor: Actor, organisation: int, start: date, end: date) -> list[ActivityView]:
    """What was held in these days here and below, the latest first."""
    rows = MassActivity.objects.known().filter(
        organisation_id__among=_inside(actor, organisation), on__gte=start, on__lte=end
    )
    tree = tree_on(clock.today())
    return [
        ActivityView(row.pk, row.organisation_id, tree.label(row.organisation_id), row.kind, ActivityKind(row.kind).label,
                     row.on, row.title, row.attended, row.source_row_id is None)
        for row in rows.order_by("-on", "organisation_id", "pk")
    ]  # fmt: skip


def activity(*, actor: Actor, organisation: int, activity: int) -> ActivityView:
    """One of them; LookupError where there is none, or no longer."""
    on = MassActivity.objects.known().filter(pk=activity).values_list("on", flat=True).first()
    found = activities(actor=actor, organisation=organisation, start=on, end=on) if on else []
    return _one(found, activity)


def _one(found: list[T], wanted: int) -> T:
    one = next((each for each in found if each.id == wanted), None)
    if one is None:
        raise LookupError(wanted)
    return one


def _inside(actor: Actor, organisation: int) -> set[int]:
    require(actor, READ_FIGURES, organisation)
    tree = tree_on(clock.today())
    return visible_below(actor, READ_FIGURES, tree, organisation)
