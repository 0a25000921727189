"""Where rows about the pool of outstanding people, posts of committees and papers of vetting come from: see sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.reading import once
from dangvu.indicators.definition import Record, Window
from dangvu.indicators.sources import AT_END, DURING, Source, in_period, with_profile
from dangvu.members.models import Certificate, Membership
from dangvu.members.queries import kept_people
from dangvu.work.admissions.models import OutstandingPerson
from dangvu.work.admissions.rules import earliest_still_within
from dangvu.work.officers.models import Begun, Post, Seat
from dangvu.work.vetting.models import VettingPaper
from dangvu.work.vetting.rules import PaperKind, Purpose


def _certificates(window: Window) -> QuerySet[Any]:
    """Certificates of the awareness class that were earned and still hold at the end of the period."""
    end = window.period.end
    months = window.parameters.if_known("admission.certificate_months", end)
    first = earliest_still_within(end, int(months.value)) if months else date.max
    earned = Certificate.objects.filter(known_q(window.known), kind="nhan_thuc").exclude(grade="khong_dat")
    return earned.filter(issued_on__gte=first, issued_on__lte=end)


def _of_the_same(people: Iterable[int], kept: Mapping[int, int]) -> tuple[int, ...]:
    """Every identity of these people."""
    told = {kept.get(person, person) for person in people}
    return tuple(person for person in sorted({*kept, *kept.values()}) if kept.get(person, person) in told)


def _stays(window: Window) -> QuerySet[Any]:
    return Membership.objects.filter(known_q(window.known), valid_q(window.period.end))


def _met_twice(window: Window) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of those who were met twice, the members and the holders of a certificate: what is known under the other identity
    is theirs as well."""
    return once(("met twice", window), lambda: _read_met_twice(window))


def _read_met_twice(window: Window) -> tuple[tuple[int, ...], tuple[int, ...]]:
    kept = kept_people(window.known)
    if not kept:
        return (), ()
    everyone = {*kept, *kept.values()}
    members, holders = (
        _of_the_same(rows.filter(person_id__among=everyone).values_list("person_id", flat=True), kept)
        for rows in (_stays(window), _certificates(window))
    )
    return members, holders


def _outstanding(window: Window) -> QuerySet[Any]:
    """On the list of a cell at the end of the period, and no member yet; ``certified``: fit for a vote that day."""
    end = window.period.end
    listed = OutstandingPerson.objects.filter(known_q(window.known), listed_on__lte=end)
    open_ = listed.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=end))
    stays, certificates = _stays(window), _certificates(window)
    members, holders = _met_twice(window)
    pool = open_.exclude(person_id__in=members).filter(~Exists(stays.filter(person=OuterRef("person"))))
    holds = Q(Exists(certificates.filter(person=OuterRef("person")))) | Q(person_id__in=holders)
    told: QuerySet[Any] = pool.annotate(certified=ExpressionWrapper(holds, BooleanField()))
    return with_profile(told, window)


OUTSTANDING = Source(
    "outstanding", "Quần chúng ưu tú trong danh sách cuối kỳ, chưa kết nạp", AT_END, _outstanding,
    ("p__name", "person_id", "listed_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        row["p__name"] or "", row["listed_on"], row["organisation_id"], row["source_row_id"], row["person_id"], names=True
    ),
    facts=_met_twice,
)  # fmt: skip

_SEAT = ("p__name", "person_id", "post", "organisation_id", "source_row_id")


def _seats_begun(window: Window) -> QuerySet[Any]:
    """Posts taken in the period; whoever stood in the first list took none."""
    taken = Seat.objects.filter(known_q(window.known), **in_period("valid_from", window))
    return with_profile(taken.exclude(begun=Begun.ON_RECORD), window)


SEATS_BEGUN = Source(
    "seats_begun", "Chức vụ cấp ủy nhận trong kỳ", DURING, _seats_begun, (*_SEAT, "begun", "valid_from"),
    lambda row, window: Record(
        f"{row['p__name']}: {Post(row['post']).label} ({str(Begun(row['begun']).label).lower()})", row["valid_from"],
        row["organisation_id"], row["source_row_id"], row["person_id"], names=True,
    ),
    day="valid_from",
)  # fmt: skip


def _seats_ended(window: Window) -> QuerySet[Any]:
    return with_profile(Seat.objects.filter(known_q(window.known), **in_period("valid_to", window)), window)


SEATS_ENDED = Source(
    "seats_ended", "Chức vụ cấp ủy thôi giữ trong kỳ", DURING, _seats_ended, (*_SEAT, "valid_to"),
    lambda row, window: Record(
        f"{row['p__name']}: thôi {Post(row['post']).label}", row["valid_to"], row["organisation_id"],
        row["source_row_id"], row["person_id"], names=True,
    ),
    day="valid_to",
)  # fmt: skip


def _vetting(window: Window) -> QuerySet[Any]:
    return VettingPaper.objects.filter(known_q(window.known), **in_period("on", window))


VETTING = Source(
    "vetting", "Văn bản thẩm tra lý lịch, kết luận tiêu chuẩn chính trị trong kỳ", DURING, _vetting,
    ("kind", "purpose", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{PaperKind(row['kind']).label}: {Purpose(row['purpose']).label.lower()}", row["on"], row["organisation_id"],
        row["source_row_id"],
    ),
    day="on",
)  # fmt: skip
