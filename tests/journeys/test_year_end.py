"""Ranking, commendations, badges and dues at the clerk's desk: each from an empty page to its figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.members.actions import correct_profiles
from dangvu.members.actions.profiles import Profile
from dangvu.members.queries import profiles
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def _admitted_in_1993(bloc: SmallBloc, name: str) -> None:
    """Somebody whose thirty years are full before 19 May 2023."""
    person = bloc.people[name]
    known = Profile.on_record(profiles([person])[person])
    told = {field: getattr(known, field) for field in known.__slots__} | {"decided": date(1993, 3, 5)}
    correct_profiles(actor=OPERATOR, organisation=bloc.root, profiles={person: Profile(**told)})


def test_a_cell_is_ranked_with_one_choice_its_committee_decides_and_the_superior_sees_the_count(
    sit: Callable[..., Desk], bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-12-28T09:00:00")
    cell = sit("chi_bo_can_bo", bloc.first_cell)
    cell.open("xep-loai/?nam=2023")
    cell.follow("Xếp loại đảng viên")
    cell.page.locator("select[name=rest]").select_option("htt")
    cell.page.locator("select[name^=muc-]").first.select_option("htnv")
    cell.page.locator("input[name=on]").fill("20/12/2023")
    cell.press(_first("Ghi"))
    unit = sit("co_so_to_chuc", bloc.first_unit)
    unit.open(f"xep-loai/dang-vien/ghi/?nam=2023&chi-bo={bloc.code(bloc.first_cell)}")
    count = unit.page.locator("select[name^=muc-]").count()
    assert unit.page.locator("select[name^=muc-]").first.input_value() == "htnv", (
        "begins with what was proposed"
    )
    unit.page.locator("input[name=on]").fill("22/12/2023")
    unit.page.locator("[name=document]").fill("Quyết định số 5-QĐ/ĐU ngày 22/12/2023")
    unit.press(_first("Ghi"))
    desk = sit("cap_tren_to_chuc")
    desk.open("xep-loai/?nam=2023")
    desk.sees(f"Đã có quyết định {count}")
    desk.open("so-lieu/XL-15/?ky=2023")
    desk.sees(f"{count} bản ghi")


def test_a_badge_goes_from_the_list_of_candidates_to_the_figure(
    sit: Callable[..., Desk], bloc: SmallBloc
) -> None:
    name = "Lý Thị Ẩm"
    _admitted_in_1993(bloc, name)
    desk = sit("co_so_to_chuc", bloc.first_unit)
    desk.open("huy-hieu-dang/?dot=2023-05-19")
    desk.sees(name, "30 năm")
    assert desk.keep("Danh sách Word").suffix == ".docx"
    desk.follow("Ghi cả đợt đã trao")
    desk.sees(f"{name}: 30 năm")
    desk.fill({"Số quyết định": "105-QĐ/TU", "Ngày quyết định": "5/5/2023"})
    desk.press("Ghi đã trao")
    desk.open("so-lieu/HH-02/?ky=2023-H1")
    desk.sees("1 bản ghi", name)
    desk.open("huy-hieu-dang/?dot=2023-05-19")
    desk.does_not_see(name)


def test_a_month_of_dues_is_one_press_is_counted_and_can_be_taken_back(
    sit: Callable[..., Desk], bloc: SmallBloc
) -> None:
    desk = sit("chi_bo_can_bo", bloc.first_cell)
    desk.open("dang-phi/thang/?thang=2023-06")
    desk.page.locator("input[name=wage]").fill("10.000.000")
    count = desk.page.locator("input[name=chua]").count()
    desk.page.locator("input[name=chua]").first.check()
    desk.press(_first("Ghi tháng"))
    desk.open("so-lieu/DP-02/?ky=2023-H1")
    desk.sees(f"{count} bản ghi")
    desk.open("dang-phi/thang/?thang=2023-06")
    desk.follow("Bỏ tháng ghi nhầm")
    desk.fill({"Lý do": "ghi nhầm tháng"})
    desk.press("Bỏ tháng này")
    desk.open("so-lieu/DP-02/?ky=2023-H1")
    desk.does_not_see(f"{count} bản ghi")


def _first(words: str) -> re.Pattern[str]:
    """A button by how its words begin."""
    return re.compile(rf"^{words}")
