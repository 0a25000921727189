"""Saying that items of a scheme are done, and taking back what was written by mistake."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from dangvu.foundation import clock, due
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.organisations.typed import GONE, typed_rows
from dangvu.work.schemes.actions.keeping import own_scheme
from dangvu.work.schemes.models import SchemeItem, SchemeMeasure, SchemePhase, SchemeValue


def say_items_done(
    *, actor: Actor, organisation: int, items: Collection[int], done_on: date, paper: str, note: str = ""
) -> None:
    """Whoever does the items, or stands above it, says that they are done, on which day and by which paper."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(paper=paper, note=note)
    field, wrong = due.done_fault(
        done_on=done_on, today=clock.today(), paper=paper, example="Báo cáo số 41-BC/ĐUK ngày 20/06/2023"
    )
    if wrong:
        raise Impossible(wrong, field)
    with act(actor, "schemes.say_done") as opened:
        rows = _concerned(items, organisation)
        for row in rows:
            if row.done_on is not None:
                raise Impossible(f"Đã ghi là xong ngày {row.done_on:%d/%m/%Y}.")
            _replace(opened, row, done_on=done_on, paper=paper.strip(), note=note.strip())
        record(
            opened, "schemes.say_done", count=len(rows), organisation_id=organisation, title=rows[0].title if rows else ""
        )  # fmt: skip


def take_back_items_done(*, actor: Actor, organisation: int, items: Collection[int], reason: str) -> None:
    """What was said by mistake: the items are still to be done."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "schemes.take_back_done", reason) as opened:
        rows = _concerned(items, organisation)
        for row in rows:
            if row.done_on is None:
                raise Impossible("Hạng mục này đang ghi là chưa xong; tải lại trang.")
            _replace(opened, row, done_on=None, paper="", note="")
        record(opened, "schemes.take_back_done", count=len(rows), organisation_id=organisation)


def _concerned(items: Collection[int], organisation: int) -> list[SchemeItem]:
    """Items that the organisation or one below it does, and those of its own schemes, also where whoever did them is no more."""
    kept = {"scheme__states__organisation_id": organisation, "scheme__states__known_to_act__isnull": True}
    own = list(SchemeItem.objects.filter(pk__in=items, **kept))
    if any(row.known_to_act_id is not None for row in own):
        raise Impossible(GONE)
    there = {row.pk for row in own}
    return [*own, *typed_rows(SchemeItem, [pk for pk in items if pk not in there], organisation)]


def _replace(opened: Act, row: SchemeItem, **told: Any) -> None:
    SchemeItem.objects.filter(pk=row.pk).update(known_to_act=opened)
    SchemeItem.objects.create(
        scheme_id=row.scheme_id, organisation_id=row.organisation_id, kind=row.kind, title=row.title, due_on=row.due_on,
        known_from_act=opened, **told,
    )  # fmt: skip


def take_back_items(
    *, actor: Actor, organisation: int, scheme: int, items: Collection[int], reason: str
) -> None:
    """Items and reviews that were written by mistake."""
    _close(actor, organisation, scheme, SchemeItem, items, reason, "schemes.take_back_items")


def take_back_phases(
    *, actor: Actor, organisation: int, scheme: int, phases: Collection[int], reason: str
) -> None:
    """Phases that were written by mistake; items belong to a phase by their day, so they stay."""
    _close(actor, organisation, scheme, SchemePhase, phases, reason, "schemes.take_back_phases")


def take_back_measures(
    *, actor: Actor, organisation: int, scheme: int, measures: Collection[int], reason: str
) -> None:
    """Measures that were written by mistake, with their values."""
    with act(actor, "schemes.take_back_measures", reason) as opened:
        _close(actor, organisation, scheme, SchemeMeasure, measures, reason, "schemes.take_back_measures")
        SchemeValue.objects.known().filter(measure_id__in=list(measures)).update(known_to_act=opened)


def take_back_values(
    *, actor: Actor, organisation: int, scheme: int, values: Collection[int], reason: str
) -> None:
    """Values that were written by mistake."""
    _close(actor, organisation, scheme, SchemeValue, values, reason, "schemes.take_back_values")


def _close(
    actor: Actor, organisation: int, scheme: int, model: Any, ids: Collection[int], reason: str, name: str
) -> None:
    require(actor, WRITE_WORK, organisation)
    with act(actor, name, reason) as opened:
        state = own_scheme(organisation, scheme)
        of = "measure__scheme_id" if model is SchemeValue else "scheme_id"
        rows = model.objects.filter(pk__in=ids, **{of: scheme})
        if rows.count() != len(set(ids)):
            raise LookupError(ids)
        if rows.filter(known_to_act__isnull=False).exists():
            raise Impossible(GONE)
        rows.update(known_to_act=opened)
        record(opened, name, count=len(set(ids)), organisation_id=organisation, title=state.title)
