"""Documents as bytes: the only door to the Word libraries and to LibreOffice.

The template is an ordinary Word file that the office edits in Word: frame, styles, page, signature block, with
docxtpl tags such as `{{ letterhead.issuer_name }}`. The body enters at the paragraph `{{p body }}`. A template
is read and compiled once per process (again when its file changes); the same document gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jinja2 import StrictUndefined
from jinja2 import Template as JinjaTemplate
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from . import letterhead as lh
from .document import Document, Letterhead
from .identity import with_record
from .package import core_properties, read_parts, write_parts
from .templates import Template, template_on
from .wordml import BodyWriter, natural_width, text_xml

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TAGGED_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_WITH_PLACES = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_LEFT_LETTERS, _RIGHT_LETTERS = 22, 29  # capitals of 14 pt, bold, that a line of either column holds


@dataclass(frozen=True)
class Page:
    """The page of a document's body: its set-up as it stands in the file, the widths of its text in twips."""

    section: str  # the w:sectPr that closes the body
    text_width: int
    turned_width: int


@dataclass(frozen=True)
class _Frame(Page):
    """A template ready to be filled: compiled parts, untouched parts, and the page of the body."""

    compiled: Mapping[str, JinjaTemplate]
    parts: Mapping[str, bytes]


def docx(document: Document) -> bytes:
    """The document as a .docx, on the template that is valid on the document's date."""
    template = template_on(document.date)
    stat = template.path.stat()
    frame = _frame(str(template.path), stat.st_mtime_ns, stat.st_size)
    parts = dict(frame.parts)
    writer = BodyWriter(frame.text_width, template.end_mark, document.origin)
    context = _context(document, template, frame, writer)
    for name, compiled in frame.compiled.items():
        parts[name] = compiled.render(context).encode()
    main = parts["word/document.xml"].decode()
    parts["word/document.xml"] = with_last_section(main, frame, document).encode()
    ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314  # our own text; Word must be able to open it
    parts["docProps/core.xml"] = properties(document)
    return write_parts(with_record(parts, writer.ledger))


def properties(document: Document) -> bytes:
    """What the file says of itself."""
    heading = f"{document.type_name.strip().capitalize()} {document.summary}"
    return core_properties(_plain(heading), _plain(document.letterhead.issuer_name), document.fixed_time)


def sha256(data: bytes) -> str:
    """The fingerprint by which an issued document is known."""
    return hashlib.sha256(data).hexdigest()


def pdf(docx_bytes: bytes, timeout: float = 120, *, named_places: bool = False) -> bytes | None:
    """The .docx as LibreOffice prints it; None where LibreOffice is not installed or could not do it in time.

    ``named_places``: the bookmarks of the file are named places of the PDF, which tell on which page each stands.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="dangvu-pdf-") as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(docx_bytes)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        kind = _WITH_PLACES if named_places else "pdf"
        command = [office, profile, "--headless", "--norestore", "--convert-to", kind, "--outdir", folder]
        _run([*command, str(source)], timeout)
        result = source.with_suffix(".pdf")
        return result.read_bytes() if result.exists() else None


def _run(command: list[str], timeout: float) -> None:
    """Run to the end or to the time limit; then the whole process group goes, for soffice starts children."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


# -- the template ------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _frame(path: str, _modified: int, _size: int) -> _Frame:
    from docxtpl import DocxTemplate  # takes half a second to import; only those who print pay

    parts = read_parts(Path(path).read_bytes())
    tagged = {name: parts.pop(name).decode() for name in sorted(parts) if _TAGGED_PARTS.fullmatch(name)}
    # Word cuts a tag into several runs as it is edited; docxtpl knows how to join them again.
    patch = DocxTemplate(path).patch_xml
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    compiled = {name: environment.from_string(patch(with_w15(xml))) for name, xml in tagged.items()}
    page = page_of(re.findall(r"<w:sectPr\b.*?</w:sectPr>", tagged["word/document.xml"], re.DOTALL)[-1])
    return _Frame(page.section, page.text_width, page.turned_width, compiled, parts)


def page_of(section: str) -> Page:
    """The page that a w:sectPr sets up. ValueError where it gives no size or margins."""
    size, margin = _attributes(section, "pgSz"), _attributes(section, "pgMar")
    sides = margin["left"] + margin["right"]
    return Page(section, text_width=size["w"] - sides, turned_width=size["h"] - sides)


def _attributes(section: str, element: str) -> dict[str, int]:
    found = re.search(rf"<w:{element}\b[^>]*>", section)
    if found is None:
        raise ValueError(f"the template has no w:{element}")
    return {name: int(value) for name, value in re.findall(r'w:(\w+)="(\d+)"', found.group(0))}


