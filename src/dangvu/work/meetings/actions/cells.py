"""Recording meetings of cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Membership
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.typed import typed_rows
from dangvu.work.meetings import rules
from dangvu.work.meetings.models import CellMeeting, MeetingKind


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
    """Record meetings held in ``organisation`` and the cells below it.

    A row of a workbook takes the place of what was typed of the same cell and day: no meeting counts twice.
    """
    require_rows(actor, WRITE_WORK, organisation, (m.organisation for m in meetings))
    with act(actor, "meetings.record") as opened:
        read = {(m.organisation, m.kind, m.on) for m in meetings if m.source_row is not None}
        typed = CellMeeting.objects.known().filter(source_row=None, on__in={on for _, _, on in read})
        told = [row.pk for row in typed if (row.organisation_id, row.kind, row.on) in read] if read else []
        CellMeeting.objects.filter(pk__in=told).update(known_to_act=opened)
        bulk.insert(
            CellMeeting,
            ("organisation", "kind", "on", "topic", "attended", "known_from_act", "source_row"),
            [
                (m.organisation, m.kind, m.on, m.topic, m.attended, opened.number, m.source_row)
                for m in meetings
            ],
        )
        record(opened, "meetings.record", count=len(meetings), organisation_id=organisation)


def enter_thematic(
    *, actor: Actor, organisation: int, cell: int, on: date, topic: str, attended: int | None
) -> None:
    """One thematic meeting, typed in by whoever keeps the book of the cell."""
    require_rows(actor, WRITE_WORK, organisation, [cell])
    members = Membership.objects.known().valid_on(on).filter(organisation_id=cell).count()
    field, wrong = rules.fault(on=on, today=clock.today(), attended=attended, members=members)
    if wrong:
        raise Impossible(wrong, field)
    new = NewMeeting(cell, MeetingKind.THEMATIC, on, topic, attended)
    with act(actor, "meetings.record"):
        there = CellMeeting.objects.known().filter(organisation_id=cell, kind=MeetingKind.THEMATIC, on=on)
        if there.exists():
            raise Impossible(f"Buổi sinh hoạt chuyên đề ngày {on:%d/%m/%Y} của chi bộ này đã ghi rồi.", "on")
        record_meetings(actor=actor, organisation=organisation, meetings=[new])


def take_back(*, actor: Actor, organisation: int, meetings: Collection[int], reason: str) -> None:
    """Meetings typed in by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.take_back", reason) as opened:
        rows = typed_rows(CellMeeting, meetings, organisation)
        CellMeeting.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "meetings.take_back", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of meetings is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.withdraw", reason) as opened:
        count = retire(CellMeeting, source_rows, opened.number)
        record(opened, "meetings.withdraw", count=count, organisation_id=organisation)
