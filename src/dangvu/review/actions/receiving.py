"""The receiver's side: returning single figures, accepting, reminding."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ACCEPT_FIGURES
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.freeze import frozen
from dangvu.organisations.access import require
from dangvu.review.actions.steps import cycle_at, take, take_all
from dangvu.review.models import LockException, Remark, Reminder
from dangvu.review.rules import State, Step
from dangvu.review.standing import Cycle


@dataclass(frozen=True, slots=True)
class NewRemark:
    """What is said of one figure (``name`` '': of the whole)."""

    name: str
    text: str


def give_back(
    *,
    actor: Actor,
    receiver: int,
    unit: int,
    period: Period,
    remarks: Sequence[NewRemark],
    due: date | None = None,
    seen: Mapping[int, int] | None = None,
) -> None:
    """Return what a unit sent, with remarks on single figures. What was frozen stays frozen."""
    require(actor, ACCEPT_FIGURES, receiver)
    if not remarks or any(not remark.text.strip() for remark in remarks):
        raise Impossible("Ghi rõ ý kiến: số nào cần sửa, vì sao.", "text")
    if due is not None and due < clock.today():
        raise Impossible("Hạn gửi lại phải từ hôm nay trở đi.", "due")
    with act(actor, "review.give_back") as opened:
        cycle = cycle_at(receiver, period)
        _check(cycle, receiver, unit)
        _seen(cycle, unit, seen)
        version = cycle.states[unit].version if unit in cycle.states else None
        was = cycle.state(unit)
        take(cycle, unit, Step.RETURN, opened, due=due)
        values = frozen(version)[unit] if version is not None else {}
        for remark in remarks:
            figure = values.get(remark.name)
            Remark.objects.create(
                period=cycle.row, organisation_id=unit, name=remark.name, text=remark.text.strip(),
                value=None if figure is None else figure.value, known_from_act=opened,
            )  # fmt: skip
        if was is State.ACCEPTED:
            take_all(cycle, cycle.asked(unit), Step.UNLOCK, opened)
        record(opened, "review.give_back", count=len(remarks), organisation_id=unit, period=period.label)


def accept(
    *,
    actor: Actor,
    receiver: int,
    units: Collection[int],
    period: Period,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Accept what these units sent; what lies below each is locked. How many.

    ``seen``: {unit: the version that was looked at}; one that was sent again meanwhile is not accepted unseen.
    """
    require(actor, ACCEPT_FIGURES, receiver)
    with act(actor, "review.accept") as opened:
        cycle = cycle_at(receiver, period)
        for unit in units:
            _check(cycle, receiver, unit)
            _seen(cycle, unit, seen)
            sent_by = cycle.states[unit].sent_by if unit in cycle.states else None
            if actor.user_id is not None and sent_by == actor.user_id:
                raise Impossible(
                    f"Số liệu của {cycle.tree[unit].name} do chính đồng chí gửi; cần người khác nhận."
                )
            take(cycle, unit, Step.ACCEPT, opened)
            Remark.objects.known().filter(period=cycle.row, organisation_id=unit).update(
                known_to_act=opened.number
            )
            take_all(cycle, cycle.asked(unit), Step.LOCK, opened)
            if cycle.lock is not None:  # sent under an exception: what is accepted is locked again
                take_all(cycle, [unit], Step.LOCK, opened)
                LockException.objects.known().filter(period=cycle.row, organisation_id=unit).update(
                    known_to_act=opened.number
                )
            record(opened, "review.accept", count=1, organisation_id=unit, period=period.label)
    return len(units)


def remind(*, actor: Actor, receiver: int, units: Collection[int], period: Period) -> int:
    """Remind units that have not sent: each sees it on its first page. How many."""
    require(actor, ACCEPT_FIGURES, receiver)
    with act(actor, "review.remind") as opened:
        cycle = cycle_at(receiver, period)
        asked = [
            unit
            for unit in cycle.not_accepted(receiver)
            if unit in units and cycle.state(unit) is not State.SENT
        ]
        for unit in asked:
            Reminder.objects.create(period=cycle.row, organisation_id=unit, known_from_act=opened)
        record(opened, "review.remind", count=len(asked), organisation_id=receiver, period=period.label)
    return len(asked)


def _seen(cycle: Cycle, unit: int, seen: Mapping[int, int] | None) -> None:
    if seen is None:
        return
    version = cycle.states[unit].version_id if unit in cycle.states else None
    if version != seen.get(unit):
        raise Impossible(
            f"{cycle.tree[unit].name} vừa gửi lại sau khi đồng chí mở trang. Xem số mới rồi bấm lần nữa."
        )


def _check(cycle: Cycle, receiver: int, unit: int) -> None:
    """Whether ``unit`` sends to ``receiver``, which may still act on it. LookupError where it does not send there."""
    if unit not in cycle.asked(receiver):
        raise LookupError(unit)
    if cycle.is_excepted(unit):
        return
    if cycle.lock is not None:
        raise Impossible("Kỳ đã khóa.")
    if cycle.owner != receiver and cycle.state(receiver) not in (State.OPEN, State.RETURNED):
        raise Impossible(
            "Số liệu của đơn vị đã gửi lên cấp trên nên không đổi số của cấp dưới được; đề nghị cấp trên trả lại."
        )
