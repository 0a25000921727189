"""Where rows about cards, guests and the electronic handbook come from: see sources."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from dangvu.foundation.dated import known_q, valid_q
from dangvu.indicators.definition import Record, Window
from dangvu.indicators.sources import AT_END, DURING, Source, in_period, with_profile
from dangvu.members.models import Absence, CardEvent, Guest, HandbookCount


def _cards(window: Window) -> QuerySet[Any]:
    return with_profile(CardEvent.objects.filter(known_q(window.known), **in_period("on", window)), window)


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


def _absences(window: Window) -> QuerySet[Any]:
    """Absences that touch the period of members at its end, placed where each is a member then: ``cell``."""
    period = window.period
    there = Absence.objects.filter(known_q(window.known), valid_from__lte=period.end)
    joined: QuerySet[Any] = there.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=period.start)).annotate(
        m=FilteredRelation(
            "person__memberships",
            condition=known_q(window.known, "person__memberships__")
            & valid_q(period.end, "person__memberships__"),
        )
    )
    placed: QuerySet[Any] = with_profile(joined.filter(m__organisation_id__isnull=False), window).annotate(
        cell=F("m__organisation_id")
    )
    return placed


ABSENCES = Source(
    "absences", "Đảng viên đi sinh hoạt tạm thời, được miễn sinh hoạt trong kỳ", AT_END, _absences,
    ("p__name", "person_id", "kind", "place", "valid_from", "cell", "source_row_id"),
    lambda row, window: Record(
        f"{row['p__name'] or ''}{f' ({place})' if (place := row['place']) else ''}", row["valid_from"], row["cell"],
        row["source_row_id"], row["person_id"], names=True,
    ),
    owner="cell",
)  # fmt: skip
