"""The list of a day of award: whose years are full, who waits after discipline, whom only illness would bring forward."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.members.actions import correct_profiles
from dangvu.members.actions.badges import NewBadge, record_badges
from dangvu.members.actions.profiles import Profile
from dangvu.members.queries.badge_list import BadgeList, badge_list, bonus_in_all, days_of_award
from dangvu.members.queries.people import profiles
from dangvu.members.rules.badge import Badge, award_before, bonus, due, next_award_day, party_age

MARKS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
DAYS = ((2, 3), (5, 19), (9, 2), (11, 7))
SINCE, DAY = date(1993, 8, 10), date(2023, 9, 2)


def test_twenty_eight_years_after_two_outside_are_not_thirty() -> None:
    outside = [(date(2000, 1, 1), date(2002, 1, 1))]
    assert due(SINCE, DAY, MARKS, (), outside, early=12) is None
    found = due(SINCE, DAY, MARKS, ())
    assert found is not None and (found.mark, found.age, found.reached) == (30, "30 năm", date(2023, 8, 10))
    later = due(SINCE, date(2025, 9, 2), MARKS, (), outside)
    assert later is not None and (later.mark, later.reached) == (30, date(2025, 8, 10))


def test_a_warning_announced_in_april_lets_the_award_of_february_be_the_first() -> None:
    told = {"discipline": "canh_cao", "announced": date(2023, 4, 20), "wait": 9}
    found = due(SINCE, date(2023, 11, 7), MARKS, (), **told)  # type: ignore[arg-type]
    assert found is not None and found.first == date(2024, 1, 20) and found.waits(date(2023, 11, 7))
    assert next_award_day(found.first, DAYS) == date(2024, 2, 3) and not found.waits(date(2024, 2, 3))
    assert award_before(date(2024, 2, 3), DAYS) == date(2023, 11, 7)


def test_what_was_given_is_not_proposed_again_and_the_gravely_ill_come_earlier() -> None:
    assert due(SINCE, DAY, MARKS, (30,)) is None
    assert due(date(1983, 8, 10), DAY, MARKS, (30,)).mark == 40  # type: ignore[union-attr]
    assert due(date(1993, 10, 10), DAY, MARKS, ()) is None
    near = due(date(1993, 10, 10), DAY, MARKS, (), early=12)
    assert near is not None and not near.full(DAY)
    assert due(date(1955, 8, 10), DAY, MARKS, (65,), early=12) is None
    assert due(date(1955, 8, 10), DAY, MARKS, (65,), early=12, early_high=24).mark == 70  # type: ignore[union-attr]


def test_thirty_years_in_2025_come_with_three_and_a_half_million_and_a_mark_without_a_level_with_no_number() -> (
    None
):
    levels = {30: Fraction("1.5"), 80: Fraction(15)}
    assert bonus(30, levels, 2_340_000) == 3_510_000
    assert bonus(80, levels, 2_340_000) == 35_100_000
    assert bonus(45, levels, 2_340_000) is None


@given(st.dates(date(1930, 2, 3), date(2023, 1, 1)), st.integers(0, 5000))
def test_time_outside_never_brings_a_mark_forward(since: date, days: int) -> None:
    left = date(2000, 1, 1)
    outside = [(left, date.fromordinal(left.toordinal() + days))] if since < left else []
    there, less = due(since, DAY, MARKS, ()), due(since, DAY, MARKS, (), outside)
    assert party_age(since, DAY, outside) <= party_age(since, DAY)
    assert less is None or (there is not None and less.mark <= there.mark and less.mark * 12 <= less.months)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-08-20T09:00:00")
    made = small_bloc()
    person = made.people["Tạ Thị Ngữ"]
    known = Profile.on_record(profiles([person])[person])
    told = Profile(**{**{name: getattr(known, name) for name in known.__slots__}, "decided": SINCE})
    correct_profiles(actor=OPERATOR, organisation=made.first_unit, profiles={person: told}, reason="thử")
    return made


def listed(bloc: SmallBloc, on: date = DAY, **more: object) -> BadgeList:
    return badge_list(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, on=on, **more)  # type: ignore[arg-type]


def test_the_list_tells_the_ready_the_forgotten_and_the_waiting(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = bloc.people["Tạ Thị Ngữ"]
    assert [one.name for one in listed(bloc).ready] == ["Tạ Thị Ngữ"]
    assert [one.bonus for one in listed(bloc).ready] == [2_700_000], "1,5 × 1.800.000 since 1/7/2023"
    assert bonus_in_all(listed(bloc).ready) == (2_700_000, 0)
    assert "56-HD/VPTW" in listed(bloc).bonuses.source and "24/2023/NĐ-CP" in listed(bloc).bonuses.source
    assert [one.name for one in listed(bloc, date(2023, 11, 7)).overdue] == ["Tạ Thị Ngữ"]
    waits = listed(bloc, disciplined={person: ("canh_cao", date(2023, 4, 20))})
    assert [one.name for one in waits.waiting] == ["Tạ Thị Ngữ"] and not waits.ready
    assert [one.name for one in listed(bloc, date(2023, 5, 19)).early] == ["Tạ Thị Ngữ"]
    monkeypatch.setenv("DANGVU_NOW", "2023-09-05T09:00:00")
    new = NewBadge(person, Badge(30, DAY), "45-QĐ/TU", date(2023, 8, 25))
    record_badges(actor=OPERATOR, organisation=bloc.root, badges=[new])
    assert not listed(bloc).ready and not listed(bloc, date(2023, 11, 7)).overdue
    assert days_of_award(2023) == [date(2023, 2, 3), date(2023, 5, 19), DAY, date(2023, 11, 7)]
