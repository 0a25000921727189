"""Tags become numbers in the look of the letters where they stood; the same file gives the same bytes."""

from __future__ import annotations

import shutil
from datetime import date
from xml.etree import ElementTree

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.reports.office.fill import filled
from dangvu.reports.office.opening import NotUsable, open_template
from dangvu.reports.office.queries import check_view, starter_template, trial
from dangvu.reports.office.reading import marks_in, read
from dangvu.reports.office.rendition import rendition
from dangvu.reports.office.rewriting import numbers_to_tags
from dangvu.reports.office.tags import Kind, Tag
from dangvu.reports.office.tests.papers import Paper, control, text_run
from dangvu.reports.package import read_parts
from dangvu.reports.queries import half_year_review
from dangvu.reports.reading.word import read_figures
from dangvu.reports.render import pdf
from dangvu.reports.tests.reading import W, part, text
from dangvu.review.actions import open_period
from dangvu.review.narrative.actions import write
from dangvu.review.sections import SECTIONS

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def written(bloc: SmallBloc, paper: Paper | bytes, organisation: int = 0) -> bytes:
    content = paper if isinstance(paper, bytes) else paper.bytes
    node = bloc.node(organisation or bloc.root)
    return trial(actor=OPERATOR, organisation=node, period=HALF_YEAR, content=content).content


def lines(data: bytes, name: str = "word/document.xml") -> list[str]:
    return [text(p) for p in part(data, name).iter(f"{W}p")]


def test_figures_units_periods_levels_and_digits(bloc: SmallBloc) -> None:
    said = lines(written(bloc, Paper(
        "{{ĐƠN VỊ}}: kết nạp {{KN-01}}, đạt {{KN-02}} ({{KN-02; dạng: tử số}}/{{KN-02; dạng: mẫu số}}), {{kn–02; lẻ: 1}}.",
        "Quý I {{KN-01; kỳ: quý I}}, quý II {{KN-01; kỳ: quý II}}; Sở Thứ Nhất {{KN-01; đơn vị: Đảng bộ Sở Thứ Nhất}}.",
        "Các chi bộ {{DV-02; cấp: chi bộ}}, cơ sở {{DV-02; cấp: tổ chức cơ sở}}, tất cả {{DV-02}}; tỷ lệ {{KN-02; cấp: tổ chức cơ sở}}.",
    )))  # fmt: skip
    assert said[0] == "ĐẢNG BỘ KHỐI THỬ NGHIỆM: kết nạp 3, đạt 60% (3/5), 60,0%."
    quarters = [int(one) for one in said[1].replace(",", " ").replace(";", " ").split() if one.isdigit()]
    assert sum(quarters[:2]) == 3
    assert said[2] == "Các chi bộ 14, cơ sở 14, tất cả 14; tỷ lệ 60%."


def test_a_number_keeps_the_look_of_its_tag_and_what_stands_around_it_stays(bloc: SmallBloc) -> None:
    paper = Paper().runs("Kết nạp ", "{{KN", "-01}}", " đảng viên; ", "{{KN-01}} nữa", bold=(1, 2))
    data = written(bloc, paper)
    (line,) = lines(data)
    assert line == "Kết nạp 3 đảng viên; 3 nữa"
    bold = [
        text(run) for run in part(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None and text(run)
    ]
    assert bold == ["3"]


def test_every_number_is_bound_and_one_of_another_unit_or_time_says_so(bloc: SmallBloc) -> None:
    code = bloc.code(bloc.first_unit)
    typed = [
        "{{KN-01}}",
        "{{KN-01; kỳ: quý I}}",
        f"{{{{KN-01; đơn vị: {code}}}}}",
        "{{KN-02; dạng: tử số}}",
        "{{KN-02; lẻ: 2}}",
    ]
    data = written(bloc, Paper(*typed))
    assert [name for name, _ in read_figures(data)] == ["KN-01"] * 3 + ["KN-02"] * 2
    ids = [mark.get(f"{W}id") for mark in part(data).iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids)) == 5
    again = numbers_to_tags(open_template(data))
    assert [line for line in lines(again) if line][:5] == typed, (
        "what each is bound to makes the same tag again"
    )
    assert b"dangvu_1" not in b"".join(read_parts(again).values())


