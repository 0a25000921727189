"""The one place that knows what time it is. Tests and rehearsals set it through DANGVU_NOW."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


class ClockRefused(RuntimeError):
    """DANGVU_NOW is set in production, or cannot be read."""


def now() -> datetime:
    """The present moment in Viet Nam; DANGVU_NOW=2023-07-05T09:00:00 replaces it outside production."""
    given = os.environ.get("DANGVU_NOW", "")
    if not given:
        return timezone.now().astimezone(HERE)
    if settings.PRODUCTION:
        raise ClockRefused("DANGVU_NOW không được dùng khi chạy chính thức (DANGVU_ENV=production).")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise ClockRefused(f"DANGVU_NOW phải có dạng 2023-07-05T09:00:00, không phải “{given}”.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=HERE)


def today() -> date:
    """The present day in Viet Nam."""
    return now().astimezone(HERE).date()


def end_of(day: date) -> datetime:
    """The first moment after ``day`` in Viet Nam: what was known *on* a day is what was known before this."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), HERE)
