"""Recording meetings of cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.typed import typed_rows
from dangvu.work.meetings import rules
from dangvu.work.meetings.models import CellMeeting, MeetingKind
from dangvu.work.meetings.queries.members import members_of
from dangvu.work.meetings.rules import Duty

_FIELDS = (
    "organisation", "kind", "on", "topic", "attended", "obliged", "visitors", "quality", "sitting", "known_from_act",
    "source_row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """One meeting; ``attended`` of ``obliged`` members were there, ``visitors`` from the committee above (None: not told)."""

    organisation: int
    kind: str
    on: date
    topic: str = ""
    attended: int | None = None
    source_row: int | None = None
    obliged: int | None = None
    visitors: int | None = None
    quality: str = ""
    sitting: int | None = None


def record_meetings(*, actor: Actor, organisation: int, meetings: Sequence[NewMeeting]) -> None:
    """Record meetings held in ``organisation`` and the cells below it.

    A row of a workbook takes the place of what was typed of the same cell and day: no meeting counts twice. What the
    workbook does not tell of a meeting whose minutes are kept here (who was obliged, its class) stays as it was.
    """
    require_rows(actor, WRITE_WORK, organisation, (m.organisation for m in meetings))
    with act(actor, "meetings.record") as opened:
        insert(opened.number, _instead_of_typed(opened, meetings))
        record(opened, "meetings.record", count=len(meetings), organisation_id=organisation)


def insert(act_number: int, meetings: Sequence[NewMeeting]) -> None:
    """Write the rows; inside the act that is open."""
    rows = [
        (m.organisation, m.kind, m.on, m.topic, m.attended, m.obliged, m.visitors, m.quality, m.sitting, act_number,
         m.source_row)
        for m in meetings
    ]  # fmt: skip
    bulk.insert(CellMeeting, _FIELDS, rows)


def _instead_of_typed(opened: Act, meetings: Sequence[NewMeeting]) -> list[NewMeeting]:
    """Close what was typed and is now read; the rows, with what only the desk knew of them."""
    read = {(m.organisation, m.kind, m.on) for m in meetings if m.source_row is not None}
    if not read:
        return list(meetings)
    # Also what an earlier row said that this act has closed: a corrected workbook is no reason to forget.
    rows = CellMeeting.objects.filter(
        Q(known_to_act__isnull=True, source_row=None) | Q(known_to_act=opened),
        on__in={on for _, _, on in read},
    )
    of = [row for row in rows.order_by("pk") if (row.organisation_id, row.kind, row.on) in read]
    typed = [row.pk for row in of if row.known_to_act_id is None]
    CellMeeting.objects.filter(pk__in=typed).update(known_to_act=opened)
    told = {(row.organisation_id, row.kind, row.on): row for row in of if row.sitting_id is not None}
    kept = []
    for new in meetings:
        old = told.pop((new.organisation, new.kind, new.on), None) if new.source_row is not None else None
        if old is not None:
            new = replace(
                new, sitting=old.sitting_id, topic=new.topic or old.topic, quality=new.quality or old.quality,
                obliged=old.obliged if new.obliged is None else new.obliged,
                visitors=old.visitors if new.visitors is None else new.visitors,
                attended=old.attended if new.attended is None else new.attended,
            )  # fmt: skip
        kept.append(new)
    return kept


def enter(*, actor: Actor, organisation: int, meeting: NewMeeting) -> None:
    """One meeting, typed in by whoever keeps the book of the cell. Raises Impossible for what cannot have been.

    Where only those present are told, the number obliged is taken from the list of members of that day.
    """
    require_rows(actor, WRITE_WORK, organisation, [meeting.organisation])
    on, cell = meeting.on, meeting.organisation
    members = members_of(cell, on)
    obliged = sum(one.duty is Duty.OBLIGED for one in members)
    field, wrong = rules.fault(
        on=on, today=clock.today(), attended=meeting.attended, members=len(members), obliged=meeting.obliged
    )
    if wrong:
        raise Impossible(wrong, field)
    if meeting.attended is not None and meeting.obliged is None and meeting.attended <= obliged:
        meeting = replace(meeting, obliged=obliged)
    with act(actor, "meetings.record"):
        there = CellMeeting.objects.known().filter(organisation_id=cell, kind=meeting.kind, on=on)
        if there.exists():
            what = MeetingKind(meeting.kind).label.lower()
            raise Impossible(f"Buổi {what} ngày {on:%d/%m/%Y} của chi bộ này đã ghi rồi.", "on")
        record_meetings(actor=actor, organisation=organisation, meetings=[meeting])


def take_back(*, actor: Actor, organisation: int, meetings: Collection[int], reason: str) -> None:
    """Meetings typed in by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.take_back", reason) as opened:
        rows = typed_rows(CellMeeting, meetings, organisation)
        if any(row.sitting_id is not None for row in rows):
            raise Impossible("Buổi này có biên bản: mở trang của buổi sinh hoạt để bỏ.")
        CellMeeting.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "meetings.take_back", count=len(rows), organisation_id=organisation)
