"""The pool of outstanding people, decisions on recognition, posts made whole, vetting, congresses of cells and
self-reflection of the sample's half-year.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import explain
from dangvu.members.actions import Profile
from dangvu.members.queries import members_on
from dangvu.organisations.actions import Decision
from dangvu.organisations.queries import first_day
from dangvu.organisations.tree import Node, Tree
from dangvu.work.admissions import actions as admissions
from dangvu.work.admissions.rules.steps import UNION, YOUTH
from dangvu.work.documents.actions import NewSession, record_sessions
from dangvu.work.documents.rules import SessionKind
from dangvu.work.officers import actions as officers
from dangvu.work.resolutions import actions as resolutions
from dangvu.work.training import queries as classes
from dangvu.work.vetting.actions import NewPaper, record_papers

#: Units whose committees are made whole: after those that other parts of the demo tell of.
_FROM, _TO = 40, 50
#: Cells whose congress was put off to the beginning of the year.
_CONGRESSES = 20
_GIVEN = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám")
#: Months of the half-year: (files sent to be vetted, answers, conclusions).
_VETTED = ((14, 9, 60), (19, 15, 42), (22, 18, 95), (17, 21, 104), (20, 16, 121), (15, 19, 88))


def invent_growth(*, root: Node, tree: Tree, period: Period) -> int:
    """What was done in the period; how many outstanding people were on the lists. Nothing where there is no room."""
    units = tree.children(root.id)
    if clock.today() < period.end + timedelta(days=150) or len(units) < _TO:
        return 0
    with act(OPERATOR, "admissions.list_outstanding", "ví dụ của bản thử"):
        _self_reflection(root, units, period)
        _congresses(root, tree, units, period)
        _posts(tree, units[_FROM:_TO], period)
        _papers(root, units, period)
        _decisions(root, period)
        return _pool(root, tree, units, period)


def _self_reflection(root: Node, units: Sequence[int], period: Period) -> None:
    """All units but two sit down together to look at themselves."""
    record_sessions(
        actor=OPERATOR, organisation=root.id,
        sessions=[
            NewSession(unit, period.start + timedelta(days=66 + n % 45), "Sinh hoạt chính trị “tự soi, tự sửa”",
                       SessionKind.REFLECTION)
            for n, unit in enumerate(units) if n not in (17, 44)
        ],
    )  # fmt: skip


def _congresses(root: Node, tree: Tree, units: Sequence[int], period: Period) -> None:
    """Congresses of cells whose term ended the year before; one is late."""
    cells = [one for unit in units[_FROM // 4 :] for one in tree.children(unit) if tree[one].is_cell]
    cells = cells[:_CONGRESSES]
    task = resolutions.give_task(
        actor=OPERATOR, organisation=root.id, kind="dai_hoi", units=cells,
        title="Đại hội chi bộ trực thuộc được lùi sang đầu năm",
    )  # fmt: skip
    for n, cell in enumerate(cells):
        on = (
            period.start + timedelta(days=24 + 3 * n)
            if n != len(cells) - 1
            else period.end + timedelta(days=20)
        )
        resolutions.say_done(
            actor=OPERATOR, organisation=cell, task=task, done_on=on, form="Đại hội", paper=f"Nghị quyết đại hội ngày {on:%d/%m/%Y}"
        )  # fmt: skip


def _posts(tree: Tree, units: Sequence[int], period: Period) -> None:
    """Secretaries who leave and others who are appointed, deputies and members elected in their places."""
    began = (first_day() or period.start) + timedelta(days=1)
    stays = members_on(OPERATOR, clock.today()).filter(
        status="chinh_thuc", valid_from__lte=first_day() or began
    )
    homes: dict[int, list[int]] = {}
    for person, place in stays.order_by("person_id").values_list("person_id", "organisation_id"):
        homes.setdefault(place, []).append(person)
    for n, unit in enumerate(units):
        people = [person for one in tree.descendants(unit) for person in homes.get(one, ())][:4]
        if len(people) < 4:
            continue
        asked: dict[str, Any] = {"actor": OPERATOR, "organisation": unit}
        on = period.start + timedelta(days=45 + 11 * n)
        paper = Decision(f"{140 + n}-QĐ/ĐUK", on - timedelta(days=3))
        if n % 2 == 0:
            seats = officers.take_seats(
                **asked, seats=[officers.NewSeat(people[0], "bi_thu", began, "tiep_nhan")]
            )
            officers.leave_seats(
                **asked, seats=seats, on=on, ended="mien_nhiem" if n % 4 else "thoi", decision=paper
            )
            begun = "chi_dinh" if n % 4 else "bo_sung"
            taken = [officers.NewSeat(people[1], "bi_thu", on, begun, paper)]
        else:
            taken = [officers.NewSeat(people[1], "pho_bi_thu", on, "bo_sung", paper)]
        if n % 3 == 0:
            taken.append(officers.NewSeat(people[2], "cap_uy_vien", on, "bo_sung", paper))
        if n == 4:
            taken.append(officers.NewSeat(people[3], "cap_uy_vien", on, "bau", paper))
        officers.take_seats(**asked, seats=taken)


def _papers(root: Node, units: Sequence[int], period: Period) -> None:
    """The committee's letters of each month, its answers and conclusions; a few units that ask themselves."""
    papers = []
    for month, (asked, answered, concluded) in enumerate(_VETTED, start=period.start.month):
        for n, (kind, count, purpose, sign) in enumerate((
            ("tham_tra", asked, "ket_nap", "CV/ĐUK"), ("tra_loi", answered, "ket_nap", "CV/ĐUK"),
            ("ket_luan", concluded - concluded // 3, "bo_nhiem", "KL/ĐUK"), ("ket_luan", concluded // 3, "bau_cu", "KL/ĐUK"),
        )):  # fmt: skip
            on = date(period.start.year, month, 8 + 4 * n)
            papers.append(NewPaper(root.id, on, kind, count, f"{20 * month + n}-{sign}", purpose))
    for n, unit in enumerate(units[::12]):
        on = period.start + timedelta(days=30 + 9 * n)
        papers.append(NewPaper(unit, on, "tham_tra", 1 + n % 3, f"{11 + n}-CV/ĐU", "ket_nap"))
    record_papers(actor=OPERATOR, organisation=root.id, papers=papers)


def _decisions(root: Node, period: Period) -> None:
    """By which decisions most were recognised: nearly all in time, a few later, of some nothing is told."""
    found = explain(
        actor=OPERATOR, name="probations_considered_not_told", organisation=root, period=period
    ).records
    told = [
        admissions.ToldDecision(
            one.person,
            f"{300 + n // 9}-QĐ/ĐUK",
            one.date + timedelta(days=62 if n % 24 == 7 else 12 + n % 22),
        )
        for n, one in enumerate(found)
        if one.person is not None and one.date is not None and n % 15 != 11
    ]
    admissions.tell_decisions(actor=OPERATOR, organisation=root.id, decisions=told)


def _pool(root: Node, tree: Tree, units: Sequence[int], period: Period) -> int:
    """Learners of the period's classes on the lists of who sent them, and some who wait for a class; later all are
    taken off, so that the lists of today hold today's people."""
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": root.id}
    listed = period.start + timedelta(days=9)
    lines = [
        learner
        for held in classes.classes(**asked, kind="nhan_thuc")
        if held.closed_on in period
        for learner in classes.learners_of(classes.training_class(**asked, pk=held.id))
    ]
    new = [
        admissions.NewOutstanding(
            one.organisation, listed, person=one.person, schooling="thpt", document_number="02-NQ/CB"
        )
        for one in sorted(lines, key=lambda one: one.person)[::3]
        if one.organisation in tree
    ]
    for n, given in enumerate(_GIVEN):
        unit, sex = units[3 + 7 * n], ("nam", "nu")[n % 2]
        profile = Profile(
            name=f"Bế {'Thị' if sex == 'nu' else 'Văn'} {given}", unit_id=unit, sex=sex,
            birth=PartialDate(1995 + n, 2 + n, 15), ethnicity="Kinh",
        )  # fmt: skip
        new.append(
            admissions.NewOutstanding(
                unit, listed + timedelta(days=60 + n), profile=profile, schooling="thpt"
            )
        )
    people = admissions.list_outstanding(**asked, people=new)
    papers = [
        admissions.NewIntroduction(
            person,
            YOUTH if n % 4 else UNION,
            listed + timedelta(days=80 + n),
            document_number=f"{12 + n}-NQ/{'ĐTN' if n % 4 else 'CĐCS'}",
        )
        for n, person in enumerate(people[::2])
    ]
    admissions.introduce(**asked, introductions=papers)
    ways = (
        ("thoi_xet", "thôi xét theo nguyện vọng"),
        ("chuyen_noi_khac", "chuyển công tác ra ngoài tỉnh"),
    )
    endings = [
        admissions.Ending(person, ways[n % 2][0], period.end + timedelta(days=60 + n % 40), ways[n % 2][1])
        for n, person in enumerate(people)
    ]
    admissions.end(**asked, endings=endings)
    return len(people)
