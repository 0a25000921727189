"""The line of a meeting in the book, in step with its roll, its minutes and its score."""

from __future__ import annotations

from dangvu.foundation.audit.models import Act
from dangvu.work.meetings import rules
from dangvu.work.meetings.actions.cells import NewMeeting, insert
from dangvu.work.meetings.models import (
    CellMeeting,
    MeetingKind,
    MeetingScore,
    Minutes,
    RollEntry,
    SittingState,
)
from dangvu.work.meetings.rules import Count, Duty, Mark, SittingKind


def count_of(sitting: int) -> Count:
    """The roll of a meeting in numbers."""
    rows = RollEntry.objects.known().filter(sitting_id=sitting).values_list("duty", "mark", "official")
    return rules.counted(rules.OnRoll(Duty(duty), Mark(mark), official) for duty, mark, official in rows)


def kinds_in_book(kind: str) -> tuple[str, ...]:
    """The rows of the book that a meeting makes: both kinds of one sitting count, each once."""
    if kind == SittingKind.BOTH:
        return MeetingKind.REGULAR, MeetingKind.THEMATIC
    return (kind,)


def into_book(opened: Act, state: SittingState) -> None:
    """Bring the book in line with the roll, the minutes and the score of a meeting; what a workbook tells of the same
    cell, kind and day stands."""
    sitting = state.sitting_id
    if not Minutes.objects.known().filter(sitting_id=sitting).exists() or state.on is None:
        return
    CellMeeting.objects.known().filter(sitting_id=sitting, source_row=None).update(known_to_act=opened)
    read = CellMeeting.objects.known().filter(
        organisation_id=state.organisation_id, on=state.on, source_row__isnull=False
    )
    told = set(read.values_list("kind", flat=True))
    count = count_of(sitting)
    scores = dict(MeetingScore.objects.known().filter(sitting_id=sitting).values_list("own", "quality"))
    quality = scores.get(False) or scores.get(True) or ""
    rows = []
    for number, kind in enumerate(kinds_in_book(state.kind)):
        topic = state.theme if kind == MeetingKind.THEMATIC else ""
        first = number == 0  # the numbers of the roll stand once
        rows.append(
            NewMeeting(
                state.organisation_id, kind, state.on, topic, count.present, sitting=sitting,
                obliged=count.obliged if first else None, visitors=count.visitors if first else None,
                quality=quality if first else "",
            )
        )  # fmt: skip
    insert(opened.number, [row for row in rows if row.kind not in told])
