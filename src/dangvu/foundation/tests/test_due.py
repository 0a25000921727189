"""In time, near its day, overdue, done late: on both sides of the last day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.due import NOT_DONE, Standing, days_late, in_words, standing

DUE = date(2023, 6, 30)
DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))


def at(done_on: date | None, today: date, due_on: date | None = DUE) -> Standing:
    return standing(due_on=due_on, done_on=done_on, today=today)


def test_the_last_day_is_in_time_and_the_day_after_is_late() -> None:
    assert at(DUE, date(2023, 7, 5)) is Standing.IN_TIME
    assert at(date(2023, 7, 1), date(2023, 7, 5)) is Standing.LATE
    assert at(None, DUE) is Standing.SOON and at(None, date(2023, 7, 1)) is Standing.OVERDUE
    assert at(None, date(2023, 6, 22)) is Standing.OPEN and at(None, date(2023, 6, 23)) is Standing.SOON


def test_what_has_no_deadline_is_never_late() -> None:
    assert at(None, date(2023, 7, 5), None) is Standing.OPEN
    assert at(date(2023, 7, 5), date(2023, 7, 5), None) is Standing.DONE


def test_it_is_said_in_words() -> None:
    def said(done_on: date | None, today: date) -> str:
        return in_words(due_on=DUE, done_on=done_on, today=today)

    assert said(None, date(2023, 7, 5)) == "Quá hạn 5 ngày" and said(None, DUE) == "Hạn hôm nay"
    assert said(None, date(2023, 6, 27)) == "Còn 3 ngày" and said(date(2023, 7, 3), DUE) == "Hạn hôm nay"
    assert said(date(2023, 7, 3), date(2023, 7, 5)) == "Xong chậm 3 ngày"
    assert said(None, date(2026, 6, 30)) == "Quá hạn 1.096 ngày"


@given(DAYS, st.none() | DAYS, DAYS)
def test_it_is_late_exactly_where_it_was_not_done_by_its_deadline(
    due_on: date, done_on: date | None, today: date
) -> None:
    stands = at(done_on, today, due_on)
    done = done_on is not None and done_on <= today
    assert (stands in NOT_DONE) is not done
    over = (done_on > due_on) if done and done_on else today > due_on
    assert (stands in (Standing.OVERDUE, Standing.LATE)) is over
    if over:
        assert days_late(due_on=due_on, done_on=done_on if done else None, today=today) > 0
    assert at(done_on, due_on + timedelta(days=365), due_on) is not Standing.SOON
