"""The half-year review of a small bloc: what it prints, for whom, and what issuing keeps."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_CODE, BY_NAME
from dangvu.indicators.freeze import frozen
from dangvu.indicators.models import FigureVersion, FrozenFigure
from dangvu.indicators.queries import computation, figures
from dangvu.members.actions import Profile, register
from dangvu.members.models import Sex
from dangvu.organisations.actions import set_letterhead
from dangvu.organisations.tree import Node
from dangvu.reports.actions import Written, write_half_year_review
from dangvu.reports.context import Composed, issuer_name, next_label, summary
from dangvu.reports.models import IssuedReport
from dangvu.reports.outlines.half_year_review import OUTLINE
from dangvu.reports.queries import draft, half_year_review, issued_report, issued_reports
from dangvu.reports.reading.word import read_figures, read_word
from dangvu.reports.render import sha256
from dangvu.reports.wordml import natural_width, twips
from dangvu.work.admissions.actions import NewAdmission, admit
from dangvu.work.resolutions.actions import NewTask, give_tasks, say_done
from dangvu.work.schemes.actions import NewItem, NewScheme, keep_schemes

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def write(
    bloc: SmallBloc, *, issue: bool = False, actor: Actor = OPERATOR, period: Period = HALF_YEAR
) -> Written:
    return write_half_year_review(actor=actor, organisation=bloc.node(bloc.root), period=period, issue=issue)


def composed(
    bloc: SmallBloc, organisation: int, period: Period = HALF_YEAR, actor: Actor = OPERATOR
) -> Composed:
    return draft(actor=actor, organisation=bloc.node(organisation), period=period)


def prose(report: Composed) -> str:
    said = [p.text for section in report.document.sections for p in section.paragraphs]
    return "\n".join([*said, *report.document.closing_limits])


def admit_late(bloc: SmallBloc) -> None:
    """A paper that came late: one more admission inside the period."""
    late = Profile(
        name="Hứa Thị Ừng", unit_id=bloc.third_cell, sex=Sex.FEMALE, birth=PartialDate(1999, 1, 2),
        joined=PartialDate(2023, 6, 20),
    )  # fmt: skip
    [made] = register(actor=OPERATOR, organisation=bloc.root, people=[late])
    admit(
        actor=OPERATOR, organisation=bloc.root,
        admissions=[NewAdmission(made, bloc.third_cell, date(2023, 6, 20))],
    )  # fmt: skip


# -- what is printed -------------------------------------------------------------------------------------


def test_the_sentences_print_the_figures_of_the_records(bloc: SmallBloc) -> None:
    text = prose(composed(bloc, bloc.root))
    assert "Kết nạp 3 đảng viên, đạt 60% chỉ tiêu cả năm (3/5)." in text
    assert (
        "Đảng bộ Khối thử nghiệm có 3 tổ chức cơ sở đảng (2 đảng bộ cơ sở, 1 chi bộ cơ sở) với 4 chi bộ"
        in text
    )
    assert "Công nhận 1 đảng viên chính thức." in text
    assert "Số đảng viên giảm vì lý do khác: từ trần 1." in text
    assert "Thực hiện 2 cuộc kiểm tra, gồm 1 lượt tổ chức đảng, 1 lượt đảng viên; 1 cuộc giám sát" in text


def test_tasks_and_schemes_are_told_where_they_are_on_record_and_only_there(bloc: SmallBloc) -> None:
    assert "lượt nhiệm vụ" not in prose(composed(bloc, bloc.root)), (
        "nothing is printed of what nobody recorded"
    )
    units = (bloc.first_unit, bloc.second_unit, bloc.lone_cell)
    new = NewTask("Báo cáo", units, given_on=date(2023, 2, 1), due_on=date(2023, 6, 15))
    (task,) = give_tasks(actor=OPERATOR, organisation=bloc.root, tasks=[new])
    for unit, day in ((bloc.first_unit, 15), (bloc.second_unit, 20)):
        say_done(actor=OPERATOR, organisation=unit, task=task, done_on=date(2023, 6, day), paper="Báo cáo")
    scheme = NewScheme(
        "Đề án", date(2022, 1, 1), date(2025, 12, 31), items=(NewItem("Hạng mục", date(2023, 6, 30)),)
    )
    keep_schemes(actor=OPERATOR, organisation=bloc.root, schemes=[scheme])
    text = prose(composed(bloc, bloc.root))
    assert "Có 3 lượt nhiệm vụ đến hạn trong kỳ; xong đúng hạn 1 lượt, đạt 33%" in text
    assert "xong chậm 1 lượt; quá hạn chưa xong 1 lượt" in text
    assert "Đang thực hiện 1 đề án; 1 hạng mục đến hạn trong kỳ, hoàn thành 0" in text
    assert "Chi bộ có 1 nhiệm vụ đến hạn trong kỳ" in prose(composed(bloc, bloc.lone_cell))


def test_a_transfer_inside_the_bloc_is_not_printed_as_one_from_outside(bloc: SmallBloc) -> None:
    text = prose(composed(bloc, bloc.root))
    assert "Trong kỳ không có đảng viên chuyển sinh hoạt từ nơi khác đến hoặc đi nơi khác" in text
    assert "chuyển sinh hoạt giữa các đơn vị trực thuộc 1 đảng viên" in text


def test_every_number_in_the_word_file_is_the_figure_of_its_code(bloc: SmallBloc) -> None:
    written = write(bloc)
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, by_unit=True)
    values = {"": table.figures, **{unit.code: found for unit, found in table.units}}
    record = read_word(written.docx).record
    assert record is not None
    assert [(one.code, one.text) for one in record.printed] == read_figures(written.docx)
    assert len(record.printed) > 60
    for one in record.printed:
        code, text, figure = one.code, one.text, values[one.unit][BY_CODE[one.code].name]
        if text == "–":
            assert not figure.value, code
            continue
        number = float(text.removesuffix("%").replace(".", "").replace(",", "."))
        assert figure.value is not None and abs(number - figure.value) <= (
            0.5 if text.endswith("%") else 0.05
        ), code


def test_every_printed_figure_has_its_definition_in_the_annex(bloc: SmallBloc) -> None:
    report = composed(bloc, bloc.root)
    last = report.document.annexes[-1]
    defined = {d.code: d for d in last.definitions}
    printed = {
        run.figure for s in report.document.sections for p in s.paragraphs for run in p.runs if run.figure
    }
    assert printed <= set(defined)
    assert {BY_NAME[name].code for name in ("members_start", "transferred_in")} <= set(
        defined
    )  # in tables only
    share = defined["KN-02"]
    assert (
        share.how == "3 ÷ 5 = 60,00%"
        and share.numerator
        and share.denominator
        and share.source
        and share.basis
    )


def test_the_tables_by_unit_add_up_to_the_whole(bloc: SmallBloc) -> None:
    admissions, without, members, activities, _ = composed(bloc, bloc.root).document.annexes
    [table] = admissions.tables
    assert [row[1:4] for row in table.rows] == [
        ("Đảng bộ Sở Thứ Nhất", "2", "2"), ("Đảng bộ Sở Thứ Hai", "2", "0"), ("Chi bộ Hội Thứ Ba", "1", "1"),
    ]  # fmt: skip
    assert [row[-1] for row in table.rows] == ["Đạt chỉ tiêu", "Chưa đạt", "Đạt chỉ tiêu"]
    assert table.total == ("", "Cộng", "5", "3", "60,00%", "Chưa đạt")
    assert [row[1] for row in without.tables[0].rows] == ["Đảng bộ Sở Thứ Hai"]
    assert members.tables[0].total == ("", "Cộng", "12", "3", "1", "1", "1", "0", "0", "0", "14")
    assert "do chính cấp ủy thực hiện" in activities.tables[0].note  # the bloc's own supervision


def test_empty_sections_are_marked_places_for_the_office(bloc: SmallBloc) -> None:
    sections = {s.title: s for s in composed(bloc, bloc.root).document.sections}
    assert all(p.placeholder for p in sections["Đánh giá chung"].paragraphs)
    assert [p.placeholder for p in sections["Công tác chính trị, tư tưởng"].paragraphs] == [True]


# -- other organisations and periods ---------------------------------------------------------------------


def test_a_cell_has_no_tables_by_unit(bloc: SmallBloc) -> None:
    report = composed(bloc, bloc.lone_cell)
    assert len(report.document.annexes) == 1
    text = prose(report)
    assert "Chi bộ Hội Thứ Ba có 4 đảng viên" in text
    assert "Tiếp nhận 1 đảng viên từ nơi khác chuyển sinh hoạt đến; không có đảng viên chuyển đi" in text
    assert "tổ chức cơ sở đảng" not in text
    assert report.document.letterhead.issuer_name == "Chi bộ Hội Thứ Ba"


def test_a_grassroots_committee_is_told_by_its_cells(bloc: SmallBloc) -> None:
    report = composed(bloc, bloc.first_unit)
    assert "Đảng bộ Sở Thứ Nhất có 2 chi bộ trực thuộc với 8 đảng viên" in prose(report)
    columns = [column.title for column in report.document.annexes[0].tables[0].columns]
    assert columns == ["TT", "Tổ chức đảng", "Kết nạp trong kỳ"]  # cells are given no targets


def test_a_period_without_work_says_so_in_plain_words(bloc: SmallBloc) -> None:
    text = prose(composed(bloc, bloc.root, Period.parse("2024-Q1")))
    for sentence in (
        "Trong kỳ không có kết nạp đảng viên.",
        "Trong kỳ không có đảng viên dự bị được công nhận chính thức.",
        "Trong kỳ không có buổi sinh hoạt chuyên đề nào được ghi nhận.",
        "Trong kỳ không có cuộc kiểm tra, giám sát.",
        "Chưa có số liệu về việc sơ kết giữa nhiệm kỳ.",
        "Chưa có số liệu về chỉ tiêu được giao cho kỳ này.",
    ):
        assert sentence in text


def test_before_the_first_list_there_are_no_records_rather_than_zero(bloc: SmallBloc) -> None:
    organisation = bloc.node(bloc.root)
    text = prose(draft(actor=OPERATOR, organisation=organisation, period=Period.parse("2022-H1")))
    assert "chưa có số liệu về tổ chức đảng và đảng viên" in text
    assert "Chưa có số liệu về kết nạp đảng viên." in text


def test_units_that_sent_nothing_are_named_as_such(bloc: SmallBloc) -> None:
    assert "Chưa có đơn vị trực thuộc nào gửi biểu của kỳ này" in prose(composed(bloc, bloc.root))


@pytest.mark.parametrize(
    ("code", "following"),
    [
        ("2023-H1", "6 tháng cuối năm 2023"), ("2023-H2", "năm 2024"), ("2023", "năm 2024"),
        ("2023-9M", "3 tháng cuối năm 2023"), ("2023-Q1", "quý II năm 2023"), ("2023-Q4", "quý I năm 2024"),
        ("2023-12", "tháng 1 năm 2024"), ("2023-01-15..2023-03-31", "thời gian tới"),
    ],
)  # fmt: skip
def test_the_tasks_are_those_of_the_next_period(code: str, following: str) -> None:
    assert next_label(Period.parse(code)) == following


def test_the_year_is_summed_up_and_the_half_year_reviewed() -> None:
    assert summary(Period.parse("2023"), OUTLINE).startswith("tổng kết công tác xây dựng Đảng năm 2023")
    assert summary(HALF_YEAR, OUTLINE).startswith("sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2023")


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("Đảng bộ Sở X", "Đảng ủy Sở X"),
        ("ĐẢNG BỘ SỞ X", "Đảng ủy SỞ X"),
        ("Chi bộ Y", "Chi bộ Y"),
        ("Khối Z", ""),
    ],
)
def test_only_the_safe_part_of_a_letterhead_is_derived(name: str, issuer: str) -> None:
    assert issuer_name(Node(1, "x", name, "dang_bo_co_so", None)) == issuer


# -- who may see what ------------------------------------------------------------------------------------


def test_inspection_is_left_out_with_one_line_where_the_reader_may_not_see_it(bloc: SmallBloc) -> None:
    office = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    report = composed(bloc, bloc.root, actor=office)
    assert "Số liệu kiểm tra, giám sát không in trong bản này" in prose(report)
    assert not any(
        code.startswith("KT-") for code in (d.code for d in report.document.annexes[-1].definitions)
    )
    titles = [c.title for a in report.document.annexes for t in a.tables for c in t.columns]
    assert not any("Kiểm tra" in title or "Giám sát" in title for title in titles)


@pytest.mark.parametrize("role", ["quan_tri"])
def test_who_may_not_read_reports_gets_none(bloc: SmallBloc, role: str) -> None:
    actor = actor_for(person(bloc.root, role))
    with pytest.raises(Refused):
        half_year_review(actor=actor, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    with pytest.raises(Refused):
        write(bloc, actor=actor)


def test_the_office_drafts_and_the_secretary_issues(bloc: SmallBloc) -> None:
    with pytest.raises(Refused):
        write(bloc, issue=True, actor=actor_for(person(bloc.root, "cap_tren_to_chuc")))
    assert IssuedReport.objects.count() == 0
    assert write(bloc, issue=True, actor=actor_for(person(bloc.root, "bi_thu"))).number == "01-BC/……"


# -- bytes, issuing --------------------------------------------------------------------------------------


def test_the_same_records_on_the_same_day_give_the_same_bytes(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(bloc)
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T16:30:00")
    again = write(bloc)
    assert (first.docx, first.xlsx, first.sha256) == (again.docx, again.xlsx, again.sha256)
    content, name = half_year_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    assert content == first.docx and name.isascii() and name.endswith("-2023-H1.docx")


def test_a_draft_freezes_and_numbers_nothing(bloc: SmallBloc) -> None:
    written = write(bloc)
    assert written.number == "" and written.issued is None
    assert not IssuedReport.objects.exists() and not FigureVersion.objects.exists()
    assert "Dự thảo" in zipfile.ZipFile(io.BytesIO(written.docx)).read("word/document.xml").decode()


def test_an_issued_report_never_changes_after_later_corrections(bloc: SmallBloc) -> None:
    written = write(bloc, issue=True)
    assert written.issued is not None
    admit_late(bloc)
    kept = issued_report(actor=OPERATOR, report=written.issued)
    assert kept == written.docx and sha256(kept) == written.sha256
    now = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    assert now.figures["admitted"].value == 4
    version = FigureVersion.objects.get()
    assert frozen(version)[bloc.root]["admitted"].value == 3
    assert frozen(version)[bloc.second_unit]["admitted"].value == 0


def test_the_frozen_figures_are_those_of_the_moment_with_their_definitions(bloc: SmallBloc) -> None:
    before = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, by_unit=True)
    write(bloc, issue=True)
    kept = frozen(FigureVersion.objects.get())
    assert kept[bloc.root] == before.figures
    assert {node.id: values for node, values in before.units} == {
        k: v for k, v in kept.items() if k != bloc.root
    }
    share = FrozenFigure.objects.get(organisation_id=bloc.root, name="admission_target_share")
    assert (share.code, share.definition_version, share.numerator, share.denominator) == ("KN-02", 1, 3, 5)


def test_the_figures_are_frozen_as_known_before_the_act_that_issues_them(bloc: SmallBloc) -> None:
    write(bloc, issue=True)
    version = FigureVersion.objects.get()
    assert version.known_at == version.act_id - 1


def test_the_second_issue_takes_the_next_number_of_the_committee(bloc: SmallBloc) -> None:
    set_letterhead(
        actor=OPERATOR, organisation=bloc.root, on=date(2023, 1, 1), name="Đảng ủy Khối thử nghiệm", symbol="ĐUK",
        place="Nơi Thử", signer_name="Người Ký",
    )  # fmt: skip
    assert [write(bloc, issue=True).number for _ in range(2)] == ["01-BC/ĐUK", "02-BC/ĐUK"]
    unit = bloc.node(bloc.first_unit)
    other = write_half_year_review(actor=OPERATOR, organisation=unit, period=HALF_YEAR, issue=True)
    assert other.number.startswith("01-")  # each committee has a series of its own
    assert [r.number for r in issued_reports(actor=OPERATOR, organisation=bloc.node(bloc.root))] == [
        "02-BC/ĐUK", "01-BC/ĐUK",
    ]  # fmt: skip


def test_a_failed_issue_leaves_no_number_behind(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("dangvu.reports.actions.freeze", broken)
        with pytest.raises(OSError):
            write(bloc, issue=True)
    assert not IssuedReport.objects.exists()
    assert write(bloc, issue=True).number.startswith("01-")


# -- the workbook ----------------------------------------------------------------------------------------


def sheet(written: Written, name: str, *, values: bool) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(written.xlsx), data_only=values)
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def test_the_workbook_divides_and_sums_by_formulas(bloc: SmallBloc) -> None:
    written = write(bloc)
    formulas, results = (sheet(written, "Kết nạp đảng viên theo đơn vị", values=v) for v in (False, True))
    assert str(formulas[-1][2]).startswith("=SUM(") and str(formulas[-1][4]).startswith("=IF(")
    assert results[-1][1:5] == ["Cộng", 5, 3, 0.6]


def test_the_workbook_carries_the_computation_of_every_printed_figure(bloc: SmallBloc) -> None:
    written = write(bloc)
    rows = {row[0]: row for row in sheet(written, "Cách tính", values=True)}
    assert {figure["code"] for figure in written.figures.values()} <= set(rows)
    assert rows["KN-02"][3:7] == [3, 5, 0.6, "60,00%"]
    mean = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR).figures[
        "members_mean_age"
    ]
    assert rows["DV-12"][6] == computation(BY_NAME["members_mean_age"], mean)


def test_an_adviser_of_one_unit_sees_only_that_unit_among_issued_reports(bloc: SmallBloc) -> None:
    write(bloc, issue=True)
    unit = bloc.node(bloc.first_unit)
    write_half_year_review(actor=OPERATOR, organisation=unit, period=HALF_YEAR, issue=True)
    reader = actor_for(person(bloc.first_unit, "theo_doi"))
    assert [report.organisation_id for report in issued_reports(actor=reader)] == [bloc.first_unit]
    whole = issued_reports(actor=OPERATOR, organisation=bloc.node(bloc.root))[0]
    with pytest.raises(Refused):
        issued_report(actor=reader, report=whole.id)


def test_a_table_that_fits_the_upright_page_does_not_turn_it(bloc: SmallBloc) -> None:
    document = composed(bloc, bloc.root).document
    turned = [natural_width(annex) > twips(165) for annex in document.annexes]
    assert turned == [False, False, True, True, False]
