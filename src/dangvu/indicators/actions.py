"""Keeping what units declare, and what people adjust."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ACCEPT_FIGURES, LOAD, READ_INSPECTION, SEND_FIGURES
from dangvu.foundation.dated import retire
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.kinds import declarable
from dangvu.indicators.models import Adjustment, DeclaredFigure, DeclaringUnit
from dangvu.organisations.access import require


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared number, with the words the unit used."""

    name: str
    label: str
    value: float
    source_row: int | None = None


def declare(*, actor: Actor, organisation: int, period: Period, figures: Sequence[Declared]) -> None:
    """Keep what the organisation declares for the period, beside what its records say."""
    require(actor, LOAD, organisation)
    with act(actor, "indicators.declare") as opened:
        bulk.insert(
            DeclaredFigure,
            (
                "organisation",
                "name",
                "label",
                "period_start",
                "period_end",
                "value",
                "known_from_act",
                "source_row",
            ),
            [
                (
                    organisation,
                    f.name,
                    f.label,
                    period.start,
                    period.end,
                    f.value,
                    opened.number,
                    f.source_row,
                )
                for f in figures
            ],
        )
        record(opened, "indicators.declare", count=len(figures), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows declared is no longer declared."""
    require(actor, LOAD, organisation)
    with act(actor, "indicators.withdraw", reason) as opened:
        count = retire(DeclaredFigure, source_rows, opened.number)
        record(opened, "indicators.withdraw", count=count, organisation_id=organisation)


def say(*, actor: Actor, organisation: int, period: Period, figures: Sequence[Declared]) -> None:
    """The unit's word on its own page: it takes the place of what the unit declared of the same figure before."""
    require(actor, SEND_FIGURES, organisation)
    _allowed(actor, organisation, [figure.name for figure in figures])
    with act(actor, "indicators.declare") as opened:
        rows = DeclaredFigure.objects.known().filter(
            organisation_id=organisation, period_start=period.start, period_end=period.end,
            name__in=[figure.name for figure in figures],
        )  # fmt: skip
        rows.update(known_to_act=opened.number)
        bulk.insert(
            DeclaredFigure,
            ("organisation", "name", "label", "period_start", "period_end", "value", "known_from_act"),
            [
                (organisation, f.name, f.label, period.start, period.end, f.value, opened.number)
                for f in figures
            ],
        )
        record(opened, "indicators.declare", count=len(figures), organisation_id=organisation)


def unsay(*, actor: Actor, organisation: int, period: Period, names: Collection[str]) -> None:
    """The unit takes back what it declared of these figures."""
    require(actor, SEND_FIGURES, organisation)
    with act(actor, "indicators.withdraw") as opened:
        rows = DeclaredFigure.objects.known().filter(
            organisation_id=organisation, period_start=period.start, period_end=period.end, name__in=names
        )
        count = rows.update(known_to_act=opened.number)
        record(opened, "indicators.withdraw", count=count, organisation_id=organisation)


def adjust(*, actor: Actor, organisation: int, period: Period, name: str, value: float, reason: str) -> int:
    """Add to (or take from) a figure by hand, with the reason; the id of the adjustment."""
    require(actor, SEND_FIGURES, organisation)
    _allowed(actor, organisation, [name])
    if not value:
        raise Impossible(
            "Điều chỉnh bằng 0 thì không đổi gì; ghi số cộng thêm (2) hoặc bớt đi (-1).", "value"
        )
    if not reason.strip():
        raise Impossible("Chưa ghi lý do điều chỉnh.", "reason")
    with act(actor, "indicators.adjust", reason) as opened:
        made = Adjustment.objects.create(
            organisation_id=organisation, name=name, period_start=period.start, period_end=period.end,
            value=value, reason=reason.strip(), known_from_act=opened,
        )  # fmt: skip
        code = BY_NAME[name].code
        record(opened, "indicators.adjust", count=1, organisation_id=organisation, code=code, value=value)
    return int(made.pk)


def withdraw_adjustment(*, actor: Actor, organisation: int, adjustment: int, reason: str) -> None:
    """The adjustment no longer holds. LookupError where there is none of that id there."""
    require(actor, SEND_FIGURES, organisation)
    with act(actor, "indicators.withdraw_adjustment", reason) as opened:
        rows = Adjustment.objects.known().filter(pk=adjustment, organisation_id=organisation)
        if not rows.update(known_to_act=opened.number):
            raise LookupError(adjustment)
        record(opened, "indicators.withdraw_adjustment", count=1, organisation_id=organisation)


def let_declare(*, actor: Actor, organisation: int, units: Collection[int], on: date, reason: str) -> None:
    """From ``on`` these units keep no records here: what they declare stands for them and for all below them.

    ``organisation`` is the one that receives their figures; the caller has made sure that they lie below it.
    """
    require(actor, ACCEPT_FIGURES, organisation)
    with act(actor, "indicators.let_declare", reason) as opened:
        there = set(
            DeclaringUnit.objects.known().filter(valid_to=None).values_list("organisation_id", flat=True)
        )
        new = [unit for unit in units if unit not in there]
        bulk.insert(
            DeclaringUnit, ("organisation", "valid_from", "reason", "known_from_act"),
            [(unit, on, reason, opened.number) for unit in new],
        )  # fmt: skip
        record(opened, "indicators.let_declare", count=len(new), organisation_id=organisation)


def let_keep_records(*, actor: Actor, organisation: int, units: Collection[int], on: date) -> None:
    """From ``on`` these units are counted from their records again."""
    require(actor, ACCEPT_FIGURES, organisation)
    with act(actor, "indicators.let_keep_records") as opened:
        rows = list(DeclaringUnit.objects.known().filter(organisation_id__in=units, valid_to=None))
        DeclaringUnit.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened.number)
        bulk.insert(
            DeclaringUnit, ("organisation", "valid_from", "valid_to", "reason", "known_from_act"),
            [
                (row.organisation_id, row.valid_from, on, row.reason, opened.number)
                for row in rows
                if row.valid_from < on
            ],
        )  # fmt: skip
        record(opened, "indicators.let_keep_records", count=len(rows), organisation_id=organisation)


def _allowed(actor: Actor, organisation: int, names: Collection[str]) -> None:
    for name in names:
        if not declarable(BY_NAME[name]):
            raise Impossible(
                f"“{BY_NAME[name].title}” được tính từ số khác nên không khai, không điều chỉnh được."
            )
        if BY_NAME[name].sensitive:
            require(actor, READ_INSPECTION, organisation)
