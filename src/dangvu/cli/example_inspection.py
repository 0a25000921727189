"""Inspection of the sample: a programme, open cases, discipline decisions, petitions, anti-corruption counts.

Invented, and through the ordinary actions. No case of it is concluded as an inspection, so the figures that the sample
workbooks tell stay what they are. Members stand in it by their number alone, encrypted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on, profiles
from dangvu.organisations.tree import Node, Tree
from dangvu.work.discipline import actions as discipline
from dangvu.work.inspection import actions
from dangvu.work.inspection.actions import Conclusion, NewCase, NewLine
from dangvu.work.integrity import actions as integrity
from dangvu.work.petitions import actions as petitions


def invent_inspection(*, root: Node, tree: Tree, committee: Node, period: Period) -> int:
    """Invent the line of inspection of the period; how many discipline decisions."""
    units = tree.children(root.id)
    if clock.today() < period.end or not units:
        return 0
    with act(OPERATOR, "inspection.plan", "ví dụ của bản thử"):
        _cases(root, units, period)
        count = _decisions(tree, committee, period)
        _counts(root, units, period)
    return count


def _cases(root: Node, units: list[int], period: Period) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": root.id}
    year, first = period.end.year, period.start
    lines = actions.plan(**asked, lines=[
        NewLine(year, 2, "cap_uy", "kt_chuyen_de", organisations=2), NewLine(year, 2, "ubkt", "kt_tai_chinh", organisations=3),
        NewLine(year, 3, "ubkt", "gs_chuyen_de", organisations=2, members=4), NewLine(year, 4, "cap_uy", "gs_thuong_xuyen", organisations=5),
    ])  # fmt: skip
    for number, (code, body, kind, day, line) in enumerate((
        ("08-QĐ/ĐUK", "cap_uy", "kt_chuyen_de", 150, lines[0]), ("15-QĐ/UBKT", "ubkt", "kt_tai_chinh", 160, lines[1]),
        ("16-QĐ/UBKT", "ubkt", "khieu_nai", 40, None),
    )):  # fmt: skip
        new = NewCase(
            root.id,
            code,
            body,
            kind,
            first + timedelta(days=day),
            True,
            (units[number % len(units)],),
            line=line,
        )
        case = actions.enter_case(**asked, new=new)
        actions.do_step(**asked, case=case, step="thong_bao", on=first + timedelta(days=day + 5))
        if kind == "khieu_nai":
            actions.close_case(**asked, case=case, told=Conclusion(first + timedelta(days=120), "tot"))


def _decisions(tree: Tree, committee: Node, period: Period) -> int:
    inside = set(tree.descendants(committee.id))
    on = period.start + timedelta(days=60)
    stays = [
        stay for stay in members_on(OPERATOR, on).values("person_id", "organisation_id", "status")
        if stay["organisation_id"] in inside and stay["status"] == "chinh_thuc"
    ]  # fmt: skip
    names = profiles([stay["person_id"] for stay in stays])
    alone: dict[str, list[int]] = {}
    for stay in stays:
        alone.setdefault(names[stay["person_id"]].name_key, []).append(stay["person_id"])
    told = [people[0] for people in alone.values() if len(people) == 1][:4]
    forms = (
        ("khien_trach", "nhiem_vu", False),
        ("khien_trach", "quy_dinh_dang", True),
        ("canh_cao", "tai_chinh", False),
        ("khai_tru", "phap_luat", False),
    )
    for number, (person, (form, violation, committee_member)) in enumerate(zip(told, forms, strict=False)):
        day = on + timedelta(days=20 * number)
        if day + timedelta(days=8) > clock.today():
            continue
        new = discipline.NewDecision(
            committee.id, form, day, day + timedelta(days=8), f"{number + 3:02d}-QĐ/ĐU",
            "chi_bo" if committee.is_cell else "cap_uy", names[person].name, committee_member=committee_member,
            violation=violation, written_on=day,
        )  # fmt: skip
        if committee.is_cell and form == "khai_tru":
            continue
        try:
            discipline.enter(actor=OPERATOR, organisation=committee.id, new=new)
        except ValueError:  # a member who left before that day: the sample does without
            continue
    return len(told)


def _counts(root: Node, units: list[int], period: Period) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": root.id}

    def day(month: int) -> date:
        return min(period.start + timedelta(days=30 * month), period.end)

    petitions.record_petitions(**asked, petitions=[
        petitions.NewPetitions(root.id, day(1), "to_cao", "nac_danh", 4, anonymous=True),
        petitions.NewPetitions(root.id, day(2), "kien_nghi", "chuyen", 5, outcome_on=day(3)),
        petitions.NewPetitions(root.id, day(3), "khieu_nai", "da_giai_quyet", 1, outcome_on=day(5)),
        petitions.NewPetitions(root.id, day(4), "to_cao", "dang_giai_quyet", 1),
    ])  # fmt: skip
    integrity.tell(**asked, counts=[
        integrity.NewCount(unit, day(3), {"due": 2 + number % 5, "declared": 2 + number % 5 - (number == 9),
                                          "published": 2 + number % 5 - (number == 9), "checks": number % 3 == 0})
        for number, unit in enumerate(units)
    ])  # fmt: skip
