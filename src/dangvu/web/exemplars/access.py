"""Who may see what was recognised as an example, and who may write it down."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders


def _told(bloc: Any) -> int:
    """A model of the first unit that was typed in."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.exemplars import actions, queries

    on = date(2023, 2, 14)
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    there = queries.exemplars(**asked, start=on, end=on)
    if there:
        return there[0].id
    new = actions.NewExemplar(bloc.first_unit, "mo_hinh_hoc_bac", on, "Mỗi tuần một việc tốt")
    return actions.tell(**asked, exemplars=[new])[0]


_WRITE, _ONE = holders(can.WRITE_WORK), {"exemplar": _told}

PAGES = (
    Page("exemplars", "Mô hình, điển hình: danh sách", EVERYBODY),
    Page("exemplar_new", "Mô hình, điển hình: ghi mới", _WRITE, _WRITE),
    Page("exemplar_correct", "Mô hình, điển hình: sửa", _WRITE, _WRITE, _ONE),
    Page("exemplar_take_back", "Mô hình, điển hình: bỏ ghi nhầm", _WRITE, _WRITE, _ONE),
)
