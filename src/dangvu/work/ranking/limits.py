"""What the regulation of a step's day asks, read from the dated parameters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.work.ranking.rules import Base, Limits


def limits_on(on: date, parameters: Parameters | None = None) -> Limits:
    """The limits of that day; what no document of the day says is not checked.

    Raises Impossible for a day of which no regulation is on record at all.
    """
    known = parameters or Parameters()

    def told(name: str) -> Any:
        found = known.if_known(f"ranking.{name}", on)
        return found.value if found else None

    def points(name: str) -> Decimal | None:
        value = told(name)
        return None if value is None else Decimal(str(value))

    regulation, cap = told("regulation"), known.if_known("ranking.excellent_cap_share", on)
    if regulation is None:
        raise Impossible(
            f"Chưa có quy định về xếp loại cho ngày {on:%d/%m/%Y}; kiểm tra lại ngày, hoặc nhờ quản trị bổ sung tham số.", "on"
        )  # fmt: skip
    return Limits(
        regulation=str(regulation), excellent_points=points("excellent_points"), good_points=points("good_points"),
        done_points=points("done_points"), excellent_exceeded=told("excellent_exceeded_share"),
        on_time_for_good=bool(told("on_time_for_good")), done_late_share=told("done_late_share"),
        discipline_bars=bool(told("discipline_bars")), below_good_share=told("below_good_share") or None,
        cap_share=told("excellent_cap_share"), cap_source=cap.document if cap else "",
        cap_base=Base(told("excellent_cap_base") or Base.GOOD),
        vote_share=Fraction(str(told("vote_share") or "1/2")),
    )  # fmt: skip


def day_of(year: int) -> date:
    """The day whose members and organisations are ranked: the year's last, or today while the year lasts."""
    return min(date(year, 12, 31), clock.today())
