"""Where rows about cards, guests and the electronic handbook come from: see sources."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dangvu.foundation.dated import known_q, valid_q
from dangvu.indicators.definition import Record, Window
from dangvu.indicators.sources import AT_END, DURING, Source, with_profile, in_period
from dangvu.members.models import Absence, CardEvent, Guest, HandbookCount


def _cards(window: Window) -> QuerySet[Any]:
    return with_profile(
        CardEvent.objects.filter(known_q(window.known), **in_period("on", window)), window
    )


CARDS = Source(
    "cards", "Việc về thẻ đảng viên trong kỳ", DURING, _cards,
    ("p__name", "person_id", "kind", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['p__name']}: {CardEvent.Kind(row['kind']).label.lower()}", row["on"], row["organisation_id"],
        row["source_row_id"], row["person_id"], names=True,
    ),
    day="on",
)  # fmt: skip


def _guests(window: Window) -> QuerySet[Any]:
    """Whoever attended for a time on some day of the period."""
    period = window.period
    there = Guest.objects.filter(known_q(window.known), valid_from__lte=period.end)
    return with_profile(there.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=period.start)), window)


GUESTS = Source(
    "guests", "Đảng viên nơi khác sinh hoạt tạm thời ở đây trong kỳ", AT_END, _guests,
    ("p__name", "name", "home", "person_id", "valid_from", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['name'] or row['p__name'] or ''} ({row['home']})", row["valid_from"], row["organisation_id"],
        row["source_row_id"], None, names=True,
    ),
)  # fmt: skip


def _handbook(window: Window) -> QuerySet[Any]:
    """The latest report in the period of each organisation."""
    said = HandbookCount.objects.filter(known_q(window.known), **in_period("on", window))
    return said.filter(~Exists(said.filter(organisation=OuterRef("organisation"), on__gt=OuterRef("on"))))


HANDBOOK = Source(
    "handbook", "Số đảng viên dùng Sổ tay điện tử đơn vị báo cáo trong kỳ", AT_END, _handbook,
    ("on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"Số liệu đến {row['on']:%d/%m/%Y}", row["on"], row["organisation_id"], row["source_row_id"]
    ),
)  # fmt: skip


def exempt(window: Window) -> Q:
    """Of a stock of members at the end: those exempt from work and meetings on that day."""
    return _absent(window, Q(kind=Absence.Kind.EXEMPT))


def away(window: Window) -> Q:
    """Of a stock of members at the end: those on a temporary transfer elsewhere on that day."""
    return _absent(window, ~Q(kind=Absence.Kind.EXEMPT))


def sent(window: Window) -> Q:
    """Of a stock of members at the end: those whose temporary transfer elsewhere began in the period."""
    began = Q(valid_from__gte=window.period.start, valid_from__lte=window.period.end)
    rows = Absence.objects.filter(known_q(window.known), began).exclude(kind=Absence.Kind.EXEMPT)
    return Q(person_id__in=rows.values("person_id"))


def _absent(window: Window, what: Q) -> Q:
    rows = Absence.objects.filter(known_q(window.known), valid_q(window.period.end), what)
    return Q(person_id__in=rows.values("person_id"))
