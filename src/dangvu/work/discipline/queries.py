"""The book of discipline decisions without whom they are of: that is told by ``actions.open_decision`` for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet

from dangvu.foundation import clock, sealed
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.foundation.parameters.queries import Parameters
from dangvu.members.sealed import unseal_person
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.discipline import rules
from dangvu.work.discipline.models import Complaint, DecisionState, SubjectKind
from dangvu.work.discipline.rules import Body, Form, Violation

#: What a form offers.
FORMS = [(one.value, one.label) for one in Form]
BODIES = [(one.value, one.label) for one in Body]
VIOLATIONS = [(one.value, one.label) for one in Violation]
COMPLAINTS = [(one.value, str(one.label)) for one in Complaint if one.value]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something had to be done, the rule, and whether it was."""

    title: str
    due_on: date
    done_on: date | None
    rule: str

    @property
    def late(self) -> bool:
        return self.done_on is not None and self.done_on > self.due_on


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as the book shows it."""

    id: int
    organisation: int
    place: str
    code: str
    body_title: str
    subject_title: str
    named: bool
    form: str
    form_title: str
    violation_title: str
    committee_member: bool
    decided_on: date
    published_on: date | None
    complaint_title: str
    effect_ends: date | None
    in_effect: bool
    deadlines: tuple[Deadline, ...]
    typed: bool


def decisions(*, actor: Actor, organisation: int, start: date, end: date) -> list[DecisionRow]:
    """Decisions of these days, of the organisation and those below it, the latest first."""
    rows = _seen(actor, organisation).filter(decided_on__gte=start, decided_on__lte=end)
    return _shown(rows.order_by("-decided_on", "-pk"))


def one_decision(*, actor: Actor, organisation: int, decision: int) -> DecisionRow:
    """LookupError where there is none, or no longer."""
    found = _shown(_seen(actor, organisation).filter(decision_id=decision))
    if not found:
        raise LookupError(decision)
    return found[0]


def _seen(actor: Actor, organisation: int) -> QuerySet[DecisionState]:
    require(actor, READ_INSPECTION, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_INSPECTION, tree, organisation)
    rows: QuerySet[DecisionState] = DecisionState.objects.known().filter(organisation_id__among=inside)
    return rows


def _shown(rows: QuerySet[DecisionState]) -> list[DecisionRow]:
    tree, today, parameters = tree_on(clock.today()), clock.today(), Parameters()
    found = list(rows)
    again = _decided_again() if found else {}
    return [_row(row, tree.label(row.organisation_id), today, parameters, again) for row in found]


def _row(
    row: DecisionState, place: str, today: date, parameters: Parameters, again: dict[int, date]
) -> DecisionRow:
    months = parameters.if_known("discipline.effect_months", row.decided_on)
    ends = None
    if row.published_on is not None and row.complaint != Complaint.LIFTED:
        natural = rules.effect_ends(
            form=row.form, published_on=row.published_on, months=int(months.value) if months else None,
            complained=row.complaint == Complaint.RUNS, repeated=False,
        )  # fmt: skip
        new = again.get(row.decision_id)
        ends = None if natural and new and new < natural else natural
    in_effect = row.complaint != Complaint.LIFTED and (ends is None or today < ends)
    return DecisionRow(
        row.decision_id, row.organisation_id, place, row.code, row.get_body_display(), row.get_subject_kind_display(),
        bool(row.sealed), row.form, row.get_form_display(), row.get_violation_display() if row.violation else "",
        row.committee_member, row.decided_on, row.published_on, row.get_complaint_display() if row.complaint else "",
        ends, in_effect, tuple(_deadlines(row, parameters)), row.source_row_id is None,
    )  # fmt: skip


def _deadlines(row: DecisionState, parameters: Parameters) -> list[Deadline]:
    """By the regulation in force on the day of the decision."""
    found = []

    def add(title: str, code: str, start: date, done: date | None, months: bool = False) -> None:
        value = parameters.if_known(code, start)
        if value is not None:
            due = rules.months_after(start, int(value.value)) if months else date.fromordinal(start.toordinal() + int(value.value))  # fmt: skip
            found.append(Deadline(title, due, done, value.source))

    if row.body == Body.CELL:
        add("Ra quyết định bằng văn bản", "discipline.written_days", row.decided_on, row.written_on)
    else:
        add("Công bố quyết định", "discipline.publish_days", row.decided_on, row.published_on)
    if row.published_on is not None and row.subject_kind == SubjectKind.MEMBER:
        add(
            "Khiếu nại đến hết ngày", "discipline.complaint_months", row.published_on, row.complained_on, True
        )
    return found


def _decided_again() -> dict[int, date]:
    """{decision: the day of the next decision about the same member}: read in the machine, shown to nobody."""
    by_person: dict[int, list[tuple[date, int]]] = {}
    rows = DecisionState.objects.known().filter(subject_kind=SubjectKind.MEMBER).exclude(sealed="")
    for row in rows.order_by("decided_on", "pk"):
        try:
            person = unseal_person(row.sealed, f"decision:{row.decision_id}")
        except sealed.Unreadable:  # the key is gone: who it was is not known, the book still stands
            continue
        by_person.setdefault(person, []).append((row.decided_on, row.decision_id))
    return {earlier[1]: later[0] for told in by_person.values() for earlier, later in pairwise(told)}
