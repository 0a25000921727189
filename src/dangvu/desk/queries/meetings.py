"""What waits about meetings of cells: those that have not met this month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable

from dangvu.desk.queries.rows import Desk, Waiting, group_of
from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.work.meetings.queries import keeps_the_book, not_met


def cells_to_meet(desk: Desk) -> Iterable[Waiting]:
    """Cells here and below without a regular meeting this month, where regular meetings are written here at all."""
    if not desk.may(READ_FIGURES, WRITE_WORK):
        return
    if not keeps_the_book(organisation=desk.node.id, tree=desk.tree, today=desk.today):
        return
    found = not_met(actor=desk.actor, organisation=desk.node.id, tree=desk.tree, month=desk.today)
    last = desk.today.replace(day=monthrange(desk.today.year, desk.today.month)[1])
    note = "Mỗi tháng một buổi sinh hoạt định kỳ"
    yield Waiting(
        len(found), "chi bộ", "Chi bộ chưa họp tháng này", note, group_of(last, desk.today), "meetings_not_met",
        deadline=last, words=f"hết tháng {last.month}",
    )  # fmt: skip
