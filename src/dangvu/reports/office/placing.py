"""New elements put where a tag stood, in the look of its letters: the surgery on a paragraph of Word."""

from __future__ import annotations

import copy

from lxml import etree

from .opening import Element, W
from .reading import Line, Mark

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def take_out(line: Line, mark: Mark, run: Element, new: list[Element]) -> None:
    """The letters of a mark leave their runs; ``new`` stands between what was before and after it in the first run."""
    look = run.find(f"{{{W}}}rPr")
    for element in new:
        for made in list(element.iter(f"{{{W}}}r")):
            _dress(made, look)
    at, tail = 0, []
    for atom in line.atoms:
        begin, end = max(mark.start - at, 0), min(mark.end - at, len(atom.text))
        at += len(atom.text)
        if begin >= end:
            continue
        text = atom.node.text or ""  # what a later tag of the same piece has left of it
        before, after = text[:begin], text[end:]
        if atom.node.tag.rpartition("}")[2] not in ("t", "delText"):
            drop(atom.node)
            continue
        _set_text(atom.node, before)
        if after:
            tail.append((atom.run, atom.node, after))
    parent = run.getparent()
    assert parent is not None
    if tail and tail[-1][0] is run:
        _split_after(run, tail[-1][1], tail[-1][2])
    elif tail:
        _set_text(tail[-1][1], tail[-1][2])
    else:
        first = next(atom.node for atom in line.atoms_of(mark))
        if first.getparent() is run:
            _split_after(run, first, "")
    place = parent.index(run) + 1
    for number, element in enumerate(new):
        parent.insert(place + number, element)


def _split_after(run: Element, node: Element, text: str) -> None:
    """What follows ``node`` in its run, with ``text`` before it, becomes a run of its own."""
    later = list(node.itersiblings())
    if not later and not text:
        return
    new = etree.Element(run.tag, attrib=dict(run.attrib))
    look = run.find(f"{{{W}}}rPr")
    if look is not None:
        new.append(copy.deepcopy(look))
    if text:
        piece = etree.SubElement(new, f"{{{W}}}t")
        _set_text(piece, text)
    for element in later:
        new.append(element)
    run.addnext(new)


def _dress(run: Element, look: Element | None) -> None:
    """The look of the tag's own letters; what the new run brings (red, a missing number) goes on top."""
    own = run.find(f"{{{W}}}rPr")
    if look is None:
        return
    dressed = copy.deepcopy(look)
    if own is not None:
        for child in own:
            for same in dressed.findall(child.tag):
                dressed.remove(same)
            if child.tag == f"{{{W}}}rStyle":
                dressed.insert(0, child)
            else:
                _in_order(dressed, child)
        run.remove(own)
    run.insert(0, dressed)


_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
          "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
          "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang")  # fmt: skip


def _in_order(properties: Element, child: Element) -> None:
    """Word wants the properties of a run in the order of its schema."""

    def rank(element: Element) -> int:
        name = str(element.tag).rpartition("}")[2]
        return _ORDER.index(name) if name in _ORDER else len(_ORDER)

    at = next((i for i, other in enumerate(properties) if rank(other) > rank(child)), len(properties))
    properties.insert(at, child)


def _set_text(node: Element, text: str) -> None:
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def drop(node: Element) -> None:
    """Away with it."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def stand_for(paragraph: Element, new: list[Element]) -> None:
    """The elements stand where the paragraph stood; a page set-up that it closes stays."""
    parent = paragraph.getparent()
    assert parent is not None
    section = paragraph.find(f"{{{W}}}pPr/{{{W}}}sectPr")
    at = parent.index(paragraph)
    if section is None:
        parent.remove(paragraph)
    else:  # the page set-up that the paragraph closes must stay
        for child in [one for one in paragraph if one.tag != f"{{{W}}}pPr"]:
            paragraph.remove(child)
    for number, element in enumerate(new):
        parent.insert(at + number, element)
    if parent.tag == f"{{{W}}}tc" and parent[-1].tag != f"{{{W}}}p":
        parent.append(etree.Element(f"{{{W}}}p"))  # a cell ends with a paragraph


def copy_with(line: Line, text: str) -> Element:
    """The paragraph with this text instead of all it holds, in the look of its first letter."""
    new = etree.Element(line.node.tag)
    properties = line.node.find(f"{{{W}}}pPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
        for section in new[0].findall(f"{{{W}}}sectPr"):
            new[0].remove(section)
    run = etree.SubElement(new, f"{{{W}}}r")
    look = line.atoms[0].run.find(f"{{{W}}}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    _set_text(etree.SubElement(run, f"{{{W}}}t"), text)
    return new


def elements(xml: str, beside: Element) -> list[Element]:
    """The elements of a text, with the names of spaces that hold where they are put in."""
    spaces = {prefix: uri for prefix, uri in beside.nsmap.items() if prefix} | {
        "w": W,
        "w15": _W15,
        "r": RELATIONS,
    }
    named = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in sorted(spaces.items()))
    return list(etree.fromstring(f"<x {named}>{xml}</x>"))
