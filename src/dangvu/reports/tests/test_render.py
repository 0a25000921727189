import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.reports import render, templates
from dangvu.reports.document import Annex, Document, Letterhead, Paragraph, Run, Section, Table, TableColumn
from dangvu.reports.package import read_parts, write_parts
from dangvu.reports.reading.word import read_figures

from .reading import W, part, style_of, styled, text, value
from .sample import LETTERHEAD, sample

OLD, NEW = date(2023, 7, 5), date(2026, 7, 1)


def short(*sections: Section, limits: tuple[str, ...] = (), day: date = OLD) -> Document:
    return replace(sample(day), sections=sections, annexes=(), closing_limits=limits)


def prose(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(t),)) for t in texts)


def test_the_header_block_prints_names_number_place_and_date() -> None:
    data = render.docx(sample())
    assert styled(data, "DvUpper") == ["ĐẢNG BỘ TỈNH SÔNG LAM"]
    assert styled(data, "DvIssuer") == ["ĐẢNG UỶ KHỐI\nCÁC CƠ QUAN TỈNH"]
    assert styled(data, "DvStar") == ["*"]
    assert styled(data, "DvNumber") == ["Số 05-BC/ĐUK"]
    assert styled(data, "DvPartyTitle") == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert styled(data, "DvPlaceDate") == ["Sông Lam, ngày 05 tháng 7 năm 2023"]
    assert styled(data, "DvTypeName") == ["BÁO CÁO"]
    assert styled(data, "DvSummaryRule") == ["-----"]


def test_the_letterhead_follows_the_spelling_of_the_template() -> None:
    assert styled(render.docx(sample(NEW)), "DvIssuer") == ["ĐẢNG ỦY KHỐI\nCÁC CƠ QUAN TỈNH"]


def test_what_the_letterhead_does_not_know_is_dotted() -> None:
    data = render.docx(sample(letterhead=Letterhead(symbol="BC/ĐUK")))
    assert styled(data, "DvNumber") == ["Số ……-BC/ĐUK"]
    for style in ("DvUpper", "DvIssuer", "DvPlaceDate", "DvAuthority", "DvSignerTitle", "DvSignerName"):
        assert [line for line in styled(data, style) if line.startswith("……")], style


def test_only_a_draft_is_marked_as_one() -> None:
    assert styled(render.docx(sample(draft=True)), "DvDraft") == ["Dự thảo"]
    assert styled(render.docx(sample(draft=False)), "DvDraft") == []


def test_recipients_stand_in_the_signature_block() -> None:
    lines = styled(render.docx(sample()), "DvRecipient")
    assert lines[0] == "- Thường trực Tỉnh uỷ (để báo cáo);"
    assert lines[-1] == "- Lưu Văn phòng Đảng uỷ."


def test_headings_number_themselves_and_restart_under_each_part() -> None:
    data = render.docx(sample())
    assert styled(data, "Heading1")[1] == "Phần thứ hai\nNHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2023"
    assert [line.split()[0] for line in styled(data, "Heading2")] == ["I.", "II.", "III.", "IV.", "I.", "II."]
    assert [line.split()[0] for line in styled(data, "Heading3")] == ["1.", "2."]


def test_a_title_with_its_own_number_is_printed_as_it_is() -> None:
    data = render.docx(short(Section(2, "I. Kết quả", prose("a")), Section(2, "Nhiệm vụ", prose("b"))))
    assert styled(data, "Heading2") == ["I. Kết quả", "II. Nhiệm vụ"]


@pytest.mark.parametrize(("day", "mark"), [(OLD, "./."), (NEW, ".")])
def test_the_last_sentence_carries_the_mark_of_the_template(day: date, mark: str) -> None:
    body = styled(render.docx(short(Section(2, "Kết quả", prose("Một.", "Hai.")), day=day)), "DvBody")
    assert body == ["Một.", f"Hai{mark}"]


def test_what_was_not_counted_closes_the_text() -> None:
    data = render.docx(short(Section(2, "Kết quả", prose("Một.")), limits=("3 dòng thiếu ngày.", "1 người")))
    assert styled(data, "DvBody")[-2:] == ["- 3 dòng thiếu ngày;", "- 1 người./."]


