"""What waits in the line of inspection: told to inspectors alone, each count the length of the list behind it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.models import User
from dangvu.accounts.queries import actor_for
from dangvu.desk.queries import Group, Waiting, waiting
from dangvu.foundation.actor import OPERATOR
from dangvu.work.inspection.actions import Conclusion, NewCase, NewLine, close_case, enter_case, plan

pytestmark = pytest.mark.django_db
INSPECTOR = "co_so_kiem_tra"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def at(bloc: SmallBloc, role: str) -> dict[str, Waiting]:
    user = User.objects.filter(username=f"desk.{role}").first() or person(
        bloc.first_unit, role, username=f"desk.{role}"
    )
    actor = actor_for(user)
    found = waiting(actor=actor, node=bloc.node(bloc.first_unit), tree=bloc.tree, period=HALF_YEAR)
    return {row.title: row for row in found if row.page.startswith("inspection")}


def case(bloc: SmallBloc, code: str, on: date) -> int:
    new = NewCase(bloc.first_unit, code, "ubkt", "kt_dau_hieu", on, True, (bloc.first_cell,))
    return enter_case(actor=OPERATOR, organisation=bloc.first_unit, new=new)


def test_a_case_past_its_day_waits_by_its_code_until_it_is_concluded(bloc: SmallBloc) -> None:
    late = case(bloc, "12-QĐ/UBKT", date(2023, 1, 10))
    case(bloc, "13-QĐ/UBKT", date(2023, 7, 4))
    (row,) = [one for one in at(bloc, INSPECTOR).values() if one.page == "inspection_cases"]
    assert (row.count, row.group, row.note) == (1, Group.OVERDUE, "12-QĐ/UBKT")
    assert row.words.startswith("Quá hạn")
    told = Conclusion(date(2023, 7, 5), "tot")
    close_case(actor=OPERATOR, organisation=bloc.first_unit, case=late, told=told)
    assert not [one for one in at(bloc, INSPECTOR).values() if one.page == "inspection_cases"]


def test_a_line_whose_quarter_has_come_waits_until_a_case_stands_for_it(bloc: SmallBloc) -> None:
    lines = [NewLine(2023, quarter, "ubkt", "kt_tai_chinh", 1) for quarter in (2, 3, 4)]
    plan(actor=OPERATOR, organisation=bloc.first_unit, lines=lines)
    (row,) = at(bloc, INSPECTOR).values()
    assert (row.count, row.group, row.deadline) == (2, Group.OVERDUE, date(2023, 6, 30))
    assert row.words == "1 dòng đã hết quý"


def test_no_other_line_of_rights_is_told(bloc: SmallBloc) -> None:
    case(bloc, "12-QĐ/UBKT", date(2023, 1, 10))
    plan(actor=OPERATOR, organisation=bloc.first_unit, lines=[NewLine(2023, 1, "ubkt", "kt_tai_chinh", 1)])
    assert not at(bloc, "co_so_to_chuc") and not at(bloc, "bi_thu")


def test_what_a_row_opens_holds_what_it_counted_whatever_the_period(bloc: SmallBloc) -> None:
    case(bloc, "12-QĐ/UBKT", date(2023, 1, 10))
    plan(actor=OPERATOR, organisation=bloc.first_unit, lines=[NewLine(2023, 1, "ubkt", "kt_tai_chinh", 1)])
    client = Client()
    client.force_login(person(bloc.first_unit, INSPECTOR))
    book = f"/o/{bloc.code(bloc.first_unit)}/kiem-tra/"
    for period in ("2023-H1", "2021-H1"):
        page = client.get(f"{book}cuoc/?ky={period}&loc=qua-han").content.decode()
        assert "<b>1 cuộc</b> chưa kết luận, quá hạn" in page and "12-QĐ/UBKT" in page
        page = client.get(f"{book}chuong-trinh/?ky={period}&loc=chua").content.decode()
        assert "<b>1 dòng</b> đến quý phải làm" in page
    assert client.get(f"{book}cuoc/?loc=khac").status_code == 400
