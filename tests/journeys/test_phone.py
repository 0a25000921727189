"""The most usual tasks on a telephone of 360 × 640: by its keyboard alone, and by touch; nothing runs off its edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.work.inspection.models import Inspection
from dangvu.work.meetings.models import CellMeeting
from dangvu.work.resolutions.actions import give_task
from dangvu.work.resolutions.models import TaskProgress
from tests.journeys.desk import Desk
from tests.journeys.hands import Hands
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
Sit = Callable[..., Desk]
PHONE = {"width": 360, "height": 640, "has_touch": True}
_TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def fits(desk: Desk) -> None:
    desk.page.wait_for_load_state()  # a page that is on its way has no width yet
    assert desk.page.evaluate(_TOO_WIDE) <= 0, f"{desk.page.url} is wider than the telephone"


def test_a_secretary_writes_a_meeting_by_the_keyboard(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("chi_bo_bi_thu", at=bloc.first_cell, **PHONE)
    hands = Hands(desk)
    desk.home()
    fits(desk)
    hands.follow("Ghi buổi sinh hoạt vào sổ")
    hands.press("Ghi vào sổ")
    hands.refused("Chưa nhập ngày sinh hoạt")
    hands.type("Ngày sinh hoạt", "20/6/2023")
    hands.type("Chuyên đề", "Neu guong")
    hands.type("Số đảng viên dự", "3")
    fits(desk)
    hands.press("Ghi vào sổ")
    desk.sees("Đã ghi buổi sinh hoạt chuyên đề ngày 20/06/2023.")
    fits(desk)
    assert CellMeeting.objects.known().filter(organisation_id=bloc.first_cell, on=date(2023, 6, 20)).exists()


def test_a_unit_says_by_the_keyboard_that_its_task_is_done(bloc: SmallBloc, sit: Sit) -> None:
    task = give_task(
        actor=OPERATOR,
        organisation=bloc.root,
        kind="khac",
        title="Góp ý dự thảo",
        units=[bloc.first_unit, bloc.lone_cell],
    )
    desk = sit("co_so_to_chuc", at=bloc.first_unit, **PHONE)
    hands = Hands(desk)
    desk.home()
    hands.follow("Báo kết quả nhiệm vụ được giao")
    fits(desk)
    hands.follow("Báo đã làm")
    hands.type("Ngày làm xong", "1/7/2023")
    hands.type("Văn bản chứng minh", "Cong van so 5")
    hands.press("Báo đã làm")
    desk.sees("Đã báo làm xong ngày 01/07/2023.", "Cong van so 5")
    fits(desk)
    done = TaskProgress.objects.known().get(task_id=task, organisation_id=bloc.first_unit)
    assert done.done_on == date(2023, 7, 1)


def test_a_person_is_found_through_the_menu_by_the_keyboard(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit, **PHONE)
    hands = Hands(desk)
    desk.home()
    hands.to(desk.page.get_by_role("link", name="Mục lục", exact=True))
    hands.keys.press("Enter")
    hands.to(desk.page.locator("#tim-dau"))
    hands.keys.type("mac yen")
    with desk.page.expect_navigation():
        hands.keys.press("Enter")
    fits(desk)
    hands.follow("Mạc Thị Yến")
    assert desk.heading() == "Mạc Thị Yến"
    fits(desk)


def test_an_inspection_is_written_by_touch(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("co_so_kiem_tra", at=bloc.first_unit, **PHONE)

    def tap(target: Any) -> None:
        box = target.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24, f"too small to touch: {target}"
        target.tap()

    main = desk.page.get_by_role("main")
    desk.home()
    tap(main.get_by_role("link", name="Ghi một cuộc kiểm tra, giám sát"))
    desk.page.wait_for_url("**/kiem-tra/moi/*")
    fits(desk)
    for label in ("Giám sát", "Đảng viên"):
        tap(main.locator("label.tick", has_text=label))
    desk.fill(
        {"Tên tổ chức hoặc họ tên": "Mạc Thị Yến", "Ngày kết luận": "20/06/2023", "Kết quả": "Chấp hành tốt"}
    )
    tap(main.get_by_role("button", name="Ghi vào sổ"))
    desk.sees("Đã ghi cuộc giám sát kết luận ngày 20/06/2023.")
    fits(desk)
    written = Inspection.objects.known().get(on=date(2023, 6, 20))
    assert (written.kind, written.subject_kind, written.subject) == ("giam_sat", "dang_vien", "Mạc Thị Yến")
