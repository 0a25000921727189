"""What the lines above a table say: the day the list was drawn up for, its period, class dates, document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.foundation.tables.dates import parse_text

_DAY = r"(?:ngày\s*)?(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})"
_MONTH = r"(?:tháng\s*)?(\d{1,2}\s*(?:/|-|\.|năm)\s*\d{4})"
_AS_AT = re.compile(
    rf"(?:tính đến|tính tới|có đến|số liệu đến|đến thời điểm|thời điểm|tại ngày|có mặt đến|có mặt)"
    rf"\s*:?\s*(?:hết\s*)?(?:thời điểm\s*)?(?:{_DAY}|{_MONTH})"
)
_FROM_TO = re.compile(
    rf"(?:từ\s*|(?<![\d/.\-]))(?<!\d){_DAY}\s*(?:,|;|-|–)?\s*(?:đến hết|đến|tới|-|–)\s*(?:hết\s*)?{_DAY}"
)
_SHORT_FROM_TO = re.compile(
    rf"từ\s*(?:ngày\s*)?(\d{{1,2}})(?:\s*[/.\-]\s*(\d{{1,2}}))?\s*(?:đến|tới|-|–)\s*{_DAY}"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_WORD_NUMBERS = {"sáu": 6, "ba": 3, "chín": 9}
_MONTHS = re.compile(
    r"(?<!\w)(\d{1,2}|sáu|ba|chín)\s*(?:tháng|t)(?!\w)\s*(đầu|cuối)?\s*(?:của\s*)?/?\s*(?:năm\s*)?(\d{4})(?!\d)"
)
_QUARTER = re.compile(r"quý\s*(iv|i{1,3}|[1-4])\s*(?:/|-|,|năm|\s)\s*(?:năm\s*)?(\d{4})(?!\d)")
_QUARTERS = re.compile(
    r"quý\s*(iv|i{1,3}|[1-4])(?:\s*(?:,|-|–|và|\+|&|đến)\s*(?:quý\s*)?(?:iv|i{1,3}|[1-4]))*"
    r"\s*(?:,|-|–|và|\+|&|đến)\s*(?:quý\s*)?(iv|i{1,3}|[1-4])\s*(?:/|,|năm|\s)\s*(?:năm\s*)?(\d{4})(?!\d)"
)
_MONTH_TO_MONTH = re.compile(
    r"(?<!\w)tháng\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}))?\s*(?:đến|tới|-|–)\s*(?:hết\s*)?(?:tháng\s*)?(\d{1,2})"
    r"\s*(?:/|-|\.|năm)\s*(?:năm\s*)?(\d{4})(?!\d)"
)
_HALF = re.compile(r"(?:nửa năm|nửa)\s*(đầu|cuối)\s*(?:năm\s*)?(\d{4})(?!\d)")
_ONE_MONTH = re.compile(r"tháng\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(?:năm\s*)?(\d{4})(?!\d)")
_ONE_YEAR = re.compile(r"năm\s*:?\s*(\d{4})(?!\s*[-–]\s*\d)(?!\d)")
_WHOLE_DAY = re.compile(_DAY)
_DAY_WITH_WORD = re.compile(
    r"ngày\s*(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|[\d.…\s]*tháng\s*[\d.…\s]*năm\s*\d{4})"
)
_ORDINAL = re.compile(r"(?:khóa|khoá|lớp|đợt)\s*(?:số|thứ)?\s*:?\s*(\d{1,3}|[ivx]{1,5})(?![\w/])")
_CLASS = re.compile(r"(?<!\w)số\s*(\d{1,3})(?![\w/\-])")
_DOCUMENT = re.compile(
    r"số\s*:?\s*(\d{1,5}[\w.]*\s*[-–/]\s*[^\W\d_][\w&]*(?:\s*[-–/]\s*[^\W\d_][\w&.]*)*)", re.IGNORECASE
)
_DOCUMENT_DATE = re.compile(rf"^[\s,;.]*{_DAY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """All that title lines say about the whole sheet."""

    as_at: date | None = None
    period: Period | None = None
    dates: tuple[date, date] | None = None
    ordinal: int | None = None
    document: str | None = None
    document_date: date | None = None


def _day(text: str) -> date | None:
    value = parse_text(" ".join(text.split())).value
    return value.first if isinstance(value, PartialDate) and value.is_full else None


def _last_of_month(text: str) -> date | None:
    month, year = re.findall(r"\d+", text)
    return PartialDate(int(year), int(month)).last if 1 <= int(month) <= 12 else None


@lru_cache(maxsize=1024)
def as_at(line: str) -> date | None:
    """'Tính đến ngày 31/12/2022'; of a month its last day."""
    found = _AS_AT.search(line.casefold())
    if not found:
        return None
    return _day(found[1]) if found[1] else _last_of_month(found[2])


@lru_cache(maxsize=1024)
def from_to(line: str) -> tuple[date, date] | None:
    """'Từ ngày 08/02/2023 đến ngày 12/02/2023', also 'từ 08 đến 12/02/2023'."""
    line = line.casefold()
    if found := _FROM_TO.search(line):
        first, last = _day(found[1]), _day(found[2])
    elif found := _SHORT_FROM_TO.search(line):
        last = _day(found[3])
        first = _day(f"{found[1]}/{found[2] or (last and last.month)}/{last.year}") if last else None
    else:
        return None
    return (first, last) if first and last and first <= last else None


def _months(found: re.Match[str]) -> Period | None:
    count, part, year = _WORD_NUMBERS.get(found[1]) or int(found[1]), found[2], int(found[3])
    if count not in (3, 6, 9):
        return Period.months(year, 1, 12) if count == 12 else None
    return Period.months(year, 13 - count, 12) if part == "cuối" else Period.months(year, 1, count)


@lru_cache(maxsize=1024)
def period(line: str) -> Period | None:
    """'6 tháng đầu năm 2023', 'quý II/2023', 'tháng 6/2023', 'từ ... đến ...', 'năm 2023'."""
    line = line.casefold()
    if dates := from_to(line):
        return Period(*dates)
    line = _WHOLE_DAY.sub(" ", _DAY_WITH_WORD.sub(" ", line))
    if (found := _MONTHS.search(line)) and (months := _months(found)):
        return months
    if (found := _MONTH_TO_MONTH.search(line)) and found[2] in (None, found[4]):
        first, last = int(found[1]), int(found[3])
        if 1 <= first <= last <= 12:
            return Period.months(int(found[4]), first, last)
    if found := _HALF.search(line):
        return Period.months(int(found[2]), *((1, 6) if found[1] == "đầu" else (7, 12)))
    if found := _QUARTERS.search(line):
        first, last = (_ROMAN.get(found[n]) or int(found[n]) for n in (1, 2))
        if first < last:
            return Period.months(int(found[3]), first * 3 - 2, last * 3)
    if found := _QUARTER.search(line):
        quarter = _ROMAN.get(found[1]) or int(found[1])
        return Period.months(int(found[2]), quarter * 3 - 2, quarter * 3)
    if (found := _ONE_MONTH.search(line)) and 1 <= int(found[1]) <= 12:
        return Period.months(int(found[2]), int(found[1]), int(found[1]))
    if found := _ONE_YEAR.search(line):
        return Period.months(int(found[1]), 1, 12)
    return None


@lru_cache(maxsize=1024)
def ordinal(line: str) -> int | None:
    """'Khóa 1', 'lớp thứ II', 'lớp ... số 2'."""
    line = line.casefold()
    found = _ORDINAL.search(line)
    if found is None and "lớp" in line:
        found = _CLASS.search(line)
    if found is None:
        return None
    return int(found[1]) if found[1].isdecimal() else _ROMAN.get(found[1])


@lru_cache(maxsize=1024)
def document(line: str) -> tuple[str, date | None] | None:
    """The number of the document that the list belongs to, and its date where it stands beside."""
    found = _DOCUMENT.search(line)
    if not found:
        return None
    beside = _DOCUMENT_DATE.match(line[found.end() :].casefold())
    return re.sub(r"\s*([-–/])\s*", r"\1", found[1]), _day(beside[1]) if beside else None


def read_titles(lines: Sequence[str]) -> TitleFacts:
    """Gather what the lines say; of two answers the first counts, and a year alone counts least."""
    stated: date | None = None
    periods: list[Period] = []
    dates: tuple[date, date] | None = None
    number: int | None = None
    paper: tuple[str, date | None] | None = None
    for line in lines:
        if not any(character.isdigit() for character in line) and "quý" not in line.casefold():
            number = ordinal(line) if number is None else number
            continue
        stated = stated or as_at(line)
        dates = dates or from_to(line)
        paper_here = document(line)
        paper = paper or paper_here
        if paper_here is None and as_at(line) is None and (found := period(line)):
            periods.append(found)
        number = ordinal(line) if number is None else number
    exact = [found for found in periods if found.code != str(found.end.year)]
    chosen = next(iter(exact or periods), None)
    name, day = paper or (None, None)
    return TitleFacts(stated, chosen, dates, number, name, day)
