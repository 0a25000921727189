"""Cards of one decision, members away and exempt, guests, and what every unit reports of the electronic handbook.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.actions.cards import NewCardEvent, card_faults, record_cards
from dangvu.members.actions.guests import NewGuest, receive_guests
from dangvu.members.actions.handbook import NewCount, report
from dangvu.members.queries import members_on
from dangvu.members.queries.cards import holders
from dangvu.organisations.tree import Node, Tree

#: Units after those that other parts of the demo tell of.
_FROM, _TO = 20, 34
_CARDS = 40


def invent_cards(*, root: Node, tree: Tree, period: Period) -> int:
    """What was given, who is away, what was reported; how many rows."""
    units = tree.children(root.id)[_FROM:_TO]
    if clock.today() < period.end or len(units) < _TO - _FROM:
        return 0
    common: dict[str, Any] = {"actor": OPERATOR, "organisation": root.id}
    with act(OPERATOR, "members.record_cards", "ví dụ của bản thử"):
        made = _cards(common, tree, units, date(period.start.year, 5, 19))
        made += _away(common, tree, units, period)
        made += report(**common, counts=_handbook(tree, root, period.end))
    return made


def _cards(common: dict[str, Any], tree: Tree, units: Any, on: date) -> int:
    """One decision gives forty cards; three that were damaged are given anew."""
    told = []
    for kind, most, reason in (("phat", _CARDS, ""), ("phat_lai", 3, "thẻ bị hỏng")):
        here = [
            one for unit in units for one in holders(actor=OPERATOR, organisation=unit, tree=tree, kind=kind)
        ]
        told += [
            NewCardEvent(
                one.person, kind, on, f"97{one.person % 1_000_000:06}", "112-QĐ/ĐUK", reason, on - timedelta(days=9)
            )
            for one in here[:most]
        ]  # fmt: skip
    faults = card_faults(**common, events=told)  # whoever was not official by that day
    return record_cards(**common, events=[one for at, one in enumerate(told) if at not in faults])


def _away(common: dict[str, Any], tree: Tree, units: Any, period: Period) -> int:
    start, told = date(period.start.year, 2, 1), []
    until = start + timedelta(days=240)
    for at, unit in enumerate(units[:9]):
        people = _members(tree, unit, start)
        if len(people) < 3:
            continue
        if at % 3 == 0:
            told.append(NewAbsence(people[1], "mien", start, ground="tuoi_cao", decision_number="07-NQ/CB"))
        elif at % 3 == 1:
            host = next(one for one in tree.descendants(units[-1]) if tree[one].is_cell)
            told.append(
                NewAbsence(
                    people[1], "tam_thoi_cong_tac", start, until, decision_number="16-GT/ĐU", host=host
                )
            )
        else:
            told.append(NewAbsence(people[1], "tam_thoi_hoc_tap", start, until, "Học viện Chính trị khu vực I", decision_number="17-GT/ĐU"))  # fmt: skip
    cells = [next(one for one in tree.descendants(unit) if tree[one].is_cell) for unit in units[3:5]]
    guests = [
        NewGuest(cell, name, "Đảng bộ một tỉnh khác", "tam_thoi_cong_tac", start, until, "05-GT/ĐU")
        for cell, name in zip(cells, ("Lương Văn Một", "Lương Thị Hai"), strict=True)
    ]
    return len(record_absences(**common, absences=told)) + len(receive_guests(**common, guests=guests))


def _handbook(tree: Tree, root: Node, on: date) -> list[NewCount]:
    """Every third unit far along, the rest on the way, some of them have told nothing yet."""
    counts = []
    for at, unit in enumerate(tree.children(root.id)):
        members = len(_members(tree, unit, on))
        share = (85, 62, 41)[at % 3]
        if at % 11 != 10:
            installed = members * share // 100
            counts.append(NewCount(unit, on, installed, installed * 3 // 4))
    return counts


def _members(tree: Tree, unit: int, on: date) -> list[int]:
    stays = members_on(OPERATOR, on).filter(organisation_id__among=tree.descendants(unit))
    return sorted(stays.values_list("person_id", flat=True))
