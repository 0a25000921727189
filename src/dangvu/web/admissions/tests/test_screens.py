"""The way into the Party in the browser: a clerk's day, numbers that open, errors that say how to mend."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.support import SmallBloc

from dangvu.members.models import Certificate, Membership
from dangvu.web.conftest import SignedIn
from dangvu.work.admissions.models import DossierStep, OutstandingPerson
from dangvu.work.admissions.tests.way import NAMES, decided, listed, ready
from dangvu.work.training.models import Learner


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


def url(bloc: SmallBloc, organisation: int, tail: str) -> str:
    return f"/o/{bloc.code(organisation)}/{tail}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def sent(client: Client, address: str, **data: object) -> tuple[int, str]:
    """Fill in the form as it is shown and send it; (status, the page or where to)."""
    shown = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    response = client.post(address, {**hidden, **data})
    return response.status_code, response.get("Location") or unescape(response.content.decode())


def test_the_secretary_of_a_cell_enters_a_person_and_records_the_first_step(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, cell = signed_in("chi_bo_bi_thu", at=bloc.first_cell), bloc.first_cell
    status, where = sent(
        client, url(bloc, cell, "ket-nap/quan-chung-moi/"), name="Lục Thị Ươm", birth="2/4/1996", sex="nu",
        schooling="thpt", listed_on="05/09/2022", ethnicity="Tày", document_number="", helper=str(bloc.people["Đỗ Ắng"]),
    )  # fmt: skip
    assert status == 302
    row = OutstandingPerson.objects.known().get()
    assert (row.organisation_id, row.helper_id) == (cell, bloc.people["Đỗ Ắng"])
    assert "Đã đưa Lục Thị Ươm vào danh sách" in text(client, where)
    page = text(client, url(bloc, cell, f"ket-nap/ho-so/{row.person_id}/"))
    assert "Lục Thị Ươm" in page and "Chờ học lớp bồi dưỡng nhận thức về Đảng" in page
    assert "Đỗ Ắng, đảng viên chính thức" in page
    status, _ = sent(client, url(bloc, cell, f"ket-nap/ho-so/{row.person_id}/buoc/don/"), on="1/2/2023")
    assert status == 302 and DossierStep.objects.known().get().on == date(2023, 2, 1)


def test_what_is_missing_is_said_in_the_form_and_nothing_typed_is_lost(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    client = signed_in("co_so_to_chuc", at=bloc.first_unit)
    address = url(bloc, bloc.first_unit, f"ket-nap/ho-so/{one}/buoc/nghi_quyet_chi_bo/")
    status, page = sent(
        client, address, on="1/5/2023", listed="4", votes_for="4", note="họp tối", number="15-NQ/CB"
    )
    assert status == 200
    assert "Chưa ghi được “Nghị quyết chi bộ đề nghị kết nạp”" in page and "Đơn xin vào Đảng: chưa có" in page
    assert 'value="họp tối"' in page and 'value="15-NQ/CB"' in page
    status, page = sent(client, address, on="1/5/23", listed="", votes_for="")
    assert status == 200 and "Chưa nhập tổng số đảng viên chính thức" in page
    assert DossierStep.objects.count() == 0


def test_the_number_of_official_members_of_the_cell_is_not_asked_again(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    client = signed_in("chi_bo_bi_thu", at=bloc.first_cell)
    page = text(client, url(bloc, bloc.first_cell, f"ket-nap/ho-so/{one}/buoc/nghi_quyet_chi_bo/"))
    assert re.search(r'name="listed" value="3"', page), "four on the list, one moved away in April"


def test_every_number_of_the_board_opens_the_list_of_that_many(bloc: SmallBloc, signed_in: SignedIn) -> None:
    decided(bloc, bloc.first_cell, NAMES[:2])
    listed(bloc, bloc.third_cell, NAMES[2:4])
    client = signed_in("cap_tren_to_chuc")
    page = text(client, url(bloc, bloc.root, "ket-nap/"))
    links = re.findall(r'<a class="n[^"]*" href="([^"]*danh-sach[^"]*)">([\d.]+)(?: người)?</a>', page)
    assert len(links) > 20
    for address, number in links:
        assert text(client, address).count('<th scope="row" class="who">') == int(number), address


def test_a_list_of_one_kind_of_work_tells_the_deadline_of_that_work(
    bloc: SmallBloc, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trà Thị Mẫn joined on 3/2/2023: in December her class is due by the end of her probation."""
    monkeypatch.setenv("DANGVU_NOW", "2023-12-20T09:00:00")
    client = signed_in("cap_tren_to_chuc")
    page = text(client, url(bloc, bloc.root, "ket-nap/danh-sach/") + "?viec=sap_het_du_bi")
    row = page.partition("Trà Thị Mẫn")[2].partition("</tr>")[0]
    assert "03/02/2024" in row and "hết dự bị ngày 03/02/2024" in row.lower()
    assert 'aria-current="true"' not in page.partition("Lọc theo bước")[2].partition("</nav>")[0]


