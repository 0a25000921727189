"""Huy hiệu Đảng: who has the years for which mark, how early it may be given, how long discipline makes it wait. Pure.

Sources: Quy định 24-QĐ/TW and 29-QĐ/TW; Hướng dẫn 01-HD/TW (28/9/2021), mục 18; Hướng dẫn 56-HD/VPTW (27/10/2015) (domain §2.4, §13.9).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dangvu.members.rules import Limit, Obstacle, months_after

#: Why a badge is given on a day: in its turn, early to someone gravely ill, or after death.
IN_TURN, ILL, POSTHUMOUS = "dung_dip", "benh_nang", "truy_tang"
GROUNDS = {IN_TURN: "Đủ năm, trao đúng đợt", ILL: "Bệnh nặng, trao sớm", POSTHUMOUS: "Truy tặng"}
#: From this mark on it may be given two years early.
HIGH_MARK = 70
DISCIPLINE = {"khien_trach": "Khiển trách", "canh_cao": "Cảnh cáo", "cach_chuc": "Cách chức"}


def party_age(since: date, on: date, outside: Sequence[tuple[date, date]] = ()) -> int:
    """Whole months of Party age on a day: from the day written in the decision, less the time outside the Party.

    Decision 10/8/1993, struck off 1/1/2000, admitted again 1/1/2002 → on 2/9/2023: 360 − 24 = 336 (28 years).
    """
    return _months(since, on) - sum(_months(left, min(back, on)) for left, back in outside if left < on)


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (months_after(start, months) > end)


def reaches(since: date, years: int, outside: Sequence[tuple[date, date]] = ()) -> date:
    """The day on which someone has so many years, as far as their absences are known now."""
    lost = sum(_months(left, back) for left, back in outside)
    return months_after(since, years * 12 + lost)


def next_mark(since: date, on: date, marks: Collection[int], outside: Sequence[tuple[date, date]] = ()) -> int | None:  # fmt: skip
    """The next mark that someone has not the years for yet."""
    return min((mark for mark in marks if party_age(since, on, outside) < mark * 12), default=None)


def bonus(mark: int, levels: Mapping[int, Fraction], base_pay: int) -> int | None:
    """What goes with a badge, in đồng: so many times the base pay of the day; None where no level of the mark is on record.

    Hướng dẫn 56-HD/VPTW (27/10/2015): 30 years in 2025, 1,5 × 2.340.000 = 3.510.000.
    """
    return round(levels[mark] * base_pay) if mark in levels else None


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge about to be recorded, with the last discipline where there was one (kind, day it was announced)."""

    mark: int
    on: date
    ground: str = IN_TURN
    discipline: str = ""
    announced: date | None = None


def badge(
    asked: Badge, since: date, outside: Sequence[tuple[date, date]], marks: Collection[int],
    days: Collection[tuple[int, int]], early: Limit, wait: Limit | None,
) -> Obstacle | None:  # fmt: skip
    """Years, day of award, and the wait after discipline. Cảnh cáo announced 20/4/2023: not before 20/1/2024."""
    if asked.mark not in marks:
        return Obstacle("Chọn một mức Huy hiệu Đảng trong danh sách.", "mark")
    if asked.ground not in GROUNDS:
        return Obstacle("Chọn trao đúng đợt, trao sớm hay truy tặng.", "ground")
    if asked.ground == IN_TURN and (asked.on.month, asked.on.day) not in days:
        told = ", ".join(f"{day:02d}/{month:02d}" for month, day in sorted(days))
        return Obstacle(f"Huy hiệu Đảng trao theo các đợt {told}; ghi ngày của một đợt.", "on")
    spared = 0 if asked.ground == IN_TURN else early.value
    have = party_age(since, asked.on, outside)
    if have + spared < asked.mark * 12:
        full = reaches(since, asked.mark, outside)
        allowed = f"; được trao sớm nhiều nhất {early.value} tháng ({early.source})" if spared else ""
        return Obstacle(
            f"Đến {asked.on:%d/%m/%Y} mới có {have // 12} năm {have % 12} tháng tuổi đảng, đủ {asked.mark} năm từ "
            f"{full:%d/%m/%Y}{allowed}.",
            "mark",
        )
    if asked.discipline and asked.announced is None:
        return Obstacle("Ghi ngày công bố quyết định kỷ luật.", "announced")
    if asked.discipline and wait is not None and asked.announced is not None:
        first = months_after(asked.announced, wait.value)
        if asked.on < first:
            return Obstacle(
                f"Sau kỷ luật {DISCIPLINE[asked.discipline].lower()} phải qua {wait.value} tháng ({wait.source}): "
                f"sớm nhất là {first:%d/%m/%Y}.",
                "on",
            )
    return None


@dataclass(frozen=True, slots=True)
class Due:
    """A mark that somebody has the years for (or nearly) on a day of award, with what it rests on."""

    mark: int
    since: date
    months: int  # of Party age on the day, less the time outside
    reached: date  # the day on which the mark's years are full
    outside: tuple[tuple[date, date], ...] = ()
    discipline: str = ""
    announced: date | None = None
    first: date | None = None  # after discipline: not before this day

    @property
    def age(self) -> str:
        """28 năm, 30 năm 4 tháng."""
        years, months = divmod(self.months, 12)
        return f"{years} năm {months} tháng" if months else f"{years} năm"

    def full(self, on: date) -> bool:
        return self.reached <= on

    def waits(self, on: date) -> bool:
        """Whether discipline makes it wait beyond the day."""
        return self.first is not None and on < self.first


def due(
    since: date, on: date, marks: Collection[int], given: Collection[int], outside: Sequence[tuple[date, date]] = (),
    *, early: int = 0, early_high: int = 0, discipline: str = "", announced: date | None = None, wait: int | None = None,
) -> Due | None:  # fmt: skip
    """The highest mark whose years are full on ``on`` and that was not given; else the next one within the months by which
    it may be given early to the gravely ill (``early_high`` from mark 70); None where there is neither.

    Decision 10/8/1993, outside 1/1/2000-31/12/2001: on 2/9/2023 28 years, so nothing. ``wait``: months after discipline
    announced on a day; cảnh cáo announced 20/4/2023, 9 months: not before 20/1/2024.
    """
    months = party_age(since, on, outside)
    top = max((mark for mark in marks if mark * 12 <= months), default=None)
    if top is None or any(mark >= top for mark in given):
        near = min((mark for mark in marks if mark * 12 > months), default=None)
        spare = early_high if near is not None and near >= HIGH_MARK else early
        if near is None or near in given or near * 12 - spare > months:
            return None
        top = near
    first = months_after(announced, wait) if announced is not None and wait else None
    return Due(top, since, months, reaches(since, top, outside), tuple(outside), discipline, announced, first)


def next_award_day(first: date, days: Collection[tuple[int, int]]) -> date:
    """The first day of award not before ``first``: from 20/1/2024 on it is 3/2/2024."""
    return min(
        day
        for year in (first.year, first.year + 1)
        for month, on in days
        if (day := date(year, month, on)) >= first
    )


def award_before(on: date, days: Collection[tuple[int, int]]) -> date:
    """The last day of award before ``on``."""
    return max(
        day for year in (on.year - 1, on.year) for month, of in days if (day := date(year, month, of)) < on
    )
