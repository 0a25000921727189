from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.reports import letterhead as lh


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2023, 7, 5), "Sông Lam, ngày 05 tháng 7 năm 2023"),
        (date(2023, 1, 31), "Sông Lam, ngày 31 tháng 01 năm 2023"),
        (date(2023, 2, 9), "Sông Lam, ngày 09 tháng 02 năm 2023"),
        (date(2023, 3, 10), "Sông Lam, ngày 10 tháng 3 năm 2023"),
        (date(2026, 12, 1), "Sông Lam, ngày 01 tháng 12 năm 2026"),
    ],
)
def test_a_zero_stands_before_small_days_and_before_the_months_one_and_two_only(
    day: date, printed: str
) -> None:
    assert lh.place_and_date("Sông Lam", day) == printed


def test_an_unknown_place_is_a_dotted_place() -> None:
    assert lh.place_and_date(" ", date(2023, 7, 5)).startswith("…")


@pytest.mark.parametrize(
    ("number", "symbol", "printed"),
    [
        ("5", "BC/ĐUK", "05-BC/ĐUK"),
        ("05", "BC/ĐUK", "05-BC/ĐUK"),
        ("128", "BC/ĐUK", "128-BC/ĐUK"),
        ("", "BC/ĐUK", "……-BC/ĐUK"),
        ("", "", "……-……/……"),
    ],
)
def test_the_number_carries_its_zero_or_its_dots(number: str, symbol: str, printed: str) -> None:
    assert lh.number_and_symbol(number, symbol) == printed


@pytest.mark.parametrize(
    ("text", "older", "newer"),
    [
        ("ĐẢNG ỦY KHỐI", "ĐẢNG UỶ KHỐI", "ĐẢNG ỦY KHỐI"),
        ("Tỉnh uỷ và Đảng ủy; Ủy ban", "Tỉnh uỷ và Đảng uỷ; Uỷ ban", "Tỉnh ủy và Đảng ủy; Ủy ban"),
        ("Khánh Hòa, Hoà Bình, thủy lợi", "Khánh Hòa, Hoà Bình, thủy lợi", "Khánh Hòa, Hoà Bình, thủy lợi"),
    ],
)
def test_only_the_word_uy_follows_the_spelling_of_the_template(text: str, older: str, newer: str) -> None:
    assert (lh.spell_uy(text, "uỷ"), lh.spell_uy(text, "ủy")) == (older, newer)


def test_a_long_name_breaks_into_even_lines() -> None:
    assert lh.balanced_lines("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", 22) == "ĐẢNG ỦY KHỐI\nCÁC CƠ QUAN TỈNH"


def test_a_break_chosen_by_the_office_stays() -> None:
    assert lh.balanced_lines("ĐẢNG ỦY\nKHỐI CÁC CƠ QUAN TỈNH", 22) == "ĐẢNG ỦY\nKHỐI CÁC CƠ QUAN TỈNH"


@given(st.lists(st.text("ABCĐẢỘ", min_size=1, max_size=9), min_size=1, max_size=14), st.integers(9, 40))
def test_breaking_loses_no_word_and_no_order(words: list[str], per_line: int) -> None:
    broken = lh.balanced_lines(" ".join(words), per_line)
    assert broken.split() == words
    assert broken.count("\n") <= 3


def test_recipients_end_with_the_archive_and_a_full_stop() -> None:
    lines = lh.recipient_lines(("- Tỉnh ủy (để báo cáo);", " ", "Các chi bộ."), "Lưu Văn phòng Đảng ủy.")
    assert lines == ["- Tỉnh ủy (để báo cáo);", "- Các chi bộ;", "- Lưu Văn phòng Đảng ủy."]


def test_unknown_recipients_are_dotted() -> None:
    assert all("…" in line for line in lh.recipient_lines((), ""))
