"""What must hold of a meeting that is written down, and how far a proposal has come; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


def fault(*, on: date, today: date, attended: int | None, members: int) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '') where nothing is."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi buổi đã sinh hoạt."
    if attended is not None and members and attended > members:
        return (
            "attended",
            f"Chi bộ có {members} đảng viên vào ngày {on:%d/%m/%Y}, ít hơn {attended}; kiểm tra lại số dự.",
        )
    return "", ""


class OpinionState(StrEnum):
    """How far a proposal or an opinion has come."""

    NEW = "moi"
    ROUTED = "da_chuyen"
    ANSWERED = "da_tra_loi"


OPINION_STATES = {
    OpinionState.NEW: "Chưa chuyển",
    OpinionState.ROUTED: "Đã chuyển, chờ trả lời",
    OpinionState.ANSWERED: "Đã trả lời",
}


def opinion_state(*, routed: bool, answered: bool) -> OpinionState:
    """An answer ends it, also where nobody wrote down to whom it was sent."""
    if answered:
        return OpinionState.ANSWERED
    return OpinionState.ROUTED if routed else OpinionState.NEW


def days_late(state: OpinionState, due: date | None, today: date) -> int:
    """How many days an answer is overdue; 0: not, or no day was set."""
    if state is not OpinionState.ROUTED or due is None:
        return 0
    return max(0, (today - due).days)
