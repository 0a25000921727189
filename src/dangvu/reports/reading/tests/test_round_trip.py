"""A printed number is known again after the file was edited; what became of it; nothing else is touched by a refresh."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.reports import render
from dangvu.reports.kept import as_data, as_document
from dangvu.reports.package import read_parts, write_parts
from dangvu.reports.reading.compare import Line, Verdict, compare
from dangvu.reports.reading.refresh import refreshed
from dangvu.reports.reading.word import read_figures, read_word
from dangvu.reports.wordml import text_xml

from .paper import (
    NOW,
    body,
    document,
    paper,
    told,
    typed_over,
    with_body,
    without_bookmarks,
    without_controls,
    without_links,
)

pytestmark = pytest.mark.engine_free
PLACES = [
    ("KN-01", 1, "88"), ("KN-02", 1, "60%"), ("KN-01", 2, "88"), ("KN-07", 1, "147"), ("GD-01", 1, "17"),
    ("BD-01", 1, "2"), ("BD-02", 1, "137"), ("KN-01", 3, "4"), ("KN-01", 4, "0"), ("KN-01", 5, "88"),
]  # fmt: skip


def places(docx: bytes) -> list[tuple[str, int, str]]:
    return [(one.code, one.number, one.text) for one in read_word(docx).bound]


def lines(docx: bytes, **now: str) -> list[Line]:
    file = read_word(docx)
    assert file.record is not None
    changed = {name.replace("_", "-"): text for name, text in now.items()}
    return compare(file, file.record.printed, told(NOW | changed))[0]


def found(docx: bytes, code: str, number: int = 1, **now: str) -> Line:
    return next(line for line in lines(docx, **now) if line.place == (code, number))


# -- identity --------------------------------------------------------------------------------------------


def test_every_printed_number_stands_in_the_file_with_its_place_and_in_its_record() -> None:
    file = read_word(paper())
    assert [(one.code, one.number, one.text) for one in file.bound] == PLACES
    assert file.record is not None
    assert (file.record.origin.organisation, file.record.origin.period, file.record.origin.known) == (
        "khoi", "2023-H1", 40,
    )  # fmt: skip
    assert [(one.code, one.number, one.text) for one in file.record.printed] == PLACES
    assert [one.unit for one in file.record.printed][7:] == ["so-y-te", "ban-dan-toc", ""]
    first = file.record.printed[0]
    assert first.paragraph[first.before :].startswith("88 đảng viên, đạt 60%")


def test_a_number_links_to_its_list_and_looks_like_the_text_around_it() -> None:
    docx = paper()
    relations = read_parts(docx)["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://dangvu.khoi.local/o/khoi/so-lieu/KN-01/?ky=2023-H1"' in relations
    assert 'Target="https://dangvu.khoi.local/o/so-y-te/so-lieu/KN-01/?ky=2023-H1"' in relations
    assert body(docx).count('<w:color w:val="auto"/><w:u w:val="none"/>') == len(PLACES)


def test_without_an_address_there_are_no_links() -> None:
    docx = paper(address="")
    assert "w:hyperlink" not in body(docx)
    assert places(docx) == PLACES


def test_the_same_document_gives_the_same_bytes_and_keeps_its_address() -> None:
    kept = as_document(as_data(document()))
    assert kept == document()
    assert render.docx(kept) == paper()


def test_a_document_of_before_is_rendered_as_it_was() -> None:
    old = render.docx(replace(document(), origin=None))
    assert '<w:tag w:val="KN-01"/>' in body(old) and "hyperlink" not in body(old)
    assert "docProps/custom.xml" not in read_parts(old)
    assert [(code, text) for code, _, text in PLACES] == read_figures(old)


def test_what_was_kept_before_numbers_had_places_is_still_understood() -> None:
    data = as_data(replace(document(), origin=None))
    del data["origin"]
    for section in data["sections"]:
        for table in section["tables"]:
            del table["figures"]
    old = as_document(data)
    assert old.origin is None and 'w:val="KN-01@' not in body(render.docx(old))


def test_the_record_stands_beside_properties_of_the_office() -> None:
    parts = read_parts(paper())
    xml = parts["docProps/custom.xml"].decode()
    assert all(len(piece) <= 255 for piece in re.findall(r"<vt:lpwstr[^>]*>([^<]*)<", xml))


@pytest.mark.parametrize(
    "gone",
    [
        [without_controls], [without_bookmarks], [without_links], [without_controls, without_links],
        [without_bookmarks, without_links], [lambda xml: re.sub(r'<w:tag w:val="[^"]*"/>', "", xml)],
    ],
)  # fmt: skip
def test_one_of_the_three_marks_is_enough(gone: list) -> None:
    docx = paper()
    for edit in gone:
        docx = with_body(docx, edit)
    assert places(docx) == PLACES


def test_a_link_alone_still_tells_the_figure() -> None:
    docx = with_body(with_body(paper(), without_controls), without_bookmarks)
    assert [(code, text) for code, _, text in places(docx)] == [(code, text) for code, _, text in PLACES]


@pytest.mark.parametrize(
    "gone", [[], [without_links], [lambda xml: re.sub(r'<w:tag w:val="[^"]*"/>', "", xml)]]
)
def test_a_control_of_the_office_around_the_text_claims_no_number(gone: list) -> None:
    docx = paper()
    for edit in gone:
        docx = with_body(docx, edit)

    def around(xml: str) -> str:
        paragraph = re.search(r"<w:p>(?:(?!</w:p>).)*>Mở .*?</w:p>", xml)
        assert paragraph is not None
        head = "<w:sdt><w:sdtPr><w:tag w:val='than'/></w:sdtPr><w:sdtContent>"
        inside = re.sub(r"(</w:pPr>)(.*)(</w:p>)$", rf"\1{head}\2</w:sdtContent></w:sdt>\3", paragraph[0])
        return xml.replace(paragraph[0], f"{head}{inside}</w:sdtContent></w:sdt>")

    assert places(with_body(docx, around)) == PLACES


def test_a_control_that_was_emptied_holds_no_number() -> None:
    docx = with_body(
        paper(), lambda xml: re.sub(r'(<w:tag w:val="BD-02#1"/>.*?)(</w:sdtPr>.*?>)137<', r"\1<w:showingPlcHdr/>\2Bấm vào đây<", xml, count=1)
    )  # fmt: skip
    line = found(docx, "BD-02")
    assert (line.verdict, line.there) == (Verdict.GONE, "")


def test_decomposed_letters_and_hard_spaces_are_read_as_any_others() -> None:
    docx = with_body(
        paper(), lambda xml: unicodedata.normalize("NFD", xml).replace(" lớp cho ", "\xa0lớp cho ")
    )
    assert places(docx) == PLACES
    assert {line.verdict for line in lines(docx)} == {Verdict.SAME}


# -- what became of the numbers --------------------------------------------------------------------------


def test_an_untouched_file_agrees_with_records_that_stood_still() -> None:
    assert {line.verdict for line in lines(paper())} == {Verdict.SAME}


def test_a_number_changed_by_hand_is_told_with_old_and_new_and_never_ticked() -> None:
    line = found(typed_over(paper(), "dv_KN_01_1", "89"), "KN-01")
    assert (line.verdict, line.printed.text, line.there, line.now) == (Verdict.BY_HAND, "88", "89", "88")
    assert line.sentence.startswith("Kết nạp 89 đảng viên") and line.sentence[line.at :].startswith("89")
    assert line.can_refresh and not line.is_for_ticking


def test_a_number_changed_by_hand_to_what_the_records_say_now_agrees() -> None:
    assert found(typed_over(paper(), "dv_KN_01_1", "89"), "KN-01", KN_01="89").verdict is Verdict.AGREES


def test_a_number_that_nothing_is_compared_with_still_tells_that_a_hand_changed_it() -> None:
    line = found(typed_over(paper(), "dv_GD_01_1", "19"), "GD-01", GD_01="")
    assert (line.verdict, line.printed.text, line.can_refresh) == (Verdict.BY_HAND, "17", False)
    assert not found(paper(), "GD-01", GD_01="").needs_a_look


def test_a_number_that_the_records_left_behind_no_longer_holds() -> None:
    line = found(paper(), "KN-01", KN_01="89")
    assert (line.verdict, line.there, line.now, line.is_for_ticking) == (Verdict.OUTDATED, "88", "89", True)


def test_a_number_of_a_unit_is_compared_with_that_unit() -> None:
    changed = {line.place: line.verdict for line in lines(paper(), **{"KN-01@so-y-te": "5"})}
    assert changed["KN-01", 3] is Verdict.OUTDATED
    assert found(paper(), "KN-01", 3).row == "Đảng bộ Sở Y tế"
    assert changed["KN-01", 1] is Verdict.SAME


def test_a_deleted_paragraph_takes_its_numbers_with_it_and_that_is_told() -> None:
    docx = with_body(paper(), lambda xml: re.sub(r"<w:p>(?:(?!</w:p>).)*>Mở .*?</w:p>", "", xml, count=1))
    gone = {line.place for line in lines(docx) if line.verdict is Verdict.GONE}
    assert gone == {("BD-01", 1), ("BD-02", 1)}


def test_a_number_whose_marks_were_lost_is_found_by_its_words() -> None:
    bare = with_body(with_body(with_body(paper(), without_controls), without_bookmarks), without_links)
    line = found(bare, "KN-07")
    assert (line.verdict, line.there, line.can_refresh) == (Verdict.LOST, "147", False)
    changed = with_body(bare, lambda xml: xml.replace(">147<", ">150<"))
    assert found(changed, "KN-07").notes == ("Dấu của số đã mất và số đã đổi; sổ nay là 147.",)


def test_a_copied_number_is_told_and_only_its_first_place_is_refreshed() -> None:
    def twice(xml: str) -> str:
        paragraph = re.search(r"<w:p>(?:(?!</w:p>).)*>Mở .*?</w:p>", xml)
        assert paragraph is not None
        return xml.replace(paragraph[0], paragraph[0] + without_bookmarks(paragraph[0]))

    double = [line for line in lines(with_body(paper(), twice), BD_01="3") if line.place == ("BD-01", 1)]
    assert [line.can_refresh for line in double] == [True, False]
    assert "hai nơi" in double[1].notes[0]


def test_a_number_moved_to_another_sentence_is_told() -> None:
    def moved(xml: str) -> str:
        control = re.search(r'<w:bookmarkStart [^>]*w:name="dv_GD_01_1"/>.*?<w:bookmarkEnd [^>]*/>', xml)
        assert control is not None
        return xml.replace(control[0], "mấy").replace(
            "Tiếp tục", "Tiếp tục</w:t></w:r>" + control[0] + "<w:r><w:t>"
        )

    line = found(with_body(paper(), moved), "GD-01")
    assert any("chuyển sang câu khác" in note for note in line.notes)


def test_words_around_a_number_that_changed_are_shown_beside_the_printed_ones() -> None:
    docx = with_body(paper(), lambda xml: xml.replace(" lớp cho ", " lớp bồi dưỡng dành cho "))
    file = read_word(docx)
    assert file.record is not None
    (one,) = compare(file, file.record.printed, told(NOW))[1]
    assert (one.printed, one.there) == (
        "Mở 2 lớp cho 137 quần chúng.", "Mở 2 lớp bồi dưỡng dành cho 137 quần chúng.",
    )  # fmt: skip


def test_a_sentence_that_claims_more_than_its_number_is_told() -> None:
    docx = with_body(paper(), lambda xml: xml.replace(" chỉ tiêu cả năm (", " kế hoạch, đã vượt chỉ tiêu ("))
    assert any("vượt chỉ tiêu" in note for line in lines(docx) for note in line.notes)
    assert not any(line.notes for line in lines(paper()))


# -- tracked changes and comments ------------------------------------------------------------------------


def tracked(docx: bytes, bookmark: str, old: str, new: str) -> bytes:
    run = f'<w:t xml:space="preserve">{old}</w:t>'

    def edit(xml: str) -> str:
        at = xml.index(run, xml.index(f'w:name="{bookmark}"'))
        start, end = xml.rindex("<w:r>", 0, at), xml.index("</w:r>", at) + len("</w:r>")
        who = 'w:id="9" w:author="a" w:date="2023-07-05T00:00:00Z"'
        change = (
            f"<w:del {who}><w:r><w:delText>{old}</w:delText></w:r></w:del>"
            f"<w:ins {who}><w:r><w:t>{new}</w:t></w:r></w:ins>"
        )
        return xml[:start] + change + xml[end:]

    return with_body(docx, edit)


def test_a_tracked_change_is_read_as_accepted_told_and_not_written_over() -> None:
    docx = tracked(paper(address=""), "dv_KN_01_1", "88", "89")
    file, line = read_word(docx), found(docx, "KN-01")
    assert file.is_tracked
    assert (line.there, line.verdict, line.can_refresh) == ("89", Verdict.BY_HAND, False)
    assert any("(bỏ “88”)" in note for note in line.notes)


def test_a_comment_on_a_number_is_told() -> None:
    docx = with_body(
        paper(),
        lambda xml: xml.replace(
            '<w:bookmarkStart w:id="1001"', '<w:commentRangeStart w:id="0"/><w:bookmarkStart w:id="1001"'
        ).replace(
            '<w:bookmarkEnd w:id="1001"/>', '<w:bookmarkEnd w:id="1001"/><w:commentRangeEnd w:id="0"/>'
        ),
    )
    assert "Có ghi chú của người sửa trong Word." in found(docx, "KN-01").notes


# -- bringing up to date ---------------------------------------------------------------------------------


def test_a_refresh_writes_the_new_number_and_remembers_it() -> None:
    docx = typed_over(paper(), "dv_GD_01_1", "19")
    file = read_word(docx)
    asked = lines(docx, KN_01="89")
    content, written = refreshed(file, asked, {("KN-01", 1), ("KN-01", 2)}, known=50)
    assert [(line.place, line.now) for line in written] == [(("KN-01", 1), "89"), (("KN-01", 2), "89")]
    again = {line.place: line for line in lines(content, KN_01="89")}
    assert (again["KN-01", 1].verdict, again["KN-01", 1].printed.text, again["KN-01", 1].printed.known) == (
        Verdict.SAME, "89", 50,
    )  # fmt: skip
    assert again["GD-01", 1].there == "19", "what was typed by hand stays"


def test_a_number_that_word_cut_into_runs_is_written_whole() -> None:
    docx = with_body(
        typed_over(paper(address=""), "dv_KN_01_1", "89"),
        lambda xml: xml.replace(
            '<w:r><w:t xml:space="preserve">89</w:t></w:r>',
            '<w:r><w:t>8</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">9 </w:t></w:r>', 1,
        ),
    )  # fmt: skip
    content, _ = refreshed(read_word(docx), lines(docx), {("KN-01", 1)}, known=50)
    assert found(content, "KN-01").there == "88 "
    assert '<w:t>88 </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"></w:t>' in body(content)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.sampled_from([place[:2] for place in PLACES])),
    st.dictionaries(
        st.sampled_from(["KN-01", "KN-07", "GD-01", "BD-02", "KN-01@so-y-te"]), st.integers(0, 9999)
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40),
    st.booleans(),
)
def test_a_refresh_leaves_every_byte_outside_the_ticked_numbers_as_it_was(
    ticked: set[tuple[str, int]], values: dict[str, int], words: str, controls: bool
) -> None:
    docx = with_body(paper(), lambda xml: xml.replace("Tiếp tục", text_xml(words) + "Tiếp tục.", 1))
    docx = docx if controls else with_body(docx, without_controls)
    file = read_word(docx)
    assert file.record is not None
    now = NOW | {name: str(value) for name, value in values.items()}
    before = compare(file, file.record.printed, told(now))[0]
    content, written = refreshed(file, before, ticked, known=50)
    assert {line.place for line in written} == {
        line.place for line in before if line.place in ticked and line.can_refresh
    }
    old, new = file.parts["word/document.xml"], read_parts(content)["word/document.xml"]
    spans = sorted((p.start, p.end, line) for line in written if line.bound for p in line.bound.pieces)
    at, expected = 0, b""
    for start, end, line in spans:
        expected += old[at:start] + line.now.encode()
        at = end
    assert new == expected + old[at:]
    for name, part in read_parts(docx).items():
        if name not in ("word/document.xml", "docProps/custom.xml"):
            assert read_parts(content)[name] == part
    after = {line.place: line.there for line in compare(read_word(content), read_word(content).record.printed, told(now))[0]}  # type: ignore[union-attr]  # fmt: skip
    assert after == {line.place: line.now if line in written else line.there for line in before}


def test_a_file_without_a_record_is_compared_by_its_marks_alone() -> None:
    parts = read_parts(paper())
    parts["docProps/custom.xml"] = (
        b'<Properties xmlns="x"><property name="dangvu_1">Zm9v</property></Properties>'
    )
    file = read_word(write_parts(parts))
    assert file.record is None
    told_of, _ = compare(file, (), told(NOW | {"KN-01": "89"}))
    assert {line.indicator.code: line.verdict for line in told_of}["KN-01"] is Verdict.BY_HAND
    assert all(not line.row for line in told_of), "of which unit a cell is, nobody can tell"
