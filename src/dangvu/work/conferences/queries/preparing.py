"""Papers that were asked for, and groups for discussion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.organisations.tree import Tree
from dangvu.work.conferences.models import ConferencePaper, DiscussionGroup
from dangvu.work.conferences.queries.roll import DelegateRow, Roll
from dangvu.work.conferences.queries.seen import seen


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that a unit was asked for; ``received_on`` None: it has not come."""

    unit: int
    unit_name: str
    title: str
    due: date | None
    received_on: date | None

    def is_late(self, today: date) -> bool:
        return self.received_on is None and self.due is not None and self.due < today


def papers(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> list[PaperView]:
    """The papers of a conference, what has not come first; an organisation that is only called sees its own."""
    state = seen(actor, organisation, tree, conference)
    rows = ConferencePaper.objects.known().filter(conference_id=conference)
    if state.organisation_id != organisation:
        rows = rows.filter(unit_id__among=list(tree.descendants(organisation)))
    found = [
        PaperView(
            row.unit_id,
            tree.label(row.unit_id) if row.unit_id in tree else "",
            row.title,
            row.due,
            row.received_on,
        )
        for row in rows.order_by("pk")
    ]
    return sorted(found, key=lambda one: (one.received_on is not None, one.due or date.max))


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with those who sit in it."""

    number: int
    place: str
    leader: str
    secretary: str
    rows: Sequence[DelegateRow]


def groups(*, actor: Actor, organisation: int, tree: Tree, conference: int, called: Roll) -> list[GroupView]:
    """The groups of a conference; ``called`` is its roll."""
    seen(actor, organisation, tree, conference)
    rows = DiscussionGroup.objects.known().filter(conference_id=conference).order_by("number")
    return [
        GroupView(
            row.number,
            row.place,
            row.leader,
            row.secretary,
            [one for one in called.rows if one.group == row.number],
        )
        for row in rows
    ]
