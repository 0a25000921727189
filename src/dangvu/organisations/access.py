"""The gate: which organisations an actor may see, and whether a thing may be done there.

Rights follow today's tree and today's grants: a capability held at an organisation holds for everything
below it, and for nothing beside or above.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import Refused
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree


def organisations_visible(actor: Actor, capability: str, tree: Tree) -> set[int]:
    """Ids of the organisations of ``tree`` in which the actor holds the capability."""
    if actor.is_operator:
        return set(tree.nodes)
    seen: set[int] = set()
    for organisation in actor.organisations_with(capability):
        if organisation in tree:
            seen.update(tree.descendants(organisation))
    return seen


def visible_below(actor: Actor, capability: str, tree: Tree, organisation: int) -> set[int]:
    """Of the organisation and everything below it in ``tree``, those in which the actor holds the capability."""
    return set(tree.descendants(organisation)) & organisations_visible(actor, capability, tree)


def visible(
    queryset: models.QuerySet[Any],
    actor: Actor,
    capability: str,
    on: date | None = None,
    *,
    field: str = "organisation",
) -> models.QuerySet[Any]:
    """The rows of ``queryset`` that belong to organisations the actor may see with this capability."""
    if actor.is_operator:
        return queryset
    tree = tree_on(on or clock.today())
    return queryset.filter(**{f"{field}__among": organisations_visible(actor, capability, tree)})


def may(
    actor: Actor, capability: str, organisation: int, on: date | None = None, tree: Tree | None = None
) -> bool:
    """Whether the actor holds the capability at this organisation or above it."""
    if actor.is_operator:
        return True
    held = actor.organisations_with(capability)
    return not held.isdisjoint((tree or tree_on(on or clock.today())).path(organisation))


def require(
    actor: Actor, capability: str, organisation: int | None, on: date | None = None, tree: Tree | None = None
) -> None:
    """Refuse unless the actor may do this there; the first line of every action.

    ``organisation`` None is for what belongs to no organisation yet: only the operator, or whoever holds the
    capability at a root, may do it. ``tree`` is today's, from whoever has it already.
    """
    if actor.is_operator:
        return
    if organisation is not None and may(actor, capability, organisation, on, tree):
        return
    if organisation is None:
        roots = set((tree or tree_on(on or clock.today())).roots)
        if actor.organisations_with(capability) & roots:
            return
    raise Refused("Đồng chí không có quyền làm việc này ở tổ chức đã chọn.")


def require_rows(actor: Actor, capability: str, organisation: int, rows: Iterable[int]) -> None:
    """Refuse unless the actor may do this at ``organisation`` and at every organisation that the rows name.

    Whoever holds the capability at a root may also write for organisations that have ended.
    """
    require(actor, capability, organisation)
    if actor.is_operator:
        return
    tree, held = tree_on(clock.today()), actor.organisations_with(capability)
    if held.isdisjoint(tree.roots) and any(held.isdisjoint(tree.path(row)) for row in set(rows)):
        raise Refused("Có dòng thuộc tổ chức mà đồng chí không có quyền ghi.")


def reachable(actor: Actor, code: str, capability: str) -> tuple[Node, Tree]:
    """The organisation behind /o/<code>/: LookupError for an unknown or foreign one alike, Refused without right.

    Foreign means that the actor holds nothing at all there; known without this capability is Refused (403).
    """
    tree = tree_on(clock.today())
    for node in tree:
        if node.code == code:
            break
    else:
        raise LookupError(code)
    if actor.is_operator:
        return node, tree
    if set(actor.grants).isdisjoint(tree.path(node.id)):
        raise LookupError(code)
    if not may(actor, capability, node.id, tree=tree):
        raise Refused("Đồng chí không có quyền xem phần này.")
    return node, tree
