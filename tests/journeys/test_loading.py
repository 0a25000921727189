"""Bringing data in: messy workbooks, a row mended in place, the sender's workbook back, a pasted block, a way back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dangvu.intake.models import Line, LineState
from dangvu.intake.upload.models import Batch
from dangvu.members.models import Movement, PersonProfile
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
Sit = Callable[..., Desk]

HEAD = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp", "Số quyết định"]
MESSY: list[list[Any]] = [
    [1, "Phí  văn Ất", "5-3-1998", "nam", "Chi bộ Kế hoạch", "31/02/2023", "12-QĐ/ĐU"],
    [2, "DOÃN THỊ ỬNG", "06/04/1999", "Nữ", "CB Kế hoạch", "17.5.2023", "12-QĐ/ĐU"],
    [3, "Bạch Văn Ứng", "07/05/1997", "Nam", "Chi bộ Kế hoạch", "30/02/2023", "15-QĐ/ĐU"],
]


def workbook(folder: Path, rows: list[list[Any]] = MESSY, name: str = "Kết nạp 6 tháng.xlsx") -> Path:
    """As a unit sends it: three lines of title, a gap, headers, rows."""
    book = openpyxl.Workbook()
    page = book.active
    for line in ("ĐẢNG BỘ SỞ THỨ NHẤT", "DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP", "6 tháng đầu năm 2023"):
        page.append([line])
    page.append([])
    for row in [HEAD, *rows]:
        page.append(row)
    book.save(folder / name)
    return folder / name


def hand_in(desk: Desk, *files: Path) -> None:
    desk.menu("Nạp dữ liệu")
    desk.page.get_by_label("Các tệp của đơn vị").set_input_files(list(files))
    desk.page.get_by_label("Tôi đã kiểm tra").check()
    desk.press("Đọc các tệp")


def admitted() -> set[str]:
    """Who was admitted, by what is stored."""
    people = Movement.objects.known().filter(kind="ket_nap").values_list("person_id", flat=True)
    names = PersonProfile.objects.known().filter(person_id__in=people).values_list("name", flat=True)
    return {name.title() for name in names}


def test_a_messy_workbook_is_read_mended_in_place_accepted_and_comes_back_with_its_last_fault(
    sit: Sit, tmp_path: Path
) -> None:
    desk = sit("cap_tren_to_chuc")
    desk.open()
    before = admitted()
    hand_in(desk, workbook(tmp_path))
    desk.sees("Chưa ghi gì vào hồ sơ.")
    desk.follow("Tất cả 3")
    expect(desk.row("DOÃN THỊ ỬNG")).to_contain_text("sẽ ghi")
    expect(desk.row("Bạch Văn Ứng")).not_to_contain_text("sẽ ghi")
    assert admitted() == before and not Line.objects.exists()

    desk.page.get_by_role("link", name=re.compile("Sửa dòng Phí Văn Ất", re.I)).click()
    desk.sees("31/02/2023")
    desk.fill({"Ngày vào Đảng": "28/02/2023"})
    desk.press("Nhận đề xuất")
    desk.follow("Tất cả 3")
    expect(desk.row(re.compile("Phí Văn Ất", re.I))).to_contain_text("đã sửa")
    desk.press("Ghi 2 dòng")
    desk.sees("Đã ghi vào hồ sơ.")
    assert admitted() - before == {"Phí Văn Ất", "Doãn Thị Ửng"}

    back = desk.keep("Tải lại 1 tệp đã tô màu")
    with zipfile.ZipFile(back) as bundle:
        (name,) = bundle.namelist()
        bundle.extract(name, tmp_path / "lai")
    book = openpyxl.load_workbook(tmp_path / "lai" / name)
    page = book.active
    marked = [cell.coordinate for cells in page.iter_rows() for cell in cells if cell.comment]
    assert marked == ["F8"]
    assert page["A6"].value == 1 and page["B7"].value == "DOÃN THỊ ỬNG", "otherwise as it was sent"
    page["F8"] = "28/02/2023"
    book.save(tmp_path / "lai" / name)
    moved = set(Movement.objects.known().values_list("pk", flat=True))
    hand_in(desk, tmp_path / "lai" / name)
    desk.follow("Tất cả 3")
    expect(desk.row("Bạch Văn Ứng")).to_contain_text("sẽ ghi")
    desk.press("Ghi 1 dòng")
    desk.sees("Đã ghi vào hồ sơ.")
    after = Movement.objects.known()
    assert moved < set(after.values_list("pk", flat=True)), "the rows of the first time stay as they are"
    assert after.count() == len(moved) + 1
    assert admitted() - before == {"Phí Văn Ất", "Doãn Thị Ửng", "Bạch Văn Ứng"}


def test_a_block_copied_in_excel_is_pasted_previewed_written_and_the_whole_batch_taken_back(
    bloc: SmallBloc, sit: Sit
) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    desk.open("nap/")
    desk.follow("Dán từ Excel")
    desk.field("Loại biểu").select_option(value="admissions")
    cells = ["\t".join(HEAD[1:]), *("\t".join(map(str, [*row[1:5], "17/05/2023", row[6]])) for row in MESSY)]
    box = desk.field("Các ô dán từ Excel")
    box.click()
    desk.page.keyboard.insert_text("\n".join(cells))
    desk.page.get_by_label("Tôi đã kiểm tra").check()
    desk.press("Xem trước")
    desk.sees("Chưa ghi gì vào hồ sơ.")
    desk.follow("Tất cả 3")
    desk.sees("Bạch Văn Ứng")
    people, movements = PersonProfile.objects.known().count(), Movement.objects.known().count()
    desk.press("Ghi 3 dòng")
    desk.sees("Đã ghi vào hồ sơ.")
    assert Movement.objects.known().count() == movements + 3

    desk.follow("Đợt nạp số")
    desk.press("Hoàn tác 3 dòng")
    desk.sees("Chưa nhập lý do.")
    desk.fill({"Lý do": "Đơn vị gửi nhầm tệp của năm trước"})
    desk.press("Hoàn tác 3 dòng")
    desk.sees("Đã hoàn tác", "Đơn vị gửi nhầm tệp của năm trước")
    assert Batch.objects.count() == 1
    assert Movement.objects.known().count() == movements
    assert PersonProfile.objects.known().count() == people
    assert not Line.objects.known().filter(state=LineState.ACCEPTED).exists()
