"""One list in several files: parts add up, a correction replaces, and a number that lost its zero is still the number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators.queries import figures
from dangvu.intake.actions import load_folder
from dangvu.organisations.queries import tree_on
from tests.intake.support import H1, figure, load, said

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]
Row = tuple[object, ...]
HEADER: Row = ("TT", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Tôn giáo", "Ngày vào Đảng", "Số CCCD")


def _people(first: int, count: int) -> list[Row]:
    names = (
        "Ông Thị Ánh",
        "Chử Văn Bảo",
        "Âu Thị Chi",
        "Mạc Văn Đạt",
        "Quách Thị Giang",
        "Tạ Văn Hòa",
        "Ma Thị Khuê",
    )
    return [
        (n + 1, names[n], "Nữ" if " Thị " in names[n] else "Nam", f"0{n + 1}/03/1995", "Kinh", "Không",
         f"1{n}/05/2023", f"00109500000{n}")
        for n in range(first, first + count)
    ]  # fmt: skip


def _admissions(path: Path, unit: str, rows: list[Row]) -> Path:
    path.parent.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        (unit.upper(),),
        ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP",),
        ("6 tháng đầu năm 2023",),
        HEADER,
        *rows,
    ):
        page.append(row)
    book.save(path)
    return path


@pytest.fixture
def bloc(plain: Case) -> tuple[str, float]:
    """A unit of a loaded case, and how many were admitted in the whole."""
    folder, expected = plain
    load(folder)
    unit = next(name for name, figures in expected["units"].items() if not figures["admitted"])
    return unit, expected["total"]["admitted"]


def test_two_files_with_different_people_of_one_period_are_parts(
    bloc: tuple[str, float], tmp_path: Path
) -> None:
    unit, before = bloc
    load(_admissions(tmp_path / "một.xlsx", unit, _people(0, 3)))
    load(_admissions(tmp_path / "hai.xlsx", unit, _people(3, 3)))
    assert figure("admitted") == before + 6


def test_someone_named_in_both_parts_is_counted_once_and_said(
    bloc: tuple[str, float], tmp_path: Path
) -> None:
    unit, before = bloc
    load(_admissions(tmp_path / "một.xlsx", unit, _people(0, 4)))
    load(_admissions(tmp_path / "hai.xlsx", unit, _people(3, 4)))
    assert figure("admitted") == before + 7
    assert [(view.file, view.name) for view in said("duplicate_row")] == [("hai.xlsx", "Mạc Văn Đạt")]


def test_a_file_that_mostly_says_the_same_is_a_correction(bloc: tuple[str, float], tmp_path: Path) -> None:
    unit, before = bloc
    load(_admissions(tmp_path / "một.xlsx", unit, _people(0, 4)))
    load(_admissions(tmp_path / "sửa.xlsx", unit, _people(0, 3)))
    assert figure("admitted") == before + 3
    assert [view.name for view in said("row_vanished")] == ["Mạc Văn Đạt"]


def test_a_file_of_the_same_name_is_a_correction_whatever_it_says(
    bloc: tuple[str, float], tmp_path: Path
) -> None:
    unit, before = bloc
    load(_admissions(tmp_path / "một.xlsx", unit, _people(0, 3)))
    load(_admissions(tmp_path / "một.xlsx", unit, _people(4, 2)))
    assert figure("admitted") == before + 2


def test_a_changed_date_in_a_list_of_one_is_a_correction(bloc: tuple[str, float], tmp_path: Path) -> None:
    unit, before = bloc
    (row,) = _people(0, 1)
    load(_admissions(tmp_path / "một.xlsx", unit, [row]))
    load(_admissions(tmp_path / "sửa.xlsx", unit, [(*row[:6], "30/06/2023", row[7])]))
    assert figure("admitted") == before + 1


def test_a_number_that_lost_its_zero_is_still_the_number(bloc: tuple[str, float], tmp_path: Path) -> None:
    unit, before = bloc
    (row,) = _people(0, 1)
    load(_admissions(tmp_path / "một.xlsx", unit, [row, *_people(1, 3)]))
    number = int(str(row[7]))
    load(_admissions(tmp_path / "hai.xlsx", unit, [(*row[:7], number), *_people(4, 3)]))
    assert figure("admitted") == before + 7
    assert len(said("duplicate_row")) == 1


def test_a_list_below_the_letterhead_of_the_superior_is_of_the_unit_that_names_its_file(
    bloc: tuple[str, float], plain: Case, tmp_path: Path
) -> None:
    unit, before = bloc
    load(_admissions(tmp_path / f"03 - {unit} - ket nap.xlsx", plain[1]["organisation"], _people(0, 3)))
    assert figure("admitted") == before + 3
    assert said("unknown_organisation") == []
    tree = tree_on(H1.end)
    (node,) = (node for node in tree if node.name == unit)
    assert figures(actor=OPERATOR, organisation=node, period=H1).figures["admitted"].value == 3


def test_a_list_without_a_title_is_of_the_unit_whose_folder_it_lies_in(
    bloc: tuple[str, float], tmp_path: Path
) -> None:
    unit, before = bloc
    path = _admissions(tmp_path / f"07 - {unit}" / "Ket nap.xlsx", "", _people(0, 3))
    load_folder(actor=OPERATOR, folder=tmp_path)
    assert path.exists()
    assert figure("admitted") == before + 3
    assert said("unknown_sender") == []
