"""Which meetings were held, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.organisations.access import organisations_visible, require
from dangvu.organisations.queries import tree_on
from dangvu.work.meetings.models import CellMeeting, MeetingKind


@dataclass(frozen=True, slots=True)
class Meeting:
    """A thematic meeting as a list shows it; ``typed``: written here, not read from a workbook."""

    id: int
    organisation: int
    place: str
    on: date
    topic: str
    attended: int | None
    typed: bool


def thematic(*, actor: Actor, organisation: int, start: date, end: date) -> list[Meeting]:
    """The thematic meetings of an organisation and everything below it, the latest first."""
    require(actor, READ_FIGURES, organisation)
    tree = tree_on(clock.today())
    inside = set(tree.descendants(organisation)) & organisations_visible(actor, READ_FIGURES, tree)
    rows = CellMeeting.objects.known().filter(
        kind=MeetingKind.THEMATIC, organisation_id__in=inside, on__gte=start, on__lte=end
    )
    return [
        Meeting(row.pk, row.organisation_id, tree.label(row.organisation_id), row.on, row.topic, row.attended,
                row.source_row_id is None)
        for row in rows.order_by("-on", "organisation_id", "pk")
    ]  # fmt: skip


def one(*, actor: Actor, organisation: int, meeting: int) -> Meeting:
    """One meeting here or below; LookupError where there is none, or no longer."""
    row = CellMeeting.objects.known().filter(pk=meeting).values_list("on", flat=True).first()
    held = thematic(actor=actor, organisation=organisation, start=row, end=row) if row else []
    found = next((each for each in held if each.id == meeting), None)
    if found is None:
        raise LookupError(meeting)
    return found


def by_quarter(meetings: Sequence[Meeting], year: int) -> list[int]:
    """How many of them fell into each quarter of a year."""
    quarters = [(m.on.month - 1) // 3 for m in meetings if m.on.year == year]
    return [quarters.count(quarter) for quarter in range(4)]
