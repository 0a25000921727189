"""Recording meetings of cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.organisations.access import require, require_rows
from dangvu.work.meetings.models import CellMeeting


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """One meeting; ``attended`` is the number of members present, None where it was not told."""

    organisation: int
    kind: str
    on: date
    topic: str = ""
    attended: int | None = None
    source_row: int | None = None


def record_meetings(*, actor: Actor, organisation: int, meetings: Sequence[NewMeeting]) -> None:
    """Record meetings held in ``organisation`` and the cells below it."""
    require_rows(actor, WRITE_WORK, organisation, (m.organisation for m in meetings))
    with act(actor, "meetings.record") as opened:
        bulk.insert(
            CellMeeting,
            ("organisation", "kind", "on", "topic", "attended", "known_from_act", "source_row"),
            [
                (m.organisation, m.kind, m.on, m.topic, m.attended, opened.number, m.source_row)
                for m in meetings
            ],
        )
        record(opened, "meetings.record", count=len(meetings), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of meetings is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.withdraw", reason) as opened:
        count = retire(CellMeeting, source_rows, opened.number)
        record(opened, "meetings.withdraw", count=count, organisation_id=organisation)
