"""A workbook that the program prepares to be filled in is known again as its kind when it comes back."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.intake.upload.prepared import prepared
from dangvu.intake.upload.reading import Incoming
from tests.intake.uploading import handed_in, rows
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
FILLED = {
    "discipline": {"Hình thức kỷ luật": "Khiển trách", "Ngày quyết định": "10/04/2023"},
    "petitions": {"Ngày nhận": "10/04/2023", "Loại đơn": "Tố cáo", "Kết quả xử lý": "Đang giải quyết"},
    "integrity": {"Người phải kê khai tài sản, thu nhập": 5, "Người đã kê khai": 5},
    "vetting": {
        "Loại văn bản thẩm tra": "Trả lời thẩm tra",
        "Ngày văn bản": "10/04/2023",
        "Số hồ sơ, trường hợp": 3,
    },
    "awards": {
        "Tập thể, chi bộ": "Chi bộ Văn phòng",
        "Hình thức khen": "Giấy khen",
        "Ngày quyết định": "10/04/2023",
    },
    "dues": {"Họ và tên": "Lý Thị Ẩm", "Diện đóng": "Hưởng lương", "Căn cứ tính, đồng": 6_000_000},
    "mass_activities": {
        "Loại việc": "Hội nghị đối thoại",
        "Ngày tổ chức": "10/04/2023",
        "Nội dung": "Nhà ở",
    },
}


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.mark.parametrize("kind", FILLED)
def test_what_was_prepared_is_known_again(bloc: SmallBloc, kind: str) -> None:
    made, name = prepared(
        actor=OPERATOR, organisation=bloc.first_unit, kind=kind, on=date(2023, 6, 30), period=Period.parse("2023-H1")
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(made))
    page = book.worksheets[0]
    head = next(row for row in page.iter_rows() if {cell.value for cell in row} >= FILLED[kind].keys())
    for cell in head:
        if cell.value in FILLED[kind]:
            page.cell(cell.row + 1, cell.column, FILLED[kind][cell.value])
    held = io.BytesIO()
    book.save(held)
    upload = handed_in([Incoming(name, held.getvalue())], at=bloc.first_unit)
    assert {row.kind for row in rows(upload)} == {kind}
