"""A Word file read as lines (paragraphs) of text in which tags are marked, wherever Word has put the pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from .findings import Place, Sort, error
from .opening import MAIN, TEXT_PARTS, Element, NotUsable, W, parsed

_TEXT, _DELETED, _RUN, _PARAGRAPH = f"{{{W}}}t", f"{{{W}}}delText", f"{{{W}}}r", f"{{{W}}}p"
_SIGNS = {
    f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n", f"{{{W}}}cr": "\n",
    f"{{{W}}}noBreakHyphen": "-", f"{{{W}}}softHyphen": "",
}  # fmt: skip
#: What a paragraph's runs may lie in, with how people call it.
_BOXES = {"hyperlink": "liên kết", "ins": "đoạn chèn", "moveTo": "đoạn chèn", "del": "đoạn xóa", "moveFrom": "đoạn xóa",
          "sdt": "ô nội dung", "smartTag": "thẻ thông minh", "fldSimple": "trường"}  # fmt: skip
_ZONES = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích cuối trang",
          "endnotes": "chú thích cuối văn bản", "comments": "ghi chú"}  # fmt: skip
TEXT_BOX, COMMENT = "khung chữ", "ghi chú"
_BRACES = re.compile(r"\{%|%\}|\{#|#\}|\{+|\}+")
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n")
_LONGEST_SENTENCE = 180
_REACH = 500  # no tag is longer
_MOST_TAGS = 3000


@dataclass(frozen=True, slots=True)
class Atom:
    """One element that gives text, and what it lies in between its run and the paragraph."""

    text: str
    node: Element
    run: Element
    boxes: tuple[Element, ...]
    box_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag, or what tried to be one: text[start:end] of its line. ``fault``: the braces are wrong."""

    start: int
    end: int
    inside: str
    fault: Sort | None = None


