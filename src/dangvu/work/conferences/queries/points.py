"""What a conference concluded, point by point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.organisations.tree import Tree
from dangvu.work.conferences.models import Point, PointOwner
from dangvu.work.conferences.queries.seen import seen
from dangvu.work.conferences.rules import PointKind


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with who carries it out."""

    number: int
    act: int
    kind: str
    text: str
    product: str
    due: date | None
    owners: Sequence[tuple[int, str]]

    @property
    def kind_label(self) -> str:
        return PointKind(self.kind).label


def points(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> list[PointView]:
    """The points of a conference that the organisation holds; of one to which it is only called there are none to see."""
    state = seen(actor, organisation, tree, conference)
    if state.organisation_id != organisation:
        return []
    rows = list(Point.objects.known().filter(conference_id=conference).order_by("number"))
    owners: dict[int, list[tuple[int, str]]] = {row.pk: [] for row in rows}
    for row in PointOwner.objects.known().filter(point_id__in=list(owners)).order_by("pk"):
        name = tree.label(row.organisation_id) if row.organisation_id in tree else "Đơn vị đã kết thúc"
        owners[row.point_id].append((row.organisation_id, name))
    return [
        PointView(row.number, row.known_from_act_id, row.kind, row.text, row.product, row.due, owners[row.pk])
        for row in rows
    ]
