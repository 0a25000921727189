"""The figures of cards, temporary transfers, exemptions, the handbook and the split of dues, row by row: see slow_walk."""

from __future__ import annotations

from collections import defaultdict

from tests.golden.records import GRASSROOTS, Records, holds

#: Per cent of what it received that a level hands up (342-QĐ/TW).
_UP = {"cell": 70, "grassroots": 30, "upper": 50}


def counts(records: Records, organisation: int) -> tuple[dict[str, int], int]:
    """({name: value}, members at the end)."""
    end, first = records.end_day, records.period.start
    members = [stay["person_id"] for stay in records.members(organisation, end)]
    exempt = {a["person_id"] for a in records.absences if a["kind"] == "mien" and holds(a, end)}
    away = {a["person_id"] for a in records.absences if a["kind"] != "mien" and holds(a, end)}
    sent = [
        a["person_id"] for a in records.absences if a["kind"] != "mien" and first <= a["valid_from"] <= end
    ]
    guests = [g for g in records.guests if records.above(organisation, g["organisation_id"], end)]
    kinds = [card["kind"] for card in records.flows(organisation, records.cards, "on")]
    installed, using = _told(records, organisation)
    return (
        {
            "members_exempt": sum(person in exempt for person in members),
            "away_temporarily": sum(person in away for person in members),
            "sent_temporarily": sum(members.count(person) for person in sent),
            "guests_temporarily": sum(holds(guest, end) for guest in guests),
            "received_temporarily": sum(first <= guest["valid_from"] <= end for guest in guests),
            "cards_issued": kinds.count("phat"),
            "cards_exchanged": kinds.count("doi"),
            "cards_reissued": kinds.count("phat_lai"),
            "handbook_installed": installed,
            "handbook_using": using,
            "handbook_units_above_half": _units_above(records, organisation, 50),
            "handbook_units_above_most": _units_above(records, organisation, 80),
        },
        len(members),
    )


def _told(records: Records, organisation: int) -> tuple[int, int]:
    """The last word in the period of each organisation that is placed here at its end."""
    last = {}
    for row in sorted(records.handbook, key=lambda one: one["on"]):
        if records.inside(row["on"]) and records.above(organisation, row["organisation_id"], records.end_day):
            last[row["organisation_id"]] = row
    return sum(row["installed"] for row in last.values()), sum(row["using"] or 0 for row in last.values())


def _units_above(records: Records, organisation: int, share: int) -> int:
    def passes(unit: int, kind: str) -> bool:
        if kind not in GRASSROOTS:
            return False
        installed, members = (
            _told(records, unit)[0],
            len(records.members(unit, records.end_day)),
        )
        return installed > 0 and installed * 100 > share * members

    return records.below(organisation, passes)


def split(records: Records, organisation: int) -> tuple[int, int]:
    """(handed up by the organisation, kept by it and by everything below), by the tree of the last day."""
    end = records.end_day
    tree = records.tree(end)
    if organisation not in tree:
        return 0, 0
    paid: dict[int, int] = defaultdict(int)
    for row in records.dues:
        if records.inside(row["month"]):
            there = [one for one in records.path(row["organisation_id"], end) if one in tree]
            if there:
                paid[there[0]] += row["paid"]

    def walk(one: int) -> tuple[int, int]:
        below = [walk(child) for child, (parent, _) in tree.items() if parent == one]
        received = paid[one] + sum(handed for handed, _ in below)
        kind = tree[one][1]
        grassroots = "grassroots" if kind in GRASSROOTS else "upper" if kind == "dang_bo_cap_tren" else "cell"
        handed = (received * _UP[grassroots] * 2 + 100) // 200
        return handed, received - handed + sum(kept for _, kept in below)

    return walk(organisation)
