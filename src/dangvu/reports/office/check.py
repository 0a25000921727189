"""The check of a template before it is used: every tag read, meant and placed; what is missing; what would not print. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dangvu.foundation.vietnamese import key
from dangvu.review.sections import BY_KEY

from .findings import Finding, Grade, Sort, advice, error
from .meaning import Knowledge, Meant, NoMeaning, meaning
from .opening import Element, Opened, W
from .reading import COMMENT, TEXT_BOX, Line, Mark, Read, read
from .tags import LINES, WORDS, Kind, Tag, TagError, parse
from .when import Of

_BLOCKS = frozenset({Kind.TABLE, Kind.LIST, Kind.SECTION, Kind.BODY, Kind.ANNEXES})
_WHOLE_PAGE = frozenset({Kind.BODY, Kind.ANNEXES, Kind.TABLE})
_SEPARATE = {"hyperlink": "liên kết", "sdt": "ô nội dung", "smartTag": "thẻ thông minh"}
_MOST_NAMED = 12
_BRACES = {
    Sort.UNCLOSED: ("thẻ mở “{{” mà không có “}}”", "Thêm “}}” vào cuối thẻ."),
    Sort.UNOPENED: ("có “}}” mà không có “{{” ở trước", "Thêm “{{” vào đầu thẻ, hoặc xóa “}}” thừa."),
    Sort.NESTED: (
        "thẻ trước chưa đóng bằng “}}” đã mở thẻ mới “{{”",
        "Thêm “}}” vào cuối thẻ thứ nhất, hoặc xóa “{{” thừa.",
    ),
    Sort.SINGLE_BRACE: ("thẻ chỉ có một dấu ngoặc ở một phía", "Viết đủ hai dấu ngoặc nhọn ở mỗi phía: “{{ … }}”."),
    Sort.PROGRAM: ("có lệnh của mẫu kiểu cũ (“{% … %}”), phần mềm không chạy lệnh trong mẫu", "Xóa lệnh này."),
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A tag at its place, read; ``meant`` None: it means nothing here, and a finding says why."""

    line: Line
    mark: Mark
    tag: Tag | None
    meant: Meant | None = None


@dataclass(frozen=True)
class Checked:
    """A template that was read: its lines, its tags, and what was found."""

    read: Read
    tags: tuple[Found, ...]
    findings: list[Finding]

    @property
    def usable(self) -> bool:
        """Whether nothing stands in the way of using it."""
        return not any(one.grade is Grade.ERROR for one in self.findings)


def check(opened: Opened, known: Knowledge) -> Checked:
    """Everything that is to be said of a template, in the order of the file; what is about the whole file comes last."""
    document = read(opened.parts)
    findings: list[Finding] = []
    found: list[Found] = []
    for index, line in enumerate(document.lines):
        for mark in line.marks:
            after = document.lines[index + 1] if index + 1 < len(document.lines) else None
            one, said = _tag(line, mark, after, known)
            found.append(one)
            findings += said
        findings += _twice(line)
    found, wrong = _in_rows(found)
    findings += wrong
    findings += _tables(document, found)
    findings += _whole(document, found, known)
    return Checked(document, tuple(found), findings + list(opened.findings))


# -- one tag -------------------------------------------------------------------------------------------


def _tag(line: Line, mark: Mark, after: Line | None, known: Knowledge) -> tuple[Found, list[Finding]]:
    place, text = line.place(mark), line.text[mark.start : mark.end]
    if mark.fault is not None:
        return Found(line, mark, None), [_wrong_braces(line, mark, after, text)]
    outside = _stands_outside(line, mark, text)
    if outside:
        return Found(line, mark, None), [outside]
    try:
        tag = parse(mark.inside)
    except TagError as fault:
        return Found(line, mark, None), [error(Sort(fault.fault.value), str(fault), fault.mend, place, text)]
    said = list(_pieces(line, mark, text))
    said += _standing(line, mark, tag, text)
    try:
        meant = meaning(tag, known)
    except NoMeaning as fault:
        return Found(line, mark, tag), [*said, error(fault.sort, str(fault), fault.mend, place, text)]
    if tag.when.of is Of.FIXED:
        said.append(
            advice(
                Sort.FIXED_PERIOD,
                f"thẻ luôn lấy số của {tag.when.printed}, kể cả trong báo cáo các kỳ sau",
                "Nếu muốn số đi theo kỳ báo cáo thì dùng “kỳ: cùng kỳ năm trước” hoặc bỏ “kỳ:”.",
                place,
                text,
            )
        )
    return Found(line, mark, tag, meant), said


