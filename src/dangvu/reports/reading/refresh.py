"""The numbers of the records written into an edited file: only where the person ticked, and nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..identity import PROPERTIES, Place, Record, with_new_record
from ..package import write_parts
from ..wordml import text_xml
from .compare import Line
from .received import BODY
from .word import Bound, WordFile


def refreshed(
    file: WordFile, lines: Sequence[Line], ticked: Collection[Place], known: int
) -> tuple[bytes, list[Line]]:
    """The file with the ticked numbers as known after act ``known``, and the lines that were written.

    What can't be written safely (a tracked change waits in it, its mark is gone) is left as it is and not among them.
    Every other byte of the text stays: the new number takes the place of the old one's letters.
    """
    written = [line for line in lines if line.place in ticked and line.can_refresh]
    body = _spliced(file.parts[BODY], [edit for line in written for edit in _edits(line)])
    parts = {**file.parts, BODY: body}
    if file.record is not None and PROPERTIES in parts:
        parts[PROPERTIES] = with_new_record(parts[PROPERTIES], _as_written(file.record, written, known))
    return write_parts(parts), written


Edit = tuple[int, int, bytes]


def _edits(line: Line) -> list[Edit]:
    bound = line.bound
    assert bound is not None
    return _letters(bound, line.now)


def _letters(bound: Bound, new: str) -> list[Edit]:
    """The number in the first of its pieces that has letters of its own; blanks around it are the secretary's."""
    own = [piece for piece in bound.pieces if piece.start >= 0]
    lead = re.match(r"\s*", bound.text)[0] if own[0] is bound.pieces[0] else ""  # type: ignore[index]
    tail = re.search(r"\s*$", bound.text)[0]  # type: ignore[index]
    first = (own[0].start, own[0].end, text_xml(f"{lead}{new}{tail}").encode())
    return [first, *((piece.start, piece.end, b"") for piece in own[1:])]


def _spliced(body: bytes, edits: Sequence[Edit]) -> bytes:
    for start, end, letters in sorted(edits, reverse=True):
        body = body[:start] + letters + body[end:]
    return body


def _as_written(record: Record, written: Sequence[Line], known: int) -> Record:
    """The record with the new numbers: the next time they are what was printed."""
    new: Mapping[Place, str] = {line.place: line.now for line in written}
    printed = [
        replace(one, text=new[one.place], known=known) if one.place in new else one for one in record.printed
    ]
    return Record(record.origin, printed)
