"""A report of ours made into a template: its bound numbers become their tags, its letterhead's words theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..identity import ASIDE, PROPERTIES, Place, Record, place_of_tag, record_of
from ..package import write_parts
from .cleaning import without_old_bindings, without_old_record
from .opening import MAIN, TEXT_PARTS, Element, Opened, W, parsed, written
from .reading import read
from .tags import TagError, parse


def numbers_to_tags(opened: Opened) -> bytes:
    """The file with every number that is still bound to a figure replaced by its tag, in the look of the number.

    Whose number it is, and of when, is told by the file's own record of what it prints.
    """
    parts = dict(opened.parts)
    record = _record(parts)
    for name in [one for one in parts if TEXT_PARTS.fullmatch(one)]:
        root = parsed(parts[name])
        for control in root.iter(f"{{{W}}}sdt"):
            tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
            place = None if tag is None else place_of_tag(str(tag.get(f"{{{W}}}val", "")))
            if place is not None:
                pieces = list(control.iter(f"{{{W}}}t"))
                shown = "".join(piece.text or "" for piece in pieces)
                _only_first(pieces, _tag_of(place, record, shown))
        parts[name] = written(without_old_bindings(root))
    return write_parts(without_old_record(parts))


def words_to_tags(parts: dict[str, bytes], words: Mapping[str, str]) -> dict[str, bytes]:
    """The parts with paragraphs that say exactly this saying that instead, in the look of their first letter; '' takes
    the paragraph away."""
    whole = read(parts)
    for line in whole.lines:
        text = " ".join(line.text.split())
        if text not in words:
            continue
        if not words[text]:
            parent = line.node.getparent()
            if parent is not None:
                parent.remove(line.node)
            continue
        pieces = [atom.node for atom in line.atoms if atom.node.tag == f"{{{W}}}t"]
        _only_first(pieces, words[text])
        for atom in line.atoms:
            if atom.node.tag == f"{{{W}}}br" and (parent := atom.node.getparent()) is not None:
                parent.remove(atom.node)
    return {**parts, **{name: written(root) for name, root in whole.roots.items() if name == MAIN}}


def _record(parts: Mapping[str, bytes]) -> Record | None:
    if PROPERTIES not in parts:
        return None
    told = {str(one.get("name", "")): "".join(one.itertext()) for one in parsed(parts[PROPERTIES])}
    return record_of(told)


def _tag_of(place: Place, record: Record | None, shown: str) -> str:
    """The tag that prints the number of this place: of the report itself, of a unit, or whatever else its record says."""
    printed = None if record is None else record.by_place.get(place)
    unit = "" if printed is None else printed.unit
    inside = (
        unit[len(ASIDE) :] if unit.startswith(ASIDE) else f"{place[0]}; đơn vị: {unit}" if unit else place[0]
    )
    digits = re.search(
        r",(\d{1,4})%$", shown.strip()
    )  # a percentage printed finer than the body of a report does
    try:
        tag = parse(inside)
        return replace(tag, decimals=len(digits[1]) if digits else tag.decimals).printed
    except TagError:
        return f"{{{{{place[0]}}}}}"


def _only_first(pieces: list[Element], text: str) -> None:
    for number, node in enumerate(pieces):
        node.text = "" if number else text
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
