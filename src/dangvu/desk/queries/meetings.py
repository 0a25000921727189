"""What waits about meetings of cells: minutes to write, cells that have not met this month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from typing import Any

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.work.meetings.limits import least_held
from dangvu.work.meetings.queries import keeps_the_book, not_met, to_write_up, without_theme


def minutes_to_write(desk: Desk) -> Iterable[Waiting]:
    """Meetings whose day has come and that have no minutes yet."""
    if not desk.may(READ_NAMES, WRITE_WORK):
        return
    found = to_write_up(actor=desk.actor, organisation=desk.node.id, tree=desk.tree, today=desk.today)
    first = found[0].on if found else None
    yield Waiting(
        len(found), "buổi", "Điểm danh, ghi biên bản buổi sinh hoạt", ", ".join(one.place for one in found[:2]),
        group_of(first, desk.today) if first else Group.TODAY, "meeting_plan", {"viec": "bien-ban"}, deadline=first,
        words=f"họp ngày {first:%d/%m}" if first else "",
    )  # fmt: skip


def cells_to_meet(desk: Desk) -> Iterable[Waiting]:
    """Cells here and below without a regular meeting this month, where regular meetings are written here at all."""
    if not desk.may(READ_FIGURES, WRITE_WORK):
        return
    here: dict[str, Any] = {"actor": desk.actor, "organisation": desk.node.id, "tree": desk.tree}
    if not keeps_the_book(**here, today=desk.today):
        return
    found = not_met(**here, month=desk.today)
    last = desk.today.replace(day=monthrange(desk.today.year, desk.today.month)[1])
    least = least_held("dinh_ky", desk.today)
    note = f"Mỗi tháng {'một' if least.count == 1 else least.count} buổi sinh hoạt định kỳ"
    yield Waiting(
        len(found), "chi bộ", "Chi bộ chưa họp tháng này", note, group_of(last, desk.today), "meetings_not_met",
        deadline=last, words=f"hết tháng {last.month}",
    )  # fmt: skip
    if desk.today.month % 3:  # a theme is asked after in the last month of the quarter
        return
    found = without_theme(**here, on=desk.today)
    least = least_held("chuyen_de", desk.today)
    note = f"Mỗi quý {'một' if least.count == 1 else least.count} buổi sinh hoạt chuyên đề"
    yield Waiting(
        len(found), "chi bộ", "Chi bộ chưa sinh hoạt chuyên đề quý này", note, group_of(last, desk.today),
        "meetings_not_met", {"loai": "chuyen-de"}, deadline=last, words=f"hết quý {desk.today.month // 3}",
    )  # fmt: skip
