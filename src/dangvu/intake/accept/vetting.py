"""Rows about papers of vetting: counted, never read."""

from __future__ import annotations

from dangvu.foundation import clock
from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.vetting import actions, rules
from dangvu.work.vetting.models import VettingPaper
from dangvu.work.vetting.rules import PaperKind, Purpose

_MEND = "Sửa trong tệp rồi nạp lại."


def vetting(group: Group) -> None:
    """One paper in each row; a row without a number of files is about one."""
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, actions.NewPaper]] = []
    for row in group.rows:
        row.check_cells(frozenset({"kind", "on", "purpose", "count"}))
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        on = row.day("on") if row.is_open else None
        if place is None or on is None or not row.is_open:
            continue
        group.remark_if_outside(row, on, "Ngày văn bản")
        told = row.value("count")
        one = actions.NewPaper(
            place, on, row.slug("kind"), told if isinstance(told, int) else 1, row.text("number")[:60],
            row.slug("purpose") or Purpose.OTHER, row.row_id,
        )  # fmt: skip
        if _cannot(row, one):
            continue
        if not one.number or not repeats(row, said, one.what, _called(one)):
            new.append((row, one))
    there = _there([one for _, one in new])
    kept = []
    for row, one in new:
        if one.number and one.what in there:
            row.repeat(f"{_called(one)} đã được ghi từ biểu trước.")
        else:
            kept.append(one)
    actions.record_papers(actor=group.shared.actor, organisation=group.unit, papers=kept)


def _called(one: actions.NewPaper) -> str:
    return f"{PaperKind(one.kind).label} số {one.number}, ngày {one.on:%d/%m/%Y},"


def _cannot(row: Pending, one: actions.NewPaper) -> bool:
    """Whether the row is held back; it then says why."""
    if mark_in_sentence(one.number):
        row.hold("secret", "Dòng này mang dấu độ mật nên không được ghi.",
                 "Bỏ dòng khỏi tệp; quản lý trên sổ giấy.", "number")  # fmt: skip
        return True
    field, wrong = rules.fault(
        number=one.number, count=one.count, on=one.on, today=clock.today(), typed=False
    )
    if wrong:
        row.hold("not_vetting", wrong, _MEND, field)
    return bool(wrong)


def _there(papers: list[actions.NewPaper]) -> set[actions.What]:
    """What earlier workbooks told of these days."""
    if not papers:
        return set()
    days = [one.on for one in papers]
    rows = VettingPaper.objects.known().filter(
        organisation_id__in={one.organisation for one in papers}, on__gte=min(days), on__lte=max(days),
        source_row__isnull=False,
    )  # fmt: skip
    return {actions.what(row) for row in rows}
