"""Dates as people write them in tables: always the day first; what is not sure is refused, never swapped."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables.columns import Cell, Column, Parsed, Parser

FIRST_YEAR, LAST_YEAR = 1850, 2100
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = (
    9133,
    73415,
)  # 1925 to 2100; smaller numbers are no likely dates of today's people

_COMMON = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_SEPARATOR = r"\s*[/.\-–—\\,\s]\s*"
_DAY_MONTH_YEAR = re.compile(rf"^(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d+)$")
_ISO = re.compile(rf"^(\d{{4}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}(\d{{1,2}}))?$")
_MONTH_YEAR = re.compile(rf"^(\d{{1,2}}){_SEPARATOR}(\d{{4}})$")
_YEAR = re.compile(r"^\d{4}$")
_DIGITS = re.compile(r"^\d{7,8}$")
_SERIAL = re.compile(r"^\d{5}$")
"""A serial number of Excel as text: a list saved as .csv after its dates lost their format."""
_WORDS = re.compile(
    r"^(?:(?:ngày|mồng|mùng|ngay)\s*(\d{1,2})|(\d{1,2}))?\s*(?:tháng|thang)\s*(\d{1,2})"
    r"[\s,./\-]*(?:năm|nam)?\s*(\d{4})$"
)
_MONTH_NAMES = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip
_NAMED_MONTH = re.compile(
    rf"^(\d{{1,2}})[\s.\-/]*({'|'.join(_MONTH_NAMES)})[a-z]*[\s.,\-/]*(\d{{4}}|\d{{2}})$"
)
"""As a spreadsheet of English settings prints: 1-May-23."""
_AROUND = " \t.,;:'’`\"()"
"""What may stand around a date and says nothing."""
_LEADING_WORDS = re.compile(r"^(?:(?:sinh|ngày|năm|tháng|ngay|nam|thang|t)[\s:.]*)+(?=\d)")
_TIME = re.compile(r"[\st]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp][Mm])?$")
_UNKNOWN_PART = re.compile(r"^[.…?\-_x0]+$", re.IGNORECASE)
_EVEN_SPREAD = re.compile(r"\s*([/.\-–—\\,])[\s/.\-–—\\,]*")
_LOOKALIKES = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "|": "1"})
_LOOKALIKE_DATE = re.compile(r"^[\doOlI|\s/.\-]+$")


def _refuse(text: str, why: str) -> Parsed:
    return Parsed(None, "invalid_date", f"Ngày “{text}” không đọc được: {why}")


_HOW = "đề nghị ghi theo ngày/tháng/năm, ví dụ 05/03/1980."


def _full(text: str, day: int, month: int, year: int) -> Parsed:
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 28:
        return Parsed(PartialDate(year, month, day))
    return _doubtful(text, day, month, year)


def _doubtful(text: str, day: int, month: int, year: int) -> Parsed:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _refuse(text, f"năm {year} không hợp lý; {_HOW}")
    if day == 0 and month == 0:
        return Parsed(PartialDate(year))
    if month > 12 or month == 0:
        if 1 <= day <= 12 and 1 <= month <= calendar.monthrange(year, day)[1]:
            proposal = f"{month:02d}/{day:02d}/{year}"
            return _refuse(
                text,
                f"không có tháng {month}. Nếu người lập ghi tháng trước ngày thì ngày đúng là {proposal}.",
            )
        return _refuse(text, f"không có tháng {month}; {_HOW}")
    if day == 0:
        return Parsed(PartialDate(year, month))
    if day > calendar.monthrange(year, month)[1]:
        return _refuse(text, f"tháng {month} năm {year} không có ngày {day}.")
    return Parsed(PartialDate(year, month, day))


def _with_year(text: str, day: int, month: int, digits: str) -> Parsed:
    """Two digits are no year: 31/12/68 may be 1968 or 2068, and only its writer knows."""
    if len(digits) == 2:
        return _refuse(text, f"năm ghi hai chữ số nên không rõ thế kỷ; {_HOW}")
    return _full(text, day, month, int(digits))


def _month(text: str, month: int, year: int) -> Parsed:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _refuse(text, f"năm {year} không hợp lý; {_HOW}")
    if not 1 <= month <= 12:
        return _refuse(text, f"không có tháng {month}; {_HOW}")
    return Parsed(PartialDate(year, month))


def _year(text: str, year: int) -> Parsed:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _refuse(text, f"năm {year} không hợp lý; {_HOW}")
    return Parsed(PartialDate(year))


def _packed(text: str, digits: str) -> Parsed:
    """05031980, or 19800305; never both, because a month and day are no likely year."""
    digits = digits.zfill(8)
    year = int(digits[4:])
    if FIRST_YEAR <= year <= LAST_YEAR:
        return _full(text, int(digits[:2]), int(digits[2:4]), year)
    return _full(text, int(digits[6:]), int(digits[4:6]), int(digits[:4]))


def _written(text: str, plain: str) -> Parsed | None:
    """Every style of text, without noise around it."""
    if found := _DAY_MONTH_YEAR.match(plain):
        return _with_year(text, int(found[1]), int(found[2]), found[3])
    if found := _ISO.match(plain):
        year, month = int(found[1]), int(found[2])
        return _full(text, int(found[3]), month, year) if found[3] else _month(text, month, year)
    if found := _MONTH_YEAR.match(plain):
        return _month(text, int(found[1]), int(found[2]))
    if _YEAR.match(plain):
        return _year(text, int(plain))
    if _DIGITS.match(plain):
        return _packed(text, plain)
    if _SERIAL.match(plain) and _FIRST_SERIAL <= int(plain) < _LAST_SERIAL:
        return Parsed(PartialDate.of(_SERIAL_ZERO + timedelta(days=int(plain))))
    if found := _NAMED_MONTH.match(plain):
        return _with_year(text, int(found[1]), _MONTH_NAMES[found[2]], found[3])
    if found := _WORDS.match(plain):
        day = found[1] or found[2]
        year = int(found[4])
        return _full(text, int(day), int(found[3]), year) if day else _month(text, int(found[3]), year)
    return None


def _with_unknown_parts(text: str, plain: str) -> Parsed | None:
    """…/…/1980 and 00/03/1980: the known part is kept."""
    parts = plain.split("/")
    if len(parts) != 3 or not _YEAR.match(parts[2].strip()):
        return None
    day, month = (part.strip() for part in parts[:2])
    if not _UNKNOWN_PART.match(day):
        return None
    if _UNKNOWN_PART.match(month):
        return _year(text, int(parts[2]))
    return _month(text, int(month), int(parts[2])) if month.isdecimal() else None


@lru_cache(maxsize=1 << 15)
def parse_text(text: str) -> Parsed:
    """A date out of text; value is a PartialDate of the precision that the text gives."""
    if found := _COMMON.match(text):
        return _full(text, int(found[1]), int(found[2]), int(found[3]))
    plain = _TIME.sub("", text.strip(_AROUND).casefold())
    plain = _EVEN_SPREAD.sub(r"\1", plain)
    parsed = _written(text, plain) or _with_unknown_parts(text, text.strip())
    if parsed is None:
        parsed = _written(text, _LEADING_WORDS.sub("", plain))
    if parsed is None and _LOOKALIKE_DATE.match(plain):
        parsed = _written(text, plain.translate(_LOOKALIKES))
    return parsed or _refuse(text, _HOW)


def _from_number(value: float, text: str) -> Parsed:
    whole = int(value) if abs(value) < 1e9 else 0  # neither infinity nor what is no number has a whole part
    if value == whole and 1900 <= whole <= LAST_YEAR:
        return Parsed(PartialDate(whole))
    if _FIRST_SERIAL <= value < _LAST_SERIAL:
        return Parsed(PartialDate.of(_SERIAL_ZERO + timedelta(days=whole)))
    if value == whole and 1_000_000 <= whole <= 99_999_999:
        return _packed(text, str(whole))
    return _refuse(text, f"ô này là một con số; {_HOW}")


@lru_cache(maxsize=1 << 15)
def _of_day(year: int, month: int, day: int) -> Parsed:
    return _full(f"{day:02d}/{month:02d}/{year:04d}", day, month, year)


def parse_date(cell: Cell, text: str) -> Parsed:
    """A cell of a date column: a date, a serial number of Excel, a year, or text in any common style."""
    if isinstance(cell, date):  # a datetime is a date as well
        return _of_day(cell.year, cell.month, cell.day)
    if isinstance(cell, bool):
        return _refuse(text, _HOW)
    if isinstance(cell, int | float):
        return _from_number(cell, text)
    return parse_text(text)


DATE_JOINT = "/"
"""What joins day, month and year that stand in columns of their own."""


def date_column(
    name: str,
    label: str,
    *headers: str,
    required: bool = False,
    typical: bool = True,
    implies: tuple[str, str, str] | None = None,
    parse: Parser = parse_date,
) -> Column:
    """A column of dates; an empty required cell is a missing date."""
    return Column(
        name,
        label,
        headers if implies else (label, *headers),
        parse=parse,
        required=required,
        typical=typical,
        missing="missing_date",
        joint=DATE_JOINT,
        implies=implies,
    )


def as_day(value: object) -> date | None:
    """The day of a parsed cell that gives a full date, else None."""
    return value.first if isinstance(value, PartialDate) and value.is_full else None


def printed(cell: date) -> str:
    """A date cell as people read it; the time only where there is one."""
    day = f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
        return f"{day} {cell:%H:%M}"
    return day
