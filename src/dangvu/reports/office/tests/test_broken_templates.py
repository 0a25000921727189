"""The corpus of broken templates: each is told what is wrong, and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_CODE
from dangvu.organisations.tree import Node, Tree
from dangvu.reports.office import opening
from dangvu.reports.office.check import check
from dangvu.reports.office.findings import Finding, Grade, Sort
from dangvu.reports.office.meaning import Knowledge
from dangvu.reports.office.opening import NotUsable, open_template
from dangvu.reports.office.tests.papers import (
    MAIN,
    Paper,
    control,
    field,
    linked,
    spoiled,
    text_box,
    text_run,
    zipped,
)

NODES = [
    Node(1, "khoi", "Đảng bộ Khối", "dang_bo_cap_tren", None),
    Node(2, "so-nhat", "Đảng bộ Sở Thứ Nhất", "dang_bo_co_so", 1),
    Node(3, "van-phong-1", "Chi bộ Văn phòng", "chi_bo_truc_thuoc", 2),
    Node(4, "ke-hoach", "Chi bộ Kế hoạch", "chi_bo_truc_thuoc", 2),
    Node(5, "so-hai", "Đảng bộ Sở Thứ Hai", "dang_bo_co_so", 1),
    Node(6, "van-phong-2", "Chi bộ Văn phòng", "chi_bo_truc_thuoc", 5),
    Node(7, "thu-vien", "Chi bộ Thư viện", "chi_bo_co_so", 1),
]
TREE = Tree({node.id: node for node in NODES})


def knowing(**changed: object) -> Knowledge:
    told: dict[str, object] = {
        "organisation": TREE[1], "period": Period.parse("2023-H1"), "tree": TREE, "figures": BY_CODE,
        "first_day": date(2023, 1, 1), "tables": {"targets", "definitions", "members"}, **changed,
    }  # fmt: skip
    return Knowledge(**told)  # type: ignore[arg-type]


def findings(data: bytes, known: Knowledge | None = None) -> list[Finding]:
    """What a person is told: that the file can't be opened, or what the check found in it."""
    try:
        return check(open_template(data), known or knowing()).findings
    except NotUsable as refusal:
        return [refusal.finding]


def told(data: bytes, sort: Sort, known: Knowledge | None = None) -> Finding:
    found = findings(data, known)
    assert sort in [one.sort for one in found], [f"{one.sort}: {one.wrong}" for one in found]
    return next(one for one in found if one.sort is sort)


