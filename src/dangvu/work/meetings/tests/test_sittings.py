"""A cell's meeting from the year's plan to the minutes and the score; what the book says of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.actions.settings import enter_parameter
from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.models import Absence
from dangvu.work.meetings import actions, queries, rules
from dangvu.work.meetings.actions import Call, NewMeeting, NewSheet, NewVote, Planned, Roll, Written
from dangvu.work.meetings.models import CellMeeting, SittingState
from dangvu.work.meetings.queries import Stage
from dangvu.work.meetings.rules import Duty, SittingKind, Threshold

pytestmark = pytest.mark.django_db
ON = date(2023, 6, 5)
MINUTES = Written(time(14), time(15, 40), "Lý Thị Ẩm", "Tạ Thị Ngữ", "Đánh giá tháng 5, nhiệm vụ tháng 6")


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


class Cell:
    """A cell and whoever keeps its book."""

    def __init__(self, bloc: SmallBloc, cell: int, actor: Actor = OPERATOR) -> None:
        self.bloc, self.id = bloc, cell
        self.asked: dict[str, Any] = {"actor": actor, "organisation": cell}

    def call(self, on: date = ON, **told: Any) -> int:
        return actions.call(**self.asked, call=Call(on, starts=time(14), place="Phòng họp tầng 2", **told))

    def held(self, on: date = ON, roll: Roll = Roll({}), **told: Any) -> int:
        sitting = self.call(on, **told)
        actions.take_roll(**self.asked, sitting=sitting, roll=roll)
        actions.write_minutes(**self.asked, sitting=sitting, written=MINUTES)
        return sitting

    def view(self, sitting: int) -> queries.SittingView:
        return queries.sitting(**self.asked, tree=self.bloc.tree, sitting=sitting)

    def book(self, on: date = ON) -> list[tuple[str, int | None, int | None, str]]:
        rows = CellMeeting.objects.known().filter(organisation_id=self.id, on=on).order_by("kind")
        return [(row.kind, row.attended, row.obliged, row.quality) for row in rows]


@pytest.fixture
def cell(bloc: SmallBloc) -> Cell:
    """The first cell: four members on the day, all official but one (a probationer)."""
    return Cell(bloc, bloc.first_cell)


def test_a_year_is_planned_and_what_was_called_is_never_planned_away(cell: Cell) -> None:
    months = [Planned(date(2023, month, 1)) for month in range(1, 13)]
    theme = Planned(date(2023, 8, 1), SittingKind.THEMATIC, "Nêu gương", "Lý Thị Ẩm")
    assert actions.plan_year(**cell.asked, year=2023, planned=[*months, theme]) == 13
    lines = queries.plan(**cell.asked, tree=cell.bloc.tree, year=2023)
    assert len(lines) == 13 and {one.stage for one in lines} == {Stage.PLANNED}
    june = next(one for one in lines if one.month == date(2023, 6, 1))
    actions.call(**cell.asked, sitting=june.id, call=Call(ON))
    actions.plan_year(**cell.asked, year=2023, planned=[*months[6:], theme])
    lines = queries.plan(**cell.asked, tree=cell.bloc.tree, year=2023)
    assert [one.month.month for one in lines] == [6, 7, 8, 8, 9, 10, 11, 12]
    assert next(one for one in lines if one.id == june.id).stage is Stage.CALLED


def test_a_thematic_meeting_needs_its_theme_and_only_a_cell_meets(cell: Cell) -> None:
    with pytest.raises(Impossible, match="tên chuyên đề"):
        actions.plan_year(**cell.asked, year=2023, planned=[Planned(date(2023, 8, 1), SittingKind.THEMATIC)])
    with pytest.raises(Impossible, match="Chỉ chi bộ"):
        actions.plan_year(actor=OPERATOR, organisation=cell.bloc.first_unit, year=2023, planned=[])
    with pytest.raises(Impossible, match="độ mật"):
        cell.call(agenda="Nghe phổ biến\nTài liệu TỐI MẬT")
    assert not SittingState.objects.exists()


def test_everybody_is_present_whom_nobody_ticks_and_the_book_follows_the_minutes(cell: Cell) -> None:
    sitting = cell.call()
    late, away = cell.bloc.people["Tạ Thị Ngữ"], cell.bloc.people["Đỗ Ắng"]
    roll = Roll(
        {late: ("muon", ""), away: ("co_ly_do", "đi công tác")},
        guests=["Mai Văn Một"],
        visitors=["Lê Thị Hai"],
    )
    count = actions.take_roll(**cell.asked, sitting=sitting, roll=roll)
    assert (count.obliged, count.present, count.late, count.excused, count.guests) == (4, 3, 1, 1, 1)
    assert cell.book() == [], "no minutes: not held yet"
    assert cell.view(sitting).stage is Stage.ROLL
    actions.write_minutes(**cell.asked, sitting=sitting, written=MINUTES)
    assert cell.book() == [("dinh_ky", 3, 4, "")]
    row = CellMeeting.objects.known().get(organisation_id=cell.id, on=ON)
    assert row.visitors == 1 and row.sitting_id == sitting
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    assert cell.book() == [("dinh_ky", 4, 4, "")], "a corrected roll corrects the book"
    names = queries.roll(**cell.asked, tree=cell.bloc.tree, sitting=sitting)
    assert names.taken and not names.absent and names.own[0].duty is Duty.OBLIGED


def test_the_roll_is_of_that_day_and_knows_who_is_exempt_or_away(cell: Cell) -> None:
    bloc = cell.bloc
    exempt, away = bloc.people["Tạ Thị Ngữ"], bloc.people["Đỗ Ắng"]
    record_absences(
        actor=OPERATOR, organisation=bloc.root,
        absences=[
            NewAbsence(exempt, Absence.Kind.EXEMPT, date(2023, 5, 1), ground="tuoi_cao"),
            NewAbsence(away, Absence.Kind.AWAY_STUDY, date(2023, 5, 1), date(2024, 5, 1), place="Hà Nội"),
        ],
    )  # fmt: skip
    sitting = cell.call()
    count = actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    assert (count.listed, count.exempt, count.away, count.obliged, count.base) == (4, 1, 1, 2, 1)
    count = actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}, exempt_there=[exempt]))
    assert (count.obliged, count.present, count.exempt_there, count.base) == (2, 2, 1, 2)
    before = cell.call(date(2023, 4, 3))
    assert actions.take_roll(**cell.asked, sitting=before, roll=Roll({})).exempt == 0
    moved = bloc.people["Vi Văn Đẳng"]
    with pytest.raises(LookupError):
        actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({moved: ("muon", "")}))


def test_a_vote_takes_its_base_from_the_roll(cell: Cell) -> None:
    sitting = cell.call()
    with pytest.raises(Impossible, match="Điểm danh trước"):
        actions.record_vote(**cell.asked, sitting=sitting, vote=NewVote("Nghị quyết tháng", 3))
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    with pytest.raises(Impossible, match="nhiều hơn số đảng viên chính thức có mặt"):
        actions.record_vote(**cell.asked, sitting=sitting, vote=NewVote("Nghị quyết tháng", 4))
    made = actions.record_vote(**cell.asked, sitting=sitting, vote=NewVote("Nghị quyết tháng", 2, 1))
    actions.record_vote(
        **cell.asked, sitting=sitting, vote=NewVote("Đề nghị kết nạp", 1, 2, threshold=Threshold.TWO_THIRDS)
    )
    carried, lost = cell.view(sitting).votes
    assert (carried.base, carried.needed, carried.carried) == (3, 2, True)
    assert (lost.needed, lost.carried) == (2, False) and "24-QĐ/TW, điểm 9.3.2" in lost.rule
    actions.drop_vote(**cell.asked, sitting=sitting, vote=made)
    assert [one.question for one in cell.view(sitting).votes] == ["Đề nghị kết nạp"]
    with pytest.raises(LookupError):
        actions.drop_vote(**cell.asked, sitting=sitting, vote=made)


def test_without_a_quorum_nothing_is_voted_on(cell: Cell) -> None:
    sitting = cell.call()
    marks = {cell.bloc.people[name]: ("co_ly_do", "") for name in ("Tạ Thị Ngữ", "Đỗ Ắng")}
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll(marks))
    assert not cell.view(sitting).quorum
    with pytest.raises(Impossible, match="chưa quá nửa"):
        actions.record_vote(**cell.asked, sitting=sitting, vote=NewVote("Nghị quyết tháng", 1))


def test_both_kinds_in_one_sitting_only_from_28_10_2025_and_then_counted_once(
    cell: Cell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2025-12-01T09:00:00")
    told = {"kind": SittingKind.BOTH, "theme": "Nêu gương"}
    with pytest.raises(Impossible, match="không gộp"):
        cell.call(date(2025, 10, 27), **told)
    on = date(2025, 10, 28)
    sitting = cell.held(on, **told)
    assert cell.book(on) == [("chuyen_de", 4, None, ""), ("dinh_ky", 4, 4, "")], "its roll stands once"
    said = {check.text: check.ok for check in cell.view(sitting).checks}
    assert said["Buổi họp dài 100 phút, phải từ 120 phút"] is False
    assert any("gửi trước 1 ngày" in text for text in said)


def test_nothing_is_held_before_its_day_or_without_a_roll(cell: Cell) -> None:
    sitting = cell.call(date(2023, 7, 20))
    with pytest.raises(Impossible, match="Chưa đến ngày họp"):
        actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    sitting = cell.call()
    with pytest.raises(Impossible, match="Điểm danh trước"):
        actions.write_minutes(**cell.asked, sitting=sitting, written=MINUTES)
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    with pytest.raises(Impossible, match="không dời ngày"):
        actions.call(**cell.asked, sitting=sitting, call=Call(date(2023, 6, 6)))


def test_a_meeting_is_scored_by_its_cell_and_from_above_and_attendance_lowers_it(cell: Cell) -> None:
    bloc, criteria = cell.bloc, rules.read_criteria("Chuẩn bị: 40\nNội dung: 60")
    sitting = cell.held()
    with pytest.raises(Impossible, match="Chưa có mẫu chấm điểm"):
        actions.score(**cell.asked, sitting=sitting, points=[40, 60])
    sheet = NewSheet("Quy định 27-QĐ/TU", date(2023, 1, 1), criteria)
    actions.keep_sheet(actor=OPERATOR, organisation=bloc.root, sheet=sheet)
    with pytest.raises(Impossible, match="từ 0 đến 40"):
        actions.score(**cell.asked, sitting=sitting, points=[41, 59])
    assert actions.score(**cell.asked, sitting=sitting, points=[40, 55]) == "tot"
    assert cell.book() == [("dinh_ky", 4, 4, "tot")]
    actions.score(actor=OPERATOR, organisation=bloc.first_unit, sitting=sitting, points=[30, 45])
    assert cell.book() == [("dinh_ky", 4, 4, "kha")], "what is scored from above stands"
    own, above = cell.view(sitting).scores
    assert (own.total, above.total, above.lines[0]) == (95, 75, ("Chuẩn bị", 40, 30))
    marks = {bloc.people["Đỗ Ắng"]: ("khong_ly_do", "")}
    poor = cell.held(date(2023, 5, 4), Roll(marks))
    assert actions.score(**cell.asked, sitting=poor, points=[40, 60]) == "kha", (
        "one was absent without a reason"
    )


def test_a_new_sheet_ends_the_one_before_it_and_meetings_keep_theirs(cell: Cell) -> None:
    root: dict[str, Any] = {"actor": OPERATOR, "organisation": cell.bloc.root}
    old = rules.read_criteria("Cả buổi: 100")
    actions.keep_sheet(**root, sheet=NewSheet("Mẫu cũ", date(2023, 1, 1), old))
    sitting = cell.held()
    actions.score(**cell.asked, sitting=sitting, points=[80])
    actions.keep_sheet(
        **root, sheet=NewSheet("Mẫu mới", date(2023, 7, 1), rules.read_criteria("A: 50\nB: 50"))
    )
    sheets = queries.sheets_at(**cell.asked, tree=cell.bloc.tree)
    assert [(one.document, one.ends) for one in sheets] == [("Mẫu mới", None), ("Mẫu cũ", date(2023, 7, 1))]
    assert cell.view(sitting).sheet.document == "Mẫu cũ"  # type: ignore[union-attr]
    assert cell.view(sitting).scores[0].lines == (("Cả buổi", 100, 80),)
    with pytest.raises(Impossible, match="Đã có mẫu"):
        actions.keep_sheet(**root, sheet=NewSheet("Mẫu lùi", date(2023, 6, 1), old))


def test_a_row_of_a_workbook_takes_the_place_and_keeps_what_the_desk_knows(cell: Cell) -> None:
    sitting = cell.held()
    row = NewMeeting(cell.id, "dinh_ky", ON, "", 3, cell.bloc.source_row)
    actions.record_meetings(actor=OPERATOR, organisation=cell.bloc.first_unit, meetings=[row])
    assert cell.book() == [("dinh_ky", 3, 4, "")]
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    assert cell.book() == [("dinh_ky", 3, 4, "")], "what the workbook tells stands, and counts once"
    gone: dict[str, Any] = {"source_rows": [cell.bloc.source_row], "reason": "tệp sửa"}
    actions.withdraw(actor=OPERATOR, organisation=cell.bloc.first_unit, **gone)
    assert cell.book() == [("dinh_ky", 4, 4, "")], "without the row the minutes stand again"


def test_what_was_typed_without_minutes_is_not_written_twice(cell: Cell) -> None:
    actions.enter(**cell.asked, meeting=NewMeeting(cell.id, "dinh_ky", ON, attended=3))
    assert cell.book() == [("dinh_ky", 3, 4, "")], "whoever is obliged is told by the list of that day"
    sitting = cell.call()
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    with pytest.raises(Impossible, match="đã ghi một buổi cùng loại"):
        actions.write_minutes(**cell.asked, sitting=sitting, written=MINUTES)


def test_a_meeting_dropped_is_gone_from_the_plan_and_the_book(cell: Cell) -> None:
    sitting = cell.held()
    row = CellMeeting.objects.known().get(organisation_id=cell.id, on=ON)
    with pytest.raises(Impossible, match="có biên bản"):
        actions.take_back(**cell.asked, meetings=[row.pk], reason="nhầm")
    actions.drop_sitting(**cell.asked, sitting=sitting, reason="ghi nhầm")
    assert cell.book() == []
    with pytest.raises(LookupError):
        cell.view(sitting)
    with pytest.raises(LookupError):
        actions.drop_sitting(**cell.asked, sitting=sitting, reason="lần nữa")


def test_who_has_not_met_this_month(cell: Cell) -> None:
    bloc, june = cell.bloc, date(2023, 6, 15)
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root, "tree": bloc.tree}
    assert not queries.keeps_the_book(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, today=june)
    cell.held()
    assert queries.keeps_the_book(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, today=june)
    cells = {node.id for node in queries.not_met(**asked, month=june)}
    assert cells == {bloc.second_cell, bloc.third_cell, bloc.lone_cell}
    assert len(queries.not_met(**asked, month=date(2023, 5, 1))) == 4


def test_a_quarter_without_a_theme_is_told_and_so_is_what_a_new_guidance_asks(cell: Cell) -> None:
    bloc = cell.bloc
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root, "tree": bloc.tree}
    third, june = date(2023, 7, 3), date(2023, 6, 30)
    assert {node.id for node in queries.without_theme(**asked, on=third)} == {
        bloc.first_cell, bloc.second_cell, bloc.third_cell, bloc.lone_cell
    }  # fmt: skip
    held = CellMeeting.objects.known().filter(kind="chuyen_de", on__gte=date(2023, 4, 1), on__lte=june)
    met = set(held.values_list("organisation_id", flat=True))
    assert met and {node.id for node in queries.without_theme(**asked, on=june)}.isdisjoint(met)
    cell.held(third, kind=SittingKind.THEMATIC, theme="Nêu gương")
    assert bloc.first_cell not in {node.id for node in queries.without_theme(**asked, on=date(2023, 9, 30))}
    enter_parameter(
        actor=OPERATOR, code="thematic.minimum_per_quarter", value=2, valid_from=date(2023, 7, 1), document="Hướng dẫn 99-HD/BTCTW",
    )  # fmt: skip
    assert bloc.first_cell in {node.id for node in queries.without_theme(**asked, on=date(2023, 9, 30))}
    assert {node.id for node in queries.without_theme(**asked, on=june)}.isdisjoint(met), (
        "the quarter before keeps its rule"
    )


def test_a_stranger_neither_reads_nor_writes(cell: Cell) -> None:
    sitting = cell.held()
    other = actor_for(person(cell.bloc.third_cell, "chi_bo_bi_thu"))
    foreign: dict[str, Any] = {"actor": other, "organisation": cell.bloc.third_cell}
    with pytest.raises(LookupError):
        queries.sitting(**foreign, tree=cell.bloc.tree, sitting=sitting)
    for act in (
        lambda: actions.take_roll(**foreign, sitting=sitting, roll=Roll({})),
        lambda: actions.write_minutes(**foreign, sitting=sitting, written=MINUTES),
        lambda: actions.score(**foreign, sitting=sitting, points=[1]),
        lambda: actions.drop_sitting(**foreign, sitting=sitting, reason="x"),
    ):
        with pytest.raises(LookupError):
            act()
    with pytest.raises(Refused):
        actions.call(actor=other, organisation=cell.id, call=Call(ON))


def test_who_is_excused_more_than_three_times_running_keeps_a_meeting_from_being_exemplary(
    cell: Cell,
) -> None:
    roll = Roll({cell.bloc.people["Đỗ Ắng"]: ("co_ly_do", "đi công tác")})
    days = (date(2023, 2, 6), date(2023, 3, 6), date(2023, 4, 3), date(2023, 5, 4))
    sittings = [cell.held(on, roll) for on in days]
    said = [[check.text for check in cell.view(one).checks if "buổi liền" in check.text] for one in sittings]
    assert said == [[], [], [], ["1 người vắng có lý do quá 3 buổi liền"]]


def test_a_meeting_past_its_day_without_minutes_waits_to_be_written_up(cell: Cell) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": cell.bloc.root, "tree": cell.bloc.tree}
    sitting = cell.call()
    cell.call(date(2023, 7, 20))
    assert [one.id for one in queries.to_write_up(**asked, today=date(2023, 7, 5))] == [sitting]
    actions.take_roll(**cell.asked, sitting=sitting, roll=Roll({}))
    assert queries.to_write_up(**asked, today=date(2023, 7, 5))
    actions.write_minutes(**cell.asked, sitting=sitting, written=MINUTES)
    assert not queries.to_write_up(**asked, today=date(2023, 7, 5))


def test_what_is_corrected_after_the_minutes_is_corrected_in_the_book(cell: Cell) -> None:
    sitting = cell.held()
    actions.call(**cell.asked, sitting=sitting, call=Call(ON, SittingKind.THEMATIC, "Nêu gương"))
    assert cell.book() == [("chuyen_de", 4, 4, "")]
    rows = queries.held(**cell.asked, start=ON, end=ON)
    assert [(one.topic, one.sitting) for one in rows] == [("Nêu gương", sitting)]


def test_of_a_dropped_meeting_a_workbook_s_row_stays_and_leads_nowhere(cell: Cell) -> None:
    sitting = cell.held()
    row = NewMeeting(cell.id, "dinh_ky", ON, "", 3, cell.bloc.source_row)
    actions.record_meetings(actor=OPERATOR, organisation=cell.bloc.first_unit, meetings=[row])
    actions.drop_sitting(**cell.asked, sitting=sitting, reason="ghi nhầm")
    assert [(one.attended, one.sitting) for one in queries.held(**cell.asked, start=ON, end=ON)] == [
        (3, None)
    ]


def test_who_chaired_is_told_of_cells_here_and_below_only(cell: Cell) -> None:
    cell.held()
    bloc = cell.bloc
    assert queries.chairs_of(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, cell=cell.id)[0]
    with pytest.raises(LookupError):
        queries.chairs_of(actor=OPERATOR, organisation=bloc.second_unit, tree=bloc.tree, cell=cell.id)


def test_papers_are_handed_in_once_read_by_who_sees_the_meeting_and_go_with_it(
    cell: Cell, bloc: SmallBloc
) -> None:
    sitting = cell.call()
    asked = {**cell.asked, "sitting": sitting}
    for _ in range(2):  # pressed twice
        actions.attach(**asked, name="du-thao.txt", data="Dự thảo nghị quyết".encode())
    assert actions.attach(**asked, name="x.txt", data="TUYỆT MẬT\nNội dung".encode()).refused
    [file] = queries.files(**asked, tree=bloc.tree)
    above = {**asked, "organisation": bloc.first_unit, "tree": bloc.tree}
    assert queries.file_of(**above, file=file.id)[0] == "du-thao.txt"
    with pytest.raises(LookupError):
        queries.file_of(**{**above, "organisation": bloc.second_unit}, file=file.id)
    other = cell.call(date(2023, 6, 20))
    with pytest.raises(LookupError):
        queries.file_of(**{**above, "sitting": other}, file=file.id)
    actions.drop_file(**{**asked, "sitting": other}, file=file.id)  # not of that meeting: nothing happens
    assert queries.files(**asked, tree=bloc.tree) == [file]
    actions.drop_file(**asked, file=file.id)
    assert queries.files(**asked, tree=bloc.tree) == []
