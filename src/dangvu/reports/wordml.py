"""The body of a document as WordprocessingML text: headings, paragraphs, bound figures, tables, annexes.

The look of each piece is a named style of the Word template; only structure is written here. Strings are
joined instead of building a tree of elements: the body of a long report takes a few milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

from .document import Annex, Definition, Origin, Paragraph, Run, Section, Table, TableColumn
from .identity import Ledger, bookmark
from .letterhead import LONG_DOTS, SHORT_DOTS

TWIPS_PER_MM = 1440 / 25.4
LIMITS_TITLE = "Những nội dung chưa tính vào số liệu của báo cáo này:"
PLACEHOLDER = "Phần này do văn phòng viết"
NO_ROWS = "Không có số liệu"
LINK_HINT = "Mở danh sách đứng sau con số này"

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_OWN_NUMBER = {
    1: re.compile(r"phần thứ\s", re.IGNORECASE),
    2: re.compile(r"[IVXL]+[.)]\s"),
    3: re.compile(r"\d+[.)]\s"),
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def text_xml(text: str) -> str:
    """Escaped text for inside a `w:t`: composed Unicode, line breaks kept, letters that XML forbids left out."""
    clean = _NOT_XML.sub("", unicodedata.normalize("NFC", text).replace("\t", " ").replace("\r\n", "\n"))
    return escape(clean).replace("\n", _BREAK)


def roman(number: int) -> str:
    """1 → 'I', 14 → 'XIV'."""
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def twips(mm: float) -> int:
    """Millimetres in Word's unit."""
    return round(mm * TWIPS_PER_MM)


