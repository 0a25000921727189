"""What must hold for the tree through time. Pure: values in, reasons out."""

from __future__ import annotations

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
