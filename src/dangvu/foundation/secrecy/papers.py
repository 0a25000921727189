"""The lines of a paper that is handed in (docx, xlsx, txt, pdf), read without trusting it: no parser of XML, no
entity, nothing unpacked beyond a limit. What can't be read is said; pictures can't be read at all.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from .marks import mark_in_name, marked_line

#: Limits of a package: parts, bytes of one part, bytes of all that is looked at.
PARTS, PART_BYTES, ALL_BYTES = 2_000, 60 * 1024 * 1024, 120 * 1024 * 1024
_PDF_SECONDS, _PDF_PAGES = 20, 200
_TEXT_PARTS = re.compile(
    r"^(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|word/(?:glossary|diagrams|charts)/[^/]+\.xml"
    r"|xl/(?:sharedStrings|workbook)\.xml|xl/(?:worksheets|chartsheets|drawings)/[^/]+\.xml|xl/comments[^/]*\.xml"
    r"|docProps/(?:core|app|custom)\.xml|content\.xml|styles\.xml|meta\.xml)$"
)
_ENDS = re.compile(
    r"</(?:w:p|a:p|si|c|text|text:p|text:h|table:table-cell|dc:title|dc:subject|dc:description|cp:keywords|cp:category"
    r"|vt:lpwstr|vt:lpstr|Company|oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter)>|<w:br[ /]|<w:cr[ /]"
)
_TAB = re.compile(r"<w:tab(?:\s[^>]*)?/>|<text:tab/>")
_TAG = re.compile(r"<[^>]{0,20000}>")
_SHEET_NAME = re.compile(r'<sheet\b[^>]*\bname="([^"]{1,100})"')
_WATERMARK = re.compile(r'<v:textpath\b[^>]*\bstring="([^"]{1,200})"')
_PRINT_CODES = re.compile(r"&(?:\"[^\"]*\"|\d+|K[0-9A-Fa-f]{6}|[BIUESXYLCR])")


class Broken(ValueError):
    """The file can't be opened, or is dangerous; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the gate saw of a file. ``mark``: where a mark stands ('' none). ``read`` False: its text can't be read
    here (a scan, a picture, a PDF where no reader is installed), so only its name was looked at."""

    mark: str = ""
    read: bool = True


def look_into(name: str, data: bytes) -> Reading:
    """Whether a paper carries a mark of secrecy; nothing of it is kept. Raises Broken for what can't be opened."""
    if mark_in_name(name):
        return Reading("tên tệp")
    if data.startswith(b"PK"):
        found = marked_line(_package(data))
    elif data.startswith(b"%PDF"):
        lines = _pdf(data)
        if lines is None:
            return Reading(read=False)
        found = marked_line(lines, wrapped=True)
        if not found and not any(line.strip() for line in lines):
            return Reading(read=False)  # a scan
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Broken(
            "Tệp Word, Excel kiểu cũ (.doc, .xls) hoặc có mật khẩu không nhận ở đây; lưu lại thành .docx hoặc .pdf."
        )
    elif (text := _plain(data)) is not None:
        found = marked_line(text.splitlines())
    else:
        return Reading(read=False)
    return Reading(f"dòng “{found}”" if found else "")


def mark_in_file(name: str, data: bytes) -> str:
    """Where a mark stands in a file or its name, for doors that open it themselves and say what is broken."""
    try:
        return look_into(name, data).mark
    except Broken:
        return ""


def _plain(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None if b"\x00" in data else data.decode("cp1252", "replace")


def _package(data: bytes) -> Iterator[str]:
    """Every line of an Office package, wherever it stands: body, headers, text boxes, comments, watermarks, titles."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len(infos) > PARTS:
                raise Broken("Tệp có quá nhiều phần bên trong, không mở; lưu lại bằng Word rồi thử lại.")
            if any("vbaproject" in info.filename.lower() for info in infos):
                raise Broken("Tệp có macro nên không nhận; lưu lại thành .docx thường rồi thử lại.")
            left = ALL_BYTES
            for info in infos:
                if not _TEXT_PARTS.match(info.filename):
                    continue
                left -= info.file_size
                if (
                    info.file_size > PART_BYTES
                    or left < 0
                    or info.file_size > 200 * max(info.compress_size, 1_000)
                ):
                    raise Broken(
                        "Tệp nở ra quá lớn khi mở nên không nhận; bỏ bớt nội dung thừa, lưu lại rồi thử lại."
                    )
                with package.open(info) as part:
                    raw = part.read(PART_BYTES + 1)
                if len(raw) > PART_BYTES:
                    raise Broken(
                        "Tệp nở ra quá lớn khi mở nên không nhận; bỏ bớt nội dung thừa, lưu lại rồi thử lại."
                    )
                yield from _lines(raw)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Broken(
            "Tệp hỏng hoặc có mật khẩu nên không mở được; mở bằng Word, lưu lại rồi thử lại."
        ) from error


def _lines(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    if "<!DOCTYPE" in text[:2_000] or "<!ENTITY" in text[:20_000]:
        raise Broken("Tệp có khai báo lạ bên trong nên không nhận; mở bằng Word, lưu lại rồi thử lại.")
    for found in (*_SHEET_NAME.findall(text), *_WATERMARK.findall(text)):
        yield unescape(found)
    for paragraph in _ENDS.split(text):
        line = unescape(_TAG.sub("", _TAB.sub("\t", paragraph))).strip("\r\n")
        if line.strip():
            printed = _PRINT_CODES.sub("\t", line)
            yield line
            if printed != line:
                yield printed


def _pdf(data: bytes) -> list[str] | None:
    """The text of a PDF through poppler, where it is installed; None where it is not, or can't."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    command = [program, "-q", "-layout", "-enc", "UTF-8", "-l", str(_PDF_PAGES), "-", "-"]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=_PDF_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    return (
        ran.stdout[: 20 * 1024 * 1024].decode("utf-8", "replace").splitlines()
        if ran.returncode == 0
        else None
    )
