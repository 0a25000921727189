"""Which classes were held, who learnt in them, with which result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.members.queries import profiles
from dangvu.organisations.access import organisations_visible, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.training.models import ClassKind, Grade, Learner, TrainingClass

HIDDEN_NAME = "(ẩn tên)"
KINDS = tuple(ClassKind.choices)
GRADES = tuple(Grade.choices)


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in the list: how many learnt, how many have a result, how many of them passed."""

    id: int
    kind: str
    kind_label: str
    title: str
    organisation: int
    place: str
    opened_on: date | None
    closed_on: date
    learners: int
    graded: int

    @property
    def ungraded(self) -> int:
        return self.learners - self.graded


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """A learner of a class as its list shows them."""

    person: int
    name: str
    order: str
    birth: str
    organisation: int
    place: str
    grade: str
    grade_label: str
    certified: bool


@dataclass(frozen=True)
class ClassView:
    """One class with its learners; ``act`` is the last change of it or of its learners."""

    line: ClassLine
    learners: list[LearnerLine]
    by_grade: list[tuple[str, int]]
    by_place: list[tuple[str, int]]
    names_hidden: bool
    act: int
    hidden_elsewhere: int = field(default=0)


def classes(*, actor: Actor, organisation: int, kind: str = "", today: date | None = None) -> list[ClassLine]:
    """The classes held by an organisation and by those below it, the latest first. Three questions and the tree."""
    tree = tree_on(today or clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = TrainingClass.objects.known().filter(organisation_id__among=inside).order_by("-closed_on", "-id")
    if kind:
        rows = rows.filter(kind=kind)
    held = list(rows)
    counted = Learner.objects.known().filter(training_class__in=held).order_by()
    learners = dict(counted.values_list("training_class_id").annotate(count=Count("pk")))
    graded = dict(counted.exclude(grade="").values_list("training_class_id").annotate(count=Count("pk")))
    return [
        ClassLine(
            row.pk, row.kind, row.get_kind_display(), row.title, row.organisation_id, tree.label(row.organisation_id),
            row.opened_on, row.closed_on, learners.get(row.pk, 0), graded.get(row.pk, 0),
        )
        for row in held
    ]  # fmt: skip


def training_class(*, actor: Actor, organisation: int, pk: int) -> ClassView:
    """One class of an organisation or of one below it. LookupError where there is none that the actor may see."""
    tree = tree_on(clock.today())
    seen = visible_below(actor, READ_FIGURES, tree, organisation)
    row = TrainingClass.objects.known().filter(pk=pk, organisation_id__in=seen).first()
    if row is None:
        raise LookupError(pk)
    named = organisations_visible(actor, READ_NAMES, tree)
    found = list(Learner.objects.known().filter(training_class=row))
    told = profiles([learner.person_id for learner in found])
    lines = []
    for learner in found:
        profile = told.get(learner.person_id)
        may_name = learner.organisation_id in named or row.organisation_id in named
        lines.append(
            LearnerLine(
                learner.person_id,
                (profile.name if profile else "") if may_name else HIDDEN_NAME,
                profile.order_key if profile and may_name else "",
                profile.birth if profile and may_name else "",
                learner.organisation_id,
                tree.label(learner.organisation_id) if learner.organisation_id in tree else "",
                learner.grade,
                learner.get_grade_display() if learner.grade else "",
                bool(learner.grade) and learner.grade != Grade.FAILED,
            )
        )
    lines.sort(key=lambda line: (line.order, line.person))
    grades = Counter(line.grade for line in lines)
    places = Counter(line.place for line in lines)
    line = ClassLine(
        row.pk, row.kind, row.get_kind_display(), row.title, row.organisation_id, tree.label(row.organisation_id),
        row.opened_on, row.closed_on, len(lines), sum(bool(one.grade) for one in lines),
    )  # fmt: skip
    return ClassView(
        line=line,
        learners=lines,
        by_grade=[(str(label), grades[slug]) for slug, label in GRADES if grades[slug]]
        + ([("Chưa có kết quả", grades[""])] if grades[""] else []),
        by_place=sorted(places.items(), key=lambda one: (-one[1], one[0])),
        names_hidden=any(one.name == HIDDEN_NAME for one in lines),
        act=max([row.known_from_act_id, *(learner.known_from_act_id for learner in found)]),
    )


def learners_of(view: ClassView, grade: str = "", only: Sequence[int] = ()) -> list[LearnerLine]:
    """The learners behind a number of a class."""
    return [
        line
        for line in view.learners
        if (not grade or line.grade == grade or (grade == "chua" and not line.grade))
        and (not only or line.person in only)
    ]
