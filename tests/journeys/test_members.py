"""People: a list read as a sentence and kept, found by two letters, a profile corrected, a duplicate merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions import NewMovement, Profile, correct_profiles, record_movements, register
from dangvu.members.models import MovementKind, PersonMerge, PersonProfile, SavedFilter, Status
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
SOMEONE, CARD = "Tạ Thị Ngữ", "30018765"


@pytest.fixture
def clerk(bloc: SmallBloc, sit: Callable[..., Desk]) -> Desk:
    return sit("co_so_to_chuc", at=bloc.first_unit)


def shown(desk: Desk) -> list[list[str]]:
    """The list on the screen, cell by cell."""
    rows = desk.page.get_by_role("region", name="Danh sách đảng viên").get_by_role("row").all()[1:]
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in rows]


def test_the_list_is_narrowed_read_as_a_sentence_kept_and_exported_as_it_is_shown(clerk: Desk) -> None:
    clerk.open()
    clerk.menu("Đảng viên")
    clerk.page.get_by_text("Lọc và chọn cột").click()
    clerk.fill({"Giới tính": "Nữ", "Tư cách": "Dự bị"})
    for column in ("Tư cách", "Số thẻ"):
        clerk.page.get_by_role("checkbox", name=column, exact=True).uncheck()
    clerk.page.get_by_role("checkbox", name="Dân tộc", exact=True).check()
    clerk.press("Xem danh sách")
    clerk.sees("1 người.", "tư cách dự bị; giới tính nữ")
    (row,) = shown(clerk)
    assert row[0] == "Trà Thị Mẫn" and "Kinh" in row

    clerk.page.get_by_text("Lọc và chọn cột").click()
    clerk.page.get_by_label("Tên bộ lọc").fill("Nữ dự bị")
    clerk.press("Lưu bộ lọc này")
    clerk.sees("Đã lưu bộ lọc “Nữ dự bị”.")
    assert SavedFilter.objects.known().get().name == "Nữ dự bị"
    clerk.follow("Bỏ lọc")
    clerk.sees("8 người.")
    clerk.follow("Nữ dự bị")
    clerk.sees("1 người.")

    book = openpyxl.load_workbook(clerk.keep("Xuất 1 dòng ra Excel", role="button"))
    values = [[str(cell) for cell in cells if cell is not None] for cells in book.active.values]
    assert row in values
    assert sum("Trà Thị Mẫn" in cells for cells in values) == 1


def test_people_are_found_by_two_letters_in_any_order_without_marks(bloc: SmallBloc, clerk: Desk) -> None:
    clerk.open("tim/")
    box = clerk.page.get_by_role("main").get_by_role("searchbox")
    found = clerk.page.get_by_role("main").get_by_role("table")
    for typed, name in (("ta", SOMEONE), ("ngu thi", SOMEONE), ("do", "Đỗ Ắng"), ("mac yen", "Mạc Thị Yến")):
        box.fill(typed)
        expect(found).to_contain_text(name)
    clerk.page.get_by_role("main").get_by_role("link", name="Mạc Thị Yến").click()
    assert clerk.heading() == "Mạc Thị Yến"


def test_a_profile_is_corrected_with_a_reason_and_the_history_tells_it(bloc: SmallBloc, clerk: Desk) -> None:
    clerk.open("dang-vien/")
    clerk.follow(SOMEONE)
    clerk.follow("Đính chính")
    clerk.fill({"Ngày sinh": "14/8/1972"})
    clerk.fill({"Lý do đính chính": "theo giấy khai sinh bản chính"})
    clerk.press("Ghi đính chính")
    clerk.sees("Đã đính chính: ngày sinh.")
    clerk.follow("Lịch sử sửa đổi (1 lần)")
    clerk.sees("Đính chính ngày sinh: 10/03/1972 thành 14/08/1972.", "theo giấy khai sinh bản chính")
    versions = PersonProfile.objects.filter(person_id=bloc.people[SOMEONE])
    assert versions.count() == 2 and versions.known().count() == 1, "the old version stays"


def test_a_duplicate_is_found_compared_merged_with_its_trace_and_taken_apart(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    someone = bloc.people[SOMEONE]
    known = Profile.on_record(PersonProfile.objects.known().get(person_id=someone))
    correct_profiles(
        actor=OPERATOR, organisation=bloc.root, reason="bổ sung số", profiles={someone: replace(known, card_number=CARD)}
    )  # fmt: skip
    twin = Profile("Tạ Thị Ngừ", bloc.third_cell, "nu", PartialDate(1972, 3, 10), card_number=CARD)
    (other,) = register(actor=OPERATOR, organisation=bloc.root, people=[twin])
    listed = NewMovement(other, bloc.third_cell, MovementKind.TAKEN_OVER, date(2022, 12, 31), Status.OFFICIAL)
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[listed])
    desk = sit("cap_tren_to_chuc")
    desk.open("dang-vien/")
    desk.follow("Hồ sơ có thể trùng")
    desk.follow("So hai hồ sơ")
    desk.sees("Có phải một người không?")
    desk.page.get_by_label("Là một người, giữ hồ sơ thứ nhất").check()
    desk.fill({"Lý do": "cùng số thẻ, đã đối chiếu hồ sơ giấy"})
    desk.press("Ghi kết luận")
    desk.sees("Không có hồ sơ nào trông như trùng nhau", "cùng số thẻ, đã đối chiếu hồ sơ giấy")
    merge = PersonMerge.objects.known().get()
    assert {merge.person_id, merge.kept_id} == {someone, other}
    desk.press("Tách lại")
    desk.sees("Đã tách lại thành hai hồ sơ.")
    assert not PersonMerge.objects.known().exists()
