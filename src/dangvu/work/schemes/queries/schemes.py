"""Schemes with their phases, items and measures, for whoever may see the figures of the organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.due import HasDeadline, Standing
from dangvu.foundation.ratio import share, vietnamese
from dangvu.organisations.access import require
from dangvu.organisations.queries import last_names
from dangvu.organisations.tree import Tree
from dangvu.work.schemes.models import SchemeItem, SchemeMeasure, SchemePhase, SchemeState, SchemeValue
from dangvu.work.schemes.rules import (
    ITEM_TITLES,
    REACHED_TITLES,
    ItemKind,
    Point,
    Reached,
    next_planned,
    planned_by,
    reached,
)


@dataclass(frozen=True, slots=True)
class PhaseView:
    id: int
    title: str
    starts_on: date
    ends_on: date
    running: bool


@dataclass(frozen=True, slots=True)
class ItemView(HasDeadline):
    """An item or a review, who does it, by when, whether it is done."""

    id: int
    scheme: int
    organisation: int
    place: str
    kind: ItemKind
    title: str
    due_on: date
    done_on: date | None
    paper: str
    note: str
    today: date

    @property
    def kind_title(self) -> str:
        return ITEM_TITLES[self.kind]


@dataclass(frozen=True, slots=True)
class ValueView:
    id: int
    on: date
    value: Decimal
    planned: bool
    basis: str

    @property
    def said(self) -> str:
        return vietnamese(float(self.value))


@dataclass(frozen=True, slots=True)
class MeasureView:
    """What a scheme measures: what was planned by day, what was found, and whether that is enough."""

    id: int
    title: str
    unit: str
    falling: bool
    plan: tuple[ValueView, ...]
    found: tuple[ValueView, ...]
    today: date

    def _plan(self) -> list[Point]:
        return [Point(one.on, one.value) for one in self.plan]

    @property
    def last(self) -> ValueView | None:
        return self.found[-1] if self.found else None

    @property
    def state(self) -> Reached:
        last = Point(self.last.on, self.last.value) if self.last else None
        return reached(self._plan(), last, self.falling)

    @property
    def said(self) -> str:
        return REACHED_TITLES[self.state]

    @property
    def tag(self) -> str:
        return {Reached.YES: "ok", Reached.NO: "warn"}.get(self.state, "")

    @property
    def due(self) -> Point | None:
        """What had to be reached by the day of the last measuring (today, where nothing was measured)."""
        return planned_by(self._plan(), self.last.on if self.last else self.today)

    @property
    def next(self) -> Point | None:
        return next_planned(self._plan(), self.today)


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A scheme as it stands today."""

    id: int
    act: int  # that last changed what it is
    organisation: int
    owner: str
    title: str
    document: str
    starts_on: date
    ends_on: date
    budget: str
    phases: tuple[PhaseView, ...]
    items: tuple[ItemView, ...]
    measures: tuple[MeasureView, ...]
    today: date

    @property
    def running(self) -> bool:
        return self.starts_on <= self.today <= self.ends_on

    @property
    def phase(self) -> PhaseView | None:
        return next((one for one in self.phases if one.running), None)

    @property
    def due(self) -> int:
        """Items whose day has come."""
        return sum(one.due_on <= self.today for one in self.items)

    @property
    def done(self) -> int:
        return sum(not one.is_open for one in self.items)

    @property
    def overdue(self) -> int:
        return sum(one.standing is Standing.OVERDUE for one in self.items)

    @property
    def share(self) -> float | None:
        """Of all its items, how many of a hundred are done; None where it has none."""
        return share(self.done, len(self.items), 0)

    @property
    def next(self) -> ItemView | None:
        return next((one for one in self.items if one.is_open), None)

    def within(self, which: str) -> list[ItemView]:
        """The items behind a count: as many."""
        match which:
            case "xong":
                return [one for one in self.items if not one.is_open]
            case "chua":
                return [one for one in self.items if one.is_open]
            case "qua-han":
                return [one for one in self.items if one.standing is Standing.OVERDUE]
        return list(self.items)


