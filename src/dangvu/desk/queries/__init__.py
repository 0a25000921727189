"""What waits for a person at an organisation and below it: each kind of work, how many, until when, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dangvu.desk.queries import (
    conferences,
    contradictions,
    documents,
    inspection,
    meetings,
    opinions,
    people,
    records,
    review,
    tasks,
)
from dangvu.desk.queries.rows import TITLES, Desk, Group, Waiting, group_of
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.periods import Period
from dangvu.organisations.tree import Node, Tree

__all__ = ["TITLES", "Group", "Waiting", "desks_of", "group_of", "own", "waiting"]

#: Every kind of work, each asked once.
SOURCES: tuple[Callable[[Desk], Iterable[Waiting]], ...] = (
    people.steps_with_a_deadline,
    people.transfers,
    people.missing,
    documents.to_receive,
    documents.not_studied,
    meetings.minutes_to_write,
    meetings.cells_to_meet,
    conferences.to_attend,
    conferences.to_give_out,
    records.rows_to_mend,
    records.uploads_to_write,
    contradictions.to_look_at,
    records.units_that_have_not_sent,
    review.figures_to_send,
    review.figures_to_receive,
    review.paragraphs_to_gather,
    review.unlocks_to_answer,
    review.reports_to_issue,
    opinions.proposals_to_answer,
    records.targets_behind,
    tasks.tasks_to_do,
    tasks.scheme_items,
    inspection.cases_to_conclude,
    inspection.programme_to_begin,
    records.accounts_to_confirm,
    records.system,
)


def waiting(*, actor: Actor, node: Node, tree: Tree, period: Period) -> list[Waiting]:
    """Everything that waits there for this person, the most pressing first."""
    desk = Desk(actor, node, tree, period, clock.today())
    return in_order(one for source in SOURCES for one in source(desk))


def own(*, actor: Actor, node: Node, tree: Tree, period: Period) -> list[Waiting]:
    """What waits for the person wherever they hold a role: told once, opened at ``node``."""
    desk = Desk(actor, node, tree, period, clock.today())
    return in_order([*records.rows_to_accept(desk), *records.machine_jobs(actor)])


def in_order(rows: Iterable[Waiting]) -> list[Waiting]:
    """The most pressing first; what has no one in it is not told."""
    found = [one for one in rows if one.count]
    return sorted(found, key=lambda one: (one.group, one.deadline or date.max, one.title))


def desks_of(actor: Actor, tree: Tree) -> Sequence[Node]:
    """Where the person has a desk, the highest first: an organisation adds one only where it opens more than above."""
    nodes = [tree[id_] for id_ in actor.grants if id_ in tree]
    nodes.sort(key=lambda node: (len(tree.path(node.id)), node.position, node.id))
    found: list[Node] = []
    for node in nodes:
        above = [actor.grants[one.id] for one in found if one.id in tree.path(node.id)]
        if not any(held >= actor.grants[node.id] for held in above):
            found.append(node)
    return found