def test_a_mark_after_a_bound_figure_stays_outside_its_control() -> None:
    ends = Paragraph((Run("Kết nạp "), Run("88", "KN-01")))
    data = render.docx(short(Section(2, "Kết quả", (ends,))))
    assert styled(data, "DvBody") == ["Kết nạp 88./."]
    assert read_figures(data) == [("KN-01", "88")]


def test_bound_figures_keep_their_identity_in_controls_and_bookmarks() -> None:
    data = render.docx(sample())
    figures = read_figures(data)
    assert ("KN-02", "60%") in figures
    assert Counter(code for code, _ in figures) == {
        "TC-01": 1,
        "BD-01": 1,
        "BD-02": 1,
        "KN-01": 2,
        "KN-02": 2,
    }
    names = [value(mark, "name") for mark in part(data).iter(f"{W}bookmarkStart")]
    assert {"dv_KN_02_1", "dv_KN_02_2", "dv_TC_01_1"} <= set(names)
    assert len(names) == len(set(names)) == len(figures)
    ids = [value(node) for node in part(data).iter(f"{W}id")]
    assert len(ids) == len(set(ids))


def test_bookmarks_tell_the_figures_where_a_program_dropped_the_controls() -> None:
    data = render.docx(sample())
    parts = read_parts(data)
    xml = parts["word/document.xml"].decode()
    bare = re.sub(r"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", xml)
    assert bare != xml
    stripped = write_parts({**parts, "word/document.xml": bare.encode()})
    assert read_figures(stripped) == read_figures(data)


def test_a_missing_number_is_shown_as_missing() -> None:
    marked = [r for r in part(render.docx(sample())).iter(f"{W}r") if r.find(f"{W}rPr/{W}rStyle") is not None]
    assert [text(r) for r in marked] == ["……"]


def test_an_empty_section_is_a_marked_place_for_the_office() -> None:
    assert styled(render.docx(sample()), "DvPlaceholder") == [
        "[Phần này do văn phòng viết: kết quả quán triệt văn bản]",
        "[Phần này do văn phòng viết]",
    ]


def _body_tables(data: bytes) -> list[ElementTree.Element]:
    return [t for t in part(data).iter(f"{W}tbl") if value(t.find(f"{W}tblPr/{W}tblStyle")) == "DvGrid"]


def test_tables_repeat_their_head_and_split_no_row() -> None:
    for table in _body_tables(render.docx(sample())):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (
            len(rows) - 1
        )


def test_every_cell_of_a_table_has_its_explicit_width() -> None:
    for table in _body_tables(render.docx(sample())):
        grid = [value(column, "w") for column in table.find(f"{W}tblGrid") or []]
        assert value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
        for row in table.findall(f"{W}tr"):
            assert [value(cell.find(f"{W}tcPr/{W}tcW"), "w") for cell in row.findall(f"{W}tc")] == grid


def test_numbers_stand_on_the_right() -> None:
    row = _body_tables(render.docx(sample()))[0].findall(f"{W}tr")[1]
    aligned = [value(cell.find(f"{W}p/{W}pPr/{W}jc")) for cell in row.findall(f"{W}tc")]
    assert aligned == ["center", "left", "right", "right", "right", "left"]


def test_a_table_wider_than_the_text_shrinks_in_the_body() -> None:
    wide = Table("", (TableColumn("a", 150), TableColumn("b", 150)), (("1", "2"),))
    (table,) = _body_tables(render.docx(short(Section(2, "Kết quả", (), (wide,)))))
    widths = [int(value(column, "w") or 0) for column in table.find(f"{W}tblGrid") or []]
    assert sum(widths) <= 9355
    assert widths[0] == widths[1]


def test_an_empty_table_says_so() -> None:
    empty = Table("", (TableColumn("a", 50), TableColumn("b", 50)), ())
    (table,) = _body_tables(render.docx(short(Section(2, "Kết quả", (), (empty,)))))
    assert "Không có số liệu" in text(table)


def test_a_row_with_the_wrong_number_of_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Table("x", (TableColumn("a", 50), TableColumn("b", 50)), (("1",),))


def test_the_signature_keeps_with_the_text_before_it() -> None:
    body = part(render.docx(sample())).find(f"{W}body")
    assert body is not None
    blocks = list(body)
    signature = next(i for i, b in enumerate(blocks) if b.tag == f"{W}tbl" and "Nơi nhận:" in text(b))
    for before in blocks[signature - 2 : signature]:
        style = style_of(before)
        kept = before.find(f"{W}pPr/{W}keepNext") is not None or style == "DvSpacer"
        assert kept, style
    assert blocks[signature].find(f"{W}tr/{W}trPr/{W}cantSplit") is not None


