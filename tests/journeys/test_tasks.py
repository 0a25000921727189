"""A task from the programme to the unit and back: given once to all, put off for one, said to be done, counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.work.resolutions.models import TaskProgress
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Báo cáo chuyển đổi số"


def test_a_task_goes_from_the_programme_to_the_units_and_its_figure_to_the_page_of_figures(
    sit: Callable[..., Desk], bloc: SmallBloc
) -> None:
    desk = sit("cap_tren_to_chuc")
    desk.open("?ky=2023-H1")
    desk.menu("Nhiệm vụ")
    desk.follow("Chương trình công tác")
    desk.follow("Ghi chương trình")
    desk.fill({"Năm": "2023", "Tên chương trình": "Chương trình công tác"})
    desk.press("Ghi chương trình")
    desk.follow("Chương trình công tác, năm 2023")
    desk.follow("Giao nhiệm vụ")
    desk.fill({"Nhiệm vụ": TITLE, "Sản phẩm": "Báo cáo", "Hạn": "30/6/2023"})
    desk.page.get_by_text("Ngày giao, loại").click()
    desk.fill({"Ngày giao": "1/3/2023"})
    desk.press("Giao nhiệm vụ")
    assert TaskProgress.objects.known().filter(task__title=TITLE).count() == 3, "all three in one step"

    desk.follow(TITLE)
    desk.follow("Gia hạn")
    desk.fill({"Hạn mới": "30/6/2023", "Lý do": "chờ hướng dẫn"})
    desk.page.get_by_label("Đảng bộ Sở Thứ Hai").check()
    desk.press("Gia hạn")
    desk.sees("phải sau hạn đang có")
    desk.fill({"Hạn mới": "20/7/2023"})
    desk.press("Gia hạn")
    desk.sees("Đã gia hạn 1 lần")

    unit = sit("co_so_to_chuc", bloc.first_unit)
    unit.home()
    unit.follow("Nhiệm vụ quá hạn")
    unit.follow(TITLE)
    unit.follow("Ghi kết quả")
    unit.fill({"Ước đạt (%)": "80", "Đã làm được": "Đã trình ký"})
    unit.press("Ghi kết quả")
    unit.follow("Báo đã làm")
    unit.fill({"Ngày làm xong": "29/6/2023", "Văn bản chứng minh": "Báo cáo số 12-BC/ĐU"})
    unit.press("Báo đã làm")
    unit.sees("Xong đúng hạn")

    desk.open("nhiem-vu/don-vi/?ky=2023-H1")
    desk.follow("1 xong đúng hạn, Đảng bộ Sở Thứ Nhất")
    desk.sees(TITLE, "Báo cáo số 12-BC/ĐU")
    desk.open("so-lieu/NV-07/?ky=2023-H1")
    desk.sees("50,00%")
