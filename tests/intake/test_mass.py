"""Lists and numbers of mass organisations: read by their words, one human being once, numbers beside names."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.intake.actions import load_files
from dangvu.work.mass.actions import NewUnit, found_units
from dangvu.work.mass.models import MassMembership, MassPerson
from tests.intake.support import figure, said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
HEADER = (
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Số CCCD",
    "Cơ sở đoàn thể",
    "Ngày vào đoàn, hội",
    "Chức vụ đoàn thể",
)
PEOPLE = (
    (1, "Trần Thị Bưởi", "02/03/1990", "030098123456", "Công đoàn cơ sở Sở", "01/03/2015", "Chủ tịch"),
    (2, "Trần Thị Bưởi", "02/03/1990", "030098123456", "Ban nữ công Sở", "01/03/2016", None),
    (3, "Lê Văn Cam", "1995", None, "Công đoàn cơ sở Sở", "01/03/2020", None),
    (4, "Lê Văn Cam", "1995", None, "Hội Nào đó", "01/03/2020", None),
)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    made = small_bloc()
    units = [NewUnit(made.first_unit, "cong_doan", "Công đoàn cơ sở Sở"),
             NewUnit(made.first_unit, "hoi_phu_nu", "Ban nữ công Sở")]  # fmt: skip
    found_units(actor=OPERATOR, organisation=made.first_unit, units=units)
    return made


def load(folder: Path, title: str, when: str, rows: tuple[tuple[object, ...], ...]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), (title,), (when,), *rows):
        page.append(row)
    book.save(folder / "Doan the.xlsx")
    load_files(actor=OPERATOR, paths=[folder / "Doan the.xlsx"])


def people(folder: Path, rows: tuple[tuple[object, ...], ...] = PEOPLE) -> None:
    load(folder, "DANH SÁCH ĐOÀN VIÊN, HỘI VIÊN", "Tính đến ngày 30/06/2023", (HEADER, *rows))


def test_a_person_in_two_lists_is_one_and_an_unknown_unit_waits(bloc: SmallBloc, tmp_path: Path) -> None:
    people(tmp_path)
    assert not said("unknown_sheet")
    assert (figure("mass_organisation_people"), figure("mass_organisation_memberships")) == (2, 3)
    assert said("unknown_mass_unit")
    assert "030098123456" not in str(list(SourceRow.objects.values_list("values", flat=True))), (
        "no number is kept"
    )
    people(tmp_path)
    assert MassMembership.objects.known().count() == 3 and MassPerson.objects.count() == 2
    people(tmp_path, PEOPLE[:1])
    assert (figure("mass_organisation_people"), figure("mass_organisation_memberships")) == (1, 1)


def test_numbers_are_kept_as_they_are_told(bloc: SmallBloc, tmp_path: Path) -> None:
    header = (
        "TT",
        "Tổ chức đảng",
        "Đoàn thể",
        "Số đoàn viên, hội viên",
        "Số thuộc diện tập hợp",
        "Mới vào trong kỳ",
        "Số người",
    )
    rows = (
        (1, "Sở Thứ nhất", "Công đoàn", 40, 50, 2, 45),
        (2, "Sở Thứ nhất", "Đoàn Thanh niên", 20, 20, None, None),
        (3, "Sở Thứ nhất", "Hội Phụ nữ", 30, 20, None, None),
        (4, "Sở Thứ nhất", "Hội Người cao tuổi", 30, 40, None, None),
    )
    load(tmp_path, "SỐ LƯỢNG ĐOÀN VIÊN, HỘI VIÊN", "6 tháng đầu năm 2023", (header, *rows))
    assert not said("unknown_sheet")
    assert (figure("mass_memberships_reported"), figure("mass_people_reported")) == (60, 45)
    assert (figure("mass_gathering_share"), figure("mass_joined_reported")) == (85.71, 2)
    assert said("counts") and said("unknown_kind")
