"""How far a unit's figures are, what may follow, who must act and by when. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dangvu.foundation.periods import Period
from dangvu.foundation.working_days import Calendar


class PeriodKind(StrEnum):
    MONTH = "thang"
    QUARTER = "quy"
    HALF_YEAR = "sau_thang"
    NINE_MONTHS = "chin_thang"
    YEAR = "nam"
    TERM = "nhiem_ky"


KIND_TITLES: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: "Tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.HALF_YEAR: "6 tháng",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "Năm",
    PeriodKind.TERM: "Nhiệm kỳ",
}


class State(StrEnum):
    OPEN = "dang_lam"
    SENT = "da_gui"
    RETURNED = "tra_lai"
    ACCEPTED = "da_nhan"
    LOCKED = "da_khoa"


class Step(StrEnum):
    SEND = "gui"
    RETURN = "tra_lai"
    ACCEPT = "nhan"
    LOCK = "khoa"
    UNLOCK = "mo_khoa"


#: What may follow; a sending may be sent again as long as nobody has accepted it.
_FOLLOWS: Mapping[Step, Mapping[State, State]] = {
    Step.SEND: {State.OPEN: State.SENT, State.RETURNED: State.SENT, State.SENT: State.SENT},
    Step.RETURN: {State.SENT: State.RETURNED, State.ACCEPTED: State.RETURNED},
    Step.ACCEPT: {State.SENT: State.ACCEPTED},
    Step.LOCK: {State.ACCEPTED: State.LOCKED},
    Step.UNLOCK: {State.LOCKED: State.ACCEPTED},
}
#: Worst first: the order of the board.
ORDER = (State.OPEN, State.RETURNED, State.SENT, State.ACCEPTED, State.LOCKED)


def after(state: State, step: Step) -> State | None:
    """The state that the step leads to; None where it may not be taken now."""
    return _FOLLOWS[step].get(state)


def kind_of(period: Period) -> PeriodKind:
    """What kind of period these days are; longer than a year is a term, anything else counts as the next longer kind."""
    code = period.code
    if ".." in code:
        days = (period.end - period.start).days
        longest = ((31, PeriodKind.MONTH), (92, PeriodKind.QUARTER), (184, PeriodKind.HALF_YEAR),
                   (275, PeriodKind.NINE_MONTHS), (366, PeriodKind.YEAR))  # fmt: skip
        return next((kind for most, kind in longest if days <= most), PeriodKind.TERM)
    tail = code[5:6]
    by_tail = {
        "": PeriodKind.YEAR,
        "Q": PeriodKind.QUARTER,
        "H": PeriodKind.HALF_YEAR,
        "9": PeriodKind.NINE_MONTHS,
    }
    return by_tail.get(tail, PeriodKind.MONTH)


def due(cut_off: date, level: int, lead_days: int, calendar: Calendar) -> date:
    """By when level ``level`` sends (1: directly below the organisation that asks): each lower one sooner."""
    return calendar.add(cut_off, -lead_days * (level - 1)) if level > 1 and lead_days else cut_off


def days_are_wrong(period: Period, cut_off: date, confirm_by: date) -> str:
    """What is wrong with the two days; empty where nothing is."""
    if cut_off <= period.start:
        return "Hạn gửi phải sau ngày đầu kỳ."
    if confirm_by < cut_off:
        return "Ngày xác nhận không thể trước hạn gửi."
    return ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The state in words: what it is, who acts next, by when."""

    words: str
    who: str
    by: date | None
    late: int = 0  # days gone since then


def next_step(
    state: State, *, unit: str, receiver: str, due: date, confirm_by: date, waiting_for: Sequence[str], remarks: int,
    today: date, period_locked: bool = False, exception_until: date | None = None,
) -> NextStep:  # fmt: skip
    """Who must act, and by when. ``waiting_for``: units below that have not been accepted yet."""
    if exception_until is not None and state in (State.OPEN, State.RETURNED, State.LOCKED):
        words = "Được sửa sau khóa" if state is State.LOCKED else "Được gửi sau khóa"
        return NextStep(words, unit, exception_until, _late(exception_until, today))
    if state is State.LOCKED:
        return NextStep("Đã khóa", "", None)
    if period_locked:
        return NextStep(
            "Chưa gửi khi khóa kỳ" if state is not State.SENT else "Gửi sau khi khóa kỳ", receiver, None
        )
    if state is State.ACCEPTED:
        return NextStep("Đã nhận", "", None)
    if state is State.SENT:
        return NextStep(f"Chờ {receiver} xem", receiver, confirm_by, _late(confirm_by, today))
    if state is State.RETURNED:
        said = f"Trả lại để sửa {remarks} số" if remarks else "Trả lại để sửa"
        return NextStep(said, unit, due, _late(due, today))
    if waiting_for:
        first = waiting_for[0]
        more = f" và {len(waiting_for) - 1} đơn vị khác" if len(waiting_for) > 1 else ""
        return NextStep(f"Chờ {len(waiting_for)} đơn vị gửi lên", f"{first}{more}", due, _late(due, today))
    return NextStep("Chưa gửi", unit, due, _late(due, today))


def _late(day: date, today: date) -> int:
    return max(0, (today - day) // timedelta(days=1))


def days_in_words(by: date, today: date) -> str:
    """'còn 2 ngày', 'hôm nay', 'chậm 3 ngày'."""
    days = (by - today).days
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"chậm {-days} ngày"
