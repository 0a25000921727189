"""What an earlier report of ours left in a file is taken off, so that only what is printed now is bound and recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..identity import PROPERTIES, place_of_bookmark, place_of_tag
from .opening import Element, W, parsed, written

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RECORD, _LINK = re.compile(r"dangvu_\d+"), re.compile(r"rIdDv\d+")


def without_old_record(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without what an earlier report of ours says of itself, and without the addresses of its numbers."""
    made = dict(parts)
    if PROPERTIES in made:
        root = parsed(made[PROPERTIES])
        for one in [one for one in root if _RECORD.fullmatch(str(one.get("name", "")))]:
            root.remove(one)
        made[PROPERTIES] = written(root)
    links = "word/_rels/document.xml.rels"
    if links in made:
        root = parsed(made[links])
        for one in [one for one in root if _LINK.fullmatch(str(one.get("Id", "")))]:
            root.remove(one)
        made[links] = written(root)
    return made


def without_old_bindings(root: Element) -> Element:
    """Controls, bookmarks and links that an earlier report of ours left behind are taken off; what they hold stays."""
    for link in list(root.iter(f"{{{W}}}hyperlink")):
        if _LINK.fullmatch(str(link.get(f"{{{_R}}}id", ""))):
            _unwrap(link, link)
    for control in list(root.iter(f"{{{W}}}sdt")):
        tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
        if tag is None or place_of_tag(str(tag.get(f"{{{W}}}val", ""))) is None:
            continue
        _unwrap(control, control.find(f"{{{W}}}sdtContent"))
    ours = {
        mark.get(f"{{{W}}}id")
        for mark in root.iter(f"{{{W}}}bookmarkStart")
        if place_of_bookmark(str(mark.get(f"{{{W}}}name", ""))) is not None
    }
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(root.iter(f"{{{W}}}{kind}")):
            parent = mark.getparent()
            if mark.get(f"{{{W}}}id") in ours and parent is not None:
                parent.remove(mark)
    return root


def _unwrap(box: Element, content: Element | None) -> None:
    """What a box holds stands where the box stood."""
    parent = box.getparent()
    if parent is not None:
        at = parent.index(box)
        for child in reversed([] if content is None else list(content)):
            parent.insert(at, child)
        parent.remove(box)
