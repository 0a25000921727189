"""Who may read the book of inspections and supervisions, and who may write in it."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders


def _typed(bloc: Any) -> int:
    """An inspection of the first unit that was typed in."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.inspection import queries
    from dangvu.work.inspection.actions import NewInspection, enter

    on = date(2023, 2, 14)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.book(**asked, start=on, end=on):
        new = NewInspection(bloc.first_unit, "kiem_tra", "to_chuc", on, "Chi bộ Kế hoạch", "tot")
        enter(**asked, new=new)
    return queries.book(**asked, start=on, end=on)[0].id


_READ, _WRITE = holders(can.READ_INSPECTION), holders(can.READ_INSPECTION, can.WRITE_INSPECTION)

PAGES = (
    Page("inspections", "Kiểm tra, giám sát: sổ các cuộc", _READ),
    Page("inspection_new", "Kiểm tra, giám sát: ghi một cuộc", _WRITE, _WRITE),
    Page("inspection_correct", "Kiểm tra, giám sát: sửa cuộc ghi nhầm", _WRITE, _WRITE, {"inspection": _typed}),
    Page("inspection_take_back", "Kiểm tra, giám sát: bỏ cuộc ghi nhầm", _WRITE, _WRITE, {"inspection": _typed}),
)  # fmt: skip
