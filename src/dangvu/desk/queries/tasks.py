"""What waits about tasks and schemes: overdue, near their day, to be done here, waited for from below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.foundation.due import Standing
from dangvu.work.resolutions.queries import PartView, task_parts
from dangvu.work.schemes.queries import schemes


def tasks_to_do(desk: Desk) -> Iterable[Waiting]:
    """The parts of tasks that are not done, here and below: each told once. Who directs sees what is late as well."""
    writes = desk.may(WRITE_WORK)
    if not (writes or desk.may(READ_NAMES)):
        return
    here = desk.node.id
    parts = task_parts(actor=desk.actor, organisation=here, tree=desk.tree, open_only=True)
    late = [one for one in parts if one.standing is Standing.OVERDUE]
    worst = max((one.days_late for one in late), default=0)
    yield Waiting(
        len(late), "lượt", "Nhiệm vụ quá hạn", _some(late, here), Group.OVERDUE, "task_parts", {"loc": "qua-han"},
        deadline=min((one.due_on for one in late if one.due_on), default=None), words=f"Lâu nhất quá hạn {worst} ngày",
    )  # fmt: skip
    near = [one for one in parts if one.standing is Standing.SOON]
    first = min((one.due_on for one in near if one.due_on), default=None)
    yield Waiting(
        len(near), "lượt", "Nhiệm vụ sắp đến hạn", _some(near, here),
        group_of(first, desk.today) if first else Group.THIS_WEEK, "task_parts", {"loc": "sap-han"}, deadline=first,
        words=min(near, key=lambda one: one.due_on or desk.today).said if near else "",
    )  # fmt: skip
    if not writes:
        return
    rest = [one for one in parts if one.standing is Standing.OPEN]
    own = [one for one in rest if one.organisation == here or one.ended]
    yield Waiting(
        len(own), "nhiệm vụ", "Báo kết quả nhiệm vụ được giao", _some(own, here), Group.LATER if _all_dated(own) else Group.THIS_WEEK,
        "task_parts", {"loc": "con-han", "cua": "minh"},
    )  # fmt: skip
    below = [one for one in rest if one.organisation != here and not one.ended]
    yield Waiting(
        len(below), "lượt", "Chờ đơn vị báo kết quả nhiệm vụ", _some(below, here), Group.ELSEWHERE, "task_parts",
        {"loc": "con-han", "cua": "duoi"},
    )  # fmt: skip


def _all_dated(parts: Sequence[PartView]) -> bool:
    return all(one.due_on is not None for one in parts)


def _some(parts: Sequence[PartView], here: int) -> str:
    """The first two titles, with how many organisations below each waits for."""
    waits: dict[str, int] = {}
    for one in parts:
        waits[one.title] = waits.get(one.title, 0) + (one.organisation != here)
    said = [f"{title} (còn {count} tổ chức)" if count else title for title, count in waits.items()]
    return f"{', '.join(said[:2])}{f' và {len(said) - 2} nhiệm vụ khác' if len(said) > 2 else ''}"


def scheme_items(desk: Desk) -> Iterable[Waiting]:
    """Schemes of which an item that is done here or below is overdue."""
    if not desk.may(WRITE_WORK):
        return
    late = [
        one for one in schemes(actor=desk.actor, organisation=desk.node.id, tree=desk.tree) if one.overdue
    ]
    days = [item.due_on for one in late for item in one.within("qua-han")]
    first = min(days, default=desk.today)
    yield Waiting(
        len(late), "đề án", "Hạng mục đề án quá hạn", ", ".join(one.title for one in late[:2]), Group.OVERDUE, "schemes",
        {"loc": "qua-han"}, deadline=first, words=f"{len(days)} hạng mục; lâu nhất từ {first:%d/%m/%Y}",
    )  # fmt: skip
