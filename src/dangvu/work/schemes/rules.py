"""Schemes of several years: their items and reviews by day, and what they measure against what was planned. Pure.

Sources: domain §7 (schemes have targets of their own, a review each year and a final one at the end) and §9.2, figure
100 (items done ÷ planned).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ItemKind(StrEnum):
    """What has to be done by a day: an item of the plan, or a review of the scheme."""

    ITEM = "hang_muc"
    INTERIM = "so_ket"
    FINAL = "tong_ket"


ITEM_TITLES = {ItemKind.ITEM: "Hạng mục", ItemKind.INTERIM: "Sơ kết", ItemKind.FINAL: "Tổng kết"}


class Reached(StrEnum):
    """How a measured value stands against what was planned for its day."""

    YES = "dat"
    NO = "chua_dat"
    NOT_DUE = "chua_den_moc"  # nothing was planned for that day yet
    NOT_MEASURED = "chua_do"


REACHED_TITLES = {
    Reached.YES: "Đạt kế hoạch", Reached.NO: "Chưa đạt kế hoạch", Reached.NOT_DUE: "Chưa đến mốc đầu",
    Reached.NOT_MEASURED: "Chưa có số đo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day."""

    on: date
    value: Decimal


def planned_by(plan: Sequence[Point], day: date) -> Point | None:
    """What has to be reached by ``day``: the last milestone that is not after it.

    Planned 40 by 31/12/2022 and 70 by 31/12/2023: on 30/06/2023 it is 40.
    """
    return max((one for one in plan if one.on <= day), key=lambda one: one.on, default=None)


def next_planned(plan: Sequence[Point], day: date) -> Point | None:
    """The next milestone after ``day``."""
    return min((one for one in plan if one.on > day), key=lambda one: one.on, default=None)


def reached(plan: Sequence[Point], measured: Point | None, falling: bool = False) -> Reached:
    """Whether what was measured last reaches what was planned for that day; ``falling``: less is better."""
    if measured is None:
        return Reached.NOT_MEASURED
    due = planned_by(plan, measured.on)
    if due is None:
        return Reached.NOT_DUE
    return (
        Reached.YES
        if (measured.value <= due.value if falling else measured.value >= due.value)
        else Reached.NO
    )


def scheme_fault(*, title: str, starts_on: date, ends_on: date) -> tuple[str, str]:
    """(the field, what is wrong and how to mend it) of a scheme; ('', '') where nothing is."""
    if not title.strip():
        return "title", "Chưa ghi tên đề án."
    if ends_on < starts_on:
        return (
            "ends_on",
            f"Ngày kết thúc {ends_on:%d/%m/%Y} trước ngày bắt đầu {starts_on:%d/%m/%Y}; sửa một trong hai.",
        )
    return "", ""


def inside_fault(
    *, name: str, first: date, last: date, starts_on: date, ends_on: date, field: str = "due_on"
) -> tuple[str, str]:  # fmt: skip
    """(the field, what is wrong) of days that have to lie inside those of the scheme; ('', '')."""
    if last < first:
        return field, f"“{name}”: ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}."
    if first < starts_on or last > ends_on:
        return field, (
            f"“{name}” phải nằm trong thời gian của đề án, {starts_on:%d/%m/%Y} đến {ends_on:%d/%m/%Y}; sửa ngày, hoặc sửa "
            "thời gian của đề án trước."
        )
    return "", ""