def test_a_wide_annex_turns_its_page_and_the_next_one_turns_back() -> None:
    sections = list(part(render.docx(sample())).iter(f"{W}sectPr"))
    turned = [value(section.find(f"{W}pgSz"), "orient") for section in sections]
    assert turned == [None, "landscape", None]
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [True, False, False]


def test_a_wide_annex_that_comes_last_leaves_no_empty_page() -> None:
    data = render.docx(replace(sample(), annexes=sample().annexes[:1]))
    sections = list(part(data).iter(f"{W}sectPr"))
    assert [value(section.find(f"{W}pgSz"), "orient") for section in sections] == [None, "landscape"]


def test_annexes_are_numbered_and_name_their_document() -> None:
    data = render.docx(sample())
    assert styled(data, "DvAnnexNumber") == ["Phụ lục 1", "Phụ lục 2"]
    assert styled(data, "DvAnnexReference")[0] == "(Kèm theo Báo cáo số 05-BC/ĐUK, ngày 05/7/2023)"


def test_the_annex_of_definitions_opens_every_figure() -> None:
    table = _body_tables(render.docx(sample()))[-1]
    rows = [text(row) for row in table.findall(f"{W}tr")]
    assert len(rows) == 61
    assert "88 ÷ 147" not in rows[1]
    assert "1 ÷ 147 = 0,68%" in rows[1]
    assert "Căn cứ: Nghị quyết năm của Đảng ủy, điểm 3." in rows[1]
    assert "Căn cứ" not in rows[2]


def test_the_same_document_gives_the_same_bytes_at_another_time() -> None:
    with time_machine.travel(datetime(2026, 7, 1, 8, 0, 0, tzinfo=UTC)):
        first = render.docx(sample())
    render._frame.cache_clear()
    with time_machine.travel(datetime(2031, 1, 1, 8, 0, 1, tzinfo=UTC)):
        second = render.docx(sample())
    assert render.sha256(first) == render.sha256(second)


def test_the_properties_of_the_file_come_from_the_document() -> None:
    core = read_parts(render.docx(sample()))["docProps/core.xml"].decode()
    assert core.count("2023-07-05T02:00:00Z") == 2
    assert "<dc:creator>Đảng ủy Khối các cơ quan tỉnh</dc:creator>" in core
    assert "<cp:revision>1</cp:revision>" in core


def test_parts_are_sorted_with_fixed_times() -> None:
    with zipfile.ZipFile(io.BytesIO(render.docx(sample()))) as package:
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_tag_of_the_template_is_left() -> None:
    for name, data in read_parts(render.docx(sample())).items():
        assert not re.search(rb"\{\{|\{%", data), name


def test_a_tag_that_word_cut_into_runs_is_still_filled(tmp_path, monkeypatch) -> None:
    for template in templates.templates():
        parts = read_parts(template.path.read_bytes())
        xml = parts["word/document.xml"].decode()
        cut = xml.replace("{{ summary }}", "{{ sum</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>mary }}")
        assert cut != xml
        (tmp_path / template.file).write_bytes(write_parts({**parts, "word/document.xml": cut.encode()}))
    monkeypatch.setattr(templates, "FOLDER", tmp_path)
    assert styled(render.docx(sample()), "DvSummary")[0].startswith("sơ kết công tác xây dựng Đảng")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_file_that_opens_and_runs_nothing(words: str, name: str) -> None:
    document = replace(
        short(Section(2, words, prose(words, "{{ 7 * 7 }}<w:p/>&"))),
        letterhead=replace(LETTERHEAD, issuer_name=name, recipients=(words,)),
        summary=words,
        annexes=(Annex(words, (Table(words, (TableColumn(words, 40),), ((words,),)),)),),
    )
    assert "{{ 7 * 7 }}<w:p/>&./." in styled(render.docx(document), "DvBody")


def test_capitals_with_two_marks_come_through_composed() -> None:
    data = render.docx(short(Section(2, "Kết quả", prose("Ấ Ẳ Ệ Ỗ"))))
    assert styled(data, "DvBody") == ["Ấ Ẳ Ệ Ỗ./."]
