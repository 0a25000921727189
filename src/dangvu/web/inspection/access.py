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


def _line(bloc: Any) -> int:
    """A line of the first unit's programme, which no case stands for."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.inspection import actions, queries

    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.programme(**asked, year=2023):
        actions.plan(**asked, lines=[actions.NewLine(2023, 1, "cap_uy", "kt_chuyen_de", 1)])
    return queries.programme(**asked, year=2023)[0].id


def _case(bloc: Any) -> int:
    """A case of the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.inspection import actions, queries

    on = date(2023, 3, 1)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.cases(**asked, start=on, end=on):
        new = actions.NewCase(bloc.first_unit, "12-QĐ", "ubkt", "kt_dau_hieu", on, True, (bloc.first_cell,))
        actions.enter_case(**asked, new=new)
    return queries.cases(**asked, start=on, end=on)[0].id


def _decision(bloc: Any) -> int:
    """A decision of the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.discipline import actions, queries

    on = date(2023, 3, 2)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.decisions(**asked, start=on, end=on):
        new = actions.NewDecision(
            bloc.first_unit, "khien_trach", on, on, "05-QĐ", "cap_uy", subject=bloc.first_cell, of_organisation=True
        )  # fmt: skip
        actions.enter(**asked, new=new)
    return queries.decisions(**asked, start=on, end=on)[0].id


def _petition(bloc: Any) -> int:
    """A row of petitions of the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.petitions import actions, queries

    on = date(2023, 3, 3)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.petitions(**asked, start=on, end=on):
        new = actions.NewPetitions(bloc.first_unit, on, "to_cao", "dang_giai_quyet")
        actions.record_petitions(**asked, petitions=[new])
    return queries.petitions(**asked, start=on, end=on)[0].id


def _count(bloc: Any) -> int:
    """Anti-corruption counts of the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.integrity import actions, queries

    on = date(2023, 3, 4)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not queries.counts(**asked, start=on, end=on):
        actions.tell(**asked, counts=[actions.NewCount(bloc.first_unit, on, {"due": 1})])
    return queries.counts(**asked, start=on, end=on)[0].id


_OPEN = holders(can.READ_CASES)
_READ, _WRITE = holders(can.READ_INSPECTION), holders(can.READ_INSPECTION, can.WRITE_INSPECTION)

PAGES = (
    Page("inspections", "Kiểm tra, giám sát: sổ các cuộc", _READ),
    Page("inspection_new", "Kiểm tra, giám sát: ghi một cuộc", _WRITE, _WRITE),
    Page("inspection_correct", "Kiểm tra, giám sát: sửa cuộc ghi nhầm", _WRITE, _WRITE, {"inspection": _typed}),
    Page("inspection_take_back", "Kiểm tra, giám sát: bỏ cuộc ghi nhầm", _WRITE, _WRITE, {"inspection": _typed}),
    Page("inspection_programme", "Kiểm tra, giám sát: chương trình năm", _READ),
    Page("inspection_line_new", "Kiểm tra, giám sát: thêm dòng chương trình", _WRITE, _WRITE),
    Page("inspection_line_drop", "Kiểm tra, giám sát: bỏ dòng chương trình", _WRITE, _WRITE, {"line": _line}),
    Page("inspection_cases", "Kiểm tra, giám sát: các cuộc, không có họ tên", _READ),
    Page("inspection_case_new", "Kiểm tra, giám sát: ghi cuộc đã có quyết định", _WRITE, _WRITE),
    Page("inspection_case", "Kiểm tra, giám sát: mở một cuộc, có lý do", _OPEN, _OPEN, {"case": _case}),
    Page("inspection_step", "Kiểm tra, giám sát: ghi bước của cuộc", _WRITE, _WRITE, {"case": _case}),
    Page("inspection_follow_up", "Kiểm tra, giám sát: giao việc khắc phục sau cuộc", _WRITE, _WRITE, {"case": _case}),
    Page("inspection_conclude", "Kiểm tra, giám sát: ghi kết luận", _WRITE, _WRITE, {"case": _case}),
    Page("inspection_case_drop", "Kiểm tra, giám sát: bỏ cuộc", _WRITE, _WRITE, {"case": _case}),
    Page("discipline", "Kỷ luật: sổ quyết định, không có họ tên", _READ),
    Page("discipline_new", "Kỷ luật: ghi quyết định", _WRITE, _WRITE),
    Page("discipline_one", "Kỷ luật: mở một quyết định, có lý do", _OPEN, _OPEN, {"decision": _decision}),
    Page("discipline_complaint", "Kỷ luật: ghi khiếu nại", _WRITE, _WRITE, {"decision": _decision}),
    Page("discipline_drop", "Kỷ luật: bỏ quyết định", _WRITE, _WRITE, {"decision": _decision}),
    Page("petitions", "Đơn thư: số lượng và cách xử lý", _READ),
    Page("petition_new", "Đơn thư: ghi đơn", _WRITE, _WRITE),
    Page("petition_settle", "Đơn thư: ghi cách xử lý", _WRITE, _WRITE, {"petition": _petition}),
    Page("petition_drop", "Đơn thư: bỏ dòng", _WRITE, _WRITE, {"petition": _petition}),
    Page("integrity", "Phòng, chống tham nhũng: số liệu", _READ),
    Page("integrity_new", "Phòng, chống tham nhũng: ghi số liệu", _WRITE, _WRITE),
    Page("integrity_drop", "Phòng, chống tham nhũng: bỏ số liệu", _WRITE, _WRITE, {"count": _count}),
)  # fmt: skip
