"""The tree on a day, as known at a moment, and how to find an organisation by what people call it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from django.db.models import Min

from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.vietnamese import key
from dangvu.organisations.models import Committee, OrganisationParent, OrganisationState
from dangvu.organisations.tree import Node, Tree

#: The first list of organisations is often dated a day after the opening roster.
TOLERANCE = timedelta(days=1)


class OrganisationNotFound(LookupError):
    """No organisation is called that, or several are; ``candidates`` names them."""

    def __init__(self, asked: str, candidates: list[str]) -> None:
        self.candidates = candidates
        if candidates:
            text = f"Có nhiều tổ chức khớp với “{asked}”: {'; '.join(candidates)}."
        else:
            text = f"Không có tổ chức nào tên hoặc mã là “{asked}”."
        super().__init__(text)


def first_day(known: int | None = None) -> date | None:
    """The first day on record: before it there are no records, not zero."""
    found: date | None = OrganisationParent.objects.known(known).aggregate(day=Min("valid_from"))["day"]
    return found


def tree_on(day: date, known: int | None = None) -> Tree:
    """The tree of ``day``. Two queries; empty before the first day on record (less one day's tolerance)."""
    states = OrganisationState.objects.filter(known_q(known))
    parents = OrganisationParent.objects.filter(known_q(known))
    begins = first_day(known)
    if begins is not None and begins - TOLERANCE <= day < begins:
        day = begins
    under = dict(parents.filter(valid_q(day)).values_list("organisation_id", "parent_id"))
    rows = (
        states.filter(valid_q(day))
        .order_by("position", "organisation_id")
        .values_list(
            "organisation_id", "organisation__code", "name", "kind", "organisation__founded", "position"
        )
    )
    return Tree(
        {
            id_: Node(id_, code, name, kind, under[id_], founded, position)
            for id_, code, name, kind, founded, position in rows
            if id_ in under
        }
    )


class TreesThroughTime:
    """The trees of many days, read once per change of the tree: for walking histories, not for one page."""

    def __init__(self, known: int | None = None) -> None:
        self._known = known
        self._first = first_day(known)
        self._changes = boundaries(date.min, date.max, known)
        self._trees: dict[int, Tree] = {}

    def on(self, day: date) -> Tree:
        """The tree of ``day``; days before the records have the first tree, so that old dates still find a place."""
        epoch = bisect_right(self._changes, day)
        if epoch not in self._trees:
            self._trees[epoch] = tree_on(max(day, self._first or day), self._known)
        return self._trees[epoch]

    def unit_of(self, organisation: int, day: date) -> int | None:
        """The grassroots organisation in which ``organisation`` lies on ``day``; itself above that level."""
        tree = self.on(day)
        if organisation not in tree:
            return organisation
        return tree.unit_of(organisation) or organisation


def boundaries(start: date, end: date, known: int | None = None) -> list[date]:
    """The days inside ``start``..``end`` (after the first) on which the tree changed, however it came about.

    Told by the dated rows themselves: a later list of organisations changes the tree without a decision.
    """
    begins = first_day(known)
    if begins is None:
        return []
    start = max(start, begins)
    days = [
        model.objects.known(known)
        .filter(**{f"{end_of}__gt": start, f"{end_of}__lte": end})
        .values_list(end_of)
        for model in (OrganisationState, OrganisationParent)
        for end_of in ("valid_from", "valid_to")
    ]
    return sorted(day for (day,) in days[0].union(*days[1:]))


def find(asked: str, tree: Tree) -> Node:
    """The organisation with this code, unique name, or 'Parent / Name'.

    Raises OrganisationNotFound, with the candidates where the name is not unique.
    """
    for node in tree:
        if node.code == asked.strip():
            return node
    parts = [key(part) for part in asked.split(" / ")]
    found = [node for node in tree if _called(node, parts, tree)]
    if len(found) == 1:
        return found[0]
    raise OrganisationNotFound(asked, [_full_name(node, tree) for node in found])


def _called(node: Node, parts: list[str], tree: Tree) -> bool:
    current: Node | None = node
    for part in reversed(parts):
        if current is None or key(current.name) != part:
            return False
        current = tree.nodes.get(current.parent) if current.parent is not None else None
    return True


def _full_name(node: Node, tree: Tree) -> str:
    parent = tree.nodes.get(node.parent) if node.parent is not None else None
    return f"{parent.name} / {node.name}" if parent else node.name


def committee_on(organisation: int, day: date, known: int | None = None) -> Committee | None:
    """The committee of the organisation on ``day``: the letterhead of what it issues."""
    found: Committee | None = (
        Committee.objects.known(known)
        .valid_on(day)
        .filter(organisation_id=organisation)
        .order_by("-id")
        .first()
    )
    return found
