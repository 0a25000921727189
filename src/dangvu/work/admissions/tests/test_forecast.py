"""Forecasts: a band that rises, never below what is done, and the same answer for the same records."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.work.admissions.rules.forecast import (
    WAY,
    Forecast,
    Waiting,
    expected_on,
    is_whole,
    pace,
    part_of_year,
    pipeline,
    step_times,
)

pytestmark = pytest.mark.engine_free
TODAY = date(2023, 7, 5)


def test_without_earlier_years_the_pace_is_even_over_the_year() -> None:
    found = pace(88, TODAY, {})
    assert found.years == ()
    assert found.band.middle == round(88 / (186 / 365))  # 5/7 is the 186th day
    assert found.band.low < found.band.middle < found.band.high


def test_with_earlier_years_their_shape_decides() -> None:
    # Half by the end of June, the other half after: 88 by 30/6 → 176.
    history = {2021: [10] * 6 + [10] * 6, 2022: [5] * 6 + [5] * 6}
    found = pace(88, date(2023, 6, 30), history)
    assert (found.years, found.band.middle) == ((2021, 2022), 176)


def test_a_year_that_ran_late_lifts_the_high_end() -> None:
    history = {2021: [10] * 12, 2022: [5] * 6 + [15] * 6}
    found = pace(60, date(2023, 6, 30), history)
    assert found.band.low == 120 and found.band.high == 240


def test_the_part_of_the_year_takes_the_month_evenly() -> None:
    assert part_of_year([31, *[0] * 10, 31], date(2023, 1, 31)) == 0.5
    assert part_of_year([31, *[0] * 10, 31], date(2023, 1, 1)) == pytest.approx(1 / 62)


def test_a_decided_dossier_is_expected_soon_and_a_new_one_late() -> None:
    times, recorded = step_times({"le_ket_nap": [10, 20, 20, 20, 30]})
    assert recorded["le_ket_nap"] and not recorded["don"]
    assert expected_on(Waiting(1, "le_ket_nap", date(2023, 7, 1)), TODAY, times) == date(2023, 7, 21)
    assert expected_on(Waiting(1, "le_ket_nap", date(2023, 1, 1)), TODAY, times) == TODAY
    assert expected_on(Waiting(2, "lop_nhan_thuc", TODAY), TODAY, times) > date(2024, 6, 1)


def test_who_is_past_the_vote_counts_whole_and_who_is_before_it_with_the_share() -> None:
    waiting = [Waiting(n, "le_ket_nap", TODAY) for n in range(3)] + [
        Waiting(10 + n, "y_kien", TODAY) for n in range(10)
    ]
    found = pipeline(20, waiting, TODAY, {}, 0.5)
    assert found.groups["da_quyet_dinh"] == (0, 1, 2)
    assert found.band.middle == 20 + 3 + 5
    assert sum(found.months) == 13


def test_a_year_whose_second_half_was_not_recorded_does_not_tell_how_a_year_goes() -> None:
    half = [14, 15, 15, 15, 15, 14, 2, 0, 0, 0, 0, 0]
    assert not is_whole(half) and is_whole([8] * 12) and is_whole([1, *[0] * 11]) and not is_whole([0] * 12)
    assert pace(40, TODAY, {2022: half}).years == ()


@given(
    st.integers(0, 300), st.lists(st.tuples(st.sampled_from(WAY), st.dates(date(2022, 1, 1), TODAY)), max_size=60),
    st.dictionaries(st.integers(2020, 2022), st.lists(st.integers(0, 40), min_size=12, max_size=12), max_size=3),
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
)  # fmt: skip
def test_every_band_rises_and_none_is_below_what_is_done(
    done: int, waiting: list[tuple[str, date]], history: dict[int, list[int]], today: date
) -> None:
    found = Forecast(
        done, today, (done, *[0] * 11),
        pipeline(done, [Waiting(n, *one) for n, one in enumerate(waiting)], today, {}),
        pace(done, today, history),
    )  # fmt: skip
    for band in (found.pipeline.band, found.pace.band, found.band):
        assert done <= band.low <= band.middle <= band.high
