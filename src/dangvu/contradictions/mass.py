"""Mass organisations against what they report, ages, and who is still there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.foundation.dated import valid_q
from dangvu.members.models import Movement, MovementKind
from dangvu.work.mass.models import MassCount, MassMembership, MassPersonState
from dangvu.work.mass.rules import slug_of

_YOUTH = slug_of("Đoàn Thanh niên")


def _fewer_than_named(asked: Asked) -> Iterator[Found]:
    named = (
        MassMembership.objects.known()
        .filter(
            valid_q(OuterRef("on")), unit__states__known_to_act__isnull=True,
            unit__states__organisation=OuterRef("organisation"), unit__states__kind=OuterRef("kind"),
        )
        .order_by().values("unit__states__organisation").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    rows = (
        MassCount.objects.known()
        .filter(on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside, memberships__isnull=False)
        .exclude(kind="").annotate(named=Subquery(named)).filter(memberships__lt=F("named"))
    )  # fmt: skip
    for place, on, reported, there in rows.values_list("organisation_id", "on", "memberships", "named"):
        yield Found(
            place,
            f"Báo cáo {reported} đoàn viên, hội viên đến {told(on)}, danh sách ngày đó có {there} người.",
        )


def _memberships(asked: Asked, **unit: Any) -> QuerySet[Any]:
    """Memberships of the day with their unit as it is known (all that is asked of it in one join)."""
    more = {f"unit__states__{name}": value for name, value in unit.items()}
    rows: QuerySet[Any] = MassMembership.objects.known().valid_on(asked.on).filter(
        unit__states__known_to_act__isnull=True, unit__states__organisation_id__among=asked.inside, **more
    )  # fmt: skip
    return rows


def _too_old(asked: Asked) -> Iterator[Found]:
    """Certainly older than the last year of age, as only the year of birth is known; officers may stay on."""
    last = asked.value("mass.youth_age_last", asked.on)
    if last is None:
        return
    of_age = MassPersonState.objects.known().filter(
        person=OuterRef("person"), birth_year__lt=asked.on.year - last - 1
    )
    rows = _memberships(asked, kind=_YOUTH).filter(Exists(of_age), post="")
    for place, unit in rows.values_list("unit__states__organisation_id", "unit_id"):
        yield Found(
            place,
            f"Ngày {told(asked.on)} còn trong danh sách đoàn viên một người quá {last} tuổi.",
            None,
            {"unit": unit},
        )


def _unit_ended(asked: Asked) -> Iterator[Found]:
    rows = _memberships(asked, ended_on__lte=asked.on).order_by()
    counts = rows.values_list("unit__states__organisation_id", "unit_id", "unit__states__ended_on").annotate(
        n=Count("pk")
    )
    for place, unit, ended, count in counts:
        yield Found(
            place,
            f"Cơ sở kết thúc từ {told(ended)} nhưng còn {count} người trong danh sách.",
            None,
            {"unit": unit},
        )


def _dead(asked: Asked) -> Iterator[Found]:
    died = Movement.objects.known().filter(
        kind=MovementKind.DIED, counted=True, on__lte=asked.on, person=OuterRef("member")
    )
    gone = MassPersonState.objects.known().filter(Exists(died), person=OuterRef("person"))
    for place, unit in (
        _memberships(asked).filter(Exists(gone)).values_list("unit__states__organisation_id", "unit_id")
    ):
        yield Found(
            place, f"Ngày {told(asked.on)} danh sách còn một đảng viên đã ghi từ trần.", None, {"unit": unit}
        )


KINDS = (
    Kind(
        "doan-the-bao-cao-thieu", "Số đoàn viên, hội viên báo cáo ít hơn danh sách", "Lẽ thường: hai số của cùng một ngày",
        "Sửa số báo cáo, hoặc ghi người đã thôi", "mass_counts", _fewer_than_named,
    ),
    Kind(
        "doan-vien-qua-tuoi", "Đoàn viên thanh niên quá tuổi",
        "Tuổi đoàn (Điều lệ Đoàn, Điều 1; tham số có ngày); cán bộ Đoàn không tính", "Ghi trưởng thành Đoàn, hoặc sửa năm sinh",
        "mass_unit", _too_old,
    ),
    Kind(
        "co-so-doan-the-da-het", "Cơ sở đoàn thể đã kết thúc mà danh sách còn người", "Lẽ thường",
        "Ghi người chuyển sang cơ sở khác hoặc thôi", "mass_unit", _unit_ended,
    ),
    Kind(
        "doan-the-nguoi-da-mat", "Danh sách đoàn thể còn người đã từ trần", "Lẽ thường", "Ghi thôi tham gia", "mass_unit",
        _dead,
    ),
)  # fmt: skip
