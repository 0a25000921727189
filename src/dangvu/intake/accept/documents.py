"""Rows about the study of documents."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.documents import actions
from dangvu.work.documents.models import StudySession
from dangvu.work.documents.rules import SessionKind


def study_sessions(group: Group) -> None:
    """Sessions of study; more present than obliged is remarked and counted as it is told."""
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, actions.NewSession]] = []
    for row in group.rows:
        row.check_cells(frozenset({"on", "title"}))
        day = row.day("on") if row.is_open else None
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        if day is None or place is None or not row.is_open:
            continue
        group.remark_if_outside(row, day, "Ngày tổ chức")
        title = row.text("title")
        if mark_in_sentence(title):
            row.hold(
                "secret", "Dòng này mang dấu độ mật nên không được ghi.",
                "Bỏ dòng khỏi tệp; quản lý trên sổ giấy.", "title",
            )  # fmt: skip
            continue
        if repeats(row, said, (place, day, fold(title)), f"Lớp ngày {day:%d/%m/%Y}"):
            continue
        obliged, present, others = (_number(row, name) for name in ("obliged", "present", "non_members"))
        if obliged is not None and present is not None and present > obliged:
            row.remark(
                "more_than_obliged", f"Có mặt {present} mà phải dự chỉ {obliged}; tỷ lệ sẽ quá 100%.",
                "Kiểm tra lại hai số, sửa trong tệp rồi nạp lại.", "present",
            )  # fmt: skip
        new.append(
            (row, actions.NewSession(place, day, title[:500], SessionKind.STUDY, row.slug("mode"), obliged, present, others,
                                     row.text("note")[:300], source_row=row.row_id))
        )  # fmt: skip
    there = _there({one.on for _, one in new}, {one.organisation for _, one in new})
    kept = []
    for row, one in new:
        if (one.organisation, one.on, fold(one.title)) in there:
            row.repeat(f"Lớp ngày {one.on:%d/%m/%Y} đã được ghi từ biểu trước.")
        else:
            kept.append(one)
    actions.record_sessions(actor=group.shared.actor, organisation=group.unit, sessions=kept)


def _number(row: Pending, name: str) -> int | None:
    value = row.value(name)
    return value if isinstance(value, int) else None


def _there(days: set[date], organisations: set[int]) -> set[tuple[int, date, str]]:
    if not days:
        return set()
    rows = StudySession.objects.known().filter(
        organisation_id__in=organisations, on__gte=min(days), on__lte=max(days), source_row__isnull=False
    )
    return {(o, day, fold(title)) for o, day, title in rows.values_list("organisation_id", "on", "title")}
