"""Who may see the book of vetting, and who may write in it."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders


def _typed(bloc: Any) -> int:
    """A paper of the first unit that was typed in."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.vetting import actions, queries

    on = date(2023, 2, 15)
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.papers(**asked, start=on, end=on):
        new = actions.NewPaper(bloc.first_unit, on, "tham_tra", 3, "45-CV/ĐU")
        actions.record_papers(**asked, papers=[new])
    return queries.papers(**asked, start=on, end=on)[0].id


_READ, _WRITE, _ONE = holders(can.READ_DOCUMENTS), holders(can.WRITE_WORK), {"paper": _typed}

PAGES = (
    Page("vetting", "Thẩm tra lý lịch, tiêu chuẩn chính trị: sổ", _READ),
    Page("vetting_new", "Thẩm tra lý lịch, tiêu chuẩn chính trị: ghi văn bản", _WRITE, _WRITE),
    Page(
        "vetting_correct", "Thẩm tra lý lịch, tiêu chuẩn chính trị: sửa dòng ghi nhầm", _WRITE, _WRITE, _ONE
    ),
    Page(
        "vetting_take_back", "Thẩm tra lý lịch, tiêu chuẩn chính trị: bỏ dòng ghi nhầm", _WRITE, _WRITE, _ONE
    ),
)
