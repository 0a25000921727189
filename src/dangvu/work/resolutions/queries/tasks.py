"""Tasks as the giver sees them, and each organisation's part of them: by when, done or not, in time or late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.dated import known_q
from dangvu.foundation.due import HasDeadline, Standing
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import organisations_visible, require, visible_below
from dangvu.organisations.queries import last_names, tree_on
from dangvu.organisations.tree import Tree
from dangvu.work.resolutions.models import (
    AssignedTask,
    TaskExtension,
    TaskKind,
    TaskProgress,
    TaskResult,
)
from dangvu.work.resolutions.rules.tasks import ORIGIN_TITLES, OriginKind, heading

#: What a form offers, in the words of the list.
TASK_KINDS = [(each.value, str(each.label)) for each in TaskKind]


@dataclass(frozen=True, slots=True)
class OriginView:
    """What a task was born from."""

    kind: OriginKind
    id: int | None
    title: str

    @property
    def label(self) -> str:
        name = ORIGIN_TITLES[self.kind]
        return self.title if fold(self.title).startswith(fold(name)) else f"{name}: {self.title}"


@dataclass(frozen=True, slots=True)
class PartView(HasDeadline):
    """One organisation's part of a task; ``typed``: it said so here, it was not read from a workbook."""

    id: int
    task: int
    title: str
    giver: int
    giver_name: str
    organisation: int
    place: str
    given_on: date | None
    due_on: date | None
    first_due_on: date | None
    done_on: date | None
    form: str
    paper: str
    in_charge: str  # '' for whoever may not read names
    typed: bool
    today: date
    last: ResultView | None = None
    ended: bool = False  # the organisation is no more: whoever gave the task says what came of it

    @property
    def extended(self) -> bool:
        return self.first_due_on is not None and self.due_on != self.first_due_on


@dataclass(frozen=True, slots=True)
class ResultView:
    """How far an organisation had come on a day."""

    id: int
    organisation: int
    on: date
    text: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A deadline that was put off."""

    organisation: int
    place: str
    before: date
    after: date
    decided_on: date
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with the organisations below (or at) the one asked for that have it, in the order of the list."""

    id: int
    title: str
    product: str
    giver: int
    giver_name: str
    given_here: bool
    given_on: date | None
    due_rule: str
    programme: int | None
    programme_title: str
    quarter: int | None
    origin: OriginView | None
    progress: tuple[PartView, ...]
    organisation: int  # the one asked for

    @property
    def own(self) -> PartView | None:
        """Its own part, where it has the task itself."""
        return next((one for one in self.progress if one.organisation == self.organisation), None)

    @property
    def done(self) -> int:
        return sum(not one.is_open for one in self.progress)

    def count(self, which: str) -> int:
        return sum(one.standing == which for one in self.progress)

    @property
    def overdue(self) -> int:
        return self.count(Standing.OVERDUE)

    @property
    def deadlines(self) -> tuple[date, ...]:
        """The days in force, each once."""
        return tuple(sorted({one.due_on for one in self.progress if one.due_on}))

    @property
    def waits_here(self) -> bool:
        return self.own is not None and self.own.is_open

    @property
    def waits_below(self) -> int:
        """How many organisations below have not done it."""
        return sum(one.is_open for one in self.progress if one.organisation != self.organisation)


def tasks(*, actor: Actor, organisation: int) -> list[TaskView]:
    """The tasks that the organisation gave, or that it or those below it have; the latest first."""
    require(actor, READ_FIGURES, organisation)
    found = _parts(actor, organisation, tree_on(clock.today()), Q())
    return _tasks(
        organisation, found, Q(organisation_id=organisation) | Q(pk__in={one.task for one in found})
    )


def _tasks(organisation: int, found: Sequence[PartView], which: Q) -> list[TaskView]:
    tree, progress = tree_on(clock.today()), defaultdict[int, list[PartView]](list)
    for one in found:
        progress[one.task].append(one)
    return [
        TaskView(
            row.pk, row.title, row.product, row.organisation_id, _name(tree, row.organisation_id),
            row.organisation_id == organisation, row.given_on, row.due_rule, row.programme_id,
            heading(row.programme.title, row.programme.year) if row.programme else "", row.quarter,
            OriginView(OriginKind(row.origin_kind), row.origin, row.origin_title) if row.origin_kind else None,
            tuple(progress[row.pk]), organisation,
        )
        for row in AssignedTask.objects.known().filter(which).select_related("programme").order_by("-pk")
    ]  # fmt: skip


def _name(tree: Tree, organisation: int) -> str:
    return tree[organisation].name if organisation in tree else ""


def task(*, actor: Actor, organisation: int, task: int) -> TaskView:
    """One of them; LookupError where the organisation has nothing to do with a task of this number."""
    require(actor, READ_FIGURES, organisation)
    parts = _parts(actor, organisation, tree_on(clock.today()), Q(task_id=task))
    found = _tasks(organisation, parts, Q(pk=task))
    if not found or not (parts or found[0].given_here):
        raise LookupError(task)
    return found[0]


