"""What a workbook no longer says of meetings."""

from __future__ import annotations

from collections.abc import Collection

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.organisations.access import require
from dangvu.work.meetings.actions.book import into_book
from dangvu.work.meetings.models import CellMeeting, SittingState


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of meetings is no longer said; a meeting that has minutes stands in the book by them again."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.withdraw", reason) as opened:
        rows = CellMeeting.objects.known().filter(
            source_row_id__among=list(source_rows), sitting__isnull=False
        )
        sittings = list(rows.values_list("sitting_id", flat=True))
        count = retire(CellMeeting, source_rows, opened.number)
        for state in SittingState.objects.known().filter(sitting_id__in=sittings) if sittings else ():
            into_book(opened, state)
        record(opened, "meetings.withdraw", count=count, organisation_id=organisation)
