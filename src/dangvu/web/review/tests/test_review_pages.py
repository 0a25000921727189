"""The pages of a reporting period: what each side sees, and what it may press."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from tests.support import HALF_YEAR, SmallBloc

from dangvu.accounts.models import User
from dangvu.accounts.queries import actor_for
from dangvu.desk.queries import waiting
from dangvu.foundation.actor import OPERATOR
from dangvu.reports.actions import write_half_year_review
from dangvu.review import actions
from dangvu.web.conftest import SignedIn


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def opened(bloc: SmallBloc) -> SmallBloc:
    days = {"cut_off": date(2023, 7, 4), "confirm_by": date(2023, 7, 12)}
    actions.open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)
    return bloc


def page(client: Client, bloc: SmallBloc, organisation: int, path: str) -> str:
    response = client.get(f"/o/{bloc.code(organisation)}/{path}?ky=2023-H1")
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, bloc: SmallBloc, organisation: int, path: str, **data: Any) -> Any:
    return client.post(f"/o/{bloc.code(organisation)}/{path}?ky=2023-H1", data, follow=True).content.decode()


def test_whoever_is_late_is_told_so_on_both_sides_and_on_the_first_page(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    office, unit = signed_in("cap_tren_to_chuc"), signed_in("co_so_to_chuc", at=opened.first_unit)
    assert "chậm 1 ngày" in page(office, opened, opened.root, "ky-bao-cao/")
    assert "Gửi số liệu 6 tháng đầu năm 2023" in unit.get("/?ky=2023-H1").content.decode()
    assert "chậm 1 ngày" in page(unit, opened, opened.first_unit, "gui-so-lieu/")


def test_a_watcher_sees_the_board_and_nothing_to_press(opened: SmallBloc, signed_in: SignedIn) -> None:
    board = page(signed_in("theo_doi"), opened, opened.root, "ky-bao-cao/")
    assert "Đảng bộ Sở Thứ Nhất" in board
    assert 'name="viec"' not in board


def test_reminders_go_by_letter_only_where_a_mail_server_is_named(
    opened: SmallBloc, signed_in: SignedIn, settings: Any
) -> None:
    signed_in("co_so_to_chuc", at=opened.first_unit)
    User.objects.filter(username=f"co_so_to_chuc-{opened.first_unit}").update(email="so1@example.vn")
    office = signed_in("cap_tren_to_chuc")
    assert "Đã nhắc 3 đơn vị" in post(office, opened, opened.root, "ky-bao-cao/", viec="nhac")
    assert mail.outbox == []
    settings.EMAIL_HOST = "thu.example.vn"
    post(office, opened, opened.root, "ky-bao-cao/", viec="nhac")
    assert [letter.to for letter in mail.outbox] == [["so1@example.vn"]]
    assert "Đảng bộ Khối thử nghiệm đề nghị đơn vị gửi số liệu" in str(mail.outbox[0].body)


def test_a_unit_that_keeps_no_records_here_is_taken_at_its_word(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    office, unit = signed_in("cap_tren_to_chuc"), signed_in("co_so_to_chuc", at=opened.first_unit)
    where = f"ky-bao-cao/don-vi/{opened.code(opened.first_unit)}/"
    told = post(office, opened, opened.root, where, viec="tu-khai", on="1/1/2023", why="dùng phần mềm riêng")
    assert "tự khai thay cho ghi sổ" in told
    assert "không ghi sổ ở đây" in page(unit, opened, opened.first_unit, "gui-so-lieu/")
    post(unit, opened, opened.first_unit, "gui-so-lieu/", **{"viec": "khai", "k-KN-01": "9"})
    figure = page(office, opened, opened.root, "so-lieu/KN-01/")
    assert "Đơn vị tự khai" in figure
    assert "<dd><b>10</b></dd>" in figure, "one from records, nine declared"
    told = post(office, opened, opened.root, where, viec="ghi-so")
    assert "lại tính theo hồ sơ" in told


def test_an_adjustment_is_shown_wherever_the_figure_is_and_taken_back_with_a_reason(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    unit, office = signed_in("co_so_to_chuc", at=opened.first_unit), signed_in("cap_tren_to_chuc")
    post(unit, opened, opened.first_unit, "gui-so-lieu/KN-01/", value="2", reason="giấy đến muộn")
    for path in ("so-lieu/KN-01/", "so-lieu/"):
        assert "giấy đến muộn" in page(office, opened, opened.root, path)
    listed = page(unit, opened, opened.first_unit, "gui-so-lieu/")
    number = listed.partition('name="dieu-chinh" value="')[2].partition('"')[0]
    send = {"viec": "bo-dieu-chinh", "dieu-chinh": number}
    assert "Chưa ghi lý do." in post(unit, opened, opened.first_unit, "gui-so-lieu/", **send)
    assert "Đã bỏ điều chỉnh." in post(
        unit, opened, opened.first_unit, "gui-so-lieu/", **send, **{"ly-do": "đủ giấy"}
    )
    other = signed_in("co_so_to_chuc", at=opened.second_unit)
    answer = other.post(
        f"/o/{opened.code(opened.second_unit)}/gui-so-lieu/?ky=2023-H1", {**send, "ly-do": "x"}
    )
    assert answer.status_code == 404


def test_the_board_costs_the_same_however_many_units_there_are(
    opened: SmallBloc, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    office = signed_in("cap_tren_to_chuc")
    page(office, opened, opened.root, "ky-bao-cao/")
    with django_assert_max_num_queries(45):
        page(office, opened, opened.root, "ky-bao-cao/")


def test_a_sent_number_opens_into_the_list_that_was_kept_with_it(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    version = actions.send(actor=OPERATOR, organisation=opened.first_unit, period=HALF_YEAR)
    where = f"so-da-chot/{version}/KN-01/"
    office, watcher = signed_in("cap_tren_to_chuc"), signed_in("theo_doi")
    assert "Trà Thị Mẫn" in page(office, opened, opened.first_unit, where)
    hidden = page(watcher, opened, opened.first_unit, where)
    assert "2 bản ghi lúc chốt" in hidden
    assert "Trà Thị Mẫn" not in hidden
    other = signed_in("co_so_to_chuc", at=opened.second_unit)
    assert other.get(f"/o/{opened.code(opened.second_unit)}/{where}").status_code == 404


def test_the_first_page_counts_what_its_lists_hold_on_both_sides(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    actions.send(actor=OPERATOR, organisation=opened.first_unit, period=HALF_YEAR)
    office = signed_in("cap_tren_to_chuc")
    told = waiting(actor=actor_for(User.objects.get(username=f"cap_tren_to_chuc-{opened.root}")), node=opened.node(opened.root),
                   tree=opened.tree, period=HALF_YEAR)  # fmt: skip
    mine = {row.title: row for row in told if row.page == "review"}
    assert {title: row.count for title, row in mine.items()} == {
        "Xem số liệu 6 tháng đầu năm 2023 đơn vị gửi": 1, "Nhắc gửi số liệu 6 tháng đầu năm 2023": 2,
    }  # fmt: skip
    for row in mine.values():
        query = "&".join(f"{name}={value}" for name, value in row.query.items())
        listed = office.get(f"/o/{opened.code(opened.root)}/ky-bao-cao/?{query}").content.decode()
        assert listed.count('<th scope="row"') == row.count, row.title


def test_as_many_figures_as_are_wrong_are_given_back_at_once_and_nothing_half_said_is_sent(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    actions.send(actor=OPERATOR, organisation=opened.first_unit, period=HALF_YEAR)
    office = signed_in("cap_tren_to_chuc")
    where = f"ky-bao-cao/don-vi/{opened.code(opened.first_unit)}/"
    half = {
        "figure": "KN-01",
        "text": "Thiếu quyết định",
        "figure2": "DV-01",
        "text2": "",
        "text3": "Xem lại",
    }
    said = unescape(post(office, opened, opened.root, where, viec="tra-lai", **half))
    assert "Chưa ghi ý kiến về số thứ 2." in said
    assert "Chưa chọn số mà ý kiến thứ 3 nói đến." in said
    assert "<details open><summary>Còn số khác cần sửa" in said
    shown = re.findall(r'name="ban" value="(\d+)"', said)[0]
    whole = half | {
        "ban": shown,
        "text2": "Lệch sổ",
        "figure3": "KN-01",
        "figure4": "SH-01",
        "text4": "Thiếu giấy",
    }
    said = unescape(post(office, opened, opened.root, where, viec="tra-lai", **whole))
    assert "Đã trả lại 3 số" in said
    assert "Thiếu quyết định<br>Xem lại" in said or "Thiếu quyết định\nXem lại" in said


def test_one_period_has_one_reminder(opened: SmallBloc, signed_in: SignedIn) -> None:
    """Where figures are asked for, the workbooks of the same period are told in that row; elsewhere by themselves."""
    asking, told = "Nhắc gửi số liệu 6 tháng đầu năm 2023", "Nhắc gửi biểu Excel"
    home = signed_in("cap_tren_to_chuc").get("/?ky=2023-H1").content.decode()
    assert home.count(asking) == 1 and told not in home
    assert "3 đơn vị cũng chưa gửi biểu Excel nào" in home
    secretary = signed_in("bi_thu").get("/?ky=2023-H1").content.decode()
    assert told in secretary and asking not in secretary


def test_a_locked_period_waits_for_whoever_issues_its_report(opened: SmallBloc, signed_in: SignedIn) -> None:
    title = "Ban hành báo cáo 6 tháng đầu năm 2023"
    secretary = signed_in("bi_thu")
    assert title not in secretary.get("/").content.decode()
    actions.lock(actor=OPERATOR, organisation=opened.root, period=HALF_YEAR, without="đến hạn họp")
    assert title in secretary.get("/").content.decode()
    assert title not in signed_in("cap_tren_to_chuc").get("/").content.decode()
    write_half_year_review(
        actor=OPERATOR, organisation=opened.node(opened.root), period=HALF_YEAR, issue=True
    )
    assert title not in secretary.get("/").content.decode()
