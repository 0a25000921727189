"""The report as one page that opens anywhere: its text, and behind every number its definition and its units.

No script, no font, no address: what the page says is in the page. It is made from the document and the manifest alone,
so every number in it is one that is sealed. What is known only when everything else is written (the seal, the Word
file's fingerprint, the manifest itself) goes into empty places; ``blank`` empties them again.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dangvu.foundation import ratio
from dangvu.reports import letterhead as lh
from dangvu.reports.document import Annex, Document, Paragraph, Run, Table
from dangvu.reports.templates import template_on
from dangvu.reports.wordml import LIMITS_TITLE, PLACEHOLDER, BodyWriter

from .canonical import clean
from .wording import Wording

HERE = Path(__file__).parent
_SLOT = re.compile(rb'(<(code|script)\b[^<>]* data-slot="(\w+)">)([^<]*)(</\2>)')
STATES = {
    "dang_lam": "Chưa gửi", "da_gui": "Đã gửi, chưa được nhận", "tra_lai": "Bị trả lại, chưa gửi lại",
    "da_nhan": "Đã nhận", "da_khoa": "Đã nhận và khóa",
}  # fmt: skip
KINDS = {
    "counted": "theo hồ sơ",
    "declared": "đơn vị tự khai",
    "adjusted": "có điều chỉnh",
    "silent": "chưa khai",
}


#: A stretch of text: what it says, the code of the figure that it is ('': none), the place's own id.
Stretch = tuple[str, str, str]


@dataclass(frozen=True)
class Grid:
    """A table of the report; ``heads``: (title, alignment, the figure that the whole column tells)."""

    title: str
    heads: Sequence[tuple[str, str, str]]
    rows: Sequence[Sequence[Stretch]]
    total: Sequence[Stretch]
    note: str


@dataclass(frozen=True)
class Block:
    """A piece of the report's text: a heading (its level), a paragraph, a marked place, a table, or the rows of a table
    of the office's own, cell by cell."""

    kind: str
    runs: Sequence[Stretch] = ()
    level: int = 0
    table: Grid | None = None
    rows: Sequence[Sequence[Sequence[Stretch]]] = ()


@dataclass(frozen=True)
class Named:
    """One list of people, for the edition that holds names."""

    code: str
    title: str
    rows: Sequence[tuple[str, str, str]]  # who, when, where


def page(
    document: Document, body: Mapping[str, Any], people: Sequence[Named] = (), own: Wording | None = None
) -> bytes:
    """The whole page, its places empty. ``people``: the edition with names, which is never the issued one; ``own``: the
    text where the report is written in the office's own template."""
    codes = {one["code"] for one in body["figures"]}
    text = _Text(codes)
    blocks = list(text.own(own) if own else text.body(document, template_on(document.date).end_mark))
    css = clean((HERE / "page.css").read_text(encoding="utf-8"))
    made = _environment().get_template("page.html").render(
        css=Markup(css),  # noqa: S704  # our own file
        style_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
        head=_head(document), blocks=blocks, annexes=[] if own else list(text.annexes(document)),
        is_own=own is not None, places=text.places, codes=codes,
        m=body, units={one["code"]: one["name"] for one in body["units"]}, people=people,
    )  # fmt: skip
    return made.strip().encode() + b"\n"


def filled(content: bytes, places: Mapping[str, bytes]) -> bytes:
    """The page with its empty places filled. The texts hold no '<'."""
    return _SLOT.sub(lambda found: found[1] + places.get(found[3].decode(), b"") + found[5], content)


def blank(content: bytes) -> bytes:
    """The page as it was before anything was put into its places."""
    return filled(content, {})


def slots(content: bytes) -> dict[str, set[bytes]]:
    """{place: what stands in it}: everywhere the same, or somebody was at it."""
    found: dict[str, set[bytes]] = {}
    for one in _SLOT.finditer(content):
        found.setdefault(one[3].decode(), set()).add(one[4])
    return found


# -- the text ------------------------------------------------------------------------------------------


