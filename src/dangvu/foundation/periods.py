"""Reporting periods: month, quarter, half-year, nine months, year, or any two dates. Both ends are included."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|(9M)))?$")
_RANGE = re.compile(r"^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$")


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_of(day: date) -> int:
    """The quarter of a day, 1 to 4."""
    return (day.month - 1) // 3 + 1


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` to ``end``, both days included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends on or after its first day: {self.start}..{self.end}")

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Period:
        """Whole months of one year: ``months(2023, 1, 6)`` is the first half."""
        return cls(date(year, first, 1), _last_day(year, last))

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read ``2023-06``, ``2023-Q2``, ``2023-H1``, ``2023-9M``, ``2023`` or ``2023-01-15..2023-03-31``.

        Raises ValueError for anything else.
        """
        if found := _RANGE.fullmatch(code):
            return cls(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        found = _CODE.fullmatch(code)
        if not found:
            raise ValueError(code)
        year = int(found[1])
        if found[2]:
            return cls.months(year, int(found[2]), int(found[2]))
        if found[3]:
            return cls.months(year, int(found[3]) * 3 - 2, int(found[3]) * 3)
        if found[4]:
            return cls.months(year, int(found[4]) * 6 - 5, int(found[4]) * 6)
        return cls.months(year, 1, 9 if found[5] else 12)

    @property
    def after(self) -> date:
        """The first day that no longer belongs to the period."""
        return self.end + timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end

    @property
    def code(self) -> str:
        """The shortest code that :meth:`parse` reads back as this period."""
        year, first, last = self.start.year, self.start.month, self.end.month
        whole = self.start.day == 1 and self.end == _last_day(self.end.year, last) and self.end.year == year
        if whole:
            if (first, last) == (1, 12):
                return f"{year}"
            if (first, last) == (1, 9):
                return f"{year}-9M"
            if last - first == 5 and first in (1, 7):
                return f"{year}-H{1 if first == 1 else 2}"
            if last - first == 2 and first % 3 == 1:
                return f"{year}-Q{last // 3}"
            if first == last:
                return f"{year}-{first:02d}"
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def label(self) -> str:
        """As a report names it: '6 tháng đầu năm 2023'."""
        code, year = self.code, self.start.year
        if code == f"{year}":
            return f"năm {year}"
        tail = code[5:]
        if tail in ("H1", "H2"):
            return f"6 tháng {'đầu' if tail == 'H1' else 'cuối'} năm {year}"
        if tail == "9M":
            return f"9 tháng đầu năm {year}"
        if tail.startswith("Q") and len(tail) == 2:
            return f"quý {['I', 'II', 'III', 'IV'][int(tail[1]) - 1]} năm {year}"
        if len(tail) == 2:
            return f"tháng {int(tail)} năm {year}"
        return f"từ {self.start:%d/%m/%Y} đến {self.end:%d/%m/%Y}"

    def quarters(self) -> list[Period]:
        """The calendar quarters that the period touches, cut to it."""
        found = []
        day = date(self.start.year, (self.start.month - 1) // 3 * 3 + 1, 1)
        while day <= self.end:
            quarter = Period(day, _last_day(day.year, day.month + 2))
            found.append(Period(max(quarter.start, self.start), min(quarter.end, self.end)))
            day = quarter.after
        return found

    @property
    def year(self) -> Period:
        """The calendar year in which the period ends; a yearly target belongs to it."""
        return Period.months(self.end.year, 1, 12)
