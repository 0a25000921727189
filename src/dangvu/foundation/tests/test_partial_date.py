"""Dates as people write them keep their precision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.partial_date import PartialDate


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_a_date_is_read_back_as_precise_as_it_was_written(day: date, precision: str) -> None:
    partial = PartialDate(
        day.year, None if precision == "year" else day.month, day.day if precision == "day" else None
    )
    assert PartialDate.from_iso(partial.iso()) == partial
    assert partial.precision == precision
    assert partial.is_full == (precision == "day")
    assert partial.first <= day <= partial.last


@pytest.mark.parametrize(
    ("partial", "shown", "first", "last"),
    [
        (PartialDate(1975), "1975", date(1975, 1, 1), date(1975, 12, 31)),
        (PartialDate(1976, 2), "02/1976", date(1976, 2, 1), date(1976, 2, 29)),
        (PartialDate(1975, 2, 3), "03/02/1975", date(1975, 2, 3), date(1975, 2, 3)),
    ],
)
def test_a_date_without_a_day_or_month_reaches_over_all_it_can_be(
    partial: PartialDate, shown: str, first: date, last: date
) -> None:
    assert (str(partial), partial.first, partial.last) == (shown, first, last)


@pytest.mark.parametrize(
    "parts", [(1975, 2, 30), (1975, 13, None), (1975, None, 3), (2023, 2, 29), (0, None, None)]
)
def test_what_no_calendar_has_is_refused(parts: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)
