"""Recording inspections and supervisions: kind, subject, day, class of the result. No narrative."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_INSPECTION
from dangvu.foundation.dated import retire
from dangvu.organisations.access import require, require_rows
from dangvu.work.inspection.models import Inspection


@dataclass(frozen=True, slots=True)
class NewInspection:
    """One inspection or supervision (lượt) closed on a day."""

    organisation: int
    kind: str
    subject_kind: str
    on: date
    subject: str = ""
    result: str = "chua_ro"
    source_row: int | None = None


def record_inspections(*, actor: Actor, organisation: int, inspections: Sequence[NewInspection]) -> None:
    """Record inspections and supervisions done by ``organisation`` and those below it."""
    require_rows(actor, WRITE_INSPECTION, organisation, (i.organisation for i in inspections))
    with act(actor, "inspection.record") as opened:
        bulk.insert(
            Inspection,
            (
                "organisation",
                "kind",
                "subject_kind",
                "subject",
                "on",
                "result",
                "known_from_act",
                "source_row",
            ),
            [
                (
                    i.organisation,
                    i.kind,
                    i.subject_kind,
                    i.subject,
                    i.on,
                    i.result,
                    opened.number,
                    i.source_row,
                )
                for i in inspections
            ],
        )
        record(opened, "inspection.record", count=len(inspections), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of inspections is no longer said."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.withdraw", reason) as opened:
        count = retire(Inspection, source_rows, opened.number)
        record(opened, "inspection.withdraw", count=count, organisation_id=organisation)
