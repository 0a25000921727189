"""Meetings of cells, conferences and study sessions against who was a member that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.foundation.capabilities import READ_DOCUMENTS, READ_NAMES
from dangvu.foundation.dated import valid_q
from dangvu.members.models import Absence, Membership
from dangvu.organisations.models import OrganisationState
from dangvu.work.conferences.models import CheckIn, ConferenceState, Delegate
from dangvu.work.conferences.rules import THERE, Status
from dangvu.work.documents.models import StudySession
from dangvu.work.meetings.models import CellMeeting, RollEntry, SittingState, SittingVote
from dangvu.work.meetings.rules import Duty, Mark

_DAY = OuterRef("on")
#: Somebody who left on the day of a meeting may have sat in it; who became official on it has two stays.
_AT_SOME_HOUR = Q(valid_from__lte=_DAY) & (Q(valid_to__isnull=True) | Q(valid_to__gte=_DAY))


def _held(asked: Asked) -> QuerySet[Any]:
    rows: QuerySet[Any] = CellMeeting.objects.known().filter(
        on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside
    )
    return rows.order_by("organisation_id", "on", "pk")


def _more_than_members(asked: Asked) -> Iterator[Found]:
    members = (
        Membership.objects.known().filter(_AT_SOME_HOUR, organisation=OuterRef("organisation")).order_by()
        .values("organisation").annotate(n=Count("person", distinct=True)).values("n")
    )  # fmt: skip
    rows = _held(asked).annotate(members=Subquery(members, output_field=IntegerField()))
    found: dict[tuple[int, date], tuple[int, int]] = {}  # a meeting of both kinds is two rows
    for place, on, attended, there in rows.filter(attended__gt=F("members")).values_list(
        "organisation_id", "on", "attended", "members"
    ):
        found[place, on] = attended, there
    for (place, on), (attended, there) in found.items():
        yield Found(
            place, f"Buổi ngày {told(on)} ghi {attended} đảng viên dự, chi bộ ngày đó có {there} đảng viên."
        )


def _more_than_obliged(asked: Asked) -> Iterator[Found]:
    rows = _held(asked).filter(attended__gt=F("obliged"))
    for place, on, attended, obliged in rows.values_list("organisation_id", "on", "attended", "obliged"):
        yield Found(place, f"Buổi ngày {told(on)} ghi {attended} đảng viên dự trên {obliged} phải dự.")


def _ended_cell_met(asked: Asked) -> Iterator[Found]:
    there = OrganisationState.objects.known().filter(valid_q(_DAY), organisation=OuterRef("organisation"))
    rows = _held(asked).filter(~Exists(there), on__gte=asked.begins)
    for place, on in sorted(set(rows.values_list("organisation_id", "on"))):
        yield Found(place, f"Ghi buổi sinh hoạt ngày {told(on)}, khi chi bộ đã kết thúc hoặc chưa thành lập.")


def _roll(asked: Asked) -> QuerySet[Any]:
    """The lines of members on the rolls of the period, with the day of their meeting (``on``)."""
    state = SittingState.objects.known().filter(sitting=OuterRef("sitting")).values("on")[:1]
    rows: QuerySet[Any] = RollEntry.objects.known().filter(
        person__isnull=False, sitting__organisation_id__among=asked.inside
    )
    told_on: QuerySet[Any] = rows.annotate(on=Subquery(state))
    return told_on.filter(on__gte=asked.start, on__lte=asked.end)


def _excused_counted_absent(asked: Asked) -> Iterator[Found]:
    away = Absence.objects.known().filter(valid_q(_DAY), person=OuterRef("person"))
    rows = _roll(asked).filter(Exists(away), mark__in=(Mark.EXCUSED.value, Mark.UNEXCUSED.value))
    for person, place, sitting, on in rows.values_list(
        "person_id", "sitting__organisation_id", "sitting_id", "on"
    ):
        yield Found(
            place, f"Điểm danh ngày {told(on)} ghi vắng, nhưng ngày đó được miễn hoặc sinh hoạt tạm thời nơi khác.",
            person, {"sitting": sitting},
        )  # fmt: skip


def _stranger_present(asked: Asked) -> Iterator[Found]:
    own = (Duty.OBLIGED.value, Duty.EXEMPT.value, Duty.AWAY.value)
    stays = Membership.objects.known().filter(_AT_SOME_HOUR, person=OuterRef("person"))
    rows = list(
        _roll(asked).filter(~Exists(stays), mark__in=(Mark.PRESENT.value, Mark.LATE.value), duty__in=own, on__gte=asked.begins)
        .values_list("person_id", "sitting__organisation_id", "sitting_id", "on")
    )  # fmt: skip
    asked.read_stays(person for person, *_ in rows)
    for person, place, sitting, on in rows:
        if not any(one.touches(on) for one in asked.stays(person)):
            yield Found(
                place, f"Điểm danh ngày {told(on)} ghi có mặt, nhưng ngày đó chưa hoặc không còn là đảng viên.",
                person, {"sitting": sitting},
            )  # fmt: skip


def _more_votes(asked: Asked) -> Iterator[Found]:
    state = SittingState.objects.known().filter(sitting=OuterRef("sitting")).values("on")[:1]
    rows = (
        SittingVote.objects.known()
        .filter(sitting__organisation_id__among=asked.inside)
        .annotate(on=Subquery(state), cast=F("agreed") + F("against") + F("other"))
        .filter(on__gte=asked.start, on__lte=asked.end, cast__gt=F("base"))
    )
    for place, sitting, on, cast, base in rows.values_list(
        "sitting__organisation_id", "sitting_id", "on", "cast", "base"
    ):
        yield Found(
            place, f"Biểu quyết ngày {told(on)} có {cast} phiếu, nhiều hơn {base} người được tính.", None,
            {"sitting": sitting},
        )  # fmt: skip


def _conferences(asked: Asked, status: Status) -> dict[int, ConferenceState]:
    rows = ConferenceState.objects.known().filter(
        on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside, status=status.value
    )
    return {row.conference_id: row for row in asked.rows(f"conferences {status.value}", lambda: list(rows))}


def _delegates(asked: Asked) -> Iterator[tuple[ConferenceState, Delegate, int | None]]:
    """Members called to the conferences of the period, with where they are members on its day (or today)."""
    held = _conferences(asked, Status.CALLED)
    called = Delegate.objects.known().filter(conference_id__among=held, person__isnull=False)
    rows = asked.rows("delegates", lambda: list(called) if held else [])
    asked.read_stays(row.person_id or 0 for row in rows)
    for row in rows:
        state = held[row.conference_id]
        stay = asked.stay_on(row.person_id or 0, min(state.on, asked.today))
        yield state, row, stay.organisation if stay else None


def _delegate_left(asked: Asked) -> Iterator[Found]:
    for state, row, place in _delegates(asked):
        if place is None and asked.is_told(state.on):
            yield Found(
                state.organisation_id, f"Được mời dự hội nghị ngày {told(state.on)} nhưng không còn là đảng viên.",
                row.person_id, {"conference": state.conference_id},
            )  # fmt: skip


def _delegate_moved(asked: Asked) -> Iterator[Found]:
    for state, row, place in _delegates(asked):
        if place is not None and row.unit_id is not None and not asked.is_below(place, row.unit_id):
            yield Found(
                state.organisation_id,
                f"Được mời dự hội nghị ngày {told(state.on)} cho {asked.label(row.unit_id)}, nhưng đã chuyển sang {asked.label(place)}.",
                row.person_id, {"conference": state.conference_id},
            )  # fmt: skip


def _cancelled_but_attended(asked: Asked) -> Iterator[Found]:
    off = _conferences(asked, Status.CANCELLED)
    if not off:
        return
    there = CheckIn.objects.known().filter(
        state__in=[one.value for one in THERE],
        delegate__conference_id__among=off,
        delegate__known_to_act__isnull=True,
    )
    counts = there.order_by().values_list("delegate__conference_id").annotate(n=Count("pk"))
    for conference, present in counts:
        state = off[conference]
        yield Found(
            state.organisation_id, f"Hội nghị ngày {told(state.on)} ghi đã hủy nhưng có {present} đại biểu được điểm danh có mặt.",
            None, {"conference": conference},
        )  # fmt: skip


def _studied_more(asked: Asked) -> Iterator[Found]:
    rows = StudySession.objects.known().filter(
        Q(present__gt=F("obliged")),
        on__gte=asked.start,
        on__lte=asked.end,
        organisation_id__among=asked.inside,
    )
    for place, on, present, obliged in rows.values_list("organisation_id", "on", "present", "obliged"):
        yield Found(
            place, f"Lớp học tập ngày {told(on)} ghi {present} đảng viên có mặt trên {obliged} phải dự."
        )


_PLAIN = "Lẽ thường: hai số của cùng một buổi"
KINDS = (
    Kind(
        "du-qua-so-dang-vien", "Số dự sinh hoạt nhiều hơn số đảng viên của chi bộ", _PLAIN,
        "Sửa số dự, hoặc ghi đủ đảng viên của chi bộ", "meetings", _more_than_members,
    ),
    Kind(
        "du-qua-so-phai-du", "Số dự sinh hoạt nhiều hơn số phải dự", _PLAIN, "Sửa một trong hai số", "meetings",
        _more_than_obliged,
    ),
    Kind(
        "hop-khi-da-ket-thuc", "Chi bộ đã kết thúc mà còn ghi sinh hoạt", "Tổ chức không còn thì không họp (lẽ thường)",
        "Sửa ngày họp hoặc đơn vị họp; kiểm tra ngày giải thể, sáp nhập", "meetings", _ended_cell_met,
    ),
    Kind(
        "mien-ma-ghi-vang", "Đảng viên được miễn hoặc ở nơi khác bị ghi vắng",
        "Người được miễn, sinh hoạt tạm thời nơi khác không phải dự (Quy định 294-QĐ/TW, điểm 7 và 9.3.2)",
        "Sửa điểm danh của buổi họp", "sitting", _excused_counted_absent,
    ),
    Kind(
        "co-mat-khi-khong-la-dang-vien", "Có mặt trong danh sách đảng viên khi không là đảng viên",
        "Danh sách buổi họp là đảng viên ngày đó (lẽ thường)", "Sửa điểm danh, hoặc sửa ngày vào Đảng, ngày chuyển",
        "sitting", _stranger_present,
    ),
    Kind(
        "phieu-qua-so-nguoi", "Số phiếu nhiều hơn số người biểu quyết",
        "Người được tính khi biểu quyết (Quy định 294-QĐ/TW, điểm 9.3.2)", "Sửa số phiếu hoặc điểm danh", "sitting",
        _more_votes,
    ),
    Kind(
        "moi-nguoi-da-ra", "Mời dự hội nghị người không còn là đảng viên", "Đại biểu là đảng viên ngày họp (lẽ thường)",
        "Bỏ khỏi danh sách mời, hoặc mời người thay", "conference", _delegate_left, READ_NAMES,
    ),
    Kind(
        "moi-nguoi-da-chuyen", "Mời dự hội nghị cho đơn vị mà người đó đã chuyển đi",
        "Đại biểu của đơn vị là đảng viên của đơn vị (lẽ thường)", "Mời người thay, hoặc sửa đơn vị của đại biểu",
        "conference", _delegate_moved, READ_NAMES,
    ),
    Kind(
        "hoi-nghi-huy-co-diem-danh", "Hội nghị đã hủy nhưng có người được điểm danh", "Lẽ thường",
        "Bỏ điểm danh, hoặc sửa tình trạng hội nghị", "conference", _cancelled_but_attended, READ_NAMES,
    ),
    Kind(
        "hoc-tap-qua-so-phai-du", "Lớp học tập có số có mặt nhiều hơn số phải dự", _PLAIN,
        "Bỏ dòng ghi nhầm rồi ghi lại", "study_sessions", _studied_more, READ_DOCUMENTS,
    ),
)  # fmt: skip
