"""Sheets of commendations and of a month's dues: read, corrected, undone, and what can't be is held with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.intake.actions import load_files
from dangvu.intake.models import Line
from dangvu.intake.undo import undo
from dangvu.intake.upload.actions import write
from dangvu.intake.upload.models import Batch
from dangvu.intake.upload.reading import Incoming
from dangvu.work.awards.actions import Decision, record_awards
from dangvu.work.awards.models import Award
from dangvu.work.dues.models import DuesMonth
from tests.intake.support import figure, said
from tests.intake.uploading import handed_in
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
Rows = tuple[tuple[object, ...], ...]
ON = date(2023, 3, 3)
AWARDS: Rows = (
    ("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Cấp khen", "Số quyết định", "Ngày quyết định"),
    (1, "Lý Thị Ẩm", "Chi bộ Văn phòng", "Giấy khen", "Đảng ủy Khối", "15-QĐ/ĐUK", "03/03/2023"),
    (2, None, "Chi bộ Kế hoạch", "Bằng khen", "Tỉnh ủy", "20-QĐ/TU", "03/03/2023"),
    (3, None, "Chi bộ Kế hoạch", "Giấy khen", "Đảng ủy Khối", None, "03/03/2023"),
    (4, "Trịnh Hoài Vắng", "Chi bộ Văn phòng", "Giấy khen", "Đảng ủy Khối", "15-QĐ/ĐUK", "03/03/2023"),
)
DUES: Rows = (
    ("DANH SÁCH THU ĐẢNG PHÍ",),
    ("Tháng 3 năm 2023",),
    ("TT", "Họ và tên", "Chi bộ", "Diện đóng", "Tiền lương", "Đã đóng", "Lý do chưa đóng"),
    (1, "Lý Thị Ẩm", "Chi bộ Văn phòng", "Hưởng lương", "6.000.000", None, None),
    (2, "Vi Văn Đẳng", "Chi bộ Văn phòng", "Lương hưu", 6000000, 0, "đi viện"),
    (3, "Tạ Thị Ngữ", "Chi bộ Văn phòng", "Hưởng lương", None, None, None),
)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    seed(actor=OPERATOR)
    return small_bloc()


def made(folder: Path, rows: Rows, name: str) -> Path:
    book = openpyxl.Workbook()
    for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), *rows):
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def load(folder: Path, rows: Rows, name: str = "Bieu.xlsx") -> None:
    load_files(actor=OPERATOR, paths=[made(folder, rows, name)])


@pytest.mark.parametrize(
    ("rows", "kind", "model", "held"),
    [(AWARDS, "awards", Award, "not_an_award"), (DUES, "dues", DuesMonth, "dues")],
)
def test_a_sheet_is_known_by_its_words_read_once_corrected_and_undone(
    bloc: SmallBloc, tmp_path: Path, rows: Rows, kind: str, model: type, held: str
) -> None:
    load(tmp_path, rows)
    assert set(Line.objects.values_list("submission__kind", flat=True)) == {kind}
    assert model.objects.known().count() == 2 and len(said(held)) == 1
    load(tmp_path, (*rows, ("Ghi chú: gửi lại",)), "Gui lai.xlsx")
    assert model.objects.count() == 2
    load(tmp_path, rows[:4])
    assert model.objects.known().count() == 1 and not said(held)
    undo(actor=OPERATOR, batch=Batch.objects.latest("pk").pk, reason="nạp nhầm")
    assert model.objects.known().count() == 2 and len(said(held)) == 1


@pytest.mark.parametrize(("rows", "model"), [(AWARDS, Award), (DUES, DuesMonth)])
def test_the_same_sheet_handed_in_by_browser_is_shown_and_written(
    bloc: SmallBloc, tmp_path: Path, rows: Rows, model: type
) -> None:
    file = made(tmp_path, rows, "Bieu.xlsx")
    upload = handed_in([Incoming(file.name, file.read_bytes())], at=bloc.first_unit)
    assert upload.counts["ghi"] == 2 and not model.objects.exists()
    write(actor=OPERATOR, upload=upload.pk)
    assert model.objects.known().count() == 2


def test_a_commendation_typed_before_gives_way_to_the_row_and_a_stranger_waits(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    told = Decision("giay_khen", "cap_tren", "nam", "15-QĐ/ĐUK", ON)
    record_awards(actor=OPERATOR, organisation=bloc.first_unit, told=told, people=[bloc.people["Lý Thị Ẩm"]])
    load(tmp_path, AWARDS)
    (row,) = Award.objects.known().filter(person__isnull=False)
    assert (row.organisation_id, row.source_row_id is not None) == (bloc.first_cell, True)
    assert said("unknown_person") and Award.objects.known().count() == 2


def test_what_was_paid_and_why_less_is_kept_by_cell_and_month(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, DUES)
    rows = {row.person_id: row for row in DuesMonth.objects.known()}
    full, less = (rows[bloc.people[name]] for name in ("Lý Thị Ẩm", "Vi Văn Đẳng"))
    assert (full.due, full.paid, full.month, full.organisation_id) == (
        60_000,
        60_000,
        ON.replace(day=1),
        bloc.first_cell,
    )
    assert (less.payer, less.due, less.paid, less.reason) == ("huu_tri", 30_000, 0, "đi viện")
    assert figure("dues_collected") == 60_000


def test_a_sheet_of_more_than_a_month_is_held_and_says_so(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, (DUES[0], ("6 tháng đầu năm 2023",), *DUES[2:4]))
    assert said("not_a_month") and not DuesMonth.objects.exists()
