"""Working days: weekends, public holidays, days swapped. The worked examples of the regulations' deadlines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.parameters.actions import read_holidays
from dangvu.foundation.working_days import Calendar

OFF = frozenset(row["day"] for row in read_holidays() if not row["worked"])
WORKED = frozenset(row["day"] for row in read_holidays() if row["worked"])
SEEDED = Calendar(OFF, WORKED, frozenset(day.year for day in OFF))
WEEKENDS_ONLY = Calendar()
DAYS = st.dates(date(2019, 6, 1), date(2027, 6, 1))


@pytest.mark.engine_free
class TestWorkedExamples:
    def test_received_6_3_2023_sixty_days_end_on_29_5_2023_counting_weekends_only(self) -> None:
        assert WEEKENDS_ONLY.add(date(2023, 3, 6), 60) == date(2023, 5, 29)

    def test_and_on_1_6_2023_with_the_days_off_of_1_to_3_5(self) -> None:
        assert SEEDED.add(date(2023, 3, 6), 60) == date(2023, 6, 1)

    def test_probation_over_on_5_7_2024_is_considered_by_16_8_2024(self) -> None:
        assert SEEDED.add(date(2024, 7, 5), 30) == date(2024, 8, 16)

    def test_introduced_on_2_2_2026_is_due_on_16_3_2026_and_the_five_days_of_tet_move_it_to_23_3_2026(
        self,
    ) -> None:
        assert WEEKENDS_ONLY.add(date(2026, 2, 2), 30) == date(2026, 3, 16)
        assert SEEDED.add(date(2026, 2, 2), 30) == date(2026, 3, 23)

    def test_a_saturday_worked_in_exchange_counts(self) -> None:
        assert SEEDED.is_working(date(2024, 5, 4))
        assert not SEEDED.is_working(date(2024, 4, 29))
        assert SEEDED.add(date(2024, 4, 26), 3) == date(2024, 5, 4)

    def test_every_tet_from_2020_to_2026_closes_five_working_days(self) -> None:
        for year in range(2020, 2027):
            tet = [row for row in read_holidays() if row["day"].year == year and "Nguyên đán" in row["name"]]
            assert len(tet) == 5, year

    def test_every_seeded_day_off_is_a_weekday_and_every_day_worked_a_weekend_with_its_document(self) -> None:
        for row in read_holidays():
            assert (row["day"].weekday() >= 5) == row["worked"], row
            assert row["document"]


@pytest.mark.engine_free
class TestDeadline:
    def test_says_the_year_whose_holidays_are_not_on_record(self) -> None:
        deadline = SEEDED.deadline(date(2026, 12, 20), 30, "Quy định 294-QĐ/TW", "điểm 4")
        assert deadline.unrecorded == (2027,)
        assert "năm 2027" in deadline.caution and "muộn hơn" in deadline.caution
        assert deadline.source == "Quy định 294-QĐ/TW, điểm 4"

    def test_says_nothing_where_every_year_is_on_record(self) -> None:
        assert SEEDED.deadline(date(2023, 12, 20), 30).caution == ""


@pytest.mark.engine_free
class TestProperties:
    @given(DAYS, st.integers(0, 130))
    def test_the_days_counted_back_are_the_days_added(self, day: date, days: int) -> None:
        assert SEEDED.between(day, SEEDED.add(day, days)) == days

    @given(DAYS, st.integers(-130, 700))
    def test_a_term_is_walked_day_by_day(self, day: date, days: int) -> None:
        walked, left, step = day, abs(days), timedelta(days=1 if days > 0 else -1)
        while left:
            walked += step
            left -= SEEDED.is_working(walked)
        assert SEEDED.add(day, days) == walked

    @given(DAYS, st.integers(1, 130))
    def test_a_term_never_ends_on_a_day_off(self, day: date, days: int) -> None:
        assert SEEDED.is_working(SEEDED.add(day, days))

    @given(DAYS, DAYS, DAYS)
    def test_terms_laid_end_to_end_add_up(self, a: date, b: date, c: date) -> None:
        assert SEEDED.between(a, b) + SEEDED.between(b, c) == SEEDED.between(a, c)

    @given(DAYS, st.integers(0, 60))
    def test_counting_is_the_plain_count(self, day: date, length: int) -> None:
        plain = sum(SEEDED.is_working(day + timedelta(days=n)) for n in range(1, length + 1))
        assert SEEDED.between(day, day + timedelta(days=length)) == plain
