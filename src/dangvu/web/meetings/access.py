"""Who may read the book of thematic meetings and that of proposals, and who may write in them."""

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
    if not any(one.typed for one in queries.held(**asked, start=on, end=on)):
        actions.enter(**asked, meeting=actions.NewMeeting(bloc.first_cell, "chuyen_de", on, "Nêu gương", 2))
    return next(one.id for one in queries.held(**asked, start=on, end=on) if one.typed)


def _opinion(bloc: Any) -> int:
    """A proposal that the lone cell and the first unit's cells made, in the book of the bloc and sent to the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on
    from dangvu.work.meetings import actions, queries
    from dangvu.work.meetings.actions import NewOpinion, Voice

    on = date(2023, 6, 30)
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    if not queries.opinions_at(**asked, tree=tree_on(on)):
        units = (bloc.lone_cell, bloc.first_cell, bloc.second_cell)
        voices = [Voice(unit, "Mở thêm lớp bồi dưỡng") for unit in units]
        [made] = actions.record_opinions(
            **asked, opinions=[NewOpinion("Mở thêm lớp bồi dưỡng", on, voices=voices)]
        )
        actions.route_opinion(**asked, opinion=made, to=bloc.first_unit)
    return queries.opinions_at(**asked, tree=tree_on(on))[0].id


_READ = holders(can.READ_REPORT)
_WRITE = holders(can.WRITE_WORK)

PAGES = (
    Page("meetings", "Sinh hoạt chuyên đề: sổ các buổi", EVERYBODY),
    Page("meeting_new", "Sinh hoạt chuyên đề: ghi một buổi", _WRITE, _WRITE),
    Page("meeting_take_back", "Sinh hoạt chuyên đề: bỏ buổi ghi nhầm", _WRITE, _WRITE, {"meeting": _typed}),
    Page("opinions", "Sổ kiến nghị: của đơn vị nào, đến đâu", _READ),
    Page("opinion", "Một kiến nghị: chuyển, trả lời", _READ, _WRITE, {"opinion": _opinion}),
)