def _wrong_braces(line: Line, mark: Mark, after: Line | None, text: str) -> Finding:
    wrong, mend = _BRACES[mark.fault or Sort.UNCLOSED]
    place = line.place(mark)
    if mark.fault is Sort.UNCLOSED and after is not None and after.part == line.part:
        closing, opening = after.text.find("}}"), after.text.find("{{")
        if closing >= 0 and (opening < 0 or closing < opening):
            return error(
                Sort.SPLIT, "thẻ bị ngắt sang đoạn sau (có dấu Enter ở giữa thẻ)",
                "Đưa con trỏ vào giữa thẻ, xóa dấu xuống dòng để thẻ nằm trong một đoạn.", place, text,
            )  # fmt: skip
    return error(mark.fault or Sort.UNCLOSED, wrong, mend, place, text)


def _stands_outside(line: Line, mark: Mark, text: str) -> Finding | None:
    """A tag where nothing is printed, or where Word would take it away again."""
    place, names = line.place(mark), {name for atom in line.atoms_of(mark) for name in atom.box_names}
    if line.zone == COMMENT:
        return error(
            Sort.COMMENT,
            "thẻ nằm trong ghi chú bên lề, không được in",
            "Chuyển thẻ vào văn bản, xóa ghi chú.",
            place,
            text,
        )
    if line.zone == TEXT_BOX:
        return error(
            Sort.TEXT_BOX, "thẻ nằm trong khung chữ (Text Box), phần mềm không điền vào đó",
            "Chuyển thẻ ra đoạn văn hoặc vào một ô của bảng.", place, text,
        )  # fmt: skip
    if names & {"del", "moveFrom"}:
        return error(
            Sort.DELETED, "thẻ nằm ở đoạn đã xóa mà Word còn giữ (Track Changes)",
            "Vào Review, Accept, Accept All Changes rồi lưu lại.", place, text,
        )  # fmt: skip
    if names & {"ins", "moveTo"}:
        return error(
            Sort.INSERTED, "thẻ nằm ở đoạn mới chèn đang chờ chấp nhận (Track Changes)",
            "Vào Review, Accept, Accept All Changes, tắt Track Changes rồi lưu lại.", place, text,
        )  # fmt: skip
    if names & {"field", "fldSimple"}:
        return error(
            Sort.FIELD, "thẻ nằm trong một trường tự động của Word (mục lục, tham chiếu)",
            "Bấm vào trường, nhấn Ctrl+Shift+F9 để thành chữ thường, rồi lưu lại.", place, text,
        )  # fmt: skip
    return None


def _pieces(line: Line, mark: Mark, text: str) -> Iterator[Finding]:
    """A tag that Word keeps in several pieces: joined where nothing is lost by it, said in any case."""
    atoms = line.atoms_of(mark)
    place = line.place(mark)
    boxes = {atom.boxes for atom in atoms}
    if len(boxes) > 1:
        name = next(
            (_SEPARATE[n] for atom in atoms for n in atom.box_names if n in _SEPARATE), "một phần riêng"
        )
        yield error(
            Sort.SPLIT, f"thẻ bị cắt: một nửa nằm trong {name}, một nửa nằm ngoài",
            "Xóa cả thẻ, gõ lại liền một mạch hoặc dán lại từ trang “Chọn thẻ”.", place, text,
        )  # fmt: skip
        return
    if any(atom.text in ("\t", "\n") and atom.node.tag != f"{{{W}}}t" for atom in atoms):
        yield error(
            Sort.SPLIT, "thẻ bị ngắt giữa chừng bởi dấu xuống dòng hoặc dấu Tab",
            "Xóa dấu ngắt để thẻ nằm liền trên một dòng.", place, text,
        )  # fmt: skip
        return
    looks = {_look(atom.run) for atom in atoms}
    if len(looks) > 1:
        yield advice(
            Sort.SPLIT_JOINED, "thẻ có chỗ chữ đậm, nghiêng hoặc cỡ khác nhau; phần mềm ghép lại và in theo chữ đầu của thẻ",
            "Nếu muốn kiểu chữ khác thì bôi đen cả thẻ rồi chọn lại kiểu chữ.", place, text,
        )  # fmt: skip
    elif len({id(atom.run) for atom in atoms}) > 1:
        yield advice(
            Sort.SPLIT_JOINED, "Word đã cắt thẻ thành mấy mảnh; phần mềm ghép lại được, in ra bình thường",
            "Không cần làm gì.", place, text,
        )  # fmt: skip


