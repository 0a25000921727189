"""What can't be true together is found on the first page, mended where it was written, and is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.contradictions.tests.seeds import SEEDS
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def test_more_present_than_on_the_roll_is_told_before_the_figures_are_sent(
    sit: Callable[..., Desk], bloc: SmallBloc
) -> None:
    SEEDS["du-qua-so-phai-du"][1](bloc)
    clerk = sit("cap_tren_to_chuc")
    clerk.open("mau-thuan/danh-sach/?ky=2023-H1&loai=du-qua-so-phai-du")
    before = clerk.row("Mở để sửa").count()
    clerk.home()
    clerk.follow("Mâu thuẫn số liệu cần xem")
    clerk.row("03/06/2023").get_by_role("link", name="Mở để sửa").click()
    clerk.row("03/06/2023").get_by_role("link", name="Bỏ").click()
    clerk.sees("03/06/2023")
    clerk.fill({"Lý do": "ghi nhầm số có mặt"})
    clerk.press("Bỏ buổi này")
    clerk.follow("Ghi một buổi")
    clerk.page.get_by_label("Định kỳ").check()
    clerk.fill({"Ngày sinh hoạt": "3/6/2023", "Số đảng viên dự": "3", "Số đảng viên phải dự": "3"})
    clerk.press("Ghi vào sổ")
    clerk.sees("03/06/2023")
    clerk.open("mau-thuan/danh-sach/?ky=2023-H1&loai=du-qua-so-phai-du")
    assert clerk.row("Mở để sửa").count() == before - 1
    clerk.does_not_see("03/06/2023")
