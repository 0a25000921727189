"""The text of a report that an office wrote in its own Word template, as the page shows it: read from the Word file itself.

What the page says is then what the signed paper says, whatever the office wrote there. Our own file, made a moment ago:
nothing in it is hostile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from dangvu.reports.document import Run
from dangvu.reports.identity import ASIDE, Place, Printed, place_of_tag
from dangvu.reports.office.opening import MAIN, Element, W, parsed
from dangvu.reports.package import read_parts
from dangvu.reports.reading.word import read_word

Row = list[tuple[Run, ...]]
_SKIPPED = frozenset(
    {"pPr", "rPr", "sdtPr", "del", "instrText", "drawing", "pict", "txbxContent", "Fallback"}
)
_HEADINGS = {"Heading1": 1, "Heading2": 2, "Heading3": 3}


@dataclass(frozen=True)
class Piece:
    """A paragraph (``level`` above 0: a heading), or the rows of a table."""

    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[Row, ...] = ()


class Wording:
    """What one Word file says, and which figures it prints where."""

    def __init__(self, docx: bytes) -> None:
        self.body = parsed(read_parts(docx)[MAIN])[0]
        record = read_word(docx).record
        self.printed: Mapping[Place, Printed] = record.by_place if record else {}

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """{code: the texts with which the organisation's own figure is printed, each once}."""
        found: dict[str, list[str]] = {}
        for one in self.printed.values():
            if not one.unit and one.text not in found.setdefault(one.code, []):
                found[one.code].append(one.text)
        return found

    @property
    def by_unit(self) -> frozenset[str]:
        """The codes of the figures that are printed of units below."""
        units = (one for one in self.printed.values() if one.unit and not one.unit.startswith(ASIDE))
        return frozenset(one.code for one in units)

    def pieces(self) -> Iterator[Piece]:
        """The file from its first paragraph to its last."""
        for node in _unwrapped(self.body):
            if _name(node) == "tbl":
                rows = tuple(
                    [self._cell(cell) for cell in _unwrapped(row) if _name(cell) == "tc"]
                    for row in _unwrapped(node)
                    if _name(row) == "tr"
                )
                yield Piece(rows=rows)
            elif _name(node) == "p":
                runs = self._runs(node)
                if any(run.text.strip() for run in runs):
                    yield Piece(runs, _level(node))

    def _cell(self, cell: Element) -> tuple[Run, ...]:
        runs: list[Run] = []
        for paragraph in cell.iter(f"{{{W}}}p"):
            runs += [Run("\n"), *self._runs(paragraph)] if runs else self._runs(paragraph)
        return tuple(runs)

    def _runs(self, paragraph: Element) -> tuple[Run, ...]:
        stretches = groupby(self._letters(paragraph, ""), key=lambda one: one[1])
        return tuple(Run("".join(text for text, _ in group), code or None) for code, group in stretches)

    def _letters(self, node: Element, code: str) -> Iterator[tuple[str, str]]:
        """(text, the code of the organisation's own figure that it is) from left to right."""
        for child in node:
            name = _name(child)
            if name in _SKIPPED:
                continue
            if name == "t":
                yield child.text or "", code
            elif name in ("br", "cr"):
                yield "\n", code
            elif name == "tab":
                yield " ", code
            elif name == "sdt":
                yield from self._letters(child, self._code(child) or code)
            else:
                yield from self._letters(child, code)

    def _code(self, control: Element) -> str:
        tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
        place = None if tag is None else place_of_tag(str(tag.get(f"{{{W}}}val", "")))
        printed = None if place is None else self.printed.get(place)
        return printed.code if printed is not None and not printed.unit else ""


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _unwrapped(node: Element) -> Iterator[Element]:
    """The children; those of a content control around whole paragraphs or rows stand for it."""
    for child in node:
        if _name(child) == "sdt":
            content = child.find(f"{{{W}}}sdtContent")
            yield from _unwrapped(content) if content is not None else ()
        else:
            yield child


def _level(paragraph: Element) -> int:
    style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return 0 if style is None else _HEADINGS.get(str(style.get(f"{{{W}}}val", "")), 0)