def test_a_row_is_repeated_for_every_unit_its_head_comes_again_and_no_row_splits(bloc: SmallBloc) -> None:
    paper = Paper("Bảng:").table(
        ("TT", "Đơn vị", "Số", "Tỷ lệ"),
        ("{{thứ tự}}", "{{từng đơn vị}}", "{{KN-01}}", "{{KN-02}}"),
        ("", "Cộng", "{{KN-01}}", ""),
    )
    rows = [[text(cell) for cell in row.iter(f"{W}tc")] for row in part(written(bloc, paper)).iter(f"{W}tr")]
    assert [row[:3] for row in rows[1:-1]] == [
        ["1", "Đảng bộ Sở Thứ Nhất", rows[1][2]], ["2", "Đảng bộ Sở Thứ Hai", rows[2][2]], ["3", rows[3][1], rows[3][2]],
    ]  # fmt: skip
    assert sum(int(row[2]) for row in rows[1:-1]) == int(rows[-1][2]) == 3
    made = list(part(written(bloc, paper)).iter(f"{W}tr"))
    assert made[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in made[:-1])


def test_lists_grow_in_the_look_of_their_paragraph(bloc: SmallBloc) -> None:
    paper = Paper()
    paper.document.add_paragraph("{{danh sách: KN-01}}").runs[0].italic = True
    data = written(bloc, paper)
    assert [line.split(",")[0] for line in lines(data)] == [
        "1. Trà Thị Mẫn",
        "2. Khúc Văn Ổn",
        "3. Ông Thị Ước",
    ]
    assert all(run.find(f"{W}rPr/{W}i") is not None for run in part(data).iter(f"{W}r"))


SHORT = "Hai chi bộ chưa sinh hoạt chuyên đề.", "Kết nạp < 50% chỉ tiêu & chậm."


def collected(bloc: SmallBloc, **texts: str) -> None:
    open_period(
        actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, cut_off=date(2023, 7, 7), confirm_by=date(2023, 7, 12),
        levels=2, lead_days=1,
    )  # fmt: skip
    write(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, texts=texts)


def test_the_paragraphs_of_a_section_come_in_the_look_of_their_tag(bloc: SmallBloc) -> None:
    collected(bloc, han_che="\n".join(SHORT), nguyen_nhan="Do thiếu cán bộ.")
    paper = Paper("Trước.")
    paper.document.add_paragraph("{{Đoạn: hạn chế}}", style="Quote").runs[0].bold = True
    paper.document.add_paragraph("{{đoạn: nguyên nhân}}./.")
    data = written(bloc, paper)
    assert lines(data) == ["Trước.", *SHORT, "Do thiếu cán bộ./."]
    own = [p for p in part(data).iter(f"{W}p") if text(p) in SHORT]
    assert [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in own] == ["Quote", "Quote"]  # type: ignore[union-attr]
    assert all(p.find(f"{W}r/{W}rPr/{W}b") is not None for p in own)


def test_a_section_of_which_nothing_was_collected_has_the_marked_place_of_the_standard_report(
    bloc: SmallBloc,
) -> None:
    typed = [Tag(Kind.SECTION, section.key).printed for section in SECTIONS]
    data = written(bloc, Paper(*typed, "{{đoạn: hạn chế}}./.").table(("{{đoạn: hạn chế}}",)))
    node = bloc.node(bloc.root)
    standard, _ = half_year_review(actor=OPERATOR, organisation=node, period=HALF_YEAR)
    places = {text(p) for p in part(standard).iter(f"{W}p") if text(p).startswith("[Phần này")}
    *said, closing, cell = lines(data)[: len(SECTIONS) + 2]
    assert len(set(said)) == len(SECTIONS) and set(said) <= places
    assert closing == f"{cell}./."
    styles = {p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in part(data).iter(f"{W}p") if text(p)}  # type: ignore[union-attr]
    assert styles == {"DvPlaceholder"}


