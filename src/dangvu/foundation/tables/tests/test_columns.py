from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.tables.columns import Cell, Choice, Parsed, identifier, mark, number, whole_number

COLOURS = Choice(
    {"red": ("Đỏ", "Màu đỏ"), "blue": ("Xanh",), "blue_green": ("Xanh lục",), "none": ("Không màu",)}
)


def of(parse: object, cell: Cell) -> Parsed:
    return parse(cell, cell if isinstance(cell, str) else str(cell))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("1.234", 1234),
        ("12 đồng chí", 12),
        ("1.234.567", 1234567),
        ("0", 0),
    ],
)
def test_counts_are_read(cell: Cell, value: int) -> None:
    assert of(whole_number, cell) == (value, None, None, None)


@pytest.mark.parametrize(
    "cell",
    [float("inf"), float("nan"), "12/15", "mười hai", "1,5", 1.5, "12 (nữ 3)", "-3", -3, "60%", "1.23", True],
)
def test_what_is_not_surely_a_count_is_refused(cell: Cell) -> None:
    assert of(whole_number, cell).problem == "invalid_number"


def test_a_dash_is_an_empty_cell() -> None:
    assert of(whole_number, "-") == (None, None, None, None)


def test_decimals_are_written_with_a_comma() -> None:
    assert of(number, "59,86").value == Decimal("59.86")
    assert of(number, "59,86%").value == Decimal("59.86")
    assert of(number, "1.234,5").value == Decimal("1234.5")
    assert of(number, 59.86).value == Decimal("59.86")


@given(st.integers(0, 10**9))
def test_any_count_is_read_back_however_it_is_grouped(count: int) -> None:
    assert of(whole_number, f"{count:,}".replace(",", ".")).value == count
    assert of(whole_number, str(count)).value == count
    assert of(whole_number, float(count)).value == count


def test_an_identifier_stays_text_and_forgives_spaces() -> None:
    parse = identifier(12, 9)
    assert of(parse, "019080000001") == ("019080000001", None, None, None)
    assert of(parse, "019 080 000 001").value == "019080000001"
    assert of(parse, "123456789").value == "123456789"


def test_a_lost_zero_is_said_and_never_put_back_in_silence() -> None:
    parsed = of(identifier(12, 9), 19080000001)
    assert (parsed.value, parsed.problem) == ("19080000001", "lost_zero")
    assert "019080000001" in (parsed.message or "")


@pytest.mark.parametrize("cell", ["12345", "01908000000123", "chưa có", "1.9E+10"])
def test_other_identifiers_are_refused(cell: Cell) -> None:
    assert of(identifier(12, 9), cell).problem == "invalid_number"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đỏ", "red"),
        ("ĐỎ", "red"),
        ("do", "red"),
        ("màu đỏ tươi", "red"),
        ("Xanh lục đậm", "blue_green"),
        ("Xanh.", "blue"),
        ("không màu", "none"),
        ("không đỏ", None),
        ("chưa đỏ", None),
        ("tím", None),
    ],
)
def test_words_stand_for_slugs(text: str, slug: str | None) -> None:
    assert COLOURS.find(text) == slug


def test_two_answers_are_no_answer() -> None:
    both = Choice({"in": ("đi vào",), "out": ("đi rồi",)})
    assert both.find("đi vào, đi rồi") is None


def test_an_unknown_word_is_said_with_the_words_that_may_be_used() -> None:
    parsed = COLOURS("tím", "tím")
    assert parsed.problem == "unknown_choice"
    assert "Đỏ, Xanh" in (parsed.message or "")


def test_a_cross_gives_the_value_of_its_column() -> None:
    sizes = Choice({"big": ("Lớn",), "small": ("Nhỏ",)}, contains=False)
    parse = mark("big", "Lớn", ("small", "Nhỏ"), sizes)
    for cross in ("x", "X", "v", "✓", "1", "lớn", "Lớn"):
        assert of(parse, cross).value == "big"
    assert of(parse, "nhỏ").value == "small"
    assert of(parse, "0").value == "small"
    assert of(parse, "?").problem == "unknown_choice"
