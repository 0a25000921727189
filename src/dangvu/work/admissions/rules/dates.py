"""What the Party Statute asks of an admission and of a recognition. Pure; numbers are parameters.

Sources: Điều lệ Đảng, Điều 1 (age), Điều 5 (twelve months of probation); Quy định 24-QĐ/TW and 294-QĐ/TW, điểm 1
and điểm 4.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dangvu.foundation.partial_date import PartialDate


def full_years(birth: date, on: date) -> int:
    """Full years of age on a day. Born 15/8/2005 → 17 on 20/6/2023, 18 on 15/8/2023."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def under_age(birth: PartialDate, joined: date, minimum: int) -> bool:
    """Certainly younger than ``minimum`` on joining; a birth known by year only gets the benefit of the doubt."""
    return full_years(birth.first, joined) < minimum


def over_age(birth: PartialDate, joined: date, maximum: int) -> bool:
    """Certainly past ``maximum`` full years on joining: consent of the competent committee is needed."""
    return full_years(birth.last, joined) > maximum


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month where there is none. 29/2/2020 + 12 → 28/2/2021."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def too_early(joined: PartialDate, official: date, months: int) -> bool:
    """Official before the probation ended. Joined 5/7/2023 → due 5/7/2024; 4/7/2024 is too early.

    A joining date known by month or year is read at its earliest, so that only the certain is held back.
    """
    return official < months_after(joined.first, months)


def latest_joining_due(on: date, months: int) -> date:
    """The last joining day whose probation has ended by ``on``: 28/2/2025 → 29/2/2024 for twelve months."""
    day = months_after(on, -months)
    if on.day == monthrange(on.year, on.month)[1]:
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return day


def due_on(joined: date, months: int) -> date:
    """The day on which probation ends."""
    return months_after(joined, months)


def earliest_still_within(on: date, months: int) -> date:
    """The first day from which ``months`` are not over before ``on``: a certificate of 30/6/2018 holds to 30/6/2023."""
    day = months_after(on, -months)
    return day if months_after(day, months) >= on else day + timedelta(days=1)
