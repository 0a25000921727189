"""Rows about meetings of cells, regular and thematic."""

from __future__ import annotations

from datetime import date

from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.meetings import actions
from dangvu.work.meetings.models import CellMeeting, MeetingKind

#: No cell has so many; a larger number is of another column.
_MOST = 9_999


def cell_meetings(group: Group) -> None:
    """Meetings with attendance and class; a row that tells no kind is of a regular one. More present than obliged is
    remarked and counted as it is told."""
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, actions.NewMeeting]] = []
    for row in group.rows:
        row.check_cells(frozenset({"on", "kind"}))
        day = row.day("on") if row.is_open else None
        place = group.organisation_of(row, "cell", group.unit) if row.is_open else None
        if day is None or place is None or not row.is_open:
            continue
        group.remark_if_outside(row, day, "Ngày sinh hoạt")
        attended, obliged, visitors = (_number(row, name) for name in ("attended", "obliged", "visitors"))
        if attended is not None and obliged is not None and attended > obliged:
            row.remark(
                "more_than_obliged", f"Có mặt {attended} mà phải dự chỉ {obliged}; tỷ lệ sẽ quá 100%.",
                "Kiểm tra lại hai số, sửa trong tệp rồi nạp lại.", "attended",
            )  # fmt: skip
        told = row.slug("kind") or MeetingKind.REGULAR.value
        kinds = (MeetingKind.REGULAR, MeetingKind.THEMATIC) if told == "ket_hop" else (MeetingKind(told),)
        if repeats(row, said, (place, day, told), f"Buổi sinh hoạt ngày {day:%d/%m/%Y}"):
            continue
        for number, kind in enumerate(kinds):
            first = number == 0  # one sitting of both kinds: its numbers stand once
            topic = row.text("topic")[:500] if kind is MeetingKind.THEMATIC else ""
            new.append(
                (row, actions.NewMeeting(place, kind, day, topic, attended, row.row_id, obliged if first else None,
                                         visitors if first else None, row.slug("quality") if first else ""))
            )  # fmt: skip
    there = _there({one.on for _, one in new}, {one.organisation for _, one in new})
    kept = []
    for row, one in new:
        if (one.organisation, one.on, str(one.kind)) in there:
            row.repeat(f"Buổi sinh hoạt ngày {one.on:%d/%m/%Y} đã được ghi từ biểu trước.")
        else:
            kept.append(one)
    actions.record_meetings(actor=group.shared.actor, organisation=group.unit, meetings=kept)


def _number(row: Pending, name: str) -> int | None:
    value = row.value(name)
    return value if isinstance(value, int) and value <= _MOST else None


def _there(days: set[date], organisations: set[int]) -> set[tuple[int, date, str]]:
    if not days:
        return set()
    rows = CellMeeting.objects.known().filter(
        organisation_id__in=organisations, on__gte=min(days), on__lte=max(days), source_row__isnull=False
    )
    return set(rows.values_list("organisation_id", "on", "kind"))
