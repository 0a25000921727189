"""Questions about the known clock."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Max, QuerySet

from dangvu.foundation import clock, reading
from dangvu.foundation.audit.models import Act

T = TypeVar("T")


def known_on(day: date) -> int:
    """The last act done by the end of ``day`` in Viet Nam; 0 where nothing was known yet."""
    return Act.objects.filter(at__lt=clock.end_of(day)).aggregate(last=Max("number"))["last"] or 0


def last_act() -> int:
    """The number of the last act; 0 in an empty database."""
    return Act.objects.aggregate(last=Max("number"))["last"] or 0


def counted(rows: QuerySet[Any, Any]) -> list[Any]:
    """The answer to a question that only counts facts: while pages are read it is remembered until the next act."""
    if not reading.is_reading():
        return list(rows)
    try:
        key = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    return standing(key, lambda: list(rows.all()))


def standing(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to a question about facts alone, whoever asks: while pages are read it is remembered until the next
    act. Nobody may change it."""
    if not reading.is_reading():
        return ask()
    last = reading.once(
        "last act", lambda: Act.objects.order_by("-number").values_list("number", "at").first()
    )
    return reading.until_next_act(last, key, ask)


def was_done(request: str) -> bool:
    """Whether the form of this token was carried out already."""
    return Act.objects.filter(request=request).exists()
