"""An old dossier keeps its rule: a regulation entered later moves no deadline that ran, or was reckoned, before it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from dangvu.accounts.actions.settings import enter_parameter
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.transfers import Introduction, introduce
from dangvu.members.models import Transfer
from dangvu.organisations.actions import NewTerm, begin_term
from dangvu.work.admissions.queries.due import due
from dangvu.work.discipline import actions as discipline
from dangvu.work.discipline import queries as disciplined
from dangvu.work.documents import actions as documents
from dangvu.work.documents.actions import NewDocument
from dangvu.work.dues import actions as dues
from dangvu.work.dues.models import DuesMonth
from dangvu.work.inspection import actions as inspection
from dangvu.work.inspection import queries as inspected
from dangvu.work.meetings import actions as meetings
from dangvu.work.meetings import queries as met
from dangvu.work.meetings.actions import Call, Roll, Written
from dangvu.work.officers.queries import concerns
from dangvu.work.ranking.limits import limits_on
from tests.regulations.sides import number
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
#: The new regulation holds from here on.
FIRST = date(2024, 3, 1)
BEFORE = date(2024, 2, 29)
NEW = "Quy định 999-QĐ/TW"


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2024-06-10T09:00:00")
    return small_bloc()


def regulated(code: str, value: object) -> None:
    enter_parameter(actor=OPERATOR, code=code, value=value, valid_from=FIRST, document=NEW)


def test_probation_that_ended_before_is_considered_by_the_old_term(bloc: SmallBloc) -> None:
    def told(today: date) -> dict[int, date]:
        found = due(OPERATOR, set(bloc.tree.descendants(bloc.root)), today)
        return {
            one.person: one.deadline for kind in found if kind.kind == "xet_chinh_thuc" for one in kind.items
        }

    before = told(BEFORE)
    assert before, "somebody's year of probation was over by then"
    regulated("recognition.consider_within_working_days", 10)
    after = told(date(2024, 6, 10))
    assert {person: after[person] for person in before} == before
    assert after[bloc.people["Khúc Văn Ổn"]] == date(2024, 3, 15), "ten working days from Sunday, 3 March"


def test_a_transfer_on_the_way_keeps_its_day(bloc: SmallBloc) -> None:
    def begun(name: str, on: date) -> Transfer:
        asked = Introduction(bloc.people[name], on, bloc.lone_cell)
        (made,) = introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[asked])
        return Transfer.objects.get(pk=made)

    old = begun("Tạ Thị Ngữ", BEFORE)
    regulated("transfer.present_within_working_days", 5)
    same, late = Transfer.objects.get(pk=old.pk), begun("Đỗ Ắng", FIRST)
    assert (same.due_on, same.rule) == (old.due_on, "Quy định 24-QĐ/TW, điểm 6.3")
    assert (late.due_on, late.rule) == (date(2024, 3, 8), NEW)
    earlier = begun("Mạc Thị Yến", BEFORE)
    assert earlier.rule == old.rule, "written down late, it is still of its day"


def test_a_badge_of_before_waits_as_it_was_asked_then(bloc: SmallBloc) -> None:
    regulated("badge.wait_khien_trach", 24)
    assert number("badge.wait_khien_trach", BEFORE).value == 6
    assert number("badge.wait_khien_trach", FIRST).value == 24


def test_an_open_case_is_due_when_it_was(bloc: SmallBloc) -> None:
    def opened(on: date, code: str) -> int:
        new = inspection.NewCase(
            organisation=bloc.first_unit, code=code, body="ubkt", kind="kt_dau_hieu", opened_on=on, published=True,
            members=("Đỗ Ắng",),
        )  # fmt: skip
        return inspection.enter_case(actor=OPERATOR, organisation=bloc.root, new=new)

    def told(case: int) -> tuple[date | None, str]:
        one, _ = inspected.one_case(actor=OPERATOR, organisation=bloc.root, case=case)
        return one.due_on, one.rule

    case = opened(BEFORE, "1-QĐ/UBKT")
    before = told(case)
    regulated("inspection.days_co_so", 20)
    assert told(case) == before and before[0] == date(2024, 4, 29)
    assert told(opened(FIRST, "2-QĐ/UBKT")) == (date(2024, 3, 21), NEW)


def test_a_decision_s_effect_and_terms_stay(bloc: SmallBloc) -> None:
    def decided(on: date, code: str) -> int:
        new = discipline.NewDecision(
            organisation=bloc.first_unit, form="khien_trach", decided_on=on, published_on=on, code=code, body="cap_uy",
            member="Đỗ Ắng",
        )  # fmt: skip
        return discipline.enter(actor=OPERATOR, organisation=bloc.root, new=new)

    def told(decision: int) -> tuple[object, ...]:
        one = disciplined.one_decision(actor=OPERATOR, organisation=bloc.root, decision=decision)
        return one.effect_ends, [(each.due_on, each.rule) for each in one.deadlines]

    decision = decided(BEFORE, "1-QĐ/ĐU")
    before = told(decision)
    regulated("discipline.effect_months", 24)
    regulated("discipline.publish_days", 3)
    assert told(decision) == before and before[0] == date(2025, 3, 1)
    ends, deadlines = told(decided(date(2024, 5, 6), "2-QĐ/ĐU"))
    assert ends == date(2026, 5, 6) and deadlines[0] == (date(2024, 5, 9), NEW)


def test_dues_of_a_month_told_before_stay_and_a_month_of_before_told_late_too(bloc: SmallBloc) -> None:
    from dangvu.members.models import Membership

    def told(month: date) -> set[int]:
        rows = (
            Membership.objects.known().valid_on(month.replace(day=28)).filter(organisation_id=bloc.first_cell)
        )
        people = {one: dues.Told("huu_tri", 6_000_000) for one in rows.values_list("person_id", flat=True)}
        dues.record_month(
            actor=OPERATOR, organisation=bloc.first_unit, cell=bloc.first_cell, month=month, told=people
        )
        return set(DuesMonth.objects.known().filter(month=month).values_list("due", flat=True))

    assert told(date(2024, 2, 1)) == {30_000}
    regulated("dues.rate_huu_tri", "1")
    assert set(DuesMonth.objects.known().values_list("due", flat=True)) == {30_000}
    assert told(date(2024, 1, 1)) == {30_000}
    assert told(date(2024, 3, 1)) == {60_000}


def test_what_was_issued_stands_and_what_bears_an_earlier_day_is_judged_by_it(bloc: SmallBloc) -> None:
    def issued(on: date, type_: str = "ke_hoach") -> str:
        new = NewDocument(type_, on, "Kế hoạch công tác", body="chi_bo")
        (made,) = documents.issue(actor=OPERATOR, organisation=bloc.first_cell, documents=[new])
        return made.symbol

    issued(date(2024, 2, 1))
    regulated("documents.types_cell", "nghị quyết, báo cáo")
    assert issued(BEFORE).startswith("02-KH")
    with pytest.raises(Impossible, match=NEW):
        issued(FIRST)


def test_a_meeting_of_before_is_long_enough_still(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_cell}

    def held(on: date) -> int:
        sitting = meetings.call(**asked, call=Call(on, starts=time(14), place="Phòng họp"))
        meetings.take_roll(**asked, sitting=sitting, roll=Roll({}))
        minutes = Written(time(14), time(15, 40), "Lý Thị Ẩm", "Tạ Thị Ngữ", "Nhiệm vụ tháng")
        meetings.write_minutes(**asked, sitting=sitting, written=minutes)
        return sitting

    def long(sitting: int) -> tuple[bool, str]:
        checks = met.sitting(**asked, tree=bloc.tree, sitting=sitting).checks
        return next((one.ok, one.source) for one in checks if one.text.startswith("Buổi họp dài 100 phút"))

    sitting = held(BEFORE)
    before = long(sitting)
    regulated("meeting.minimum_minutes", 110)
    assert long(sitting) == before == (True, "Hướng dẫn 12-HD/BTCTW")
    assert long(held(FIRST)) == (False, NEW)


def test_a_term_is_as_long_as_when_it_began(bloc: SmallBloc) -> None:
    begin_term(
        actor=OPERATOR, organisation=bloc.first_unit, term=NewTerm(2024, 2029, None, BEFORE), on=BEFORE
    )

    def over(on: date) -> bool:
        asked: dict[str, Any] = {
            "actor": OPERATOR,
            "organisation": bloc.first_unit,
            "official": 40,
            "tree": bloc.tree,
        }
        return any("đã hết" in said for said in concerns(**asked, on=on))

    regulated("organisation.term_months", 12)
    assert not over(date(2029, 2, 27)) and over(date(2029, 3, 1))


def test_a_ranking_of_before_is_held_to_its_own_regulation(bloc: SmallBloc) -> None:
    regulated("ranking.excellent_cap_share", 10)
    assert (limits_on(BEFORE).cap_share, limits_on(FIRST).cap_share) == (20, 10)
    assert limits_on(FIRST).cap_source == NEW