def test_the_list_is_kept_as_the_workbook_shows_it(bloc: SmallBloc, signed_in: SignedIn) -> None:
    decided(bloc, bloc.first_cell, NAMES[:2])
    client = signed_in("cap_tren_to_chuc")
    response = client.get(
        url(bloc, bloc.root, "ket-nap/danh-sach/?buoc=le_ket_nap&cot=ho_ten&cot=han&tep=xlsx")
    )
    rows = [
        [c for c in row if c is not None] for row in load_workbook(BytesIO(response.content)).active.values
    ]
    named = [row for row in rows if row and row[0] in NAMES]
    assert len(named) == 2 and all(len(row) == 2 for row in named)


def test_several_people_are_admitted_at_once(bloc: SmallBloc, signed_in: SignedIn) -> None:
    people = decided(bloc, bloc.first_cell, NAMES[:3])
    client = signed_in("co_so_to_chuc", at=bloc.first_unit)
    address = url(bloc, bloc.first_unit, "ket-nap/buoc/le_ket_nap/")
    status, page = sent(client, address, on="5/7/2023")
    assert status == 200 and "Chưa chọn người" in page
    status, _ = sent(
        client, address, on="5/7/2023", people=[str(one) for one in people[:2]], consent="", note=""
    )
    assert status == 302
    assert Membership.objects.known().filter(person_id__in=people, status="du_bi").count() == 2


def test_several_votes_are_recorded_each_with_its_own_count(bloc: SmallBloc, signed_in: SignedIn) -> None:
    one, two = ready(bloc, bloc.first_cell, NAMES[:2])
    client = signed_in("co_so_to_chuc", at=bloc.first_unit)
    address = url(bloc, bloc.first_unit, "ket-nap/buoc/nghi_quyet_chi_bo/")
    told = {"people": [str(one), str(two)], "on": "8/5/2023", f"listed_{one}": "3", f"listed_{two}": "3"}
    status, page = sent(client, address, **told, **{f"votes_{one}": "3"})
    assert status == 200 and "Chưa ghi số tán thành" in page
    status, where = sent(client, address, **told, **{f"votes_{one}": "3", f"votes_{two}": "1"})
    assert status == 302
    assert dict(DossierStep.objects.known().filter(step="nghi_quyet_chi_bo").values_list("dossier__person_id", "passed")) == {
        one: True, two: False
    }  # fmt: skip
    assert "1 người không đủ phiếu" in text(client, where)


def test_a_form_over_a_change_of_someone_else_writes_nothing(bloc: SmallBloc, signed_in: SignedIn) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    client = signed_in("co_so_to_chuc", at=bloc.first_unit)
    address = url(bloc, bloc.first_unit, f"ket-nap/ho-so/{one}/buoc/don/")
    shown = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    sent(client, address, on="1/2/2023")
    response = client.post(address, {**hidden, "on": "2/2/2023"})
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "vừa được người khác sửa" in page and "01/02/2023" in page and "2/2/2023" in page
    assert DossierStep.objects.known().get().on == date(2023, 2, 1)


