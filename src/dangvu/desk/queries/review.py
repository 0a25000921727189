"""What waits in a reporting period: for the unit that sends, for the office that receives, for whoever unlocks."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import ACCEPT_FIGURES, ISSUE_REPORT, READ_FINDINGS, SEND_FIGURES
from dangvu.intake.queries import sent_by_unit
from dangvu.reports.queries import issued_reports
from dangvu.review import queries
from dangvu.review.narrative import queries as narrative
from dangvu.review.rules import State, days_in_words
from dangvu.review.standing import Cycle


def figures_to_send(desk: Desk) -> Iterable[Waiting]:
    """Figures of a period that this unit owes the level above, or has to mend."""
    if not desk.may(SEND_FIGURES):
        return
    for cycle in desk.cycles:
        unit = desk.node.id
        owes = cycle.level(unit) > 0 and cycle.state(unit) in (State.OPEN, State.RETURNED)
        excepted = cycle.is_excepted(unit)
        if (not owes and not excepted) or (cycle.lock is not None and not excepted):
            continue
        step = queries.next_of(cycle, unit)
        due = step.by or cycle.due(unit)
        returned = cycle.state(unit) is State.RETURNED
        verb = "Sửa và gửi lại số liệu" if returned else "Gửi số liệu"
        times = queries.times_reminded(cycle, unit)
        note = f"{step.words}; gửi {cycle.receiver(unit).name}" + (f"; đã nhắc {times} lần" if times else "")
        yield Waiting(
            1, "kỳ", f"{verb} {cycle.period.label}", note, group_of(due, desk.today), "sending",
            {"ky": cycle.period.code}, due, days_in_words(due, desk.today),
        )  # fmt: skip


def figures_to_receive(desk: Desk) -> Iterable[Waiting]:
    """What units have sent and nobody has looked at; who has not sent; a period that can be locked."""
    if not desk.may(ACCEPT_FIGURES):
        return
    for cycle in desk.cycles:
        units = cycle.asked(desk.node.id)
        if not units:
            continue
        yield from _received(desk, cycle, units)


def asks_for_figures(desk: Desk) -> bool:
    """Whether the units are being asked here for the figures of the desk's period."""
    return desk.may(ACCEPT_FIGURES) and any(
        cycle.period.code == desk.period.code and cycle.lock is None and cycle.asked(desk.node.id)
        for cycle in desk.cycles
    )


def silent_units(desk: Desk) -> tuple[int, int]:
    """(how many units sent no workbook of the desk's period, of how many)."""
    units = sent_by_unit(actor=desk.actor, organisation=desk.node.id, tree=desk.tree, period=desk.period)
    return sum(unit.sheets == 0 for unit in units), len(units)


def _received(desk: Desk, cycle: Cycle, units: list[int]) -> Iterable[Waiting]:
    label, code, confirm = cycle.period.label, cycle.period.code, cycle.terms.confirm_by
    count = {state: sum(cycle.state(unit) is state for unit in units) for state in State}
    if cycle.lock is None or any(cycle.is_excepted(unit) for unit in units):
        yield Waiting(
            count[State.SENT], "đơn vị", f"Xem số liệu {label} đơn vị gửi", "Nhận, hoặc trả lại từng số kèm ý kiến",
            group_of(confirm, desk.today), "review", {"ky": code, "loc": "cho-xem"}, confirm,
            days_in_words(confirm, desk.today),
        )  # fmt: skip
    if cycle.lock is not None:
        return
    done = count[State.ACCEPTED] + count[State.LOCKED]
    silent = silent_units(desk)[0] if code == desk.period.code and desk.may(READ_FINDINGS) else 0
    without = f"; {silent} đơn vị cũng chưa gửi biểu Excel nào" if silent else ""
    yield Waiting(
        count[State.OPEN], "đơn vị", f"Nhắc gửi số liệu {label}",
        f"Đã nhận {done} trên {len(units)} đơn vị{without}", Group.ELSEWHERE,
        "review", {"ky": code, "loc": "chua-gui"}, cycle.due(units[0]), days_in_words(cycle.due(units[0]), desk.today),
    )  # fmt: skip
    yield Waiting(
        count[State.RETURNED], "đơn vị", f"Chờ đơn vị sửa số liệu {label}", "Đã trả lại kèm ý kiến", Group.ELSEWHERE,
        "review", {"ky": code, "loc": "tra-lai"},
    )  # fmt: skip
    if done == len(units) and cycle.owner == desk.node.id:
        yield Waiting(
            1, "kỳ", f"Khóa kỳ {label}", "Đã nhận đủ số liệu các đơn vị", group_of(confirm, desk.today), "review",
            {"ky": code}, confirm, days_in_words(confirm, desk.today), anchor="khoa",
        )  # fmt: skip


def paragraphs_to_gather(desk: Desk) -> Iterable[Waiting]:
    """Paragraphs that units sent, for which nobody has chosen whether they stand in the draft."""
    if not desk.may(ACCEPT_FIGURES):
        return
    for cycle in desk.cycles:
        is_over = cycle.lock is not None or cycle.state(desk.node.id) in (State.ACCEPTED, State.LOCKED)
        if is_over or not cycle.asked(desk.node.id):
            continue
        by = cycle.terms.confirm_by if cycle.owner == desk.node.id else cycle.due(desk.node.id)
        yield Waiting(
            narrative.waiting(cycle, desk.node.id), "đoạn", f"Tổng hợp nội dung {cycle.period.label} đơn vị gửi",
            "Lấy vào dự thảo hoặc không lấy", group_of(by, desk.today), "gathering", {"ky": cycle.period.code}, by,
            days_in_words(by, desk.today),
        )  # fmt: skip


def unlocks_to_answer(desk: Desk) -> Iterable[Waiting]:
    """Requests to unlock that wait for a second person: below where this level stands above, here at the root."""
    mine = [desk.node.id] if desk.node.parent is None and desk.may(ISSUE_REPORT) else []
    if desk.may(ACCEPT_FIGURES):
        mine += desk.tree.children(desk.node.id)
    for row in queries.unlocks_asked(mine):
        period = queries.period_of(row)
        yield Waiting(
            1, "đề nghị", f"Trả lời đề nghị mở khóa kỳ {period.label}", row.reason, Group.TODAY, "review",
            {"ky": period.code}, code=desk.tree[row.lock.period.organisation_id].code,
        )  # fmt: skip


def reports_to_issue(desk: Desk) -> Iterable[Waiting]:
    """Half-years that are locked here and whose report nobody has issued: what the secretary signs."""
    if not desk.may(ISSUE_REPORT):
        return
    locked = [one for one in queries.locked_periods(desk.node.id) if "-H" in one.code]
    issued = (
        {one.period for one in issued_reports(actor=desk.actor, organisation=desk.node)} if locked else set()
    )
    for period in locked:
        if period not in issued:
            yield Waiting(
                1, "báo cáo", f"Ban hành báo cáo {period.label}", "Kỳ đã khóa; báo cáo in đúng số đã khóa", Group.TODAY,
                "report", {"ky": period.code},
            )  # fmt: skip
