"""Dues: what a payer owes for a month, how it is shared between levels, who is to be considered for arrears. Pure.

Sources: 342-QĐ/TW (from 1/4/2011), 01-QĐ/TW (from 3/2/2026); Điều lệ Đảng, Điều 8 (domain §10.2, §13.10). Money is whole
đồng.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dangvu.foundation.labelled import Labelled
from dangvu.foundation.ratio import vietnamese


class Payer(Labelled):
    """Of what class a member is when dues are told."""

    SALARY = "luong", "Hưởng lương, tiền công"
    BENEFIT = "bhxh", "Hưởng trợ cấp ốm đau, thai sản"
    PENSION = "huu_tri", "Hưởng lương hưu"
    OTHER = "khac", "Khác, trong tuổi lao động"
    OLDER = "het_tuoi", "Khác, ngoài tuổi lao động"
    STUDENT = "hoc_sinh", "Học sinh, sinh viên"
    EXEMPT = "mien", "Được miễn đóng đảng phí"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the regulation of a month asks."""

    regulation: str
    rates: Mapping[Payer, Fraction]  # per cent of the base; a class without one pays a sum
    least: int = 0  # of the sum that others pay
    most: int = 0
    student: int = 0


def last_day(month: date) -> date:
    """The day by whose regulation a month is told."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def due(payer: Payer, base: int | None, limits: Limits) -> int | None:
    """Đồng for one month; None where the base has to be told. Pension 6.000.000 → 30.000.

    ``base``: salary, benefit, pension, regional minimum wage; of others before 2026 the sum that the cell agreed on.
    """
    if payer is Payer.EXEMPT:
        return 0
    if payer is Payer.STUDENT:
        return limits.student
    rate = limits.rates.get(payer, Fraction(0))
    if rate:
        return None if base is None else _half_up(base * rate / 100)
    if payer in (Payer.OTHER, Payer.OLDER):
        return base if base is not None else span(payer, limits)[0]
    return None if base is None else _half_up(Fraction(base, 100))


def span(payer: Payer, limits: Limits) -> tuple[int, int]:
    """(least, most) of the sum that others pay a month; outside working age half of it."""
    share = 2 if payer is Payer.OLDER else 1
    return limits.least // share, limits.most // share


def base_fault(name: str, payer: Payer, base: int | None, limits: Limits) -> str:
    """What is wrong with the base of a class, and how to mend it; '' where nothing is."""
    if due(payer, base, limits) is None:
        return f"{name}: ghi {'số tiền trợ cấp' if payer is Payer.BENEFIT else 'tiền lương, lương hưu hoặc mức lương tối thiểu vùng'} để tính đảng phí."
    by_sum = payer in (Payer.OTHER, Payer.OLDER) and not limits.rates.get(payer)
    if by_sum and base is not None:
        least, most = span(payer, limits)
        if not least <= base <= most:
            return f"{name}: mức đóng mỗi tháng từ {vietnamese(least)} đến {vietnamese(most)} đồng ({limits.regulation})."
    return ""


def _half_up(exact: Fraction) -> int:
    return int((exact * 2 + 1) // 2)


def shared(received: int, up: int) -> tuple[int, int]:
    """(handed up, kept) of what a level received; ``up`` in per cent. 1.000.000 at 70% → 700.000 and 300.000."""
    handed = _half_up(Fraction(received * up, 100))
    return handed, received - handed


def flagged_on(unpaid: Collection[date], most: int = 3) -> date | None:
    """The day on which a member comes onto the list for consideration: the last day of the month that makes the number
    full in one calendar year, among months unpaid without a recorded reason. Unpaid 2, 4 and 5/2026 → 31/5/2026.

    For the cell to consider; nobody is removed by it.
    """
    by_year: dict[int, list[date]] = {}
    for month in sorted(set(unpaid)):
        by_year.setdefault(month.year, []).append(month)
    return next((last_day(months[most - 1]) for months in by_year.values() if len(months) >= most), None)
