"""Sharing a target out at the desk: it adds up, it changes only by a decision, and every version stays readable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators import queries as figures
from dangvu.organisations.queries import tree_on
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import (
    Decision,
    NewResolution,
    NewTarget,
    Part,
    Source,
    allocate,
    keep_resolutions,
    set_targets,
    share_out,
    withdraw_target,
)
from dangvu.work.resolutions.models import Target, TargetAllocation
from dangvu.work.resolutions.rules.targets import TargetKind

pytestmark = pytest.mark.django_db
DECISION = Decision("21-QĐ/ĐU", date(2023, 5, 15), "Sở Thứ Hai giảm biên chế")


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-03T09:00:00")
    return small_bloc()


@pytest.fixture
def target(bloc: SmallBloc) -> int:
    """The bloc's admission target of 2023: five, given 2, 2 and 1."""
    return int(Target.objects.known().get().pk)


def give(bloc: SmallBloc, target: int, first: int, second: int, lone: int, **more: object) -> None:
    parts = {bloc.first_unit: first, bloc.second_unit: second, bloc.lone_cell: lone}
    share_out(actor=OPERATOR, organisation=bloc.root, target=target, parts=parts, **more)  # type: ignore[arg-type]


def parts(bloc: SmallBloc, target: int, known: int | None = None) -> dict[int, int]:
    return queries.parts(actor=OPERATOR, organisation=bloc.root, target=target, known=known)


def admission_target(organisation: int, known: int | None = None) -> float | None:
    node = tree_on(date(2023, 6, 30))[organisation]
    table = figures.figures(actor=OPERATOR, organisation=node, period=Period.parse("2023-H1"), known=known)
    return table.figures["admission_target"].value


def test_the_committee_states_its_own_number_and_where_it_is_written(bloc: SmallBloc, target: int) -> None:
    [resolution] = keep_resolutions(
        actor=OPERATOR, organisation=bloc.root,
        resolutions=[NewResolution("15-NQ/ĐUK", date(2023, 1, 5), "Đảng ủy Khối", "Nhiệm vụ năm 2023")],
    )  # fmt: skip
    give(bloc, target, 2, 2, 1, whole=Decimal(6), reserve=1, source=Source(resolution, "mục II.3"))
    view = queries.target(actor=OPERATOR, organisation=bloc.root, target=target)
    assert (view.value, view.given) == (6, 5)
    assert view.basis == "Nghị quyết số 15-NQ/ĐUK ngày 05/01/2023, mục II.3"
    assert admission_target(bloc.root) == 5


def test_parts_that_do_not_add_up_are_refused_and_nothing_is_written(bloc: SmallBloc, target: int) -> None:
    before = last_act()
    with pytest.raises(Impossible, match="còn 1 chưa giao") as refusal:
        give(bloc, target, 2, 2, 1, whole=Decimal(6))
    assert refusal.value.field == "reserve"
    assert last_act() == before
    assert sum(parts(bloc, target).values()) == 5


def test_what_was_given_changes_only_by_a_decision(bloc: SmallBloc, target: int) -> None:
    with pytest.raises(Impossible, match="quyết định điều chỉnh"):
        give(bloc, target, 3, 1, 1)
    give(bloc, target, 3, 1, 1, decision=DECISION)
    assert parts(bloc, target) == {bloc.first_unit: 3, bloc.second_unit: 1, bloc.lone_cell: 1}


def test_a_slip_is_mended_without_a_decision_but_not_without_a_word(bloc: SmallBloc, target: int) -> None:
    give(bloc, target, 3, 1, 1, correction="Ghi nhầm hai dòng so với bảng giao")
    [latest, *_] = queries.versions(actor=OPERATOR, organisation=bloc.root, target=target)
    assert (latest.decision, latest.reason) == ("", "Ghi nhầm hai dòng so với bảng giao")


def test_both_versions_stay_readable_and_figures_follow_what_was_known(bloc: SmallBloc, target: int) -> None:
    before = last_act()
    give(bloc, target, 4, 0, 1, decision=DECISION, whole=Decimal(5))
    assert parts(bloc, target, before) == {bloc.first_unit: 2, bloc.second_unit: 2, bloc.lone_cell: 1}
    assert (admission_target(bloc.second_unit, before), admission_target(bloc.second_unit)) == (2, 0)
    assert admission_target(bloc.root, before) == admission_target(bloc.root) == 5
    latest, first = queries.versions(actor=OPERATOR, organisation=bloc.root, target=target)
    assert (latest.decision, latest.decided_on, latest.whole) == ("21-QĐ/ĐU", date(2023, 5, 15), 5)
    assert {(c.organisation, c.before, c.after) for c in latest.changes} == {
        (bloc.first_unit, 2, 4), (bloc.second_unit, 2, 0),
    }  # fmt: skip
    assert (first.whole, first.given, len(first.changes)) == (None, 5, 3)


def test_nothing_new_is_nothing_to_write(bloc: SmallBloc, target: int) -> None:
    with pytest.raises(Impossible, match="Chưa có phần nào khác"):
        give(bloc, target, 2, 2, 1, decision=DECISION)


