"""A cell secretary's afternoon on a telephone of 360 × 640: call, roll by ticks, votes, minutes; the figure follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.work.meetings.models import CellMeeting
from tests.journeys.desk import Desk
from tests.journeys.test_phone import PHONE, fits
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_cell_meets_with_a_telephone_and_nothing_is_written_twice(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    desk = sit("chi_bo_bi_thu", at=bloc.first_cell, **PHONE)
    desk.home()
    desk.follow("Họp chi bộ: triệu tập, điểm danh, biên bản")
    fits(desk)
    desk.follow("Triệu tập một buổi")
    desk.fill(
        {
            "Ngày họp": "5/7/2023",
            "Giờ họp": "14h",
            "Địa điểm": "Phòng họp tầng 2",
            "Nội dung họp": "Nhiệm vụ tháng 7",
        }
    )
    fits(desk)
    desk.press("Triệu tập")
    desk.sees("Đã triệu tập buổi họp ngày 05/07/2023.")
    desk.home()
    desk.follow("Điểm danh, ghi biên bản buổi sinh hoạt")
    fits(desk)
    desk.follow("Sinh hoạt định kỳ")
    desk.follow("Điểm danh")
    fits(desk)
    row = desk.page.locator(".roll li", has_text="Đỗ Ắng")
    assert not row.get_by_label("Lý do vắng").is_visible(), "nothing is asked of who came"
    tick = row.locator("label.tick", has_text="Vắng")
    box = tick.bounding_box()
    assert box and box["height"] >= 44, "a finger finds it"
    tick.tap()
    row.get_by_label("Lý do vắng").fill("đi công tác")
    fits(desk)
    desk.press("Ghi điểm danh")
    desk.sees("có mặt 3 trên 4 đảng viên phải dự", "Đủ số để biểu quyết")
    desk.follow("Ghi biểu quyết")
    desk.fill({"Nội dung biểu quyết": "Nghị quyết tháng 7", "Tán thành": "2"})
    fits(desk)
    desk.press("Ghi biểu quyết")
    desk.sees("Đã ghi biểu quyết: 2 tán thành.", "cần 2 trên 3")
    desk.follow("Tiếp: ghi biên bản")
    desk.fill({"Kết thúc": "13:00", "Chủ trì": "Lý Thị Ẩm", "Thư ký": "Tạ Thị Ngữ"})
    assert (
        desk.field("Bắt đầu").input_value() == "14:00"
        and "tháng 7" in desk.field("Nội dung đã làm").input_value()
    )
    desk.press("Ghi biên bản")
    desk.sees("Giờ kết thúc phải sau giờ bắt đầu")
    assert desk.field("Chủ trì").input_value() == "Lý Thị Ẩm", "what was typed is not lost"
    desk.fill({"Kết thúc": "15:40"})
    fits(desk)
    desk.press("Ghi biên bản")
    desk.sees("Đã ghi biên bản", "Biên bản Word")
    fits(desk)
    held = CellMeeting.objects.known().get(organisation_id=bloc.first_cell, kind="dinh_ky")
    assert (held.attended, held.obliged) == (3, 4)
    desk.open("so-lieu/cell_meetings_attendance_share/?ky=2023-07")
    desk.sees("75,00%")
