"""A unit sends, the office returns one figure, the unit corrects, the office accepts, the bloc issues; then a late
record arrives, and the change is explained down to the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions import Profile, register
from dangvu.reports.models import IssuedReport
from dangvu.review.models import UnitState
from dangvu.work.admissions.actions import NewAdmission, admit
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def admitted_late(bloc: SmallBloc) -> None:
    new = Profile(name="Bùi Thị Muộn", unit_id=bloc.first_cell, sex="nu", birth=PartialDate(1999, 1, 2))
    (one,) = register(actor=OPERATOR, organisation=bloc.root, people=[new])
    late = [NewAdmission(one, bloc.first_cell, date(2023, 6, 3))]
    admit(actor=OPERATOR, organisation=bloc.root, admissions=late)


def states(bloc: SmallBloc) -> list[str]:
    units = (bloc.first_unit, bloc.second_unit, bloc.lone_cell)
    rows = dict(
        UnitState.objects.known().filter(organisation_id__in=units).values_list("organisation_id", "state")
    )
    return [rows.get(unit, "") for unit in units]


def test_from_opening_a_period_to_the_person_behind_a_late_change(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    office = sit("cap_tren_to_chuc")
    office.open("?ky=2023-H1")
    office.menu("Kỳ báo cáo")
    office.follow("Mở kỳ 6 tháng đầu năm 2023")
    office.fill({"Hạn gửi số liệu": "7/7/2023", "Ngày xác nhận": "12/7/2023"})
    office.press("Mở kỳ 6 tháng đầu năm 2023")
    office.sees("Đã mở kỳ báo cáo", "3 đơn vị còn phải gửi")
    expect(office.row("Đảng bộ Sở Thứ Nhất")).to_contain_text("Chưa gửi")

    unit = sit("co_so_to_chuc", at=bloc.first_unit)
    unit.home()
    unit.follow("Gửi số liệu 6 tháng đầu năm 2023")
    unit.sees("Việc của Đảng bộ Sở Thứ Nhất, hạn 07/07/2023 (còn 2 ngày)")
    unit.fill({"Kết nạp đảng viên, tự khai": "4"})
    unit.press("Ghi số tự khai, chưa gửi")
    unit.sees("Đã ghi 1 số tự khai")
    expect(unit.row("Kết nạp đảng viên KN-01")).to_contain_text("khác số gửi")
    unit.press("Gửi số liệu lên Đảng bộ Khối thử nghiệm")
    unit.sees("Chờ Đảng bộ Khối thử nghiệm xem")
    others = {bloc.second_unit: "co_so_to_chuc", bloc.lone_cell: "chi_bo_bi_thu"}
    for place, role in others.items():
        other = sit(role, at=place)
        other.open("gui-so-lieu/?ky=2023-H1")
        other.press("Gửi số liệu lên Đảng bộ Khối thử nghiệm")
        other.sees("Chờ Đảng bộ Khối thử nghiệm xem")

    office.home()
    office.follow("Xem số liệu 6 tháng đầu năm 2023 đơn vị gửi")
    office.row("Đảng bộ Sở Thứ Nhất").get_by_role("link", name="Xem").click()
    expect(office.row("Kết nạp đảng viên KN-01")).to_contain_text("khác số gửi")
    office.fill(
        {"Số cần sửa": "KN-01", "Ý kiến": "Khai 4 nhưng danh sách có 2. Gửi thêm quyết định hoặc sửa số."}
    )
    office.press("Trả lại kèm ý kiến")
    office.sees("Trả lại để sửa 1 số", "Đơn vị chưa trả lời.")

    unit.home()
    unit.follow("Sửa và gửi lại số liệu 6 tháng đầu năm 2023")
    unit.sees("Khai 4 nhưng danh sách có 2. Gửi thêm quyết định hoặc sửa số.")
    unit.press("Gửi lại số liệu lên Đảng bộ Khối thử nghiệm")
    unit.sees("Có ý kiến chưa trả lời mà số chưa đổi")
    unit.row("Kết nạp đảng viên KN-01").get_by_role("link", name="thêm").click()
    unit.fill({"Cộng thêm": "1", "Lý do": "quyết định số 12 đến muộn"})
    unit.press("Ghi điều chỉnh")
    unit.fill({"Kết nạp đảng viên, tự khai": "3"})
    unit.press("Ghi số tự khai, chưa gửi")
    unit.press("Gửi lại số liệu lên Đảng bộ Khối thử nghiệm")
    unit.sees("Chờ Đảng bộ Khối thử nghiệm xem")

    office.open("ky-bao-cao/?ky=2023-H1")
    office.press("Nhận 2 đơn vị có số khớp hẳn")
    office.sees("Đã nhận số liệu của 2 đơn vị.")
    office.row("Đảng bộ Sở Thứ Nhất").get_by_role("link", name="Xem").click()
    office.sees("quyết định số 12 đến muộn")
    office.press("Nhận số liệu")
    office.sees("Đã nhận số liệu của Đảng bộ Sở Thứ Nhất.")
    office.press("Khóa kỳ 6 tháng đầu năm 2023")
    office.sees("Đã khóa kỳ và chốt số liệu.")
    assert states(bloc) == ["da_khoa"] * 3

    secretary = sit("bi_thu")
    secretary.open("bao-cao/?ky=2023-H1")
    secretary.press("Ban hành báo cáo 6 tháng đầu năm 2023")
    secretary.sees("Đã ban hành báo cáo số")
    report = IssuedReport.objects.get()
    assert secretary.keep("Bản Word").read_bytes() == bytes(report.content)

    admitted_late(bloc)
    secretary.open("bao-cao/?ky=2023-H1")
    secretary.follow("Kiểm tra lại")
    secretary.sees("trùng từng byte với tệp đã ban hành")
    secretary.follow("Số nào đã khác")
    secretary.sees("Vì sao khác số đã chốt")
    secretary.row("Ghi muộn").get_by_role("link").click()
    expect(secretary.row("Bùi Thị Muộn").first).to_contain_text("+1")
    unit.open("gui-so-lieu/?ky=2023-H1")
    unit.sees("Đã khóa")
    expect(unit.page.get_by_role("main").get_by_role("button", name="Gửi")).to_have_count(0)
    expect(unit.row("Kết nạp đảng viên KN-01")).to_contain_text("vì sao khác")


def test_a_locked_period_is_opened_by_two_people(bloc: SmallBloc, sit: Callable[..., Desk]) -> None:
    office, secretary = sit("cap_tren_to_chuc"), sit("bi_thu")
    office.open("ky-bao-cao/mo/?ky=2023-H1")
    office.fill({"Hạn gửi số liệu": "7/7/2023", "Ngày xác nhận": "12/7/2023"})
    office.press("Mở kỳ 6 tháng đầu năm 2023")
    office.press("Khóa kỳ 6 tháng đầu năm 2023")
    office.sees("Còn 3 đơn vị chưa được nhận")
    office.fill({"Lý do làm khi còn đơn vị chưa được nhận": "Hội nghị họp sớm"})
    office.press("Khóa kỳ 6 tháng đầu năm 2023")
    office.sees("Khóa khi còn đơn vị chưa được nhận, lý do: Hội nghị họp sớm")
    office.page.get_by_text("Cho phép một đơn vị sửa số đã gửi").click()
    box = office.page.locator("details", has_text="Cho phép một đơn vị sửa số đã gửi")
    box.get_by_label("Lý do").fill("Sót một quyết định")
    box.get_by_label("Đến hết ngày").fill("6/7/2023")
    office.press("Cho phép")
    office.sees("được sửa số đã gửi đến hết ngày 06/07/2023", "Được gửi sau khóa")
    office.page.get_by_text("Đề nghị mở khóa cả kỳ").click()
    office.page.locator("details", has_text="Đề nghị mở khóa cả kỳ").get_by_label("Lý do").fill(
        "Sai số kết nạp"
    )
    office.press("Đề nghị mở khóa")
    office.sees("Chờ một đồng chí khác ở cấp trên đồng ý.")
    secretary.home()
    secretary.follow("Trả lời đề nghị mở khóa kỳ 6 tháng đầu năm 2023")
    secretary.press("Đồng ý mở khóa")
    secretary.sees("Đã mở khóa kỳ.")
