"""The first page: every count opens the list of that length, no link leads to a closed door, and it stays light."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.support import PASSWORD, SmallBloc, person

from dangvu.accounts.actions import grant
from dangvu.accounts.models import User
from dangvu.accounts.roles import ROLES
from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.jobs.models import Job, State
from dangvu.members.actions.transfers import Introduction, introduce
from dangvu.web.conftest import SignedIn
from dangvu.web.intake.specimen import specimen
from dangvu.work.admissions.tests.way import NAMES, decided
from dangvu.work.resolutions.actions import NewTarget, set_targets
from dangvu.work.resolutions.models import TargetKind

_ROW = re.compile(
    r'<div class="c"><b>([\d.]+)</b>[^<]*</div>\s*<div><a href="([^"]+)">([^<]+)</a>', re.DOTALL
)
#: Where a list says how long it is, by a part of its address; otherwise its rows are counted.
_SAID = {
    "#den": r"Đến đây, chờ tiếp nhận \((\d+)\)", "#di": r"Đi nơi khác, chờ nơi đến tiếp nhận \((\d+)\)",
    "#cho-ghi": r"Đang xem dở, chưa ghi gì \((\d+)\)", "thieu=": r"<b>([\d.]+) người.</b>",
    "can-xu-ly": r"([\d.]+) việc", "/nap/": r"([\d.]+) dòng do người khác gửi",
}  # fmt: skip


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-20T09:00:00")


def busy(bloc: SmallBloc) -> None:
    """Something of every kind waits."""
    decided(bloc, bloc.first_cell, NAMES[:2])  # a decision received, the ceremony overdue
    asked = [Introduction(bloc.people["Tạ Thị Ngữ"], date(2023, 5, 8), bloc.lone_cell)]
    introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=asked)
    specimen(bloc)
    assert bloc.unit_target
    User.objects.update(date_joined=clock.now() - timedelta(days=400))


def a_job(user: User, state: str, ended: timedelta | None) -> None:
    at = clock.now()
    Job.objects.create(
        user_id=user.pk, title="Báo cáo", work="-", state=state, asked_at=at, ended_at=at - ended if ended is not None else None
    )  # fmt: skip


def shown(client: Client, period: str = "2023-H1") -> dict[str, tuple[int, str]]:
    """{title: (count, address)} of the page."""
    response = client.get(f"/?ky={period}")
    assert response.status_code == 200
    rows = _ROW.findall(unescape(response.content.decode()))
    return {title: (int(count.replace(".", "")), url) for count, url, title in rows}


def length(client: Client, url: str) -> int:
    page = unescape(client.get(url).content.decode())
    if "sao-luu" in url:
        return int("Chưa có bản sao lưu nào" in page)
    for part, said in _SAID.items():
        if part in url:
            found = re.search(said, page)
            assert found, url
            return int(found.group(1).replace(".", ""))
    return page.count('<th scope="row"')


def test_in_a_period_that_is_not_over_targets_are_judged_by_today_as_in_their_list(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    """On 20 July three of the year's five are admitted: ahead, though the year would miss them."""
    client = signed_in("bi_thu")
    assert "Xem chỉ tiêu chậm nhịp" not in shown(client, "2023")
    listed = unescape(client.get(f"/o/{bloc.code(bloc.root)}/chi-tieu/?ky=2023").content.decode())
    assert "Chậm nhịp, chưa đạt <b>0</b>" in listed


