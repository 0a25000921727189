"""The class by the points, what bars it, the cap: both sides of 30/8/2025."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.foundation.refusals import Impossible
from dangvu.work.ranking.limits import limits_on
from dangvu.work.ranking.rules import (
    Base,
    Facts,
    Grade,
    Limits,
    barred,
    best,
    cap_fault,
    class_of,
    fault,
    most_excellent,
    vote_fault,
)

NEW = Limits(
    "366-QĐ/TW", Decimal(90), Decimal(70), Decimal(50), excellent_exceeded=30, on_time_for_good=True, done_late_share=20,
    discipline_bars=True, cap_share=20,
)  # fmt: skip
OLD = Limits("132-QĐ/TW", below_good_share=80, cap_share=20)
X, T, N, K = Grade


def test_the_class_follows_the_points_from_366_on_and_not_before() -> None:
    told = {
        points: class_of(Decimal(points), NEW)
        for points in ("100", "90", "89.99", "70", "69.5", "50", "49.99", "0")
    }
    assert list(told.values()) == [X, X, T, T, N, N, K, K]
    assert class_of(Decimal(95), OLD) is None


def test_ninety_two_points_with_one_late_task_of_thirty_cannot_be_excellent() -> None:
    facts = Facts(tasks=30, late=1, exceeded=12)
    said = fault("Đảng bộ Sở Thứ Nhất", X, Decimal(92), facts, NEW)
    assert "không thể xếp “Hoàn thành xuất sắc nhiệm vụ” vì có 1 trên 30 nhiệm vụ chậm (366-QĐ/TW)" in said
    assert best(Decimal(92), facts, NEW) is N
    assert fault("Đảng bộ Sở Thứ Nhất", N, Decimal(92), facts, NEW) == ""
    assert "12 trên" not in said
    assert "nên mức xếp loại là “Hoàn thành nhiệm vụ”" in fault("A", K, Decimal(92), facts, NEW)


def test_what_bars_a_class() -> None:
    assert barred(X, Facts(30, 0, 8), NEW) == "chỉ 8 trên 30 nhiệm vụ vượt yêu cầu, dưới 30%"
    assert barred(X, Facts(30, 0, 9), NEW) == ""
    assert barred(X, Facts(disciplined=True), NEW) == "trong năm có kỷ luật"
    assert barred(T, Facts(30, 0, 0, disciplined=True), NEW) == ""
    assert barred(N, Facts(30, 6), NEW) == "" and "quá 20%" in barred(N, Facts(30, 7), NEW)
    assert barred(X, Facts(), NEW) == ""  # what nobody told is not checked
    assert "3 trên 4" in barred(X, Facts(below=(T, T, X, N)), OLD)
    assert "không hoàn thành" in barred(X, Facts(below=(T, T, X, K)), OLD)
    assert barred(X, Facts(30, 5, 0, disciplined=True, below=(T, T, T, T, N)), OLD) == ""


def test_points_have_to_be_told_and_to_match() -> None:
    assert "ghi số điểm" in fault("A", T, None, Facts(), NEW)
    assert fault("A", T, None, Facts(), OLD) == "" and fault("A", T, Decimal(92), Facts(), OLD) == ""
    assert "92 điểm là “Hoàn thành xuất sắc nhiệm vụ”" in fault("A", T, Decimal("92.00"), Facts(), NEW)
    assert "69,5 điểm là “Hoàn thành nhiệm vụ”" in fault("A", T, Decimal("69.5"), Facts(), NEW)
    assert "từ 0 đến 100" in fault("A", T, Decimal(101), Facts(), NEW)


def test_of_forty_ranked_good_eight_may_be_excellent_and_nine_are_refused() -> None:
    good = [T] * 40
    assert most_excellent(good, NEW) == 8
    assert cap_fault("Đảng bộ A", [*good, *[X] * 8], NEW) == ""
    said = cap_fault("Đảng bộ A", [*good, *[X] * 9], NEW)
    assert "Đảng bộ A: 9 trường hợp" in said and "nhiều nhất 8. Bớt 1 trường hợp" in said
    assert "20% số được xếp loại hoàn thành tốt nhiệm vụ" in said


def test_the_base_of_the_cap_is_a_setting() -> None:
    grades = [*[T] * 40, *[X] * 9, N]
    bases = {base: most_excellent(grades, Limits("366", cap_share=20, cap_base=base)) for base in Base}
    assert bases == {Base.GOOD: 8, Base.GOOD_UP: 9, Base.ASSESSED: 10}
    assert most_excellent(grades, Limits("cũ")) is None and cap_fault("A", grades, Limits("cũ")) == ""


def test_a_list_told_cell_by_cell_is_refused_only_once_it_can_no_longer_hold() -> None:
    first = [X, T]
    assert cap_fault("A", first, NEW, open_=4) == ""
    assert "3 chưa xếp loại" in cap_fault("A", first, NEW, open_=3)


@given(st.lists(st.sampled_from(list(Grade)), max_size=60), st.integers(0, 40))
def test_the_cap_never_falls_with_more_to_come_and_is_a_fifth_at_most(
    grades: list[Grade], open_: int
) -> None:
    now, later = most_excellent(grades, NEW), most_excellent(grades, NEW, open_)
    assert now is not None and later is not None
    assert now <= later and 5 * now <= grades.count(T)


@given(st.decimals(0, 100, places=2), st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_exactly_one_class_is_right_under_366(
    points: Decimal, late: int, exceeded: int, disciplined: bool
) -> None:
    facts = Facts(40, late, exceeded, disciplined)
    right = [one for one in Grade if not fault("A", one, points, facts, NEW)]
    assert right == [best(points, facts, NEW)]


def test_a_proposal_needs_more_than_half() -> None:
    assert vote_fault("A", 11, 20, NEW) == "" and vote_fault("A", None, None, NEW) == ""
    assert "chưa quá một nửa" in vote_fault("A", 10, 20, NEW)
    assert "nhiều hơn" in vote_fault("A", 21, 20, NEW) and "ghi đủ" in vote_fault("A", 10, None, NEW)


@pytest.mark.django_db
def test_the_regulation_is_that_of_the_day() -> None:
    seed(actor=OPERATOR)
    before, after = limits_on(date(2025, 8, 29)), limits_on(date(2025, 8, 30))
    assert (before.regulation, before.by_points, before.below_good_share) == ("124-QĐ/TW", False, 80)
    assert (after.regulation, after.good_points, after.below_good_share) == ("366-QĐ/TW", 70, None)
    assert limits_on(date(2023, 10, 3)).regulation == "132-QĐ/TW"
    assert before.cap_share == after.cap_share == 20
    with pytest.raises(Impossible, match="Chưa có quy định về xếp loại cho ngày 01/01/2018"):
        limits_on(date(2018, 1, 1))
