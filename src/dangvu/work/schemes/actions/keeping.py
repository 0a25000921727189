"""Keeping schemes with their phases, items, measures and values; correcting what a scheme is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.schemes import rules
from dangvu.work.schemes.models import (
    Scheme,
    SchemeItem,
    SchemeMeasure,
    SchemePhase,
    SchemeState,
    SchemeValue,
)
from dangvu.work.schemes.rules import ItemKind


@dataclass(frozen=True, slots=True)
class NewPhase:
    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something to do by a day; by the scheme's own organisation where no other is named."""

    title: str
    due_on: date
    kind: str = ItemKind.ITEM
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """Something to measure, and what it has to come to by which day."""

    title: str
    unit: str
    falling: bool = False
    plan: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class NewValue:
    measure: int
    on: date
    value: Decimal
    planned: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class NewScheme:
    title: str
    starts_on: date
    ends_on: date
    document: str = ""
    budget: str = ""
    phases: tuple[NewPhase, ...] = ()
    items: tuple[NewItem, ...] = ()
    measures: tuple[NewMeasure, ...] = ()


def keep_schemes(*, actor: Actor, organisation: int, schemes: Sequence[NewScheme]) -> list[int]:
    """Keep schemes of the organisation, each with what is told of it. Their ids. One title stands once."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.keep") as opened:
        made = []
        for new in schemes:
            _check(organisation, new)
            scheme = Scheme.objects.create()
            SchemeState.objects.create(
                scheme=scheme, organisation_id=organisation, title=new.title.strip(), document=new.document.strip(),
                starts_on=new.starts_on, ends_on=new.ends_on, budget=new.budget.strip(), known_from_act=opened,
            )  # fmt: skip
            made.append(int(scheme.pk))
            add_phases(actor=actor, organisation=organisation, scheme=scheme.pk, phases=new.phases)
            add_items(actor=actor, organisation=organisation, scheme=scheme.pk, items=new.items)
            add_measures(actor=actor, organisation=organisation, scheme=scheme.pk, measures=new.measures)
        record(opened, "schemes.keep", count=len(made), organisation_id=organisation)
    return made


def _check(organisation: int, new: NewScheme, but: int | None = None) -> None:
    refuse_secret(title=new.title, document=new.document, budget=new.budget)
    field, wrong = rules.scheme_fault(title=new.title, starts_on=new.starts_on, ends_on=new.ends_on)
    if wrong:
        raise Impossible(wrong, field)
    there = SchemeState.objects.known().filter(organisation_id=organisation).exclude(scheme_id=but)
    if any(fold(one.title) == fold(new.title) for one in there):
        raise Impossible(f"Đã có đề án “{new.title.strip()}”; mở đề án đó trong danh sách.", "title")


def own_scheme(organisation: int, scheme: int) -> SchemeState:
    """The scheme where the organisation keeps it; asked inside the act that changes it."""
    row: SchemeState | None = (
        SchemeState.objects.known().filter(scheme_id=scheme, organisation_id=organisation).first()
    )
    if row is None:
        raise LookupError(scheme)
    return row


def correct_scheme(*, actor: Actor, organisation: int, scheme: int, told: NewScheme, reason: str) -> None:
    """Put right what a scheme is, with a reason; its phases, items and measures stay, inside the new days."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.correct", reason) as opened:
        row = own_scheme(organisation, scheme)
        _check(organisation, told, scheme)
        for item in SchemeItem.objects.known().filter(scheme_id=scheme):
            _inside(item.title, item.due_on, item.due_on, told.starts_on, told.ends_on, "ends_on")
        for phase in SchemePhase.objects.known().filter(scheme_id=scheme):
            _inside(phase.title, phase.starts_on, phase.ends_on, told.starts_on, told.ends_on, "ends_on")
        SchemeState.objects.filter(pk=row.pk).update(known_to_act=opened)
        SchemeState.objects.create(
            scheme_id=scheme, organisation_id=organisation, title=told.title.strip(), document=told.document.strip(),
            starts_on=told.starts_on, ends_on=told.ends_on, budget=told.budget.strip(), known_from_act=opened,
        )  # fmt: skip
        record(opened, "schemes.correct", count=1, organisation_id=organisation, title=told.title)


def _inside(
    name: str, first: date, last: date, starts_on: date, ends_on: date, field: str = "due_on"
) -> None:
    named, wrong = rules.inside_fault(
        name=name, first=first, last=last, starts_on=starts_on, ends_on=ends_on, field=field
    )
    if wrong:
        raise Impossible(wrong, named)


