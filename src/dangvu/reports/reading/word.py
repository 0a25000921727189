"""The text of a Word file with the place of every letter in its bytes, and the numbers in it that are ours.

Read with expat, not as a tree: a number is later written into the very bytes that it stands in, so that all around
it stays as it was, byte for byte.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from xml.parsers import expat

from ..identity import (
    PROPERTIES,
    Place,
    Record,
    code_of_address,
    place_of_bookmark,
    place_of_tag,
    record_of,
)
from .received import BODY, broken, safe_xml, word_parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_R_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships id"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_MOST_DEPTH = 400
_START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_STANDING = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one `w:t`: what they say and the bytes between which they stand (-1: none of their own)."""

    text: str
    start: int
    end: int
    inserted: bool = False  # a tracked insertion, not yet accepted
    commented: bool = False
    controls: tuple[int, ...] = ()  # the content controls around it, the outermost first
    marks: tuple[Place, ...] = ()  # our bookmarks around it
    link: str = ""  # the code of the figure that it links to


@dataclass
class Bound:
    """A number of ours: where it stands in its paragraph. `number` 0: which of its places is not known any more."""

    code: str
    number: int
    paragraph: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    deleted: str = ""  # what a tracked change takes out of it
    is_copy: bool = False

    @property
    def place(self) -> Place:
        return self.code, self.number

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_tracked(self) -> bool:
        """Whether a change in it waits to be accepted."""
        return bool(self.deleted) or any(piece.inserted for piece in self.pieces)

    @property
    def is_commented(self) -> bool:
        return any(piece.commented for piece in self.pieces)


@dataclass
class Para:
    """A paragraph as it reads with every tracked change accepted."""

    number: int  # from 1, those of tables too
    pieces: list[Piece] = field(default_factory=list)
    row: int = 0  # which row of the file's tables it stands in; 0: in none
    tracked: bool = False
    _deleted: list[tuple[tuple[int, ...], tuple[Place, ...], str]] = field(default_factory=list)
    _points: dict[Place, tuple[int, tuple[int, ...]]] = field(default_factory=dict)  # where our marks begin

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class WordFile:
    """A file as it came back."""

    parts: Mapping[str, bytes]
    paragraphs: Sequence[Para]
    bound: Sequence[Bound]
    record: Record | None

    @property
    def is_tracked(self) -> bool:
        """Whether tracked changes wait to be accepted anywhere."""
        return any(paragraph.tracked for paragraph in self.paragraphs)


def read_word(data: bytes) -> WordFile:
    """Read a .docx that came from outside. Raises Impossible where it can't be read."""
    parts = word_parts(data)
    body = safe_xml(parts[BODY])
    reader = _Reader(body, _links(parts.get("word/_rels/document.xml.rels")))
    reader.read()
    record = record_of(_properties(parts.get(PROPERTIES)))
    return WordFile(parts, reader.paragraphs, _all_bound(reader), record)


def read_figures(docx: bytes) -> list[tuple[str, str]]:
    """The bound figures of a .docx in order, as (code, text), also after an edit and a save."""
    return [(bound.code, bound.text) for bound in read_word(docx).bound]


# -- reading the bytes ---------------------------------------------------------------------------------