def test_a_committee_that_shares_its_part_out_again_is_not_counted_twice(
    bloc: SmallBloc, target: int
) -> None:
    """The bloc gives two to the first unit, which gives them on to its cells: the bloc's target stays five."""
    [own] = set_targets(
        actor=OPERATOR, organisation=bloc.first_unit,
        targets=[NewTarget("Kết nạp đảng viên", 2023, TargetKind.COUNT, "admitted", Decimal(2))],
    )  # fmt: skip
    share_out(
        actor=OPERATOR, organisation=bloc.first_unit, target=own,
        parts={bloc.first_cell: 1, bloc.second_cell: 2},
    )  # fmt: skip
    assert admission_target(bloc.root) == 5
    assert admission_target(bloc.first_unit) == 2
    assert (admission_target(bloc.first_cell), admission_target(bloc.second_cell)) == (1, 2)
    node = tree_on(date(2023, 6, 30))[bloc.root]
    told = figures.explain(actor=OPERATOR, name="KN-07", organisation=node, period=Period.parse("2023-H1"))
    assert sum(record.weight for record in told.records) == 5


def test_a_list_read_later_supersedes_what_was_typed(bloc: SmallBloc, target: int) -> None:
    give(bloc, target, 3, 1, 1, decision=DECISION)
    allocate(actor=OPERATOR, organisation=bloc.root, target=target, parts=[Part(bloc.first_unit, 2)])
    assert parts(bloc, target)[bloc.first_unit] == 2


def test_a_target_stands_once_and_asks_for_what_its_kind_needs(bloc: SmallBloc) -> None:
    def set_one(*args: object, **more: object) -> None:
        new = NewTarget("Chỉ tiêu", 2023, *args, **more)  # type: ignore[arg-type]
        set_targets(actor=OPERATOR, organisation=bloc.root, targets=[new])

    with pytest.raises(Impossible, match="Năm 2023 đã có"):
        set_one(TargetKind.COUNT, "admitted", Decimal(9))
    with pytest.raises(Impossible, match="lớn hơn 0"):
        set_one(TargetKind.COUNT, "awareness_classes")
    with pytest.raises(Impossible, match="số nguyên"):
        set_one(TargetKind.COUNT, "awareness_classes", Decimal("2.5"))
    with pytest.raises(Impossible, match="phải có mức"):
        set_one(TargetKind.CEILING, "members_female_share")
    with pytest.raises(Impossible, match="Chưa chọn kỳ"):
        set_one(TargetKind.SESSIONS, "thematic_meetings", Decimal(1))
    with pytest.raises(Impossible, match="số gốc"):
        set_one(TargetKind.RATE, "admitted", Decimal(3))
    set_one(TargetKind.RATE, "admitted", Decimal(3), base_on=date(2022, 12, 31))
    set_one(TargetKind.YES_NO, "midterm_reviews_share")
    assert len(queries.targets(actor=OPERATOR, organisation=bloc.root, year=2023)) == 3


def test_a_rate_is_not_shared_out(bloc: SmallBloc) -> None:
    [rate] = set_targets(
        actor=OPERATOR, organisation=bloc.root,
        targets=[NewTarget("Đạt 3%", 2023, TargetKind.RATE, "admitted", Decimal(3), base_value=Decimal(12))],
    )  # fmt: skip
    with pytest.raises(Impossible, match="cùng một mức"):
        give(bloc, rate, 1, 1, 1)


def test_a_unit_neither_shares_out_the_target_of_the_bloc_nor_reaches_its_neighbour(
    bloc: SmallBloc, target: int
) -> None:
    unit = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    with pytest.raises(Refused):
        share_out(actor=unit, organisation=bloc.root, target=target, parts={bloc.first_unit: 1})
    with pytest.raises(LookupError):
        share_out(actor=unit, organisation=bloc.first_unit, target=target, parts={bloc.first_cell: 1})
    [own] = set_targets(
        actor=unit, organisation=bloc.first_unit,
        targets=[NewTarget("Kết nạp", 2023, TargetKind.COUNT, "admitted", Decimal(2))],
    )  # fmt: skip
    with pytest.raises(Refused):
        share_out(actor=unit, organisation=bloc.first_unit, target=own, parts={bloc.second_unit: 2})
    [(view, part)] = queries.given_to(actor=unit, organisation=bloc.first_unit, year=2023)
    assert (view.id, part) == (target, 2)


def test_a_target_set_by_mistake_is_withdrawn_and_stays_readable(bloc: SmallBloc, target: int) -> None:
    before = last_act()
    with pytest.raises(Impossible, match="Chưa ghi lý do"):
        withdraw_target(actor=OPERATOR, organisation=bloc.root, target=target, reason=" ")
    withdraw_target(actor=OPERATOR, organisation=bloc.root, target=target, reason="Lập nhầm năm")
    assert queries.targets(actor=OPERATOR, organisation=bloc.root, year=2023) == []
    assert len(queries.targets(actor=OPERATOR, organisation=bloc.root, year=2023, known=before)) == 1
    assert (admission_target(bloc.root), admission_target(bloc.root, before)) == (0, 5)
    assert not TargetAllocation.objects.known().exists()


def test_a_resolution_is_kept_once(bloc: SmallBloc) -> None:
    new = NewResolution("15-NQ/ĐUK", date(2023, 1, 5), "Đảng ủy Khối")
    keep_resolutions(actor=OPERATOR, organisation=bloc.root, resolutions=[new])
    with pytest.raises(Impossible, match="đã có"):
        keep_resolutions(actor=OPERATOR, organisation=bloc.root, resolutions=[new])
    assert [r.number for r in queries.resolutions(actor=OPERATOR, organisation=bloc.root)] == ["15-NQ/ĐUK"]
