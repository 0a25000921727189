"""What must hold for a person's movements, and what membership follows from them. Pure.

Source: Điều lệ Đảng, Điều 6 (a member belongs to one cell); Quy định 24-QĐ/TW and 294-QĐ/TW, điểm 6.3
(a person has exactly one official organisation on any day); case rules of counting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

_ENTER = frozenset(
    {"tiep_nhan_danh_sach", "ket_nap", "chuyen_den", "den_theo_to_chuc", "chuyen_noi_bo_den", "phuc_hoi", "ket_nap_lai"}
)  # fmt: skip
_LEAVE = frozenset(
    {"chuyen_di", "di_theo_to_chuc", "tu_tran", "xoa_ten", "khai_tru", "xin_ra", "chuyen_noi_bo_di"}
)
# Within one day: someone leaves one organisation before entering another, and is recognised in between.
_ORDER = {
    "tiep_nhan_danh_sach": 0, "ket_nap": 2, "chuyen_den": 2, "den_theo_to_chuc": 2, "chuyen_noi_bo_den": 2,
    "phuc_hoi": 2, "ket_nap_lai": 2, "chinh_thuc": 3,
}  # fmt: skip
_LEAVING_ORDER = 1

#: Why a movement is not counted.
ALREADY_MEMBER = "already_member"
NOT_A_MEMBER = "not_a_member"
DOUBLE_MEMBERSHIP = "double_membership"
ALREADY_OFFICIAL = "already_official"


@dataclass(frozen=True, slots=True)
class Moved:
    """One reported movement of one person. ``key`` names it."""

    key: int
    kind: str
    on: date
    organisation: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Member of ``organisation`` with ``status`` from the evening of ``start`` until ``end`` (None: still)."""

    organisation: int
    status: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Implied:
    """A departure that nobody reported but that an arrival elsewhere implies."""

    organisation: int
    on: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """What follows from a person's movements; ``breaches`` maps a movement's key to why it contradicts.

    ``places`` names the organisation in which a movement counts where another one of its unit reported it.
    """

    stays: tuple[Stay, ...]
    implied: tuple[Implied, ...]
    breaches: dict[int, str]
    uncounted: frozenset[int]
    places: dict[int, int]


def _order(moved: Moved) -> tuple[date, int, int, str, str, int]:
    """Facts of one day in an order that their content decides; the key only tells equals apart."""
    rank = _LEAVING_ORDER if moved.kind in _LEAVE else _ORDER[moved.kind]
    return (moved.on, rank, moved.organisation, moved.kind, moved.status, moved.key)


def timeline(movements: Sequence[Moved], unit: Callable[[int, date], int | None]) -> Timeline:
    """The stays that follow from ``movements``, whatever order they were reported in.

    ``unit`` tells in which grassroots organisation an organisation lies on a day: a member of one of its cells
    who is reported by another of its cells is the same member of the same grassroots organisation.

    One official membership on any day: an arrival elsewhere without a departure ends the earlier stay on that
    day (an implied departure, so that opening + in − out = closing still holds) and is a DOUBLE_MEMBERSHIP
    breach; entering where one is already, or leaving where one is not, is not counted. What another cell (or
    the committee) of the same grassroots organisation reports counts in the cell where the person is.

    Example: roster of A at 31/12/2022, transfer out of A on 13/1/2023 → one stay in A, [31/12/2022, 13/1/2023).
    """
    stays: list[Stay] = []
    implied: list[Implied] = []
    breaches: dict[int, str] = {}
    uncounted: set[int] = set()
    places: dict[int, int] = {}
    here: Moved | None = None
    since: date = date.min
    status = ""

    def close(end: date) -> None:
        if here is not None and since < end:
            stays.append(Stay(here.organisation, status, since, end))

    def in_the_same_unit(moved: Moved) -> bool:
        if here is None or here.organisation == moved.organisation:
            return here is not None
        return unit(here.organisation, moved.on) == unit(moved.organisation, moved.on)

    def elsewhere(moved: Moved) -> dict[int, int]:
        return (
            {} if here is None or here.organisation == moved.organisation else {moved.key: here.organisation}
        )

    for moved in sorted(movements, key=_order):
        if moved.kind in _ENTER:
            if in_the_same_unit(moved):
                breaches[moved.key] = ALREADY_MEMBER
                uncounted.add(moved.key)
                continue
            if here is not None:
                breaches[moved.key] = DOUBLE_MEMBERSHIP
                implied.append(Implied(here.organisation, moved.on))
                close(moved.on)
            here, since, status = moved, moved.on, moved.status or "chinh_thuc"
        elif not in_the_same_unit(moved):
            breaches[moved.key] = NOT_A_MEMBER
            uncounted.add(moved.key)
        elif moved.kind in _LEAVE:
            places.update(elsewhere(moved))
            close(moved.on)
            here = None
        elif status != "chinh_thuc":
            close(moved.on)
            places.update(elsewhere(moved))
            since, status = max(since, moved.on), "chinh_thuc"
        else:
            breaches[moved.key] = ALREADY_OFFICIAL
            uncounted.add(moved.key)
    if here is not None:
        stays.append(Stay(here.organisation, status, since, None))
    return Timeline(tuple(stays), tuple(implied), breaches, frozenset(uncounted), places)