def add_phases(*, actor: Actor, organisation: int, scheme: int, phases: Sequence[NewPhase]) -> None:
    """Parts of the scheme's time, each inside it."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.add_phases") as opened:
        state = own_scheme(organisation, scheme)
        for new in phases:
            refuse_secret(title=new.title)
            _inside(new.title, new.starts_on, new.ends_on, state.starts_on, state.ends_on, "ends_on")
            SchemePhase.objects.create(
                scheme_id=scheme, title=new.title.strip(), starts_on=new.starts_on, ends_on=new.ends_on, known_from_act=opened
            )  # fmt: skip
        record(
            opened, "schemes.add_phases", count=len(phases), organisation_id=organisation, title=state.title
        )


def add_items(*, actor: Actor, organisation: int, scheme: int, items: Sequence[NewItem]) -> None:
    """Items and reviews with the day by which each has to be done, by the organisation or by one below it."""
    require(actor, WRITE_WORK, organisation)
    inside = set(tree_on(clock.today()).descendants(organisation))
    with act(actor, "schemes.add_items") as opened:
        state = own_scheme(organisation, scheme)
        for new in items:
            refuse_secret(title=new.title)
            if not new.title.strip():
                raise Impossible("Chưa ghi tên hạng mục.", "title")
            if (new.organisation or organisation) not in inside:
                raise Impossible("Chọn đơn vị thực hiện trong danh sách.", "unit")
            _inside(new.title, new.due_on, new.due_on, state.starts_on, state.ends_on)
            SchemeItem.objects.create(
                scheme_id=scheme, organisation_id=new.organisation or organisation, kind=new.kind, title=new.title.strip(),
                due_on=new.due_on, known_from_act=opened,
            )  # fmt: skip
        record(opened, "schemes.add_items", count=len(items), organisation_id=organisation, title=state.title)


def add_measures(
    *, actor: Actor, organisation: int, scheme: int, measures: Sequence[NewMeasure]
) -> list[int]:
    """What the scheme measures, each with its plan by day. Their ids."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.add_measures") as opened:
        state, made = own_scheme(organisation, scheme), []
        for new in measures:
            refuse_secret(title=new.title, unit=new.unit)
            if not new.title.strip() or not new.unit.strip():
                raise Impossible("Ghi tên và đơn vị tính của chỉ số, ví dụ: Văn bản ký số, %.", "title")
            row = SchemeMeasure.objects.create(
                scheme_id=scheme, title=new.title.strip(), unit=new.unit.strip(), falling=new.falling, known_from_act=opened
            )  # fmt: skip
            made.append(int(row.pk))
            SchemeValue.objects.bulk_create(
                SchemeValue(measure=row, planned=True, on=on, value=value, known_from_act=opened)
                for on, value in new.plan
            )
        record(
            opened, "schemes.add_measures", count=len(made), organisation_id=organisation, title=state.title
        )
    return made


def record_values(*, actor: Actor, organisation: int, scheme: int, values: Sequence[NewValue]) -> None:
    """Values measured, or planned, on a day. Of one measure and day the value told last stands."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.record_values") as opened:
        state = own_scheme(organisation, scheme)
        own = set(SchemeMeasure.objects.known().filter(scheme_id=scheme).values_list("pk", flat=True))
        for new in values:
            refuse_secret(basis=new.basis)
            if new.measure not in own:
                raise LookupError(new.measure)
            if not new.planned and new.on > clock.today():
                raise Impossible(f"Ngày {new.on:%d/%m/%Y} chưa đến nên chưa đo được.", "on")
            _write(opened, new)
        record(
            opened,
            "schemes.record_values",
            count=len(values),
            organisation_id=organisation,
            title=state.title,
        )


def _write(opened: Act, new: NewValue) -> None:
    same = SchemeValue.objects.known().filter(measure_id=new.measure, planned=new.planned, on=new.on)
    same.update(known_to_act=opened)
    SchemeValue.objects.create(
        measure_id=new.measure, planned=new.planned, on=new.on, value=new.value, basis=new.basis.strip(), known_from_act=opened
    )  # fmt: skip


def take_back_scheme(*, actor: Actor, organisation: int, scheme: int, reason: str) -> None:
    """A scheme that was written by mistake, with everything in it."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.take_back", reason) as opened:
        state = own_scheme(organisation, scheme)
        SchemeValue.objects.known().filter(measure__scheme_id=scheme).update(known_to_act=opened)
        for model in (SchemeMeasure, SchemeItem, SchemePhase, SchemeState):
            model.objects.known().filter(scheme_id=scheme).update(known_to_act=opened)
        record(opened, "schemes.take_back", count=1, organisation_id=organisation, title=state.title)
