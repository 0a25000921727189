"""How a thing with a deadline stands on a day: in time, near its day, overdue, done late. Pure.

Late means: not done by the deadline that is in force on the day asked. What is done on the last day is in time.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

#: How many days before its deadline a thing is told to be near it.
SOON = 7


class Standing(StrEnum):
    """How it stands; the most pressing first."""

    OVERDUE = "qua-han"
    SOON = "sap-han"
    OPEN = "con-han"  # its day is further off, or it has none
    IN_TIME = "dung-han"
    LATE = "xong-cham"
    DONE = "da-xong"  # done, of a thing without a deadline


TITLES = {
    Standing.OVERDUE: "Quá hạn", Standing.SOON: "Sắp đến hạn", Standing.OPEN: "Đang làm", Standing.IN_TIME: "Xong đúng hạn",
    Standing.LATE: "Xong chậm", Standing.DONE: "Đã xong",
}  # fmt: skip
#: The colours of the tags.
TAGS = {
    Standing.OVERDUE: "bad", Standing.SOON: "warn", Standing.OPEN: "", Standing.IN_TIME: "ok", Standing.LATE: "warn",
    Standing.DONE: "ok",
}  # fmt: skip
NOT_DONE = (Standing.OVERDUE, Standing.SOON, Standing.OPEN)


def standing(*, due_on: date | None, done_on: date | None, today: date) -> Standing:
    """How it stands on ``today``. Due 30/6, done 30/6: in time; done 1/7: late.

    Not done on 30/6 it is near its day, on 1/7 it is overdue.
    """
    if done_on is not None and done_on <= today:
        if due_on is None:
            return Standing.DONE
        return Standing.IN_TIME if done_on <= due_on else Standing.LATE
    if due_on is None or due_on > today + timedelta(days=SOON):
        return Standing.OPEN
    return Standing.OVERDUE if due_on < today else Standing.SOON


def days_late(*, due_on: date | None, done_on: date | None, today: date) -> int:
    """How many days after its deadline it was done, or is still not done; 0 where it is not late."""
    if due_on is None:
        return 0
    return max(0, ((done_on or today) - due_on).days)


def done_fault(*, done_on: date, today: date, paper: str, example: str) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it) of the word that a thing is done; ('', '').

    ``example``: of a paper that shows it.
    """
    if done_on > today:
        return "done_on", f"Ngày {done_on:%d/%m/%Y} chưa đến; chỉ báo việc đã làm xong."
    if not paper.strip():
        return "paper", f"Chưa ghi văn bản chứng minh, ví dụ: {example}."
    return "", ""


def in_words(*, due_on: date | None, done_on: date | None, today: date) -> str:
    """How it stands, as a person reads it."""
    at = standing(due_on=due_on, done_on=done_on, today=today)
    late = f"{days_late(due_on=due_on, done_on=done_on, today=today):,}".replace(",", ".")
    match at:
        case Standing.OVERDUE:
            return f"Quá hạn {late} ngày"
        case Standing.SOON:
            left = (due_on - today).days if due_on else 0
            return f"Còn {left} ngày" if left else "Hạn hôm nay"
        case Standing.LATE:
            return f"Xong chậm {late} ngày"
        case Standing.OPEN:
            return TITLES[at] if due_on else "Chưa làm"
    return TITLES[at]


class HasDeadline:
    """How a thing with ``due_on``, ``done_on`` and ``today`` stands, for the views of tasks and of items of schemes."""

    __slots__ = ()

    due_on: date | None
    done_on: date | None
    today: date

    @property
    def standing(self) -> Standing:
        return standing(due_on=self.due_on, done_on=self.done_on, today=self.today)

    @property
    def days_late(self) -> int:
        return days_late(due_on=self.due_on, done_on=self.done_on, today=self.today)

    @property
    def is_open(self) -> bool:
        return self.standing in NOT_DONE

    @property
    def said(self) -> str:
        """How it stands, as a person reads it."""
        return in_words(due_on=self.due_on, done_on=self.done_on, today=self.today)

    @property
    def tag(self) -> str:
        """The colour of the tag."""
        return TAGS[self.standing]
