"""The gate against classified papers where workbooks are handed in: cells, and what stands beside them in the package.

What a mark is stands in ``foundation.secrecy``. A scan can't read pictures: the person who hands files in says so for
them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from html import unescape

from dangvu.foundation.secrecy import is_mark, mark_in_name
from dangvu.foundation.workbooks import Workbook

__all__ = ["is_mark", "marks"]

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


def marks(workbook: Workbook, data: bytes) -> Iterator[str]:
    """Where marks of secrecy stand; nothing where there are none."""
    if mark_in_name(workbook.name):
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
