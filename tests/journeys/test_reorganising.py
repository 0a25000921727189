"""Reorganisation: rehearsed first, written by a decision, and the tree of before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dangvu.foundation.audit.queries import last_act
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.queries import tree_on
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def decide(desk: Desk, number: str) -> None:
    desk.fill({"Số quyết định": number, "Ngày quyết định": "1/7/2023", "Nơi ban hành": "Đảng ủy Khối"})
    desk.press("Ghi theo quyết định này")


def test_a_merger_and_a_new_name_are_rehearsed_written_and_seen_in_the_trees_of_both_days(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    desk, unit = sit("cap_tren_to_chuc"), bloc.code(bloc.first_unit)
    members = standing_on(list(bloc.people.values()), date(2023, 7, 2))
    desk.open(code=unit)
    desk.follow("nhập", exact=True)
    desk.page.get_by_label("Chi bộ Hội Thứ Ba").check()
    desk.fill({"Có hiệu lực từ ngày": "3/7/2023"})
    before = last_act()
    desk.press("Xem diễn tập")
    desk.sees("Chưa ghi gì.", "Chi bộ Hội Thứ Ba thành chi bộ trực thuộc của Đảng bộ Sở Thứ Nhất")
    desk.press("Ghi theo quyết định này")
    desk.sees("Chưa nhập số quyết định.")
    assert last_act() == before, "a rehearsal writes nothing, and without a decision nothing is written"
    decide(desk, "214-QĐ/ĐUK")
    desk.sees("Đã ghi: Chi bộ Hội Thứ Ba thành chi bộ trực thuộc của Đảng bộ Sở Thứ Nhất")

    desk.follow("đổi tên", exact=True)
    desk.fill({"Tên mới": "Đảng bộ Sở Nhất và Ba", "Có hiệu lực từ ngày": "4/7/2023"})
    desk.press("Xem diễn tập")
    desk.sees("Chưa ghi gì.")
    decide(desk, "215-QĐ/ĐUK")
    desk.sees("Quyết định số 215-QĐ/ĐUK")

    assert tree_on(date(2023, 7, 2))[bloc.lone_cell].parent == bloc.root
    assert tree_on(date(2023, 7, 4))[bloc.lone_cell].parent == bloc.first_unit
    assert tree_on(date(2023, 7, 4))[bloc.first_unit].name == "Đảng bộ Sở Nhất và Ba"
    after = standing_on(list(bloc.people.values()), date(2023, 7, 4))
    assert {p: s.organisation for p, s in after.items()} == {p: s.organisation for p, s in members.items()}

    desk.open("cay/")
    tree = desk.page.get_by_role("navigation", name="Cây tổ chức")
    expect(tree).to_contain_text("Đảng bộ Sở Nhất và Ba")
    expect(tree).not_to_contain_text("Đảng bộ Sở Thứ Nhất")
    desk.page.get_by_label("Cây tổ chức ngày").fill("2/7/2023")
    desk.press("Xem")
    desk.sees("Đây là cây tổ chức của ngày 02/07/2023")
    expect(tree).to_contain_text("Đảng bộ Sở Thứ Nhất")
    expect(tree).not_to_contain_text("Đảng bộ Sở Nhất và Ba")