class BodyWriter:
    """Writes the pieces of one document and keeps the counts that span it: figures, ids, heading numbers."""

    def __init__(self, text_width: int, end_mark: str, origin: Origin | None = None) -> None:
        self.text_width = text_width
        self.end_mark = end_mark
        self.ledger = Ledger(origin)
        self._ids = 1000  # above what a template edited in Word brings along
        self._numbers = [0, 0, 0, 0]

    def begin_after(self, ids: int) -> None:
        """Give out ids above these, which a file from outside brings along."""
        self._ids = max(self._ids, ids)

    # -- runs and paragraphs ---------------------------------------------------------------------

    def run(self, run: Run, paragraph: str = "", before: int = 0) -> str:
        """A run; a bound figure stands in a content control and a bookmark, both invisible in print.

        `paragraph` is the whole text in which it stands, `before` the characters of it that come first.
        """
        look = '<w:rPr><w:rStyle w:val="DvMissing"/></w:rPr>' if run.missing else ""
        text = run.text or (SHORT_DOTS if run.missing or run.figure else "")
        plain = f'<w:r>{look}<w:t xml:space="preserve">{text_xml(text)}</w:t></w:r>'
        return plain if run.figure is None else self._bound(run.figure, text, plain, paragraph, before)

    def runs(self, runs: Sequence[Run]) -> str:
        """Runs one after another: a paragraph of prose."""
        texts = [run.text or (SHORT_DOTS if run.missing or run.figure else "") for run in runs]
        whole = "".join(texts)
        starts = accumulate(map(len, texts), initial=0)
        return "".join(self.run(run, whole, start) for run, start in zip(runs, starts, strict=False))

    def _bound(self, figure: str, text: str, plain: str, paragraph: str, before: int) -> str:
        self._ids += 1
        told = self.ledger.enter(figure, text, paragraph, before)
        tag = figure
        if self.ledger.origin is not None:  # a paper of before is rendered again as it was
            tag = f"{told.code}#{told.number}"
            plain = self._linked(plain, self.ledger.link(told))
        return (
            f'<w:bookmarkStart w:id="{self._ids}" w:name="{bookmark(told)}"/>'
            f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:id w:val="{self._ids}"/>'
            f'<w15:appearance w15:val="hidden"/></w:sdtPr>'
            f'<w:sdtContent>{plain}</w:sdtContent></w:sdt><w:bookmarkEnd w:id="{self._ids}"/>'
        )

    def _linked(self, plain: str, relation: str) -> str:
        """The number as a link that looks like the text around it: stated, else LibreOffice makes it blue."""
        if not relation:
            return plain
        look = '<w:color w:val="auto"/><w:u w:val="none"/>'
        if "<w:rPr>" in plain:
            plain = plain.replace("</w:rPr>", f"{look}</w:rPr>", 1)
        else:
            plain = plain.replace("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>", 1)
        return f'<w:hyperlink r:id="{relation}" w:tooltip="{LINK_HINT}" w:history="0">{plain}</w:hyperlink>'

    def paragraph(self, paragraph: Paragraph, keep: bool = False, mark: str = "") -> str:
        """A paragraph of prose or a marked place; `mark` closes the text, `keep` binds it to what follows."""
        if paragraph.placeholder:
            about = paragraph.text.strip().strip("[]").removeprefix(PLACEHOLDER).lstrip(" :").rstrip(". ")
            shown = f"[{PLACEHOLDER}: {about}]" if about else f"[{PLACEHOLDER}]"
            return _p("DvPlaceholder", self.run(Run(shown)) + (self.run(Run(mark)) if mark else ""), keep)
        runs = _closed(paragraph.runs, mark) if mark else paragraph.runs
        return _p("DvBody", self.runs(runs), keep)

    def heading(self, level: int, title: str) -> str:
        """A numbered heading."""
        return _p(f"Heading{level}", self.run(Run(self.heading_text(level, title))))

    def heading_text(self, level: int, title: str) -> str:
        """The heading with its number; one that brings its own number keeps it, and the count goes on after it."""
        self._numbers[level] += 1
        self._numbers[level + 1 :] = [0] * (3 - level)
        number = self._numbers[level]
        if _OWN_NUMBER[level].match(title):
            return title
        if level == 1:
            ordinal = _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)
            return f"Phần thứ {ordinal}\n{title.upper()}"
        return f"{roman(number) if level == 2 else number}. {title}"

    # -- tables ----------------------------------------------------------------------------------

    def table(self, table: Table, width: int, keep: bool = False) -> str:
        """A table of fixed widths; the head repeats, no row splits, the last row and the total never stand alone."""
        widths = fitted([twips(column.width_mm) for column in table.columns], width)
        titles = [Run(c.title) for c in table.columns]
        lines = [self._row(table.columns, titles, widths, "DvTableHead", head=True)]
        last = len(table.rows) - 1
        named = table.figures or ((),) * (len(table.rows) + 1)
        held_on, keep = keep, keep or bool(table.note)  # a note never stands alone on the next page
        for number, row in enumerate(table.rows):
            held = number == last - 1 or (number == last and (table.total is not None or keep))
            cells = _cells(row, named[number])
            lines.append(self._row(table.columns, cells, widths, "DvTableCell", keep=held))
        if not table.rows:
            lines.append(_empty_row(len(widths), sum(widths)))
        if table.total is not None:
            cells = _cells(table.total, named[-1])
            lines.append(self._row(table.columns, cells, widths, "DvTableTotal", keep=keep))
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        title = _p("DvTableTitle", self.run(Run(table.title))) if table.title else ""
        note = _p("DvNote", self.run(Run(table.note)), held_on) if table.note else _thin(held_on)
        return (
            f'{title}<w:tbl><w:tblPr><w:tblStyle w:val="DvGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>{note}"
        )

    def _row(
        self, columns: Sequence[TableColumn], runs: Sequence[Run], widths: Sequence[int], style: str,
        *, head: bool = False, keep: bool = False,
    ) -> str:  # fmt: skip
        repeat = "<w:tblHeader/>" if head else ""
        kept = "<w:keepNext/>" if keep else ""
        cells = []
        for column, run, width in zip(columns, runs, widths, strict=True):
            align = "" if head else f'<w:jc w:val="{column.align}"/>'
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
                f"{kept}{align}</w:pPr>{self.run(run)}</w:p></w:tc>"
            )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"

    # -- the whole -------------------------------------------------------------------------------

    def body(self, sections: Sequence[Section], limits: Sequence[str]) -> str:
        """Every section, then what was not counted; the last words carry the mark that closes the text."""
        pieces: list[str] = []
        for index, section in enumerate(sections):
            closing = not limits and index == len(sections) - 1
            pieces.extend(self._section(section, closing))
        if limits:
            pieces.append(_p("DvBody", self.run(Run(LIMITS_TITLE)), keep=True))
            items = [f"- {limit.strip().rstrip(' ;.,')}" for limit in limits]
            pieces += [self.paragraph(Paragraph((Run(f"{item};"),))) for item in items[:-1]]
            pieces.append(self.paragraph(Paragraph((Run(items[-1]),)), keep=True, mark=self.end_mark))
        return "".join(pieces)

    def _section(self, section: Section, closing: bool) -> Iterator[str]:
        if section.title:
            yield self.heading(section.level, section.title)
        for index, paragraph in enumerate(section.paragraphs):
            final = closing and not section.tables and index == len(section.paragraphs) - 1
            introduces = bool(section.tables) and index == len(section.paragraphs) - 1
            yield self.paragraph(paragraph, keep=final or introduces, mark=self.end_mark if final else "")
        for index, table in enumerate(section.tables):
            yield self.table(table, self.text_width, keep=closing and index == len(section.tables) - 1)

    def annex(self, number: int, annex: Annex, reference: str, width: int) -> str:
        """An annex on a new page: 'Phụ lục n', its title, the document it goes with, tables, definitions."""
        head = _p("DvAnnexNumber", self.run(Run(f"Phụ lục {number}")))
        head += _p("DvAnnexTitle", self.run(Run(annex.title)))
        head += _p("DvAnnexReference", self.run(Run(reference)))
        tables = [*annex.tables, *([definitions_table(annex.definitions)] if annex.definitions else [])]
        note = _p("DvNote", self.run(Run(annex.note))) if annex.note else ""
        return head + "".join(self.table(table, width) for table in tables) + note


