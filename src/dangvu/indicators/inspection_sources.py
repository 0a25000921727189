"""Where rows about inspection, discipline, petitions and declarations come from: see sources."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from dangvu.foundation.dated import known_q
from dangvu.indicators.definition import Record, Window
from dangvu.indicators.sources import DURING, Source, in_period
from dangvu.work.discipline.models import DecisionState, SubjectKind
from dangvu.work.discipline.rules import Form
from dangvu.work.inspection.models import Inspection, subject_of
from dangvu.work.integrity.models import IntegrityCount
from dangvu.work.petitions.models import Petition
from dangvu.work.petitions.rules import Kind as PetitionKind
from dangvu.work.petitions.rules import Outcome


def _inspections(window: Window) -> QuerySet[Any]:
    return Inspection.objects.filter(known_q(window.known), **in_period("on", window))


INSPECTIONS = Source(
    "inspections", "Cuộc kiểm tra, giám sát trong kỳ", DURING, _inspections,
    ("kind", "subject_kind", "sealed", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{'Kiểm tra' if row['kind'] == 'kiem_tra' else 'Giám sát'}: {subject_of(row['sealed'])}", row["on"],
        row["organisation_id"], row["source_row_id"], names=True,
    ),
    day="on",
)  # fmt: skip


def _decisions(window: Window) -> QuerySet[Any]:
    return DecisionState.objects.filter(known_q(window.known), **in_period("decided_on", window))


DECISIONS = Source(  # whoever it is of is in no list: that is opened one by one, for a reason
    "decisions", "Quyết định kỷ luật trong kỳ", DURING, _decisions,
    ("form", "subject_kind", "decided_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{Form(row['form']).label}: {SubjectKind(row['subject_kind']).label.lower()}", row["decided_on"],
        row["organisation_id"], row["source_row_id"],
    ),
    day="decided_on",
)  # fmt: skip


def _petitions(window: Window) -> QuerySet[Any]:
    return Petition.objects.filter(known_q(window.known), **in_period("on", window))


PETITIONS = Source(
    "petitions", "Đơn thư nhận trong kỳ", DURING, _petitions,
    ("kind", "outcome", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{PetitionKind(row['kind']).label}: {Outcome(row['outcome']).label.lower()}", row["on"],
        row["organisation_id"], row["source_row_id"],
    ),
    day="on",
)  # fmt: skip


def _integrity(window: Window) -> QuerySet[Any]:
    return IntegrityCount.objects.filter(known_q(window.known), **in_period("on", window))


INTEGRITY = Source(
    "integrity", "Số liệu phòng, chống tham nhũng có ngày chốt trong kỳ", DURING, _integrity,
    ("on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"Số liệu đến {row['on']:%d/%m/%Y}", row["on"], row["organisation_id"], row["source_row_id"]
    ),
    day="on",
)  # fmt: skip
