"""What may be intended: one plan for each of the six acts. Plain data; nothing is done here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.organisations.actions import NO_DECISION, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When, and by which decision (empty while it is only rehearsed)."""

    on: date
    decision: Decision = NO_DECISION


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Plan):
    """``organisation``, with everything below it, under another superior."""

    organisation: int
    parent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Plan):
    """``organisations`` into ``into``. Cells that join a committee go on as cells below it."""

    organisations: tuple[int, ...]
    into: int


@dataclass(frozen=True, slots=True)
class Part:
    """A new organisation made by a split: who goes there, and which organisations below go with it."""

    name: str
    people: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Plan):
    """New organisations out of ``organisation``, which goes on with whoever stays."""

    organisation: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Plan):
    """Another name, and another ``kind`` where told (a cell that becomes a grassroots committee)."""

    organisation: int
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissolve(Plan):
    """The end of ``organisation``; its members go on in ``members_to``."""

    organisation: int
    members_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Plan):
    """A new organisation under ``parent``, with organisations of the same parent moved below it where told."""

    parent: int
    name: str
    kind: str
    organisations: tuple[int, ...] = ()
