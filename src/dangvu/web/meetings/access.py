"""Who may read the book of thematic meetings, and who may write in it."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders


def _typed(bloc: Any) -> int:
    """A meeting of the first cell that was typed in."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.meetings import actions, queries

    on = date(2023, 2, 14)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not any(one.typed for one in queries.thematic(**asked, start=on, end=on)):
        actions.enter_thematic(**asked, cell=bloc.first_cell, on=on, topic="Nêu gương", attended=2)
    return next(one.id for one in queries.thematic(**asked, start=on, end=on) if one.typed)


_WRITE = holders(can.WRITE_WORK)

PAGES = (
    Page("meetings", "Sinh hoạt chuyên đề: sổ các buổi", EVERYBODY),
    Page("meeting_new", "Sinh hoạt chuyên đề: ghi một buổi", _WRITE, _WRITE),
    Page("meeting_take_back", "Sinh hoạt chuyên đề: bỏ buổi ghi nhầm", _WRITE, _WRITE, {"meeting": _typed}),
)
