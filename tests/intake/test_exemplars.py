"""A unit's sheet of models and examples: read by its words, counted once, taking the place of what was typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.intake.actions import load_files
from dangvu.work.exemplars.actions import NewExemplar, tell
from dangvu.work.exemplars.models import Exemplar
from tests.intake.support import figure, said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
HEADER = ("TT", "Tổ chức đảng", "Loại điển hình", "Tên mô hình, việc làm", "Ngày công nhận", "Cấp công nhận")
ROWS = (
    (1, "Chi bộ Văn phòng", "Mô hình học tập Bác", "Phòng họp không giấy", "19/05/2023", "Đảng ủy Khối"),
    (2, "Chi bộ Kế hoạch", "Dân vận khéo", "Tuyến phố không rác", "20/05/2023", "Tỉnh ủy"),
    (3, "Chi bộ Kế hoạch", "Chi bộ “4 tốt”", None, "03/02/2023", "Đảng ủy cơ sở"),
    (4, "Sở Thứ nhất", "Chi bộ kiểu mẫu", None, "03/02/2023", "Đảng ủy cơ sở"),
    (5, "Chi bộ Văn phòng", "Gương điển hình", "Độ mật: Tối mật. Việc khác", "03/02/2023", "Tỉnh"),
)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def load(folder: Path, rows: tuple[tuple[object, ...], ...] = ROWS) -> None:
    book = openpyxl.Workbook()
    page = book.active
    heads = (
        ("ĐẢNG BỘ SỞ THỨ NHẤT",),
        ("MÔ HÌNH, ĐIỂN HÌNH ĐƯỢC CÔNG NHẬN",),
        ("6 tháng đầu năm 2023",),
        HEADER,
    )
    for row in (*heads, *rows):
        page.append(row)
    book.save(folder / "Dien hinh.xlsx")
    load_files(actor=OPERATOR, paths=[folder / "Dien hinh.xlsx"])


def test_rows_are_counted_and_what_cannot_be_is_held(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, ROWS[:4])
    names = ("learning_models", "skilful_mobilisation_models", "cells_recognised")
    assert [figure(name) for name in names] == [1, 1, 1]
    assert said("not_recognised")
    load(tmp_path, ROWS[:4])
    assert Exemplar.objects.known().count() == 3


def test_a_row_takes_the_place_of_what_was_typed_and_keeps_whose_deed_it_is(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    someone = bloc.people["Lý Thị Ẩm"]
    on = date(2023, 5, 19)
    typed = NewExemplar(bloc.first_unit, "guong_hoc_bac", on, "Hiến máu cứu người", person=someone)
    tell(actor=OPERATOR, organisation=bloc.first_unit, exemplars=[typed])
    load(
        tmp_path,
        (*ROWS[:2], (3, "Sở Thứ nhất", "Gương điển hình", "Hiến máu cứu người", "19/05/2023", "Tỉnh")),
    )
    (row,) = Exemplar.objects.known().filter(kind="guong_hoc_bac")
    assert (row.person_id, row.source_row is not None, row.level) == (someone, True, "tinh")
    assert figure("learning_examples") == 1
