"""Public holidays as dated data: seeded once, the administrator's word last, the earlier answer readable."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import MANAGE_SETTINGS, Refused
from dangvu.foundation.parameters.actions import NewHoliday, enter_holidays, remove_holidays, seed
from dangvu.foundation.parameters.queries import calendar, calendar_days, holidays, worked_days

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeds() -> None:
    seed(actor=OPERATOR)


def test_the_days_off_between_two_days_include_both_ends() -> None:
    assert holidays(date(2023, 5, 1), date(2023, 5, 3)) == {date(2023, 5, day) for day in (1, 2, 3)}
    assert worked_days(date(2024, 1, 1), date(2024, 12, 31)) == {date(2024, 5, 4)}


def test_each_day_names_its_document() -> None:
    days = calendar_days(2024)
    assert [day.day for day in days if day.worked] == [date(2024, 5, 4)]
    assert days[1].document == "Thông báo 5015/TB-LĐTBXH ngày 22/11/2023"


def test_a_day_that_was_taken_out_stays_out_after_an_upgrade() -> None:
    assert (
        remove_holidays(actor=OPERATOR, days=[date(2026, 11, 24)], reason="Chưa có văn bản của Quốc hội") == 1
    )
    seed(actor=OPERATOR)
    assert date(2026, 11, 24) not in holidays(date(2026, 11, 1), date(2026, 11, 30))


def test_a_day_that_was_entered_moves_a_deadline_and_the_earlier_answer_stays_readable() -> None:
    before = last_act()
    assert calendar().deadline(date(2026, 12, 21), 9).unrecorded == (2027,)
    enter_holidays(actor=OPERATOR, holidays=[NewHoliday(date(2027, 1, 1), "Tết Dương lịch", "Thông báo thử")])
    assert calendar().deadline(date(2026, 12, 21), 9).on == date(2027, 1, 4)
    assert calendar().deadline(date(2026, 12, 21), 9).caution == ""
    assert calendar(before).deadline(date(2026, 12, 21), 9).on == date(2027, 1, 1)
    seed(actor=OPERATOR)
    assert calendar().deadline(date(2026, 12, 21), 9).on == date(2027, 1, 4)


def test_a_calendar_brought_by_an_upgrade_answers_for_what_was_known_earlier() -> None:
    assert calendar(0).add(date(2023, 3, 6), 60) == date(2023, 6, 1)


def test_only_whoever_keeps_the_settings_changes_the_calendar_and_says_by_which_notice() -> None:
    stranger, keeper = Actor("ai đó"), Actor("quản trị", 1, {1: frozenset({MANAGE_SETTINGS})})
    enter_holidays(actor=keeper, holidays=[NewHoliday(date(2027, 2, 8), "Tết Nguyên đán", "Thông báo thử")])
    with pytest.raises(Refused):
        enter_holidays(actor=stranger, holidays=[NewHoliday(date(2027, 1, 1), "x", "y")])
    with pytest.raises(Refused):
        remove_holidays(actor=stranger, days=[date(2023, 5, 1)], reason="x")
    with pytest.raises(ValueError, match="văn bản"):
        enter_holidays(actor=OPERATOR, holidays=[NewHoliday(date(2027, 1, 1), "Tết Dương lịch", " ")])
    with pytest.raises(ValueError, match="lý do"):
        remove_holidays(actor=OPERATOR, days=[date(2023, 5, 1)], reason="")
