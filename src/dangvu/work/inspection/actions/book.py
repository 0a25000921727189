"""Recording inspections and supervisions: kind, subject, day, class of the result. No narrative."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_INSPECTION
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows
from dangvu.work.inspection import rules
from dangvu.work.inspection.models import Inspection, SubjectKind, seal_subject


@dataclass(frozen=True, slots=True)
class NewInspection:
    """One inspection or supervision (lượt) closed on a day."""

    organisation: int
    kind: str
    subject_kind: str
    on: date
    subject: str = ""
    result: str = "chua_ro"
    source_row: int | None = None
    body: str = ""
    case_kind: str = ""
    case: int | None = None

    @property
    def what(self) -> tuple[int, str, str, date, str]:
        """By which one is told from another: who, which kind, of whom, when."""
        return self.organisation, str(self.kind), str(self.subject_kind), self.on, fold(self.subject)


def record_inspections(*, actor: Actor, organisation: int, inspections: Sequence[NewInspection]) -> None:
    """Record inspections and supervisions done by ``organisation`` and those below it.

    A row of a workbook takes the place of what was typed of the same one: none counts twice.
    """
    require_rows(actor, WRITE_INSPECTION, organisation, (i.organisation for i in inspections))
    with act(actor, "inspection.record") as opened:
        read = {each.what for each in inspections if each.source_row is not None}
        typed = Inspection.objects.known().filter(
            source_row=None, case=None, on__in={on for *_, on, _ in read}
        )
        told = [row.pk for row in typed if _what(row) in read] if read else []
        Inspection.objects.filter(pk__in=told).update(known_to_act=opened)
        bulk.insert(
            Inspection,
            (
                "organisation",
                "kind",
                "subject_kind",
                "sealed",
                "on",
                "result",
                "known_from_act",
                "source_row",
                "body",
                "case_kind",
                "case",
            ),
            [
                (
                    i.organisation,
                    i.kind,
                    i.subject_kind,
                    seal_subject(i.subject),
                    i.on,
                    i.result,
                    opened.number,
                    i.source_row,
                    str(i.body),
                    str(i.case_kind),
                    i.case,
                )
                for i in inspections
            ],
        )
        record(opened, "inspection.record", count=len(inspections), organisation_id=organisation)


def enter(*, actor: Actor, organisation: int, new: NewInspection) -> None:
    """One inspection or supervision, typed in by whoever keeps the book. Impossible names the field to mend."""
    require_rows(actor, WRITE_INSPECTION, organisation, [new.organisation])
    with act(actor, "inspection.record"):
        _check(new)
        record_inspections(actor=actor, organisation=organisation, inspections=[new])


def correct(*, actor: Actor, organisation: int, inspection: int, new: NewInspection, reason: str) -> None:
    """What was typed of one becomes ``new``; what it said before stays in the history."""
    require_rows(actor, WRITE_INSPECTION, organisation, [new.organisation])
    with act(actor, "inspection.correct", reason) as opened:
        [row] = typed_rows(Inspection, [inspection], organisation)
        _not_of_a_case([row])
        _check(new, besides=inspection)
        if _what(row) == new.what and (row.result, row.subject) == (new.result, new.subject):
            raise Impossible("Chưa có gì khác với điều đã ghi nên chưa có gì để sửa.")
        Inspection.objects.filter(pk=row.pk).update(known_to_act=opened)
        Inspection.objects.create(
            organisation_id=new.organisation, body=row.body, case_kind=row.case_kind, kind=new.kind, subject_kind=new.subject_kind, sealed=seal_subject(new.subject),
            on=new.on, result=new.result, known_from_act=opened,
        )  # fmt: skip
        record(opened, "inspection.correct", count=1, organisation_id=organisation)


def take_back(*, actor: Actor, organisation: int, inspections: Collection[int], reason: str) -> None:
    """What was typed in by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.take_back", reason) as opened:
        rows = typed_rows(Inspection, inspections, organisation)
        _not_of_a_case(rows)
        Inspection.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "inspection.take_back", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of inspections is no longer said."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.withdraw", reason) as opened:
        count = retire(Inspection, source_rows, opened.number)
        record(opened, "inspection.withdraw", count=count, organisation_id=organisation)


def _what(row: Inspection) -> tuple[int, str, str, date, str]:
    return row.organisation_id, row.kind, row.subject_kind, row.on, fold(row.subject)


def _check(new: NewInspection, *, besides: int | None = None) -> None:
    by = tree_on(clock.today())[new.organisation]
    field, wrong = rules.fault(
        on=new.on, today=clock.today(), of_organisation=new.subject_kind == SubjectKind.ORGANISATION,
        subject=new.subject, by=by.name, by_cell=by.is_cell,
    )  # fmt: skip
    if wrong:
        raise Impossible(wrong, field)
    there = Inspection.objects.known().filter(organisation_id=new.organisation, on=new.on).exclude(pk=besides)
    if any(_what(row) == new.what for row in there):
        raise Impossible(f"{new.subject}, ngày {new.on:%d/%m/%Y}: cuộc này đã ghi rồi.", "subject")


def _not_of_a_case(rows: Collection[Inspection]) -> None:
    if any(row.case_id is not None for row in rows):
        raise Impossible("Dòng này do một cuộc đã kết luận ghi ra; sửa hoặc bỏ ở chính cuộc đó.")
