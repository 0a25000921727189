"""What the steps share: the cycle, a step with its row, figures frozen in the act."""

from __future__ import annotations

from collections.abc import Collection

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.freeze import freeze
from dangvu.indicators.kinds import reported_table
from dangvu.indicators.models import FigureVersion
from dangvu.organisations.queries import tree_on
from dangvu.review import rules
from dangvu.review.models import UnitState
from dangvu.review.rules import State, Step
from dangvu.review.standing import Cycle, cycle_of

NO_PERIOD = "Chưa có kỳ báo cáo nào mở cho những ngày này. Cấp nhận số liệu mở kỳ trước."


def cycle_at(organisation: int, period: Period) -> Cycle:
    cycle = cycle_of(organisation, period)
    if cycle is None:
        raise Impossible(NO_PERIOD)
    return cycle


def own_cycle(organisation: int, period: Period) -> Cycle:
    cycle = cycle_at(organisation, period)
    if cycle.owner != organisation:
        raise Impossible(f"Kỳ này do {cycle.tree[cycle.owner].name} mở; khóa và mở khóa ở đó.")
    return cycle


def may_change(organisation: int, period: Period) -> Cycle:
    """Refuse to change what was accepted or locked."""
    cycle = cycle_at(organisation, period)
    if cycle.is_excepted(organisation):
        return cycle
    state = cycle.state(organisation)
    if cycle.lock is not None or state is State.LOCKED:
        raise Impossible(
            "Kỳ đã khóa. Muốn sửa số đã gửi, đề nghị cấp nhận cho phép riêng đơn vị, có lý do và hạn."
        )
    if state is State.ACCEPTED:
        raise Impossible("Số liệu đã được nhận. Muốn sửa, đề nghị cấp nhận trả lại.")
    return cycle


def take(cycle: Cycle, unit: int, step: Step, opened: Act, **fields: object) -> None:
    """Close the unit's state and write the next; Impossible where the step does not follow."""
    state = cycle.state(unit)
    if state is State.LOCKED and step is Step.SEND and cycle.is_excepted(unit):
        state = State.RETURNED
    following = rules.after(state, step)
    if following is None:
        raise Impossible(_WRONG[step])
    old = cycle.states.get(unit)
    if old is not None:
        UnitState.objects.filter(pk=old.pk).update(known_to_act=opened.number)
    kept = (
        {}
        if old is None
        else {"version": old.version, "sent_by": old.sent_by, "due": old.due, "note": old.note}
    )
    cycle.states[unit] = UnitState.objects.create(
        period=cycle.row, organisation_id=unit, state=following, known_from_act=opened, **{**kept, **fields}
    )


_WRONG = {
    Step.SEND: "Số liệu đã được nhận hoặc đã khóa nên không gửi lại được.",
    Step.RETURN: "Đơn vị chưa gửi, hoặc số liệu đã khóa, nên không có gì để trả lại.",
    Step.ACCEPT: "Đơn vị chưa gửi, hoặc số liệu đã được nhận.",
    Step.LOCK: "Số liệu chưa được nhận nên chưa khóa được.",
    Step.UNLOCK: "Số liệu chưa khóa.",
}


def take_all(cycle: Cycle, units: Collection[int], step: Step, opened: Act) -> None:
    """Take the step for every unit for which it follows."""
    for unit in units:
        if rules.after(cycle.state(unit), step) is not None:
            take(cycle, unit, step, opened)


def reasoned(reason: str) -> None:
    if not reason.strip():
        raise Impossible("Chưa ghi lý do.", "reason")


def frozen_now(
    actor: Actor, organisation: int, period: Period, opened: Act, title: str, capability: str
) -> FigureVersion:
    """Everything as it is known before this act, also what the sender may not see: nothing is read to anybody."""
    tree = tree_on(period.end)
    node = tree[organisation] if organisation in tree else tree_on(clock.today())[organisation]
    known = opened.number - 1
    table = reported_table(organisation=node, period=period, known=known, by_unit=True)
    return freeze(actor=actor, table=table, known=known, title=title, capability=capability, lists=True)
