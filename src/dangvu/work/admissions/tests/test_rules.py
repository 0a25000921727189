"""The worked examples of the regulations on admission and recognition."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.partial_date import PartialDate
from dangvu.work.admissions.rules import (
    due_on,
    full_years,
    latest_joining_due,
    months_after,
    over_age,
    too_early,
    under_age,
)

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


class TestAgeOnJoining:
    """Điều lệ Đảng, Điều 1; Quy định 24-QĐ/TW and 294-QĐ/TW, điểm 1 (domain rule 1): from 18 to 60 full years."""

    def test_born_15_8_2005_is_too_young_on_20_6_2023_and_old_enough_on_15_8_2023(self) -> None:
        born = PartialDate(2005, 8, 15)
        assert full_years(born.first, date(2023, 6, 20)) == 17
        assert under_age(born, date(2023, 6, 20), 18)
        assert under_age(born, date(2023, 8, 14), 18)
        assert not under_age(born, date(2023, 8, 15), 18)

    def test_whoever_was_born_on_29_february_is_18_on_1_march(self) -> None:
        born = PartialDate(2004, 2, 29)
        assert under_age(born, date(2022, 2, 28), 18)
        assert not under_age(born, date(2022, 3, 1), 18)

    def test_a_birth_known_by_year_only_gets_the_benefit_of_the_doubt(self) -> None:
        assert not under_age(PartialDate(2005), date(2023, 6, 20), 18)
        assert under_age(PartialDate(2006), date(2023, 12, 31), 18)

    def test_consent_is_needed_after_the_sixtieth_year_is_full_and_over(self) -> None:
        born = PartialDate(1962, 5, 10)
        assert not over_age(born, date(2023, 5, 9), 60)  # still 60
        assert over_age(born, date(2023, 5, 10), 60)
        assert not over_age(PartialDate(1962), date(2023, 6, 1), 60)  # may still be 60


class TestProbation:
    """Điều lệ Đảng, Điều 5; Quy định 24-QĐ/TW and 294-QĐ/TW, điểm 4 (domain rule 5): twelve months."""

    def test_joined_5_7_2023_is_due_on_5_7_2024_and_not_the_day_before(self) -> None:
        joined = PartialDate(2023, 7, 5)
        assert due_on(date(2023, 7, 5), 12) == date(2024, 7, 5)
        assert too_early(joined, date(2024, 7, 4), 12)
        assert not too_early(joined, date(2024, 7, 5), 12)

    def test_joined_on_29_february_is_due_on_the_28th(self) -> None:
        assert due_on(date(2024, 2, 29), 12) == date(2025, 2, 28)
        assert latest_joining_due(date(2025, 2, 28), 12) == date(2024, 2, 29)
        assert latest_joining_due(date(2025, 2, 27), 12) == date(2024, 2, 27)

    def test_a_joining_known_by_month_is_read_at_its_earliest(self) -> None:
        assert not too_early(PartialDate(2023, 7), date(2024, 7, 1), 12)
        assert too_early(PartialDate(2023, 7), date(2024, 6, 30), 12)

    @given(DAYS, st.integers(1, 30))
    def test_the_latest_joining_due_is_due_and_the_day_after_it_is_not(self, on: date, months: int) -> None:
        latest = latest_joining_due(on, months)
        following = date.fromordinal(latest.toordinal() + 1)
        assert due_on(latest, months) <= on < due_on(following, months)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 3, 31), -1, date(2023, 2, 28)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(
    day: date, months: int, later: date
) -> None:
    assert months_after(day, months) == later
