"""The list of organisations: takes the tree over, and adds what a later list brings."""

from __future__ import annotations

from dangvu.foundation.vietnamese import fold, key
from dangvu.intake.accept.context import Group
from dangvu.intake.pending import Pending
from dangvu.organisations import actions
from dangvu.organisations.matching import expanded
from dangvu.organisations.rules import inferred_kind
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.organisations.tree import Tree

_UPPER = "dang_bo_cap_tren"
_GRASSROOTS = ("dang_bo_co_so", "dang_bo_bo_phan")
"""What a cell is attached to."""
_ATTACHED = {
    "chi_bo_truc_thuoc": _GRASSROOTS, "dang_bo_bo_phan": ("dang_bo_co_so",),
    "to_dang": ("chi_bo_truc_thuoc", "chi_bo_co_so"),
}  # fmt: skip
"""Kinds that lie inside others, and inside which: told by the order of a list that names no parents."""


def organisations(group: Group) -> None:
    """Open records for organisations that are not on record yet; the others are recognised, and the kind of their
    unit is taken where the list tells one."""
    tree = group.shared.matcher.tree
    there = {(key(node.name), _parent_key(tree, node.parent)): node.id for node in tree}
    by_name: dict[str, list[int]] = {}
    for node in tree:
        by_name.setdefault(key(node.name), []).append(node.id)
    new: list[Pending] = []
    sectors: dict[int, str] = {}
    for row in group.rows:
        row.check_cells(frozenset({"organisation"}))
        if row.is_open and not _on_record(row, there, by_name):
            new.append(row)
        elif row.is_open and row.slug("sector"):
            known = _which(row, there, by_name)
            if known is not None and tree[known].sector != row.slug("sector"):
                sectors[known] = row.slug("sector")
    listed = _ordered(group, new, by_name)
    if listed:
        actions.take_over(actor=group.shared.actor, on=group.period.end, listed=[item for _, item in listed])
    if sectors:
        day = group.period.end
        set_sectors(actor=group.shared.actor, organisation=tree.roots[0], told=[
            NewSector(known, sector, day if tree[known].sector else None) for known, sector in sectors.items()
        ])  # fmt: skip


def _which(row: Pending, there: dict[tuple[str, str], int], by_name: dict[str, list[int]]) -> int | None:
    """The organisation of a row that is on record; None where several bear its name and no parent tells which."""
    name, parent = key(row.text("organisation")), key(row.text("parent"))
    found = there.get((name, parent))
    if found is not None or parent:
        return found
    return by_name[name][0] if len(by_name.get(name, ())) == 1 else None


def _on_record(row: Pending, there: dict[tuple[str, str], int], by_name: dict[str, list[int]]) -> bool:
    """Whether the organisation of a row is known already: by its name and parent, by its name where none is told."""
    name, parent = key(row.text("organisation")), key(row.text("parent"))
    return (name, parent) in there or (not parent and name in by_name)


def _parent_key(tree: Tree, parent: int | None) -> str:
    return key(tree[parent].name) if parent is not None and parent in tree else ""


def _ordered(
    group: Group, rows: list[Pending], on_record: dict[str, list[int]]
) -> list[tuple[Pending, actions.ListedOrganisation]]:
    """Parents before children; a row whose parent is nowhere waits."""
    order = _Order(group, rows, on_record)
    order.place_the_root()
    waiting = list(range(len(rows)))
    while True:
        still = [number for number in waiting if not order.place(number)]
        if len(still) == len(waiting):
            break
        waiting = still
    for number in still:
        row = rows[number]
        row.wait("unknown_organisation", f"Chưa rõ tổ chức cấp trên “{row.text('parent')}”.", "parent")
    return order.listed


