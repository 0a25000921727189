"""Keeping what units declare."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import LOAD
from dangvu.foundation.dated import retire
from dangvu.foundation.periods import Period
from dangvu.indicators.models import DeclaredFigure
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
