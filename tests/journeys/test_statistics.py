"""A form of statistics: from the clerk's sheet to the people behind a number, and a row that an administrator adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.journeys.desk import Desk
from tests.journeys.test_phone import PHONE, fits
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def _number(desk: Desk, row: str) -> str:
    """What the form's table says of the row, in its first column."""
    return str(desk.row(row).get_by_role("cell").first.inner_text())


def test_a_clerk_draws_up_form_one_and_opens_the_people_behind_its_numbers(sit: Callable[..., Desk]) -> None:
    clerk = sit("cap_tren_to_chuc")
    clerk.open("bao-cao/?ky=2023-H1")
    clerk.follow("Biểu thống kê đảng viên")
    clerk.sees("Mẫu chưa xác nhận.")
    clerk.follow("1-TCTW")
    count = _number(clerk, "Kết nạp")
    assert count == "3", "three were admitted in February, March and April 2023"
    clerk.row("Kết nạp").get_by_role("cell").first.get_by_role("link").click()
    clerk.sees(f"{count} bản ghi", "Khúc Văn Ổn")
    clerk.page.go_back()
    told = load_workbook(clerk.keep("Tải Excel")).active
    said = {str(row[0]): row for row in told.iter_rows(values_only=True) if row[0]}
    assert any(count in map(str, row) for name, row in said.items() if "B1" in name or "Kết nạp" in str(row))
    paper = Document(str(clerk.keep("Lấy bản Word")))
    assert "mẫu chưa xác nhận" in " ".join(p.text for p in paper.paragraphs).lower()


def test_an_administrator_adds_a_row_from_a_day_on_and_confirms_the_form(
    sit: Callable[..., Desk], bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = sit("quan_tri")
    admin.open("quan-tri/bieu/")
    admin.follow("1-TCTW")
    admin.fill({"Áp dụng từ ngày": "1/7/2023"})
    admin.press("Sửa dòng, cột")
    admin.follow("Thêm dòng")
    admin.fill({"Mã dòng": "B9", "Tên dòng": "Nữ được kết nạp", "Dòng này đếm": "Kết nạp đảng viên"})
    admin.page.get_by_text("Chỉ tính trong loại tổ chức, người có đặc điểm").click()
    admin.page.get_by_role("group", name="Giới tính").get_by_label("Nữ").check()
    admin.press("Xem thử số liệu")
    admin.sees("Xem thử số liệu, chưa ghi", "Sau khi sửa")
    admin.press("Ghi dòng này")
    admin.sees("Đã ghi dòng “Nữ được kết nạp”", "kỳ trước giữ nguyên mẫu cũ")

    clerk = sit("cap_tren_to_chuc")
    clerk.open("thong-ke/1-TCTW/?ky=2023-H1")
    clerk.does_not_see("Nữ được kết nạp")
    clerk.open("thong-ke/1-TCTW/?ky=2023-H2")
    clerk.sees("Nữ được kết nạp", "Mẫu chưa xác nhận")

    admin.open("quan-tri/bieu/1-TCTW/")
    admin.fill({"Bản được xác nhận": "", "Số văn bản xác nhận": "15-CV/BTCTU", "Ngày văn bản": "1/6/2023"})
    admin.press("Ghi xác nhận")
    clerk.open("thong-ke/1-TCTW/?ky=2023-H2")
    clerk.does_not_see("Mẫu chưa xác nhận")


def test_a_form_is_read_on_a_telephone(sit: Callable[..., Desk], bloc: SmallBloc) -> None:
    desk = sit("chi_bo_bi_thu", at=bloc.first_cell, **PHONE)
    desk.open("thong-ke/?ky=2023-H1")
    fits(desk)
    desk.follow("1-TCTW")
    fits(desk)