def test_somebody_to_be_vetted_abroad_gives_the_vetting_ninety_days_and_a_correction_takes_them_back(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    client = signed_in("co_so_to_chuc", at=bloc.first_unit)
    dossier = url(bloc, bloc.first_unit, f"ket-nap/ho-so/{one}/")
    sent(client, f"{dossier}buoc/don/", on="1/6/2023")
    assert sent(client, f"{dossier}buoc/ly_lich/", on="5/6/2023", abroad="on")[0] == 302
    assert "90 ngày làm việc kể từ ngày 05/06/2023" in text(client, dossier)
    assert re.search(r'<input[^>]* name="abroad"[^>]* checked', text(client, f"{dossier}buoc/ly_lich/"))
    shown = client.get(f"{dossier}buoc/ly_lich/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    assert sent(client, f"{dossier}buoc/ly_lich/", on="5/6/2023", reason="ghi nhầm")[0] == 302
    assert "30 ngày làm việc kể từ ngày 05/06/2023" in text(client, dossier)
    late = client.post(f"{dossier}buoc/ly_lich/", {**hidden, "on": "5/6/2023", "abroad": "on", "reason": "x"})
    assert late.status_code == 409
    row = unescape(late.content.decode()).split("Có người phải thẩm tra ở ngoài nước")[1]
    assert 'data-l="Bản vừa ghi">không<' in row and "<b>có</b>" in row


def test_a_double_click_has_one_effect(bloc: SmallBloc, signed_in: SignedIn) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    client = signed_in("co_so_to_chuc", at=bloc.first_unit)
    address = url(bloc, bloc.first_unit, f"ket-nap/ho-so/{one}/gioi-thieu/")
    hidden = dict(
        re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)">', client.get(address).content.decode()
        )
    )
    told = {**hidden, "kind": "cong_doan", "on": "3/5/2023"}
    assert [client.post(address, told).status_code for _ in range(2)] == [302, 302]
    assert text(client, url(bloc, bloc.first_unit, f"ket-nap/ho-so/{one}/")).count("Giấy giới thiệu<p>") == 1


