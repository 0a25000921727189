"""Sheets of petitions, of anti-corruption counts, of dialogues: counted once, corrected by a later one, undone whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.intake.actions import load_files
from dangvu.intake.models import Line
from dangvu.intake.undo import undo
from dangvu.intake.upload.actions import write
from dangvu.intake.upload.models import Batch
from dangvu.intake.upload.reading import Incoming
from dangvu.work.integrity.models import IntegrityCount
from dangvu.work.mass.models import MassActivity
from dangvu.work.petitions.actions import NewPetitions, record_petitions
from dangvu.work.petitions.models import Petition
from dangvu.work.vetting.actions import NewPaper, record_papers
from dangvu.work.vetting.models import VettingPaper
from tests.intake.support import figure, said
from tests.intake.uploading import handed_in
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
Rows = tuple[tuple[object, ...], ...]
PETITIONS: Rows = (
    ("TÌNH HÌNH TIẾP NHẬN, XỬ LÝ ĐƠN THƯ",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Ngày nhận", "Loại đơn", "Nặc danh", "Số đơn", "Kết quả xử lý", "Người gửi"),
    (1, "03/02/2023", "Tố cáo Trịnh Hoài Vắng", None, 2, "Đang giải quyết", "Trịnh Hoài Vắng"),
    (2, "04/02/2023", "Khiếu nại", None, None, "Đã giải quyết", None),
    (3, "05/02/2023", "Tố cáo", "x", 1, "Đã giải quyết", None),
)
INTEGRITY: Rows = (
    ("KẾT QUẢ KÊ KHAI TÀI SẢN, PHÒNG CHỐNG THAM NHŨNG",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Đơn vị", "Số người phải kê khai", "Đã kê khai", "Đã công khai", "Được xác minh"),
    (1, "Chi bộ Văn phòng", 5, 4, 4, 1),
    (2, "Chi bộ Kế hoạch", 3, 4, 0, 0),
)
ACTIVITIES: Rows = (
    ("HỘI NGHỊ ĐỐI THOẠI, THỰC HIỆN QUY CHẾ DÂN CHỦ Ở CƠ SỞ",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Đơn vị", "Loại việc", "Ngày tổ chức", "Nội dung", "Số người dự"),
    (1, "Sở Thứ Nhất", "Đối thoại", "10/03/2023", "Đối thoại với đoàn viên về nhà ở", 45),
    (2, "Sở Thứ Nhất", "Quy chế dân chủ", "20/03/2023", "Hội nghị cán bộ, công chức", 60),
    (3, "Sở Thứ Nhất", "Đối thoại", "20/09/2023", "Đối thoại chưa tới ngày", None),
)
VETTING: Rows = (
    ("TÌNH HÌNH THẨM TRA LÝ LỊCH, KẾT LUẬN TIÊU CHUẨN CHÍNH TRỊ",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Loại văn bản", "Số văn bản", "Ngày văn bản", "Phục vụ công tác", "Số hồ sơ", "Họ và tên"),
    (1, "Thẩm tra lý lịch", "45-CV/ĐU", "03/02/2023", "Kết nạp", 4, "Trịnh Hoài Vắng"),
    (2, "Kết luận TCCT", "12-KL/ĐU", "04/03/2023", "Bổ nhiệm", None, None),
    (3, "Trả lời thẩm tra", "51-CV/ĐU", "04/09/2023", "Kết nạp", 2, None),
)
KINDS = [
    (PETITIONS, "petitions", Petition, "not_a_petition", 2),
    (INTEGRITY, "integrity", IntegrityCount, "counts", 1),
    (ACTIVITIES, "mass_activities", MassActivity, "activity", 2),
    (VETTING, "vetting", VettingPaper, "not_vetting", 2),
]


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def made(folder: Path, rows: Rows, name: str) -> Path:
    book = openpyxl.Workbook()
    for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), *rows):
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def load(folder: Path, rows: Rows, name: str = "Bieu.xlsx") -> None:
    load_files(actor=OPERATOR, paths=[made(folder, rows, name)])


@pytest.mark.parametrize(("rows", "kind", "model", "held", "kept"), KINDS)
def test_a_sheet_is_known_by_its_words_counted_once_corrected_and_undone(
    bloc: SmallBloc, tmp_path: Path, rows: Rows, kind: str, model: type, held: str, kept: int
) -> None:
    load(tmp_path, rows)
    assert set(Line.objects.values_list("submission__kind", flat=True)) == {kind}
    assert model.objects.known().count() == kept and len(said(held)) == 1
    load(tmp_path, (*rows, ("Ghi chú: gửi lại",)), "Gui lai.xlsx")
    assert model.objects.count() == kept
    load(tmp_path, rows[:4])
    assert model.objects.known().count() == 1 and not said(held)
    undo(actor=OPERATOR, batch=Batch.objects.latest("pk").pk, reason="nạp nhầm")
    assert model.objects.known().count() == kept and len(said(held)) == 1


@pytest.mark.parametrize(("rows", "kind", "model", "held", "kept"), KINDS)
def test_the_same_sheet_handed_in_by_browser_is_shown_and_written(
    bloc: SmallBloc, tmp_path: Path, rows: Rows, kind: str, model: type, held: str, kept: int
) -> None:
    file = made(tmp_path, rows, "Bieu.xlsx")
    upload = handed_in([Incoming(file.name, file.read_bytes())], at=bloc.first_unit)
    assert upload.counts["ghi"] == kept and not model.objects.exists()
    write(actor=OPERATOR, upload=upload.pk)
    assert model.objects.known().count() == kept


def test_petitions_are_weighed_and_a_row_takes_the_place_of_what_was_typed(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    typed = NewPetitions(bloc.first_unit, date(2023, 2, 4), "khieu_nai", "da_giai_quyet", 1)
    record_petitions(actor=OPERATOR, organisation=bloc.first_unit, petitions=[typed])
    load(tmp_path, PETITIONS)
    assert figure("petitions_received") == 3
    assert not [row for row in SourceRow.objects.all() if "Trịnh" in str(row.values)]


def test_dialogues_and_declarations_are_in_their_figures(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, ACTIVITIES, "Doi thoai.xlsx")
    load(tmp_path, INTEGRITY, "Ke khai.xlsx")
    assert (figure("dialogues"), figure("declarations_due")) == (1, 5)


def test_papers_of_vetting_are_weighed_once_and_name_nobody(bloc: SmallBloc, tmp_path: Path) -> None:
    typed = NewPaper(bloc.first_unit, date(2023, 2, 3), "tham_tra", 9, "45-CV/ĐU", "ket_nap")
    record_papers(actor=OPERATOR, organisation=bloc.first_unit, papers=[typed])
    load(tmp_path, VETTING)
    told = [figure(name) for name in ("vetting_asked", "vetting_answered", "political_standard_conclusions")]
    assert told == [4, 0, 1]  # the row takes the place of what was typed; one of a day to come is held
    assert not [row for row in SourceRow.objects.all() if "Trịnh" in str(row.values)]
    load(tmp_path, (*VETTING[:3], VETTING[3], VETTING[3]), "Hai lan.xlsx")
    assert figure("vetting_asked") == 4
