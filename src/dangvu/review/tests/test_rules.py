"""The states of a unit's figures and the words for them, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.periods import Period
from dangvu.foundation.working_days import Calendar
from dangvu.review.rules import PeriodKind, State, Step, after, days_in_words, due, kind_of, next_step

TODAY = date(2023, 7, 5)


def words(state: State, **more: object) -> tuple[str, str, date | None, int]:
    given: dict[str, object] = {
        "unit": "Đảng bộ Sở A", "receiver": "Đảng bộ Khối", "due": date(2023, 7, 3), "confirm_by": date(2023, 7, 10),
        "waiting_for": (), "remarks": 0, "today": TODAY,
    }  # fmt: skip
    step = next_step(state, **{**given, **more})  # type: ignore[arg-type]
    return step.words, step.who, step.by, step.late


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("2023-06", PeriodKind.MONTH), ("2023-Q2", PeriodKind.QUARTER), ("2023-H1", PeriodKind.HALF_YEAR),
        ("2023-9M", PeriodKind.NINE_MONTHS), ("2023", PeriodKind.YEAR), ("2020-08-01..2025-07-31", PeriodKind.TERM),
        ("2022-12-16..2023-06-15", PeriodKind.HALF_YEAR),
    ],
)  # fmt: skip
def test_a_period_is_a_month_a_quarter_a_half_nine_months_a_year_or_a_term(
    code: str, kind: PeriodKind
) -> None:
    assert kind_of(Period.parse(code)) is kind


def test_only_these_steps_follow() -> None:
    follows = {(state, step): after(state, step) for state in State for step in Step if after(state, step)}
    assert follows == {
        (State.OPEN, Step.SEND): State.SENT,
        (State.RETURNED, Step.SEND): State.SENT,
        (State.SENT, Step.SEND): State.SENT,
        (State.SENT, Step.RETURN): State.RETURNED,
        (State.ACCEPTED, Step.RETURN): State.RETURNED,
        (State.SENT, Step.ACCEPT): State.ACCEPTED,
        (State.ACCEPTED, Step.LOCK): State.LOCKED,
        (State.LOCKED, Step.UNLOCK): State.ACCEPTED,
    }


def test_each_lower_level_sends_so_many_working_days_sooner() -> None:
    friday = date(2023, 7, 7)
    days = [due(friday, level, 2, Calendar()) for level in (1, 2, 3)]
    assert days == [friday, date(2023, 7, 5), date(2023, 7, 3)]


def test_the_words_say_what_it_is_who_acts_and_by_when() -> None:
    assert words(State.OPEN) == ("Chưa gửi", "Đảng bộ Sở A", date(2023, 7, 3), 2)
    assert words(State.OPEN, waiting_for=["Chi bộ 1", "Chi bộ 2"])[:2] == (
        "Chờ 2 đơn vị gửi lên", "Chi bộ 1 và 1 đơn vị khác",
    )  # fmt: skip
    assert words(State.SENT) == ("Chờ Đảng bộ Khối xem", "Đảng bộ Khối", date(2023, 7, 10), 0)
    assert words(State.RETURNED, remarks=1)[:2] == ("Trả lại để sửa 1 số", "Đảng bộ Sở A")
    assert words(State.ACCEPTED)[:2] == ("Đã nhận", "")
    assert words(State.LOCKED)[:2] == ("Đã khóa", "")
    assert words(State.LOCKED, period_locked=True, exception_until=date(2023, 7, 6)) == (
        "Được sửa sau khóa", "Đảng bộ Sở A", date(2023, 7, 6), 0,
    )  # fmt: skip
    assert words(State.OPEN, period_locked=True)[0] == "Chưa gửi khi khóa kỳ"


def test_days_are_told_as_people_say_them() -> None:
    told = [days_in_words(date(2023, 7, day), TODAY) for day in (3, 5, 7)]
    assert told == ["chậm 2 ngày", "hôm nay", "còn 2 ngày"]
