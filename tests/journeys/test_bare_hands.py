"""The main tasks without script, and by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dangvu.intake.models import Line
from dangvu.members.models import Membership, Movement, PersonProfile, Transfer
from dangvu.work.admissions.models import OutstandingPerson
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
Sit = Callable[..., Desk]
SOMEONE = "Tạ Thị Ngữ"
ROWS = (
    "Đảng bộ Sở Thứ Nhất\nDANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP\n6 tháng đầu năm 2023\n\n"
    "TT;Họ và tên;Ngày sinh;Giới tính;Chi bộ;Ngày kết nạp\n1;Phí Văn Ất;05/03/1998;Nam;Chi bộ Kế hoạch;17/05/2023\n"
)


def test_without_script_a_movement_is_entered_a_profile_corrected_and_a_form_sent(
    bloc: SmallBloc, sit: Sit, tmp_path: Path
) -> None:
    desk, someone = sit("co_so_to_chuc", at=bloc.first_unit, java_script_enabled=False), bloc.people[SOMEONE]
    desk.open()
    desk.menu("Đảng viên")
    desk.follow(SOMEONE)
    desk.follow("Đính chính")
    desk.fill({"Quê quán": "Xã Một, huyện Hai", "Lý do đính chính": "theo lý lịch"})
    desk.press("Ghi đính chính")
    desk.sees("Đã đính chính: quê quán.")
    assert PersonProfile.objects.known().get(person_id=someone).home == "Xã Một, huyện Hai"

    desk.follow("Chuyển sinh hoạt nội bộ")
    desk.fill({"Chi bộ mới": "Chi bộ Kế hoạch", "Chuyển từ ngày": "3/7/2023"})
    desk.press("Ghi chuyển nội bộ")
    desk.sees("Đã ghi: chuyển sinh hoạt nội bộ.")
    at = Membership.objects.known().get(person_id=someone, valid_to=None)
    assert at.organisation_id == bloc.second_cell

    sheet = tmp_path / "Ket nap.csv"
    sheet.write_text(ROWS, encoding="utf-8")
    desk.menu("Nạp dữ liệu")
    desk.page.get_by_label("Các tệp của đơn vị").set_input_files(sheet)
    desk.page.get_by_label("Tôi đã kiểm tra").check()
    desk.press("Đọc các tệp")
    desk.press("Ghi 1 dòng")
    desk.sees("Đã ghi vào hồ sơ.")
    assert Line.objects.known().count() == 1

    desk.page.get_by_role("searchbox").first.fill("phi at")
    desk.page.keyboard.press("Enter")
    desk.sees("Phí Văn Ất")


# -- the keyboard alone ---------------------------------------------------------------------------------------


class Hands:
    """Tab, Enter, Space, arrows and letters; the mouse is out of reach."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.keys = desk, desk.page.keyboard

    def to(self, target: object, most: int = 120) -> None:
        """Tab until the focus is there, as somebody does who looks where it is."""
        for _ in range(most):
            if target.evaluate("e => e === document.activeElement"):  # type: ignore[attr-defined]
                return
            self.keys.press("Tab")
        raise AssertionError(f"the keyboard does not come to {target}")

    def follow(self, name: str) -> None:
        self._enter(self.desk.page.get_by_role("main").get_by_role("link", name=name).first)

    def menu(self, name: str) -> None:
        bar = self.desk.page.get_by_role("navigation", name="Mục lục")
        link = bar.get_by_role("link", name=name, exact=True)
        if not link.count():
            self.to(bar.locator("summary"))
            self.keys.press("Enter")
        self._enter(link)

    def press(self, name: str) -> None:
        self._enter(self.desk.page.get_by_role("main").get_by_role("button", name=name))

    def _enter(self, target: object) -> None:
        self.to(target)
        with self.desk.page.expect_navigation():
            self.keys.press("Enter")

    def type(self, label: str, text: str) -> None:
        self.to(self.desk.field(label))
        self.keys.press("Control+A")
        self.keys.type(text)

    def choose(self, label: str, words: str) -> None:
        """A choice by its first letters."""
        box = self.desk.field(label)
        self.to(box)
        for _ in range(60):
            if box.evaluate("e => e.selectedOptions[0].textContent.trim()").startswith(words):
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{words} can not be chosen in {label}")

    def tick(self, label: str) -> None:
        self.to(self.desk.page.get_by_label(label))
        self.keys.press("Space")


