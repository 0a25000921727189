"""A stranger is refused everywhere: another's organisation is not there, names stay hidden, nobody comes in unsigned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dangvu.foundation.audit.queries import last_act
from dangvu.members.models import PersonProfile
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "", "cay/", "cap-uy/", "dang-vien/", "tim/", "ket-nap/", "lop/", "chi-tieu/", "so-lieu/", "so-lieu/KN-02/", "nap/",
    "can-xu-ly/", "bao-cao/", "bao-cao/du-thao.docx", "nhat-ky/", "tai-khoan/", "quan-tri/", "sap-xep/nhap/",
    "chuyen-sinh-hoat/",
)  # fmt: skip


def test_another_units_clerk_finds_nothing_there_and_can_not_guess_what_exists(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    desk = sit("co_so_to_chuc", at=bloc.second_unit)
    for code in (bloc.code(bloc.first_unit), bloc.code(bloc.root), "khong-co"):
        for path in PAGES:
            answer = desk.go(f"/o/{code}/{path}")
            assert answer.status == 404, (code, path)
            assert "Sở Thứ Nhất" not in answer.text()
    someone = bloc.people["Tạ Thị Ngữ"]
    for path in ("", "lich-su/", "dinh-chinh/", "hien-so/", "ghi/tu-tran/"):
        answer = desk.go(f"/o/{desk.code}/dang-vien/{someone}/{path}")
        assert answer.status == 404 and "Tạ Thị Ngữ" not in answer.text(), path
    desk.open("tim/")
    desk.page.get_by_role("main").get_by_role("searchbox").fill("ta thi ngu")
    desk.sees("Không có ai khớp")


def test_whoever_is_not_signed_in_comes_to_the_sign_in_page_and_nowhere_else(
    bloc: SmallBloc, live_server: Any, open_browser: Callable[..., Any]
) -> None:
    desk = Desk(open_browser(), live_server.url, bloc.code(bloc.root))
    for path in PAGES:
        desk.open(path)
        assert desk.heading() == "Đăng nhập", path
        assert "/dang-nhap/" in desk.page.url, path
    before = last_act()
    for path in ("nap/", "dang-vien/xuat/", "bao-cao/"):
        answer = desk.page.request.post(f"{live_server.url}/o/{desk.code}/{path}", max_redirects=0)
        assert answer.status in (302, 403), path
    assert last_act() == before


def test_an_inspector_sees_every_number_and_no_name(bloc: SmallBloc, sit: Callable[..., Desk]) -> None:
    names = list(PersonProfile.objects.known().values_list("name", flat=True))
    desk = sit("cap_tren_kiem_tra")
    for path in (
        "",
        "so-lieu/",
        "so-lieu/KN-01/",
        "so-lieu/DV-02/",
        "ket-nap/",
        "ket-nap/danh-sach/",
        "chi-tieu/",
        "cap-uy/",
    ):
        desk.open(f"{path}?ky=2023-H1")
        shown = desk.page.get_by_role("main").inner_text()
        assert not [name for name in names if name in shown], path
    desk.open("tim/")
    desk.page.get_by_role("main").get_by_role("searchbox").fill("ta thi ngu")
    desk.page.get_by_role("main").get_by_role("button", name="Tìm").click()
    desk.does_not_see("Tạ Thị Ngữ")
    desk.open("so-lieu/KN-01/?ky=2023-H1")
    desk.sees("3 bản ghi, ẩn tên")
    for path in ("dang-vien/", "can-xu-ly/", "chuyen-sinh-hoat/"):
        assert desk.go(f"/o/{desk.code}/{path}").status == 403, path
