"""For which days a tag asks: words that move with the report ("cùng kỳ năm trước"), or days that stand fast. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import fold

_YEARS = range(1930, 2101)
_ROMAN = ("I", "II", "III", "IV")


class Of(StrEnum):
    """How a tag's days follow from the report's."""

    NOW = "kỳ này"
    SAME = "cùng kỳ năm trước"
    BEFORE = "kỳ trước"
    TO_DATE = "từ đầu năm"
    YEAR = "cả năm"
    LAST_YEAR = "năm trước"
    PART = "phần của năm"  # a quarter, a month, a half of the report's year
    FIXED = "kỳ cố định"  # the same days in every report


@dataclass(frozen=True, slots=True)
class When:
    """The days of a tag. ``part``: 'Q2', '06', 'H1', '9M' of PART; ``period``: that of FIXED."""

    of: Of = Of.NOW
    part: str = ""
    period: Period | None = None

    def days(self, report: Period) -> Period:
        """The period that is meant in a report about ``report``."""
        year = report.end.year
        if self.of is Of.FIXED and self.period is not None:
            return self.period
        if self.of is Of.PART:
            return Period.parse(f"{year}-{self.part}")
        if self.of is Of.SAME:
            return Period(
                _year_before(report.start, False), _year_before(report.end, _ends_month(report.end))
            )
        if self.of is Of.BEFORE:
            return _before(report)
        if self.of is Of.TO_DATE:
            return Period(date(year, 1, 1), report.end)
        if self.of in (Of.YEAR, Of.LAST_YEAR):
            return Period.months(year - (self.of is Of.LAST_YEAR), 1, 12)
        return report

    @property
    def printed(self) -> str:
        """The words that ``read`` takes for exactly this."""
        if self.of is Of.FIXED and self.period is not None:
            return self.period.label
        return part_label(self.part) if self.of is Of.PART else str(self.of)


NOW = When()

_WORDS = {
    "ky nay": Of.NOW, "trong ky": Of.NOW, "ky bao cao": Of.NOW,
    "cung ky nam truoc": Of.SAME, "cung ky": Of.SAME, "cung ky nam ngoai": Of.SAME,
    "ky truoc": Of.BEFORE, "ky lien truoc": Of.BEFORE, "ky truoc do": Of.BEFORE,
    "tu dau nam": Of.TO_DATE, "tu dau nam den nay": Of.TO_DATE, "dau nam den nay": Of.TO_DATE,
    "tu dau nam den cuoi ky": Of.TO_DATE,
    "ca nam": Of.YEAR, "nam nay": Of.YEAR, "nam": Of.YEAR,
    "nam truoc": Of.LAST_YEAR, "nam ngoai": Of.LAST_YEAR, "ca nam truoc": Of.LAST_YEAR,
}  # fmt: skip
_YEAR = r"(?: (?:nam )?(\d{4})| nam nay)?"
_QUARTER = re.compile(rf"(?:quy|q) ?(i|ii|iii|iv|[1-4]){_YEAR}", re.ASCII)
_MONTH = re.compile(rf"thang (\d{{1,2}}){_YEAR}", re.ASCII)
_MONTHS = re.compile(r"(6|sau|9|chin) thang(?: (dau|cuoi))?(?: nam)?(?: (\d{4})| nay)?", re.ASCII)
_RANGE = re.compile(
    r"tu (?:ngay )?(\d{1,2}) (\d{1,2}) (\d{4}) den (?:ngay |het ngay )?(\d{1,2}) (\d{1,2}) (\d{4})", re.ASCII
)
_CODE = re.compile(r"(\d{4})(?: (q[1-4]|h[12]|9m|\d{2}))?", re.ASCII)
_WHOLE_YEAR = re.compile(r"(?:ca )?nam (\d{4})", re.ASCII)


def read(text: str) -> When | None:
    """The days that these words name, with or without marks and in any case; None: they name none."""
    said = fold(text)
    if said in _WORDS:
        return When(_WORDS[said])
    if found := _RANGE.fullmatch(said):
        return _range(*map(int, found.groups()))
    if found := _WHOLE_YEAR.fullmatch(said):
        return _fixed(found[1])
    if found := _CODE.fullmatch(said):
        return _fixed(found[1] + (f"-{found[2].upper()}" if found[2] else ""))
    part, year = _part(said)
    if not part:
        return None
    return _fixed(f"{year}-{part}") if year else When(Of.PART, part)


def part_label(part: str) -> str:
    """'Q2' → 'quý II', '06' → 'tháng 6', 'H1' → '6 tháng đầu năm'."""
    if part[0] == "Q":
        return f"quý {_ROMAN[int(part[1]) - 1]}"
    return {"H1": "6 tháng đầu năm", "H2": "6 tháng cuối năm", "9M": "9 tháng đầu năm"}.get(
        part
    ) or f"tháng {int(part)}"


def _part(said: str) -> tuple[str, str]:
    if found := _QUARTER.fullmatch(said):
        number = found[1] if found[1].isdigit() else str(_ROMAN.index(found[1].upper()) + 1)
        return f"Q{number}", found[2] or ""
    if found := _MONTH.fullmatch(said):
        return (f"{int(found[1]):02d}", found[2] or "") if 1 <= int(found[1]) <= 12 else ("", "")
    if found := _MONTHS.fullmatch(said):
        if found[1] in ("9", "chin"):
            return ("9M", found[3] or "") if found[2] != "cuoi" else ("", "")
        return ("H2" if found[2] == "cuoi" else "H1"), found[3] or ""
    return "", ""


def _fixed(code: str) -> When | None:
    try:
        period = Period.parse(code)
    except ValueError:
        return None
    return When(Of.FIXED, period=period) if period.start.year in _YEARS else None


def _range(day: int, month: int, year: int, day2: int, month2: int, year2: int) -> When | None:
    try:
        period = Period(date(year, month, day), date(year2, month2, day2))
    except ValueError:
        return None
    return When(Of.FIXED, period=period) if {year, year2} <= set(_YEARS) else None


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _year_before(day: date, to_month_end: bool) -> date:
    if to_month_end:
        return Period.months(day.year - 1, day.month, day.month).end
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return date(day.year - 1, 2, 28)


def _before(report: Period) -> Period:
    """As many months (or days) as the report has, right before it."""
    end = report.start - timedelta(days=1)
    if report.start.day != 1 or not _ends_month(report.end):
        return Period(end - (report.end - report.start), end)
    months = (report.end.year - report.start.year) * 12 + report.end.month - report.start.month + 1
    first = report.start.year * 12 + report.start.month - 1 - months
    return Period(date(first // 12, first % 12 + 1, 1), end)
