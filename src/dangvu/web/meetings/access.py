"""Who may read the book of meetings, their papers and the book of proposals, and who may write in them."""

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


def _sitting(bloc: Any) -> int:
    """A meeting of the first cell that was held and has its minutes."""
    from datetime import time

    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on
    from dangvu.work.meetings import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_cell}
    there = queries.plan(**asked, tree=tree_on(date(2023, 6, 30)), year=2023)
    if there:
        return there[0].id
    made = actions.call(**asked, call=actions.Call(date(2023, 3, 3)))
    actions.take_roll(**asked, sitting=made, roll=actions.Roll({}))
    written = actions.Written(time(14), time(15, 40), "Lý Thị Ẩm", "Tạ Thị Ngữ", "Nhiệm vụ tháng 3")
    actions.write_minutes(**asked, sitting=made, written=written)
    return made


def _file(bloc: Any) -> int:
    """A paper of that meeting."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on
    from dangvu.work.meetings import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_cell, "sitting": _sitting(bloc)}
    actions.attach(**asked, name="du-thao.txt", data="Dự thảo nghị quyết chi bộ".encode())
    return queries.files(**asked, tree=tree_on(date(2023, 6, 30)))[0].id


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


_READ, _NAMES = holders(can.READ_REPORT), holders(can.READ_NAMES)
_WRITE = holders(can.WRITE_WORK)
_ONE = {"sitting": _sitting}

PAGES = (
    Page("meetings", "Sinh hoạt chi bộ: sổ các buổi", EVERYBODY),
    Page("meeting_new", "Sinh hoạt chi bộ: ghi một buổi vào sổ", _WRITE, _WRITE),
    Page("meeting_take_back", "Sinh hoạt chi bộ: bỏ buổi ghi nhầm", _WRITE, _WRITE, {"meeting": _typed}),
    Page("meetings_not_met", "Sinh hoạt chi bộ: chi bộ chưa họp trong tháng", EVERYBODY),
    Page("meeting_plan", "Sinh hoạt chi bộ: kế hoạch năm", EVERYBODY),
    Page("meeting_plan_edit", "Sinh hoạt chi bộ: lập kế hoạch năm", _WRITE, _WRITE),
    Page("meeting_sheets", "Sinh hoạt chi bộ: mẫu chấm điểm", EVERYBODY),
    Page("meeting_sheet_new", "Sinh hoạt chi bộ: lập mẫu chấm điểm", _WRITE, _WRITE),
    Page("sitting_new", "Sinh hoạt chi bộ: triệu tập một buổi", _WRITE, _WRITE),
    Page("sitting", "Một buổi sinh hoạt", _NAMES, kwargs=_ONE),
    Page("sitting_call", "Buổi sinh hoạt: triệu tập, tài liệu", _WRITE, _WRITE, _ONE),
    Page("sitting_roll", "Buổi sinh hoạt: điểm danh", _WRITE, _WRITE, _ONE),
    Page("sitting_votes", "Buổi sinh hoạt: biểu quyết", _WRITE, _WRITE, _ONE),
    Page("sitting_minutes", "Buổi sinh hoạt: ghi biên bản", _WRITE, _WRITE, _ONE),
    Page("sitting_paper", "Buổi sinh hoạt: biên bản Word", _NAMES, kwargs=_ONE),
    Page("sitting_score", "Buổi sinh hoạt: chấm điểm", _WRITE, _WRITE, _ONE),
    Page("sitting_attach", "Buổi sinh hoạt: gửi tài liệu kèm theo", _WRITE, _WRITE, _ONE),
    Page("sitting_file", "Buổi sinh hoạt: tải một tài liệu", _NAMES, kwargs={**_ONE, "file": _file}),
    Page("sitting_file_drop", "Buổi sinh hoạt: bỏ một tài liệu", (), _WRITE, {**_ONE, "file": _file}),
    Page("sitting_drop", "Buổi sinh hoạt: bỏ buổi", _WRITE, _WRITE, _ONE),
    Page("opinions", "Sổ kiến nghị: của đơn vị nào, đến đâu", _READ),
    Page("opinion", "Một kiến nghị: chuyển, trả lời", _READ, _WRITE, {"opinion": _opinion}),
)
