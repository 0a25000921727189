"""The tree through time after any reorganisations, and what a reorganisation may not change."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.organisations import actions as organisations
from dangvu.organisations.actions import CannotReorganise
from dangvu.organisations.models import OrganisationParent, OrganisationState
from dangvu.organisations.queries import TreesThroughTime, boundaries, find, tree_on
from dangvu.organisations.rules import without_gap_or_overlap
from dangvu.organisations.tree import check
from tests.golden.world import FIRST_DAY, HALF, World, reorganise
from tests.properties.test_figures import unbalanced

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)


def days_that_matter() -> list[date]:
    changes = boundaries(date.min, date.max)
    return sorted({FIRST_DAY, *changes, *(day - ONE_DAY for day in changes), date(2030, 1, 1)})


def test_on_every_day_there_is_one_root_and_no_circle_and_nobody_is_lost(undone: World) -> None:
    done = [reorganise(undone) for _ in range(12)]
    assert any(done)
    for day in days_that_matter():
        tree = tree_on(day)
        check(tree)
        assert tree.roots == [undone.root], day
        assert sorted(tree.descendants(undone.root)) == sorted(tree.nodes)


def test_names_and_parents_follow_one_another_without_gap_or_overlap(undone: World) -> None:
    for _ in range(12):
        reorganise(undone)
    for model in (OrganisationState, OrganisationParent):
        intervals: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        for organisation, start, end in model.objects.known().values_list(
            "organisation_id", "valid_from", "valid_to"
        ):
            intervals[organisation].append((start, end))
        for organisation, found in intervals.items():
            assert without_gap_or_overlap(found), (model.__name__, organisation, found)
            assert all(end is None or start < end for start, end in found)


def test_old_days_keep_the_old_name(undone: World) -> None:
    unit = next(u for u in undone.units if u in tree_on(date(2030, 1, 1)))
    on = max([*boundaries(date.min, date.max), date(2023, 8, 1)]) + ONE_DAY
    old = tree_on(on - ONE_DAY)[unit].name
    organisations.rename(actor=OPERATOR, organisation=unit, name="Đảng bộ Tên Sau", on=on)
    assert tree_on(on - ONE_DAY)[unit].name == old
    assert tree_on(on)[unit].name == "Đảng bộ Tên Sau"
    assert find("Đảng bộ Tên Sau", tree_on(on)).id == unit


def test_moving_an_organisation_changes_nothing_above_and_keeps_the_balance(undone: World) -> None:
    tree = tree_on(HALF.end)
    moved = next(o for o in tree.children(undone.root) if not tree.children(o))
    there = next(o for o in tree.children(undone.root) if o != moved)
    before = Run(HALF).figures(CATALOGUE, [undone.root])[undone.root]
    on = max([*boundaries(FIRST_DAY, HALF.end), date(2023, 5, 1)])
    organisations.move(actor=OPERATOR, organisation=moved, parent=there, on=on)
    after = Run(HALF).figures(CATALOGUE, [undone.root])[undone.root]
    changed = {name for name in before if before[name] != after[name]}
    # A unit that comes under another one may reach a target with it; what is counted in people may not change.
    assert changed <= {"reorganisations", "units_with_admissions", "units_without_admissions",
                       "units_with_admissions_share", "units_reaching_target"}  # fmt: skip
    assert unbalanced(HALF) == []


def test_walking_histories_gives_the_tree_of_each_day(world: World) -> None:
    trees = TreesThroughTime()
    for day in days_that_matter():
        assert trees.on(day).nodes == tree_on(day).nodes


def change(undone: World) -> tuple[int, int, date]:
    """Two free-standing units and a day after all that happened."""
    on = max([*boundaries(date.min, date.max), date(2023, 8, 1)]) + ONE_DAY
    one, other = [
        organisations.found(
            actor=OPERATOR, parent=undone.root, name=f"Đảng bộ {n}", kind="dang_bo_co_so", on=on
        )
        for n in "AB"
    ]
    return one, other, on


def test_a_move_into_what_will_lie_below_it_is_refused(undone: World) -> None:
    one, other, on = change(undone)
    organisations.move(actor=OPERATOR, organisation=other, parent=one, on=on + 30 * ONE_DAY)
    with pytest.raises(CannotReorganise, match="nằm bên trong chính nó"):
        organisations.move(actor=OPERATOR, organisation=one, parent=other, on=on + 10 * ONE_DAY)


def test_an_organisation_with_a_later_child_is_not_dissolved(undone: World) -> None:
    one, _, on = change(undone)
    organisations.found(
        actor=OPERATOR, parent=one, name="Chi bộ Sau", kind="chi_bo_truc_thuoc", on=on + 30 * ONE_DAY
    )
    with pytest.raises(CannotReorganise, match="trực thuộc một tổ chức đã chấm dứt"):
        organisations.dissolve(actor=OPERATOR, organisation=one, on=on + 10 * ONE_DAY)


def test_a_name_is_not_changed_before_an_end_already_recorded(undone: World) -> None:
    one, _, on = change(undone)
    organisations.dissolve(actor=OPERATOR, organisation=one, on=on + 30 * ONE_DAY)
    with pytest.raises(CannotReorganise, match="chấm dứt"):
        organisations.rename(actor=OPERATOR, organisation=one, name="Tên khác", on=on + 10 * ONE_DAY)


def test_a_merger_into_a_part_of_itself_and_a_split_of_the_root_are_refused(undone: World) -> None:
    one, other, on = change(undone)
    organisations.move(actor=OPERATOR, organisation=other, parent=one, on=on + ONE_DAY)
    with pytest.raises(CannotReorganise, match="trực thuộc nó"):
        organisations.merge(actor=OPERATOR, organisations=[one], into=other, on=on + 2 * ONE_DAY)
    with pytest.raises(CannotReorganise, match="không có cấp trên"):
        organisations.split(actor=OPERATOR, organisation=undone.root, names=["Khối hai"], on=on)
