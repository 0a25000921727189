"""The tree, the committee, the six acts and who may see: as the person at the desk meets them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.audit.queries import last_act
from dangvu.members.models import Movement
from dangvu.organisations.queries import tree_on
from dangvu.web.conftest import SignedIn
from dangvu.work.officers.models import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-25T09:00:00")


def text(client: Client, url: str, **kwargs: Any) -> str:
    response = client.get(url, **kwargs)
    assert response.status_code == 200
    return response.content.decode()


def address(bloc: SmallBloc, organisation: int, rest: str = "") -> str:
    return f"/o/{bloc.code(organisation)}/{rest}"


# -- the tree --------------------------------------------------------------------------------------------


def test_the_tree_opens_at_the_organisation_and_counts_members(bloc: SmallBloc, signed_in: SignedIn) -> None:
    page = text(signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit, "cay/"))
    assert "3 tổ chức cơ sở đảng, 4 chi bộ, 14 đảng viên ngày 25/07/2023" in page
    assert re.search(
        r'<a href="[^"]+" aria-current="true">Đảng bộ Sở Thứ Nhất<span>8</span></a><details open>', page
    )
    assert page.count("<details open>") == 2, "the way to the organisation is open, nothing else"
    assert "<script" not in page.split("<main")[1]


def test_the_tree_of_another_day_says_so_and_a_day_before_the_records_too(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit, "cay/")
    assert "12 đảng viên ngày 01/01/2023" in text(client, f"{url}?ngay=01/01/2023")
    assert "Đây là cây tổ chức của ngày 01/01/2023" in text(client, f"{url}?ngay=1/1/2023")
    early = text(client, f"{url}?ngay=01/01/2020")
    assert "chưa có Đảng bộ Sở Thứ Nhất trong sổ" in early and "có từ ngày 01/01/2023" in early
    assert "Đang hiện cây của hôm nay." in text(client, f"{url}?ngay=32/13/2023")


def test_a_secretary_of_a_cell_sees_the_tree_of_the_cell_only(bloc: SmallBloc, signed_in: SignedIn) -> None:
    page = text(signed_in("chi_bo_bi_thu", bloc.first_cell), address(bloc, bloc.first_cell, "cay/"))
    drawn = page.split('class="tree"')[1].split("</nav>")[0]
    assert "Chi bộ Văn phòng" in drawn and "Sở Thứ Nhất" not in drawn and "Kế hoạch" not in drawn


# -- the committee ---------------------------------------------------------------------------------------


def seat_form(**answers: str) -> dict[str, str]:
    return {
        "name": "Mạc Thị Yến",
        "post": "bi_thu",
        "on": "1/7/2023",
        "begun": "bau",
        "number": "",
        "date": "",
        **answers,
    }


def test_a_secretary_is_recorded_by_name_and_leaves_by_decision(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("co_so_to_chuc", bloc.first_unit)
    done = client.post(address(bloc, bloc.first_unit, "cap-uy/them/"), seat_form(), follow=True)
    assert "Đã ghi vào danh sách cấp ủy." in done.content.decode()
    assert "Mạc Thị Yến" in text(client, address(bloc, bloc.first_unit))
    seat = Seat.objects.get()
    answers = {
        "seats": [seat.pk],
        "on": "20/07/2023",
        "ended": "mien_nhiem",
        "number": "30-QĐ/ĐU",
        "date": "18/07/2023",
    }
    done = client.post(address(bloc, bloc.first_unit, "cap-uy/thoi/"), answers, follow=True)
    page = done.content.decode()
    assert "Đã thôi giữ chức vụ (1)" in page and "Quyết định số 30-QĐ/ĐU ngày 18/07/2023" in page


def test_of_several_of_that_name_the_person_chooses_and_of_none_is_told(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("co_so_to_chuc", bloc.first_unit), address(bloc, bloc.first_unit, "cap-uy/them/")
    page = client.post(url, seat_form(name="thị")).content.decode()
    assert "đồng chí tên như vậy" in page and "Chưa ghi gì" in page and "Lý Thị Ẩm, sinh 1970" in page
    assert not Seat.objects.exists()
    assert (
        "Không có đảng viên nào tên “Vương Không Có”"
        in client.post(url, seat_form(name="Vương Không Có")).content.decode()
    )
    client.post(url, seat_form(name="thị", person=str(bloc.people["Lý Thị Ẩm"])))
    assert Seat.objects.get().person_id == bloc.people["Lý Thị Ẩm"]


def test_a_taken_post_is_said_beside_its_field_and_nothing_typed_is_lost(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("co_so_to_chuc", bloc.first_unit), address(bloc, bloc.first_unit, "cap-uy/them/")
    client.post(url, seat_form())
    page = client.post(url, seat_form(name="Đỗ Ắng", number="9-QĐ/ĐU")).content.decode()
    assert "Đồng chí Mạc Thị Yến đang giữ chức Bí thư từ ngày 01/07/2023" in page
    assert 'value="9-QĐ/ĐU"' in page


def test_a_congress_opens_a_term_and_ends_the_posts_of_the_one_before(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in("co_so_to_chuc", bloc.first_unit)
    client.post(address(bloc, bloc.first_unit, "cap-uy/them/"), seat_form())
    answers = {"first_year": "2023", "last_year": "2028", "ordinal": "12", "congress_on": "10/07/2023"}
    done = client.post(address(bloc, bloc.first_unit, "cap-uy/nhiem-ky/"), answers, follow=True)
    assert "1 chức vụ của nhiệm kỳ trước đã hết" in done.content.decode()
    assert "Đại hội lần thứ 12, nhiệm kỳ 2023 - 2028" in text(client, address(bloc, bloc.first_unit))


def test_whoever_may_not_read_names_sees_the_posts_without_them(bloc: SmallBloc, signed_in: SignedIn) -> None:
    signed_in("co_so_to_chuc", bloc.first_unit).post(
        address(bloc, bloc.first_unit, "cap-uy/them/"), seat_form()
    )
    page = text(signed_in("theo_doi"), address(bloc, bloc.first_unit, "cap-uy/"))
    assert "Bí thư" in page and "(ẩn tên)" in page and "Mạc Thị Yến" not in page


# -- the six acts ----------------------------------------------------------------------------------------

DECISION = {"decision_number": "214-QĐ/ĐUK", "decision_date": "20/07/2023", "decision_issuer": "Đảng ủy Khối"}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def carry_out(client: Client, url: str, answers: dict[str, Any]) -> tuple[str, str]:
    """Rehearse and then write; both pages."""
    act = last_act()
    rehearsal = client.post(url, {**answers, "buoc": "dien-tap"}).content.decode()
    assert "Chưa ghi gì." in rehearsal, re.findall(r'class="msg"[^>]*>(.*?)</p>', rehearsal, re.S)
    assert last_act() == act
    again = {
        **answers,
        **DECISION,
        "buoc": "ghi",
        "dau": hidden(rehearsal, "dau"),
        "lan": hidden(rehearsal, "lan"),
    }
    written = client.post(url, again, follow=True).content.decode()
    assert last_act() == act + 1
    repeated = client.post(url, again, follow=True).content.decode()
    assert last_act() == act + 1 and "Đã ghi" in written
    assert repeated
    return rehearsal, written


def test_each_act_goes_from_its_form_through_its_rehearsal_to_the_record(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, b = signed_in("cap_tren_to_chuc"), bloc

    def at(organisation: int, act: str, **answers: Any) -> tuple[str, str]:
        return carry_out(client, address(b, organisation, f"sap-xep/{act}/"), {"on": "1/8/2023", **answers})

    lone = {"organisations": [b.lone_cell]}
    rehearsal, written = at(b.first_unit, "nhap", **lone)
    assert "Chi bộ Hội Thứ Ba thành chi bộ trực thuộc của Đảng bộ Sở Thứ Nhất" in rehearsal
    assert "4 đảng viên đến theo tổ chức, không phải chuyển sinh hoạt" in rehearsal
    assert "Đã ghi: Chi bộ Hội Thứ Ba thành" in written
    someone = sorted(p for p in b.people.values())[0]
    at(b.first_cell, "tach", name_1="Chi bộ Mới", name_2="", name_3="", **{f"p_{someone}": "1"})
    at(b.third_cell, "chuyen", on="2/8/2023", parent=b.root)
    at(b.first_unit, "doi-ten", name="Đảng bộ Sở Tên Mới", kind="dang_bo_co_so")
    at(b.second_cell, "giai-the", members_to=b.first_cell, on="3/8/2023")
    at(b.root, "thanh-lap", name="Chi bộ Quỹ Mới", kind="chi_bo_co_so")
    tree = tree_on(date(2023, 9, 1))
    assert {n.name for n in tree} >= {"Chi bộ Mới", "Đảng bộ Sở Tên Mới", "Chi bộ Quỹ Mới"}
    assert b.second_cell not in tree
    assert set(Movement.objects.known().filter(on__gte=date(2023, 8, 1)).values_list("kind", flat=True)) == {
        "di_theo_to_chuc", "den_theo_to_chuc"}  # fmt: skip
    history = text(client, address(b, b.first_unit))
    assert "Quyết định số 214-QĐ/ĐUK ngày 20/07/2023 của Đảng ủy Khối" in history


def test_without_a_decision_nothing_is_written_and_the_rehearsal_stays(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit, "sap-xep/doi-ten/")
    act = last_act()
    page = client.post(
        url, {"on": "1/8/2023", "name": "Tên khác", "kind": "dang_bo_co_so", "buoc": "ghi"}
    ).content.decode()
    assert (
        "Chưa nhập số quyết định." in page and "Chưa nhập ngày quyết định." in page and "Chưa ghi gì." in page
    )
    assert last_act() == act
    amended = client.post(
        url, {"on": "1/8/2023", "name": "Tên khác", "kind": "dang_bo_co_so", "buoc": "sua"}
    ).content.decode()
    assert 'value="Tên khác"' in amended and "cần sửa" not in amended


def test_what_changed_meanwhile_is_shown_anew_before_it_is_written(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_cell, "sap-xep/nhap/")
    answers = {"on": "1/8/2023", "organisations": [bloc.second_cell]}
    rehearsal = client.post(url, {**answers, "buoc": "dien-tap"}).content.decode()
    other = address(bloc, bloc.second_cell, "sap-xep/doi-ten/")
    carry_out(client, other, {"on": "24/7/2023", "name": "Chi bộ Khác", "kind": "chi_bo_truc_thuoc"})
    act = last_act()
    page = client.post(
        url, {**answers, **DECISION, "buoc": "ghi", "dau": hidden(rehearsal, "dau")}
    ).content.decode()
    assert "sổ sách đã thay đổi" in page and "Chi bộ Khác" in page
    assert last_act() == act


def test_an_impossible_plan_is_answered_in_the_form(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("cap_tren_to_chuc")
    page = client.post(
        address(bloc, bloc.second_cell, "sap-xep/giai-the/"), {"on": "1/8/2023", "members_to": ""}
    )
    assert "còn 4 đảng viên; chọn chi bộ mà các đồng chí đó chuyển đến" in page.content.decode()
    page = client.post(
        address(bloc, bloc.first_unit, "sap-xep/doi-ten/"),
        {"on": "1/8", "name": "X", "kind": "dang_bo_co_so"},
    )
    assert "Có hiệu lực từ ngày" in page.content.decode() and "Chưa ghi gì" not in page.content.decode()
    assert client.get(address(bloc, bloc.first_unit, "sap-xep/xoa/")).status_code == 404


def test_the_acts_are_offered_only_to_whoever_may_reorganise(bloc: SmallBloc, signed_in: SignedIn) -> None:
    assert "Diễn tập sắp xếp" in text(signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit))
    assert "Diễn tập sắp xếp" not in text(signed_in("bi_thu"), address(bloc, bloc.first_unit))


# -- who may see -----------------------------------------------------------------------------------------


def test_the_secretary_reads_who_may_see_what(bloc: SmallBloc, signed_in: SignedIn) -> None:
    signed_in("theo_doi")
    page = text(signed_in("bi_thu"), address(bloc, bloc.first_cell, "ai-xem-duoc/"))
    assert "2 người" in page and "Bí thư, phó bí thư cấp ủy" in page and "Đảng bộ Khối thử nghiệm" in page
    assert "Ai xem được tổ chức này" in text(signed_in("quan_tri"), address(bloc, bloc.first_cell))
