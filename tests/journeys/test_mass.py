"""Mass organisations and examples at the desk: two lists with one person in both, numbers beside, a model; counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_clerk_enters_units_people_numbers_and_a_model_and_finds_them_in_the_figures(
    sit: Callable[..., Desk], bloc: SmallBloc
) -> None:
    desk = sit("co_so_to_chuc", bloc.first_unit)
    desk.open("doan-the/?ky=2023-H1")
    for kind, name in (("Công đoàn", "Công đoàn cơ sở Sở"), ("Hội Phụ nữ", "Ban nữ công Sở")):
        desk.follow("Ghi cơ sở đoàn thể")
        desk.page.get_by_label(kind, exact=True).check()
        desk.fill({"Tên cơ sở": name})
        desk.press("Ghi cơ sở")
        desk.follow(name)
        desk.follow("Ghi đoàn viên, hội viên")
        desk.fill({"Họ và tên": "Trần Thị Bưởi", "Năm sinh": "1990", "Tham gia từ ngày": "1/3/2023"})
        desk.press("Ghi vào danh sách")
        desk.sees("Trần Thị Bưởi")
        desk.open("doan-the/?ky=2023-H1")
    desk.sees("1 người", "2 lượt")
    desk.follow("Ghi số báo cáo")
    desk.fill(
        {
            "Tính đến ngày": "30/6/2023",
            "Công đoàn: số đoàn viên, hội viên": "40",
            "Công đoàn: số thuộc diện tập hợp": "50",
        }
    )
    desk.press("Ghi số báo cáo")
    desk.open("doan-the/?ky=2023-H1")
    desk.sees("+39", "80,0%")

    desk.open("dien-hinh/?ky=2023-H1")
    desk.follow("Ghi mô hình, điển hình")
    desk.page.get_by_label("Mô hình học tập và làm theo Bác").check()
    desk.fill({"Tên mô hình, việc làm được nêu gương": "Phòng họp không giấy", "Ngày công nhận": "19/5/2023"})
    desk.fill({"Cấp công nhận": "Cấp ủy cơ sở"})
    desk.press("Ghi vào danh sách")
    desk.sees("Phòng họp không giấy")
    for code, said in (("MT-02", "1 bản ghi"), ("MT-03", "2 bản ghi"), ("DH-01", "1 bản ghi")):
        desk.open(f"so-lieu/{code}/?ky=2023-H1")
        desk.sees(said)
