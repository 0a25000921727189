"""Cases by code, day and class. Of whom they are is told by ``actions.open_case`` alone, for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.foundation.due import HasDeadline
from dangvu.foundation.parameters.queries import Parameters, Value, calendar
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.work.inspection import rules
from dangvu.work.inspection.models import CaseState, CaseStep, CaseSubject
from dangvu.work.inspection.rules import CaseKind, Step


@dataclass(frozen=True)
class CaseRow(HasDeadline):
    """A case without its subjects; ``due_on``: by when it has to be concluded, by ``rule``."""

    id: int
    organisation: int
    place: str
    code: str
    body_title: str
    kind: str
    kind_title: str
    subject_kind: str
    subject_title: str
    subjects: int
    opened_on: date
    result_title: str
    due_on: date | None
    done_on: date | None
    today: date
    rule: str


@dataclass(frozen=True)
class StepRow(HasDeadline):
    """A step with its day; ``due_on`` where a rule in force on the case's day gives one."""

    slug: str
    title: str
    due_on: date | None
    done_on: date | None
    today: date
    rule: str


def _said(value: Value) -> str:
    return value.source + (f" ({value.note})" if value.note else "")


def deadline(kind: str, by: Node, opened_on: date, parameters: Parameters) -> tuple[date | None, str]:
    """By when a case opened on a day has to be concluded, and the rule; (None, '') where none is on record."""
    if CaseKind(kind) in rules.ANSWERS:
        value = parameters.if_known("inspection.answer_days", opened_on)
        return (calendar().add(opened_on, int(value.value)), _said(value)) if value else (None, "")
    value = parameters.if_known(
        "inspection.days_cap_tren" if by.is_upper else "inspection.days_co_so", opened_on
    )
    return (rules.last_day(opened_on, int(value.value)), _said(value)) if value else (None, "")


def cases(
    *, actor: Actor, organisation: int, start: date, end: date, line: int | None = None
) -> list[CaseRow]:
    """Cases opened or concluded in these days, or open then, of the organisation and those below; the latest first."""
    rows = _seen(actor, organisation).filter(opened_on__lte=end)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gte=start))
    if line is not None:
        rows = rows.filter(line_id=line)
    return _shown(rows)


def open_cases(*, actor: Actor, organisation: int) -> list[CaseRow]:
    """Cases that are not concluded, of the organisation and those below it; the one due first on top."""
    rows = _shown(_seen(actor, organisation).filter(closed_on=None))
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.id))


def one_case(*, actor: Actor, organisation: int, case: int) -> tuple[CaseRow, list[StepRow]]:
    """A case and its steps, still without its subjects. LookupError where there is none, or no longer."""
    found = _shown(_seen(actor, organisation).filter(case_id=case))
    if not found:
        raise LookupError(case)
    one = found[0]
    done = dict(CaseStep.objects.known().filter(case_id=case).values_list("step", "on"))
    announce = Parameters().if_known("inspection.announce_days", one.opened_on)
    steps = []
    for step in Step:
        due, rule = None, ""
        if step is Step.CONCLUDED:
            due, rule = one.due_on, one.rule
        elif step is Step.ANNOUNCED and one.done_on and announce:
            due, rule = rules.last_day(one.done_on, int(announce.value)), _said(announce)
        steps.append(StepRow(step.value, step.label, due, done.get(step.value), one.today, rule))
    return one, steps


def case_words(one: CaseRow) -> str:
    """A case as it is named where others read: by its code and day alone."""
    return f"Cuộc kiểm tra, giám sát {one.code} ngày {one.opened_on:%d/%m/%Y}"


def _seen(actor: Actor, organisation: int) -> QuerySet[CaseState]:
    require(actor, READ_INSPECTION, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_INSPECTION, tree, organisation)
    rows: QuerySet[CaseState] = CaseState.objects.known().filter(organisation_id__among=inside)
    return rows


def _shown(rows: QuerySet[CaseState]) -> list[CaseRow]:
    tree, today, parameters = tree_on(clock.today()), clock.today(), Parameters()
    found = list(rows.order_by("-opened_on", "-case_id"))
    subjects = dict(
        CaseSubject.objects.known().filter(case_id__in=[row.case_id for row in found])
        .values_list("case_id").annotate(count=Count("pk"))
    )  # fmt: skip
    shown = []
    for row in found:
        due, rule = deadline(row.kind, tree[row.organisation_id], row.opened_on, parameters)
        shown.append(
            CaseRow(
                row.case_id, row.organisation_id, tree.label(row.organisation_id), row.code, row.get_body_display(),
                row.kind, row.get_kind_display(), row.subject_kind, row.get_subject_kind_display(),
                subjects.get(row.case_id, 0), row.opened_on, row.get_result_display() if row.result else "",
                due, row.closed_on, today, rule,
            )
        )  # fmt: skip
    return shown
