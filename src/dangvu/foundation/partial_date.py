"""Dates as people write them: a full day, a month of a year, or only a year. The precision is kept."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of stated precision. ``month`` and ``day`` are None where the source does not give them."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day without a month is no date")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read what :meth:`iso` wrote: 1975, 1975-02 or 1975-02-03."""
        return cls(*(int(part) for part in text.split("-")))

    @property
    def precision(self) -> str:
        """'day', 'month' or 'year'."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def is_full(self) -> bool:
        return self.day is not None

    @property
    def first(self) -> date:
        """The earliest day that this date can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that this date can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def iso(self) -> str:
        """1975, 1975-02 or 1975-02-03."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __str__(self) -> str:
        """As people in Viet Nam write it: 03/02/1975, 02/1975 or 1975."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.month:02d}/{self.year:04d}"
        return f"{self.day:02d}/{self.month:02d}/{self.year:04d}"
