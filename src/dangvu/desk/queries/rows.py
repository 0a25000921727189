"""What a row of the first screen says, whose desk it lies on, and how pressing it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from functools import cached_property

from dangvu.foundation.actor import Actor
from dangvu.foundation.periods import Period
from dangvu.organisations.access import may
from dangvu.organisations.tree import Node, Tree
from dangvu.review.queries import open_cycles
from dangvu.review.standing import Cycle


class Group(IntEnum):
    """How pressing a piece of work is, in the order of the page."""

    OVERDUE = 0
    TODAY = 1
    THIS_WEEK = 2
    LATER = 3
    ELSEWHERE = 4


TITLES: Mapping[Group, str] = {
    Group.OVERDUE: "Quá hạn",
    Group.TODAY: "Hôm nay",
    Group.THIS_WEEK: "Tuần này",
    Group.LATER: "Sau tuần này",
    Group.ELSEWHERE: "Chờ nơi khác",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the page: a count, a verb with its object, a deadline, and the page whose list has that count."""

    count: int
    unit: str
    title: str
    note: str
    group: Group
    page: str  # the name of the page
    query: Mapping[str, str] = field(default_factory=dict)
    deadline: date | None = None
    words: str = ""
    anchor: str = ""  # where the list stands on its page
    own: bool = False  # a page of the person, not of an organisation
    code: str = ""  # another organisation than that of the desk


@dataclass(frozen=True)
class Desk:
    """Whose desk it is: who, at which organisation, on which day, in which period."""

    actor: Actor
    node: Node
    tree: Tree
    period: Period
    today: date

    @cached_property
    def inside(self) -> set[int]:
        return set(self.tree.descendants(self.node.id))

    @cached_property
    def cycles(self) -> list[Cycle]:
        """The reporting periods that are not over in which the organisation asks or is asked."""
        return open_cycles(self.node, self.tree)

    def may(self, *capabilities: str) -> bool:
        return all(may(self.actor, one, self.node.id, tree=self.tree) for one in capabilities)


def group_of(deadline: date, today: date) -> Group:
    """Where a deadline stands seen from ``today``; the week ends on Sunday."""
    if deadline < today:
        return Group.OVERDUE
    if deadline == today:
        return Group.TODAY
    return Group.THIS_WEEK if deadline <= today + timedelta(days=6 - today.weekday()) else Group.LATER
