"""What became of a conference: opinions and their answers, points and their tasks, the notice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.proceedings.models import Notice, PointTask, SpokenOpinion
from dangvu.work.conferences.models import ConferenceState, Point
from dangvu.work.conferences.queries.seen import seen
from dangvu.work.conferences.rules import Status
from dangvu.work.documents.models import DocumentState
from dangvu.work.documents.rules import Status as DocumentStatus
from dangvu.work.meetings.queries import OpinionView, opinions_at
from dangvu.work.resolutions.models import TaskProgress
from dangvu.work.resolutions.queries import TaskView, tasks


def opinions_of(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> list[OpinionView]:
    """What was said at the conference, as it stands in the book: what waits longest comes first."""
    said = set(SpokenOpinion.objects.filter(conference_id=conference).values_list("opinion_id", flat=True))
    if not said:
        return []
    every = opinions_at(actor=actor, organisation=organisation, tree=tree)
    return [one for one in every if one.id in said]


def tasks_of(*, actor: Actor, organisation: int, conference: int) -> dict[int, TaskView]:
    """{number of the point: its task}, of the points that were given out; a task taken back leaves its point."""
    given = dict(PointTask.objects.filter(conference_id=conference).values_list("task_id", "number"))
    if not given:
        return {}
    return {given[one.id]: one for one in tasks(actor=actor, organisation=organisation) if one.id in given}


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The notice as it stands in the outgoing register."""

    document: int
    symbol: str
    on: date
    signer: str


def notice_of(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> NoticeView | None:
    """The notice that was issued; None where none was, or its number was withdrawn. LookupError for a conference that the
    organisation neither holds nor is called to."""
    seen(actor, organisation, tree, conference)
    ids = Notice.objects.filter(conference_id=conference).values("document_id")
    row = DocumentState.objects.known().filter(document_id__in=ids, status=DocumentStatus.ISSUED).first()
    return NoticeView(row.document_id, row.symbol, row.issued_on, row.signer) if row is not None else None


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A conference that was held and whose conclusions are not all given out."""

    conference: int
    title: str
    on: date
    points: int


def unassigned(*, actor: Actor, organisation: int) -> list[Unassigned]:
    """The organisation's conferences of which points are no tasks yet, the longest ago first."""
    require(actor, READ_NAMES, organisation)
    states = ConferenceState.objects.known().filter(
        organisation_id=organisation, status=Status.CALLED, on__lte=clock.today()
    )
    found = {state.conference_id: state for state in states.order_by("on", "pk")}
    given = set(
        PointTask.objects.filter(conference_id__in=list(found), task__known_to_act__isnull=True).values_list(
            "conference_id", "number"
        )
    )
    rows = Point.objects.known().filter(conference_id__in=list(found)).values_list("conference_id", "number")
    open_ = [conference for conference, number in rows if (conference, number) not in given]
    return [
        Unassigned(conference, state.title, state.on, open_.count(conference))
        for conference, state in found.items()
        if conference in open_
    ]


def tasks_of_year(
    *, actor: Actor, organisation: int, units: Collection[int], year: int
) -> dict[int, tuple[int, int]]:
    """{unit: (tasks whose deadline lies in the year, of them late)} as the book of tasks knows it today; a unit without
    such tasks is left out."""
    require(actor, READ_FIGURES, organisation)
    found: dict[int, tuple[int, int]] = {}
    below = set(tree_on(clock.today()).descendants(organisation))
    rows = TaskProgress.objects.known().filter(
        organisation_id__among=sorted(below & set(units)), due_on__year=year, task__known_to_act=None
    )
    for unit, due, done in rows.values_list("organisation_id", "due_on", "done_on"):
        every, late = found.get(unit, (0, 0))
        found[unit] = every + 1, late + ((done or clock.today()) > due)
    return found
