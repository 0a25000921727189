"""A case is entered once announced, led through its steps, concluded into the book; whose it is lies encrypted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.sealed import Unreadable
from dangvu.work.inspection import actions, queries
from dangvu.work.inspection.actions import Conclusion, NewCase, NewLine
from dangvu.work.inspection.models import CaseSubject, Inspection

TWO = ("Đỗ Ắng", "Tạ Thị Ngữ, 10/03/1972")


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def entered(bloc: SmallBloc, **more: Any) -> int:
    told: dict[str, Any] = {
        "organisation": bloc.first_unit, "code": "12-QĐ/UBKT", "body": "ubkt", "kind": "kt_dau_hieu",
        "opened_on": date(2023, 3, 1), "published": True, "members": TWO,
    }  # fmt: skip
    return actions.enter_case(actor=OPERATOR, organisation=bloc.root, new=NewCase(**told | more))


def conclude(bloc: SmallBloc, case: int, result: str = "vi_pham", on: date = date(2023, 4, 20)) -> None:
    actions.close_case(actor=OPERATOR, organisation=bloc.root, case=case, told=Conclusion(on, result))


def lines(case: int) -> list[Inspection]:
    return list(Inspection.objects.known().filter(case_id=case))


def test_a_concluded_case_is_a_line_of_the_book_for_each_subject_without_a_name(bloc: SmallBloc) -> None:
    case = entered(bloc)
    assert lines(case) == []
    conclude(bloc, case)
    assert [(one.kind, one.subject, one.result, one.body, one.case_kind) for one in lines(case)] == [
        ("kiem_tra", "", "vi_pham", "ubkt", "kt_dau_hieu")
    ] * 2
    conclude(bloc, case, "ky_luat")
    assert [one.result for one in lines(case)] == ["ky_luat"] * 2
    with pytest.raises(Impossible, match="ở chính cuộc đó"):
        actions.take_back(actor=OPERATOR, organisation=bloc.root, inspections=[lines(case)[0].pk], reason="x")
    actions.drop_case(actor=OPERATOR, organisation=bloc.root, case=case, reason="ghi nhầm")
    assert lines(case) == []


def test_a_denunciation_settled_is_no_inspection(bloc: SmallBloc) -> None:
    case = entered(bloc, kind="to_cao")
    conclude(bloc, case, "tot")
    assert lines(case) == []


def test_opening_a_case_tells_whose_it_is_and_keeps_who_asked_and_why(bloc: SmallBloc) -> None:
    case = entered(bloc)
    inspector = actor_for(person(bloc.first_unit, "co_so_kiem_tra"))
    asked = {"organisation": bloc.first_unit, "case": case}
    assert actions.open_case(actor=inspector, **asked, reason="làm kết luận") == ["Đỗ Ắng", "Tạ Thị Ngữ"]
    last = Act.objects.order_by("number").last()
    assert last is not None and (last.kind, last.reason, last.user_id) == (
        "inspection.open_case", "làm kết luận", inspector.user_id,
    )  # fmt: skip
    for role in ("bi_thu", "cap_tren_to_chuc", "theo_doi"):
        with pytest.raises(Refused):
            actions.open_case(actor=actor_for(person(bloc.root, role)), **asked, reason="xem")
    with pytest.raises(Impossible):
        actions.open_case(actor=inspector, **asked, reason="")


def test_a_copy_of_the_database_tells_nobody_whose_a_case_is(bloc: SmallBloc, settings: Any) -> None:
    case = entered(bloc)
    conclude(bloc, case)
    tables = [f"inspection_{name}" for name in ("case", "casestate", "casesubject", "casestep", "inspection")]
    rows = []
    with connection.cursor() as cursor:  # what lies in the file, through no code of ours
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    told = [str(value) for row in rows for value in row]
    assert rows and not any(name.split(",")[0] in value for name in TWO for value in told)
    sealed = CaseSubject.objects.values_list("sealed", flat=True)
    assert len(set(sealed)) == 2 and all(len(one) > 80 for one in sealed)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "một khóa khác hẳn, đủ dài để thử", []
    with pytest.raises(Unreadable):
        actions.open_case(actor=OPERATOR, organisation=bloc.root, case=case, reason="xem")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"published": False}, "published"), ({"code": " "}, "code"), ({"opened_on": date(2023, 7, 6)}, "opened_on"),
        ({"kind": "kt_chuyen_de"}, "kind"), ({"kind": "kt_tai_chinh"}, "subject_kind"), ({"members": ()}, "members"),
        ({"members": ("Cù Thị Ẻo",)}, "members"), ({"body": "chi_bo"}, "body"),
    ],
    ids=["not announced", "no code", "a day to come", "not its kind", "of organisations", "nobody", "elsewhere", "no cell"],
)  # fmt: skip
def test_what_cannot_be_entered_says_where(bloc: SmallBloc, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Impossible) as told:
        entered(bloc, **more)
    assert told.value.field == field and not CaseSubject.objects.exists()


def test_steps_have_days_and_deadlines_by_the_rule_of_the_case_s_day(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2025-12-01T09:00:00")
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    for day, document in ((date(2025, 5, 29), "22-QĐ/TW"), (date(2025, 5, 30), "296-QĐ/TW")):
        case = entered(bloc, opened_on=day)
        actions.do_step(**asked, case=case, step="thong_bao", on=date(2025, 6, 2))
        actions.do_step(**asked, case=case, step="thong_bao", on=date(2025, 6, 3))
        one, steps = queries.one_case(**asked, case=case)
        assert one.due_on is not None and (one.due_on - day).days == 60 and document in one.rule
        assert "chưa kiểm chứng" in one.rule and steps[0].done_on == date(2025, 6, 3)
        with pytest.raises(Impossible):
            actions.do_step(**asked, case=case, step="thong_bao", on=date(2025, 5, 1))
    answer = entered(bloc, kind="khieu_nai", opened_on=date(2023, 3, 6), code="3-KN")
    one, _ = queries.one_case(**asked, case=answer)
    assert one.due_on == date(2023, 7, 13) and "22-QĐ/TW" in one.rule


def test_the_programme_tells_what_was_done_of_it(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    [line] = actions.plan(**asked, lines=[NewLine(2023, 1, "cap_uy", "kt_chuyen_de", organisations=2)])
    told = {"year": 2023, "actor": OPERATOR, "organisation": bloc.root}
    assert [one.said for one in queries.programme(**told)] == ["Chưa thực hiện"]
    case = entered(bloc, body="cap_uy", kind="kt_chuyen_de", members=(), line=line,
                   organisations=(bloc.first_cell, bloc.second_cell))  # fmt: skip
    assert [one.said for one in queries.programme(**told)] == ["Đang thực hiện"]
    with pytest.raises(Impossible, match="bỏ cuộc đó trước"):
        actions.drop_line(**asked, lines=[line], reason="nhầm")
    conclude(bloc, case, "tot")
    assert [one.said for one in queries.programme(**told)] == ["Đã kết luận"]
    opened = actions.open_case(actor=OPERATOR, organisation=bloc.root, case=case, reason="xem")
    assert (
        opened == ["Đảng bộ Sở Thứ Nhất / Chi bộ Văn phòng", "Đảng bộ Sở Thứ Nhất / Chi bộ Kế hoạch"]
        or len(opened) == 2
    )
    with pytest.raises(Impossible):
        actions.plan(**asked, lines=[NewLine(2023, 1, "ubkt", "kt_dau_hieu", members=1)])
