"""The yearly programme, each line with what was done of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.foundation.periods import quarter_of
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.inspection.models import CaseState, ProgrammeLine


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line, and how many cases of it were entered and concluded."""

    id: int
    organisation: int
    place: str
    year: int
    quarter: int
    body: str
    body_title: str
    kind: str
    kind_title: str
    organisations: int
    members: int
    entered: int
    concluded: int

    @property
    def label(self) -> str:
        return f"Quý {self.quarter}/{self.year}: {self.kind_title}"

    @property
    def said(self) -> str:
        if not self.entered:
            return "Chưa thực hiện"
        return "Đã kết luận" if self.concluded == self.entered else "Đang thực hiện"


def programme(*, actor: Actor, organisation: int, year: int) -> list[LineRow]:
    """The lines of the organisation and those below it, in the order of quarters."""
    require(actor, READ_INSPECTION, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_INSPECTION, tree, organisation)
    rows = list(ProgrammeLine.objects.known().filter(organisation_id__among=inside, year=year))
    done = {
        row["line_id"]: (row["entered"], row["concluded"])
        for row in CaseState.objects.known().filter(line__in=rows).values("line_id")
        .annotate(entered=Count("pk"), concluded=Count("pk", filter=Q(closed_on__isnull=False)))
    }  # fmt: skip
    rows.sort(key=lambda row: (row.quarter, tree[row.organisation_id].position, row.pk))
    return [
        LineRow(
            row.pk, row.organisation_id, tree.label(row.organisation_id), row.year, row.quarter, row.body,
            row.get_body_display(), row.kind, row.get_kind_display(), row.organisations, row.members,
            *done.get(row.pk, (0, 0)),
        )
        for row in rows
    ]  # fmt: skip


def not_begun(*, actor: Actor, organisation: int, on: date) -> list[LineRow]:
    """The lines of this year that no case stands for, of quarters that are over or running on the day."""
    lines = programme(actor=actor, organisation=organisation, year=on.year)
    return [one for one in lines if not one.entered and one.quarter <= quarter_of(on)]


def programme_line(*, actor: Actor, organisation: int, line: int) -> LineRow:
    """LookupError where there is none, or no longer."""
    year = ProgrammeLine.objects.known().filter(pk=line).values_list("year", flat=True).first()
    found = programme(actor=actor, organisation=organisation, year=year) if year else []
    one = next((row for row in found if row.id == line), None)
    if one is None:
        raise LookupError(line)
    return one
