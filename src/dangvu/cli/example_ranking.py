"""The ranking of the year before the sample's period, every unit and member, some still missing; commendations for it, badges, dues.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.actions.badges import NewBadge, record_badges
from dangvu.members.queries.badge_list import badge_list, days_of_award
from dangvu.members.rules.badge import Badge
from dangvu.organisations.tree import Node, Tree
from dangvu.work.awards import actions as awards
from dangvu.work.dues import actions as dues
from dangvu.work.dues.queries import members_of
from dangvu.work.meetings.rules import months_of
from dangvu.work.ranking import actions
from dangvu.work.ranking.actions import NewRanking
from dangvu.work.ranking.rules import Grade
from dangvu.work.ranking.standing import members_to_rank

#: One member of so many is excellent: under a fifth of those ranked good.
_EXCELLENT, _DONE, _MISSING = 7, 11, 41


def invent_ranking(*, root: Node, tree: Tree, period: Period) -> int:
    """Invent last year's ranking: members by their grassroots organisations, these by the committee; how many rows."""
    year, on = period.start.year - 1, date(period.start.year, 1, 12)
    if clock.today() < on or not tree.children(root.id):
        return 0
    made = 0
    with act(OPERATOR, "ranking.rank", "ví dụ của bản thử"):
        actions.open_round(
            actor=OPERATOR, organisation=root.id, year=year, due_on=date(year + 1, 1, 15),
            document=f"Hướng dẫn số 12-HD/ĐUK ngày 10/11/{year}",
        )  # fmt: skip
        for unit in tree.children(root.id):
            people = [one.person for one in members_to_rank(tree.descendants(unit), year) if not one.out]
            entries = [
                NewRanking(_grade(at), person=person) for at, person in enumerate(people) if at % _MISSING != _MISSING - 1
            ]  # fmt: skip
            entries += [NewRanking(Grade.GOOD, organisation=cell) for cell in tree.children(unit)]
            made += actions.rank(
                actor=OPERATOR, organisation=unit, year=year, step="quyet_dinh", on=on, entries=entries,
                document=f"Quyết định số 03-QĐ/ĐU ngày {on:%d/%m/%Y}",
            )  # fmt: skip
        made += _units(root, tree, year, date(year + 1, 1, 31))
    return made


def _units(root: Node, tree: Tree, year: int, on: date) -> int:
    below = tree.children(root.id)
    told = [NewRanking(_grade(at), organisation=unit) for at, unit in enumerate(below)]
    common: dict[str, Any] = {"actor": OPERATOR, "organisation": root.id, "year": year}
    actions.rank(**common, step="tu_danh_gia", on=date(year, 12, 20), entries=told)
    return actions.rank(
        **common,
        step="quyet_dinh",
        on=on,
        entries=told[:-2],
        document=f"Quyết định số 41-QĐ/ĐUK ngày {on:%d/%m/%Y}",
    )


def invent_awards(*, root: Node, tree: Tree, period: Period) -> int:
    """Commendations of last year's work, by decisions of the period: units, and members of the first of them."""
    units = tree.children(root.id)
    on = date(period.start.year, 2, 3)
    if clock.today() < on or len(units) < 12:
        return 0
    people = [one.person for one in members_to_rank(tree.descendants(root.id), on.year - 1) if one.person][
        ::430
    ]
    told = awards.Decision("giay_khen", "cap_tren", "nam", "58-QĐ/ĐUK", on, f"Thành tích năm {on.year - 1}")
    made = awards.record_awards(
        actor=OPERATOR, organisation=root.id, told=told, people=people, units=units[:8]
    )
    merit = awards.Decision(
        "bang_khen", "tinh", "chuyen_de", "612-QĐ/TU", date(on.year, 5, 19), "Học tập và làm theo Bác"
    )
    return made + awards.record_awards(actor=OPERATOR, organisation=root.id, told=merit, units=units[10:12])


def invent_badges(*, root: Node, tree: Tree, period: Period) -> int:
    """Huy hiệu Đảng on the days of award of the period: whoever came to the years since the day before, but one in seven."""
    made = 0
    for on in days_of_award(period.start.year):
        if on not in period or on > clock.today():
            continue
        ready = badge_list(actor=OPERATOR, organisation=root.id, tree=tree, on=on).ready
        given = [one for at, one in enumerate(ready) if at % 7 != 6]
        number, decided = f"{100 + on.month}-QĐ/TU", on - timedelta(days=14)
        record_badges(
            actor=OPERATOR, organisation=root.id,
            badges=[NewBadge(one.person, Badge(one.due.mark, on), number, decided) for one in given],
        )  # fmt: skip
        made += len(given)
    return made


def invent_dues(*, tree: Tree, root: Node, period: Period) -> int:
    """The dues of the period's months in the cells of the first units; somebody owes three months."""
    if clock.today() < period.end:
        return 0
    made = 0
    with act(OPERATOR, "dues.record_month", "ví dụ của bản thử"):
        cells = [
            one for unit in tree.children(root.id)[:8] for one in tree.descendants(unit) if tree[one].is_cell
        ]
        for at, cell in enumerate(cells):
            for month in months_of(period.start, period.end):
                people = sorted(members_of(cell, month))
                told = {one: _owed(one, here, month.month, at) for here, one in enumerate(people)}
                made += len(told)
                dues.record_month(actor=OPERATOR, organisation=root.id, cell=cell, month=month, told=told)
    return made


def _owed(person: int, here: int, month: int, cell: int) -> dues.Told:
    unpaid = here == 3 and cell == 0 and month in (2, 4, 5)
    if here % 9 == 8:
        return dues.Told("huu_tri", 6_000_000)
    return dues.Told("luong", 6_500_000 + person % 40 * 150_000, 0 if unpaid else None)


def _grade(at: int) -> Grade:
    if at % _EXCELLENT == _EXCELLENT - 1:
        return Grade.EXCELLENT
    return Grade.DONE if at % _DONE == _DONE - 1 else Grade.GOOD
