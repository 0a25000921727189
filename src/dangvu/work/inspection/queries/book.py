"""Which inspections and supervisions were concluded, where and when: for the line of rights of inspection alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.inspection.models import Inspection, InspectionKind, Result, SubjectKind

#: What a form offers, in the words of the book.
KINDS = [(each.value, str(each.label)) for each in InspectionKind]
SUBJECT_KINDS = [(each.value, str(each.label)) for each in SubjectKind]
RESULTS = [(each.value, str(each.label)) for each in Result if each is not Result.UNSTATED]


@dataclass(frozen=True, slots=True)
class Concluded:
    """An inspection or supervision as the book shows it; ``typed``: written here, not read from a workbook."""

    id: int
    organisation: int
    place: str
    kind: str
    kind_title: str
    subject_kind: str
    subject_title: str
    subject: str
    on: date
    result: str
    result_title: str
    typed: bool
    of_case: bool = False


def book(*, actor: Actor, organisation: int, start: date, end: date) -> list[Concluded]:
    """What the organisation and those below it concluded in these days, the latest first."""
    require(actor, READ_INSPECTION, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_INSPECTION, tree, organisation)
    rows = Inspection.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    return [
        Concluded(
            row.pk, row.organisation_id, tree.label(row.organisation_id), row.kind, row.get_kind_display(),
            row.subject_kind, row.get_subject_kind_display(), row.subject, row.on, row.result,
            row.get_result_display(), row.source_row_id is None and row.case_id is None, row.case_id is not None,
        )
        for row in rows.order_by("-on", "organisation_id", "pk")
    ]  # fmt: skip


def one(*, actor: Actor, organisation: int, inspection: int) -> Concluded:
    """One of the book, here or below; LookupError where there is none, or no longer."""
    on = Inspection.objects.known().filter(pk=inspection).values_list("on", flat=True).first()
    concluded = book(actor=actor, organisation=organisation, start=on, end=on) if on else []
    found = next((each for each in concluded if each.id == inspection), None)
    if found is None:
        raise LookupError(inspection)
    return found


def instead_of(*, actor: Actor, organisation: int, inspection: int) -> Concluded | None:
    """What stands now in the place of one that somebody corrected meanwhile; None where nothing does."""
    row = Inspection.objects.filter(pk=inspection, known_to_act__isnull=False).first()
    while row is not None and row.known_to_act_id is not None:
        row = Inspection.objects.filter(known_from_act=row.known_to_act_id, source_row=None).first()
    return one(actor=actor, organisation=organisation, inspection=row.pk) if row is not None else None
