"""Our styles added to a file that lacks them, so that a standard table or body in an office's own file looks as it should."""

from __future__ import annotations

import copy
from functools import lru_cache

from ..package import read_parts
from ..templates import Template
from .opening import Element, W, parsed, written

_STYLES = "word/styles.xml"


@lru_cache(maxsize=4)
def _ours(path: str) -> tuple[Element, ...]:
    with open(path, "rb") as file:
        root = parsed(read_parts(file.read())[_STYLES])
    wanted = ("Dv", "Heading")
    return tuple(
        s for s in root.iter(f"{{{W}}}style") if str(s.get(f"{{{W}}}styleId", "")).startswith(wanted)
    )


def with_styles(parts: dict[str, bytes], template: Template) -> dict[str, bytes]:
    """The parts with every style that the text names and the file lacks, taken from the standard template."""
    if _STYLES not in parts:
        return parts
    text = parts["word/document.xml"]
    root = parsed(parts[_STYLES])
    there = {style.get(f"{{{W}}}styleId") for style in root.iter(f"{{{W}}}style")}
    missing = [
        style
        for style in _ours(str(template.path))
        if (name := str(style.get(f"{{{W}}}styleId"))) not in there and f'"{name}"'.encode() in text
    ]
    if not missing:
        return parts
    known = there | {style.get(f"{{{W}}}styleId") for style in missing}
    for style in missing:
        root.append(_without_strangers(copy.deepcopy(style), known))
    return parts | {_STYLES: written(root)}


def _without_strangers(style: Element, there: set[str | None]) -> Element:
    """A style may rest on another only where the file has that one."""
    for kind in ("basedOn", "next", "link"):
        for node in style.findall(f"{{{W}}}{kind}"):
            if node.get(f"{{{W}}}val") not in there:
                style.remove(node)
    return style
