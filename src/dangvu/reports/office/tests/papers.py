"""Word files for tests, made by code: paragraphs, tables, and whatever Word can do to a tag."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dangvu.reports.package import read_parts, write_parts

MAIN = "word/document.xml"


class Paper:
    """A Word document that is being written; ``bytes`` is the file."""

    def __init__(self, *paragraphs: str) -> None:
        self.document: Any = docx.Document()
        for text in paragraphs:
            self.document.add_paragraph(text)

    def runs(self, *texts: str, bold: tuple[int, ...] = ()) -> Paper:
        """A paragraph in several runs, as Word leaves them after an edit."""
        paragraph = self.document.add_paragraph()
        for number, text in enumerate(texts):
            paragraph.add_run(text).bold = True if number in bold else None
        return self

    def xml(self, inside: str) -> Paper:
        """A paragraph of raw WordprocessingML."""
        self.document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w', 'r')}>{inside}</w:p>"))
        return self

    def table(self, *rows: tuple[str, ...], repeats: bool = False) -> Paper:
        made = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text)
        if repeats:
            made.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        return self

    def header(self, text: str) -> Paper:
        self.document.sections[0].header.paragraphs[0].add_run(text)
        return self

    def footer(self, text: str) -> Paper:
        self.document.sections[0].footer.paragraphs[0].add_run(text)
        return self

    @property
    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def with_parts(self, change: Callable[[dict[str, bytes]], None]) -> bytes:
        """The file with its parts changed."""
        parts = read_parts(self.bytes)
        change(parts)
        return write_parts(parts)


def text_run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def text_box(text: str) -> str:
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>'
        f"{text_run(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{text_run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(tag: str, text: str) -> str:
    """A content control as an issued report binds a number."""
    return (
        f'<w:bookmarkStart w:id="9" w:name="dv_{tag.replace("-", "_")}_1"/><w:sdt><w:sdtPr><w:tag w:val="{tag}"/>'
        f'<w:id w:val="9"/></w:sdtPr><w:sdtContent>{text_run(text)}</w:sdtContent></w:sdt><w:bookmarkEnd w:id="9"/>'
    )


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def link(kind: str, target: str, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"{mode}/></Relationships>'
    ).encode()


def linked(kind: str, target: str, part: str = "document.xml") -> Callable[[dict[str, bytes]], None]:
    """A change that adds a link to a part."""

    def change(parts: dict[str, bytes]) -> None:
        name = f"word/_rels/{part}.rels"
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        parts[name] = parts.get(name, empty).replace(b"</Relationships>", link(kind, target))

    return change


def spoiled(old: bytes, new: bytes, name: str = MAIN) -> Callable[[dict[str, bytes]], None]:
    """A change that replaces something in a part."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change
