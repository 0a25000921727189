"""Figures through time: as known on a day, beside another time, in parts, as a file, down to the source row."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.members.actions import Profile, register
from dangvu.organisations.actions import found, move
from dangvu.organisations.queries import tree_on
from dangvu.web.conftest import SignedIn
from dangvu.web.figures.compare import a_year_before, before
from dangvu.work.admissions.actions import NewAdmission, admit


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return unescape(response.content.decode())


@pytest.fixture
def late(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    """The bloc known by 3 July 2023, and one more admission that was told on 10 July."""
    Act.objects.update(at="2023-07-03T02:00:00Z")
    monkeypatch.setenv("DANGVU_NOW", "2023-07-10T09:00:00")
    new = Profile(name="Bùi Thị Muộn", unit_id=bloc.lone_cell, sex="nu", birth=PartialDate(1999, 1, 2))
    (one,) = register(actor=OPERATOR, organisation=bloc.root, people=[new])
    admit(
        actor=OPERATOR,
        organisation=bloc.root,
        admissions=[NewAdmission(one, bloc.lone_cell, date(2023, 6, 3))],
    )
    return bloc


@pytest.fixture
def base(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.root)}/so-lieu/"


def test_the_day_of_knowledge_stands_in_the_red_bar_and_goes_along_with_every_link(
    late: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    page = text(signed_in("bi_thu"), base + "?ky=2023-H1&biet=2023-07-05")
    assert "Đang xem số liệu như đã biết đến hết ngày <b>05/07/2023</b>" in page
    bar = page.split('<div class="kn">')[1].split("</div>")[0]
    assert "05/07/2023" in bar
    inside = re.findall(r'href="(/o/[^"]*)"', page)
    assert inside and all("biet=2023-07-05" in link for link in inside)


def test_figures_and_lists_are_as_known_on_the_day(late: SmallBloc, base: str, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    assert '<h2 id="ds">3 bản ghi' in text(client, base + "KN-01/?ky=2023-H1&biet=05/07/2023")
    assert '<h2 id="ds">4 bản ghi' in text(client, base + "KN-01/?ky=2023-H1")


def test_why_a_figure_changed_opens_the_rows_of_each_reason(
    late: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    client = signed_in("bi_thu")
    page = text(client, base + "KN-01/?ky=2023-H1&so=ngay&so-ngay=05/07/2023")
    reasons = page.split('id="vi-sao"')[1].split("</section>")[0]
    assert "Ghi muộn" in reasons and "+1" in reasons
    (link,) = re.findall(r'href="([^"]*vi-sao=ghi-muon[^"]*)"', reasons)
    opened = text(client, link.partition("#")[0]).split('id="vi-sao"')[1].split("</section>")[0]
    assert "Ghi muộn: 1 bản ghi" in opened and "Bùi Thị Muộn" in opened
    hidden = text(signed_in("theo_doi"), link.partition("#")[0])
    assert "Ghi muộn: 1 bản ghi" in hidden and "Bùi Thị Muộn" not in hidden
    assert "Phần của chênh lệch" in text(client, link.partition("#")[0].replace("ghi-muon", "sap-xep"), 400)


def test_the_reasons_of_a_share_are_told_for_both_numbers(
    late: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    client = signed_in("bi_thu")
    page = text(client, base + "KN-08/?ky=2023-H1&so=ngay&so-ngay=05/07/2023")
    reasons = page.split('id="vi-sao"')[1].split("</section>")[0]
    assert "Ghi muộn (mẫu số)" in reasons
    assert 'id="vi-sao"' not in text(client, base + "KN-08/?ky=2023-H1")


@pytest.mark.parametrize(
    ("asked", "said"),
    [("hong", "không đọc được"), ("2023-13-01", "không đọc được"), ("2099-01-01", "chưa đến")],
)
def test_a_day_that_cannot_be_is_explained(asked: str, said: str, base: str, signed_in: SignedIn) -> None:
    assert said in text(signed_in("bi_thu"), f"{base}?biet={asked}", 400)


def test_today_is_as_known_now(late: SmallBloc, base: str, signed_in: SignedIn) -> None:
    assert "Đang xem số liệu như đã biết" not in text(signed_in("bi_thu"), base + "?biet=2023-07-10")


def test_two_times_stand_side_by_side_and_both_open(base: str, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    page = text(client, base + "?ky=2023-Q2&so=ky-truoc")
    assert "So với <b>quý I năm 2023</b>" in page
    table = page.split('id="don-vi"')[1]
    assert 'class="r khac"' in table and "ky=2023-Q1" in table and "ky=2023-Q2" in table
    versus = text(client, base + "KN-01/?ky=2023-Q2&so=ky-truoc")
    assert "Quý I năm 2023" in versus and "Chênh lệch" in versus and "<b>−1</b>" in versus
    assert "Chưa nhập ngày biết đến" in text(client, base + "?so=ngay", 400)
    assert "Không có cách so sánh" in text(client, base + "?so=khac", 400)


@pytest.mark.parametrize(
    ("code", "year", "previous"),
    [("2023-H1", "2022-H1", "2022-H2"), ("2023", "2022", "2022"), ("2023-06", "2022-06", "2023-05"),
     ("2024-02", "2023-02", "2024-01"), ("2023-9M", "2022-9M", "2022-04-01..2022-12-31")],
)  # fmt: skip
def test_the_same_period_and_the_one_before(code: str, year: str, previous: str) -> None:
    period = Period.parse(code)
    assert (a_year_before(period).code, before(period).code) == (year, previous)


def test_a_table_in_parts_links_each_part_to_its_list(
    bloc: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    client = signed_in("bi_thu")
    page = text(client, base + "?ky=2023-H1&tach=gioi-tinh")
    link = next(
        x for x in re.findall(r'href="(/o/[^"]*so-lieu/KN-01/[^"]*)"', page)
        if "phan=nu" in x and f"/o/{bloc.code(bloc.root)}/" in x
    )  # fmt: skip
    assert '<h2 id="ds">2 bản ghi' in text(client, link)
    assert "Không có cách tách" in text(client, base + "?tach=khac", 400)
    assert client.get(base + "KN-01/?tach=gioi-tinh&phan=khac").status_code == 404
    assert client.get(base + "KN-01/?tach=gioi-tinh").status_code == 400


def rows_of(client: Client, url: str) -> list[tuple[object, ...]]:
    response = client.get(url)
    assert response.status_code == 200
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    return [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]


@pytest.mark.parametrize("role", ["bi_thu", "theo_doi"])
def test_the_file_of_a_list_has_exactly_its_rows_names_hidden_alike(
    role: str, bloc: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    rows = rows_of(signed_in(role), base + "DV-02/tai/?ky=2023-H1")
    head = next(n for n, row in enumerate(rows) if row[0] in ("Họ và tên", "TT") or "Họ và tên" in row)
    names = {str(cell) for row in rows[head + 1 :] for cell in row}
    assert len(rows) - head - 1 == 14
    assert any(name in names for name in bloc.people) is (role == "bi_thu")


def test_the_file_of_the_table_has_exactly_its_units(base: str, signed_in: SignedIn) -> None:
    rows = rows_of(signed_in("bi_thu"), base + "tai/?ky=2023-H1&nhom=KN")
    assert [row for row in rows if "Toàn bộ" in row] and [row for row in rows if "Chi bộ Hội Thứ Ba" in row]


def test_the_source_row_opens_with_numbers_in_part(bloc: SmallBloc, base: str, signed_in: SignedIn) -> None:
    row = bloc.source_row
    client = signed_in("bi_thu")
    listed = text(client, base + "KN-01/?ky=2023-H1")
    assert f"so-lieu/KN-01/nguon/{row}/?ky=2023-H1" in listed
    page = text(client, f"{base}KN-01/nguon/{row}/?ky=2023-H1")
    assert "Biểu kết nạp.xlsx" in page and "•••••••••123" in page and "019098000123" not in page
    assert "019098000123" in text(signed_in("cap_tren_to_chuc"), f"{base}KN-01/nguon/{row}/?ky=2023-H1")
    assert client.get(f"{base}GD-01/nguon/{row}/?ky=2023-H1").status_code == 404


def test_a_chart_says_its_numbers_and_its_table_stands_below(base: str, signed_in: SignedIn) -> None:
    page = text(signed_in("bi_thu"), base + "KN-01/bieu-do/?ky=2023-H1")
    assert page.count("<svg class=") >= 3 and page.count("<title id=") >= 3 and "style=" not in page
    assert "Tháng 4" in page and "Đơn vị nào cao nhất" in page and "Nữ 2, nam 1" in page
    stock = text(signed_in("theo_doi"), base + "DV-02/bieu-do/?ky=2023-H1")
    assert "Mỗi tháng bao nhiêu" not in stock


def test_the_page_ends_with_its_limits_and_its_age_and_prints(base: str, signed_in: SignedIn) -> None:
    page = text(signed_in("bi_thu"), base + "?ky=2023-H1&in=1")
    assert "Những gì chưa có trong số liệu này" in page and "Chưa đơn vị nào gửi biểu" in page
    assert "Tính từ các bản ghi đến" in page
    assert 'class="land giay"' in page and "ĐẢNG CỘNG SẢN VIỆT NAM" in page


@pytest.fixture
def moved(bloc: SmallBloc) -> SmallBloc:
    """The lone cell comes under the first unit on 1 September 2023."""
    move(
        actor=OPERATOR,
        organisation=bloc.lone_cell,
        parent=bloc.first_unit,
        on=date(2023, 9, 1),
        kind="chi_bo_truc_thuoc",
    )
    return bloc


def test_the_first_half_is_laid_out_by_the_tree_of_autumn_and_the_difference_opens(
    moved: SmallBloc, signed_in: SignedIn
) -> None:
    client, unit = signed_in("bi_thu"), f"/o/{moved.code(moved.first_unit)}/so-lieu/"
    page = text(client, unit + "DV-01/?ky=2023-H1&so=cay&so-ngay=01/10/2023")
    assert "theo cây tổ chức ngày 01/10/2023" in page
    reasons = page.split('id="vi-sao"')[1].split("</section>")[0]
    (link,) = re.findall(r'href="([^"]*vi-sao=sap-xep[^"]*)"', reasons)
    assert "Sắp xếp tổ chức" in text(client, link.partition("#")[0])
    before, after = (
        int(re.findall(r'<h2 id="ds">(\d+) bản ghi', text(client, f"{unit}DV-01/?ky=2023-H1{by}"))[0])
        for by in ("", "&cay=2023-10-01")
    )
    lone = f"/o/{moved.code(moved.lone_cell)}/so-lieu/DV-01/?ky=2023-H1"
    alone = int(re.findall(r'<h2 id="ds">(\d+) bản ghi', text(client, lone))[0])
    assert alone and after == before + alone
    assert f"−{alone}" in reasons


def test_what_is_seen_by_another_tree_says_so_and_every_number_opens_by_that_tree(
    moved: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    client = signed_in("bi_thu")
    page = text(client, base + "?ky=2023-H1&cay=2023-10-01")
    assert "xếp theo cây tổ chức ngày <b>01/10/2023</b>" in page
    opened = re.findall(r'href="(/o/[^"]*/so-lieu/[A-Z]{2}-\d+/[^"]*)"', page)
    assert opened and all("cay=2023-10-01" in link for link in opened)
    (both,) = re.findall(r'href="([^"]*)">Xếp cả hai kỳ', text(client, base + "?ky=2023-H1&so=ky-truoc"))
    assert "cay=2023-06-30" in both
    assert "Xếp cả hai kỳ" not in text(client, both)


@pytest.mark.parametrize(
    ("asked", "said"),
    [("hong", "không đọc được"), ("1999-01-01", "chưa có danh sách tổ chức"), ("", "Chưa nhập ngày")],
)
def test_a_tree_that_cannot_be_is_explained(asked: str, said: str, base: str, signed_in: SignedIn) -> None:
    assert said in text(signed_in("bi_thu"), f"{base}?ky=2023-H1&so=cay&so-ngay={asked}", 400)


def test_a_unit_that_is_not_in_the_tree_of_that_day_is_told_so(bloc: SmallBloc, signed_in: SignedIn) -> None:
    day = date(2023, 9, 1)
    new = found(actor=OPERATOR, parent=bloc.root, name="Chi bộ Mới", kind="chi_bo_co_so", on=day)
    code = tree_on(day)[new].code
    assert "không có trong cây tổ chức ngày 30/06/2023" in text(
        signed_in("bi_thu"), f"/o/{code}/so-lieu/?ky=2023-H2&cay=2023-06-30", 400
    )
