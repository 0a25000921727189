"""What waits for a person at an organisation and below it: each kind of work, how many, until when, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import CONFIRM, LOAD, READ_FINDINGS
from dangvu.foundation.periods import Period
from dangvu.intake.queries import FindingView, Severity, findings, sent_by_unit
from dangvu.organisations.access import may
from dangvu.organisations.tree import Node, Tree


class Group(IntEnum):
    """How pressing a piece of work is, in the order of the page."""

    OVERDUE = 0
    TODAY = 1
    THIS_WEEK = 2
    LATER = 3
    ELSEWHERE = 4


TITLES: Mapping[Group, str] = {
    Group.OVERDUE: "Quá hạn",
    Group.TODAY: "Hôm nay",
    Group.THIS_WEEK: "Tuần này",
    Group.LATER: "Sau tuần này",
    Group.ELSEWHERE: "Chờ nơi khác",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the page: a count, a verb with its object, a deadline, and the page whose list has that count."""

    count: int
    unit: str
    title: str
    note: str
    group: Group
    page: str  # the name of the page of the organisation
    query: Mapping[str, str] = field(default_factory=dict)
    deadline: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is: who, at which organisation, on which day, in which period."""

    actor: Actor
    node: Node
    tree: Tree
    period: Period
    today: date

    @property
    def inside(self) -> set[int]:
        return set(self.tree.descendants(self.node.id))

    def may(self, capability: str) -> bool:
        return may(self.actor, capability, self.node.id, tree=self.tree)


def waiting(*, actor: Actor, node: Node, tree: Tree, period: Period) -> list[Waiting]:
    """Everything that waits there for this person, the most pressing first."""
    desk = Desk(actor, node, tree, period, clock.today())
    found = [one for source in SOURCES for one in source(desk) if one.count]
    return sorted(found, key=lambda one: (one.group, one.deadline or date.max, one.title))


def group_of(deadline: date, today: date) -> Group:
    """Where a deadline stands seen from ``today``; the week ends on Sunday."""
    if deadline < today:
        return Group.OVERDUE
    if deadline == today:
        return Group.TODAY
    return Group.THIS_WEEK if deadline <= today + timedelta(days=6 - today.weekday()) else Group.LATER


def _rows_to_mend(desk: Desk) -> Iterable[Waiting]:
    """Rows kept and not counted, and sheets that nobody could read."""
    if not desk.may(READ_FINDINGS) or not (desk.may(LOAD) or desk.may(CONFIRM)):
        return
    found = findings(actor=desk.actor, organisations=desk.inside)
    by_title: dict[str, tuple[str, str, list[FindingView]]] = {
        "Xử lý dòng chưa được tính": ("dòng", "muc=chua-tinh", [f for f in found if f.severity == Severity.HOLD]),
        "Khớp dòng còn chờ": ("dòng", "muc=cho", [f for f in found if f.severity == Severity.WAIT]),
        "Thay tệp không đọc được": ("tệp", "muc=khong-doc", [f for f in found if f.severity == Severity.ERROR]),
        "Đối chiếu số đơn vị tự khai": ("chỗ", "loai=declared_differs", [f for f in found if f.kind == "declared_differs"]),
    }  # fmt: skip
    for title, (unit, query, rows) in by_title.items():
        files = len({row.file for row in rows if row.file})
        key, _, value = query.partition("=")
        note = f"Trong {files} tệp đơn vị gửi; mỗi dòng nêu rõ lý do và cách sửa"
        if key == "loai":
            note = f"Số tự khai trong {files} tệp khác với số theo danh sách"
        yield Waiting(
            len(rows), unit, title, note, Group.TODAY, "findings", {key: value}, words="trước khi lập báo cáo"
        )


def _units_that_have_not_sent(desk: Desk) -> Iterable[Waiting]:
    """Units below that sent nothing of the period."""
    if not desk.may(READ_FINDINGS):
        return
    units = sent_by_unit(actor=desk.actor, organisation=desk.node.id, tree=desk.tree, period=desk.period)
    silent = sum(unit.sheets == 0 for unit in units)
    yield Waiting(
        silent, "đơn vị", f"Nhắc gửi biểu {desk.period.label}",
        f"{len(units) - silent} trên {len(units)} đơn vị đã gửi", Group.ELSEWHERE, "units_sent",
    )  # fmt: skip


#: Every kind of work, each asked once.
SOURCES: tuple[Callable[[Desk], Iterable[Waiting]], ...] = (_rows_to_mend, _units_that_have_not_sent)
