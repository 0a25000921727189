"""A unit sends, the office returns one figure, the unit corrects, the office accepts, the bloc locks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.difference import Why, difference
from dangvu.indicators.freeze import frozen_reported
from dangvu.indicators.models import Adjustment, FigureVersion
from dangvu.members.actions import NewMovement, Profile, record_movements, register
from dangvu.members.models import MovementKind
from dangvu.organisations.actions import found, move
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import tree_on
from dangvu.review import actions, queries
from dangvu.review.actions import NewRemark
from dangvu.review.models import UnitState
from dangvu.review.rules import State
from dangvu.review.standing import cycle_of
from dangvu.work.admissions.actions import NewAdmission, admit


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def opened(bloc: SmallBloc, levels: int = 1, actor: Actor = OPERATOR) -> None:
    actions.open_period(
        actor=actor, organisation=bloc.root, period=HALF_YEAR, cut_off=date(2023, 7, 7), confirm_by=date(2023, 7, 12),
        levels=levels, lead_days=1,
    )  # fmt: skip


def send(unit: int, actor: Actor = OPERATOR, **more: Any) -> int:
    return actions.send(actor=actor, organisation=unit, period=HALF_YEAR, **more)


def accept(receiver: int, *units: int, actor: Actor = OPERATOR) -> int:
    return actions.accept(actor=actor, receiver=receiver, units=units, period=HALF_YEAR)


def give_back(receiver: int, unit: int, name: str = "admitted", text: str = "Thiếu quyết định") -> None:
    actions.give_back(
        actor=OPERATOR, receiver=receiver, unit=unit, period=HALF_YEAR, remarks=[NewRemark(name, text)]
    )


def lock(bloc: SmallBloc, without: str = "", actor: Actor = OPERATOR) -> int:
    return actions.lock(actor=actor, organisation=bloc.root, period=HALF_YEAR, without=without)


def adjust(unit: int, value: float = 1, actor: Actor = OPERATOR) -> int:
    return actions.adjust(
        actor=actor, organisation=unit, period=HALF_YEAR, name="admitted", value=value, reason="giấy đến muộn"
    )


def state(unit: int) -> State:
    cycle = cycle_of(unit, HALF_YEAR)
    assert cycle is not None
    return cycle.state(unit)


def units_of(bloc: SmallBloc) -> tuple[int, int, int]:
    return bloc.first_unit, bloc.second_unit, bloc.lone_cell


def admitted_late(bloc: SmallBloc) -> None:
    new = Profile(name="Bùi Thị Muộn", unit_id=bloc.first_cell, sex="nu", birth=PartialDate(1999, 1, 2))
    (one,) = register(actor=OPERATOR, organisation=bloc.root, people=[new])
    late = [NewAdmission(one, bloc.first_cell, date(2023, 6, 3))]
    admit(actor=OPERATOR, organisation=bloc.root, admissions=late)


# -- the way -------------------------------------------------------------------------------------------------


def test_a_unit_sends_is_returned_corrects_and_is_accepted_and_every_sending_is_kept(bloc: SmallBloc) -> None:
    opened(bloc)
    first = send(bloc.first_unit)
    give_back(bloc.root, bloc.first_unit)
    assert state(bloc.first_unit) is State.RETURNED
    with pytest.raises(Impossible, match="ý kiến chưa trả lời"):
        send(bloc.first_unit)
    adjust(bloc.first_unit)
    second = send(bloc.first_unit)
    assert frozen_reported(actor=OPERATOR, version=first)["admitted"].figure.value == 2
    assert frozen_reported(actor=OPERATOR, version=second)["admitted"].figure.value == 3
    accept(bloc.root, bloc.first_unit)
    assert state(bloc.first_unit) is State.ACCEPTED
    told = (
        UnitState.objects.filter(organisation_id=bloc.first_unit)
        .order_by("pk")
        .values_list("state", flat=True)
    )
    assert list(told) == ["da_gui", "tra_lai", "da_gui", "da_nhan"], "each step is a row of the known clock"


def test_a_remark_is_met_by_an_answer_where_the_number_stays(bloc: SmallBloc) -> None:
    opened(bloc)
    send(bloc.first_unit)
    give_back(bloc.root, bloc.first_unit)
    side = queries.own_side(actor=OPERATOR, node=bloc.node(bloc.first_unit), period=HALF_YEAR)
    assert side is not None
    [remark] = side.remarks
    assert (remark.indicator.code if remark.indicator else "", remark.value) == ("KN-01", 2)
    send(bloc.first_unit, answers={remark.id: "Đủ quyết định, kèm theo"})
    accept(bloc.root, bloc.first_unit)
    after = queries.own_side(actor=OPERATOR, node=bloc.node(bloc.first_unit), period=HALF_YEAR)
    assert after is not None
    assert after.remarks == []


def test_two_levels_send_upward_one_by_one(bloc: SmallBloc) -> None:
    opened(bloc, levels=2)
    with pytest.raises(Impossible, match="Còn 2 đơn vị bên dưới"):
        send(bloc.first_unit)
    for cell in (bloc.first_cell, bloc.second_cell):
        send(cell)
        accept(bloc.first_unit, cell)
    send(bloc.first_unit)
    with pytest.raises(Impossible, match="đã gửi lên cấp trên"):
        give_back(bloc.first_unit, bloc.first_cell)
    accept(bloc.root, bloc.first_unit)
    assert state(bloc.first_cell) is State.LOCKED
    give_back(bloc.root, bloc.first_unit)
    assert state(bloc.first_cell) is State.ACCEPTED, "who is returned may return in turn"
    give_back(bloc.first_unit, bloc.first_cell)
    assert state(bloc.first_cell) is State.RETURNED


def test_three_levels_send_upward_one_by_one(bloc: SmallBloc) -> None:
    middle = found(
        actor=OPERATOR, name="Đảng bộ bộ phận Khối phòng", kind=Kind.SECTIONAL_COMMITTEE, parent=bloc.first_unit,
        on=date(2023, 2, 1),
    )  # fmt: skip
    move(actor=OPERATOR, organisation=bloc.first_cell, parent=middle, on=date(2023, 2, 2))
    opened(bloc, levels=3)
    cycle = cycle_of(bloc.first_cell, HALF_YEAR)
    assert cycle is not None
    days = [cycle.due(unit) for unit in (bloc.first_unit, middle, bloc.first_cell)]
    assert days == [date(2023, 7, 7), date(2023, 7, 6), date(2023, 7, 5)]
    for unit, receiver in (
        (bloc.first_cell, middle),
        (middle, bloc.first_unit),
        (bloc.second_cell, bloc.first_unit),
    ):
        send(unit)
        accept(receiver, unit)
    send(bloc.first_unit)
    accept(bloc.root, bloc.first_unit)
    states = [state(unit) for unit in (bloc.first_unit, middle, bloc.second_cell, bloc.first_cell)]
    assert states == [State.ACCEPTED, State.LOCKED, State.LOCKED, State.LOCKED]


def test_a_unit_may_send_without_those_below_where_it_says_why(bloc: SmallBloc) -> None:
    opened(bloc, levels=2)
    send(bloc.first_unit, without="Chi bộ Kế hoạch chưa họp")
    assert state(bloc.first_unit) is State.SENT


def test_nobody_accepts_what_they_sent_themselves(bloc: SmallBloc) -> None:
    opened(bloc)
    clerk = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    other = actor_for(person(bloc.root, "cap_tren_to_chuc", "other"))
    send(bloc.first_unit, actor=clerk)
    with pytest.raises(Impossible, match="chính đồng chí gửi"):
        accept(bloc.root, bloc.first_unit, actor=clerk)
    accept(bloc.root, bloc.first_unit, actor=other)


def test_what_was_sent_again_meanwhile_is_not_accepted_unseen(bloc: SmallBloc) -> None:
    opened(bloc)
    first = send(bloc.first_unit)
    second = send(bloc.first_unit)
    with pytest.raises(Impossible, match="vừa gửi lại"):
        actions.accept(
            actor=OPERATOR,
            receiver=bloc.root,
            units=[bloc.first_unit],
            period=HALF_YEAR,
            seen={bloc.first_unit: first},
        )
    actions.accept(
        actor=OPERATOR,
        receiver=bloc.root,
        units=[bloc.first_unit],
        period=HALF_YEAR,
        seen={bloc.first_unit: second},
    )


def test_who_may_what(bloc: SmallBloc) -> None:
    opened(bloc, levels=2)
    unit = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    neighbour = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    watcher = actor_for(person(bloc.root, "theo_doi"))
    send(bloc.first_cell)
    for actor in (neighbour, watcher):
        with pytest.raises(Refused):
            accept(bloc.first_unit, bloc.first_cell, actor=actor)
        with pytest.raises(Refused):
            send(bloc.first_unit, actor=actor)
    accept(bloc.first_unit, bloc.first_cell, actor=unit)
    with pytest.raises(Refused):
        accept(bloc.root, bloc.first_unit, actor=unit)
    with pytest.raises(LookupError):
        actions.accept(actor=unit, receiver=bloc.first_unit, units=[bloc.third_cell], period=HALF_YEAR)


def test_one_period_for_the_same_days(bloc: SmallBloc) -> None:
    opened(bloc)
    with pytest.raises(Impossible, match="đã được"):
        opened(bloc)
    with pytest.raises(Impossible, match="đã được"):
        actions.open_period(
            actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, cut_off=date(2023, 7, 7), confirm_by=date(2023, 7, 8)
        )  # fmt: skip


def test_moving_a_day_keeps_both_versions(bloc: SmallBloc) -> None:
    opened(bloc)
    actions.move_days(
        actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, cut_off=date(2023, 7, 10), confirm_by=date(2023, 7, 14),
        reason="bão",
    )  # fmt: skip
    cycle = cycle_of(bloc.first_unit, HALF_YEAR)
    assert cycle is not None
    assert cycle.due(bloc.first_unit) == date(2023, 7, 10)
    assert cycle.row.terms.count() == 2


# -- the board -----------------------------------------------------------------------------------------------


def test_the_board_is_worst_first_and_tells_who_is_equal(bloc: SmallBloc) -> None:
    opened(bloc)
    actions.declare(actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, figures={"admitted": 4})
    actions.declare(actor=OPERATOR, organisation=bloc.second_unit, period=HALF_YEAR, figures={"admitted": 0})
    send(bloc.first_unit)
    send(bloc.second_unit)
    actions.remind(actor=OPERATOR, receiver=bloc.root, units=units_of(bloc), period=HALF_YEAR)
    board = queries.board(actor=OPERATOR, receiver=bloc.node(bloc.root), period=HALF_YEAR)
    assert board is not None
    assert [line.node.id for line in board.lines] == [bloc.lone_cell, bloc.first_unit, bloc.second_unit]
    assert [line.is_equal for line in board.lines] == [False, False, True]
    assert [line.times for line in board.lines] == [1, 0, 0], "who has sent is not reminded"
    assert [line.next.words for line in board.lines[:1]] == ["Chưa gửi"]


# -- the lock ------------------------------------------------------------------------------------------------


def all_in(bloc: SmallBloc) -> int:
    opened(bloc)
    for unit in units_of(bloc):
        send(unit)
    accept(bloc.root, *units_of(bloc))
    return lock(bloc)


def test_a_lock_needs_everybody_or_a_reason(bloc: SmallBloc) -> None:
    opened(bloc)
    with pytest.raises(Impossible, match="Còn 3 đơn vị"):
        lock(bloc)
    lock(bloc, without="Chi bộ Hội Thứ Ba đang hợp nhất")
    with pytest.raises(Impossible, match="Kỳ đã khóa"):
        send(bloc.first_unit)


def test_after_the_lock_facts_are_recorded_and_what_was_sent_is_not_changed(bloc: SmallBloc) -> None:
    version = all_in(bloc)
    admitted_late(bloc)
    for write in (
        lambda: adjust(bloc.first_unit),
        lambda: send(bloc.first_unit),
        lambda: actions.declare(
            actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, figures={"admitted": 1}
        ),
    ):
        with pytest.raises(Impossible, match="khóa"):
            write()
    assert not Adjustment.objects.exists()
    kept = frozen_reported(actor=OPERATOR, version=version)["admitted"].figure.value
    known = FigureVersion.objects.get(pk=version).known_at
    late = difference(
        actor=OPERATOR, name="admitted", organisation=bloc.node(bloc.root), period=HALF_YEAR, from_known=known, reported=True
    )  # fmt: skip
    assert (kept, late.before.value, late.after.value) == (3, 3, 4)
    assert [(p.why, [r.label for r in p.records]) for p in late.parts] == [(Why.LATE, ["Bùi Thị Muộn"])]


def test_an_exception_opens_one_unit_until_its_day_and_what_it_sends_is_locked_again(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_in(bloc)
    actions.let_change(
        actor=OPERATOR, organisation=bloc.root, unit=bloc.first_unit, period=HALF_YEAR, reason="sót người", until=date(2023, 7, 6)
    )  # fmt: skip
    adjust(bloc.first_unit)
    with pytest.raises(Impossible):
        adjust(bloc.second_unit)
    send(bloc.first_unit)
    accept(bloc.root, bloc.first_unit)
    assert state(bloc.first_unit) is State.LOCKED
    with pytest.raises(Impossible):
        adjust(bloc.first_unit)
    actions.let_change(
        actor=OPERATOR, organisation=bloc.root, unit=bloc.second_unit, period=HALF_YEAR, reason="sót", until=date(2023, 7, 6)
    )  # fmt: skip
    monkeypatch.setenv("DANGVU_NOW", "2023-07-07T08:00:00")
    with pytest.raises(Impossible):
        adjust(bloc.second_unit)


def test_unlocking_takes_two_people_and_at_the_root_the_one_who_signs(bloc: SmallBloc) -> None:
    all_in(bloc)
    clerk = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    secretary = actor_for(person(bloc.root, "bi_thu"))
    with pytest.raises(Impossible, match="Không có đề nghị"):
        actions.answer_unlock(actor=secretary, organisation=bloc.root, period=HALF_YEAR, agreed=True)
    actions.ask_to_unlock(actor=clerk, organisation=bloc.root, period=HALF_YEAR, reason="sai số kết nạp")
    with pytest.raises(Refused):
        actions.answer_unlock(actor=clerk, organisation=bloc.root, period=HALF_YEAR, agreed=True)
    actions.answer_unlock(actor=secretary, organisation=bloc.root, period=HALF_YEAR, agreed=True)
    assert state(bloc.first_unit) is State.ACCEPTED
    give_back(bloc.root, bloc.first_unit)
    adjust(bloc.first_unit)


def test_unlocking_below_the_root_needs_the_level_above_and_another_person(bloc: SmallBloc) -> None:
    actions.open_period(
        actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, cut_off=date(2023, 7, 7), confirm_by=date(2023, 7, 8)
    )  # fmt: skip
    actions.lock(actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, without="thử")
    above = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    own = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    actions.ask_to_unlock(actor=above, organisation=bloc.first_unit, period=HALF_YEAR, reason="sai")
    with pytest.raises(Refused):
        actions.answer_unlock(actor=own, organisation=bloc.first_unit, period=HALF_YEAR, agreed=True)
    with pytest.raises(Impossible, match="người khác"):
        actions.answer_unlock(actor=above, organisation=bloc.first_unit, period=HALF_YEAR, agreed=True)
    other = actor_for(person(bloc.root, "tinh_to_chuc"))
    actions.answer_unlock(actor=other, organisation=bloc.first_unit, period=HALF_YEAR, agreed=False)
    with pytest.raises(Impossible, match="Kỳ đã khóa"):
        actions.lock(actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR)


def test_a_member_who_died_late_is_told_between_the_two_sendings(bloc: SmallBloc) -> None:
    opened(bloc)
    send(bloc.first_unit)
    dead = NewMovement(bloc.people["Đỗ Ắng"], bloc.first_cell, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])
    send(bloc.first_unit)
    node = tree_on(HALF_YEAR.end)[bloc.first_unit]
    told = {
        f.indicator.name: (f.sent.figure.value, f.before)
        for f in queries.sent_figures(actor=OPERATOR, unit=node, period=HALF_YEAR)
    }
    assert told["members_end"] == (7, 8)
