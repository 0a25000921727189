"""Which meetings were held, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.periods import quarter_of
from dangvu.organisations.access import organisations_visible, require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.meetings.limits import least_held
from dangvu.work.meetings.models import CellMeeting, MeetingKind, SittingState
from dangvu.work.meetings.rules import Quality, too_few


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as the book shows it; ``typed``: written here, not read from a workbook; ``sitting``: it has minutes."""

    id: int
    organisation: int
    place: str
    kind: MeetingKind
    on: date
    topic: str
    attended: int | None
    obliged: int | None
    quality: str
    sitting: int | None
    typed: bool

    @property
    def quality_words(self) -> str:
        return Quality(self.quality).label if self.quality else ""


def held(*, actor: Actor, organisation: int, start: date, end: date, kind: str = "") -> list[Meeting]:
    """The meetings (of one kind) of an organisation and everything below it, the latest first."""
    require(actor, READ_FIGURES, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = CellMeeting.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    if kind:
        rows = rows.filter(kind=kind)
    told = list(rows.order_by("-on", "organisation_id", "pk"))
    sittings = {row.sitting_id for row in told} - {None}
    there = set[int | None]()  # of one that was dropped no page is left, whatever a workbook tells
    if sittings:
        states = SittingState.objects.known().filter(sitting_id__among=sittings)
        there = set(states.values_list("sitting_id", flat=True))
    return [
        Meeting(row.pk, row.organisation_id, tree.label(row.organisation_id), MeetingKind(row.kind), row.on, row.topic,
                row.attended, row.obliged, row.quality,
                row.sitting_id if row.sitting_id in there else None, row.source_row_id is None)
        for row in told
    ]  # fmt: skip


def one(*, actor: Actor, organisation: int, meeting: int) -> Meeting:
    """One meeting here or below; LookupError where there is none, or no longer."""
    row = CellMeeting.objects.known().filter(pk=meeting).values_list("on", flat=True).first()
    rows = held(actor=actor, organisation=organisation, start=row, end=row) if row else []
    found = next((each for each in rows if each.id == meeting), None)
    if found is None:
        raise LookupError(meeting)
    return found


def not_met(*, actor: Actor, organisation: int, tree: Tree, month: date) -> list[Node]:
    """The cells here and below with fewer regular meetings in the calendar month of a day than its guidance asks."""
    return _too_few(
        actor, organisation, tree, MeetingKind.REGULAR, {"on__year": month.year, "on__month": month.month}, month
    )  # fmt: skip


def without_theme(*, actor: Actor, organisation: int, tree: Tree, on: date) -> list[Node]:
    """The cells here and below with fewer thematic meetings in the quarter of a day than its guidance asks."""
    quarter = {"on__year": on.year, "on__quarter": quarter_of(on)}
    return _too_few(actor, organisation, tree, MeetingKind.THEMATIC, quarter, on)


def _too_few(
    actor: Actor, organisation: int, tree: Tree, kind: MeetingKind, when: dict[str, int], on: date
) -> list[Node]:
    require(actor, READ_FIGURES, organisation, tree=tree)
    rows = CellMeeting.objects.known().filter(kind=kind, **when).order_by()
    held = dict(rows.values_list("organisation_id").annotate(count=Count("pk")))
    seen = organisations_visible(actor, READ_FIGURES, tree)
    cells = [id_ for id_ in tree.descendants(organisation) if tree[id_].is_cell and id_ in seen]
    return [tree[id_] for id_ in too_few(held, cells, least_held(kind, on).count)]


def keeps_the_book(*, actor: Actor, organisation: int, tree: Tree, today: date) -> bool:
    """Whether the regular meetings of these cells are written here at all: one of the last quarter, or a plan of the
    year. Where nothing is written nobody can know who has not met."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = CellMeeting.objects.known().filter(
        kind=MeetingKind.REGULAR, on__gte=today - timedelta(days=92), organisation_id__among=inside
    )
    planned = SittingState.objects.known().filter(month__year=today.year, organisation_id__among=inside)
    return rows.exists() or planned.exists()


def by_quarter(meetings: Sequence[Meeting], year: int) -> list[int]:
    """How many of them fell into each quarter of a year."""
    quarters = [quarter_of(m.on) for m in meetings if m.on.year == year]
    return [quarters.count(quarter) for quarter in range(1, 5)]
