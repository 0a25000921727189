"""One conference from its programme to the closed task, by five people; its figures stand in the report without another key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from dangvu.work.conferences.models import CheckIn
from tests.journeys.conftest import MORNING
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def words(kept: Path) -> str:
    with ZipFile(kept) as package:
        return package.read("word/document.xml").decode()


def test_a_conference_is_called_held_concluded_and_its_tasks_are_closed(
    bloc: SmallBloc, sit: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The office calls it the day before.
    monkeypatch.setenv("DANGVU_NOW", "2023-06-27T09:00:00")
    office = sit("cap_tren_to_chuc")
    office.open("hoi-nghi/")
    office.follow("Triệu tập hội nghị")
    office.fill({"Tên hội nghị": "Hội nghị sơ kết 6 tháng", "Ngày họp": "28/6/2023", "Giờ khai mạc": "8:00", "Địa điểm": "Hội trường tầng 3",
                 "Chủ trì": "Bí thư Đảng ủy"})  # fmt: skip
    office.press("Ghi hội nghị")
    office.sees("Đã ghi hội nghị", "Đang chuẩn bị")
    office.follow("Mời đại biểu")
    office.fill({"Khách mời": "Phó Trưởng Ban Tổ chức Tỉnh ủy"})
    office.press("Đưa vào danh sách triệu tập")
    office.sees("Đã thêm 4 người vào danh sách.")
    office.follow("Tài liệu, tham luận", exact=True)
    office.fill(
        {"Nội dung tham luận": "Sinh hoạt chuyên đề", "Hạn gửi": "27/6/2023", "Đảng bộ Sở Thứ Nhất": True}
    )
    office.press("Đề nghị tham luận")
    conference = office.page.url.split("/tham-luan/")[0]

    # A unit finds it on its first page, sends its paper and asks for the floor.
    unit = sit("co_so_to_chuc", at=bloc.first_unit)
    unit.home()
    unit.follow("Dự hội nghị được triệu tập")
    unit.follow("Hội nghị sơ kết 6 tháng")
    unit.follow("Gửi tệp tham luận")
    paper = tmp_path / "tham-luan.txt"
    paper.write_text("Sinh hoạt chuyên đề: cách làm của Sở Thứ Nhất", encoding="utf-8")
    unit.page.get_by_label("Tệp văn bản").set_input_files(paper)
    unit.fill({"Tôi cam kết tệp này không chứa bí mật nhà nước, không mang dấu độ mật": True})
    unit.press("Đính kèm")
    unit.press("Đăng ký phát biểu")
    unit.sees("Đã đăng ký phát biểu", "Đã gửi 27/06/2023")
    assert "Đảng bộ Sở Thứ Nhất" in words(unit.keep("Giấy mời (Word)"))

    # In the hall: the roll on a phone, a double click, the item, the speaker.
    monkeypatch.setenv("DANGVU_NOW", "2023-06-28T07:55:00")
    phone = office
    phone.page.set_viewport_size({"width": 360, "height": 640})
    phone.page.goto(f"{conference}/dai-bieu/")
    phone.fill({"Điểm danh: tìm tên, chức danh, đơn vị": "so thu nhat"})
    phone.press("Tìm")
    phone.page.get_by_role("main").get_by_role("button", name="Có mặt").dblclick()
    phone.sees("Có mặt 1 trên 3.")
    assert CheckIn.objects.count() == 1
    phone.page.goto(f"{conference}/dai-bieu/?loc=chua")
    phone.page.get_by_role("main").get_by_role("button", name="Có mặt").first.click()
    phone.sees("Có mặt 2 trên 3.")
    office.page.set_viewport_size({"width": 1366, "height": 768})
    office.page.goto(f"{conference}/")
    office.press("Bắt đầu mục 1")
    for number in (2, 3, 4):
        office.press(f"Sang mục {number}")
    secretary = sit("bi_thu")
    secretary.page.goto(f"{conference}/man-chieu/")
    secretary.sees("Mục 4 trên 7", "Chờ phát biểu")
    office.page.get_by_role("main").get_by_role("button", name="Mời Bí thư", exact=True).click()
    secretary.sees("Đang phát biểu, 0 trên 5 phút")  # by itself, within a few seconds
    office.follow("Ghi ý kiến")
    office.fill(
        {
            "Nội dung": "Mở thêm một lớp bồi dưỡng",
            "Nơi trả lời": "Chi bộ Hội Thứ Ba",
            "Hạn trả lời": "30/6/2023",
        }
    )
    office.press("Ghi vào sổ")
    office.sees("Mở thêm một lớp bồi dưỡng", "Chi bộ Hội Thứ Ba")
    for number in (5, 6, 7):
        office.press(f"Sang mục {number}")
    office.press("Bế mạc hội nghị")
    secretary.sees("Hội nghị đã bế mạc")

    # The conclusions become tasks by one press.
    office.follow("Ghi kết luận")
    office.fill(
        {
            "Nhiệm vụ": "Rà soát nguồn kết nạp",
            "Hạn hoàn thành": "30/6/2023",
            "Sản phẩm": "Danh sách nguồn",
            "Giao mọi đơn vị trực thuộc": True,
        }
    )
    office.press("Ghi điểm này")
    office.follow("Ban hành thông báo")
    office.press("Ban hành, giao 1 nhiệm vụ")
    office.sees("Đã ban hành 01-TB/ĐU, giao 1 nhiệm vụ.")
    assert "Rà soát nguồn kết nạp" in words(office.keep("Tải bản Word"))

    # A unit closes its task; a cell answers what it was asked.
    monkeypatch.setenv("DANGVU_NOW", "2023-06-30T09:00:00")
    unit.home()
    unit.follow("Nhiệm vụ sắp đến hạn")
    unit.follow("Rà soát nguồn kết nạp")
    unit.follow("Báo đã làm")
    unit.fill({"Ngày làm xong": "29/6/2023", "Văn bản chứng minh": "Danh sách số 05"})
    unit.press("Báo đã làm")
    unit.sees("Đã báo làm xong ngày 29/06/2023")
    cell = sit("chi_bo_bi_thu", at=bloc.lone_cell)
    cell.home()
    cell.follow("Trả lời kiến nghị được chuyển đến")
    cell.follow("Mở thêm một lớp bồi dưỡng")
    cell.fill({"Nội dung trả lời": "Mở trong quý III.", "Ngày trả lời": "30/6/2023"})
    cell.press("Ghi trả lời")

    # Nobody types a figure.
    monkeypatch.setenv("DANGVU_NOW", MORNING)
    office.page.goto(f"{conference}/")
    office.sees("1 trên 3", "2 quá hạn", "Đã trả lời")
    secretary.open("bao-cao/?ky=2023-H1")
    text = re.sub("<[^>]+>", "", words(secretary.keep("Tải dự thảo")))  # numbers stand in marks of their own
    assert "có mặt 2 lượt, đạt 67%" in text
    assert "đã trả lời 1, đạt 100%" in text
    assert "xong đúng hạn 1 lượt" in text
    reader = sit("theo_doi")
    reader.open("so-lieu/opinions_answered_share/?ky=2023-H1")
    reader.sees("100,00%")
    reader.open("so-lieu/conference_delegates_present/?ky=2023-H1")
    reader.sees("2")