GOOD = "Kết nạp {{KN-01}} đảng viên."
AT_SECOND = "Đoạn 2"
#: (what is wrong, the words of the second paragraph or the whole paper, kind, place, sentence begins with).
IN_TEXT: list[tuple[str, Sort]] = [
    ("Kết nạp {{KN-01 đảng viên.", Sort.UNCLOSED),
    ("Kết nạp KN-01}} đảng viên.", Sort.UNOPENED),
    ("Kết nạp {{KN-01 {{KN-02}} }} đảng viên.", Sort.NESTED),
    ("Kết nạp {KN-01} đảng viên.", Sort.SINGLE_BRACE),
    ("Kết nạp {% if draft %} đảng viên.", Sort.PROGRAM),
    ("Kết nạp {{ }} đảng viên.", Sort.EMPTY),
    ("Kết nạp {{letterhead.symbol}} đảng viên.", Sort.UNKNOWN_TAG),
    ("Kết nạp {{bảng: lạ}} đảng viên.", Sort.UNKNOWN_TAG),
    ("Kết nạp {{đoạn: han trế}} đảng viên.", Sort.UNKNOWN_SECTION),
    ("Kết nạp {{đoạn: hạn chế}} đảng viên.", Sort.IN_SENTENCE),
    ("Kết nạp {{KN-2}} đảng viên.", Sort.UNKNOWN_FIGURE),
    ("Kết nạp {{KN-01; tháng: 6}} đảng viên.", Sort.UNKNOWN_FIELD),
    ("Kết nạp {{KN-01; kỳ: cùng kỳ; kỳ: quý I}} đảng viên.", Sort.REPEATED_FIELD),
    ("Kết nạp {{đơn vị; lẻ: 1}} đảng viên.", Sort.MISPLACED_FIELD),
    ("Kết nạp {{KN-01; kỳ: hôm nọ}} đảng viên.", Sort.WRONG_PERIOD),
    ("Kết nạp {{KN-01; kỳ: quý IV}} đảng viên.", Sort.WRONG_PERIOD),
    ("Kết nạp {{KN-01; kỳ: cùng kỳ năm trước}} đảng viên.", Sort.WRONG_PERIOD),
    ("Kết nạp {{KN-01; cấp: huyện}} đảng viên.", Sort.WRONG_LEVEL),
    ("Kết nạp {{KN-01; cấp: tổ đảng}} đảng viên.", Sort.WRONG_LEVEL),
    ("Kết nạp {{KN-01; đơn vị: Sở Thứ Ba}} đảng viên.", Sort.UNKNOWN_UNIT),
    ("Kết nạp {{KN-01; đơn vị: Chi bộ Văn phòng}} đảng viên.", Sort.UNCLEAR_UNIT),
    ("Kết nạp {{KN-01; lẻ: hai}} đảng viên.", Sort.WRONG_ROUNDING),
    ("Kết nạp {{KN-01; lẻ: 1}} đảng viên.", Sort.WRONG_ROUNDING),
    ("Kết nạp {{KN-01; dạng: tỷ lệ}} đảng viên.", Sort.WRONG_FORM),
    ("Kết nạp {{KN-02; dạng: chữ}} đảng viên.", Sort.WRONG_FORM),
    ("Kết nạp {{bảng: chỉ tiêu}} đảng viên.", Sort.IN_SENTENCE),
    ("Kết nạp {{nội dung}} đảng viên.", Sort.IN_SENTENCE),
    ("Kết nạp {{từng đơn vị}} đảng viên.", Sort.NOT_IN_ROW),
    ("Kết nạp {{thứ tự}} đảng viên.", Sort.NOT_IN_ROW),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sort"), IN_TEXT, ids=[f"{sort}-{n}" for n, (_, sort) in enumerate(IN_TEXT)]
)
def test_a_wrong_tag_is_told_with_its_paragraph_and_sentence(text: str, sort: Sort) -> None:
    found = told(Paper(GOOD, f"Câu trước. {text} Câu sau.").bytes, sort)
    assert found.grade is Grade.ERROR
    assert found.place.words == AT_SECOND
    assert "Kết nạp" in found.place.sentence
    if sort is not Sort.UNCLOSED:  # nobody knows where that tag ends
        assert found.place.sentence == text
    assert found.wrong and found.mend.endswith((".", "?")), found


