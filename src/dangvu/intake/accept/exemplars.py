"""Rows about what was recognised as an example."""

from __future__ import annotations

from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.exemplars import actions, rules
from dangvu.work.exemplars.models import Exemplar
from dangvu.work.exemplars.rules import Level


def exemplars(group: Group) -> None:
    """Recognitions; one that cannot be (a day to come, an office called a cell) waits with what is wrong with it."""
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, actions.NewExemplar]] = []
    for row in group.rows:
        row.check_cells(frozenset({"on", "kind", "until"}))
        day = row.day("on") if row.is_open else None
        until = row.day("until") if row.is_open and row.text("until") else None
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        if day is None or place is None or not row.is_open:
            continue
        group.remark_if_outside(row, day, "Ngày công nhận")
        one = actions.NewExemplar(
            place, row.slug("kind"), day, row.text("title")[:300], row.slug("level") or Level.UPPER,
            row.text("decision")[:100], until, source_row=row.row_id,
        )  # fmt: skip
        if _cannot(group, row, one) or repeats(row, said, one.what, f"“{one.said}”, ngày {day:%d/%m/%Y},"):
            continue
        new.append((row, one))
    there = _there({one.recognised_on for _, one in new}, {one.organisation for _, one in new})
    kept = []
    for row, one in new:
        if one.what in there:
            row.repeat(f"“{one.said}”, ngày {one.recognised_on:%d/%m/%Y}, đã được ghi từ biểu trước.")
        else:
            kept.append(one)
    actions.tell(actor=group.shared.actor, organisation=group.unit, exemplars=kept)


def _cannot(group: Group, row: Pending, one: actions.NewExemplar) -> bool:
    """Whether the row is held back; it then says why."""
    if mark_in_sentence(one.title) or mark_in_sentence(one.decision):
        row.hold(
            "secret",
            "Dòng này mang dấu độ mật nên không được ghi.",
            "Bỏ dòng khỏi tệp; quản lý trên sổ giấy.",
            "title",
        )
        return True
    tree = group.shared.trees.on(one.recognised_on)
    field, wrong = rules.fault(
        kind=one.kind, title=one.title, recognised_on=one.recognised_on, until=one.until, today=clock.today(),
        is_cell=one.organisation in tree and tree[one.organisation].is_cell, has_person=False,
    )  # fmt: skip
    if not wrong:
        return False
    column = {"recognised_on": "on", "by": "organisation"}.get(field, field)
    row.hold("not_recognised", wrong, "Sửa trong tệp rồi nạp lại.", column)
    return True


def _there(days: set[date], organisations: set[int]) -> set[tuple[int, str, date, str]]:
    if not days:
        return set()
    rows = Exemplar.objects.known().filter(
        organisation_id__in=organisations, recognised_on__gte=min(days), recognised_on__lte=max(days),
        source_row__isnull=False,
    )  # fmt: skip
    return {(row.organisation_id, row.kind, row.recognised_on, fold(row.title)) for row in rows}
