"""The tree of one day, in memory: a few hundred nodes, walked without a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dangvu.organisations.models import CELLS, GRASSROOTS, Kind, Sector


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation as it is on the tree's day."""

    id: int
    code: str
    name: str
    kind: str
    parent: int | None
    founded: str = ""
    position: int = 0
    sector: str = ""  # its own; what holds is told by the tree

    @property
    def is_grassroots(self) -> bool:
        """A tổ chức cơ sở đảng: a grassroots committee or a grassroots cell, never an attached cell."""
        return self.kind in GRASSROOTS

    @property
    def is_upper(self) -> bool:
        """A committee above grassroots ones."""
        return self.kind == Kind.UPPER_COMMITTEE

    @property
    def is_cell(self) -> bool:
        return self.kind in CELLS

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


@dataclass
class Tree:
    """Organisations and their parents on one day. ``nodes`` come in the order of the official list."""

    nodes: dict[int, Node]
    _children: dict[int | None, list[int]] = field(default_factory=dict)
    _paths: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _below: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.nodes.values():
            parent = node.parent if node.parent in self.nodes else None
            self._children.setdefault(parent, []).append(node.id)

    def __contains__(self, organisation: int) -> bool:
        return organisation in self.nodes

    def __getitem__(self, organisation: int) -> Node:
        return self.nodes[organisation]

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    @property
    def roots(self) -> list[int]:
        return self._children.get(None, [])

    def children(self, organisation: int) -> list[int]:
        """Direct children, in list order."""
        return self._children.get(organisation, [])

    def path(self, organisation: int) -> tuple[int, ...]:
        """The organisation and everything above it, from itself to the root."""
        found = self._paths.get(organisation)
        if found is None:
            if organisation not in self.nodes:
                return ()
            parent = self.nodes[organisation].parent
            above = self.path(parent) if parent is not None and parent in self.nodes else ()
            found = self._paths[organisation] = (organisation, *above)
        return found

    def ancestors(self, organisation: int) -> tuple[int, ...]:
        """Everything above, from the parent to the root."""
        return self.path(organisation)[1:]

    def descendants(self, organisation: int) -> tuple[int, ...]:
        """The organisation and everything below it, in list order."""
        if organisation not in self._below:
            found, waiting = list[int](), [organisation]
            while waiting:
                current = waiting.pop()
                found.append(current)
                waiting.extend(reversed(self.children(current)))
            self._below[organisation] = tuple(found)
        return self._below[organisation]

    def unit_of(self, organisation: int) -> int | None:
        """The grassroots organisation in which ``organisation`` lies; None above that level."""
        for above in self.path(organisation):
            if self.nodes[above].is_grassroots:
                return above
        return None

    def sector_of(self, path: Iterable[int]) -> str:
        """The kind of unit that holds at the foot of a path: its own, else that of the nearest above; '' not told."""
        return next((self.nodes[o].sector for o in path if o in self.nodes and self.nodes[o].sector), "")

    def sector_label(self, organisation: int) -> str:
        """The same in words; '' where it is not told."""
        sector = self.sector_of(self.path(organisation))
        return str(Sector(sector).label) if sector else ""

    def roll_up(self, own: Mapping[int, float]) -> dict[int, float]:
        """For every node, its own value and everything below: *own rows + children = parent*."""
        total: dict[int, float] = dict.fromkeys(self.nodes, 0)
        for organisation, value in own.items():
            for above in self.path(organisation):
                total[above] += value
        return total

    def label(self, organisation: int) -> str:
        """The name, with the parent's where the name alone is not unique (every unit has a 'Phòng Tổng hợp')."""
        node = self.nodes[organisation]
        if (
            node.kind in (Kind.ATTACHED_CELL, Kind.PARTY_GROUP, Kind.SECTIONAL_COMMITTEE)
            and node.parent in self.nodes
        ):
            return f"{node.name} – {self.nodes[node.parent].name}"
        return node.name


class NotATree(ValueError):
    """The links of a day make a circle."""


def check(nodes: Iterable[Node]) -> None:
    """Raise NotATree where some organisation is above itself."""
    parents = {node.id: node.parent for node in nodes}
    done: set[int] = set()
    for start in parents:
        seen: set[int] = set()
        current: int | None = start
        while current is not None and current not in done:
            if current in seen:
                raise NotATree(f"Tổ chức {current} đứng trên chính nó.")
            seen.add(current)
            current = parents.get(current)
        done |= seen
