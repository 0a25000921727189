"""What a printed number carries so that it is known again when the edited file comes back.

Three things name a number where it stands: the tag of its content control (kept by Word, dropped by LibreOffice
7.4), its bookmark (kept by both) and its link to the record list (kept by both, where the desk has an address).
What was printed — every number, its paragraph, whose and of when — is kept once, in the file's own properties:
docProps/custom.xml is the one part for this that Word and LibreOffice both keep, through .odt as well.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from .document import Origin

PROPERTIES = "docProps/custom.xml"
_NAME = "dangvu_"
_PIECE = 240  # Word cuts a property longer than 255 characters
_MOST_PIECES, _MOST_BYTES = 2_000, 4_000_000
#: What follows in the place of a unit's code is the tag of a number that stands in no table of the report.
ASIDE = "~"
_TAG = re.compile(r"([A-Z]{2}-\d{2})#(\d{1,5})")
_BOOKMARK = re.compile(r"dv_([A-Z]{2})_(\d{2})_(\d{1,5})")
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"

_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)

Place = tuple[str, int]  # (printed code of the figure, which of its places in the file, from 1)


@dataclass(frozen=True)
class Printed:
    """One number as it was printed: '88' for KN-01 in its paragraph; `unit` where it is that of a unit below."""

    code: str
    number: int
    text: str
    paragraph: str = ""  # '' in a table
    unit: str = ""
    before: int = 0  # the characters of the paragraph before it
    known: int = 0  # the act by whose knowledge it was brought up to date; 0: that of the whole file

    @property
    def place(self) -> Place:
        """By which it is found again."""
        return self.code, self.number


@dataclass
class Ledger:
    """What one file prints, gathered while it is written."""

    origin: Origin | None = None
    printed: list[Printed] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)  # {address: relationship}
    _seen: Counter[str] = field(default_factory=Counter)

    def enter(self, figure: str, text: str, paragraph: str = "", before: int = 0) -> Printed:
        """Write down one number ('KN-02', 'KN-02@so-y-te') and tell how it is named in the file."""
        code, _, unit = figure.partition("@")
        self._seen[code] += 1
        told = Printed(code, self._seen[code], text, paragraph, unit, before)
        self.printed.append(told)
        return told

    def link(self, printed: Printed) -> str:
        """The relationship to the page of the figure; '' where the desk has no address."""
        if self.origin is None or not self.origin.address:
            return ""
        unit = "" if printed.unit.startswith(ASIDE) else printed.unit
        address = self.origin.address.replace("{organisation}", unit or self.origin.organisation)
        address = address.replace("{figure}", printed.code)
        return self.links.setdefault(address, f"rIdDv{len(self.links) + 1}")


def bookmark(printed: Printed) -> str:
    """'dv_KN_02_1'."""
    return f"dv_{re.sub(r'[^0-9A-Za-z]', '_', printed.code)[:30]}_{printed.number}"


def place_of_bookmark(name: str) -> Place | None:
    """('KN-02', 1) of 'dv_KN_02_1'; None for anybody else's bookmark."""
    found = _BOOKMARK.fullmatch(name)
    return (f"{found[1]}-{found[2]}", int(found[3])) if found else None


def place_of_tag(tag: str) -> Place | None:
    """('KN-02', 1) of 'KN-02#1'; ('KN-02', 0) of a file from before places were numbered; None of another's tag."""
    if found := _TAG.fullmatch(tag):
        return found[1], int(found[2])
    return (tag, 0) if re.fullmatch(r"[A-Z]{2}-\d{2}", tag) else None


def code_of_address(address: str) -> str:
    """'KN-02' of a link to its page; '' of any other link."""
    found = re.search(r"/so-lieu/([A-Z]{2}-\d{2})/", address)
    return found[1] if found else ""


# -- the record of what was printed -----------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    """What a file says of itself. Written by whoever held the file last: never a ground for a right."""

    origin: Origin
    printed: Sequence[Printed]

    @property
    def by_place(self) -> Mapping[Place, Printed]:
        """Each printed number under its name."""
        return {printed.place: printed for printed in self.printed}