def definitions_table(definitions: Sequence[Definition]) -> Table:
    """The definitions of printed figures as a table: what each says, how it came about, from what, by which rule."""
    columns = (TableColumn("Mã", 20), TableColumn("Số liệu, cách tính và nguồn", 145))
    return Table("", columns, tuple((d.code, _definition_text(d)) for d in definitions))


def _definition_text(definition: Definition) -> str:
    labelled = (
        ("Tử số", definition.numerator),
        ("Mẫu số", definition.denominator),
        ("Nguồn", definition.source),
        ("Căn cứ", definition.basis),
    )
    grounds = "; ".join(f"{label}: {text.strip().rstrip('.;')}" for label, text in labelled if text)
    return "\n".join(line for line in (definition.title, definition.how, grounds and f"{grounds}.") if line)


def natural_width(annex: Annex) -> int:
    """The width in twips that the widest table of an annex asks for."""
    return max((sum(twips(c.width_mm) for c in table.columns) for table in annex.tables), default=0)


def fitted(widths: list[int], room: int) -> list[int]:
    """Column widths, shrunk in proportion where together they exceed the room."""
    total = sum(widths)
    return widths if total <= room else [width * room // total for width in widths]


def _p(style: str, content: str, keep: bool = False) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{content}</w:p>'


def _thin(keep: bool) -> str:
    """Almost no height: parts two tables, which Word would join, and never takes a page of its own."""
    kept = "<w:keepNext/>" if keep else ""
    thin = (
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
    )
    return f'<w:p><w:pPr><w:pStyle w:val="DvNote"/>{kept}{thin}</w:pPr></w:p>'


def _closed(runs: Sequence[Run], mark: str) -> tuple[Run, ...]:
    """The runs with the closing mark in place of a full stop that is already there."""
    if not runs:
        return (Run(LONG_DOTS + mark),)
    last = runs[-1]
    if last.figure is not None:
        return (*runs, Run(mark))
    return (*runs[:-1], replace(last, text=last.text.rstrip(" ./;") + mark))


def _cells(texts: Sequence[str], figures: Sequence[str]) -> list[Run]:
    return [
        Run(text, figure or None) for text, figure in zip(texts, figures or [""] * len(texts), strict=True)
    ]


def _empty_row(columns: int, width: int) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{columns}"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="DvTableCell"/>'
        f'<w:jc w:val="center"/></w:pPr><w:r><w:t>{NO_ROWS}</w:t></w:r></w:p></w:tc></w:tr>'
    )
