"""The book of vetting of a period: papers and how many files each is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_DOCUMENTS
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.vetting.models import VettingPaper
from dangvu.work.vetting.rules import PaperKind, Purpose

KINDS = [(one.value, one.label) for one in PaperKind]
PURPOSES = [(one.value, one.label) for one in Purpose]


@dataclass(frozen=True, slots=True)
class PaperView:
    """A line of the book."""

    id: int
    organisation: int
    place: str
    on: date
    kind: str
    kind_title: str
    number: str
    purpose: str
    purpose_title: str
    count: int
    typed: bool


def papers(*, actor: Actor, organisation: int, start: date, end: date) -> list[PaperView]:
    """Papers of these days here and below, the latest first."""
    require(actor, READ_DOCUMENTS, organisation)
    return _views(actor, organisation, VettingPaper.objects.known().filter(on__gte=start, on__lte=end))


def paper(*, actor: Actor, organisation: int, paper: int) -> PaperView:
    """One here or below; LookupError where there is none, or no longer."""
    require(actor, READ_DOCUMENTS, organisation)
    found = _views(actor, organisation, VettingPaper.objects.known().filter(pk=paper))
    if not found:
        raise LookupError(paper)
    return found[0]


def instead_of(*, actor: Actor, organisation: int, paper: int) -> PaperView | None:
    """What stands now in the place of one that somebody corrected meanwhile; None where nothing does."""
    require(actor, READ_DOCUMENTS, organisation)
    row = VettingPaper.objects.filter(pk=paper, known_to_act__isnull=False).first()
    while row is not None and row.known_to_act_id is not None:
        row = VettingPaper.objects.filter(known_from_act=row.known_to_act_id, source_row=None).first()
    if row is None:
        return None
    return next(iter(_views(actor, organisation, VettingPaper.objects.known().filter(pk=row.pk))), None)


def _views(actor: Actor, organisation: int, rows: QuerySet[Any]) -> list[PaperView]:
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_DOCUMENTS, tree, organisation)
    return [
        PaperView(
            row.pk, row.organisation_id, tree.label(row.organisation_id), row.on, row.kind, PaperKind(row.kind).label,
            row.number, row.purpose, Purpose(row.purpose).label, row.count, row.source_row_id is None,
        )
        for row in rows.filter(organisation_id__among=inside).order_by("-on", "-pk")
    ]  # fmt: skip
