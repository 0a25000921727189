"""Percentages and rounding. A percentage is always made from its two numbers, never stored alone."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

HALF_UP = "half_up"
TRUNCATE = "truncate"
_ROUNDING = {HALF_UP: ROUND_HALF_UP, TRUNCATE: ROUND_DOWN}


def rounded(value: Decimal, decimals: int, rounding: str = HALF_UP) -> Decimal:
    """``value`` with the stated decimals; ``rounding`` is 'half_up' or 'truncate'."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=_ROUNDING[rounding])


def share(numerator: float, denominator: float, decimals: int, rounding: str = HALF_UP) -> float | None:
    """``numerator`` ÷ ``denominator`` in per cent; None where there is nothing to divide by."""
    if not denominator:
        return None
    if isinstance(numerator, int) and isinstance(denominator, int) and numerator >= 0 < denominator:
        # a table holds thousands of shares: whole numbers need no Decimal, and are exact
        scale: int = 10**decimals
        twice = numerator * 200 * scale + (denominator if rounding == HALF_UP else 0)
        return float((twice // (2 * denominator)) / scale)
    return float(rounded(Decimal(str(numerator)) * 100 / Decimal(str(denominator)), decimals, rounding))


def quotient(numerator: float, denominator: float, decimals: int, rounding: str = HALF_UP) -> float | None:
    """``numerator`` ÷ ``denominator``, a plain number; None where there is nothing to divide by."""
    if not denominator:
        return None
    return float(rounded(Decimal(str(numerator)) / Decimal(str(denominator)), decimals, rounding))


def vietnamese(value: float | int | Decimal | None, decimals: int | None = None) -> str:
    """A number as it is printed: 1.234,5; '–' where there is none."""
    if value is None:
        return "–"
    number = Decimal(str(value))
    if decimals is not None:
        number = rounded(number, decimals) + 0  # no minus before a zero
    elif number == number.to_integral():
        number = number.to_integral()
    return f"{number:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