@dataclass(eq=False)
class Line:
    """One paragraph."""

    part: str
    node: Element
    zone: str
    number: int
    table: int = 0
    row: int = 0
    column: int = 0
    row_node: Element | None = None
    table_node: Element | None = None
    atoms: list[Atom] = field(default_factory=list)
    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def atoms_of(self, mark: Mark) -> list[Atom]:
        """The atoms that a mark touches."""
        found, at = [], 0
        for atom in self.atoms:
            if at < mark.end and at + len(atom.text) > mark.start:
                found.append(atom)
            at += len(atom.text)
        return found

    def place(self, mark: Mark | None = None) -> Place:
        """Where a mark (or the line) stands, with the sentence around it."""
        return Place(
            self.zone, self.number, self.table, self.row, self.column,
            sentence=self.sentence(mark.start if mark else 0),
        )  # fmt: skip

    def sentence(self, at: int) -> str:
        """The sentence that holds the letter at ``at``; cut where it is very long."""
        begin, end = 0, len(self.text)
        for found in _SENTENCE_END.finditer(self.text):
            inside = any(mark.start < found.start() < mark.end for mark in self.marks)
            if inside:
                continue
            if found.end() <= at:
                begin = found.end()
            elif found.start() >= at:
                end = found.start()
                break
        if end - begin > _LONGEST_SENTENCE:
            begin = max(begin, at - _LONGEST_SENTENCE // 2)
            end = min(end, begin + _LONGEST_SENTENCE)
        return " ".join(self.text[begin:end].split())

    def stands_alone(self, mark: Mark) -> bool:
        """Whether nothing but the tag is in the paragraph (and the mark that closes a text: './.')."""
        return not (self.text[: mark.start] + self.text[mark.end :]).strip(" \t\n\xa0.;/")


@dataclass(frozen=True)
class Read:
    """A whole file: the trees of its parts, its lines in order, its tables (of the text) in order."""

    roots: Mapping[str, Element]
    lines: list[Line]
    tables: list[Element]

    @property
    def body(self) -> list[Line]:
        return [line for line in self.lines if line.part == MAIN]


def read(parts: Mapping[str, bytes]) -> Read:
    """The lines of every part in which there can be text."""
    names = sorted(
        (name for name in parts if TEXT_PARTS.fullmatch(name)), key=lambda name: (name != MAIN, name)
    )
    roots = {name: parsed(parts[name], name) for name in names}
    lines: list[Line] = []
    tables: list[Element] = []
    for name, root in roots.items():
        zone = next((said for key, said in _ZONES.items() if name.startswith(f"word/{key}")), "")
        found = _lines(name, root, zone, tables if name == MAIN else [])
        lines += found
    if sum(len(line.marks) for line in lines) > _MOST_TAGS:
        raise NotUsable(
            error(
                Sort.TOO_LARGE,
                f"Mẫu có quá nhiều thẻ (hơn {_MOST_TAGS})",
                "Chia mẫu thành nhiều tệp, hoặc dùng bảng có dòng “từng đơn vị”.",
            )
        )
    return Read(roots, lines, tables)


def _lines(part: str, root: Element, zone: str, tables: list[Element]) -> list[Line]:
    numbers = count(1)
    places: dict[Element, tuple[int, int, int, Element, Element]] = {}
    for table in root.iter(f"{{{W}}}tbl"):
        tables.append(table)
        for row_number, row in enumerate(table.iterchildren(f"{{{W}}}tr"), 1):
            for column, cell in enumerate(row.iterchildren(f"{{{W}}}tc"), 1):
                places[cell] = (len(tables), row_number, column, row, table)
    found = []
    for node in root.iter(_PARAGRAPH):
        ancestors = list(node.iterancestors())
        if any(
            a.tag == "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
            for a in ancestors
        ):
            continue  # the same words once more, for old programs
        boxed = any(a.tag == f"{{{W}}}txbxContent" for a in ancestors)
        line = Line(part, node, TEXT_BOX if boxed else zone, next(numbers))
        cell = next((a for a in ancestors if a in places), None)
        if cell is not None:
            line.table, line.row, line.column, line.row_node, line.table_node = places[cell]
        line.atoms = atoms_of(node)
        line.text = "".join(atom.text for atom in line.atoms)
        line.marks = marks_in(line.text)
        found.append(line)
    return found


def atoms_of(paragraph: Element) -> list[Atom]:
    """The pieces of text of one paragraph, in order."""
    return list(_atoms(paragraph))


def _atoms(paragraph: Element) -> Iterator[Atom]:
    """The text of a paragraph in order, each piece with its run and what that lies in; not what lies in its text boxes."""
    depth: list[str] = []  # fields that are open: 'instr' until their result begins

    def walk(node: Element, boxes: tuple[Element, ...], names: tuple[str, ...]) -> Iterator[Atom]:
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if child.tag == _RUN:
                yield from run(child, boxes, names)
            elif child.tag != _PARAGRAPH and child.tag != f"{{{W}}}pPr":
                name = child.tag.rpartition("}")[2]
                if name in _BOXES:
                    yield from walk(child, (*boxes, child), (*names, name))
                elif name in ("sdtContent", "bdo", "dir"):
                    yield from walk(child, boxes, names)

    def run(node: Element, boxes: tuple[Element, ...], names: tuple[str, ...]) -> Iterator[Atom]:
        for child in node:
            if child.tag == f"{{{W}}}fldChar":
                kind = child.get(f"{{{W}}}fldCharType")
                if kind == "begin":
                    depth.append("instr")
                elif kind == "separate" and depth:
                    depth[-1] = "result"
                elif kind == "end" and depth:
                    depth.pop()
                continue
            within = (*names, "field") if depth else names
            if child.tag in (_TEXT, _DELETED):
                yield Atom(child.text or "", child, node, boxes, within)
            elif child.tag in _SIGNS:
                yield Atom(_SIGNS[child.tag], child, node, boxes, within)

    yield from walk(paragraph, (), ())


# -- braces --------------------------------------------------------------------------------------------


def marks_in(text: str) -> list[Mark]:
    """Every tag of a line, and every place where braces are wrong."""
    found: list[Mark] = []
    opened: int | None = None
    nested = False
    at = 0
    while brace := _BRACES.search(text, at):
        sign, at = brace[0], brace.end()
        if sign[0] in "{%#" and sign in ("{%", "{#"):
            end = text.find(sign[1] + "}", at)
            at = len(text) if end < 0 else end + 2
            found.append(Mark(brace.start(), at, text[brace.start() + 2 : at - 2], Sort.PROGRAM))
            opened = None
        elif sign.startswith("{{"):
            if opened is not None:
                nested = True
            else:
                opened, nested = brace.start(), len(sign) > 2
        elif sign.startswith("}}"):
            if opened is None:
                found.append(Mark(brace.start(), at, "", Sort.UNOPENED))
                continue
            later = text.find("}}", at, at + _REACH) if nested else -1
            if later >= 0 and "{{" not in text[at:later]:
                continue  # the outer one closes later
            start, opened = opened, None
            faulty = Sort.NESTED if nested or len(sign) > 2 else None
            found.append(Mark(start, at, text[start + 2 : at - 2], faulty))
        elif sign == "{" and opened is None:
            end = text.find("}", at, at + _REACH)
            inside = text[at:end] if end > 0 else ""
            if looks_like_a_tag(inside):
                at = end + (2 if text.startswith("}}", end) else 1)
                found.append(Mark(brace.start(), at, inside, Sort.SINGLE_BRACE))
    if opened is not None:
        found.append(Mark(opened, len(text), text[opened + 2 :], Sort.NESTED if nested else Sort.UNCLOSED))
    return found


def looks_like_a_tag(inside: str) -> bool:
    """Whether what stands between single braces was meant as a tag."""
    from .tags import TagError, parse

    if not inside.strip() or "{" in inside:
        return False
    try:
        parse(inside)
    except TagError:
        return False
    return True
