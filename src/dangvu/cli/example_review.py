"""The half-year review of the sample, in the middle: who has sent, who was returned a figure, who is missing.

No printed figure of the sample changes: what is invented is words, adjustments and states, each told as such.
"""

from __future__ import annotations

from datetime import date

from dangvu.cli.example_narrative import invent_choices, invent_paragraphs
from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.queries import calendar
from dangvu.foundation.periods import Period
from dangvu.indicators.kinds import reported_table
from dangvu.organisations.tree import Node, Tree
from dangvu.review import actions
from dangvu.review.actions import NewRemark
from dangvu.review.standing import cycle_of

#: So many units have sent: freezing each takes a moment.
_SENDERS = 12


def invent_review(*, root: Node, tree: Tree, cell: Node, period: Period) -> int:
    """Open the period and take some of its steps; how many units have sent. Nothing where it is opened already."""
    if cycle_of(root.id, period, tree) is not None:
        return 0
    today, days = clock.today(), calendar()
    actions.open_period(
        actor=OPERATOR, organisation=root.id, period=period, cut_off=days.add(today, 2), confirm_by=days.add(today, 5),
        levels=2, lead_days=1,
    )  # fmt: skip
    _cell(cell, tree, period, days.add(today, 1))
    units = [tree[child] for child in tree.children(root.id) if not tree.children(child)]
    senders = units[: min(_SENDERS, len(units) // 2)]
    for number, unit in enumerate(senders):
        _words(unit, period, number)
        invent_paragraphs(unit, period, number)
        actions.send(actor=OPERATOR, organisation=unit.id, period=period)
    accepted = [unit.id for unit in senders[: len(senders) // 2]]
    actions.accept(actor=OPERATOR, receiver=root.id, units=accepted, period=period)
    if len(senders) >= 4:
        actions.give_back(
            actor=OPERATOR, receiver=root.id, unit=senders[-1].id, period=period, due=days.add(today, 1),
            remarks=[NewRemark("admitted", "Đơn vị báo nhiều hơn danh sách. Đề nghị gửi thêm quyết định kết nạp, hoặc sửa số.")],
        )  # fmt: skip
    invent_choices(root, tree, period)
    late = [unit.id for unit in units[len(senders) :][:8]]
    actions.remind(actor=OPERATOR, receiver=root.id, units=late, period=period)
    return len(senders)


def _words(unit: Node, period: Period, number: int) -> None:
    """What the unit declares: mostly what its records say; one of three says more, one puts a figure right."""
    table = reported_table(organisation=unit, period=period)
    admitted, members = (int(table.figures[name].figure.value or 0) for name in ("admitted", "members_end"))
    more = 1 if number % 3 == 2 else 0
    actions.declare(
        actor=OPERATOR,
        organisation=unit.id,
        period=period,
        figures={"admitted": admitted + more, "members_end": members},
    )
    if number % 6 == 4:
        actions.adjust(
            actor=OPERATOR, organisation=unit.id, period=period, name="thematic_meetings", value=1,
            reason="biên bản buổi tháng 6 gửi muộn (ví dụ)",
        )  # fmt: skip


def _cell(cell: Node, tree: Tree, period: Period, due: date) -> None:
    """The cell of the accounts has sent, and was returned one figure by its committee."""
    if cell.parent is None or cell.is_grassroots or tree[cell.parent].parent is None:
        return
    actions.declare(actor=OPERATOR, organisation=cell.id, period=period, figures={"thematic_meetings": 3})
    invent_paragraphs(cell, period, 0)
    actions.send(actor=OPERATOR, organisation=cell.id, period=period)
    actions.give_back(
        actor=OPERATOR, receiver=cell.parent, unit=cell.id, period=period, due=due,
        remarks=[NewRemark("thematic_meetings", "Chi bộ khai 3 buổi, sổ ghi ít hơn. Đề nghị bổ sung biên bản hoặc sửa số.")],
    )  # fmt: skip
