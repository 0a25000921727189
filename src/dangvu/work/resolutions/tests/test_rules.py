"""Worked examples from domain §3 and rule 11, and what must hold for every sharing out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.work.resolutions.rules.targets import (
    Asked,
    Balance,
    State,
    TargetKind,
    forecast_by_pace,
    months_gone,
    needed,
    redistribute,
    share_gone,
    standing,
    to_date,
    words,
)

HALF = Decimal("0.5")


def asked(kind: TargetKind, value: object = None, **more: object) -> Asked:
    return Asked(kind, None if value is None else Decimal(str(value)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "target", "share"),
    [(134, 200, 67.0), (139, 130, 106.92), (288, 815, 35.34), (21, 20, 105.0), (52, 102, 50.98), (4, 8, 50.0),
     (13, 75, 17.33), (88, 147, 59.86), (88, 146, 60.27)],
)  # fmt: skip
def test_the_shares_that_real_reports_printed(result: int, target: int, share: float) -> None:
    """Domain §3: Quảng Nam 2013, Hải Dương 2022, Ninh Thuận 2022 and its units; the inspiration of 2023."""
    assert standing(asked(TargetKind.COUNT, target), result, None, HALF).share == share


def test_three_per_cent_of_the_membership_at_the_start_of_the_term() -> None:
    """Thái Nguyên 2020: 3% of 5,356 is 160.7, so 161 people; 90 in nine months is 1.68%."""
    assert needed(Decimal(3), 5356) == 161
    found = standing(asked(TargetKind.RATE, 3), 90, 5356, Decimal("0.75"))
    assert (found.state, found.against, found.missing) == (State.BEHIND, 161, 71)


def test_eighty_eight_of_one_hundred_and_forty_seven_are_on_pace_at_mid_year() -> None:
    found = standing(asked(TargetKind.COUNT, 147), 88, None, share_gone(2023, date(2023, 6, 30)))
    assert (found.state, found.due, words(found)) == (State.ON_PACE, 73.5, "Đúng nhịp")
    behind = standing(asked(TargetKind.COUNT, 17), 4, None, HALF)
    assert words(behind) == "Chậm nhịp, còn thiếu 13"
    assert words(standing(asked(TargetKind.COUNT, 6), 8, None, HALF)) == "Vượt 2"
    assert words(standing(asked(TargetKind.COUNT, 17), 4, None, Decimal(1))) == "Chưa đạt"


def test_a_share_of_organisations_and_a_ceiling() -> None:
    """Bắc Kạn 2022: 96% of organisations against at least 80; 20% against a ceiling of 20; 16% against 15."""
    assert standing(asked(TargetKind.ORGANISATION_SHARE, 80), 48, 50, HALF).state is State.REACHED
    assert standing(asked(TargetKind.CEILING, 20), 10, 50, HALF).state is State.WITHIN
    over = standing(asked(TargetKind.CEILING, 15), 8, 50, HALF)
    assert (over.state, over.missing, words(over)) == (State.OVER, 1.0, "Vượt mức cho phép")


def test_all_of_them_must_have_done_it() -> None:
    assert standing(asked(TargetKind.YES_NO), 73, 73, HALF).state is State.REACHED
    left = standing(asked(TargetKind.YES_NO), 71, 73, HALF)
    assert (left.state, left.missing) == (State.BEHIND, 2)
    assert standing(asked(TargetKind.YES_NO), 0, 0, HALF).state is State.NO_RESULT


def test_so_many_sessions_in_each_quarter_that_is_over() -> None:
    quarterly = asked(TargetKind.SESSIONS, 2, per="quy")
    at_mid_august = share_gone(2023, date(2023, 8, 15))
    assert standing(quarterly, 4, None, at_mid_august).state is State.ON_PACE
    short = standing(quarterly, 3, None, at_mid_august)
    assert (short.state, short.due, short.against, short.missing) == (State.BEHIND, 4, 8, 1)


def test_fewer_than_last_year() -> None:
    fewer = asked(TargetKind.TREND)
    assert standing(fewer, 3, None, HALF, before=5).state is State.REACHED
    assert standing(fewer, 5, None, HALF, before=5).state is State.MISSED
    assert standing(fewer, 5, None, HALF).state is State.NO_RESULT


def test_what_was_not_given_and_what_has_no_result_are_told_apart() -> None:
    assert words(standing(asked(TargetKind.COUNT, 0), 3, None, HALF)) == "Không giao"
    assert words(standing(asked(TargetKind.COUNT, 5), None, None, HALF)) == "Chưa có kết quả"


def test_the_year_goes_by_in_months() -> None:
    assert months_gone(2023, date(2023, 6, 30)) == 6
    assert months_gone(2023, date(2023, 4, 15)) == Decimal("3.5")
    assert (months_gone(2023, date(2022, 12, 31)), months_gone(2023, date(2024, 1, 1))) == (0, 12)
    assert to_date(2023, date(2024, 5, 1)).code == "2023"
    assert to_date(2023, date(2023, 6, 30)).code == "2023-H1"


def test_parts_must_make_the_whole_or_exceed_it() -> None:
    assert Balance(147, 147).sentence == "Đã giao 147 trên 147, khớp."
    assert Balance(147, 140, 7).sentence == "Đã giao 140 trên 147, dự phòng 7, khớp."
    short = Balance(147, 140, 3)
    assert (
        not short.is_right
        and "còn 4 chưa giao" in short.sentence
        and "ghi 7 vào ô Dự phòng" in short.sentence
    )
    over = Balance(147, 150)
    assert over.is_right and over.sentence == "Đã giao 150 trên 147, vượt 3 so với chỉ tiêu chung."
    assert not Balance(147, 150, 2).is_right
    assert "chỉ còn 7 để dự phòng" in Balance(147, 140, 9).sentence
    assert Balance(None, 12).is_right


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_parts_and_reserve_are_the_whole_wherever_it_is_right(whole: int, parts: int, reserve: int) -> None:
    balance = Balance(whole, parts, reserve)
    assert balance.is_right == (parts + reserve == whole or (parts > whole and not reserve))
    if balance.is_right:
        assert balance.parts + balance.reserve - balance.over == whole and not balance.left
    assert balance.sentence


def test_the_year_at_the_pace_so_far() -> None:
    told = forecast_by_pace(88, HALF)
    assert told is not None and (told.middle, told.low < 176 < told.high) == (176, True)
    assert forecast_by_pace(3, Decimal(0)) is None
    done = forecast_by_pace(88, Decimal(1))
    assert done is not None and (done.low, done.middle, done.high) == (88, 88, 88)


def test_a_shortfall_is_carried_by_whoever_has_to_spare() -> None:
    """The mock-up: Giáo dục falls two short of 17, Nông nghiệp passes its 6 by two."""
    trial = redistribute({1: 17, 2: 6, 3: 4}, {1: 15, 2: 8, 3: 4})
    assert (trial.parts, trial.moved, trial.uncarried) == ({1: 15, 2: 8, 3: 4}, 2, 0)
    alone = redistribute({1: 17, 2: 6}, {1: 10, 2: 8})
    assert (alone.parts, alone.moved, alone.uncarried) == ({1: 15, 2: 8}, 2, 5)


ORGANISATIONS = st.dictionaries(
    st.integers(1, 40), st.tuples(st.integers(0, 30), st.integers(0, 40)), max_size=20
)


@given(ORGANISATIONS)
def test_a_trial_makes_nothing_and_loses_nothing(units: dict[int, tuple[int, int]]) -> None:
    parts = {o: part for o, (part, _) in units.items()}
    expected = {o: may for o, (_, may) in units.items()}
    trial = redistribute(parts, expected)
    assert sum(trial.parts.values()) == sum(parts.values())
    for o, part in parts.items():
        if expected[o] >= part:
            assert part <= trial.parts[o] <= expected[o]
        else:
            assert expected[o] <= trial.parts[o] <= part
