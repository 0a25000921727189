"""Questions about the known clock."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from dangvu.foundation import clock
from dangvu.foundation.audit.models import Act


def known_on(day: date) -> int:
    """The last act done by the end of ``day`` in Viet Nam; 0 where nothing was known yet."""
    return Act.objects.filter(at__lt=clock.end_of(day)).aggregate(last=Max("number"))["last"] or 0


def last_act() -> int:
    """The number of the last act; 0 in an empty database."""
    return Act.objects.aggregate(last=Max("number"))["last"] or 0


def was_done(request: str) -> bool:
    """Whether the form of this token was carried out already."""
    return Act.objects.filter(request=request).exists()