def test_the_forecast_says_its_numbers_its_target_and_its_method(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    decided(bloc, bloc.first_cell, NAMES[:2])
    page = text(signed_in("theo_doi"), url(bloc, bloc.root, "ket-nap/du-bao/"))
    for said in (
        "Dự báo kết nạp năm 2023",
        "Chỉ tiêu",
        "Cách tính",
        "Theo hồ sơ.",
        "Theo nhịp độ.",
        "giả định",
        "<title id=",
    ):
        assert said in page
    assert re.search(r'nhom=da_quyet_dinh">2</a>', page)


def test_whoever_may_not_read_names_sees_numbers_only(bloc: SmallBloc, signed_in: SignedIn) -> None:
    people = decided(bloc, bloc.first_cell, NAMES[:2])
    client = signed_in("theo_doi")
    for tail in ("ket-nap/", "ket-nap/danh-sach/", f"lop/{bloc.training_class}/"):
        page = text(client, url(bloc, bloc.root, tail))
        assert not any(name in page for name in NAMES) and "Ghi bước" not in page
    assert client.get(url(bloc, bloc.root, f"ket-nap/ho-so/{people[0]}/")).status_code == 403


def test_the_dossier_of_another_unit_is_not_there(bloc: SmallBloc, signed_in: SignedIn) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    client = signed_in("co_so_to_chuc", at=bloc.second_unit)
    assert client.get(url(bloc, bloc.second_unit, f"ket-nap/ho-so/{one}/")).status_code == 404
    office = signed_in("cap_tren_to_chuc")
    assert office.get(url(bloc, bloc.second_unit, f"ket-nap/ho-so/{one}/")).status_code == 404
    assert office.get(url(bloc, bloc.root, f"ket-nap/ho-so/{one}/")).status_code == 200


def test_a_class_from_the_first_day_to_the_certificates(bloc: SmallBloc, signed_in: SignedIn) -> None:
    people = listed(bloc, bloc.first_cell, NAMES[:2])
    client, root = signed_in("cap_tren_to_chuc"), bloc.root
    status, _ = sent(
        client,
        url(bloc, root, "lop/moi/"),
        kind="nhan_thuc",
        title="Lớp số 1",
        closed_on="20/6/2023",
        opened_on="",
    )
    assert status == 302
    pk = re.search(r"/lop/(\d+)/\?", text(client, url(bloc, root, "lop/"))).group(1)  # type: ignore[union-attr]
    assert sent(client, url(bloc, root, f"lop/{pk}/hoc-vien/"), people=[str(p) for p in people])[0] == 302
    status, _ = sent(
        client, url(bloc, root, f"lop/{pk}/"), **{f"ket_qua_{people[0]}": "gioi", f"ket_qua_{people[1]}": "khong_dat"}
    )  # fmt: skip
    assert status == 302
    assert Certificate.objects.known().get().person_id == people[0]
    assert Learner.objects.known().exclude(grade="").count() == 2
    page = text(client, url(bloc, root, f"lop/{pk}/?kq=gioi"))
    assert page.count('<th scope="row" class="who">') == 1
    assert "Chờ đơn xin vào Đảng" in text(client, url(bloc, root, f"ket-nap/ho-so/{people[0]}/"))


@pytest.mark.parametrize(
    "tail", ["danh-sach/?buoc=hong", "danh-sach/?han=1", "danh-sach/?cot=x", "danh-sach/?viec=x"]
)
def test_an_address_that_was_tampered_with_is_told(tail: str, bloc: SmallBloc, signed_in: SignedIn) -> None:
    assert signed_in("cap_tren_to_chuc").get(url(bloc, bloc.root, f"ket-nap/{tail}")).status_code == 400


@pytest.mark.parametrize(
    "tail", ["ket-nap/", "ket-nap/danh-sach/", "ket-nap/du-bao/", "ket-nap/buoc/le_ket_nap/", "lop/"]
)
def test_pages_cost_the_same_for_more_people(tail: str, bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("cap_tren_to_chuc")

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url(bloc, bloc.root, tail)).status_code == 200
        return len(caught)

    decided(bloc, bloc.first_cell, NAMES[:1])
    one = cost()
    decided(bloc, bloc.first_cell, NAMES[1:])
    assert cost() <= one <= 80


def test_a_paper_of_introduction_recorded_by_mistake_is_withdrawn_with_a_reason(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    client = signed_in("chi_bo_bi_thu", at=bloc.first_cell)
    dossier = url(bloc, bloc.first_cell, f"ket-nap/ho-so/{one}/")
    withdraw = f"{dossier}gioi-thieu/dang_vien/{bloc.people['Đỗ Ắng']}/bo/"
    assert withdraw in text(client, dossier)
    assert "Chưa nhập" in sent(client, withdraw, reason="")[1]
    assert sent(client, withdraw, reason="ghi nhầm người")[0] == 302
    assert withdraw not in text(client, dossier)
    assert client.get(withdraw).status_code == 404
    assert withdraw not in text(signed_in("bi_thu"), url(bloc, bloc.root, f"ket-nap/ho-so/{one}/"))


def test_the_papers_of_a_step_are_printed_from_its_page_and_name_nobody_in_the_address(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    (person,) = ready(bloc, bloc.first_cell)
    client = signed_in("chi_bo_bi_thu", bloc.first_cell)
    page = text(client, url(bloc, bloc.first_cell, f"ket-nap/ho-so/{person}/"))
    papers = re.findall(r'href="([^"]+/in/[^"]+)"', page)
    assert len(papers) == 2 and "6-KNĐ, mẫu chưa xác nhận" in page
    for address in papers:
        answer = client.get(address)
        assert answer.status_code == 200 and answer.content[:2] == b"PK"
        assert "uom" not in answer["Content-Disposition"].lower()
    form = text(client, url(bloc, bloc.first_cell, f"ket-nap/ho-so/{person}/buoc/nghi_quyet_chi_bo/"))
    assert "/in/nghi_quyet_chi_bo/" in form
    assert client.get(url(bloc, bloc.first_cell, f"ket-nap/ho-so/{person}/in/quyet_dinh/")).status_code == 404
