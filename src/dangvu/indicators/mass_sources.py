"""Where rows about examples, mass organisations and mass mobilisation come from: see sources."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from dangvu.foundation.dated import known_q, valid_q
from dangvu.indicators.definition import Record, Window
from dangvu.indicators.sources import AT_END, DURING, Source
from dangvu.members.models import PersonProfile
from dangvu.work.admissions.models import Admission, Introduction
from dangvu.work.exemplars.models import Exemplar
from dangvu.work.mass.models import MassActivity, MassCount, MassMembership, MassUnitState
from dangvu.work.mass.queries.units import title_of


def _exemplars(window: Window) -> QuerySet[Any]:
    """Whatever was recognised by the end of the period and was not over before it began."""
    told = Exemplar.objects.filter(known_q(window.known), recognised_on__lte=window.period.end)
    return told.exclude(until__lt=window.period.start)


EXEMPLARS = Source(
    "exemplars", "Mô hình, điển hình được công nhận đến cuối kỳ", AT_END, _exemplars,
    ("kind", "title", "recognised_on", "organisation_id", "source_row_id", "person_id"),
    lambda row, window: Record(
        row["title"], row["recognised_on"], row["organisation_id"], row["source_row_id"], row["person_id"],
        names=row["kind"] == "guong_hoc_bac",  # its words may tell who it was
    ),
)  # fmt: skip


def _mass_units(window: Window) -> QuerySet[Any]:
    end = window.period.end
    there = MassUnitState.objects.filter(known_q(window.known)).exclude(founded_on__gt=end)
    return there.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=end))


MASS_UNITS = Source(
    "mass_units", "Cơ sở đoàn thể cuối kỳ", AT_END, _mass_units,
    ("name", "founded_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(row["name"], row["founded_on"], row["organisation_id"], row["source_row_id"]),
)  # fmt: skip


def _mass_memberships(window: Window) -> QuerySet[Any]:
    """Who is in a unit at the end of the period; ``led`` is the organisation that leads the unit."""
    stays = MassMembership.objects.filter(known_q(window.known), valid_q(window.period.end))
    member = PersonProfile.objects.filter(known_q(window.known), person_id=OuterRef("s__member_id"))
    joined: QuerySet[Any] = stays.annotate(
        u=FilteredRelation("unit__states", condition=known_q(window.known, "unit__states__")),
        s=FilteredRelation("person__states", condition=known_q(window.known, "person__states__")),
    )
    placed: QuerySet[Any] = joined.filter(u__organisation_id__isnull=False).annotate(
        led=F("u__organisation_id"), called=Subquery(member.values("name")[:1])
    )
    return placed


MASS_MEMBERSHIPS = Source(
    "mass_memberships", "Đoàn viên, hội viên có tên cuối kỳ", AT_END, _mass_memberships,
    ("called", "s__name", "s__member_id", "person_id", "u__name", "valid_from", "led", "source_row_id"),
    lambda row, window: Record(
        f"{row['called'] or row['s__name'] or ''} ({row['u__name']})", row["valid_from"], row["led"],
        row["source_row_id"], row["s__member_id"], names=True,
    ),
    owner="led",
)  # fmt: skip


def _mass_counts(window: Window) -> QuerySet[Any]:
    """The latest report in the period of each organisation and kind."""
    said = MassCount.objects.filter(
        known_q(window.known), on__gte=window.period.start, on__lte=window.period.end
    )
    later = said.filter(organisation=OuterRef("organisation"), kind=OuterRef("kind"), on__gt=OuterRef("on"))
    return said.filter(~Exists(later))


MASS_COUNTS = Source(
    "mass_counts", "Số đoàn viên, hội viên đơn vị báo cáo trong kỳ", AT_END, _mass_counts,
    ("kind", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        title_of(row["kind"]) if row["kind"] else "Mọi đoàn thể", row["on"], row["organisation_id"], row["source_row_id"]
    ),
)  # fmt: skip


def _mass_activities(window: Window) -> QuerySet[Any]:
    return MassActivity.objects.filter(
        known_q(window.known), on__gte=window.period.start, on__lte=window.period.end
    )


MASS_ACTIVITIES = Source(
    "mass_activities", "Đối thoại, thực hiện dân chủ ở cơ sở trong kỳ", DURING, _mass_activities,
    ("title", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(row["title"], row["on"], row["organisation_id"], row["source_row_id"]),
    day="on",
)  # fmt: skip


def _introduced(window: Window) -> QuerySet[Any]:
    """People whom the Youth Union or the trade union introduced, each way into the Party once; ``admitted`` by the end
    of the period."""
    said = Introduction.objects.filter(
        known_q(window.known),
        kind__in=("doan_thanh_nien", "cong_doan"),
        on__gte=window.period.start,
        on__lte=window.period.end,
    )
    once = said.filter(~Exists(said.filter(dossier=OuterRef("dossier"), pk__lt=OuterRef("pk"))))
    joined = Admission.objects.filter(
        known_q(window.known), person=OuterRef("dossier__person_id"), joined_on__lte=window.period.end
    )
    standing: QuerySet[Any] = once.annotate(
        st=FilteredRelation("dossier__standings", condition=known_q(window.known, "dossier__standings__")),
        p=FilteredRelation(
            "dossier__person__profiles", condition=known_q(window.known, "dossier__person__profiles__")
        ),
    )
    placed: QuerySet[Any] = standing.filter(st__organisation_id__isnull=False).annotate(
        led=F("st__organisation_id"), is_admitted=Exists(joined)
    )
    return placed


INTRODUCED = Source(
    "introduced", "Đoàn viên ưu tú được đoàn thể giới thiệu trong kỳ", DURING, _introduced,
    ("p__name", "dossier__person_id", "on", "led", "source_row_id"),
    lambda row, window: Record(
        row["p__name"] or "", row["on"], row["led"], row["source_row_id"], row["dossier__person_id"], names=True
    ),
    day="on", owner="led",
)  # fmt: skip
