from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.periods import Period
from dangvu.foundation.tables.titles import as_at, document, from_to, ordinal, period, read_titles


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("(Tính đến ngày 31/12/2022)", date(2022, 12, 31)),
        ("Tính đến hết ngày 31-12-2022", date(2022, 12, 31)),
        ("TÍNH ĐẾN 31.12.2022", date(2022, 12, 31)),
        ("(Số liệu tính đến ngày 31 tháng 12 năm 2022)", date(2022, 12, 31)),
        ("Có đến ngày 01/01/2023", date(2023, 1, 1)),
        ("Thời điểm 30/6/2023", date(2023, 6, 30)),
        ("tính đến tháng 6/2023", date(2023, 6, 30)),
        ("tính đến tháng 02 năm 2024", date(2024, 2, 29)),
        ("Ngày 31/12/2022", None),
        ("Tính đến ngày 31/02/2022", None),
    ],
)
def test_the_day_that_a_list_was_drawn_up_for(line: str, day: date | None) -> None:
    assert as_at(line) == day


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("SÁU THÁNG ĐẦU NĂM 2023", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-H2"),
        ("9 tháng năm 2023", "2023-9M"),
        ("Báo cáo quý I/2023", "2023-Q1"),
        ("quý 2 năm 2023", "2023-Q2"),
        ("Quý IV năm 2023", "2023-Q4"),
        ("Quý I, II năm 2023", "2023-H1"),
        ("Quý III và quý IV/2024", "2024-H2"),
        ("6T/2023", "2023-H1"),
        ("Từ tháng 7 đến tháng 12 năm 2024", "2024-H2"),
        ("Từ tháng 01/2023 đến tháng 6/2023", "2023-H1"),
        ("Kỳ báo cáo: 01/7/2024 - 31/12/2024", "2024-H2"),
        ("tháng 6/2023", "2023-06"),
        ("Tháng 6 năm 2023", "2023-06"),
        ("NĂM 2023", "2023"),
        ("GIAO CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN NĂM 2023", "2023"),
        ("từ ngày 15/01/2023 đến ngày 31/03/2023", "2023-01-15..2023-03-31"),
        ("(Từ 01/01/2023 đến hết 30/6/2023)", "2023-H1"),
        ("Nhiệm kỳ 2020-2025", None),
        ("Nhiệm kỳ năm 2020-2025", None),
        ("Thái Nguyên, ngày 05 tháng 7 năm 2023", None),
        ("Số 12 đường Hùng Vương", None),
    ],
)
def test_the_period_that_a_sheet_reports(line: str, code: str | None) -> None:
    found = period(line)
    assert (found.code if found else None) == code


def test_the_days_of_a_class_and_its_number() -> None:
    line = "Khóa 1: từ ngày 08/02/2023 đến ngày 12/02/2023"
    assert from_to(line) == (date(2023, 2, 8), date(2023, 2, 12))
    assert from_to("Từ 08 đến 12/02/2023") == (date(2023, 2, 8), date(2023, 2, 12))
    assert ordinal(line) == 1
    assert ordinal("LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG KHÓA II") == 2
    assert ordinal("Lớp thứ 3") == 3
    assert ordinal("Lớp bồi dưỡng số 4") == 4
    assert ordinal("Nhiệm kỳ 2020-2025") is None


def test_the_document_that_a_list_belongs_to() -> None:
    assert document("(Kèm theo Nghị quyết số 15-NQ/ĐUK)") == ("15-NQ/ĐUK", None)
    found = document("Kèm theo Nghị quyết số 15 - NQ/ĐUK ngày 12/01/2023 của Đảng ủy")
    assert found == ("15-NQ/ĐUK", date(2023, 1, 12))
    assert document("Kèm theo Công văn số 07-CV/ĐU, ngày 3 tháng 5 năm 2023") == (
        "07-CV/ĐU",
        date(2023, 5, 3),
    )
    assert document("Số 12 đường Hùng Vương") is None


def test_the_date_of_a_document_is_no_period() -> None:
    facts = read_titles(["GIAO CHỈ TIÊU NĂM 2023", "(Kèm theo Nghị quyết số 15-NQ/ĐUK ngày 12/12/2022)"])
    assert facts.period == Period.parse("2023")
    assert facts.document_date == date(2022, 12, 12)


def test_a_half_year_says_more_than_a_year() -> None:
    facts = read_titles(["CÔNG TÁC NĂM 2023", "6 tháng đầu năm 2023"])
    assert facts.period == Period.parse("2023-H1")


def test_lines_without_numbers_say_nothing() -> None:
    facts = read_titles(["ĐẢNG BỘ X", "*", "DANH SÁCH ĐẢNG VIÊN"])
    assert (facts.as_at, facts.period, facts.ordinal, facts.document) == (None, None, None, None)
