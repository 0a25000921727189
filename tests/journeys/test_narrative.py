"""Units write in their own words; the office takes what they say once for all of them; the draft holds it; a proposal is
sent to whoever is to answer, and whoever made it reads the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from zipfile import ZipFile

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.review.actions import open_period
from tests.journeys.desk import Desk, expect
from tests.support import HALF_YEAR, SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = "Đề nghị cấp trên mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III."


def test_from_a_cells_words_to_the_answer_it_reads(bloc: SmallBloc, sit: Callable[..., Desk]) -> None:
    days = {"cut_off": date(2023, 7, 7), "confirm_by": date(2023, 7, 12)}
    open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)
    unit = sit("co_so_to_chuc", at=bloc.first_unit)
    cell = sit("chi_bo_bi_thu", at=bloc.lone_cell)
    for desk, asked in ((unit, "1. " + ASKED), (cell, "•  " + ASKED.replace("cấp trên", "Đảng ủy"))):
        desk.open("gui-so-lieu/?ky=2023-H1")
        desk.follow("Viết nội dung")
        desk.fill({"Hạn chế, khuyết điểm": "- Hồ sơ lưu\u00a0 chưa đủ.", "Kiến nghị, đề xuất": asked})
        desk.press("Ghi nội dung, chưa gửi")
        desk.sees("Đã ghi 2 mục nội dung. Chưa gửi.")
        desk.follow("Sang trang gửi")
        desk.press("Gửi số liệu lên Đảng bộ Khối thử nghiệm")
        desk.sees("Chờ Đảng bộ Khối thử nghiệm xem")

    office = sit("cap_tren_to_chuc")
    office.home()
    office.follow("Tổng hợp nội dung 6 tháng đầu năm 2023 đơn vị gửi")
    office.sees("Còn 4 đoạn chưa chọn")
    office.follow("Kiến nghị, đề xuất", exact=True)
    office.sees("2 đơn vị nói giống nhau", "Đảng bộ Sở Thứ Nhất", "Chi bộ Hội Thứ Ba")
    box = office.page.get_by_label("Lời đưa vào dự thảo")
    expect(box).to_have_value(re.compile(r"quý III \(2 đơn vị\)\.$"))
    office.page.get_by_label(re.compile("^Chọn cho đoạn")).select_option("lay")
    office.press("Ghi các lựa chọn")
    office.sees("Đã ghi: 1 nhóm lấy vào dự thảo.", "đã chọn hết")
    office.follow("Hạn chế, khuyết điểm")
    office.fill({"Nhóm chưa chọn trên trang này": "Lấy hết"})
    office.press("Ghi các lựa chọn")
    office.sees("đã chọn hết")

    office.open("bao-cao/?ky=2023-H1")
    with ZipFile(office.keep("Tải dự thảo (Word)")) as word:
        text = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    assert "quý III (2 đơn vị)." in text
    assert "Hồ sơ lưu chưa đủ (2 đơn vị)." in text
    assert "[Phần này do văn phòng viết: nguyên nhân]" in text

    office.home()
    office.follow("Kiến nghị chưa trả lời")
    office.follow(re.compile("mở thêm lớp"))
    office.fill({"Nơi trả lời": "Đảng bộ Sở Thứ Hai", "Hạn trả lời": "20/7/2023"})
    office.press("Chuyển kiến nghị")
    office.sees("Đã chuyển, chờ trả lời.")

    other = sit("co_so_to_chuc", at=bloc.second_unit)
    other.home()
    other.follow("Trả lời kiến nghị được chuyển đến")
    other.follow(re.compile("mở thêm lớp"))
    other.fill({"Nội dung trả lời": "Mở một lớp vào tháng 9."})
    other.press("Ghi trả lời")
    other.sees("Đã trả lời.")

    cell.menu("Kiến nghị")
    cell.follow(re.compile("mở thêm lớp"))
    cell.sees("Mở một lớp vào tháng 9.", "Đảng bộ Sở Thứ Hai", "Còn 1 đơn vị khác cùng nêu.")
    cell.does_not_see("Đảng bộ Sở Thứ Nhất")
