"""Rows about commendations, and about dues of a month."""

from __future__ import annotations

from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.people import ranked_people
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.members.queries.standing import namesakes_on
from dangvu.organisations.matching import Match
from dangvu.work.awards import actions as award_actions
from dangvu.work.awards import rules as award_rules
from dangvu.work.dues import actions as dues_actions
from dangvu.work.dues import queries as dues_queries
from dangvu.work.dues.limits import limits_of
from dangvu.work.dues.rules import Limits

_MEND = "Sửa trong tệp rồi nạp lại."


def awards(group: Group) -> None:
    """Commendations: of the member whom a row names, else of the collective."""
    for row in group.rows:
        row.check_cells(frozenset({"kind", "on"}))
    _only_ones(group, min(group.period.end, clock.today()))
    people = {row.row_id: person for row, person in ranked_people(group)}
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, award_actions.NewAward]] = []
    for row in group.rows:
        on = row.day("on") if row.is_open else None
        unit = None
        if row.is_open and not row.name:
            unit = group.organisation_of(row, "cell", group.unit)
        person = people.get(row.row_id)
        if on is None or not row.is_open or (unit is None and person is None):
            continue
        number = (row.text("decision") or group.document)[:60]
        told = award_actions.Decision(
            row.slug("kind"), row.slug("level") or "cap_tren", row.slug("occasion") or "nam", number, on,
            row.text("reason")[:300],
        )  # fmt: skip
        wrong = award_rules.award_fault(decision=number, on=on, today=clock.today())
        if mark_in_sentence(told.reason) or mark_in_sentence(number):
            wrong = ("reason", "Dòng này mang dấu độ mật nên không được ghi.")
        if wrong[1]:
            row.hold("not_an_award", wrong[1], _MEND, wrong[0])
            continue
        group.remark_if_outside(row, on, "Ngày quyết định")
        what = (person, unit, told.kind, fold(number), on)
        if not repeats(row, said, what, f"Khen thưởng {row.name or row.text('cell') or 'này'}"):
            new.append((row, award_actions.NewAward(told, person, unit, row.row_id)))
    left = award_actions.take_over(
        actor=group.shared.actor, organisation=group.unit, awards=[one for _, one in new]
    )
    for row, one in new:
        why = left.get(one.source_row or 0, "")
        if why == award_actions.THERE:
            row.repeat(f"Khen thưởng {row.name or row.text('cell')} đã được ghi từ biểu trước.")
        elif why:
            row.wait("unknown_person", why, "name")


def dues(group: Group) -> None:
    """What members paid for the month of the sheet; a sum that is left empty is what was due."""
    for row in group.rows:
        row.check_cells(frozenset({"name", "payer", "base", "paid"}))
    month = group.period.start.replace(day=1)
    _only_ones(group, min(group.period.end, clock.today()))
    listed = ranked_people(group)
    limits, wrong_month = _month_limits(group, month)
    places = dues_queries.cells_of([person for _, person in listed], month) if limits else {}
    said: dict[object, Pending] = {}
    cells: dict[int, dict[int, dues_actions.Told]] = {}
    for row, person in listed:
        if limits is None:
            row.hold("not_a_month", wrong_month, "Ghi “Tháng … năm …” ở dòng tiêu đề; mỗi tháng một biểu.")
            continue
        cell = places.get(person)
        if cell is None or group.unit not in group.shared.matcher.tree.path(cell):
            row.wait("unknown_person", f"{row.name} không sinh hoạt ở đơn vị này trong tháng {month:%m/%Y}.", "name")  # fmt: skip
            continue
        base, paid = row.value("base"), row.value("paid")
        told = dues_actions.Told(
            row.slug("payer"), base if isinstance(base, int) else None, paid if isinstance(paid, int) else None,
            row.text("reason"), row.row_id,
        )  # fmt: skip
        wrong = dues_actions.fault(row.name, told, limits)
        if mark_in_sentence(told.reason):
            wrong = "Dòng này mang dấu độ mật nên không được ghi."
        if wrong:
            row.hold("dues", wrong, _MEND, "base")
        elif not repeats(row, said, person, f"Đảng phí của {row.name}"):
            cells.setdefault(cell, {})[person] = told
    for cell, people in cells.items():
        dues_actions.record_month(
            actor=group.shared.actor, organisation=group.unit, cell=cell, month=month, told=people
        )


def _month_limits(group: Group, month: date) -> tuple[Limits | None, str]:
    """What the regulation of the sheet's month asks; None, and why, where it is of no month that was collected."""
    period = group.period
    if (period.start.year, period.start.month) != (
        period.end.year,
        period.end.month,
    ) or month > clock.today():
        return None, f"Biểu đảng phí phải của một tháng đã thu, không phải {period.label}."
    try:
        return limits_of(month), ""
    except Impossible as refusal:
        return None, str(refusal)


def _only_ones(group: Group, on: date) -> None:
    """Such lists seldom give birth dates: the only member of that name in the cell (or unit) is who is meant."""
    tree, asked = group.shared.matcher.tree, [row for row in group.rows if row.name and not row.text("birth")]
    alike = namesakes_on(tree.descendants(group.unit), on, {fold(row.name) for row in asked}) if asked else {}
    for row in asked:
        found = group.shared.matcher.match(row.text("cell"), group.unit) if row.text("cell") else None
        inside = set(tree.descendants(found.organisation if isinstance(found, Match) else group.unit))
        people = [person for person, place in alike.get(fold(row.name), ()) if place in inside]
        if len(people) == 1:
            row.hint = people[0]
