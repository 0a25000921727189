"""On which page a finding stands, as LibreOffice lays the file out: asked with a named place for every paragraph."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from lxml import etree

from ..package import write_parts
from ..render import pdf
from .findings import Finding
from .opening import MAIN, W, parsed, written

_PLACE = re.compile(rb"/dvq(\d+)\[(\d+) 0 R")
_KIDS = re.compile(rb"/Type/Pages\b.*?/Kids\[([^\]]*)\]", re.DOTALL)
_KEPT = 32
_PATIENCE = 30  # seconds; a page waits for it
_LAID_OUT: OrderedDict[str, dict[int, int]] = OrderedDict()


def with_pages(found: Sequence[Finding], parts: Mapping[str, bytes]) -> list[Finding]:
    """The findings with their pages; without LibreOffice as they were (the paragraph's number tells)."""
    if not any(one.place.paragraph and not one.place.zone for one in found):
        return list(found)
    pages = _pages(parts)
    return [
        one if one.place.zone or one.place.paragraph not in pages else one.on_page(pages[one.place.paragraph])
        for one in found
    ]


def _pages(parts: Mapping[str, bytes]) -> dict[int, int]:
    """{number of the paragraph in the text: its page}. Kept for the latest files: to lay one out takes a second."""
    whole = sha256()
    for name in sorted(parts):
        whole.update(name.encode() + parts[name])
    key = whole.hexdigest()
    if key not in _LAID_OUT:
        _LAID_OUT[key] = _laid_out(parts)
        while len(_LAID_OUT) > _KEPT:
            _LAID_OUT.popitem(last=False)
    return _LAID_OUT[key]


def _laid_out(parts: Mapping[str, bytes]) -> dict[int, int]:
    root = parsed(parts[MAIN])
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    paragraphs = [p for p in root.iter(f"{{{W}}}p") if not any(a.tag == fallback for a in p.iterancestors())]
    for number, paragraph in enumerate(paragraphs, 1):
        start = etree.Element(f"{{{W}}}bookmarkStart")
        start.set(f"{{{W}}}id", str(5_000_000 + number))
        start.set(f"{{{W}}}name", f"dvq{number}")
        end = etree.Element(f"{{{W}}}bookmarkEnd")
        end.set(f"{{{W}}}id", str(5_000_000 + number))
        first = 1 if paragraph.find(f"{{{W}}}pPr") is not None else 0
        paragraph.insert(first, start)
        paragraph.insert(first + 1, end)
    made = pdf(write_parts(dict(parts) | {MAIN: written(root)}), _PATIENCE, named_places=True)
    return {} if made is None else _told_by(made)


def _told_by(made: bytes) -> dict[int, int]:
    """The pages of the named places. LibreOffice writes both lists plainly, outside what it packs."""
    kids = _KIDS.findall(made)
    order = re.findall(rb"(\d+) 0 R", kids[-1]) if kids else []
    pages = {int(one): number for number, one in enumerate(order, 1)}
    return {int(place): pages[int(page)] for place, page in _PLACE.findall(made) if int(page) in pages}
