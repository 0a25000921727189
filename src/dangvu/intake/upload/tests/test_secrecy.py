"""Marks of secrecy are told from ordinary words, in every encoding."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.vietnamese import encode
from dangvu.foundation.workbooks import Sheet, Workbook
from dangvu.intake.upload.secrecy import is_mark, marks

MARKS = (
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "Tuyệt mật",
    "Độ mật: MẬT",
    "ĐỘ MẬT: Tối mật",
    "M Ậ T",
    "T U Y Ệ T  M Ậ T",
    "(MẬT)",
)
ORDINARY = (
    "Học tập Luật Bảo vệ bí mật nhà nước", "Nguyễn Văn Mật", "Mật", "Mặt trận Tổ quốc", "Bảo mật thông tin", "mất",
    "Chi bộ Phòng Cơ mật", "Sinh hoạt chuyên đề về giữ gìn bí mật", "mật ong", "Mat",
)  # fmt: skip


@pytest.mark.parametrize("text", MARKS)
@pytest.mark.parametrize("how", ["", "tcvn3", "vni", "nfd"])
def test_a_mark_is_found_in_every_encoding(text: str, how: str) -> None:
    disguised = unicodedata.normalize("NFD", text) if how == "nfd" else encode(text, how) if how else text
    assert is_mark(disguised)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_mark(text: str) -> None:
    assert not is_mark(text)


def _book(rows: list[list[object]], name: str = "Danh sach.xlsx") -> Workbook:
    return Workbook(Path(name), name, "", 0, [Sheet("Trang 1", rows)], [])  # type: ignore[arg-type]


def test_a_given_name_in_its_own_column_is_no_mark() -> None:
    assert not list(marks(_book([[1, "NGUYỄN VĂN", "MẬT", "05/03/1980", "Kinh"]]), b""))


def test_a_stamp_above_the_table_is_a_mark() -> None:
    assert list(marks(_book([["ĐẢNG ỦY KHỐI", None, None, None, "MẬT"]]), b""))


@pytest.mark.parametrize("name", ["Danh sách TUYỆT MẬT.xlsx", "BC 12 (MẬT).xlsx", "to-trinh_Tối mật.xls"])
def test_the_name_of_a_file_may_carry_the_mark(name: str) -> None:
    assert list(marks(_book([["x"]], name), b""))


def test_a_header_of_the_printed_page_is_read() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Họ và tên"
    book.active.oddHeader.center.text = "TỐI MẬT"
    book.active.oddHeader.center.size = 14
    kept = io.BytesIO()
    book.save(kept)
    assert list(marks(_book([["Họ và tên"]]), kept.getvalue()))