def _look(run: Element) -> bytes:
    from lxml import etree

    found = run.find(f"{{{W}}}rPr")
    if found is None:
        return b""
    quiet = {f"{{{W}}}lang", f"{{{W}}}noProof", f"{{{W}}}rFonts"}
    return b"".join(sorted(etree.tostring(child) for child in found if child.tag not in quiet))


def _standing(line: Line, mark: Mark, tag: Tag, text: str) -> list[Finding]:
    place = line.place(mark)
    said = []
    alone = line.stands_alone(mark)
    if tag.kind in _BLOCKS and line.zone:
        said.append(
            error(
                Sort.IN_HEADER,
                f"“{tag.kind}” không đặt được ở {line.zone}",
                "Chuyển thẻ vào phần chính của văn bản.",
                place,
                text,
            )
        )
    elif tag.kind in _BLOCKS and not alone:
        said.append(
            error(
                Sort.IN_SENTENCE,
                f"thẻ “{tag.kind}” nằm giữa câu, mà in ra nhiều dòng",
                "Đặt thẻ này một mình trên một dòng riêng.",
                place,
                text,
            )
        )
    elif tag.kind in _WHOLE_PAGE and line.table:
        said.append(
            error(
                Sort.IN_CELL,
                f"thẻ “{tag.kind}” nằm trong ô của bảng khác",
                "Chuyển thẻ ra ngoài bảng, trên một dòng riêng.",
                place,
                text,
            )
        )
    elif (tag.kind is Kind.WORD and tag.name in LINES) and not alone:
        said.append(
            error(
                Sort.IN_SENTENCE,
                f"“{WORDS[tag.name][0]}” in ra nhiều dòng",
                "Đặt thẻ này một mình trên một dòng.",
                place,
                text,
            )
        )
    if tag.kind is Kind.EACH and not line.table:
        said.append(
            error(
                Sort.NOT_IN_ROW,
                "“từng đơn vị” chỉ dùng trong một dòng của bảng",
                "Kẻ bảng, đặt thẻ vào ô tên đơn vị của dòng dưới đầu bảng.",
                place,
                text,
            )
        )
    return said


def _twice(line: Line) -> Iterator[Finding]:
    """The same tag twice on end in one sentence: most often a copy whose code was not changed."""
    for before, mark in pairwise(line.marks):
        same = key(before.inside) == key(mark.inside) and before.fault is mark.fault is None
        if same and line.sentence(before.start) == line.sentence(mark.start) and key(mark.inside):
            yield advice(
                Sort.DUPLICATE,
                "cùng một thẻ có hai lần liền nhau trong một câu",
                "Xem lại: có thể quên đổi mã ở thẻ chép lại.",
                line.place(mark),
                line.text[mark.start : mark.end],
            )


def _in_rows(found: list[Found]) -> tuple[list[Found], list[Finding]]:
    """A row that stands for every unit already tells of whom its numbers are: a level in it would print the whole, and
    the paragraphs of the report would come again for every unit."""
    rows = {one.line.row_node for one in found if one.tag is not None and one.tag.kind is Kind.EACH} - {None}
    kept, said = [], []
    for one in found:
        fault = _unfit_for_row(one.tag) if one.tag is not None and one.line.row_node in rows else None
        kept.append(one if fault is None else replace(one, meant=None))
        if fault is not None:
            text = one.line.text[one.mark.start : one.mark.end]
            said.append(error(*fault, one.line.place(one.mark), text))
    return kept, said


