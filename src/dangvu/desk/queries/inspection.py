"""What waits in the line of inspection: cases near or past their day, lines of the programme whose quarter has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_INSPECTION, WRITE_INSPECTION
from dangvu.foundation.due import Standing
from dangvu.foundation.periods import Period, quarter_of
from dangvu.work.inspection.queries import not_begun, open_cases

_TITLES = {
    Standing.OVERDUE: "Cuộc kiểm tra, giám sát quá hạn kết luận",
    Standing.SOON: "Cuộc kiểm tra, giám sát sắp đến hạn kết luận",
}


def cases_to_conclude(desk: Desk) -> Iterable[Waiting]:
    """Open cases past or near the day by which the regulation wants them concluded: by their codes alone."""
    if not desk.may(READ_INSPECTION, WRITE_INSPECTION):
        return
    found = open_cases(actor=desk.actor, organisation=desk.node.id)
    for standing, title in _TITLES.items():
        rows = [one for one in found if one.standing is standing]
        if rows and rows[0].due_on:
            yield Waiting(
                len(rows), "cuộc", title, ", ".join(one.code for one in rows[:3]), group_of(rows[0].due_on, desk.today),
                "inspection_cases", {"loc": standing.value}, deadline=rows[0].due_on, words=rows[0].said,
            )  # fmt: skip


def programme_to_begin(desk: Desk) -> Iterable[Waiting]:
    """Lines of this year's programme that no case stands for, the quarter being over or running."""
    if not desk.may(READ_INSPECTION, WRITE_INSPECTION):
        return
    lines = not_begun(actor=desk.actor, organisation=desk.node.id, on=desk.today)
    if lines:
        first = lines[0]
        last_day = Period.parse(f"{first.year}-Q{first.quarter}").end
        late = sum(one.quarter < quarter_of(desk.today) for one in lines)
        yield Waiting(
            len(lines), "dòng", "Bắt đầu cuộc trong chương trình kiểm tra, giám sát", _some(first.label, len(lines)),
            Group.OVERDUE if late else group_of(last_day, desk.today), "inspection_programme", {"loc": "chua"},
            deadline=last_day, words=_quarter_said(late, last_day),
        )  # fmt: skip


def _some(first: str, count: int) -> str:
    return f"{first} và {count - 1} dòng khác" if count > 1 else first


def _quarter_said(late: int, last_day: date) -> str:
    return f"{late} dòng đã hết quý" if late else f"quý này đến hết ngày {last_day:%d/%m/%Y}"
