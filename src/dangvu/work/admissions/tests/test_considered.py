"""Considered in time or late: thirty working days with the holidays, told by the cell's day, else by a decision in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dangvu.foundation.working_days import Calendar
from dangvu.work.admissions.rules import earliest_still_within, months_after
from dangvu.work.admissions.rules.considered import Considered, Told
from dangvu.work.admissions.rules.deadlines import consider_by

from .numbers import ask

LIMIT, END = date(2023, 4, 14), date(2023, 6, 30)
WAITING = Told(LIMIT)


def test_the_last_day_is_the_thirtieth_working_day_and_holidays_put_it_off() -> None:
    """Due 3/3/2023: 14/4/2023; with the three days of 29/4–3/5 as days off a term over them ends later."""
    plain = consider_by(date(2023, 3, 3), ask, Calendar(years=frozenset({2023})))
    assert plain is not None and plain.on == date(2023, 4, 14) and "24-QĐ/TW" in plain.document
    off = frozenset({date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3)})
    late = consider_by(date(2023, 4, 14), ask, Calendar(holidays=off, years=frozenset({2023})))
    assert late is not None and late.on == date(2023, 5, 31)


@pytest.mark.parametrize(
    ("due", "document"),
    [
        (date(2021, 7, 29), "Quy định 29-QĐ/TW"),
        (date(2021, 7, 30), "Quy định 24-QĐ/TW"),
        (date(2025, 1, 19), "Quy định 24-QĐ/TW"),
        (date(2025, 1, 20), "Quy định 232-QĐ/TW"),
        (date(2025, 6, 30), "Quy định 232-QĐ/TW"),
        (date(2025, 7, 1), "Quy định 294-QĐ/TW"),
    ],
)
def test_the_term_is_that_of_the_regulation_of_the_day_it_begins(due: date, document: str) -> None:
    found = consider_by(due, ask, Calendar())
    assert found is not None and found.document == document


def test_before_any_regulation_on_record_there_is_no_last_day() -> None:
    assert consider_by(date(2010, 1, 1), ask, Calendar()) is None


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (replace(WAITING, voted=LIMIT), Considered.ON_TIME),
        (replace(WAITING, voted=date(2023, 4, 15)), Considered.LATE),
        (replace(WAITING, voted=date(2023, 4, 15), decided=date(2023, 4, 10)), Considered.LATE),
        (replace(WAITING, decided=LIMIT, recognised=True), Considered.ON_TIME),
        # A decision after the last day does not tell on which day the cell met.
        (replace(WAITING, decided=date(2023, 5, 4), recognised=True), Considered.NOT_TOLD),
        (replace(WAITING, recognised=True), Considered.NOT_TOLD),
        (replace(WAITING, there_at_limit=False), Considered.NOT_TOLD),
        (WAITING, Considered.LATE),
        (replace(WAITING, limit=END), Considered.RUNNING),
        (replace(WAITING, limit=date(2023, 6, 29)), Considered.LATE),
        (Told(None, voted=LIMIT), Considered.NOT_TOLD),
    ],
)
def test_what_the_records_tell_of_one_probationer(told: Told, state: Considered) -> None:
    assert told.at(END) is state


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2023, 6, 30), date(2018, 6, 30)),
        (date(2024, 2, 29), date(2019, 3, 1)),
        (date(2023, 2, 28), date(2018, 2, 28)),
    ],
)
def test_a_certificate_holds_to_the_same_day_sixty_months_later(on: date, first: date) -> None:
    assert earliest_still_within(on, 60) == first
    assert months_after(first, 60) >= on