def with_w15(xml: str) -> str:
    """Declare the namespace of hidden content controls on the root, as newer Word does by itself."""
    root = re.search(r"<w:(?:document|hdr|ftr|footnotes|endnotes)\b[^>]*>", xml)
    if root is None or f'xmlns:w15="{_W15}"' in root.group(0):
        return xml
    tag = root.group(0)
    new = tag[:-1] + f' xmlns:w15="{_W15}"'
    if "xmlns:mc=" not in tag:
        new += f' xmlns:mc="{_MC}"'
    if "mc:Ignorable=" in tag:
        new = new.replace('mc:Ignorable="', 'mc:Ignorable="w15 ')
    else:
        new += ' mc:Ignorable="w15"'
    return xml.replace(tag, new + ">", 1)


# -- what goes into it -------------------------------------------------------------------------------


def _context(document: Document, template: Template, frame: _Frame, writer: BodyWriter) -> dict[str, Any]:
    return {
        "letterhead": _letterhead(document.letterhead, template),
        "place_and_date": _markup(lh.place_and_date(document.letterhead.place, document.date)),
        "type_name": _markup(document.type_name.upper()),
        "summary": _markup(document.summary),
        "draft": document.draft,
        "body": Markup(writer.body(document.sections, document.closing_limits)),  # noqa: S704
        "annexes": Markup(annexes(document, writer, frame)),  # noqa: S704
    }


def letterhead_words(letterhead: Letterhead, template: Template) -> dict[str, str]:
    """The letterhead as it is printed: names in capitals and even lines, dotted places for what is unknown."""

    def name(text: str, per_line: int = _LEFT_LETTERS) -> str:
        upper = lh.spell_uy(lh.or_dots(text), template.uy).upper()
        return lh.balanced_lines(upper, per_line)

    number, _, symbol = lh.number_and_symbol(letterhead.number, letterhead.symbol).partition("-")
    return {
        "upper_name": name(letterhead.upper_name, _LEFT_LETTERS + 2),  # not bold
        "issuer_name": name(letterhead.issuer_name),
        "number": number,
        "symbol": symbol,
        "signer_authority": name(letterhead.signer_authority, _RIGHT_LETTERS),
        "signer_title": name(letterhead.signer_title, _RIGHT_LETTERS),
        "signer_name": lh.or_dots(letterhead.signer_name),
    }


def _letterhead(letterhead: Letterhead, template: Template) -> dict[str, Any]:
    words = letterhead_words(letterhead, template)
    recipients = lh.recipient_lines(letterhead.recipients, letterhead.archive)
    return {
        **{key: _markup(text) for key, text in words.items()},
        "number": _markup(f"{words['number']}-{words['symbol']}"),
        "recipients": [_markup(lh.spell_uy(line, template.uy)) for line in recipients],
    }


def _markup(text: str) -> Markup:
    return Markup(text_xml(text))  # noqa: S704  # escaped one call earlier


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", text_xml(text)).strip()


# -- annexes, upright and turned ---------------------------------------------------------------------


def _turned(document: Document, page: Page) -> list[bool]:
    """For each annex whether a table of it needs the page turned."""
    return [natural_width(annex) > page.text_width for annex in document.annexes]


def annexes(document: Document, writer: BodyWriter, page: Page) -> str:
    """The annexes; where the page turns, a small paragraph closes the section before it."""
    number = lh.number_and_symbol(document.letterhead.number, document.letterhead.symbol)
    kind = document.type_name.strip().capitalize()
    reference = f"(Kèm theo {kind} số {number}, ngày {lh.short_date(document.date)})"
    pieces: list[str] = []
    turned_before = False
    first = True
    for index, (annex, turned) in enumerate(zip(document.annexes, _turned(document, page), strict=True), 1):
        if turned != turned_before:
            pieces.append(_section_end(_section(page, turned_before, first)))
            first = False
        pieces.append(writer.annex(index, annex, reference, page.turned_width if turned else page.text_width))
        turned_before = turned
    return "".join(pieces)


def with_last_section(xml: str, page: Page, document: Document) -> str:
    """The page of the last section: that of the template unless the annexes turned the page."""
    turned = [False, *_turned(document, page)]
    if not any(turned):
        return xml
    head, found, tail = xml.rpartition(page.section)
    if not found:
        raise ValueError("the template's page set-up was not found again")
    return head + _section(page, turned[-1], first=len(list(groupby(turned))) == 1) + tail


def _section(page: Page, turned: bool, first: bool) -> str:
    """The template's page set-up; later sections take over its header and have no bare first page."""
    section = page.section
    if not first:
        section = re.sub(r"<w:titlePg\b[^>]*/>|<w:(?:header|footer)Reference\b[^>]*/>", "", section)
    if turned:
        size = _attributes(section, "pgSz")
        landscape = f'<w:pgSz w:w="{size["h"]}" w:h="{size["w"]}" w:orient="landscape"/>'
        section = re.sub(r"<w:pgSz\b[^>]*/>", landscape, section)
    return section


def _section_end(section: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="DvSectionEnd"/>{section}</w:pPr></w:p>'
