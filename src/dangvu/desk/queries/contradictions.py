"""Records of the period that can't be true together."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.contradictions.queries import total
from dangvu.desk.queries.rows import Desk, Group, Waiting
from dangvu.foundation.capabilities import READ_FIGURES, SEND_FIGURES, WRITE_INSPECTION, WRITE_WORK

_MENDING = (WRITE_WORK, WRITE_INSPECTION, SEND_FIGURES)


def to_look_at(desk: Desk) -> Iterable[Waiting]:
    """For whoever keeps the books or sends the figures: what to look at before figures are sent.

    Not at a committee above other upper ones, which keeps none of these books: its lists are a page away.
    """
    if any(desk.tree[child].is_upper for child in desk.tree.children(desk.node.id)):
        return
    if not desk.may(READ_FIGURES) or not any(desk.may(one) for one in _MENDING):
        return
    found = total(actor=desk.actor, organisation=desk.node.id, tree=desk.tree, period=desk.period)
    yield Waiting(
        found, "chỗ", "Mâu thuẫn số liệu cần xem", "Hai điều trong sổ sách không thể cùng đúng; mỗi chỗ nêu căn cứ và cách sửa",
        Group.LATER, "contradictions_list", words="trước khi gửi số liệu",
    )  # fmt: skip
