"""A template with its answers put in: a .docx again. The same template and answers give the same bytes.

What a tag prints takes the look of the letter where the tag began; numbers are bound to their figures as in the standard
report. In a trial what has no answer is printed in red; otherwise it is refused before it comes here.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from ..document import Document, Paragraph, Run
from ..identity import with_record
from ..package import write_parts
from ..render import Page, annexes, page_of, properties, with_last_section, with_w15
from ..templates import template_on
from ..wordml import BodyWriter, text_xml
from .answers import Answer, Answers, UnitRow
from .cleaning import without_old_bindings, without_old_record
from .opening import MAIN, TEXT_PARTS, Element, Opened, W, parsed, written
from .placing import copy_with, drop, elements, stand_for, take_out
from .reading import COMMENT, TEXT_BOX, Line, Mark, Read, atoms_of, marks_in, read
from .styles import with_styles
from .tags import Kind, Tag, TagError, parse

_A4 = Page("", text_width=11906 - 1701 - 851, turned_width=16838 - 1701 - 851)
_RED = '<w:color w:val="C00000"/><w:highlight w:val="yellow"/>'


def filled(opened: Opened, answers: Answers, document: Document) -> bytes:
    """The report in the office's own words. ``document`` is the standard one: its body and annexes where tags ask."""
    parts = without_old_record(opened.parts)
    for name in parts:
        if TEXT_PARTS.fullmatch(name):
            parts[name] = with_w15(written(without_old_bindings(parsed(parts[name]))).decode()).encode()
    whole = read(parts)
    page = _page(whole)
    writer = BodyWriter(page.text_width, template_on(document.date).end_mark, document.origin)
    writer.begin_after(_greatest_id(whole.roots.values()))
    filling = _Filling(answers, document, writer, page)
    filling.rows(whole)
    told = answers.by_tag
    for line in whole.lines:
        if line.zone not in (COMMENT, TEXT_BOX):
            filling.line(line, told)
    if not filling.turned_last:
        _sealed(whole.roots[MAIN], document, writer)
    for name, root in whole.roots.items():
        parts[name] = written(root)
    if filling.turned_last:
        parts[MAIN] = with_last_section(parts[MAIN].decode(), page, document).encode()
    parts = with_styles(parts, template_on(document.date))
    parts["docProps/core.xml"] = properties(document)
    return write_parts(with_record(_with_core(parts), writer.ledger))


def _sealed(root: Element, document: Document, writer: BodyWriter) -> None:
    """An issued report carries its seal also where the office prints no annex: one small line at the end."""
    note = next((annex.note for annex in reversed(document.annexes) if annex.note), "")
    if not note:
        return
    xml = f'<w:p><w:pPr><w:pStyle w:val="DvNote"/></w:pPr>{writer.run(Run(note))}</w:p>'
    body = root[0]
    last = len(body) - 1 if len(body) and body[-1].tag == f"{{{W}}}sectPr" else len(body)
    body.insert(last, elements(xml, body)[0])


