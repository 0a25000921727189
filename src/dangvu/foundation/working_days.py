"""Counting working days. Pure: the days off are given, they are dated data (foundation/parameters).

The day of the event is not counted: received Monday 6/3/2023, sixty working days end on Monday 29/5/2023, and on
1/6/2023 once 1, 2 and 3/5/2023 are days off.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The days off and the weekend days worked, and the years of which the days off are on record."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)
    #: {year: its working days}: a term is a place in this list further on, however long it is
    _working: dict[int, list[date]] = field(default_factory=dict, repr=False, compare=False)

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day``: Monday to Friday but the holidays, and weekend days worked in exchange."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.holidays)

    def _of(self, year: int) -> list[date]:
        if year not in self._working:
            first, last = date(year, 1, 1), date(year, 12, 31)
            days = (first + _DAY * number for number in range((last - first).days + 1))
            self._working[year] = [day for day in days if self.is_working(day)]
        return self._working[year]

    def add(self, day: date, days: int) -> date:
        """The ``days``-th working day after ``day``; before it where ``days`` is negative; ``day`` itself for zero."""
        if not days:
            return day
        year, found = day.year, self._of(day.year)
        place = bisect_right(found, day) + days - 1 if days > 0 else bisect_left(found, day) + days
        while place >= len(found):
            place, year = place - len(found), year + 1
            found = self._of(year)
        while place < 0:
            year -= 1
            found = self._of(year)
            place += len(found)
        return found[place]

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; negative where ``end`` is before ``start``."""
        if end < start:
            return -self.between(end, start)
        whole = sum(len(self._of(year)) for year in range(start.year, end.year))
        return whole + bisect_right(self._of(end.year), end) - bisect_right(self._of(start.year), start)

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
