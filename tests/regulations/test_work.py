"""The work areas on the last day of an old regulation and on the first day of the new one."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from dangvu.accounts.actions.sessions import limits_on as session_limits
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.actions import NewTerm, begin_term
from dangvu.organisations.queries import tree_on
from dangvu.reports.templates import template_on
from dangvu.work.conferences.rules import next_plenum
from dangvu.work.discipline import actions as discipline
from dangvu.work.discipline import queries as disciplined
from dangvu.work.documents import actions as documents
from dangvu.work.documents.actions import NewDocument
from dangvu.work.dues.limits import limits_of, up_share
from dangvu.work.dues.rules import Payer, base_fault, due
from dangvu.work.inspection import actions as inspection
from dangvu.work.inspection import queries as inspected
from dangvu.work.inspection.queries.cases import deadline
from dangvu.work.meetings import actions as meetings
from dangvu.work.meetings import queries as met
from dangvu.work.meetings.actions import Call, Roll, Written
from dangvu.work.meetings.limits import least_held, limits_on, vote_rule
from dangvu.work.meetings.rules import Duty, Mark, OnRoll, SittingKind, check_attendance, counted
from dangvu.work.officers.queries import concerns
from dangvu.work.officers.rules import cell_needs
from dangvu.work.ranking.limits import limits_on as ranked_by
from dangvu.work.ranking.rules import Facts, Grade, barred, cap_fault, class_of
from tests.regulations.sides import INSPECTION, STATUTE, names
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
X, T, N, K = Grade


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-20T09:00:00")
    return small_bloc()


# -- organisation


@pytest.mark.parametrize(
    ("congress", "over", "last"),
    [(date(2025, 6, 30), "30/12/2027", "30/06/2028"), (date(2025, 7, 1), "01/07/2030", "01/01/2031")],
)
def test_a_term_of_an_attached_cell_is_as_long_as_on_the_day_of_its_congress(
    bloc: SmallBloc, congress: date, over: str, last: str
) -> None:
    begin_term(actor=OPERATOR, organisation=bloc.first_cell, term=NewTerm(2025, 2030, None, congress), on=congress)  # fmt: skip
    asked: dict[str, Any] = {
        "actor": OPERATOR,
        "organisation": bloc.first_cell,
        "official": 4,
        "tree": bloc.tree,
    }
    [said] = [one for one in concerns(**asked, on=date(2030, 7, 2)) if "Nhiệm kỳ" in one]
    assert over in said and (last in said or "đã quá cả 6 tháng" in said)
    document = "232-QĐ/TW" if congress.month == 6 else "294-QĐ/TW"
    assert document in said


@pytest.mark.parametrize(("on", "document"), STATUTE[3:])
def test_a_cell_committee_of_eight_is_too_many_by_the_regulation_of_the_day(
    bloc: SmallBloc, on: date, document: str
) -> None:
    most = Parameters().on("organisation.cell_committee_most", on)
    assert cell_needs(12, 7, 9, most.value, "", most.source) == ""
    assert document in cell_needs(12, 8, 9, most.value, "", most.source)


@pytest.mark.parametrize(
    ("on", "document"), [(date(2016, 7, 24), "45-QĐ/TW"), (date(2016, 7, 25), "29-QĐ/TW"), *STATUTE]
)
def test_who_counts_in_a_vote_names_the_regulation_of_the_day(
    bloc: SmallBloc, on: date, document: str
) -> None:
    assert vote_rule(on) == f"Quy định {document}, điểm 9.3.2"


def test_an_upper_committee_meets_every_three_months() -> None:
    assert next_plenum([date(2023, 4, 6), date(2023, 7, 5)], 3) == date(2023, 10, 5)
    assert next_plenum([date(2023, 11, 30)], 3) == date(2024, 2, 29)
    assert next_plenum([], 3) is None


# -- meetings


def _held(bloc: SmallBloc, on: date, **told: Any) -> dict[str, tuple[bool, str]]:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_cell}
    sitting = meetings.call(**asked, call=Call(on, starts=time(14), place="Phòng họp", **told))
    meetings.take_roll(**asked, sitting=sitting, roll=Roll({}))
    minutes = Written(time(14), time(15, 40), "Lý Thị Ẩm", "Tạ Thị Ngữ", "Nhiệm vụ tháng")
    meetings.write_minutes(**asked, sitting=sitting, written=minutes)
    view = met.sitting(**asked, tree=tree_on(on), sitting=sitting)
    return {check.text: (check.ok, check.source) for check in view.checks}


def test_until_27_10_2025_a_meeting_is_held_to_12_and_from_the_28th_to_42(bloc: SmallBloc) -> None:
    both = {"kind": SittingKind.BOTH, "theme": "Nêu gương"}
    with pytest.raises(Impossible, match="Theo Hướng dẫn 12-HD/BTCTW, sinh hoạt chuyên đề không gộp"):
        _held(bloc, date(2025, 10, 27), **both)
    old = _held(bloc, date(2025, 10, 27))
    new = _held(bloc, date(2025, 10, 28), **both)
    assert old["Buổi họp dài 100 phút, phải từ 90 phút"] == (True, "Hướng dẫn 12-HD/BTCTW")
    assert new["Buổi họp dài 100 phút, phải từ 120 phút"] == (False, "Hướng dẫn 42-HD/BTCTW")
    assert not any("Tài liệu" in text or "tài liệu" in text for text in old)
    assert new["Chưa ghi tài liệu gửi trước 1 ngày"] == (False, "Hướng dẫn 42-HD/BTCTW")


@pytest.mark.parametrize(
    ("on", "document"), [(date(2025, 10, 27), "12-HD/BTCTW"), (date(2025, 10, 28), "42-HD/BTCTW")]
)
def test_attendance_and_themes_name_the_guidance_of_the_day(bloc: SmallBloc, on: date, document: str) -> None:
    there, away = OnRoll(Duty.OBLIGED, Mark.PRESENT), OnRoll(Duty.OBLIGED, Mark.EXCUSED)
    limits = limits_on(on)
    check = check_attendance(counted([*[there] * 17, *[away] * 4]), limits)
    assert check is not None and not check.ok and document in check.source and "17 trên 21" in check.text
    assert limits.excused_in_a_row == 3
    theme = least_held("chuyen_de", on)
    assert theme.count == 1 and document in theme.source


# -- documents


def _issued(bloc: SmallBloc, on: date, type_: str, at: int, body: str) -> str:
    new = NewDocument(type_, on, "Văn bản thử", body=body)
    (made,) = documents.issue(actor=OPERATOR, organisation=at, documents=[new])
    return made.symbol


@pytest.mark.parametrize("type_", ["quy_che", "thong_bao", "ket_luan"])
def test_a_cell_issues_what_only_399_lets_it(bloc: SmallBloc, type_: str) -> None:
    with pytest.raises(Impossible, match="66-QĐ/TW"):
        _issued(bloc, date(2026, 1, 8), type_, bloc.first_cell, "chi_bo")
    assert _issued(bloc, date(2026, 1, 9), type_, bloc.first_cell, "chi_bo").startswith("01-")
    with pytest.raises(Impossible, match="399-QĐ/TW"):
        _issued(bloc, date(2026, 1, 9), "quy_dinh", bloc.first_cell, "chi_bo")


def test_a_standing_committee_issues_regulations_of_work_until_8_1_2026_only(bloc: SmallBloc) -> None:
    for at in (bloc.root, bloc.first_unit):
        assert _issued(bloc, date(2026, 1, 8), "quy_che", at, "ban_thuong_vu").startswith("01-QC/")
        with pytest.raises(Impossible, match="399-QĐ/TW"):
            _issued(bloc, date(2026, 1, 9), "quy_che", at, "ban_thuong_vu")


def test_a_report_is_laid_out_by_36_until_26_5_2026_and_by_05_from_the_27th() -> None:
    assert template_on(date(2026, 5, 26)).document == "36-HD/VPTW"
    assert template_on(date(2026, 5, 27)).document == "05-HD/VPTW"


# -- ranking


@pytest.mark.parametrize(
    ("on", "regulation", "cap"),
    [
        (date(2023, 10, 3), "132-QĐ/TW", "21-HD/BTCTW"), (date(2023, 10, 4), "124-QĐ/TW", "25-HD/BTCTW"),
        (date(2025, 8, 29), "124-QĐ/TW", "25-HD/BTCTW"), (date(2025, 8, 30), "366-QĐ/TW", "366-QĐ/TW"),
    ],
)  # fmt: skip
def test_a_ranking_follows_the_regulation_of_its_day(
    bloc: SmallBloc, on: date, regulation: str, cap: str
) -> None:
    limits = ranked_by(on)
    assert limits.regulation == regulation
    said = cap_fault("Đảng bộ Sở Thứ Nhất", [*[T] * 40, *[X] * 9], limits)
    assert "nhiều nhất 8" in said and cap in said
    assert cap_fault("A", [*[T] * 40, *[X] * 8], limits) == ""
    by_points = regulation == "366-QĐ/TW"
    assert class_of(Decimal(92), limits) == (X if by_points else None)
    assert bool(barred(X, Facts(tasks=30, late=1, exceeded=12), limits)) is by_points
    assert bool(barred(X, Facts(below=(T, T, T, N)), limits)) is not by_points, "three of four are 75%"


# -- dues


def test_dues_follow_342_until_january_2026_01_from_february_and_rise_in_2028(bloc: SmallBloc) -> None:
    months = (date(2026, 1, 1), date(2026, 2, 1), date(2027, 12, 1), date(2028, 1, 1))
    old, new, last, later = map(limits_of, months)
    assert [one.regulation for one in (old, new, last, later)] == ["342-QĐ/TW", *["01-QĐ/TW"] * 3]
    wage = 5_310_000
    assert "từ 2.000 đến 30.000 đồng (342-QĐ/TW)" in base_fault("A", Payer.OTHER, wage, old)
    assert "từ 1.000 đến 15.000" in base_fault("A", Payer.OLDER, wage, old)
    assert due(Payer.OTHER, 10_000, old) == 10_000 and due(Payer.OLDER, None, old) == 1_000
    assert [due(Payer.OTHER, wage, one) for one in (new, last, later)] == [15_930, 15_930, 26_550]
    assert [due(Payer.OLDER, wage, one) for one in (new, last, later)] == [10_620, 10_620, 15_930]
    assert [due(Payer.STUDENT, None, one) for one in (old, new)] == [2_000, 5_000]
    assert [due(Payer.SALARY, 8_000_000, one) for one in (old, new)] == [80_000, 80_000]
    assert [due(Payer.BENEFIT, 8_000_000, one) for one in (old, new)] == [80_000, 80_000]
    assert [due(Payer.PENSION, 6_000_000, one) for one in (old, new)] == [30_000, 30_000]
    for node, share in ((bloc.first_cell, 70), (bloc.first_unit, 30), (bloc.root, 50)):
        shares = [up_share(bloc.node(node), on) for on in (date(2026, 2, 2), date(2026, 2, 3))]
        assert shares == [share, share]


# -- inspection, discipline


@pytest.mark.parametrize(("on", "document"), INSPECTION)
def test_a_case_and_its_announcement_are_due_by_the_regulation_of_the_day_it_was_opened(
    bloc: SmallBloc, on: date, document: str
) -> None:
    new = inspection.NewCase(
        organisation=bloc.first_unit, code="12-QĐ/UBKT", body="ubkt", kind="kt_dau_hieu", opened_on=on, published=True,
        members=("Đỗ Ắng",),
    )  # fmt: skip
    case = inspection.enter_case(actor=OPERATOR, organisation=bloc.root, new=new)
    told = inspection.Conclusion(date(2025, 6, 20), "vi_pham")
    inspection.close_case(actor=OPERATOR, organisation=bloc.root, case=case, told=told)
    one, steps = inspected.one_case(actor=OPERATOR, organisation=bloc.root, case=case)
    announced = next(step for step in steps if step.slug == "cong_bo")
    assert one.due_on is not None and (one.due_on - on).days == 60
    assert announced.due_on == date(2025, 7, 5)
    assert names(one.rule, document) and names(announced.rule, document)


@pytest.mark.parametrize(
    ("on", "document"),
    [(date(2021, 7, 27), "30-QĐ/TW"), (date(2021, 7, 28), "22-QĐ/TW"), *INSPECTION],
)
def test_a_denunciation_is_answered_by_the_regulation_of_the_day_it_came(
    bloc: SmallBloc, on: date, document: str
) -> None:
    due_on, rule = deadline("to_cao", bloc.node(bloc.root), on, Parameters())
    assert due_on is not None and names(rule, document)
    above, _ = deadline("kt_chuyen_de", bloc.node(bloc.root), date(2025, 5, 30), Parameters())
    assert above == date(2025, 8, 28), "ninety days at the level above the grassroots"


def _decided(bloc: SmallBloc, **more: Any) -> int:
    told: dict[str, Any] = {
        "organisation": bloc.first_unit, "form": "khien_trach", "decided_on": date(2026, 6, 10),
        "published_on": date(2026, 6, 12), "code": "05-QĐ/ĐU", "body": "cap_uy", "member": "Đỗ Ắng",
    }  # fmt: skip
    return discipline.enter(actor=OPERATOR, organisation=bloc.root, new=discipline.NewDecision(**told | more))


@pytest.mark.parametrize(("on", "document"), INSPECTION)
@pytest.mark.parametrize("by_cell", [False, True], ids=["a committee", "a cell"])
def test_a_decision_is_written_or_published_by_the_regulation_of_its_day(
    bloc: SmallBloc, by_cell: bool, on: date, document: str
) -> None:
    more: dict[str, Any] = {"decided_on": on, "published_on": on}
    if by_cell:
        more |= {"organisation": bloc.first_cell, "body": "chi_bo", "written_on": on}
    one = disciplined.one_decision(actor=OPERATOR, organisation=bloc.root, decision=_decided(bloc, **more))
    first, complaint = one.deadlines
    assert (first.due_on - on).days == (10 if by_cell else 15) and names(first.rule, document)
    assert ("296-QĐ/TW" if on >= date(2025, 5, 30) else "Điều lệ Đảng") in complaint.rule
    assert one.effect_ends == on.replace(year=on.year + 1)


@pytest.mark.parametrize(
    ("ended", "document"),
    [
        (date(2011, 6, 1), "trước Quy định 102-QĐ/TW"), (date(2017, 11, 14), "trước Quy định 102-QĐ/TW"),
        (date(2017, 11, 15), "(5 năm, Quy định 102-QĐ/TW"),
    ],
)  # fmt: skip
def test_an_act_is_barred_by_the_regulation_of_the_day_it_ended(
    bloc: SmallBloc, ended: date, document: str
) -> None:
    barred_on = ended.replace(year=ended.year + 5)
    with pytest.raises(Impossible, match="Hết thời hiệu khiển trách") as told:
        _decided(bloc, act_ended_on=ended, discovered_on=min(barred_on, date(2026, 6, 1)))
    assert document in str(told.value)


@pytest.mark.parametrize("form", ["khien_trach", "canh_cao", "cach_chuc"])
@pytest.mark.parametrize(
    ("ended", "document"),
    [(date(2022, 7, 5), "102-QĐ/TW"), (date(2022, 7, 6), "69-QĐ/TW"), (date(2025, 2, 13), "69-QĐ/TW"),
     (date(2025, 2, 14), "264-QĐ/TW")],
)  # fmt: skip
def test_limitation_in_years_to_come_names_the_regulation_of_the_day_the_act_ended(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch, form: str, ended: date, document: str
) -> None:
    years = 5 if form == "khien_trach" else 10
    found = ended.replace(year=ended.year + years)
    monkeypatch.setenv("DANGVU_NOW", f"{found.year}-12-20T09:00:00")
    days = {
        "act_ended_on": ended,
        "decided_on": date(found.year, 12, 10),
        "published_on": date(found.year, 12, 12),
    }
    with pytest.raises(Impossible) as told:
        _decided(bloc, form=form, in_post=True, discovered_on=found, **days)
    assert f"{years} năm, " in str(told.value) and names(str(told.value), document)
    assert _decided(
        bloc, form=form, in_post=True, discovered_on=date.fromordinal(found.toordinal() - 1), **days
    )


def test_sessions_keep_their_limits_on_either_side_of_1_7_2026(bloc: SmallBloc) -> None:
    for administrator, minutes in ((False, 15), (True, 5)):
        for on in (date(2026, 6, 30), date(2026, 7, 1)):
            limits = session_limits(on, administrator=administrator)
            assert (limits.idle_minutes, limits.absolute_hours) == (minutes, 10)
