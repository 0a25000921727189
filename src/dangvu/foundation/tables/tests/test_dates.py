from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables.dates import parse_date

MARCH_5 = PartialDate(1980, 3, 5)
ZERO = date(1899, 12, 30)


def value(cell: object) -> object:
    return parse_date(cell, cell if isinstance(cell, str) else str(cell)).value


@pytest.mark.parametrize(
    "text",
    [
        "05/03/1980", "5/3/1980", "5-3-1980", "5.3.1980", "05 03 1980", "05031980", "1980-03-05", "1980/03/05",
        "ngày 5 tháng 3 năm 1980", "Ngày 05 tháng 03 năm 1980", "5 tháng 3 năm 1980", "05/03/1980 00:00:00",
        "1980-03-05T00:00:00", " 05 / 03 / 1980 ", "05//03/1980", "O5/O3/198O", "05/03/1980.", "'05/03/1980",
        "05–03–1980", "sinh ngày 5/3/1980", "mồng 5 tháng 3 năm 1980", "05,03,1980", "05\\03\\1980", "l5/03/1980",
    ],
)  # fmt: skip
def test_every_common_way_of_writing_a_day_is_read(text: str) -> None:
    assert value(text) == (PartialDate(1980, 3, 15) if text.startswith("l5") else MARCH_5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1980", PartialDate(1980)),
        ("năm 1980", PartialDate(1980)),
        ("sinh năm 1980", PartialDate(1980)),
        ("3/1980", PartialDate(1980, 3)),
        ("03-1980", PartialDate(1980, 3)),
        ("tháng 3/1980", PartialDate(1980, 3)),
        ("tháng 3 năm 1980", PartialDate(1980, 3)),
        ("T3/1980", PartialDate(1980, 3)),
        ("1980-03", PartialDate(1980, 3)),
        ("00/00/1980", PartialDate(1980)),
        ("00/03/1980", PartialDate(1980, 3)),
        ("…/…/1980", PartialDate(1980)),
        ("../03/1980", PartialDate(1980, 3)),
    ],
)
def test_a_date_without_a_day_keeps_its_precision(text: str, found: PartialDate) -> None:
    assert value(text) == found


def test_date_cells_and_datetime_cells_are_read() -> None:
    assert value(date(1980, 3, 5)) == MARCH_5
    assert value(datetime(1980, 3, 5, 14, 30)) == MARCH_5


def test_a_serial_number_is_a_day_and_a_small_one_a_year() -> None:
    assert value(29285) == MARCH_5
    assert value(29285.75) == MARCH_5
    assert value(1980) == PartialDate(1980)
    assert value(1980.0) == PartialDate(1980)
    assert value(25031980) == PartialDate(1980, 3, 25)
    assert value(5031980) == MARCH_5


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), 1e300, 7, 0, 2500, 250000, 12.5, -3, True])
def test_other_numbers_are_no_dates(cell: object) -> None:
    assert parse_date(cell, str(cell)).problem == "invalid_date"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2023", "tháng 2 năm 2023 không có ngày 31"),
        ("29/02/2023", "tháng 2 năm 2023 không có ngày 29"),
        ("31/04/2023", "tháng 4 năm 2023 không có ngày 31"),
        ("5/3/802", "năm 802 không hợp lý"),
        ("05/03/1080", "năm 1080 không hợp lý"),
        ("05/03/19800", "không hợp lý"),
        ("13/2023", "không có tháng 13"),
        ("hôm qua", "đề nghị ghi theo ngày/tháng/năm"),
        ("05/03/1980 và 06/03/1980", "đề nghị ghi"),
        ("0", "đề nghị ghi"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, why: str) -> None:
    parsed = parse_date(text, text)
    assert (parsed.value, parsed.problem) == (None, "invalid_date")
    assert why in (parsed.message or "")
    assert text in (parsed.message or "")


@pytest.mark.parametrize("text", ["01-05-23", "5/3/80", "31.12.68", "3/2/30", "31/02/23", "1-May-23"])
def test_a_year_of_two_digits_is_refused(text: str) -> None:
    parsed = parse_date(text, text)
    assert (parsed.value, parsed.problem) == (None, "invalid_date")
    assert "hai chữ số" in (parsed.message or "")


def test_an_english_month_is_read() -> None:
    assert value("12 Dec 1999") == PartialDate(1999, 12, 12)


def test_a_date_with_the_month_first_is_never_swapped_in_silence() -> None:
    parsed = parse_date("12/25/2023", "12/25/2023")
    assert (parsed.value, parsed.problem) == (None, "invalid_date")
    assert "25/12/2023" in (parsed.message or "")


STYLES = [
    "{d:02d}/{m:02d}/{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d:02d}.{m:02d}.{y}", "{d:02d} {m:02d} {y}",
    "{d:02d}{m:02d}{y}", "{y}-{m:02d}-{d:02d}", "ngày {d} tháng {m} năm {y}", "{d:02d}/{m:02d}/{y} 00:00:00",
    "  {d} / {m} / {y}", "Ngày {d:02d}/{m:02d}/{y}",
]  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(STYLES))
def test_any_day_in_any_style_is_read_back(day: date, style: str) -> None:
    assert value(style.format(d=day.day, m=day.month, y=day.year)) == PartialDate.of(day)


@given(st.dates(date(1926, 1, 1), date(2099, 12, 31)))
def test_any_serial_number_of_our_times_is_its_day(day: date) -> None:
    assert value((day - ZERO).days) == PartialDate.of(day)


@given(st.text(max_size=30))
def test_no_text_breaks_the_parser(text: str) -> None:
    parsed = parse_date(text, text)
    assert (parsed.value is None) == (parsed.problem is not None)
