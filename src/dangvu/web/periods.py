"""Which period a page shows, and which ones may be chosen."""

from __future__ import annotations

from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.periods import Period
from dangvu.foundation.tables.dates import as_day, parse_text
from dangvu.indicators.queries import latest_period
from dangvu.organisations.queries import first_day, tree_on
from dangvu.organisations.tree import Node
from dangvu.web.errors import WrongRequest

_TAILS = ("-H1", "-H2", "-9M", "", "-Q1", "-Q2", "-Q3", "-Q4")
#: No period that a person asks for lies outside these years.
_YEARS = range(1930, 2101)
#: How many years the list of choices goes back.
_BACK = 6


def latest(actor: Actor, organisation: Node) -> Period:
    """The latest half-year with records; the current one where there are none yet."""
    return latest_period(actor=actor, organisation=organisation) or half_year(clock.today().isoformat())


def half_year(day: str) -> Period:
    """The half-year that contains an ISO date."""
    return Period.parse(f"{day[:4]}-H{1 if int(day[5:7]) <= 6 else 2}")


def chosen(asked: str, otherwise: Period | None) -> Period:
    """The period of ``?ky=``; WrongRequest where it cannot be read. ``otherwise`` where nothing is asked."""
    if not asked and otherwise is not None:
        return otherwise
    try:
        period = Period.parse(asked)
    except ValueError:
        period = None
    if period is None or period.start.year not in _YEARS or period.end.year not in _YEARS:
        raise WrongRequest(
            f"Kỳ “{asked[:40]}” không đọc được. Viết như 2023-H1 (6 tháng đầu năm), 2023-Q2 (quý II), "
            "2023-06 (tháng 6) hoặc 2023 (cả năm), hoặc chọn kỳ trong danh sách."
        )
    return period


def known_day(asked: str) -> date | None:
    """The day of ``?biet=`` (2023-07-05, or 05/07/2023 as a person types it); None where nothing, or today, is asked."""
    asked = asked.strip()
    if not asked:
        return None
    day = as_day(parse_text(asked).value)
    today = clock.today()
    if day is None or day.year not in _YEARS:
        raise WrongRequest(
            f"Ngày biết đến “{asked[:40]}” không đọc được. Viết đủ ngày, tháng, năm, ví dụ 05/07/2023; "
            "để trống là số liệu biết đến hôm nay."
        )
    if day > today:
        raise WrongRequest(
            f"Ngày {day:%d/%m/%Y} chưa đến nên chưa có gì để biết. Chọn một ngày từ hôm nay ({today:%d/%m/%Y}) trở về trước."
        )
    return None if day == today else day


def tree_day(asked: str, organisation: Node) -> date | None:
    """The day of ``?cay=``, by whose tree everything is placed; None where nothing is asked."""
    asked = asked.strip()
    if not asked:
        return None
    day, begins = as_day(parse_text(asked).value), first_day()
    if day is None or day.year not in _YEARS:
        raise WrongRequest(
            f"Ngày của cây tổ chức “{asked[:40]}” không đọc được. Viết đủ ngày, tháng, năm, ví dụ 01/07/2023."
        )
    if begins is None or day < begins:
        since = f"; danh sách đầu tiên là ngày {begins:%d/%m/%Y}" if begins else ""
        raise WrongRequest(f"Ngày {day:%d/%m/%Y} chưa có danh sách tổ chức{since}. Chọn một ngày sau đó.")
    if organisation.id not in tree_on(day):
        raise WrongRequest(
            f"{organisation.name} không có trong cây tổ chức ngày {day:%d/%m/%Y}. Chọn ngày khác, hoặc xem ở cấp trên."
        )
    return day


def choices(latest: Period, shown: Period) -> list[tuple[int, list[tuple[str, str, bool]]]]:
    """[(year, [(code, label, chosen)])], the latest year first; this year and the period shown are always among them."""
    begins = first_day()
    last, today = latest.end.year, clock.today().year
    first = max(begins.year if begins else last, last - _BACK)
    years: list[tuple[int, list[tuple[str, str, bool]]]] = []
    for year in [
        *([today] if today > last else []),
        *range(last, first - 1, -1),
    ]:  # nothing is on record between
        periods = [Period.parse(f"{year}{tail}") for tail in _TAILS]
        years.append((year, [(p.code, _capital(p.label), p == shown) for p in periods]))
    if not any(is_chosen for _, periods in years for _, _, is_chosen in periods):
        years.insert(0, (shown.end.year, [(shown.code, _capital(shown.label), True)]))
    return years


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
