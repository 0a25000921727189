"""One search over everything: in the right groups, only what the person may open, never in an address."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.accounts.roles import ROLES
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.web.conftest import SignedIn
from dangvu.web.search.places import _DOORS, _OWN

SOMEONE = "Tạ Thị Ngữ"
_RESULTS = re.compile(r'<div id="ket-qua".*?</section>\s*</main>', re.DOTALL)


def results(client: Client, bloc: SmallBloc, typed: str, organisation: int | None = None) -> str:
    url = f"/o/{bloc.code(bloc.root if organisation is None else organisation)}/tim/?ky=2023-H1"
    page = unescape(client.post(url, {"tim": typed}).content.decode())
    found = _RESULTS.search(page)
    assert found
    return found.group()


def test_people_come_first_and_two_letters_are_enough(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("cap_tren_to_chuc")
    assert SOMEONE in results(client, bloc, "ta")
    found = results(client, bloc, "thi")  # Thị, dân tộc thiểu số
    assert found.index('id="nguoi"') < found.index('id="so-lieu"')


@pytest.mark.parametrize("typed", ["so thu nhat", "nhat so", "Sở Thứ Nhất"])
def test_an_organisation_is_found_in_any_order_without_marks(
    typed: str, bloc: SmallBloc, signed_in: SignedIn
) -> None:
    found = results(signed_in("theo_doi"), bloc, typed)
    assert f'href="/o/{bloc.code(bloc.first_unit)}/?ky=2023-H1">Đảng bộ Sở Thứ Nhất</a>' in found


def test_an_organisation_is_found_by_its_code(bloc: SmallBloc, signed_in: SignedIn) -> None:
    assert "Đảng bộ Sở Thứ Nhất" in results(signed_in("theo_doi"), bloc, bloc.code(bloc.first_unit))


def test_nobody_is_told_of_an_organisation_beside_or_above(bloc: SmallBloc, signed_in: SignedIn) -> None:
    found = results(signed_in("co_so_to_chuc", at=bloc.first_unit), bloc, "dang bo", bloc.first_unit)
    assert "Đảng bộ Sở Thứ Nhất" in found and ">Đảng bộ Khối thử nghiệm</a>" not in found
    assert f"/o/{bloc.code(bloc.second_unit)}/" not in found


@pytest.mark.parametrize("typed", ["KN-02", "kn 02", "ty le chi tieu ket nap"])
def test_a_figure_is_found_by_code_and_by_name(typed: str, bloc: SmallBloc, signed_in: SignedIn) -> None:
    assert f"/o/{bloc.code(bloc.root)}/so-lieu/KN-02/" in results(signed_in("theo_doi"), bloc, typed)


def test_figures_of_inspection_are_found_only_by_that_line(bloc: SmallBloc, signed_in: SignedIn) -> None:
    assert "KT-01" in results(signed_in("cap_tren_kiem_tra"), bloc, "kt-01")
    assert "so-lieu/KT-01" not in results(signed_in("cap_tren_to_chuc"), bloc, "kt-01")


def test_a_thing_to_do_is_found_by_what_people_call_it(bloc: SmallBloc, signed_in: SignedIn) -> None:
    clerk = signed_in("cap_tren_to_chuc")
    assert ">Nạp dữ liệu</a>" in results(clerk, bloc, "nap")
    assert ">Kết nạp đảng viên</a>" in results(clerk, bloc, "ket nap")
    assert ">Sắp xếp tổ chức</a>" in results(clerk, bloc, "sap nhap")
    assert "Sắp xếp tổ chức" not in results(signed_in("bi_thu"), bloc, "sap nhap")


@pytest.mark.parametrize(
    "role", [slug for slug, role in ROLES.items() if READ_NAMES not in role.capabilities]
)
def test_whoever_may_not_see_people_finds_none(role: str, bloc: SmallBloc, signed_in: SignedIn) -> None:
    found = results(signed_in(role), bloc, "ta thi ngu")
    assert SOMEONE not in found and 'id="nguoi"' not in found and "Không có ai" not in found


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_leads_to_a_closed_door(role: str, bloc: SmallBloc, signed_in: SignedIn) -> None:
    client, seen = signed_in(role), set()
    for door in (*_OWN, *_DOORS):
        found = results(client, bloc, door.title)
        seen.update(re.findall(r'href="(/[^"]+)"', found[found.find('id="trang"') :]))
    assert seen
    for url in seen:
        assert client.get(url).status_code == 200, url


def test_where_nothing_fits_it_is_said_how_to_go_on(bloc: SmallBloc, signed_in: SignedIn) -> None:
    secretary = signed_in("bi_thu")
    assert "Thử bớt chữ" in results(secretary, bloc, "khong co gi nhu vay")
    assert "Thử bớt chữ" in results(signed_in("theo_doi"), bloc, "khong co gi nhu vay")
    assert "Gõ thêm" in results(secretary, bloc, "%")
    assert "Gõ vài chữ" in results(secretary, bloc, "")


def test_the_box_stands_in_the_frame_for_everybody_and_sends_by_post(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    for role in ROLES:
        page = signed_in(role).get("/").content.decode()
        assert re.search(r'<form class="find" role="search" method="post"', page), role
