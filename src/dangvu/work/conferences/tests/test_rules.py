"""The rules of a conference, with their worked examples."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.work.conferences import rules
from dangvu.work.conferences.rules import Presence

DAY = date(2023, 7, 14)


@pytest.mark.parametrize(
    ("present", "of", "needed", "met"), [(29, 31, 21, True), (21, 31, 21, True), (20, 31, 21, False), (2, 3, 2, True), (0, 0, 0, False)]
)  # fmt: skip
def test_two_thirds_of_the_committee_have_to_be_there(present: int, of: int, needed: int, met: bool) -> None:
    found = rules.quorum(present, of, "2/3")
    assert (found.needed, found.met) == (needed, met)


def test_each_item_begins_where_the_one_before_ends_as_far_as_their_length_is_told() -> None:
    assert rules.times(time(8), [10, 25, None, 20]) == [time(8), time(8, 10), time(8, 35), None]
    assert rules.times(None, [10, 20]) == [None, None]


def test_whoever_comes_after_the_opening_hour_is_late_and_on_another_day_nobody_is() -> None:
    assert rules.arrival(datetime(2023, 7, 14, 8, 0), DAY, time(8)) is Presence.PRESENT
    assert rules.arrival(datetime(2023, 7, 14, 8, 1), DAY, time(8)) is Presence.LATE
    assert rules.arrival(datetime(2023, 7, 15, 9, 0), DAY, time(8)) is Presence.PRESENT
    assert rules.arrival(datetime(2023, 7, 14, 11, 0), DAY, None) is Presence.PRESENT


@given(st.lists(st.integers(0, 12), max_size=60), st.integers(1, 8))
def test_everybody_sits_in_one_group_beside_those_of_their_own_unit(units: list[int], groups: int) -> None:
    shares = rules.share_out(units, groups)
    assert sorted(place for share in shares for place in share) == list(range(len(units)))
    assert all(
        len({n for n, share in enumerate(shares) for p in share if units[p] == unit}) == 1
        for unit in set(units)
    )
    largest = max((units.count(unit) for unit in units), default=0)
    assert max(map(len, shares)) - min(map(len, shares)) <= largest


def test_a_point_has_somebody_who_does_it_and_no_day_before_the_conference() -> None:
    assert rules.fault_of_point(on=DAY, due=None, owners=0)[0] == "owners"
    assert rules.fault_of_point(on=DAY, due=date(2023, 7, 13), owners=1)[0] == "due"
    assert rules.fault_of_point(on=DAY, due=DAY, owners=1) == ("", "")
