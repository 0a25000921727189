"""What the regulation of a month asks, read from the dated parameters."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.tree import Node
from dangvu.work.dues.rules import Limits, Payer, last_day


def limits_of(month: date, parameters: Parameters | None = None) -> Limits:
    """The limits of a month, by its last day. Raises Impossible for a month of which no regulation is on record."""
    known, on = parameters or Parameters(), last_day(month)

    def told(name: str) -> Any:
        found = known.if_known(f"dues.{name}", on)
        return found.value if found else None

    regulation = told("regulation")
    if regulation is None:
        raise Impossible(f"Chưa có quy định đảng phí cho tháng {month:%m/%Y}; chọn lại tháng.", "month")
    rates = {
        payer: Fraction(str(rate)) for payer in Payer if (rate := told(f"rate_{payer.value}")) is not None
    }
    return Limits(
        str(regulation), {payer: rate for payer, rate in rates.items() if rate}, int(told("least_khac") or 0),
        int(told("most_khac") or 0), int(told("fixed_hoc_sinh") or 0),
    )  # fmt: skip


def up_share(node: Node, on: date, parameters: Parameters | None = None) -> int:
    """How much of what it receives an organisation hands up, in per cent, by its level and the day."""
    level = "cap_tren" if node.is_upper else "co_so" if node.is_grassroots else "chi_bo"
    found = (parameters or Parameters()).if_known(f"dues.up_{level}", on)
    return int(found.value) if found else 0


def arrears_months(on: date, parameters: Parameters | None = None) -> int:
    """From so many unpaid months in a year a member is put on the list for consideration."""
    found = (parameters or Parameters()).if_known("dues.arrears_months", on)
    return int(found.value) if found else 3