def task_parts(*, actor: Actor, organisation: int, tree: Tree, open_only: bool = False) -> list[PartView]:
    """The parts of tasks that the organisation and those below it have: what is overdue first, then by deadline."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    found = _parts(actor, organisation, tree, Q(done_on__isnull=True) if open_only else Q())
    order = {each: number for number, each in enumerate(Standing)}
    return sorted(found, key=lambda one: (order[one.standing], one.due_on or date.max, one.task))


def _parts(actor: Actor, organisation: int, tree: Tree, which: Q) -> list[PartView]:
    """The parts here, by task as they were given, in the order of the tree."""
    today = clock.today()
    order = {id_: number for number, id_ in enumerate(tree.descendants(organisation))}
    inside = set(order) & organisations_visible(actor, READ_FIGURES, tree)
    may_name = organisations_visible(actor, READ_NAMES, tree)
    every = TaskProgress.objects.known().filter(which, known_q(None, "task__"))
    ended = every.filter(task__organisation_id=organisation).exclude(organisation_id__among=list(tree.nodes))
    names = last_names(set(ended.values_list("organisation_id", flat=True)))
    rows = every.filter(organisation_id__among={*inside, *names})
    known, found = list(rows.select_related("task").order_by("pk")), {}
    latest = _latest({row.task_id for row in known})
    for row in known:
        at = row.organisation_id
        place = f"{names[at]} (đã kết thúc)" if at in names else tree.label(at)
        found[row.task_id, at] = PartView(
            row.pk, row.task_id, row.task.title, row.task.organisation_id, _name(tree, row.task.organisation_id), at,
            place, row.task.given_on, row.due_on, row.first_due_on, row.done_on, row.form, row.paper,
            row.in_charge if at in may_name else "", row.source_row_id is None, today, latest.get((row.task_id, at)), at in names,
        )  # fmt: skip
    return sorted(found.values(), key=lambda one: (one.task, order.get(one.organisation, len(order))))


def _latest(found: Collection[int]) -> Mapping[tuple[int, int], ResultView]:
    """{(task, organisation): the latest result told} of these tasks."""
    rows = TaskResult.objects.known().filter(task_id__among=found)
    return {(row.task_id, row.organisation_id): _result(row) for row in rows.order_by("on", "pk")}


def _result(row: TaskResult) -> ResultView:
    return ResultView(row.pk, row.organisation_id, row.on, row.text, row.percent)


def results(*, actor: Actor, organisation: int, task: int) -> list[ResultView]:
    """What the organisation itself told of its part, the latest first."""
    require(actor, READ_FIGURES, organisation)
    rows = TaskResult.objects.known().filter(task_id=task, organisation_id=organisation)
    return [_result(row) for row in rows.order_by("-on", "-pk")]


def extensions(*, actor: Actor, organisation: int, task: int) -> list[ExtensionView]:
    """The deadlines of a task that were put off here and below, the latest first."""
    require(actor, READ_FIGURES, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = TaskExtension.objects.known().filter(task_id=task, organisation_id__among=inside)
    return [
        ExtensionView(
            row.organisation_id, tree.label(row.organisation_id), row.before, row.after, row.decided_on, row.document, row.reason
        )
        for row in rows.order_by("-pk")
    ]  # fmt: skip


@dataclass(slots=True)
class UnitCount:
    """How the parts of one organisation and of those below it stand."""

    organisation: int
    label: str
    counts: Counter[str] = field(default_factory=Counter)
    worst: int = 0  # days

    @property
    def all(self) -> int:
        return self.counts.total()


def by_unit(parts: Sequence[PartView], organisation: int, tree: Tree) -> list[UnitCount]:
    """The organisation's own parts (and those of organisations that are no more), those of each direct child with what is
    below it; whoever is latest first.

    The parts of all the lines make the parts that were given in.
    """
    children = tree.children(organisation)
    lines = {id_: UnitCount(id_, tree[id_].name) for id_ in (organisation, *children)}
    for one in parts:
        path = tree.path(one.organisation)
        at = next((above for above in path if above in children), organisation)
        lines[at].counts[one.standing] += 1
        if one.standing is Standing.OVERDUE:
            lines[at].worst = max(lines[at].worst, one.days_late)
    order = {id_: number for number, id_ in enumerate(lines)}
    told = [line for line in lines.values() if line.all]
    return sorted(
        told, key=lambda line: (-line.counts[Standing.OVERDUE], -line.worst, order[line.organisation])
    )


def person_of(parts: Sequence[PartView], part: int) -> str:
    """Who is in charge of this part, by whom others are found; '' where nobody is, or the part is not there.

    A list of one person's tasks is asked for by the number of one of them: no name stands in an address.
    """
    return next((one.in_charge for one in parts if one.id == part), "")


def born_from(*, actor: Actor, organisation: int, kind: str, origin: int) -> list[TaskView]:
    """The organisation's tasks that were born from one thing: what its page lists. The first given first."""
    require(actor, READ_FIGURES, organisation)
    which = Q(organisation_id=organisation, origin_kind=kind, origin=origin)
    ids = list(AssignedTask.objects.known().filter(which).values_list("pk", flat=True))
    if not ids:
        return []
    found = _parts(actor, organisation, tree_on(clock.today()), Q(task_id__in=ids))
    return _tasks(organisation, found, Q(pk__in=ids))[::-1]


def count_born(*, actor: Actor, organisation: int, kind: str) -> Counter[int]:
    """{thing: how many tasks of the organisation were born from it}, for a list of such things."""
    require(actor, READ_FIGURES, organisation)
    rows = AssignedTask.objects.known().filter(
        organisation_id=organisation, origin_kind=kind, origin__isnull=False
    )
    return Counter(rows.values_list("origin", flat=True))
