"""The sheets by which meetings are scored: which one holds for a meeting, and which there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.meetings.models import ScoringSheet
from dangvu.work.meetings.rules import SittingKind


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as a page shows it."""

    id: int
    organisation: int
    place: str
    kind: str
    document: str
    begins: date
    ends: date | None
    criteria: tuple[tuple[str, int], ...]
    good: int
    fair: int
    average: int

    @property
    def kind_words(self) -> str:
        return SittingKind(self.kind).label if self.kind else "Mọi buổi sinh hoạt"


def sheet_of(tree: Tree, cell: int, kind: str, on: date) -> SheetView | None:
    """The sheet that holds for a meeting of a cell on a day: the nearest above it, one of its own kind first."""
    path = tree.path(cell) if cell in tree else (cell,)
    kinds = {kind, SittingKind.REGULAR.value} if kind == SittingKind.BOTH else {kind}
    rows = ScoringSheet.objects.known().valid_on(on).filter(organisation_id__in=path, kind__in=[*kinds, ""])
    found = sorted(rows, key=lambda row: (path.index(row.organisation_id), row.kind == "", row.pk))
    return _view(found[0], tree) if found else None


def sheets_at(*, actor: Actor, organisation: int, tree: Tree) -> list[SheetView]:
    """The sheets that hold here: those of the organisation and of those above it, the latest first."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    rows = ScoringSheet.objects.known().filter(organisation_id__in=tree.path(organisation))
    return [_view(row, tree) for row in rows.order_by("-valid_from", "kind", "pk")]


def _view(row: ScoringSheet, tree: Tree) -> SheetView:
    place = tree.label(row.organisation_id) if row.organisation_id in tree else ""
    return SheetView(
        row.pk, row.organisation_id, place, row.kind, row.document, row.valid_from, row.valid_to,
        tuple((str(text), int(points)) for text, points in row.criteria), row.good, row.fair, row.average,
    )  # fmt: skip