class _Text:
    """The document as blocks; every printed number remembers its place, so that its definition leads back."""

    def __init__(self, codes: set[str]) -> None:
        self.codes = codes
        self.places: dict[str, int] = {}
        self._writer = BodyWriter(0, "")

    def body(self, document: Document, end_mark: str) -> Iterator[Block]:
        for section in document.sections:
            if section.title:
                title = self._writer.heading_text(section.level, section.title)
                yield Block("heading", ((title, "", ""),), section.level)
            for paragraph in section.paragraphs:
                yield self.paragraph(paragraph)
            for table in section.tables:
                yield Block("table", table=self.grid(table))
        items = [f"- {limit.strip().rstrip(' ;.,')}" for limit in document.closing_limits]
        if items:
            yield Block("paragraph", ((LIMITS_TITLE, "", ""),))
            for item in items[:-1]:
                yield Block("paragraph", ((f"{item};", "", ""),))
        yield Block("paragraph", (((items[-1] if items else "") + end_mark, "", ""),))

    def own(self, wording: Wording) -> Iterator[Block]:
        for piece in wording.pieces():
            if piece.rows:
                yield Block("rows", rows=[[self._stretches(cell) for cell in row] for row in piece.rows])
            else:
                runs = self._stretches(piece.runs)
                yield Block("heading" if piece.level else "paragraph", runs, piece.level)

    def _stretches(self, runs: Sequence[Run]) -> list[Stretch]:
        return [self.stretch(run.text, run.figure or "", run.missing) for run in runs]

    def paragraph(self, paragraph: Paragraph) -> Block:
        if paragraph.placeholder:
            about = paragraph.text.strip().strip("[]").removeprefix(PLACEHOLDER).lstrip(" :").rstrip(". ")
            return Block("place", ((f"[{PLACEHOLDER}: {about}]" if about else f"[{PLACEHOLDER}]", "", ""),))
        return Block("paragraph", self._stretches(paragraph.runs))

    def annexes(self, document: Document) -> Iterator[tuple[int, Annex, list[Grid]]]:
        """The annexes with tables; that of the definitions is the page's own second part."""
        for number, annex in enumerate(document.annexes, 1):
            if not annex.definitions:
                yield number, annex, [self.grid(table) for table in annex.tables]

    def grid(self, table: Table) -> Grid:
        named = table.figures or tuple(("",) * len(table.columns) for _ in range(len(table.rows) + 1))
        rows = [
            [self.stretch(text, code) for text, code in zip(row, codes, strict=True)]
            for row, codes in zip(table.rows, named, strict=False)
        ]
        total = table.total and [
            self.stretch(text, code) for text, code in zip(table.total, named[-1], strict=True)
        ]
        over = [{codes[at].partition("@")[0] for codes in named} for at in range(len(table.columns))]
        heads = [
            (
                column.title,
                column.align,
                code if len(codes) == 1 and (code := next(iter(codes))) in self.codes else "",
            )
            for column, codes in zip(table.columns, over, strict=True)
        ]
        return Grid(table.title, heads, rows, total or (), table.note)

    def stretch(self, text: str, code: str, missing: bool = False) -> Stretch:
        """Text, which leads to its definition where it is a figure of the organisation itself."""
        text = text or (lh.SHORT_DOTS if missing or code else "")
        if code not in self.codes:
            return text, "", ""
        self.places[code] = self.places.get(code, 0) + 1
        return text, code, f"{anchor(code)}-{self.places[code]}"


def anchor(code: str) -> str:
    """Where a figure is explained: 'KN-02' → 'kn-02'."""
    return re.sub(r"[^0-9a-z]+", "-", code.lower())


def _head(document: Document) -> dict[str, Any]:
    """The letterhead and the signature as the Word file prints them, and the number of the annex of definitions."""
    head, uy = document.letterhead, template_on(document.date).uy

    def name(text: str) -> str:
        return lh.spell_uy(lh.or_dots(text), uy).upper()

    number = lh.number_and_symbol(head.number, head.symbol)
    return {
        "upper_name": name(head.upper_name),
        "issuer_name": name(head.issuer_name),
        "number": number,
        "place_and_date": lh.place_and_date(head.place, document.date),
        "date": lh.short_date(document.date),
        "type_name": document.type_name.upper(),
        "summary": document.summary,
        "signer": [name(head.signer_authority), name(head.signer_title), lh.or_dots(head.signer_name)],
        "recipients": [lh.spell_uy(line, uy) for line in lh.recipient_lines(head.recipients, head.archive)],
        "reference": f"(Kèm theo {document.type_name.strip().capitalize()} số {number}, ngày {lh.short_date(document.date)})",
        "definitions": next((f"Phụ lục {n}. {annex.title}" for n, annex in enumerate(document.annexes, 1) if annex.definitions), ""),
    }  # fmt: skip


# -- the template --------------------------------------------------------------------------------------


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=lambda value: clean(value) if type(value) is str else value,
    )  # fmt: skip
    made.filters |= {"vn": _number, "day": _day, "moment": _moment, "anchor": anchor, "lines": _lines}
    made.globals |= {
        "STATES": STATES,
        "KINDS": KINDS,
        "rounding": _rounding,
        "zero": _is_zero,
        "spelled": _spelled,
        "outside": _outside,
    }
    return made


def _number(value: str | int | None, decimals: int | None = None) -> str:
    """A number of the manifest as people read it: '1234.5' → '1.234,5'."""
    return "–" if value is None else ratio.vietnamese(Decimal(value), decimals)


def _is_zero(text: str | None) -> bool:
    return text is None or text == "0"


def _day(iso: str | None) -> str:
    return "" if not iso else f"{date.fromisoformat(iso):%d/%m/%Y}"


def _moment(iso: str | None) -> str:
    return "" if not iso else f"{datetime.fromisoformat(iso):%H:%M ngày %d/%m/%Y}"


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(clean(line)) for line in text.split("\n"))


def _rounding(figure: Mapping[str, Any]) -> str:
    digits = f"{figure['decimals']} chữ số thập phân" if figure["decimals"] else "số nguyên"
    return (
        f"{digits}, {'bỏ phần lẻ' if figure['rounding'] == 'truncate' else 'từ một nửa trở lên thì tăng một'}"
    )


def _outside(figure: Mapping[str, Any], organisation: str) -> str:
    """What stands outside the units, in words: more than they have, or what two of them have in common."""
    rest = [Decimal(value) for value in figure["outside"].values() if value]
    if all(value >= 0 for value in rest):
        return f"Ngoài các đơn vị trên: của chính {organisation}"
    if all(value <= 0 for value in rest):
        return "Trừ phần hai đơn vị cùng có (chuyển trong nội bộ)"
    return f"Của chính {organisation}, trừ phần hai đơn vị cùng có"


def _spelled(value: Any) -> str:
    """The value of a parameter in a table."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_spelled(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_spelled, value))
    return "–" if value is None else str(value)
