"""The gate against classified papers: marks of secrecy in a workbook, whatever encoding they are written in.

A mark stands alone (in a cell, a header, a drawing, a file's name); a sentence that speaks of the protection of
secrets is no mark. A scan can't read pictures: the person who hands files in says so for them.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise

from dangvu.foundation.vietnamese import clean, encode
from dangvu.foundation.workbooks import Workbook

_GRAVE = ("tuyệt mật", "tối mật")
_LEVEL = "mật"
_LABELS = ("độ mật", "mức độ mật", "cấp độ mật", "dấu độ mật", "mức độ bí mật")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST = 60
#: Parts of a package whose text is no cell: headers and footers, drawings, text boxes, comments.
_PARTS = re.compile(
    r"^(?:xl/(?:worksheets|chartsheets)/[^/]+\.xml|xl/drawings/[^/]+\.xml|xl/(?:comments|threadedComments)[^/]*/?[^/]*\.xml"
    r"|styles\.xml|docProps/(?:core|app|custom)\.xml)$"
)
_HEADER = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", re.DOTALL)
_TEXTS = re.compile(r">([^<>]{2,200})<")
_FORMAT_CODES = re.compile(r"&(?:amp;)?(?:\"[^\"]*\"|&quot;.*?&quot;|\d+|K[0-9A-Fa-f]{6}|[LCRBIUESXY])")
_TAIL = 64 * 1024
_MOST = 8 * 1024 * 1024


def _squeezed(text: str) -> str:
    """The letters alone: 'T U Y Ệ T  M Ậ T' and 'Tuyệt-mật.' are one."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text))


def _in_every_encoding(words: str) -> set[str]:
    """The squeezed words as a person reads them and as old fonts write them."""
    forms = {words, words.upper(), words.title(), words.capitalize()}
    old = {encode(form, how) for form in forms for how in ("tcvn3", "vni")}
    return {_squeezed(form).casefold() for form in forms | old} - {""}


_GRAVE_FORMS = frozenset().union(*(_in_every_encoding(words) for words in _GRAVE))
_LEVEL_FORMS = frozenset(
    form for form in _in_every_encoding(_LEVEL) if form != "mat"
)  # three plain letters are a word like any other
_LABEL_FORMS = frozenset().union(*(_in_every_encoding(words) for words in _LABELS))
_CAPITALS = frozenset(
    {_squeezed(encode(_LEVEL.upper(), how)) for how in ("tcvn3", "vni")} | {_squeezed(_LEVEL.upper())}
)


def is_mark(text: str, *, alone: bool = True) -> bool:
    """Whether a text is a mark of secrecy and nothing else. ``alone``: it stands where no record stands."""
    if len(text) > _LONGEST:
        return False
    letters = _squeezed(clean(text)) or _squeezed(text)
    said = letters.casefold()
    if said in _GRAVE_FORMS or _squeezed(text).casefold() in _GRAVE_FORMS:
        return True
    for label in _LABEL_FORMS:
        if said.startswith(label) and said[len(label) :] in _GRAVE_FORMS | _LEVEL_FORMS:
            return True
    return alone and bool({letters, _squeezed(text)} & _CAPITALS)


def marks(workbook: Workbook, data: bytes) -> Iterator[str]:
    """Where marks of secrecy stand; nothing where there are none."""
    if _in_name(workbook.name):
        yield "tên tệp"
    for sheet in workbook.sheets:
        if is_mark(sheet.name):
            yield f"tên trang “{sheet.name}”"
        for number, row in enumerate(sheet.rows, 1):
            texts = [cell for cell in row if isinstance(cell, str)]
            few = len(row) - row.count(None) <= 3
            if any(len(text) <= _LONGEST and is_mark(text, alone=few) for text in texts):
                yield f"trang “{sheet.name}”, dòng {number}"
                break
    if any(is_mark(text) for text in _beside_cells(data)):
        yield "đầu trang, chân trang hoặc hình vẽ trong tệp"


def _in_name(name: str) -> bool:
    stem = clean(name).rpartition(".")[0] or clean(name)
    words = re.split(r"[\s._\-()\[\]]+", stem)
    if any(f"{a} {b}".casefold() in _GRAVE for a, b in pairwise(words)):
        return True
    return _LEVEL.upper() in words


def _beside_cells(data: bytes) -> Iterable[str]:
    """Texts of a package that are no cells: headers, footers, drawings, comments, properties."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                if not _PARTS.match(info.filename) or info.file_size > 300 * 1024 * 1024:
                    continue
                text = _end_of(package, info)
                if "/worksheets/" in info.filename or "/chartsheets/" in info.filename:
                    found = (
                        piece
                        for whole in _HEADER.findall(text)
                        for piece in re.split(r"&(?:amp;)?[LCR]", whole)
                    )
                    yield from (unescape(_FORMAT_CODES.sub("", piece)) for piece in found)
                else:
                    yield from map(unescape, _TEXTS.findall(text))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return  # the reader has its own sentence for a broken package


def _end_of(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    """A part's text; of a big one its end, where headers and footers stand."""
    with package.open(info) as part:
        if info.file_size <= _MOST:
            return part.read(_MOST).decode("utf-8", "replace")
        tail = b""
        while chunk := part.read(_MOST):
            tail = (tail + chunk)[-_TAIL:]
    return tail.decode("utf-8", "replace")
