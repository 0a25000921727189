"""Percentages, rounding and how numbers are printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.ratio import HALF_UP, TRUNCATE, quotient, share, vietnamese


@pytest.mark.parametrize(
    ("top", "bottom", "decimals", "rounding", "printed"),
    [
        (88, 147, 2, HALF_UP, 59.86),
        (88, 147, 0, HALF_UP, 60.0),
        (88, 147, 1, HALF_UP, 59.9),
        (134, 200, 1, HALF_UP, 67.0),
        (13, 62, 2, HALF_UP, 20.97),
        (13, 62, 2, TRUNCATE, 20.96),
        (1, 8, 0, HALF_UP, 13.0),  # 12,5 goes up, not to the even neighbour
        (1, 8, 0, TRUNCATE, 12.0),
        (73, 73, 2, HALF_UP, 100.0),
    ],
)
def test_a_share_is_rounded_as_its_definition_states(
    top: int, bottom: int, decimals: int, rounding: str, printed: float
) -> None:
    """Practice of target reports: 88 of 147 is 59,86% in the annex, 59,9% or 60% in the text."""
    assert share(top, bottom, decimals, rounding) == printed


def test_nothing_to_divide_by_is_no_share_and_not_zero() -> None:
    assert share(5, 0, 2) is None
    assert quotient(5, 0, 1) is None


def test_a_mean_is_rounded_half_up_like_a_share() -> None:
    assert quotient(169, 4, 1) == 42.3  # 42,25: binary rounding would print 42,2


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.integers(0, 3))
def test_half_up_is_the_nearest_and_truncation_never_exceeds(top: int, bottom: int, decimals: int) -> None:
    exact = Fraction(top * 100, bottom)
    unit = Fraction(1, 10**decimals)
    up, cut = share(top, bottom, decimals), share(top, bottom, decimals, TRUNCATE)
    assert up is not None
    assert cut is not None
    assert abs(Fraction(Decimal(str(up))) - exact) <= unit / 2
    assert 0 <= exact - Fraction(Decimal(str(cut))) < unit


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (None, None, "–"),
        (5357, None, "5.357"),
        (1234567.5, None, "1.234.567,5"),
        (59.86, 2, "59,86"),
        (60, 2, "60,00"),
        (0.5, 0, "1"),
        (-1234, None, "-1.234"),
        (-0.4, 0, "0"),
        (100.0, None, "100"),
    ],
)
def test_numbers_are_printed_as_in_viet_nam(value: float | None, decimals: int | None, printed: str) -> None:
    assert vietnamese(value, decimals) == printed
