"""What must hold for the tree through time. Pure: values in, reasons out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

Interval = tuple[date, date | None]


def without_gap_or_overlap(intervals: Sequence[Interval]) -> bool:
    """True where an organisation's dated rows follow one another day by day (design §5)."""
    ordered = sorted(intervals, key=lambda interval: interval[0])
    return all(earlier[1] is not None and earlier[1] == later[0] for earlier, later in pairwise(ordered))


def inferred_kind(name_key: str, under_grassroots: bool, has_parent: bool) -> str:
    """The kind of an organisation whose list does not say it, told by its name and place (domain §1.1).

    ``name_key`` is the folded name. A chi bộ under a grassroots committee is attached, otherwise it is
    grassroots itself; a đảng bộ without a parent is the upper committee of the list.
    """
    if name_key.startswith("to dang"):
        return "to_dang"
    if name_key.startswith("chi bo"):
        return "chi_bo_truc_thuoc" if under_grassroots else "chi_bo_co_so"
    if not has_parent:
        return "dang_bo_cap_tren"
    return "dang_bo_bo_phan" if under_grassroots else "dang_bo_co_so"


#: Which kinds may stand directly under which (Điều lệ Đảng, Điều 10, 21 and 24; domain §1.1).
_UNDER: dict[str, frozenset[str]] = {
    "dang_bo_cap_tren": frozenset({"dang_bo_cap_tren", "dang_bo_co_so", "chi_bo_co_so"}),
    "dang_bo_co_so": frozenset({"dang_bo_bo_phan", "chi_bo_truc_thuoc"}),
    "dang_bo_bo_phan": frozenset({"chi_bo_truc_thuoc"}),
    "chi_bo_co_so": frozenset({"to_dang"}),
    "chi_bo_truc_thuoc": frozenset({"to_dang"}),
    "to_dang": frozenset(),
}
_CELLS = ("chi_bo_co_so", "chi_bo_truc_thuoc")
_COMMITTEES = ("dang_bo_co_so", "dang_bo_bo_phan")


def kinds_under(parent: str) -> frozenset[str]:
    """The kinds of organisation that may stand directly under one of kind ``parent``."""
    return _UNDER.get(parent, frozenset())


def may_stand_under(kind: str, parent: str) -> bool:
    return kind in kinds_under(parent)


def kind_under(kind: str, parent: str) -> str:
    """What an organisation becomes under a superior of another level; empty where it cannot stand there.

    A grassroots cell under a grassroots committee becomes an attached cell, and the other way round under an upper
    committee; a grassroots committee likewise becomes a sectional one. What fits already stays as it is.
    """
    if may_stand_under(kind, parent):
        return kind
    for family in (_CELLS, _COMMITTEES):
        if kind in family:
            return next((other for other in family if may_stand_under(other, parent)), "")
    return ""


def may_absorb(into: str, kind: str) -> bool:
    """Whether an organisation of ``kind`` can end in one of kind ``into``: cells in cells, committees in their like.

    A cell that joins a committee goes on as a cell below it: that is a move and not an end.
    """
    if kind in _CELLS:
        return into in _CELLS
    return into == kind or (kind, into) == ("dang_bo_bo_phan", "dang_bo_co_so")


def term_ends(begun: date, months: int) -> date:
    """The day on which a term of so many months is over: 15/6/2020 for five years → 15/6/2025."""
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    return date(year, month + 1, min(begun.day, monthrange(year, month + 1)[1]))


def term_concern(years: str, begun: date, months: int, on: date, shift: int = 0, rule: str = "") -> str:
    """What is to be said of a term on a day; empty while it lasts. ``shift``: the months by which a cell's congress may
    be put off where its committee agrees (domain §1.3).

    An attached cell's term begun on 10/1/2020 is over on 10/7/2022 and may be put off until 10/1/2023.
    """
    over = term_ends(begun, months)
    if on < over:
        return ""
    said = f"Nhiệm kỳ {years} đã hết từ ngày {over:%d/%m/%Y}: chưa ghi đại hội mới"
    if not shift:
        return f"{said}."
    last, source = term_ends(over, shift), f" ({rule})" if rule else ""
    if on <= last:
        return f"{said}; được lùi đến {last:%d/%m/%Y} khi cấp ủy cấp trên đồng ý{source}."
    return f"{said}, đã quá cả {shift} tháng được lùi{source}."