def _unfit_for_row(tag: Tag) -> tuple[Sort, str, str] | None:
    if tag.kind is Kind.FIGURE and tag.level:
        wrong = "dòng “từng đơn vị” đã lấy số của từng đơn vị, không dùng thêm “cấp”"
        return Sort.WRONG_LEVEL, wrong, "Bỏ “; cấp: …” khỏi thẻ này."
    if tag.kind is Kind.SECTION:
        wrong = "thẻ “đoạn” in nội dung của cả báo cáo, dòng “từng đơn vị” sẽ in lại cho mỗi đơn vị"
        return Sort.IN_CELL, wrong, "Chuyển thẻ ra ngoài bảng, trên một dòng riêng."
    return None


# -- tables and the whole ------------------------------------------------------------------------------


def _tables(document: Read, found: list[Found]) -> Iterator[Finding]:
    rows: dict[Element, list[Found]] = {}
    for one in found:
        if one.tag is not None and one.tag.kind is Kind.EACH and one.line.row_node is not None:
            rows.setdefault(one.line.row_node, []).append(one)
    for row, there in rows.items():
        first = there[0]
        text = first.line.text[first.mark.start : first.mark.end]
        if len(there) > 1:
            yield error(
                Sort.TWO_EACH,
                "một dòng của bảng có hai thẻ “từng đơn vị”",
                "Giữ lại một thẻ ở ô tên đơn vị.",
                there[1].line.place(there[1].mark),
                text,
            )
        table = first.line.table_node
        if table is not None and not _repeats_head(table, row):
            yield advice(
                Sort.NO_REPEATED_HEAD,
                "bảng dài ra theo số đơn vị mà đầu bảng không lặp lại khi sang trang; khi in phần mềm tự bật lặp lại",
                "Muốn tự đặt: chọn dòng đầu bảng, vào Layout, Repeat Header Rows.", first.line.place(first.mark), text,
            )  # fmt: skip
    for one in found:
        if (
            one.tag is not None
            and one.tag.kind is Kind.WORD
            and one.tag.name == "ordinal"
            and one.line.row_node not in rows
        ):
            yield error(
                Sort.NOT_IN_ROW, "“thứ tự” chỉ dùng ở dòng có thẻ “từng đơn vị”", "Thêm “{{từng đơn vị}}” vào dòng đó, hoặc xóa thẻ này.",
                one.line.place(one.mark), one.line.text[one.mark.start : one.mark.end],
            )  # fmt: skip


def _repeats_head(table: Element, row: Element) -> bool:
    first = table.find(f"{{{W}}}tr")
    if first is row:
        return True  # no head at all: nothing to repeat
    return first is not None and first.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None


def _whole(document: Read, found: list[Found], known: Knowledge) -> Iterator[Finding]:
    bodies = [one for one in found if one.tag is not None and one.tag.kind in (Kind.BODY, Kind.ANNEXES)]
    for kind in (Kind.BODY, Kind.ANNEXES):
        for one in [one for one in bodies if one.tag and one.tag.kind is kind][1:]:
            yield error(
                Sort.DUPLICATE, f"“{kind}” có hai lần trong mẫu", "Giữ lại một thẻ.", one.line.place(one.mark)
            )
    if not any(one.tag for one in found) and not any(one.mark.fault for one in found):
        yield error(
            Sort.NO_TAGS,
            "Mẫu không có thẻ nào, nên kỳ nào in ra cũng như nhau",
            "Thay các con số trong văn bản bằng thẻ lấy ở trang “Chọn thẻ”.",
        )
    yield from _sections(found, known)
    yield from _old_numbers(document)
    if not any(one.tag and one.tag.kind is Kind.BODY for one in found):
        yield from _not_used(found, known)
    if any(
        next(root.iter(f"{{{W}}}ins", f"{{{W}}}del", f"{{{W}}}moveFrom"), None) is not None
        for root in document.roots.values()
    ):
        yield advice(
            Sort.TRACKED, "Tệp còn sửa đổi chưa chấp nhận (Track Changes), in ra sẽ thấy",
            "Vào Review, Accept All Changes, tắt Track Changes rồi lưu lại.",
        )  # fmt: skip
    if any(line.zone == COMMENT and line.text.strip() for line in document.lines):
        yield advice(
            Sort.COMMENTS,
            "Tệp còn ghi chú bên lề, tệp in ra cũng còn",
            "Vào Review, Delete All Comments rồi lưu lại.",
        )


