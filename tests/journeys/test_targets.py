"""Targets shared out as a grid that must add up; an adjustment needs its decision, and both versions stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.work.resolutions.models import TargetAllocation
from tests.journeys.desk import Desk, expect

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Học viên lớp nhận thức"
MEASURED: dict[str, str | bool] = {"Đo bằng số liệu": "BD-02 Học viên lớp nhận thức về Đảng"}
UNITS = ("Đảng bộ Sở Thứ Nhất", "Đảng bộ Sở Thứ Hai", "Chi bộ Hội Thứ Ba")


def given(title: str) -> list[int]:
    """The parts as they are stored, in the order of the units."""
    rows = TargetAllocation.objects.known().filter(target__title=title).order_by("organisation__pk")
    return list(rows.values_list("value", flat=True))


def parts(*numbers: int) -> dict[str, str | bool]:
    return {f"Chỉ tiêu giao cho {unit}": str(n) for unit, n in zip(UNITS, numbers, strict=True)}


def test_a_target_is_set_shared_out_so_that_it_adds_up_and_adjusted_by_a_decision(
    sit: Callable[..., Desk],
) -> None:
    desk = sit("cap_tren_to_chuc")
    desk.open("?ky=2023-H1")
    desk.menu("Chỉ tiêu")
    desk.follow("Thêm nghị quyết")
    desk.fill({"Số, ký hiệu": "15-NQ/ĐUK", "Ngày ban hành": "5/1/2023", "Cơ quan ban hành": "Đảng ủy Khối"})
    desk.press("Ghi nghị quyết")
    desk.follow("Thêm chỉ tiêu")
    desk.fill({"Tên chỉ tiêu": TITLE, "Năm": "2023", "Mức": "9"} | MEASURED)
    desk.field("Nghị quyết").select_option(index=1)
    desk.press("Ghi chỉ tiêu")
    desk.follow(TITLE)
    desk.follow("Phân bổ cho đơn vị")

    balance = desk.page.locator("#can-doi")
    desk.fill(parts(4, 2, 1))
    expect(balance).to_contain_text("còn 2 chưa giao")
    desk.press("Ghi phân bổ cho 3 đơn vị")
    desk.sees("Chưa ghi được, cần sửa:")
    assert given(TITLE) == [], "what does not add up is not written"
    assert desk.field("Chỉ tiêu giao cho Đảng bộ Sở Thứ Nhất").input_value() == "4", "and not lost"
    desk.fill(parts(4, 3, 2))
    expect(balance).to_contain_text("khớp")
    desk.press("Ghi phân bổ cho 3 đơn vị")
    desk.sees("Các lần giao và điều chỉnh")
    assert given(TITLE) == [4, 3, 2]

    desk.follow("Điều chỉnh phân bổ")
    desk.fill(parts(3, 4, 2))
    desk.press("Ghi điều chỉnh")
    desk.sees("Chưa ghi được, cần sửa:")
    assert given(TITLE) == [4, 3, 2], "without a decision nothing moves"
    desk.fill(
        {
            "Số quyết định điều chỉnh": "21-QĐ/ĐUK",
            "Ngày quyết định": "15/5/2023",
            "Lý do điều chỉnh": "Giảm biên chế",
        }
    )
    desk.press("Ghi điều chỉnh")
    desk.sees("quyết định số 21-QĐ/ĐUK ngày 15/05/2023", "giao lần đầu")
    assert given(TITLE) == [3, 4, 2]
    assert TargetAllocation.objects.filter(target__title=TITLE).count() > 3, "the first version stays"