#: Where Word has put a tag: (paper, kind, grade, place).
IN_WORD: list[tuple[str, Callable[[], bytes], Sort, Grade, str]] = [
    ("split and joined", lambda: Paper(GOOD).runs("Có {{K", "N-0", "2}} chỉ tiêu.").bytes, Sort.SPLIT_JOINED, Grade.ADVICE, "Đoạn 2"),
    ("half bold", lambda: Paper(GOOD).runs("Có ", "{{KN", "-02}}", " chỉ tiêu.", bold=(1,)).bytes, Sort.SPLIT_JOINED, Grade.ADVICE, "Đoạn 2"),
    ("half in a link", lambda: Paper(GOOD).xml(f'{text_run("Có {{KN")}<w:hyperlink w:anchor="a">{text_run("-02}} chỉ")}</w:hyperlink>').bytes, Sort.SPLIT, Grade.ERROR, "Đoạn 2"),
    ("a tab within", lambda: Paper(GOOD).xml(f'{text_run("Có {{KN-02;")}<w:r><w:tab/></w:r>{text_run("lẻ: 1}}")}').bytes, Sort.SPLIT, Grade.ERROR, "Đoạn 2"),
    ("over two paragraphs", lambda: Paper(GOOD, "Có {{KN-02;", "lẻ: 1}} chỉ tiêu.").bytes, Sort.SPLIT, Grade.ERROR, "Đoạn 2"),
    ("in a deletion", lambda: Paper(GOOD).xml(f'<w:del w:id="1" w:author="a">{text_run("{{KN-02}}", "delText")}</w:del>').bytes, Sort.DELETED, Grade.ERROR, "Đoạn 2"),
    ("in an insertion", lambda: Paper(GOOD).xml(f'<w:ins w:id="1" w:author="a">{text_run("{{KN-02}}")}</w:ins>').bytes, Sort.INSERTED, Grade.ERROR, "Đoạn 2"),
    ("in a field", lambda: Paper(GOOD).xml(field(" REF muc ", "{{KN-02}}")).bytes, Sort.FIELD, Grade.ERROR, "Đoạn 2"),
    ("in a text box", lambda: Paper(GOOD).xml(text_box("{{KN-02}}")).bytes, Sort.TEXT_BOX, Grade.ERROR, "Khung chữ, đoạn 3"),
    ("a table in the header", lambda: Paper(GOOD).header("{{bảng: chỉ tiêu}}").bytes, Sort.IN_HEADER, Grade.ERROR, "Đầu trang, đoạn 1"),
    ("unknown in the footer", lambda: Paper(GOOD).footer("{{KN-99}}").bytes, Sort.UNKNOWN_FIGURE, Grade.ERROR, "Chân trang, đoạn 1"),
    ("unknown in a cell", lambda: Paper(GOOD).table(("Tên", "Số"), ("Sở", "{{KN-99}}")).bytes, Sort.UNKNOWN_FIGURE, Grade.ERROR, "Bảng 1, dòng 2, cột 2"),
    ("a table in a cell", lambda: Paper(GOOD).table(("{{bảng: chỉ tiêu}}",)).bytes, Sort.IN_CELL, Grade.ERROR, "Bảng 1, dòng 1, cột 1"),
    ("two in a row", lambda: Paper(GOOD).table(("a", "b"), ("{{từng đơn vị}}", "{{từng đơn vị}}")).bytes, Sort.TWO_EACH, Grade.ERROR, "Bảng 1, dòng 2, cột 2"),
    ("no repeated head", lambda: Paper(GOOD).table(("Đơn vị", "Số"), ("{{từng đơn vị}}", "{{KN-01}}")).bytes, Sort.NO_REPEATED_HEAD, Grade.ADVICE, "Bảng 1, dòng 2, cột 1"),
    ("the same twice", lambda: Paper(GOOD, "Có {{KN-03}} nữ, {{KN-03}} người dân tộc.").bytes, Sort.DUPLICATE, Grade.ADVICE, "Đoạn 2"),
    ("body twice", lambda: Paper("{{nội dung}}", "{{nội dung}}").bytes, Sort.DUPLICATE, Grade.ERROR, "Đoạn 2"),
    ("a section twice", lambda: Paper("{{đoạn: hạn chế}}", "{{đoạn: khuyết điểm}}").bytes, Sort.DUPLICATE, Grade.ADVICE, "Đoạn 2"),
    ("a section and the whole body", lambda: Paper("{{nội dung}}", "{{đoạn: hạn chế}}").bytes, Sort.DUPLICATE, Grade.ADVICE, "Đoạn 2"),
    ("a section in a repeated row", lambda: Paper(GOOD).table(("a", "b"), ("{{từng đơn vị}}", "{{đoạn: hạn chế}}")).bytes, Sort.IN_CELL, Grade.ERROR, "Bảng 1, dòng 2, cột 2"),
    ("a section in the footer", lambda: Paper(GOOD).footer("{{đoạn: hạn chế}}").bytes, Sort.IN_HEADER, Grade.ERROR, "Chân trang, đoạn 1"),
    ("fixed days", lambda: Paper(GOOD, "Năm ngoái {{KN-01; kỳ: 2023-Q1}}.").bytes, Sort.FIXED_PERIOD, Grade.ADVICE, "Đoạn 2"),
    ("an old number", lambda: Paper(GOOD).xml(text_run("Có ") + control("KN-02", "60%")).bytes, Sort.OLD_NUMBER, Grade.ADVICE, "Đoạn 2"),
    ("a level in a repeated row", lambda: Paper(GOOD).table(("a", "b"), ("{{từng đơn vị}}", "{{KN-01; cấp: chi bộ}}")).bytes, Sort.WRONG_LEVEL, Grade.ERROR, "Bảng 1, dòng 2, cột 2"),
    ("no tags", lambda: Paper("Kết nạp 88 đảng viên.").bytes, Sort.NO_TAGS, Grade.ERROR, "Cả tệp"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "sort", "grade", "place"), [row[1:] for row in IN_WORD], ids=[row[0] for row in IN_WORD]
)
def test_what_word_did_to_a_tag_is_told_with_its_place(
    make: Callable[[], bytes], sort: Sort, grade: Grade, place: str
) -> None:
    found = told(make(), sort)
    assert (found.grade, found.place.words) == (grade, place)