def test_by_the_keyboard_alone_a_person_is_moved_corrected_put_on_the_list_and_found(
    bloc: SmallBloc, sit: Sit
) -> None:
    desk, someone = sit("co_so_to_chuc", at=bloc.first_unit), bloc.people[SOMEONE]
    hands = Hands(desk)
    desk.open()
    hands.menu("Đảng viên")
    hands.follow(SOMEONE)
    hands.follow("Chuyển sinh hoạt đảng ra ngoài")
    hands.choose("Tổ chức nơi đến", "Chi bộ Hội Thứ Ba")
    hands.type("Ngày giới thiệu", "3/7/2023")
    hands.press("Ghi giới thiệu")
    desk.sees("Đã ghi: chuyển sinh hoạt đảng ra ngoài.")
    assert Transfer.objects.get().person_id == someone

    hands.follow("Đính chính")
    hands.type("Quê quán", "Xã Một")
    hands.type("Lý do đính chính", "theo lý lịch")
    hands.press("Ghi đính chính")
    desk.sees("Đã đính chính: quê quán.")
    assert PersonProfile.objects.known().get(person_id=someone).home == "Xã Một"

    hands.menu("Kết nạp")
    hands.follow("Nhập quần chúng ưu tú")
    hands.choose("Chi bộ", "Chi bộ Kế hoạch")
    hands.type("Họ và tên", "Lục Thị Ươm")
    hands.type("Ngày sinh", "2/4/1996")
    hands.choose("Trình độ học vấn", "Trung học phổ thông")
    hands.type("Ngày chi bộ đưa vào danh sách", "5/6/2023")
    hands.press("Ghi vào danh sách")
    desk.sees("Đã đưa Lục Thị Ươm vào danh sách")
    assert OutstandingPerson.objects.known().get().organisation_id == bloc.second_cell

    desk.open("tim/")
    expect(desk.page.get_by_role("main").get_by_role("searchbox")).to_be_focused()
    hands.keys.type("mac yen")
    desk.sees("Mạc Thị Yến")
    hands.follow("Mạc Thị Yến")
    assert desk.heading() == "Mạc Thị Yến"


def test_by_the_keyboard_alone_a_row_is_mended_and_written_and_a_reorganisation_rehearsed(
    bloc: SmallBloc, sit: Sit
) -> None:
    desk = sit("cap_tren_to_chuc")
    hands = Hands(desk)
    desk.open()
    hands.menu("Nạp dữ liệu")
    hands.follow("Dán từ Excel")
    hands.choose("Loại biểu", "Danh sách đảng viên mới kết nạp")
    hands.to(desk.field("Các ô dán từ Excel"))
    desk.page.keyboard.insert_text(
        "Họ và tên\tNgày sinh\tGiới tính\tChi bộ\tNgày kết nạp\nPhí Văn Ất\t05/03/1998\tNam\tChi bộ Hội Thứ Ba\t31/05/2023\n"
        "Mã Thị Ổi\t06/04/1999\tNữ\tChi bộ Hội Thứ Ba\t31/06/2023"
    )
    hands.tick("Tôi đã kiểm tra")
    hands.press("Xem trước")
    hands.follow("Sửa dòng Mã Thị Ổi")
    hands.type("Ngày vào Đảng", "30/06/2023")
    hands.press("Ghi chỗ đã sửa")
    hands.press("Ghi 2 dòng")
    desk.sees("Đã ghi vào hồ sơ.")
    assert Movement.objects.known().filter(kind="ket_nap", on__gte="2023-05-31").count() == 2

    desk.open(code=bloc.code(bloc.first_unit))
    hands.follow("đổi tên")
    hands.type("Tên mới", "Đảng bộ Sở Mới")
    hands.type("Có hiệu lực từ ngày", "3/7/2023")
    hands.press("Xem diễn tập")
    desk.sees("Chưa ghi gì.")
    assert bloc.tree[bloc.first_unit].name == "Đảng bộ Sở Thứ Nhất"
