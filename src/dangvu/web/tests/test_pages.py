"""What the pages say, with the small bloc behind them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.definition import Kind
from dangvu.indicators.queries import explain, figures
from dangvu.web.conftest import SignedIn
from dangvu.web.figures.figures import OTHER, grouped


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return unescape(response.content.decode())


@pytest.fixture
def base(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.root)}/"


def test_the_organisation_page_shows_its_units_with_their_numbers(base: str, signed_in: SignedIn) -> None:
    page = text(signed_in("bi_thu"), base)
    assert "<h1>Đảng bộ Khối thử nghiệm</h1>" in page
    assert "6 tháng đầu năm 2023" in page
    assert "60,00%" in page and "3 trên 5" in page and "Chi bộ Hội Thứ Ba" in page


def test_the_path_above_is_shown_and_opens_only_where_the_person_may_go(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    url = f"/o/{bloc.code(bloc.first_cell)}/"
    from_unit = text(signed_in("bi_thu", at=bloc.first_unit), url)
    assert "<li>Đảng bộ Khối thử nghiệm</li>" in from_unit
    assert (
        f'<li><a href="/o/{bloc.code(bloc.first_unit)}/?ky=2023-H1">Đảng bộ Sở Thứ Nhất</a></li>' in from_unit
    )


def test_a_cell_has_no_table_of_units(bloc: SmallBloc, signed_in: SignedIn) -> None:
    assert "Tổ chức trực thuộc" not in text(signed_in("bi_thu"), f"/o/{bloc.code(bloc.lone_cell)}/")


@pytest.mark.parametrize("name", ["admission_target_share", "KN-02", "kn-02"])
def test_a_figure_is_found_by_its_machine_name_and_its_printed_code(
    name: str, base: str, signed_in: SignedIn
) -> None:
    page = text(signed_in("bi_thu"), f"{base}so-lieu/{name}/?ky=2023-H1")
    assert "Tử số: 3 bản ghi" in page and "cộng lại 5" in page and "60,00%" in page


def test_the_links_of_the_figures_page_open(base: str, signed_in: SignedIn) -> None:
    """One in ten of them, and all that lead to an organisation."""
    client = signed_in("bi_thu")
    page = text(client, base + "so-lieu/")
    links = sorted(set(re.findall(r'href="(/o/[^"]*)"', page)))
    assert len(links) > len(CATALOGUE)
    for link in [link for number, link in enumerate(links) if "/so-lieu/" not in link or number % 10 == 0]:
        assert client.get(link).status_code == 200, link


def test_every_figure_of_the_catalogue_stands_on_the_figures_page(base: str, signed_in: SignedIn) -> None:
    page = text(signed_in("bi_thu"), base + "so-lieu/")
    for indicator in CATALOGUE:
        assert f"/so-lieu/{indicator.code}/?ky=2023-H1" in page, indicator.code


def test_no_subject_of_the_catalogue_lacks_a_title() -> None:
    assert OTHER not in [group.title for group in grouped(CATALOGUE)], (
        "add the subject to web/figures.py SUBJECTS"
    )


def test_the_head_of_the_list_is_the_figure(bloc: SmallBloc, base: str, signed_in: SignedIn) -> None:
    """For every counted figure that is not nought (and one that is) the number at the top of the list is the figure, and so many rows stand below."""
    client = signed_in("bi_thu")
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=bloc.period)
    for indicator in CATALOGUE:
        if indicator.kind is Kind.COUNT and (
            table.figures[indicator.name].value or indicator.code == "GD-03"
        ):
            page = text(client, f"{base}so-lieu/{indicator.code}/?ky=2023-H1")
            value = int(table.figures[indicator.name].value or 0)
            assert f'<h2 id="ds">{value} bản ghi' in page, indicator.code
            rows = page.split('<h2 id="ds">')[1].split("</section>")[0].count('<th scope="row"')
            assert rows == value, indicator.code


def test_names_are_hidden_and_the_number_stays_the_same(
    bloc: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    url = f"{base}so-lieu/DV-02/?ky=2023-H1"
    with_names, without = text(signed_in("bi_thu"), url), text(signed_in("theo_doi"), url)
    assert "14 bản ghi</h2>" in with_names
    assert "14 bản ghi, ẩn tên</h2>" in without
    for name in bloc.people:
        assert name not in without
    assert "Quách Văn Bẩy" in with_names


def test_no_page_names_a_person_to_whoever_may_not_read_names(
    bloc: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    client = signed_in("quan_tri")
    pages = [text(client, base + path) for path in ("", "so-lieu/")]
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=bloc.period)
    open_ = [i for i in CATALOGUE if table.figures[i.name].numerator and not i.sensitive]
    assert len(open_) > 20
    pages += [text(client, f"{base}so-lieu/{i.code}/") for i in open_]
    for name in bloc.people:
        assert not any(name in page for page in pages), name


def test_inspection_is_missing_for_whoever_may_not_read_it(base: str, signed_in: SignedIn) -> None:
    page = text(signed_in("cap_tren_to_chuc"), base + "so-lieu/")
    assert "KT-01" not in page and "chỉ hiện với người được giao quyền" in page
    assert "KT-01" in text(signed_in("cap_tren_kiem_tra"), base + "so-lieu/")


def test_an_unknown_figure_is_a_404(base: str, signed_in: SignedIn) -> None:
    assert "Không có trang này" in text(signed_in("bi_thu"), base + "so-lieu/khong-co/", 404)


def test_a_period_that_cannot_be_read_is_explained(base: str, signed_in: SignedIn) -> None:
    response = signed_in("bi_thu").get(base + "?ky=<b>2023")
    page = response.content.decode()
    assert response.status_code == 400
    assert "Kỳ “&lt;b&gt;2023” không đọc được" in page and "2023-H1" in page


def test_a_period_before_the_records_shows_that_there_are_none(base: str, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    assert "–" in text(client, base + "so-lieu/?ky=2021")
    assert "danh sách đầu tiên có ngày muộn hơn" in text(client, base + "so-lieu/DV-02/?ky=2021")


def test_a_percentage_of_nothing_is_a_dash_that_opens(bloc: SmallBloc, signed_in: SignedIn) -> None:
    page = text(signed_in("bi_thu"), f"/o/{bloc.code(bloc.first_cell)}/so-lieu/KN-02/?ky=2023-H1")
    assert "Không có mẫu số nên không tính được tỷ lệ." in page


def test_the_period_goes_along_with_every_link(base: str, signed_in: SignedIn) -> None:
    page = text(signed_in("bi_thu"), base + "so-lieu/?ky=2023-Q1")
    inside = re.findall(r'href="(/o/[^"]*)"', page)
    assert inside and all("ky=2023-Q1" in link for link in inside)


def test_a_long_list_is_cut_and_its_count_stays_the_full_one(
    bloc: SmallBloc, base: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangvu.web.pages.PER_PAGE", 5)
    client, url = signed_in("bi_thu"), f"{base}so-lieu/DV-02/?ky=2023-H1"
    first, last = text(client, url), text(client, url + "&trang=3")
    assert "14 bản ghi" in first and "Dòng 1 đến 5 trong 14, trang 1 trên 3" in first
    assert "14 bản ghi" in last and "Dòng 11 đến 14 trong 14, trang 3 trên 3" in last
    names = [
        r.label
        for r in explain(
            actor=OPERATOR, name="members_end", organisation=bloc.node(bloc.root), period=bloc.period
        ).records
    ]
    seen = "".join(text(client, f"{url}&trang={page}") for page in (1, 2, 3))
    assert all(name in seen for name in names)


@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "9" * 50, "²"])
def test_a_page_that_the_list_has_not_is_explained(page: str, base: str, signed_in: SignedIn) -> None:
    assert "Danh sách này có 1 trang" in text(signed_in("bi_thu"), f"{base}so-lieu/DV-02/?trang={page}", 400)


def test_the_report_is_sent_as_a_word_file(bloc: SmallBloc, base: str, signed_in: SignedIn) -> None:
    client = signed_in("cap_tren_to_chuc")
    assert "du-thao.docx?ky=2023-H1" in text(client, base + "bao-cao/")
    response = client.get(base + "bao-cao/du-thao.docx?ky=2023-H1")
    assert response.content.startswith(b"PK")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "no-store"


def test_a_vietnamese_file_name_arrives_whole(
    base: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangvu.web.reports.review.review", lambda **_: (b"PK", "Báo cáo.docx"))
    response = signed_in("cap_tren_to_chuc").get(base + "bao-cao/du-thao.docx")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o.docx"


def test_an_account_without_any_grant_is_told_so(bloc: SmallBloc, signed_in: SignedIn) -> None:
    from dangvu.accounts.models import User

    client = Client()
    client.force_login(User.objects.create_user("khong-quyen", password_only=True))
    assert "chưa được giao quyền" in text(client, "/")


def test_this_year_can_be_chosen_though_the_records_end_before_it(
    base: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-27T09:00:00")
    page = text(signed_in("bi_thu"), f"{base}chi-tieu/")
    years = re.findall(r'<optgroup label="(\d+)">', page)
    assert years[0] == "2026" and "2023" in years
    assert '<option value="2026">Năm 2026</option>' in page
    assert "Chỉ tiêu năm 2023" in page, "what is shown unasked is still the latest with records"