def test_when_the_records_end_in_a_year_that_is_over_the_targets_of_this_year_are_told(
    bloc: SmallBloc, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2024-11-20T09:00:00")
    new = NewTarget("Kết nạp của năm mới", 2024, TargetKind.COUNT, "admitted", Decimal(5))
    set_targets(actor=OPERATOR, organisation=bloc.root, targets=[new])
    client = signed_in("bi_thu")
    count, url = shown(client)["Xem chỉ tiêu chậm nhịp"]
    assert (count, url) == (1, f"/o/{bloc.code(bloc.root)}/chi-tieu/?ky=2024&muc=cham")
    assert "Kết nạp của năm mới" in client.get(url).content.decode()


@pytest.mark.parametrize("role", ["co_so_kiem_tra", "theo_doi", "quan_tri"])
def test_a_first_page_without_work_says_where_to_begin(
    role: str, bloc: SmallBloc, signed_in: SignedIn
) -> None:
    """What each link opens is looked at above, for every role."""
    page = signed_in(role).get("/").content.decode()
    tasks = page.partition("Việc thường làm")[2].partition("</aside>")[0]
    first = {
        "co_so_kiem_tra": "Ghi một cuộc kiểm tra",
        "theo_doi": "Xem chỉ tiêu",
        "quan_tri": "Lập tài khoản",
    }
    assert re.findall(r">([^<]+)</a>", tasks)[0].startswith(first[role])
    assert 3 <= tasks.count("<li>") <= 6


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("where", ["root", "first_unit", "first_cell"])
def test_every_count_is_the_length_of_its_list_and_every_link_opens(
    role: str, where: str, bloc: SmallBloc, signed_in: SignedIn
) -> None:
    busy(bloc)
    client = signed_in(role, at=getattr(bloc, where))
    User.objects.update(date_joined=clock.now() - timedelta(days=400))
    told = shown(client)
    assert {title: length(client, url) for title, (_, url) in told.items()} == {
        title: count for title, (count, _) in told.items()
    }
    page = client.get("/").content.decode()
    for url in set(re.findall(r'href="(/[^"#]*)', page)):
        if not url.startswith("/static/"):
            assert client.get(unescape(url)).status_code == 200, url


def test_the_office_sees_every_kind_of_work(bloc: SmallBloc, signed_in: SignedIn) -> None:
    busy(bloc)
    client = signed_in("cap_tren_to_chuc")
    User.objects.update(date_joined=clock.now() - timedelta(days=400))
    told = shown(client)
    assert told["Tổ chức lễ kết nạp"][0] == 2
    assert told["Tiếp nhận đảng viên chuyển đến"][0] == 1
    assert {"Xác nhận tài khoản còn cần dùng", "Nhắc gửi biểu Excel 6 tháng đầu năm 2023"} <= set(told)
    assert {"Ghi hoặc bỏ lần nạp đang xem dở"} <= set(shown(signed_in("co_so_to_chuc", at=bloc.first_unit)))


def test_each_side_of_a_transfer_is_told_its_own_part(bloc: SmallBloc, signed_in: SignedIn) -> None:
    busy(bloc)
    home = signed_in("co_so_to_chuc", at=bloc.first_unit).get("/").content.decode()
    other = signed_in("co_so_to_chuc", at=bloc.lone_cell).get("/").content.decode()
    assert "Chờ nơi đến tiếp nhận đảng viên chuyển đi" in home.partition("Chờ nơi khác")[2]
    assert "Tiếp nhận đảng viên chuyển đến" in other.partition("Chờ nơi khác")[0]


def test_what_another_level_has_to_do_waits_elsewhere(bloc: SmallBloc, signed_in: SignedIn) -> None:
    """A cell does not decide: the day by which the level above has to is no work of the cell's."""
    from dangvu.work.admissions.rules.votes import Vote
    from dangvu.work.admissions.tests.way import ready, step

    people = ready(bloc, bloc.lone_cell, NAMES[:1])
    step(bloc, "nghi_quyet_chi_bo", people, date(2023, 5, 8), vote=Vote(4, 4))
    cell = signed_in("chi_bo_bi_thu", at=bloc.lone_cell).get("/").content.decode()
    assert "Quyết định kết nạp" in cell.partition("Chờ nơi khác")[2]
    office = signed_in("cap_tren_to_chuc").get("/").content.decode()
    assert "Quyết định kết nạp" in office.partition("Chờ nơi khác")[0]


def test_jobs_are_news_for_a_while_and_only_to_whoever_asked(bloc: SmallBloc) -> None:
    user, client = person(bloc.root, "theo_doi"), Client()
    client.force_login(user)
    a_job(user, State.FAILED, timedelta(days=2))
    a_job(user, State.FAILED, timedelta(days=8))
    a_job(user, State.DONE, timedelta(hours=2))
    a_job(user, State.DONE, timedelta(days=2))
    a_job(user, State.RUNNING, None)
    a_job(person(bloc.root, "bi_thu"), State.FAILED, timedelta(hours=1))
    told = shown(client)
    assert {title: count for title, (count, _) in told.items()} == {
        "Xem việc máy không làm được": 1, "Lấy tệp máy đã làm xong": 1, "Máy đang làm": 1,
    }  # fmt: skip
    assert all(length(client, url) == 1 for _, url in told.values())
    assert client.get("/viec-may/?loc=x").status_code == 400


def test_a_role_below_that_opens_no_more_is_not_told_twice(bloc: SmallBloc) -> None:
    busy(bloc)
    user, client = person(bloc.root, "cap_tren_to_chuc"), Client()
    grant(
        actor=OPERATOR, users=[user], organisation=bloc.first_unit, role="co_so_to_chuc", on=date(2023, 1, 1)
    )
    client.login(username=user.username, password=PASSWORD)
    rows = _ROW.findall(client.get("/").content.decode())
    assert len(rows) == len({title for _, _, title in rows})


def test_whoever_sets_up_the_system_is_told_of_backup_and_calendar(
    bloc: SmallBloc, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangvu.desk.queries.records.calendar_days", lambda year: [])
    told = shown(signed_in("quan_tri"))
    assert told["Ghi lịch nghỉ năm 2023"][1].endswith("nam=2023")
    assert "Sao lưu dữ liệu" in told
    assert "Sao lưu dữ liệu" not in shown(signed_in("quan_tri", at=bloc.first_unit))


def test_the_page_is_light_and_asks_no_more_for_more_people(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("cap_tren_to_chuc")

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            response = client.get("/?ky=2023-H1")
        assert len(response.content) <= 60_000
        return len(caught)

    decided(bloc, bloc.first_cell, NAMES[:1])
    one = cost()
    decided(bloc, bloc.first_cell, NAMES[1:])
    assert cost() <= one <= 150  # inside a test each reading of the tree is three; outside it is read once