class _Order:
    """Puts the rows of a list of organisations in an order in which every parent stands before its children."""

    def __init__(self, group: Group, rows: list[Pending], on_record: dict[str, list[int]]) -> None:
        self._rows, self._on_record, self._titles = rows, on_record, group.title_lines
        self._tree = group.shared.matcher.tree
        self._parents = [key(row.text("parent")) for row in rows]
        self._by_name: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            for name in {key(row.text("organisation")), expanded(row.text("organisation"))}:
                self._by_name.setdefault(name, []).append(number)
        self._place: dict[int, int] = {}  # number of a row → its place in ``listed``
        self._kind: dict[int, str] = {}
        self._root: int | None = None
        self.listed: list[tuple[Pending, actions.ListedOrganisation]] = []

    def place_the_root(self) -> None:
        """The organisation above all: a row of its own, or else only named by the others or by the title."""
        if self._tree.nodes or not self._rows:
            return
        tops = [number for number, parent in enumerate(self._parents) if not parent]
        named = {key(line) for line in self._titles}
        sure = [
            n
            for n in tops
            if self._rows[n].slug("kind") == _UPPER or key(self._rows[n].text("organisation")) in named
        ]
        if sure or len(tops) == 1:
            self._list((sure or tops)[0], None, None, under=False)
            self._root = 0
        elif name := self._only_named():
            self.listed.append((self._rows[0], actions.ListedOrganisation(name, _UPPER)))
            self._root = 0
        elif tops:
            self._list(tops[0], None, None, under=False)
            self._root = 0

    def _only_named(self) -> str:
        """The one parent that is no row of the list, else the organisation of the title."""
        strangers = {
            parent: row.text("parent")
            for row, parent in zip(self._rows, self._parents, strict=True)
            if parent and not self._named(row.text("parent"))
        }
        if strangers:
            return next(iter(strangers.values())) if len(strangers) == 1 else ""
        titles = (line for line in self._titles if fold(line).startswith(("dang bo ", "dang uy ")))
        return next(titles, "")

    def _named(self, name: str) -> list[int]:
        return self._by_name.get(key(name)) or self._by_name.get(expanded(name)) or []

    def place(self, number: int) -> bool:
        """List a row if its parent is known by now."""
        if number in self._place:
            return True
        row, parent = self._rows[number], self._parents[number]
        if not parent:
            return self._place_without_parent(number)
        candidates, old = self._named(row.text("parent")), self._on_record.get(parent, [])
        above = _nearest(candidates, number)
        if above is not None and not old:
            if above not in self._place:
                return False
            self._list(number, self._place[above], None, under=self._kind[above] in _GRASSROOTS)
        elif len(old) == 1 and not candidates:
            self._list(number, None, old[0], under=self._tree[old[0]].kind in _GRASSROOTS)
        elif self._root == 0 and key(self.listed[0][1].name) == parent:
            self._list(number, 0, None, under=False)
        else:
            return False
        return True

    def _place_without_parent(self, number: int) -> bool:
        """A cell of a committee stands below it in the list; what is left lies right under the root."""
        told = self._rows[number].slug("kind")
        if told in _ATTACHED:
            above = next(
                (n for n in range(number - 1, -1, -1) if self._kind.get(n, "") in _ATTACHED[told]), None
            )
            if above is not None:
                self._list(number, self._place[above], None, under=True)
                return True
        if self._root is not None:
            self._list(number, self._root, None, under=False)
        elif len(self._tree.roots) == 1:
            self._list(number, None, self._tree.roots[0], under=False)
        else:
            return False
        return True

    def _list(self, number: int, above: int | None, parent: int | None, *, under: bool) -> None:
        row = self._rows[number]
        founded, name = row.partial("founded"), row.text("organisation")
        kind = row.slug("kind") or inferred_kind(fold(name), under, above is not None or parent is not None)
        self._place[number], self._kind[number] = len(self.listed), kind
        self.listed.append(
            (row, actions.ListedOrganisation(
                name, kind, above, parent, founded.iso() if founded else "", row.number, row.row_id,
                row.slug("sector"),
            ))
        )  # fmt: skip


def _nearest(candidates: list[int], number: int) -> int | None:
    """Of several organisations of one name the one last listed before a row; the only one wherever it stands."""
    if len(candidates) == 1:
        return candidates[0] if candidates[0] != number else None
    return max((candidate for candidate in candidates if candidate < number), default=None)
