"""A unit's sheet of cell meetings: read by its words, counted once, beside the sheet of thematic meetings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.intake.actions import load_files
from dangvu.work.meetings.actions import NewMeeting, enter
from dangvu.work.meetings.models import CellMeeting
from tests.intake.support import figure, said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
Row = tuple[object, ...]
HEADER: Row = (
    "TT",
    "Chi bộ",
    "Ngày sinh hoạt",
    "Loại buổi",
    "Nội dung",
    "Phải dự",
    "Có mặt",
    "Cấp ủy cấp trên dự",
    "Xếp loại",
)
ROWS: tuple[Row, ...] = (
    (1, "Chi bộ Văn phòng", "03/03/2023", "Định kỳ", "Nhiệm vụ tháng 3", 4, 3, 1, "Tốt"),
    (2, "Chi bộ Kế hoạch", "03/03/2023", None, None, 3, 3, None, "Khá"),
    (3, "Chi bộ Kế hoạch", "17/03/2023", "Chuyên đề", "Nêu gương", None, 3, None, None),
)  # fmt: skip
NAMES = ("cell_meetings_regular", "thematic_meetings", "cell_meetings_obliged", "cell_meetings_present",
         "cell_meetings_good", "committee_attendances")  # fmt: skip


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def load(folder: Path, rows: tuple[Row, ...], title: str = "KẾT QUẢ SINH HOẠT CHI BỘ") -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), (title,), ("6 tháng đầu năm 2023",), HEADER, *rows):
        page.append(row)
    book.save(folder / "Sinh hoat.xlsx")
    load_files(actor=OPERATOR, paths=[folder / "Sinh hoat.xlsx"])


def told() -> list[float | None]:
    return [figure(name) for name in NAMES]


def test_a_sheet_of_meetings_is_counted_and_numbers_not_told_are_no_zero(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    before = figure("thematic_meetings")
    load(tmp_path, ROWS)
    assert not said("no_organisation") and not said("unknown_sheet")
    assert told() == [2, (before or 0) + 1, 7, 6, 1, 1]


def test_reading_it_twice_changes_nothing_and_a_correction_replaces(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, ROWS)
    load(tmp_path, ROWS)
    there = CellMeeting.objects.known().filter(source_row__isnull=False)
    assert there.count() == 3
    load(
        tmp_path,
        (*ROWS[:1], (2, "Chi bộ Kế hoạch", "03/03/2023", "Định kỳ", None, 3, 2, None, "Tốt"), ROWS[2]),
    )
    assert there.count() == 3
    assert (figure("cell_meetings_present"), figure("cell_meetings_good")) == (5, 2)


def test_a_row_takes_the_place_of_what_was_typed(bloc: SmallBloc, tmp_path: Path) -> None:
    typed = NewMeeting(bloc.second_cell, "dinh_ky", date(2023, 3, 3), attended=2)
    enter(actor=OPERATOR, organisation=bloc.second_cell, meeting=typed)
    load(tmp_path, ROWS)
    assert figure("cell_meetings_regular") == 2
    row = CellMeeting.objects.known().get(organisation_id=bloc.second_cell, kind="dinh_ky")
    assert (row.attended, row.quality) == (3, "kha")


def test_a_sitting_of_both_kinds_is_one_of_each_and_its_attendance_counts_once(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    before = figure("thematic_meetings") or 0
    load(tmp_path, ((1, "Chi bộ Văn phòng", "03/03/2023", "Kết hợp", "Nêu gương", 4, 3, None, "Tốt"),))
    assert told()[:4] == [1, before + 1, 4, 3]
