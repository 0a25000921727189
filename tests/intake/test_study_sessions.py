"""A unit's sheet of study sessions: read by its words, counted once, corrected as a whole, stopped where it is marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.intake.actions import load_files
from dangvu.intake.models import Finding
from dangvu.work.documents.actions import NewIncoming, NewSession, receive_from_outside, record_sessions, send
from dangvu.work.documents.models import StudySession
from dangvu.work.documents.queries import sessions
from tests.intake.support import figure, said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
Row = tuple[object, ...]
HEADER: Row = (
    "TT",
    "Đơn vị tổ chức",
    "Ngày tổ chức",
    "Nội dung quán triệt",
    "Hình thức",
    "Đảng viên phải dự",
    "Đảng viên có mặt",
    "Quần chúng dự",
)
ROWS: tuple[Row, ...] = (
    (1, "Chi bộ Văn phòng", "10/03/2023", "Nghị quyết số 15-NQ/TU", "Trực tiếp", 4, 3, 2),
    (2, "Chi bộ Kế hoạch", "11/03/2023", "Nghị quyết số 15-NQ/TU", "Trực tuyến", 3, 3, None),
    (3, "Chi bộ Kế hoạch", "12/05/2023", "Kết luận số 20-KL/TU", "Trực tiếp", None, 3, None),
)  # fmt: skip


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def sheet(folder: Path, rows: tuple[Row, ...], name: str = "Hoc nghi quyet.xlsx") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ("ĐẢNG BỘ SỞ THỨ NHẤT",),
        ("KẾT QUẢ HỌC TẬP, QUÁN TRIỆT VĂN BẢN",),
        ("6 tháng đầu năm 2023",),
        HEADER,
        *rows,
    ):
        page.append(row)
    book.save(folder / name)
    return folder / name


def load(path: Path) -> None:
    load_files(actor=OPERATOR, paths=[path])


def test_a_sheet_of_sessions_is_counted_and_numbers_not_told_are_no_zero(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    load(sheet(tmp_path, ROWS))
    assert not said("no_organisation") and not said("unknown_sheet")
    assert [figure(name) for name in ("study_sessions", "study_obliged", "study_present", "study_attendance_share", "study_non_members")] == [
        3, 7, 6, 85.71, 2,
    ]  # fmt: skip


def test_reading_it_twice_changes_nothing_and_a_correction_replaces(bloc: SmallBloc, tmp_path: Path) -> None:
    load(sheet(tmp_path, ROWS))
    load(sheet(tmp_path, ROWS))
    assert StudySession.objects.known().count() == 3
    load(
        sheet(
            tmp_path,
            (
                *ROWS[:2],
                (3, "Chi bộ Kế hoạch", "12/05/2023", "Kết luận số 20-KL/TU", "Trực tiếp", 3, 2, None),
            ),
        )
    )
    assert StudySession.objects.known().count() == 3
    assert (figure("study_obliged"), figure("study_present")) == (10, 8)


def test_a_row_takes_the_place_of_what_was_typed(bloc: SmallBloc, tmp_path: Path) -> None:
    new = NewIncoming("15-NQ/TU", date(2023, 2, 1), "Tỉnh ủy", "Nghị quyết", date(2023, 2, 2), "nghi_quyet")
    (document,) = receive_from_outside(actor=OPERATOR, organisation=bloc.root, documents=[new])
    send(
        actor=OPERATOR, organisation=bloc.root, document=document, to=[bloc.first_cell], on=date(2023, 2, 6),
        study_by=date(2023, 3, 31),
    )  # fmt: skip
    typed = NewSession(
        bloc.first_cell, date(2023, 3, 10), "Học nghị quyết", obliged=4, present=4, documents=(document,)
    )
    record_sessions(actor=OPERATOR, organisation=bloc.first_cell, sessions=[typed])
    load(sheet(tmp_path, ROWS))
    assert figure("study_sessions") == 3
    day = date(2023, 3, 10)
    (session,) = sessions(actor=OPERATOR, organisation=bloc.root, start=day, end=day)
    assert (session.typed, session.documents) == (False, ("15-NQ/TU",)), "what it was about stays"


def test_a_marked_file_is_not_loaded_and_nothing_of_it_is_kept(bloc: SmallBloc, tmp_path: Path) -> None:
    load(
        sheet(
            tmp_path, (*ROWS, (None, "TỐI MẬT", None, None, None, None, None, None)), "Nghi quyet rieng.xlsx"
        )
    )
    assert StudySession.objects.count() == 0
    (finding,) = Finding.objects.known().filter(kind="secret_file")
    assert "dấu độ mật" in finding.message and "rieng" not in finding.file_name
