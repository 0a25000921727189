"""A transfer is a handshake of two desks; nobody is counted twice, and both see it on their first page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.members.actions.transfers import Introduction, introduce
from dangvu.members.models import Membership, Transfer
from dangvu.members.queries.standing import standing_on
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
SOMEONE = "Tạ Thị Ngữ"


def test_one_unit_introduces_the_other_receives_and_both_see_it_first_thing(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    here, there = sit("co_so_to_chuc", at=bloc.first_unit), sit("co_so_to_chuc", at=bloc.second_unit)
    someone = bloc.people[SOMEONE]

    here.open("dang-vien/")
    here.follow(SOMEONE)
    here.follow("Chuyển sinh hoạt đảng ra ngoài")
    here.fill(
        {
            "Tổ chức nơi đến": "Đảng bộ Sở Thứ Hai",
            "Ngày giới thiệu": "3/7/2023",
            "Số giấy giới thiệu": "15-GT/ĐU",
        }
    )
    here.press("Ghi giới thiệu")
    here.sees("Đã ghi: chuyển sinh hoạt đảng ra ngoài.")
    assert Transfer.objects.get().person_id == someone
    assert standing_on([someone], date(2023, 7, 4))[someone].organisation == bloc.first_cell, "still here"

    there.open()
    there.menu("Đảng viên")
    there.follow("Chuyển sinh hoạt đang chờ")
    there.page.get_by_role("link", name=f"Tiếp nhận hoặc trả lại {SOMEONE}").click()
    assert SOMEONE in there.heading()
    there.fill({"Kết quả": "Tiếp nhận", "Ngày tiếp nhận": "5/7/2023"})
    there.press("Ghi kết quả")
    there.sees(f"Đã tiếp nhận {SOMEONE}.")

    at = (
        Membership.objects.known()
        .filter(person_id=someone, valid_to=None)
        .values_list("organisation_id", flat=True)
    )
    assert list(at) == [bloc.third_cell], "at one place only"
    there.open("dang-vien/")
    there.sees(SOMEONE)
    here.open("dang-vien/")
    here.does_not_see(SOMEONE)
    for desk in (here, there):
        desk.open("chuyen-sinh-hoat/")
        desk.does_not_see(SOMEONE)


def test_both_sides_see_a_transfer_on_their_first_page(bloc: SmallBloc, sit: Callable[..., Desk]) -> None:
    introduce(
        actor=OPERATOR, organisation=bloc.first_unit,
        introductions=[Introduction(bloc.people[SOMEONE], date(2023, 7, 3), bloc.second_unit)],
    )  # fmt: skip
    for unit in (bloc.second_unit, bloc.first_unit):
        desk = sit("co_so_to_chuc", at=unit)
        desk.home()
        assert (
            desk.page.get_by_role("main")
            .get_by_role("link", name=re.compile("tiếp nhận", re.IGNORECASE))
            .count()
            == 1
        )
        desk.follow(re.compile("tiếp nhận", re.IGNORECASE))
        desk.sees(SOMEONE)
