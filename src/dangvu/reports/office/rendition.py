"""A filled template as a page can show it: paragraphs and tables of pieces, numbers and what is wrong marked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..package import read_parts
from .opening import MAIN, W
from .reading import Atom, Line, read

PLAIN, NUMBER, WRONG, MISSING = "", "so", "sai", "thieu"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that looks alike: plain, a number that came in, what is wrong, a number that is missing."""

    text: str
    look: str = PLAIN


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table of rows of cells."""

    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    bold: bool = False


def rendition(content: bytes) -> list[Block]:
    """The text of a filled file in order; headers and footers are left out."""
    blocks: list[Block] = []
    lines = read({MAIN: read_parts(content)[MAIN]}).lines
    for table, group in groupby(lines, key=lambda line: line.table):
        there = list(group)
        if table:
            blocks.append(_table(there))
            continue
        for line in there:
            pieces = _pieces(line)
            if any(piece.text.strip() for piece in pieces):
                blocks.append(Block(pieces, bold=_is_bold(line)))
    return blocks


def _table(lines: Sequence[Line]) -> Block:
    rows = []
    for _, row in groupby(lines, key=lambda line: line.row):
        cells = [
            tuple(piece for number, line in enumerate(cell) for piece in _joined(line, number))
            for _, cell in groupby(row, key=lambda line: line.column)
        ]
        rows.append(tuple(cells))
    return Block(rows=tuple(rows))


def _joined(line: Line, number: int) -> tuple[Piece, ...]:
    pieces = _pieces(line)
    return (Piece("\n"), *pieces) if number and pieces else pieces


def _pieces(line: Line) -> tuple[Piece, ...]:
    return tuple(
        Piece("".join(atom.text for atom in atoms), look) for look, atoms in groupby(line.atoms, key=_look)
    )


def _look(atom: Atom) -> str:
    properties = atom.run.find(f"{{{W}}}rPr")
    if properties is not None:
        if properties.find(f"{{{W}}}highlight") is not None and atom.text.lstrip().startswith("{"):
            return WRONG
        style = properties.find(f"{{{W}}}rStyle")
        if style is not None and style.get(f"{{{W}}}val") == "DvMissing":
            return MISSING
    bound = any(box.find(f"{{{W}}}sdtPr/{{{W}}}tag") is not None for box in atom.boxes)
    return NUMBER if bound else PLAIN


def _is_bold(line: Line) -> bool:
    style = line.node.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    if style is not None and str(style.get(f"{{{W}}}val", "")).startswith("Heading"):
        return True
    runs = [atom.run for atom in line.atoms if atom.text.strip()]
    return bool(runs) and all(run.find(f"{{{W}}}rPr/{{{W}}}b") is not None for run in runs)
