"""A report of ours made into a template: its bound numbers become their tags, its letterhead's words theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..package import write_parts
from .fill import without_old_bindings
from .opening import MAIN, TEXT_PARTS, Element, Opened, W, parsed, written
from .reading import read
from .tags import TagError, parse

_CODE = re.compile(r"[A-Z]{2}-\d\d")


def numbers_to_tags(opened: Opened) -> bytes:
    """The file with every number that is still bound to a figure replaced by its tag, in the look of the number."""
    parts = dict(opened.parts)
    for name in [one for one in parts if TEXT_PARTS.fullmatch(one)]:
        root = parsed(parts[name])
        for control in root.iter(f"{{{W}}}sdt"):
            tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
            said = "" if tag is None else _tag_of(str(tag.get(f"{{{W}}}val", "")))
            if said:
                _say(control, said)
        parts[name] = written(without_old_bindings(root))
    return write_parts(parts)


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


def _tag_of(bound: str) -> str:
    """The tag that prints what a control is bound to; '' where it is bound to nothing of ours."""
    if not _CODE.match(bound):
        return ""
    try:
        return parse(bound).printed
    except TagError:
        return ""


def _say(control: Element, text: str) -> None:
    _only_first(list(control.iter(f"{{{W}}}t")), text)


def _only_first(pieces: list[Element], text: str) -> None:
    for number, node in enumerate(pieces):
        node.text = "" if number else text
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