class _Filling:
    """Puts answers into the trees of one file."""

    def __init__(self, answers: Answers, document: Document, writer: BodyWriter, page: Page) -> None:
        self.answers, self.document, self.writer, self.page = answers, document, writer, page
        self.turned_last = False

    # -- repeated rows -------------------------------------------------------------------------------

    def rows(self, whole: Read) -> None:
        """Each row that stands for every unit, once for each; its lines are filled and done with."""
        by_row: dict[Element, list[Line]] = {}
        for line in whole.lines:
            if line.row_node is not None:
                by_row.setdefault(line.row_node, []).append(line)
        told = [
            row
            for row, lines in by_row.items()
            if any(_kind(mark) is Kind.EACH for line in lines for mark in line.marks)
        ]
        made = {rows.row: rows.units for rows in self.answers.rows}
        for number, row in enumerate(told):
            if number not in made:
                continue
            _repeat_head(row)
            self._repeat(row, by_row[row], made[number])
            whole.lines[:] = [line for line in whole.lines if line.row_node is not row]

    def _repeat(self, row: Element, lines: list[Line], units: Iterable[UnitRow]) -> None:
        places = [_path(row, line.node) for line in lines]
        parent = row.getparent()
        assert parent is not None
        at = parent.index(row)
        for number, unit in enumerate(units):
            new = copy.deepcopy(row)
            parent.insert(at + number, new)
            told = {one.tag: one.answer for one in unit.said}
            nodes = [_follow(new, place) for place in places]  # before anything in it is changed
            if number:
                _without_names(new)
            for node, line in zip(nodes, lines, strict=True):
                self.line(_line_of(node, line), told)
        parent.remove(row)

    # -- one paragraph -------------------------------------------------------------------------------

    def line(self, line: Line, told: Mapping[str, Answer]) -> None:
        """Every tag of a paragraph, from the last to the first, so that places stay true."""
        tags = [_tag(mark) for mark in line.marks]
        said = [
            _shown(mark, tag, told.get(tag.printed) if tag else None)
            for mark, tag in zip(line.marks, tags, strict=True)
        ]
        whole, starts = _read_out(line, said)
        for number in reversed(range(len(line.marks))):
            mark, tag, answer = line.marks[number], tags[number], said[number]
            if tag is not None and self._block(line, mark, tag, answer):
                return
            self._inline(line, mark, tag, answer, whole, starts[number])

    def _block(self, line: Line, mark: Mark, tag: Tag, answer: Answer | None) -> bool:
        """What takes the whole paragraph's place; False where the tag is not of that kind or does not stand alone."""
        if not line.stands_alone(mark) or answer is None:
            return False
        if tag.kind is Kind.SECTION:
            stand_for(line.node, self._section(line, line.text[mark.end :].strip(), answer))
            return True
        if answer.lines:
            stand_for(line.node, [copy_with(line, one) for one in answer.lines])
            return True
        if tag.kind is Kind.WORD and not answer.text:
            stand_for(line.node, [])  # 'Dự thảo' of an issued report leaves no empty line
            return True
        xml = ""
        if answer.table is not None:
            xml = self.writer.table(answer.table, self.page.text_width)
        elif tag.kind is Kind.BODY:
            xml = self.writer.body(self.document.sections, self.document.closing_limits)
        elif tag.kind is Kind.ANNEXES:
            xml = annexes(self.document, self.writer, self.page)
            self.turned_last = True
        if not xml:
            return False
        stand_for(line.node, elements(xml, line.node))
        return True

    def _section(self, line: Line, after: str, answer: Answer) -> list[Element]:
        """The collected paragraphs in the look of the tag's own, or the marked place of the standard report; a mark that
        closes the text ('./.') stays at the end of what takes the tag's place."""
        mark = after if "/" in after else ""
        if not answer.lines:
            place = Paragraph((Run(answer.place),), placeholder=True)
            return elements(self.writer.paragraph(place, mark=mark), line.node)
        *before, last = answer.lines
        last = last.rstrip(" ./;") + mark if mark else last
        return [copy_with(line, one) for one in (*before, last)]

    def _inline(
        self, line: Line, mark: Mark, tag: Tag | None, answer: Answer | None, whole_text: str, before: int
    ) -> None:
        atoms = line.atoms_of(mark)
        first = atoms[0]
        whole = tag is not None and tag.kind in (Kind.BODY, Kind.ANNEXES, Kind.SECTION)
        if (
            answer is None
            or whole
            or answer.lines
            or answer.table
            or any(a.boxes != first.boxes for a in atoms)
        ):
            text = text_xml(line.text[mark.start : mark.end])
            red = f'<w:r><w:rPr>{_RED}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
            new = elements(red, line.node)
        else:
            # A number outside the text itself is plain: an edited file is read back by its text alone.
            run = answer.run if line.part == MAIN else replace(answer.run, figure=None)
            xml = self.writer.run(run, "" if line.table else whole_text, 0 if line.table else before)
            new = elements(xml, line.node) if answer.text or answer.figure else []
        take_out(line, mark, first.run, new)


def _shown(mark: Mark, tag: Tag | None, answer: Answer | None) -> Answer | None:
    """{{KỲ}} in a title in capitals is printed in capitals."""
    if tag is None or answer is None or tag.kind is Kind.FIGURE or not _is_shouted(mark):
        return answer
    return replace(answer, text=answer.text.upper())


def _read_out(line: Line, said: Sequence[Answer | None]) -> tuple[str, list[int]]:
    """The paragraph as it will read, and where in it each tag's answer begins."""
    text, starts, at = "", [], 0
    for mark, answer in zip(line.marks, said, strict=True):
        text += line.text[at : mark.start]
        starts.append(len(text))
        text += answer.run.text if answer is not None else line.text[mark.start : mark.end]
        at = mark.end
    return text + line.text[at:], starts


