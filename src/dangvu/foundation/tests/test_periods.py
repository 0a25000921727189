"""Periods and their codes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.periods import Period

DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(0, 800))
def test_a_period_is_read_back_from_its_code(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    assert Period.parse(period.code) == period


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2023", "2023-01-01", "2023-12-31", "năm 2023"),
        ("2023-H1", "2023-01-01", "2023-06-30", "6 tháng đầu năm 2023"),
        ("2023-H2", "2023-07-01", "2023-12-31", "6 tháng cuối năm 2023"),
        ("2023-9M", "2023-01-01", "2023-09-30", "9 tháng đầu năm 2023"),
        ("2023-Q4", "2023-10-01", "2023-12-31", "quý IV năm 2023"),
        ("2024-02", "2024-02-01", "2024-02-29", "tháng 2 năm 2024"),
        ("2023-01-15..2023-03-31", "2023-01-15", "2023-03-31", "từ 15/01/2023 đến 31/03/2023"),
    ],
)
def test_each_kind_of_period_has_its_days_and_its_label(code: str, start: str, end: str, label: str) -> None:
    period = Period.parse(code)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (period.code, period.label) == (code, label)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2023-",
        "2023-H3",
        "2023-Q5",
        "2023-13",
        "2023-00",
        "23",
        "2023-H1\n",
        "2023-02-30..2023-03-01",
        "h1",
    ],
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(code)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError):
        Period.parse("2023-03-01..2023-02-28")


@given(DAYS, st.integers(0, 800))
def test_quarters_cover_the_period_day_by_day(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    quarters = period.quarters()
    assert (quarters[0].start, quarters[-1].end) == (period.start, period.end)
    for earlier, later in pairwise(quarters):
        assert earlier.after == later.start
    assert all((q.start.month - 1) // 3 == (q.end.month - 1) // 3 for q in quarters)


def test_both_ends_belong_to_the_period_and_the_day_after_does_not() -> None:
    period = Period.parse("2023-H1")
    assert date(2023, 1, 1) in period
    assert date(2023, 6, 30) in period
    assert period.after == date(2023, 7, 1)
    assert period.after not in period
    assert "2023-06-30" not in period


def test_a_yearly_target_belongs_to_the_year_in_which_the_period_ends() -> None:
    assert Period.parse("2022-11-01..2023-01-31").year == Period.parse("2023")