def test_a_section_within_a_sentence_or_a_repeated_row_is_red(bloc: SmallBloc) -> None:
    collected(bloc, han_che="\n".join(SHORT))
    paper = Paper("Có {{đoạn: hạn chế}} và {{đoạn: ưu điểm}}.").table(
        ("{{từng đơn vị}}", "{{đoạn: hạn chế}}")
    )
    data = written(bloc, paper)
    assert lines(data)[0] == "Có {{đoạn: hạn chế}} và {{đoạn: ưu điểm}}."
    assert set(lines(data)[2::2]) == {"{{đoạn: hạn chế}}"}


def test_the_template_to_start_from_prints_what_was_collected_where_the_standard_report_does(
    bloc: SmallBloc,
) -> None:
    collected(bloc, han_che="\n".join(SHORT), kien_nghi="Đề nghị mở lớp.", chi_tieu="Đề án đúng tiến độ.")
    node = bloc.node(bloc.root)
    content = starter_template(actor=OPERATOR, organisation=node, period=HALF_YEAR)
    there = "\n".join(lines(content))
    assert SHORT[0] not in there
    assert all(Tag(Kind.SECTION, section.key).printed in there for section in SECTIONS)
    standard, _ = half_year_review(actor=OPERATOR, organisation=node, period=HALF_YEAR)
    assert [one for one in lines(written(bloc, content)) if one] == [one for one in lines(standard) if one]


def test_tables_body_and_annexes_bring_their_styles_along(bloc: SmallBloc) -> None:
    data = written(bloc, Paper("{{nội dung}}", "{{bảng: chỉ tiêu}}", "{{phụ lục}}"))
    styles = {s.get(f"{W}styleId") for s in part(data, "word/styles.xml").iter(f"{W}style")}
    named = {
        p.get(f"{W}val") for kind in ("pStyle", "tblStyle", "rStyle") for p in part(data).iter(f"{W}{kind}")
    }
    assert named <= styles
    assert any("Phụ lục 1" in line for line in lines(data))
    assert "{{" not in "".join(lines(data))