def with_record(parts: Mapping[str, bytes], ledger: Ledger) -> dict[str, bytes]:
    """The parts of a package with the record of what was printed and the links that were used."""
    made = dict(parts)
    if ledger.origin is None:
        return made
    relations = made.get("word/_rels/document.xml.rels", _NO_RELATIONS)
    made["word/_rels/document.xml.rels"] = _linked(relations, ledger.links)
    there = made.get(PROPERTIES)
    made[PROPERTIES] = _properties(there, _packed(Record(ledger.origin, ledger.printed)))
    if there is None:
        made["[Content_Types].xml"] = _before_end(
            made["[Content_Types].xml"],
            "Types",
            f'<Override PartName="/{PROPERTIES}" ContentType="{_CONTENT}"/>',
        )
        made["_rels/.rels"] = _before_end(
            made["_rels/.rels"],
            "Relationships",
            f'<Relationship Id="rIdDvRecord" Type="{_RELATION}" Target="{PROPERTIES}"/>',
        )
    return made


def _linked(relations: bytes, links: Mapping[str, str]) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    made = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{escape(address, {chr(34): "&quot;"})}" TargetMode="External"/>'
        for address, name in links.items()
    )
    return _before_end(relations, "Relationships", made) if made else relations


def _before_end(part: bytes, root: str, made: str) -> bytes:
    """The part with ``made`` as the last thing inside its root; names of elements are those of the root's own space."""
    name = rb"(?:(\w+):)?" + root.encode()
    part = re.sub(rb"<((?:\w+:)?" + root.encode() + rb")\b([^<>]*)/>\s*\Z", rb"<\1\2></\1>", part)
    found = re.search(rb"</" + name + rb">\s*\Z", part)
    if found is None:
        raise ValueError(f"the template's {root} was not found")
    if found[1]:
        made = re.sub(r"<(?=[A-Z])", f"<{found[1].decode()}:", made)
    return part[: found.start()] + made.encode() + part[found.start() :]


def with_new_record(properties: bytes, record: Record) -> bytes:
    """The properties of a file that came back, with another record of what it prints."""
    bare = re.sub(
        rb'<property\b[^>]*\bname="dangvu_\d+"[^>]*>.*?</property>', b"", properties, flags=re.DOTALL
    )
    return _properties(bare, _packed(record))


def _packed(record: Record) -> list[str]:
    paragraphs = list(dict.fromkeys(printed.paragraph for printed in record.printed))
    where = {text: number for number, text in enumerate(paragraphs)}
    said = {
        "o": record.origin.organisation, "p": record.origin.period, "k": record.origin.known,
        "t": paragraphs,
        "f": [[p.code, p.number, p.text, where[p.paragraph], p.unit, p.before, p.known] for p in record.printed],
    }  # fmt: skip
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    return [packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE)]


def _properties(there: bytes | None, pieces: Sequence[str]) -> bytes:
    if there is not None and b"</Properties>" not in there:
        there = None  # empty, or written by a program with names of its own
    xml = (there or f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_PROPERTIES_NS}"></Properties>'.encode()).decode()  # fmt: skip
    last = max((int(pid) for pid in re.findall(r'\bpid="(\d+)"', xml)), default=1)
    made = "".join(
        f'<property xmlns="{_PROPERTIES_NS}" fmtid="{_FORMAT}" pid="{last + number}" name="{_NAME}{number}">'
        f'<vt:lpwstr xmlns:vt="{_TYPES_NS}">{piece}</vt:lpwstr></property>'
        for number, piece in enumerate(pieces, 1)
    )
    head, end, tail = xml.rpartition("</Properties>")
    return (head + made + end + tail).encode()


def record_of(properties: Mapping[str, str]) -> Record | None:
    """What a file says of itself, from its properties {name: text}; None where it says nothing that can be read."""
    pieces = []
    for number in range(1, _MOST_PIECES):
        piece = properties.get(f"{_NAME}{number}")
        if piece is None:
            break
        pieces.append(piece.strip())
    if not pieces:
        return None
    try:
        unpack = zlib.decompressobj()
        text = unpack.decompress(base64.b64decode("".join(pieces), validate=True), _MOST_BYTES)
        if not unpack.eof:
            return None
        said = json.loads(text)
        paragraphs = [str(one) for one in said["t"]]
        printed = [
            Printed(
                str(code), int(number), str(shown), paragraphs[int(where)], str(unit), int(before), int(known)
            )
            for code, number, shown, where, unit, before, known in said["f"]
        ]
        return Record(Origin(str(said["o"]), str(said["p"]), int(said["k"])), printed)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, zlib.error, binascii.Error):
        return None