COMMENTS = (
    b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0"><w:p><w:r>'
    b"<w:t>{{KN-01}}</w:t></w:r></w:p></w:comment></w:comments>"
)
BOMB = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def _add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


#: What stands in the way of opening a file at all.
FILES: list[tuple[str, Callable[[], bytes], Sort]] = [
    ("empty", lambda: b"", Sort.NOT_WORD),
    ("a PDF", lambda: b"%PDF-1.7 ...", Sort.NOT_WORD),
    ("RTF", lambda: b"{\\rtf1 {{KN-01}}}", Sort.NOT_WORD),
    ("a workbook", lambda: zipped(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"}), Sort.NOT_WORD),
    ("OpenDocument", lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.text"), Sort.NOT_WORD),
    ("old Word", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Sort.OLD_WORD),
    ("a password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Sort.PASSWORD),
    ("half a file", lambda: Paper(GOOD).bytes[:3000], Sort.DAMAGED),
    ("broken XML", lambda: Paper(GOOD).with_parts(spoiled(b"</w:body>", b"</w:bod>")), Sort.DAMAGED),
    ("entities", lambda: Paper(GOOD).with_parts(lambda p: p.update({MAIN: p[MAIN].replace(b"<w:document", BOMB + b"<w:document", 1)})), Sort.DAMAGED),
    ("a zip bomb", lambda: Paper(GOOD).with_parts(_add("word/media/a.bin", b"\0" * 90_000_000)), Sort.TOO_LARGE),
    ("too large", lambda: b"PK" + b"\0" * (opening.MOST_BYTES + 1), Sort.TOO_LARGE),
    ("macros", lambda: Paper(GOOD).with_parts(_add("word/vbaProject.bin", b"x")), Sort.MACROS),
    (".dotx", lambda: Paper(GOOD).with_parts(spoiled(b"wordprocessingml.document.main", b"wordprocessingml.template.main", "[Content_Types].xml")), Sort.WORD_TEMPLATE),
    ("strict", lambda: Paper(GOOD).with_parts(lambda p: p.update({MAIN: p[MAIN].replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")})), Sort.STRICT_FORMAT),
    ("an embedded workbook", lambda: Paper(GOOD).with_parts(_add("word/embeddings/a.xlsx", b"x")), Sort.OBJECT),
    ("a picture from elsewhere", lambda: Paper(GOOD).with_parts(linked("image", "http://example.org/a.png")), Sort.OUTSIDE),
    ("a part of another file", lambda: Paper(GOOD).with_parts(linked("aFChunk", "a.html")), Sort.OUTSIDE),
    ("a field that fetches", lambda: Paper(GOOD).xml(field(' INCLUDETEXT "http://example.org/a" ', "x")).bytes, Sort.OUTSIDE),
    ("a field cut in two", lambda: Paper(GOOD).xml('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>').bytes, Sort.OUTSIDE),
]  # fmt: skip


@pytest.mark.parametrize(("make", "sort"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_that_is_not_opened_says_what_it_is_and_how_to_save_it_anew(
    make: Callable[[], bytes], sort: Sort
) -> None:
    (found,) = findings(make())
    assert (found.sort, found.grade, found.place.words) == (sort, Grade.ERROR, "Cả tệp")
    assert found.mend.endswith(".")


def test_a_comment_is_told_and_a_link_to_the_authors_template_is_taken_out() -> None:
    with_comment = Paper(GOOD).with_parts(_add("word/comments.xml", COMMENTS))
    assert told(with_comment, Sort.COMMENT).place.words == "Ghi chú, đoạn 1"
    assert told(with_comment, Sort.COMMENTS).grade is Grade.ADVICE
    attached = Paper(GOOD).with_parts(linked("attachedTemplate", "file:///C:/a.dotm", "settings.xml"))
    assert told(attached, Sort.ATTACHED).grade is Grade.ADVICE
    assert b"a.dotm" not in b"".join(open_template(attached).parts.values())


def test_what_depends_on_the_person_and_the_place() -> None:
    first = knowing(organisation=TREE[2])
    assert (
        told(Paper("{{KN-01; đơn vị: Đảng bộ Khối}}").bytes, Sort.FOREIGN_UNIT, first).place.words == "Đoạn 1"
    )
    elsewhere = Paper("{{KN-01; đơn vị: so-hai}}").bytes
    assert told(elsewhere, Sort.UNKNOWN_UNIT, first), (
        "a unit that the person may not know of is as good as none"
    )
    assert told(elsewhere, Sort.FOREIGN_UNIT, knowing(organisation=TREE[2], elsewhere={5}))
    assert told(Paper("{{danh sách: KN-01}}").bytes, Sort.NO_NAMES, knowing(may_read_names=False))
    assert told(Paper("{{KT-01}}").bytes, Sort.HIDDEN_FIGURE, knowing(hidden={"KT-01"}))
    assert told(Paper("{{KN-01}}").bytes, Sort.WITHDRAWN_FIGURE, knowing(withdrawn={"KN-01"}))
    assert told(Paper("{{từng đơn vị}}").bytes, Sort.WRONG_LEVEL, knowing(organisation=TREE[3]))
    missing = told(Paper(GOOD).bytes, Sort.NOT_USED, knowing(printed=(BY_CODE["KN-01"], BY_CODE["KN-02"])))
    assert "KN-02" in missing.wrong and "KN-01" not in missing.wrong


def test_what_was_meant_is_proposed() -> None:
    assert "KN-02" in told(Paper("{{KN-2}}").bytes, Sort.UNKNOWN_FIGURE).mend
    assert (
        "“Đảng bộ Sở Thứ Nhất” (mã so-nhat)"
        in told(Paper("{{KN-01; đơn vị: Đảng bộ Sở Thứ Nhật}}").bytes, Sort.UNKNOWN_UNIT).mend
    )
    assert "van-phong-1" in told(Paper("{{KN-01; đơn vị: chi bo van phong}}").bytes, Sort.UNCLEAR_UNIT).mend
    assert "van-phong-2" in told(Paper("{{KN-01; đơn vị: Chi bộ Văn phòng}}").bytes, Sort.UNCLEAR_UNIT).mend
    assert "{{đơn vị}}" in told(Paper("{{đơn vj}}").bytes, Sort.UNKNOWN_TAG).mend
    section = "{{đoạn: hạn chế, khuyết điểm}}"
    assert section in told(Paper("{{đoạn: hạn trế}}").bytes, Sort.UNKNOWN_SECTION).mend
    assert "nguyên nhân; kiến nghị, đề xuất" in told(Paper("{{đoạn}}").bytes, Sort.UNKNOWN_SECTION).mend
    for typed in ("{{hạn chế}}", "{{đoạn hạn chế}}"):
        assert section in told(Paper(typed).bytes, Sort.UNKNOWN_TAG).mend


def test_a_section_that_the_template_leaves_out_is_told_those_with_words_first() -> None:
    known = knowing(sections={"uu_diem": 0, "han_che": 0, "kien_nghi": 3})
    found = told(Paper(GOOD, "{{đoạn: ưu điểm}}").bytes, Sort.SECTION_NOT_USED, known)
    assert found.grade is Grade.ADVICE
    assert found.wrong.endswith(": Kiến nghị, đề xuất (đang có 3 đoạn); Hạn chế, khuyết điểm")
    assert "{{đoạn: kiến nghị, đề xuất}}" in found.mend
    whole = findings(Paper(GOOD, "{{nội dung}}").bytes, known)
    assert Sort.SECTION_NOT_USED not in [one.sort for one in whole], "the standard body prints every section"


def test_a_template_without_faults_has_no_findings(tmp_path: Path) -> None:
    paper = Paper(
        "Kết nạp {{kn–01}} đảng viên, đạt {{ KN-02 ; LẺ: 1 }}; {{KN-02; dạng: tử số}}/{{KN-02; dạng: mẫu số}}."
    )
    paper.table(("TT", "Đơn vị", "Số"), ("{{thứ tự}}", "{{từng đơn vị}}", "{{KN-01}}"), repeats=True)
    paper.document.add_paragraph("{{danh sách: KN-01; đơn vị: so-nhat}}")
    paper.header("{{ĐƠN VỊ}}, {{Kỳ}}")
    assert findings(paper.bytes) == []
