"""Counting working days. Pure: the days off are given, they are dated data (foundation/parameters).

The day of the event is not counted: received Monday 6/3/2023, sixty working days end on Monday 29/5/2023, and on
1/6/2023 once 1, 2 and 3/5/2023 are days off.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working(day: date, holidays: Collection[date], worked: Collection[date] = ()) -> bool:
    """Whether offices work on ``day``: Monday to Friday but the holidays, and weekend days worked in exchange."""
    if day in worked:
        return True
    return day.weekday() < _SATURDAY and day not in holidays


def add(day: date, days: int, holidays: Collection[date], worked: Collection[date] = ()) -> date:
    """The ``days``-th working day after ``day``; before it where ``days`` is negative; ``day`` itself for zero."""
    step = _DAY if days >= 0 else -_DAY
    left = abs(days)
    while left:
        day += step
        left -= is_working(day, holidays, worked)
    return day


def between(start: date, end: date, holidays: Collection[date], worked: Collection[date] = ()) -> int:
    """Working days after ``start`` up to and with ``end``; negative where ``end`` is before ``start``."""
    if end < start:
        return -between(end, start, holidays, worked)
    weeks, rest = divmod((end - start).days, 7)
    count = weeks * 5 + sum((end - _DAY * number).weekday() < _SATURDAY for number in range(rest))
    count -= sum(
        1 for day in holidays if start < day <= end and day.weekday() < _SATURDAY and day not in worked
    )
    return count + sum(1 for day in worked if start < day <= end and day.weekday() >= _SATURDAY)


@dataclass(frozen=True)
class Calendar:
    """The days off and the weekend days worked, and the years of which the days off are on record."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)
    _asked: dict[tuple[date, date | int], Any] = field(default_factory=dict, repr=False, compare=False)

    def add(self, day: date, days: int) -> date:
        """As ``add``; a thousand dossiers ask for the same few days."""
        if (day, days) not in self._asked:
            self._asked[day, days] = add(day, days, self.holidays, self.worked)
        found: date = self._asked[day, days]
        return found

    def between(self, start: date, end: date) -> int:
        if (start, end) not in self._asked:
            self._asked[start, end] = between(start, end, self.holidays, self.worked)
        found: int = self._asked[start, end]
        return found

    def is_working(self, day: date) -> bool:
        return is_working(day, self.holidays, self.worked)

    def unrecorded(self, start: date, end: date) -> tuple[int, ...]:
        """The years between two days whose public holidays are not on record: a deadline there says so."""
        first, last = sorted((start.year, end.year))
        return tuple(year for year in range(first, last + 1) if year not in self.years)

    def deadline(self, start: date, days: int, document: str = "", point: str = "") -> Deadline:
        """The last day of a term of ``days`` working days that begins to run after ``start``."""
        on = self.add(start, days)
        return Deadline(on, start, days, document, point, self.unrecorded(start, on))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, what it was counted from, by which rule, and the years counted without their holidays."""

    on: date
    start: date
    days: int
    document: str = ""
    point: str = ""
    unrecorded: tuple[int, ...] = ()

    @property
    def source(self) -> str:
        """The document and its point, as a person cites them."""
        return f"{self.document}, {self.point}" if self.point else self.document

    @property
    def caution(self) -> str:
        """What the person must know where public holidays of a year are missing; empty otherwise."""
        if not self.unrecorded:
            return ""
        years = ", ".join(str(year) for year in self.unrecorded)
        return (
            f"Chưa có lịch nghỉ lễ năm {years}: chỉ mới trừ thứ bảy, chủ nhật, nên hạn thật có thể muộn hơn."
        )
