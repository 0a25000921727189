"""Rules of the tree, and the tree of a day in memory."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.organisations.rules import inferred_kind, without_gap_or_overlap
from dangvu.organisations.tree import Node, NotATree, Tree, check

A, B, C = date(2023, 1, 1), date(2023, 3, 1), date(2023, 6, 1)


@pytest.mark.parametrize(
    ("intervals", "holds"),
    [
        ([(A, None)], True),
        ([(B, None), (A, B)], True),
        ([(A, B), (C, None)], False),  # a gap
        ([(A, C), (B, None)], False),  # an overlap
        ([(A, None), (B, None)], False),  # two that go on
    ],
)
def test_dated_rows_follow_one_another(intervals: list[tuple[date, date | None]], holds: bool) -> None:
    assert without_gap_or_overlap(intervals) is holds


@pytest.mark.parametrize(
    ("name", "under_grassroots", "has_parent", "kind"),
    [
        ("to dang 1", True, True, "to_dang"),
        ("chi bo van phong", True, True, "chi_bo_truc_thuoc"),
        ("chi bo hoi luat gia", False, True, "chi_bo_co_so"),
        ("dang bo khoi", False, False, "dang_bo_cap_tren"),
        ("dang bo so y te", False, True, "dang_bo_co_so"),
        ("dang bo trung tam", True, True, "dang_bo_bo_phan"),
    ],
)
def test_a_kind_that_the_list_does_not_tell_follows_from_name_and_place(
    name: str, under_grassroots: bool, has_parent: bool, kind: str
) -> None:
    """Điều lệ Đảng, Điều 21: a cell under a grassroots committee is attached, otherwise it is grassroots itself."""
    assert inferred_kind(name, under_grassroots, has_parent) == kind


def node(id_: int, parent: int | None, kind: str = "chi_bo_truc_thuoc") -> Node:
    return Node(id_, f"n{id_}", f"Chi bộ {id_}", kind, parent)


def test_a_tree_rolls_up_own_rows_and_children() -> None:
    tree = Tree(
        {1: node(1, None, "dang_bo_cap_tren"), 2: node(2, 1, "dang_bo_co_so"), 3: node(3, 2), 4: node(4, 2)}
    )
    assert tree.roll_up({2: 1, 3: 10, 4: 100}) == {1: 111, 2: 111, 3: 10, 4: 100}
    assert (tree.ancestors(3), tree.roots, tree.children(2)) == ((2, 1), [1], [3, 4])
    assert sorted(tree.descendants(2)) == [2, 3, 4]
    assert [tree.unit_of(o) for o in (1, 2, 3)] == [None, 2, 2]
    assert tree.label(3) == "Chi bộ 3 – Chi bộ 2"


def test_a_circle_is_no_tree() -> None:
    check([node(1, None), node(2, 1), node(3, 2)])
    with pytest.raises(NotATree):
        check([node(1, None), node(2, 3), node(3, 2)])
