"""The main tasks without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dangvu.intake.models import Line
from dangvu.members.models import Membership, PersonProfile
from tests.journeys.desk import Desk
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
