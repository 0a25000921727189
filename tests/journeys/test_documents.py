"""A resolution comes from the province and is studied three levels down; what bears a mark does not come in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.work.documents.models import DocumentState, StudyDuty
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_resolution_is_received_passed_down_and_studied_and_the_missing_are_named(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    office = sit("cap_tren_to_chuc")
    office.open("van-ban/den/")
    office.follow("Ghi văn bản đến")
    office.fill({"Số, ký hiệu": "15-NQ/TU", "Ngày văn bản": "2/5/2023", "Nơi ban hành": "Tỉnh ủy", "Loại văn bản": "Nghị quyết",
                 "Trích yếu": "Nghị quyết về chuyển đổi số", "Ngày đến": "4/5/2023"})  # fmt: skip
    office.press("Ghi vào sổ")
    office.follow("15-NQ/TU")
    office.follow("Gửi xuống đơn vị trực thuộc")
    office.fill({"Ngày gửi": "5/5/2023", "Chi bộ phải học xong trước": "15/6/2023"})
    office.press("Gửi")
    office.sees("Đã gửi cho 3 tổ chức.")

    unit = sit("co_so_to_chuc", at=bloc.first_unit)
    unit.home()
    unit.follow("Tiếp nhận văn bản cấp trên gửi")
    unit.press("Đã nhận 15-NQ/TU")
    unit.follow("15-NQ/TU")
    unit.press("Đã đọc")
    unit.follow("Gửi xuống đơn vị trực thuộc")
    unit.press("Gửi")
    unit.sees("Đã gửi cho 2 tổ chức.")
    unit.follow("Ghi lớp học văn bản này")
    unit.page.get_by_text("Chi bộ học tại lớp này").first.click()
    unit.fill({"Ngày tổ chức": "10/6/2023", "Đảng viên phải dự": "8", "Đảng viên có mặt": "7",
               "Chi bộ Văn phòng – Đảng bộ Sở Thứ Nhất": True})  # fmt: skip
    unit.press("Ghi lớp học")
    unit.sees("7 trên 8 lượt đảng viên dự")

    office.open("van-ban/quan-triet/")
    office.follow("15-NQ/TU")
    office.sees("25%")
    office.follow("Chi bộ chưa học 3")
    office.sees("3 tổ chức", "Đảng bộ Sở Thứ Hai chưa nhận")
    assert StudyDuty.objects.known().filter(done_on__isnull=False).count() == 1
    office.open("so-lieu/dissemination_share/?ky=2023-H1")
    office.sees("25,00%")


def test_numbers_follow_each_other_and_a_marked_document_stays_outside(sit: Callable[..., Desk]) -> None:
    desk = sit("cap_tren_to_chuc")
    desk.open("?ky=2023-H1")
    desk.menu("Văn bản")
    desk.follow("Ghi văn bản đi")
    desk.fill(
        {"Loại văn bản": "Báo cáo (số tiếp theo 01-BC/ĐU)", "Số": "119", "Trích yếu": "Báo cáo tháng 6"}
    )
    desk.press("Ghi sổ và cấp số")
    desk.sees("Đã ghi sổ và cấp số 119-BC/ĐU.")
    desk.follow("Ghi văn bản đi")
    desk.fill({"Loại văn bản": "Báo cáo (số tiếp theo 120-BC/ĐU)", "Trích yếu": "Báo cáo (TỐI MẬT)"})
    desk.press("Ghi sổ và cấp số")
    desk.sees("Chưa ghi được, cần sửa:")
    assert desk.field("Trích yếu").input_value() == "Báo cáo (TỐI MẬT)", "what was typed is not lost"
    assert DocumentState.objects.count() == 1
    desk.follow("ghi số không quản lý")
    desk.fill({"Loại văn bản": "Báo cáo (số tiếp theo 120-BC/ĐU)"})
    desk.press("Giữ số này")
    desk.sees("120-BC/ĐU")
    assert "Không quản lý trên hệ thống" in desk.row("120-BC/ĐU").inner_text()
