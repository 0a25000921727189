"""What waits about documents: to be received, to be passed on, to be studied."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.work.documents.queries import overdue, waiting


def to_receive(desk: Desk) -> Iterable[Waiting]:
    """Documents sent to this organisation that are not in its register."""
    if not desk.may(READ_DOCUMENTS, WRITE_WORK):
        return
    found = waiting(actor=desk.actor, organisation=desk.node.id, tree=desk.tree)
    days = [one.study_by for one in found if one.study_by]
    first = min(days, default=None)
    yield Waiting(
        len(found), "văn bản", "Tiếp nhận văn bản cấp trên gửi", ", ".join(one.symbol for one in found[:3]),
        group_of(first, desk.today) if first and first < desk.today else Group.TODAY, "documents_in", deadline=first,
        anchor="cho",
    )  # fmt: skip


def not_studied(desk: Desk) -> Iterable[Waiting]:
    """Cells here whose day for studying a document is over."""
    if not desk.may(READ_DOCUMENTS, WRITE_WORK):
        return
    late = overdue(actor=desk.actor, organisation=desk.node.id, tree=desk.tree, today=desk.today)
    symbols = list(dict.fromkeys(one.symbol for one in late))
    yield Waiting(
        len(late), "lượt chi bộ", "Quán triệt văn bản đã quá hạn", ", ".join(symbols[:3]), Group.OVERDUE, "study",
        {"loc": "qua-han"}, deadline=late[0].study_by if late else None,
        words=f"Lâu nhất quá hạn {(desk.today - late[0].study_by).days} ngày" if late else "",
    )  # fmt: skip
