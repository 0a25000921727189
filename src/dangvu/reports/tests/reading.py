"""What tests read back from a rendered file."""

from __future__ import annotations

from xml.etree import ElementTree

from dangvu.reports.package import read_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    """A part of the package as a tree."""
    return ElementTree.fromstring(read_parts(data)[name])


def value(element: ElementTree.Element | None, name: str = "val") -> str | None:
    """A w: attribute."""
    return None if element is None else element.get(f"{W}{name}")


def text(element: ElementTree.Element) -> str:
    """The text of an element, line breaks as such."""
    return "".join(
        "\n" if node.tag == f"{W}br" else node.text or ""
        for node in element.iter()
        if node.tag in (f"{W}t", f"{W}br")
    )


def style_of(paragraph: ElementTree.Element) -> str | None:
    """The style id of a paragraph."""
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def styled(data: bytes, style: str) -> list[str]:
    """The texts of every paragraph in that style."""
    return [text(p) for p in part(data).iter(f"{W}p") if style_of(p) == style]


def style(data: bytes, style_id: str) -> ElementTree.Element:
    """A style of the file."""
    return next(s for s in part(data, "word/styles.xml").iter(f"{W}style") if value(s, "styleId") == style_id)