def test_headers_and_footnotes_are_filled_and_a_wrong_tag_stays_in_red(bloc: SmallBloc) -> None:
    data = written(bloc, Paper("Có {{KN-99}} người.").header("{{đơn vị}}").footer("{{KN-01}}"))
    names = [name for name in read_parts(data) if "header" in name or "footer" in name]
    assert {"".join(lines(data, name)) for name in names} == {"Đảng bộ Khối thử nghiệm", "3"}
    red = [text(run) for run in part(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None]
    assert red == ["{{KN-99}}"]
    assert [(piece.text, piece.look) for block in rendition(data) for piece in block.pieces] == [
        ("Có ", ""), ("{{KN-99}}", "sai"), (" người.", ""),
    ]  # fmt: skip


def test_the_same_file_gives_the_same_bytes(bloc: SmallBloc) -> None:
    paper = Paper("{{KN-01}}", "{{nội dung}}", "{{phụ lục}}").bytes
    assert written(bloc, paper) == written(bloc, paper)


def test_a_report_of_ours_becomes_a_template_with_one_tick(bloc: SmallBloc) -> None:
    content, _ = half_year_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    made = numbers_to_tags(open_template(content))
    assert read_figures(made) == []
    found = check_view(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, content=made)
    assert (found.errors, found.tags) == ([], len(read_figures(content)))
    assert read_figures(written(bloc, made)) == read_figures(content)


def test_old_bindings_are_taken_off_when_a_tag_stands_inside_one(bloc: SmallBloc) -> None:
    data = written(bloc, Paper().xml(text_run("Đạt ") + control("KN-02", "{{KN-01}}")))
    assert read_figures(data) == [("KN-01", "3")]


@pytest.mark.parametrize("organisation", ["root", "first_unit", "lone_cell"])
def test_the_template_to_start_from_has_no_fault_and_prints_what_the_standard_report_prints(
    bloc: SmallBloc, organisation: str
) -> None:
    node = bloc.node(getattr(bloc, organisation))
    content = starter_template(actor=OPERATOR, organisation=node, period=HALF_YEAR)
    assert check_view(actor=OPERATOR, organisation=node, period=HALF_YEAR, content=content).errors == []
    standard, _ = half_year_review(actor=OPERATOR, organisation=node, period=HALF_YEAR)
    data = written(bloc, content, node.id)
    assert read_figures(data) == read_figures(standard)
    assert [line for line in lines(data) if line] == [line for line in lines(standard) if line]


@pytest.mark.skipif(not LIBREOFFICE, reason="LibreOffice is not installed")
def test_a_finding_names_its_page_as_libreoffice_lays_it_out(bloc: SmallBloc) -> None:
    paper = Paper("{{KN-99}}", *["Câu dài. " * 60] * 30, "Cuối {{KN-98}}.").table(("{{KN-97}}",))
    found = check_view(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, content=paper.bytes
    )
    pages = {one.tag: one.place.page for one in found.errors}
    assert pages["{{KN-99}}"] == 1
    last = pages["{{KN-98}}"]
    assert last is not None and last >= 3
    words = next(one.place.words for one in found.errors if one.tag == "{{KN-97}}")
    assert words.endswith("bảng 1, dòng 1, cột 1") and words.startswith("Trang ")


@pytest.mark.skipif(not LIBREOFFICE, reason="LibreOffice is not installed")
def test_what_comes_out_is_opened_by_another_program(bloc: SmallBloc) -> None:
    made = pdf(written(bloc, Paper("{{KN-01}}").table(("a", "b"), ("{{từng đơn vị}}", "{{KN-02}}"))))
    assert made is not None and made.startswith(b"%PDF")


def test_what_was_put_in_is_enough_to_write_the_file_again(bloc: SmallBloc) -> None:
    paper = (
        Paper("{{KN-01}} {{kỳ}}", "{{danh sách: KN-01}}", "{{bảng: chỉ tiêu}}")
        .table(("{{từng đơn vị}}", "{{KN-01}}"))
        .bytes
    )
    finished = trial(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, content=paper)
    assert finished.answers is not None
    assert filled(open_template(paper), finished.answers, finished.composed.document) == finished.content
    ElementTree.fromstring(read_parts(finished.content)["word/document.xml"])


def test_a_repeated_row_bears_its_names_once(bloc: SmallBloc) -> None:
    paper = Paper("x").table(("Đơn vị",), ("{{từng đơn vị}}",))
    cell = paper.document.tables[0].rows[1].cells[0].paragraphs[0]._p
    cell.insert(0, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="cua_toi"/>'))
    cell.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    marks = [mark.get(f"{W}name") for mark in part(written(bloc, paper)).iter(f"{W}bookmarkStart")]
    assert marks.count("cua_toi") == 1


def test_what_takes_whole_paragraphs_is_red_within_a_sentence(bloc: SmallBloc) -> None:
    said = lines(written(bloc, Paper("Có {{nội dung}} và {{danh sách: KN-01}} và {{bảng: chỉ tiêu}}.")))
    assert said == ["Có {{nội dung}} và {{danh sách: KN-01}} và {{bảng: chỉ tiêu}}."]


def test_tags_without_end_are_refused_before_they_cost_time() -> None:
    with pytest.raises(NotUsable, match="quá nhiều thẻ"):
        read(open_template(Paper("{{KN-01}} " * 3001).bytes).parts)
    assert len(marks_in("{ " * 200_000)) == 0
