"""The list of organisations: takes the tree over, and adds what a later list brings."""

from __future__ import annotations

from dangvu.foundation.vietnamese import fold, key
from dangvu.intake.accept.context import Group
from dangvu.intake.pending import Pending
from dangvu.organisations import actions
from dangvu.organisations.rules import inferred_kind
from dangvu.organisations.tree import Tree

_GRASSROOTS = "dang_bo_co_so"


def organisations(group: Group) -> None:
    """Open records for organisations that are not on record yet; the others are recognised."""
    tree = group.shared.matcher.tree
    there = {(key(node.name), _parent_key(tree, node.parent)): node.id for node in tree}
    by_name: dict[str, list[int]] = {}
    for node in tree:
        by_name.setdefault(key(node.name), []).append(node.id)
    new: list[Pending] = []
    for row in group.rows:
        row.check_cells(frozenset({"organisation"}))
        if not row.is_open:
            continue
        if not row.text("parent") and not new and not tree.nodes:
            new.append(row)
        elif (key(row.text("organisation")), key(row.text("parent"))) in there:
            continue
        elif not row.text("parent") and by_name.get(key(row.text("organisation"))):
            continue
        else:
            new.append(row)
    listed = _ordered(group, new, by_name)
    if listed:
        actions.take_over(actor=group.shared.actor, on=group.period.end, listed=[item for _, item in listed])


def _parent_key(tree: Tree, parent: int | None) -> str:
    return key(tree[parent].name) if parent is not None and parent in tree else ""


def _ordered(
    group: Group, rows: list[Pending], on_record: dict[str, list[int]]
) -> list[tuple[Pending, actions.ListedOrganisation]]:
    """Parents before children; a row whose parent is nowhere waits."""
    names = [key(row.text("organisation")) for row in rows]
    index: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        index.setdefault(name, []).append(number)
    tree = group.shared.matcher.tree
    placed: dict[int, int] = {}
    listed: list[tuple[Pending, actions.ListedOrganisation]] = []
    kinds: dict[int, str] = {}
    waiting = list(range(len(rows)))
    progress = True
    while waiting and progress:
        progress = False
        still = []
        for number in waiting:
            row, parent = rows[number], key(rows[number].text("parent"))
            candidates = index.get(parent, [])
            old = on_record.get(parent, [])
            if parent and len(candidates) == 1 and not old and candidates[0] in placed:
                above = actions.ListedOrganisation("", "", parent_index=placed[candidates[0]])
                under = kinds[candidates[0]] == _GRASSROOTS
            elif parent and len(old) == 1 and not candidates:
                above, under = actions.ListedOrganisation("", "", parent_id=old[0]), tree[old[0]].kind == _GRASSROOTS
            elif not parent and not tree.nodes and not any(not key(rows[n].text("parent")) for n in placed):
                above, under = actions.ListedOrganisation("", ""), False
            elif not parent and len(tree.roots) == 1:
                above, under = actions.ListedOrganisation("", "", parent_id=tree.roots[0]), False
            else:
                still.append(number)
                continue
            founded, told = row.partial("founded"), row.slug("kind")
            kind = told or inferred_kind(
                fold(row.text("organisation")), under, above.parent_index is not None or above.parent_id is not None
            )
            placed[number], kinds[number] = len(listed), kind
            listed.append(
                (row, actions.ListedOrganisation(
                    row.text("organisation"), kind, above.parent_index, above.parent_id,
                    founded.iso() if founded else "", row.number, row.row_id,
                ))
            )  # fmt: skip
            progress = True
        waiting = still
    for number in waiting:
        row = rows[number]
        row.wait("unknown_organisation", f"Chưa rõ tổ chức cấp trên “{row.text('parent')}”.", "parent")
    return listed