# -- finding one's way ---------------------------------------------------------------------------------


def _tag(mark: Mark) -> Tag | None:
    if mark.fault is not None:
        return None
    try:
        return parse(mark.inside)
    except TagError:
        return None


def _is_shouted(mark: Mark) -> bool:
    return sum(letter.isalpha() for letter in mark.inside) > 1 and mark.inside.isupper()


def _kind(mark: Mark) -> Kind | None:
    tag = _tag(mark)
    return None if tag is None else tag.kind


def _repeat_head(row: Element) -> None:
    """The rows above a repeated row are the head: they come again on every page; no repeated row splits."""
    _set(row, "cantSplit")
    for above in row.itersiblings(f"{{{W}}}tr", preceding=True):
        if not _has_each(above):
            _set(above, "cantSplit")
            _set(above, "tblHeader")


def _without_names(row: Element) -> None:
    """A copy bears no names of its own: Word wants every one of them once in a file."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for node in list(row.iter(f"{{{W}}}{kind}")):
            drop(node)
    for control in row.iter(f"{{{W}}}sdtPr"):
        for node in control.findall(f"{{{W}}}id"):
            control.remove(node)
    for node in row.iter():
        for name in [one for one in node.attrib if one.endswith(("}paraId", "}textId"))]:
            del node.attrib[name]


def _set(row: Element, name: str) -> None:
    """A property of a row, in the order of the schema (cantSplit stands before tblHeader)."""
    properties = row.find(f"{{{W}}}trPr")
    if properties is None:
        properties = etree.Element(f"{{{W}}}trPr")
        exceptions = row.find(f"{{{W}}}tblPrEx")
        row.insert(0 if exceptions is None else 1, properties)
    if properties.find(f"{{{W}}}{name}") is None:
        made = etree.Element(f"{{{W}}}{name}")
        head = properties.find(f"{{{W}}}tblHeader")
        properties.insert(len(properties) if head is None else properties.index(head), made)


def _has_each(row: Element) -> bool:
    text = "".join(node.text or "" for node in row.iter(f"{{{W}}}t"))
    return any(_kind(mark) is Kind.EACH for mark in marks_in(text))


def _path(ancestor: Element, node: Element) -> list[int]:
    path: list[int] = []
    while node is not ancestor:
        parent = node.getparent()
        assert parent is not None
        path.append(parent.index(node))
        node = parent
    return path[::-1]


def _follow(ancestor: Element, path: list[int]) -> Element:
    for step in path:
        ancestor = ancestor[step]
    return ancestor


def _line_of(node: Element, like: Line) -> Line:
    """The line of a paragraph that was copied."""
    line = Line(like.part, node, like.zone, like.number, like.table, like.row, like.column)
    line.atoms = atoms_of(node)
    line.text = "".join(atom.text for atom in line.atoms)
    line.marks = marks_in(line.text)
    return line


def _page(whole: Read) -> Page:
    """The page that closes the text, as it stands in the file; a plain A4 page where it can't be told."""
    text = written(whole.roots[MAIN]).decode()
    sections = re.findall(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*?</w:sectPr>", text, re.DOTALL)
    try:
        return page_of(sections[-1]) if sections else _A4
    except (ValueError, KeyError):
        return _A4


def _greatest_id(roots: Iterable[Element]) -> int:
    ids = [1000]
    for root in roots:
        for kind in ("bookmarkStart", "ins", "del", "comment", "id"):
            for node in root.iter(f"{{{W}}}{kind}"):
                value = str(node.get(f"{{{W}}}id") or node.get(f"{{{W}}}val") or "")
                if value.isascii() and value.isdigit() and len(value) < 9:
                    ids.append(int(value))
    return max(ids)


def _with_core(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The file's properties are named where a package names its parts; some programs leave them out."""
    types = parts["[Content_Types].xml"].decode()
    if "core-properties+xml" not in types:
        core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{core}</Types>").encode()
    links = parts.get("_rels/.rels", b"").decode()
    if links and "core-properties" not in links:
        core = (
            '<Relationship Id="dvCore" Target="docProps/core.xml" '
            'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>'
        )
        parts["_rels/.rels"] = links.replace("</Relationships>", f"{core}</Relationships>").encode()
    return parts