class _Reader:
    def __init__(self, body: bytes, links: Mapping[str, str]) -> None:
        self.body, self.links = body, links
        self.paragraphs: list[Para] = []
        self.tags: dict[int, Place] = {}  # {content control: what its tag says}
        self.inline: set[int] = set()  # the controls that stand inside a paragraph
        self._emptied: set[int] = set()  # those that Word fills with 'click here' once they are empty
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._depth = self._controls_seen = self._tables = self._row = 0
        self._open: list[Para] = []  # a text box has paragraphs inside one
        self._controls: list[int] = []
        self._marks: dict[str, Place] = {}
        self._hyperlinks: list[str] = []
        self._changes: list[str] = []  # 'ins', 'del'
        self._comments: set[str] = set()
        self._passed = 0  # inside mc:Fallback, which says again what stands beside it
        self._text: list[str] | None = None
        self._from = 0

    def read(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        try:
            self._parser.Parse(self.body, True)
        except expat.ExpatError as fault:
            raise broken() from fault

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise broken()
        if name == _FALLBACK or self._passed:
            self._passed += 1
            return
        local = _local(name)
        if local is not None:
            self._word(local, given)

    def _word(self, local: str, given: Mapping[str, str]) -> None:
        if local == "p":
            paragraph = Para(len(self.paragraphs) + 1, row=self._row if self._tables else 0)
            self.paragraphs.append(paragraph)
            self._open.append(paragraph)
        elif local in ("t", "delText"):
            self._text, self._from = [], self._parser.CurrentByteIndex
        elif local in _STANDING:
            self._add(_STANDING[local], -1, -1)
        elif local == "tbl":
            self._tables += 1
        elif local == "tr":
            self._row += 1
        elif local == "sdt":
            self._controls_seen += 1
            self._controls.append(self._controls_seen)
            if self._open:
                self.inline.add(self._controls_seen)
        elif local == "showingPlcHdr" and self._controls:
            self._emptied.add(self._controls[-1])
        elif local == "tag" and self._controls:
            place = place_of_tag(_value(given, "val"))
            if place is not None:
                self.tags[self._controls[-1]] = place
        elif local in ("ins", "moveTo", "del", "moveFrom"):
            self._changes.append("ins" if local in ("ins", "moveTo") else "del")
            if self._open:
                self._open[-1].tracked = True
        elif local == "hyperlink":
            self._hyperlinks.append(self.links.get(given.get(_R) or given.get(_R_STRICT) or "", ""))
        else:
            self._mark(local, given)

    def _mark(self, local: str, given: Mapping[str, str]) -> None:
        if local == "bookmarkStart":
            place = place_of_bookmark(_value(given, "name"))
            if place is not None and self._open:
                self._marks[_value(given, "id")] = place
                at = sum(len(piece.text) for piece in self._open[-1].pieces)
                self._open[-1]._points[place] = (at, tuple(self._controls))
        elif local == "bookmarkEnd":
            self._marks.pop(_value(given, "id"), None)
        elif local == "commentRangeStart":
            self._comments.add(_value(given, "id"))
        elif local == "commentRangeEnd":
            self._comments.discard(_value(given, "id"))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._passed:
            self._passed -= 1
            return
        local = _local(name)
        if local == "p" and self._open:
            self._open.pop()
        elif local in ("t", "delText") and self._text is not None:
            text, self._text = "".join(self._text), None
            opening = _START_TAG.match(self.body, self._from)
            if text and opening is not None:
                self._add(text, opening.end(), self._parser.CurrentByteIndex)
        elif local == "tbl":
            self._tables -= 1
        elif local == "sdt" and self._controls:
            self._controls.pop()
        elif local in ("ins", "moveTo", "del", "moveFrom") and self._changes:
            self._changes.pop()
        elif local == "hyperlink" and self._hyperlinks:
            self._hyperlinks.pop()

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _add(self, text: str, start: int, end: int) -> None:
        if not self._open or not self._emptied.isdisjoint(self._controls):
            return
        text = unicodedata.normalize("NFC", text).replace("\xa0", " ")
        marks = tuple(dict.fromkeys(self._marks.values()))
        if "del" in self._changes:
            self._open[-1]._deleted.append((tuple(self._controls), marks, text))
            return
        self._open[-1].pieces.append(
            Piece(
                text, start, end, "ins" in self._changes, bool(self._comments), tuple(self._controls), marks,
                self._hyperlinks[-1] if self._hyperlinks else "",
            )
        )  # fmt: skip


def _local(name: str) -> str | None:
    for space in (_W, _STRICT):
        if name.startswith(space):
            return name[len(space) :]
    return None


def _value(given: Mapping[str, str], name: str) -> str:
    return given.get(_W + name) or given.get(_STRICT + name) or ""


# -- whose numbers they are ----------------------------------------------------------------------------


def _all_bound(reader: _Reader) -> list[Bound]:
    found: list[Bound] = []
    known = set(reader.tags.values())
    for paragraph in reader.paragraphs:
        if paragraph.pieces:
            owner = _controls_by_mark(paragraph, reader, known)
            found += _bound_in(paragraph, reader.tags, owner)
    seen: set[Place] = set()
    for bound in found:
        bound.is_copy = bound.number > 0 and bound.place in seen
        seen.add(bound.place)
    return found


def _bound_in(paragraph: Para, tags: Mapping[int, Place], owner: Mapping[int, Place]) -> Iterator[Bound]:
    """The numbers of ours in one paragraph: by the tag of their control, else by their bookmark, else by their link."""
    at = 0
    for key, group in groupby(paragraph.pieces, lambda piece: _place_of(piece, tags, owner)):
        pieces = tuple(group)
        start, at = at, at + sum(len(piece.text) for piece in pieces)
        if key is not None and "".join(piece.text for piece in pieces).strip():
            (code, number), control = key
            taken = "".join(
                text for controls, marks, text in paragraph._deleted
                if (control and control in controls) or (code, number) in marks
            )  # fmt: skip
            yield Bound(code, number, paragraph.number, start, at, pieces, taken)


def _controls_by_mark(paragraph: Para, reader: _Reader, known: Set[Place]) -> Mapping[int, Place]:
    """Controls inside the paragraph whose tag a program dropped, each told by the one bookmark of ours that begins in
    it or right before it. Controls of the office's own template are nobody's."""
    claims: dict[int, set[Place]] = {}
    for place, (at, controls) in paragraph._points.items():
        if place in known:
            continue
        inner = controls[-1] if controls else 0
        if inner not in reader.inline or inner in reader.tags:
            inner = _control_at(paragraph, at)
        if inner in reader.inline and inner not in reader.tags:
            claims.setdefault(inner, set()).add(place)
    return {control: places.pop() for control, places in claims.items() if len(places) == 1}


def _control_at(paragraph: Para, at: int) -> int:
    """The innermost control of the letters right behind a place; 0 where they stand in none."""
    position = 0
    for piece in paragraph.pieces:
        if position >= at and piece.text:
            return piece.controls[-1] if position == at and piece.controls else 0
        position += len(piece.text)
    return 0


Key = tuple[Place, int]  # (place, the control that told it; 0: told otherwise)


def _place_of(piece: Piece, tags: Mapping[int, Place], owner: Mapping[int, Place]) -> Key | None:
    for control in reversed(piece.controls):
        for told in (tags, owner):
            if control in told:
                code, number = told[control]
                if number == 0:  # a file from before places were numbered: its bookmark tells
                    number = next((n for c, n in piece.marks if c == code), 0)
                return (code, number), control
    if piece.marks:
        return piece.marks[-1], 0
    return ((piece.link, 0), 0) if piece.link else None


def _links(relations: bytes | None) -> dict[str, str]:
    """{relationship: code of the figure whose page it opens}."""
    found: dict[str, str] = {}

    def start(name: str, given: Mapping[str, str]) -> None:
        code = code_of_address(given.get("Target", "")) if name.endswith("Relationship") else ""
        if code:
            found[given.get("Id", "")] = code

    _parse(relations, start, None, None)
    return found


def _properties(part: bytes | None) -> dict[str, str]:
    """The file's own properties that are texts."""
    found: dict[str, str] = {}
    now: list[str] = []

    def start(name: str, given: Mapping[str, str]) -> None:
        if name.endswith(" property"):
            now[:] = [given.get("name", "")]

    def characters(text: str) -> None:
        if now:
            found[now[0]] = found.get(now[0], "") + text

    _parse(part, start, lambda name: now.clear() if name.endswith(" property") else None, characters)
    return {name: unicodedata.normalize("NFC", text) for name, text in found.items()}


def _parse(part: bytes | None, start: object, end: object, characters: object) -> None:
    if part is None or len(part) > 10_000_000:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end  # type: ignore[assignment]
    parser.CharacterDataHandler = characters  # type: ignore[assignment]
    try:
        parser.Parse(safe_xml(part), True)
    except expat.ExpatError as fault:
        raise broken() from fault
