"""The rules of meetings with the regulation's worked examples: domain §2.6, §4.1, §13.3, §13.12; 28/10/2025."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.work.meetings import rules
from dangvu.work.meetings.rules import Duty, Limits, Mark, OnRoll, Quality, SittingKind, Threshold

OLD = Limits(90, 0, None, 85, 3, source="Hướng dẫn 12-HD/BTCTW")
NEW = Limits(90, 120, 1, 85, 3, source="Hướng dẫn 42-HD/BTCTW")


def there(number: int, official: bool = True) -> list[OnRoll]:
    return [OnRoll(Duty.OBLIGED, Mark.PRESENT, official)] * number


def absent(number: int, mark: Mark = Mark.EXCUSED) -> list[OnRoll]:
    return [OnRoll(Duty.OBLIGED, mark, True)] * number


EXEMPT, AWAY = OnRoll(Duty.EXEMPT, Mark.NONE, True), OnRoll(Duty.AWAY, Mark.NONE, True)
GUEST, VISITOR = OnRoll(Duty.GUEST, Mark.PRESENT), OnRoll(Duty.VISITOR, Mark.PRESENT)


def test_members_merely_absent_stay_in_the_voting_base() -> None:
    count = rules.counted([*there(17), *absent(3)])
    assert (count.official, count.base) == (20, 20)


def test_a_vote_counts_against_the_base_and_not_against_those_present() -> None:
    count = rules.counted([*there(16), *absent(2), AWAY, EXEMPT])
    assert (count.official, count.base, count.official_there) == (20, 18, 16)
    needed = rules.votes_needed(count.base, Threshold.TWO_THIRDS, Fraction(1, 2), Fraction(2, 3))
    assert needed == 12, "11 of the 16 present are 69%, and not enough"
    assert rules.votes_needed(count.base, Threshold.HALF, Fraction(1, 2), Fraction(2, 3)) == 10


def test_an_exempt_member_who_comes_is_counted_in_the_vote_and_not_in_the_attendance() -> None:
    came = OnRoll(Duty.EXEMPT, Mark.PRESENT, True)
    count = rules.counted([*there(10), came])
    assert (count.base, count.obliged, count.present, count.exempt_there) == (11, 10, 10, 1)


def test_attendance_is_present_of_obliged_and_a_guest_stands_beside() -> None:
    count = rules.counted([*there(19), *absent(2), EXEMPT, EXEMPT, AWAY, GUEST])
    assert (count.listed, count.obliged, count.present, count.guests) == (24, 21, 19, 1)
    check = rules.check_attendance(count, OLD)
    assert check is not None and check.ok and "19 trên 21 (90,5%)" in check.text


def test_seventeen_of_twenty_one_is_not_good() -> None:
    count = rules.counted([*there(17), *absent(4), EXEMPT, EXEMPT, AWAY])
    check = rules.check_attendance(count, OLD)
    assert check is not None and not check.ok and "81,0%" in check.text
    assert rules.with_attendance(Quality.GOOD, check) is Quality.FAIR
    assert rules.with_attendance(Quality.AVERAGE, check) is Quality.AVERAGE


def test_exactly_85_per_cent_is_not_more_and_one_without_a_reason_is_never_good() -> None:
    edge = rules.check_attendance(rules.counted([*there(17), *absent(3)]), OLD)
    assert edge is not None and not edge.ok
    unexcused = rules.check_attendance(rules.counted([*there(19), *absent(1, Mark.UNEXCUSED)]), OLD)
    assert unexcused is not None and not unexcused.ok and "không lý do" in unexcused.text


def test_probationers_are_obliged_and_do_not_vote() -> None:
    count = rules.counted([*there(5), *there(3, official=False)])
    assert (count.obliged, count.base, count.official_there, count.probationary) == (8, 5, 5, 3)
    assert rules.fault_of_vote(count, 5, 1, 0)[0] == "agreed"
    assert rules.fault_of_vote(count, 5, 0, 0) == ("", "")


def test_a_meeting_without_more_than_half_of_the_base_does_not_vote() -> None:
    half = Fraction(1, 2)
    assert not rules.has_quorum(rules.counted([*there(9), *absent(9)]), half)
    assert rules.has_quorum(rules.counted([*there(10), *absent(8)]), half)
    assert not rules.has_quorum(rules.counted([EXEMPT]), half)


def test_before_28_10_2025_the_two_kinds_are_not_one_meeting_and_after_it_they_take_two_hours() -> None:
    assert "12-HD/BTCTW" in rules.fault_of_kind(SittingKind.BOTH, OLD)
    assert rules.fault_of_kind(SittingKind.BOTH, NEW) == ""
    for minutes, kind, limits, ok in (
        (90, SittingKind.REGULAR, OLD, True), (89, SittingKind.REGULAR, OLD, False),
        (119, SittingKind.BOTH, NEW, False), (120, SittingKind.BOTH, NEW, True), (95, SittingKind.THEMATIC, NEW, True),
    ):  # fmt: skip
        check = rules.check_length(kind, minutes, limits)
        assert check is not None and check.ok is ok, (minutes, kind)


def test_papers_go_out_a_day_before_from_28_10_2025_only() -> None:
    on = date(2025, 11, 3)
    assert rules.check_papers(None, date(2025, 10, 3), OLD) is None
    for sent, ok in ((date(2025, 11, 2), True), (on, False), (None, False)):
        check = rules.check_papers(sent, on, NEW)
        assert check is not None and check.ok is ok


def test_the_second_quarter_of_2023_has_its_regular_meetings_and_no_thematic_one() -> None:
    start, end = date(2023, 4, 1), date(2023, 6, 30)
    assert rules.months_without([date(2023, 4, 3), date(2023, 5, 4), date(2023, 6, 5)], start, end) == []
    assert rules.months_without([date(2023, 4, 3), date(2023, 6, 5)], start, end) == [date(2023, 5, 1)]
    assert rules.too_few({1: 1, 2: 0}, (1, 2, 3), 1) == [2, 3], "no theme: the quarter fails"
    assert rules.months_of(date(2022, 12, 31), date(2023, 1, 1)) == [date(2022, 12, 1), date(2023, 1, 1)]


def test_a_sheet_is_read_line_by_line_and_makes_a_hundred() -> None:
    assert [one.points for one in rules.read_criteria("Chuẩn bị: 30\nNội dung: 60 điểm\n\nDự họp: 10")] == [
        30,
        60,
        10,
    ]
    for text, told in (
        ("Chuẩn bị 30", "Dòng 1"),
        ("A: 50\nB: x", "Dòng 2"),
        ("A: 50\nB: 40", "90 điểm"),
        ("", "0 điểm"),
    ):
        with pytest.raises(ValueError, match=told):
            rules.read_criteria(text)


def test_classes_begin_at_their_points() -> None:
    for total, quality in (
        (100, "tot"),
        (90, "tot"),
        (89, "kha"),
        (70, "kha"),
        (69, "trung_binh"),
        (50, "trung_binh"),
        (49, "yeu"),
    ):
        assert rules.quality_of(total, 90, 70, 50) == quality


_LINES = st.lists(st.builds(OnRoll, st.sampled_from(Duty), st.sampled_from(Mark), st.booleans()), max_size=40)


@given(_LINES)
def test_a_roll_never_has_more_than_its_list(lines: list[OnRoll]) -> None:
    count = rules.counted(lines)
    assert count.obliged + count.exempt + count.away == count.listed
    assert count.present <= count.obliged and count.late <= count.present
    assert 0 <= count.official_there <= count.base <= count.official
    for threshold in Threshold:
        needed = rules.votes_needed(count.base, threshold, Fraction(1, 2), Fraction(2, 3))
        assert needed * 2 > count.base or not count.base, "fewer than half carry nothing"
