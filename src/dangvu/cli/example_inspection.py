"""Inspection of the sample: a programme, open cases, discipline decisions, petitions, anti-corruption counts.

Invented, and through the ordinary actions. No case of it is concluded as an inspection within the period of the samples,
so the figures that the workbooks tell stay what they are; those of the half-year after it are counted by who acted.
Members stand in it by their number alone, encrypted.
"""

from __future__ import annotations

from collections import Counter
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

#: The signs of who acts, in the codes of cases.
_SIGNS = {"cap_uy": "ĐUK", "ubkt": "UBKT", "chi_bo": "CB"}


def invent_inspection(*, root: Node, tree: Tree, committee: Node, cell: Node, period: Period) -> int:
    """Invent the line of inspection of the period; how many discipline decisions."""
    units = tree.children(root.id)
    if clock.today() < period.end or not units:
        return 0
    with act(OPERATOR, "inspection.plan", "ví dụ của bản thử"):
        _cases(root, units, period)
        count = _decisions(tree, committee, period)
        _counts(root, units, period)
        _concluded(root, tree, units, cell, period.end)
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


def _told_apart(tree: Tree, place: Node, on: date) -> list[str]:
    """The names of official members there and below on the day whom nobody shares a name with."""
    inside = set(tree.descendants(place.id))
    stays = members_on(OPERATOR, on).values_list("person_id", "organisation_id", "status")
    named = profiles([person for person, at, status in stays if at in inside and status == "chinh_thuc"])
    count = Counter(one.name_key for one in named.values())
    return [one.name for one in named.values() if count[one.name_key] == 1]


def _concluded(root: Node, tree: Tree, units: list[int], cell: Node, end: date) -> None:
    """Cases of the months after the period, one of each kind that is reported by who acted."""
    if clock.today() < end + timedelta(days=150) or len(units) < 3:
        return
    people, own = _told_apart(tree, root, end), _told_apart(tree, cell, end)
    cases: list[tuple[Node, str, str, tuple[int, ...], list[str]]] = [
        (root, "cap_uy", "kt_chuyen_de", tuple(units[:2]), []),
        (root, "cap_uy", "kt_chuyen_de", (), people[:3]),
        (root, "cap_uy", "gs_chuyen_de", tuple(units[1:3]), []),
        (root, "cap_uy", "gs_chuyen_de", (), people[3:5]),
        (root, "ubkt", "kt_dau_hieu", tuple(units[2:3]), []),
        (root, "ubkt", "kt_dau_hieu", (), people[5:7]),
        (root, "ubkt", "kt_nhiem_vu", tuple(units[:3]), []),
        (root, "ubkt", "kt_tai_chinh", tuple(units[:1]), []),
        (root, "ubkt", "gs_thuong_xuyen", tuple(units[:1]), []),
        (root, "ubkt", "gs_thuong_xuyen", (), people[7:9]),
        (cell, "chi_bo", "kt_thuong_xuyen", (), own[:2]),
        (cell, "chi_bo", "gs_thuong_xuyen", (), own[2:4]),
    ]
    for number, (by, body, kind, organisations, members) in enumerate(cases):
        if not organisations and not members:
            continue
        opened = end + timedelta(days=10 + 4 * number)
        code = f"{30 + number}-QĐ/{_SIGNS[body]}"
        new = NewCase(by.id, code, body, kind, opened, True, organisations, tuple(members), by.id)
        asked: dict[str, Any] = {"actor": OPERATOR, "organisation": by.id}
        case = actions.enter_case(**asked, new=new)
        result = "vi_pham" if kind == "kt_dau_hieu" else "khuyet_diem" if number % 3 == 1 else "tot"
        actions.close_case(**asked, case=case, told=Conclusion(opened + timedelta(days=60), result))


def _decisions(tree: Tree, committee: Node, period: Period) -> int:
    on = period.start + timedelta(days=60)
    told = _told_apart(tree, committee, on)[:4]
    forms = (
        ("khien_trach", "nhiem_vu", False),
        ("khien_trach", "quy_dinh_dang", True),
        ("canh_cao", "tai_chinh", False),
        ("khai_tru", "phap_luat", False),
    )
    for number, (name, (form, violation, committee_member)) in enumerate(zip(told, forms, strict=False)):
        day = on + timedelta(days=20 * number)
        if day + timedelta(days=8) > clock.today():
            continue
        new = discipline.NewDecision(
            committee.id, form, day, day + timedelta(days=8), f"{number + 3:02d}-QĐ/ĐU",
            "chi_bo" if committee.is_cell else "cap_uy", name, committee_member=committee_member,
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