def schemes(*, actor: Actor, organisation: int, tree: Tree) -> list[SchemeView]:
    """The schemes that the organisation keeps, and those of which it or one below it does an item."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    inside = list(tree.descendants(organisation))
    shared = (
        SchemeItem.objects.known().filter(organisation_id__among=inside).values_list("scheme_id", flat=True)
    )
    own = SchemeState.objects.known().filter(organisation_id=organisation).values_list("scheme_id", flat=True)
    return _views({*own, *shared}, organisation, tree)


def scheme(*, actor: Actor, organisation: int, tree: Tree, scheme: int) -> SchemeView:
    """One of them; LookupError where the organisation has nothing to do with it."""
    every = schemes(actor=actor, organisation=organisation, tree=tree)
    found = next((one for one in every if one.id == scheme), None)
    if found is None:
        raise LookupError(scheme)
    return found


def _views(ids: set[int], organisation: int, tree: Tree) -> list[SchemeView]:
    """An organisation that only takes part sees its own items and those below it, and no values measured elsewhere; whoever
    keeps the scheme sees the items of organisations that are no more as well."""
    if not ids:
        return []
    today, inside = clock.today(), set(tree.descendants(organisation))
    asked = {"scheme_id__among": ids}
    states = list(SchemeState.objects.known().filter(**asked).order_by("-ends_on", "-pk"))
    mine = {row.scheme_id for row in states if row.organisation_id in inside}
    items, phases = defaultdict[int, list[ItemView]](list), defaultdict[int, list[PhaseView]](list)
    rows = list(SchemeItem.objects.known().filter(**asked).order_by("due_on", "pk"))
    names = last_names({row.organisation_id for row in rows if row.organisation_id not in tree})
    for row in rows:
        if row.organisation_id in inside or (row.scheme_id in mine and row.organisation_id in names):
            items[row.scheme_id].append(_item(row, tree, names, today))
    for row in SchemePhase.objects.known().filter(**asked).order_by("starts_on", "pk"):
        running = row.starts_on <= today <= row.ends_on
        phases[row.scheme_id].append(PhaseView(row.pk, row.title, row.starts_on, row.ends_on, running))
    measures = _measures(mine, today)
    return [
        SchemeView(
            row.scheme_id, row.known_from_act_id, row.organisation_id,
            tree[row.organisation_id].name if row.organisation_id in tree else "", row.title, row.document, row.starts_on,
            row.ends_on, row.budget, tuple(phases[row.scheme_id]), tuple(items[row.scheme_id]),
            tuple(measures.get(row.scheme_id, ())), today,
        )
        for row in states
    ]  # fmt: skip


def _item(row: SchemeItem, tree: Tree, names: Mapping[int, str], today: date) -> ItemView:
    at = row.organisation_id
    return ItemView(
        row.pk, row.scheme_id, at, f"{names[at]} (đã kết thúc)" if at in names else tree.label(at), ItemKind(row.kind), row.title,
        row.due_on, row.done_on, row.paper, row.note, today,
    )  # fmt: skip


def _measures(ids: set[int], today: date) -> dict[int, list[MeasureView]]:
    rows = list(SchemeMeasure.objects.known().filter(scheme_id__among=ids).order_by("pk")) if ids else []
    values = defaultdict[int, list[ValueView]](list)
    if rows:
        told = SchemeValue.objects.known().filter(measure_id__among={row.pk for row in rows})
        for one in told.order_by("on", "pk"):
            values[one.measure_id].append(ValueView(one.pk, one.on, one.value, one.planned, one.basis))
    found = defaultdict[int, list[MeasureView]](list)
    for row in rows:
        mine = values[row.pk]
        found[row.scheme_id].append(
            MeasureView(
                row.pk, row.title, row.unit, row.falling, tuple(v for v in mine if v.planned),
                tuple(v for v in mine if not v.planned), today,
            )
        )  # fmt: skip
    return found