def _sections(found: list[Found], known: Knowledge) -> Iterator[Finding]:
    """What units wrote and the template leaves out, or prints twice; '{{nội dung}}' prints every section."""
    has_body = any(one.tag and one.tag.kind is Kind.BODY for one in found)
    seen = set[str]()
    for one in found:
        if one.tag is None or one.tag.kind is not Kind.SECTION:
            continue
        if has_body or one.tag.name in seen:
            yield advice(
                Sort.DUPLICATE, f"mục “{BY_KEY[one.tag.name].title}” in hai lần trong mẫu",
                "“{{nội dung}}” đã in mục này; giữ lại một trong hai thẻ." if has_body else "Giữ lại một thẻ.",
                one.line.place(one.mark), one.line.text[one.mark.start : one.mark.end],
            )  # fmt: skip
        seen.add(one.tag.name)
    missing = [] if has_body else [key for key in known.sections if key not in seen]
    if missing:
        named = "; ".join(
            f"{BY_KEY[key].title}" + (f" (đang có {known.sections[key]} đoạn)" if known.sections[key] else "")
            for key in sorted(
                missing, key=lambda key: not known.sections[key]
            )  # those that have words come first
        )
        yield advice(
            Sort.SECTION_NOT_USED, f"{len(missing)} mục nội dung báo cáo chuẩn có in mà mẫu này không dùng: {named}",
            "Nếu cố ý bỏ thì không cần làm gì; nếu quên thì thêm thẻ, ví dụ "
            f"“{Tag(Kind.SECTION, min(missing, key=lambda key: not known.sections[key])).printed}”.",
        )  # fmt: skip


def _not_used(found: list[Found], known: Knowledge) -> Iterator[Finding]:
    used = {one.meant.indicator.code for one in found if one.meant and one.meant.indicator}
    missing = [one for one in known.printed if one.code not in used]
    if missing:
        named = "; ".join(f"{one.code} {one.title}" for one in missing[:_MOST_NAMED])
        more = f"; và {len(missing) - _MOST_NAMED} số liệu khác" if len(missing) > _MOST_NAMED else ""
        yield advice(
            Sort.NOT_USED, f"{len(missing)} số liệu báo cáo chuẩn có in mà mẫu này không dùng: {named}{more}",
            "Nếu cố ý bỏ thì không cần làm gì; nếu quên thì thêm thẻ.",
        )  # fmt: skip


_FIGURE = re.compile(r"[A-Z]{2}-\d\d")


def _old_numbers(document: Read) -> Iterator[Finding]:
    """Numbers of an earlier report of ours, still bound to their figures: the office forgot to put a tag there."""
    by_paragraph = {line.node: line for line in document.lines}
    for root in document.roots.values():
        for control in root.iter(f"{{{W}}}sdt"):
            tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
            code = "" if tag is None else (_FIGURE.match(str(tag.get(f"{{{W}}}val", ""))) or [""])[0]
            text = "".join(node.text or "" for node in control.iter(f"{{{W}}}t"))
            line = next(
                (by_paragraph[a] for a in control.iterancestors(f"{{{W}}}p") if a in by_paragraph), None
            )
            if code and line is not None and text.strip() and "{{" not in text:
                place = line.place()
                at = line.text.find(text)
                place = line.place(Mark(at, at, "")) if at >= 0 else place
                yield advice(
                    Sort.OLD_NUMBER, f"“{text}” là số {code} của báo cáo cũ, kỳ sau in ra vẫn là số cũ",
                    f"Thay bằng “{{{{{code}}}}}”, hoặc bấm “Đổi số cũ thành thẻ”.", place,
                )  # fmt: skip
