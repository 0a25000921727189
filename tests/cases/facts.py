"""The invented facts of a case: organisations, people, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(eq=False)
class Org:
    """kind: root, committee, cell (grassroots), sectional, attached."""

    name: str
    kind: str
    parent: Org | None = None
    children: list[Org] = field(default_factory=list)
    founded: date = date(1990, 1, 1)

    def below(self) -> list[Org]:
        return [self, *(deep for child in self.children for deep in child.below())]

    @property
    def cells(self) -> list[Org]:
        return [org for org in self.below() if org.kind in ("cell", "attached")]

    @property
    def unit(self) -> Org:
        return self if self.kind in ("committee", "cell") or self.parent is None else self.parent.unit


@dataclass(eq=False)
class Person:
    family: str
    given: str
    female: bool
    birth: date
    birth_precision: str
    number: str
    card: str
    ethnicity: str
    religion: str
    home: str
    education: str
    theory: str
    joined: date
    official: date | None
    cell: Org

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}"


@dataclass(eq=False)
class Record:
    """One row of one sheet. ``values`` are facts; ``written`` is what stands there instead, word for word."""

    values: dict[str, object]
    counts: bool = True
    on: date | None = None
    person: Person | None = None
    org: Org | None = None
    kind: str = ""
    written: dict[str, object] = field(default_factory=dict)
    problems: list[dict[str, object]] = field(default_factory=list)
    repeats: Record | None = None
    place: tuple[str, str, int, int] = ("", "", 0, 0)
    """file, sheet, number of the sheet in the file, row from 1."""


@dataclass(eq=False)
class Unit:
    """What one grassroots organisation has to report."""

    org: Org
    roster: list[Record] = field(default_factory=list)
    admissions: list[Record] = field(default_factory=list)
    recognitions: list[Record] = field(default_factory=list)
    movements: list[Record] = field(default_factory=list)
    meetings: list[Record] = field(default_factory=list)
    inspections: list[Record] = field(default_factory=list)
    declared: list[Record] = field(default_factory=list)

    def sheets(self) -> dict[str, list[Record]]:
        return {
            "roster": self.roster, "admissions": self.admissions, "recognitions": self.recognitions,
            "movements": self.movements, "meetings": self.meetings, "inspections": self.inspections,
            "declared": self.declared,
        }  # fmt: skip


@dataclass(eq=False)
class World:
    root: Org
    start: date
    end: date
    units: list[Unit]
    targets: list[Record]
    reviews: list[Record]
    classes: list[tuple[date, date, list[Record]]]
    tree: list[Record]

    @property
    def orgs(self) -> list[Org]:
        return self.root.below()

    def inside(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end
