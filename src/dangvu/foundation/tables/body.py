"""The rows below a header: which are records, and which are numbering, totals, headings or signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dangvu.foundation.tables.columns import BLANK, Cell, Column, ReadCell
from dangvu.foundation.tables.grid import Grid
from dangvu.foundation.tables.headers import Header, HeaderIndex, header_at, header_hits, numbers_columns
from dangvu.foundation.tables.layout import Layout, Reader, Readers, lay_out
from dangvu.foundation.tables.naming import title_scores
from dangvu.foundation.tables.texts import key_words

_ORDER = re.compile(r"^\(?\d{1,5}\s*[.)]?$")
_ROMAN = re.compile(r"^(?:[IVXLC]+|[A-ZĐ])\s*[.)]?$")
_HEADING = re.compile(r"^(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)\s*[.)\-–:/]\s*[^\W\d]")
_TOTAL = re.compile(
    r"^(?:tổng cộng|tổng số|cộng|tổng|tong cong|tong so|danh sách (?:này )?(?:gồm|có)|ấn định danh sách)"
    r"(?:\s*(?:danh sách|toàn \w+))?\s*(?:gồm|có|là)?\s*(?:có|là)?\s*[:.\-–=]*\s*(\d[\d.]*)?"
    r"(?:\s*/\s*\d+)?(?:\s+[^\W\d][^\d]{0,40})?\s*[./]*$"
)
_BARE_TOTAL = frozenset(("tổng cộng", "tổng số", "cộng", "tổng", "tong cong", "tong so", "cong"))
_END = re.compile(
    r"^(?:người|nguoi) (?:lập|lap|tổng hợp|báo cáo|ghi|kiểm)|^(?:t/m|tm\.|tm |k/t|kt\.|q\.|tl\.)"
    r"|^xác nhận|^nơi nhận|^\(?(?:đã )?ký|^\(?ký,|^thủ trưởng"
)
_PLACE_AND_DAY = re.compile(r"^[^\d]{0,40}ngày[\s.…\d_]*tháng[\s.…\d_]*năm[\s.…\d_]*$")
_SIGNATORIES = 4
_SAME_HEADER = 0.7
"""The share of columns that a header has in common with one that only stands again, as on the next page."""
_REMARK = re.compile(r"^(?:\*+\s*)?(?:ghi chú|lưu ý|chú thích|ghi chu)\s*:|^\*+$")

Ignored = tuple[int, str, str]


@dataclass(slots=True)
class ReadRow:
    """One record of a sheet."""

    number: int
    """The row as the spreadsheet numbers it, from 1."""
    cells: dict[str, ReadCell]
    group: str = ""
    """The last heading above, where rows are grouped."""


@dataclass(slots=True)
class Body:
    """All rows of a sheet below its first header, sorted out."""

    rows: list[ReadRow] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    declared_total: int | None = None
    further: int | None = None
    """The row, from zero, below the last one of this list, where another list follows it."""


class _Plan:
    """How to read a row, made ready once for each header."""

    def __init__(self, grid: Grid, layout: Layout, readers: Readers) -> None:
        self.simple: list[tuple[str, int, dict[Cell, ReadCell], Reader]] = []
        self.composed: list[tuple[str, list[tuple[Reader, int]]]] = []
        self.implied: list[tuple[str, int, ReadCell]] = []
        self.absent: dict[str, ReadCell] = {}
        for name, places in layout.places.items():
            entries = [(_reader(readers, column, grid), place) for column, place in places]
            if len(entries) == 1:
                reader, place = entries[0]
                self.simple.append((name, place, reader.cache, reader))
            else:
                self.composed.append((name, entries))
            for column, place in places:
                if column.implies:
                    target, value, text = column.implies
                    self.implied.append((target, place, ReadCell(text, value, text)))
        for column in layout.kind.columns:
            if column.required and column.name not in layout.places:
                self.absent[column.name] = _reader(readers, column, grid).blank
        self.extras = layout.extras
        self.key = [place for _, place in layout.places[layout.kind.needs[0]]]
        self.mapped = sorted({place for places in layout.places.values() for _, place in places})
        self.order = layout.header.order_column
        self.usual = min(3, len(layout.places))


def _reader(readers: Readers, column: Column, grid: Grid) -> Reader:
    if column not in readers:
        readers[column] = Reader(column, grid)
    return readers[column]


def _either(cells: list[ReadCell], readers: list[Reader]) -> ReadCell:
    """One of several columns that may each give the value; two that disagree give none."""
    filled = [cell for cell in cells if cell.raw or cell.problem in ("formula_error",)]
    if not filled:
        return readers[0].blank if not readers[0].column.blank else BLANK
    first = filled[0]
    if all(cell.value == first.value for cell in filled[1:]):
        return first
    shown = " / ".join(cell.text for cell in filled)
    message = f"Hai cột cùng ghi {readers[0].column.label.lower()} nhưng khác nhau: {shown}."
    return ReadCell(
        shown, None, " / ".join(c.raw for c in filled), first.encoding, "conflicting_values", message
    )


class BodyReader:
    """Walks down a sheet from its header. One use reads one sheet as one kind."""

    def __init__(
        self, grid: Grid, layout: Layout, index: HeaderIndex, readers: Readers | None = None
    ) -> None:
        """``readers`` may be shared by several readings of one sheet."""
        self._grid = grid
        self._layout = layout
        self._index = index
        self._number = index.kinds.index(layout.kind)
        self._readers = {} if readers is None else readers
        self._extra = Reader(Column("", "", (), strict=False), grid)
        self._body = Body()
        self._group = ""
        self._ended = False
        self._since_total = 0
        self._below = layout.header.last + 1
        self._numbering: int | None = None
        self._use(layout)

    def _use(self, layout: Layout) -> None:
        self._plan = _Plan(self._grid, layout, self._readers)
        header = layout.header
        self._header_cells = {
            cell
            for row in self._grid.rows[header.first : header.last + 1]
            for cell in row
            if isinstance(cell, str)
        }
        self._ended = False

    def read(self, limit: int | None = None) -> Body:
        """All rows, or about the first ``limit``."""
        grid, header = self._grid, self._layout.header
        row = self._after_header(header)
        stop = grid.height if limit is None else min(grid.height, row + limit)
        while stop > row and grid.rows[stop - 1].count(None) == grid.width:
            stop -= 1
        while row < stop and self._body.further is None:
            row = self._step(row)
        return self._body

    def _after_header(self, header: Header) -> int:
        """The first row of the body; what numbers the columns, there or below one more row, is passed over later."""
        row = header.last + 1
        below = range(row, min(row + 2, self._grid.height))
        self._numbering = next((each for each in below if numbers_columns(self._grid, each)), None)
        return row

    def _ignore(self, row: int, reason: str) -> None:
        texts = (self._grid.text(row, column) for column in self._grid.filled(row))
        text = "" if reason == "blank" else " | ".join(dict.fromkeys(texts))
        self._body.ignored.append((row + 1, text, reason))

    def _step(self, row: int) -> int:
        """Sort out one row; return the next one."""
        if row == self._numbering:
            self._ignore(row, "numbering")
            return row + 1
        cells = self._grid.rows[row]
        again = not self._header_cells.isdisjoint(cells) and self._stands_again(cells)
        if not again and self._is_plain_record(cells):
            self._add(row, cells)
            return row + 1
        if again or self._may_be_a_header(row, cells):
            header = header_at(self._grid, row, self._index)
            if header is not None:
                return self._below_header(row, header)
        self._sort_out(row, cells)
        return row + 1

    def _stands_again(self, cells: Sequence[Cell]) -> bool:
        return sum(1 for cell in cells if isinstance(cell, str) and cell in self._header_cells) >= 2

    def _may_be_a_header(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether a row begins like a header and holds at least three: that of another list."""
        texts = [cell for cell in cells if cell is not None]
        return (
            len(texts) > 2
            and all(type(cell) is str and self._index.known(self._grid.text_of(cell)) for cell in texts[:2])
            and header_hits(self._grid, row, self._index) > 2
        )

    def _below_header(self, row: int, header: Header) -> int:
        """A header further down: of the same list, as on the next page, or of another one, which ends this."""
        layout = lay_out(self._grid, header, self._index, self._number)
        if not layout.complete or self._begins_another(header):
            self._body.further = self._below
            return row
        for number in range(header.first, header.last + 1):
            self._ignore(number, "repeated_header")
        self._use(layout)
        return self._after_header(header)

    def _begins_another(self, header: Header) -> bool:
        """Whether a header begins another list: its columns are others, or the lines above name another kind."""
        old, new = ({path[-1] for path in each.paths if path} for each in (self._layout.header, header))
        if len(old & new) < _SAME_HEADER * max(len(old), len(new)):
            return True
        rows = range(self._below, header.first)
        lines = [self._grid.text(row, column) for row in rows for column in self._grid.filled(row)]
        scores = title_scores(self._index.kinds, lines)
        return scores[self._number] < max(scores)

    def _is_plain_record(self, cells: Sequence[Cell]) -> bool:
        """The quick way for nine rows in ten: numbered, named and filled."""
        plan = self._plan
        if plan.order is None or self._ended:
            return False
        order = cells[plan.order]
        if not isinstance(order, int | float) and not (isinstance(order, str) and _ORDER.match(order)):
            return False
        if cells[plan.key[0]] is None:
            return False
        return len(cells) - cells.count(None) > plan.usual

    def _sort_out(self, row: int, cells: Sequence[Cell]) -> None:
        filled = self._grid.filled(row)
        if not filled:
            self._ignore(row, "blank")
            return
        texts = [self._grid.text(row, column) for column in filled]
        if self._is_total(texts, filled):
            self._total(row, texts, filled)
        elif self._ends(texts):
            self._ended = True
            self._ignore(row, "signature")
        elif _REMARK.match(texts[0].casefold()):
            self._ignore(row, "note")
        elif self._is_group(row, filled, texts):
            self._group = next((text for text in texts if not _ROMAN.match(text)), texts[0])
            self._ignore(row, "group")
        elif self._is_record(cells, filled):
            self._add(row, cells)
        else:
            self._ignore(row, "signature" if self._ended else "note")

    def _ends(self, texts: list[str]) -> bool:
        """Whether a row belongs to the signatures: it holds little, and that in their words."""
        lowered = [text.casefold() for text in texts]
        return (len(texts) <= _SIGNATORIES and any(_END.match(text) for text in lowered)) or (
            len(texts) <= 2 and any(_PLACE_AND_DAY.match(text) for text in lowered)
        )

    def _is_total(self, texts: list[str], filled: list[int]) -> bool:
        if self._order_text(filled, texts):
            return False
        for text in texts[:2]:
            lowered = text.casefold()
            if (found := _TOTAL.match(lowered)) and (found[1] or key_words(text) in _BARE_TOTAL):
                return True
        return False

    def _order_text(self, filled: list[int], texts: list[str]) -> bool:
        """Whether the row carries a running number."""
        order = self._plan.order
        return order in filled and bool(_ORDER.match(texts[filled.index(order)]))

    def _total(self, row: int, texts: list[str], filled: list[int]) -> None:
        """A count in the text adds up over part totals; one without rows since the last is of the whole."""
        self._ignore(row, "total")
        self._below = row + 1
        counts = [
            int(found[1].replace(".", ""))
            for text in texts
            if (found := _TOTAL.match(text.casefold())) and found[1]
        ]
        if not counts:
            return
        whole = self._since_total == 0 and self._body.declared_total is not None
        self._body.declared_total = counts[0] + (0 if whole else self._body.declared_total or 0)
        self._since_total = 0

    def _is_group(self, row: int, filled: list[int], texts: list[str]) -> bool:
        """A heading: alone in its row (a running numeral aside) and looking like one."""
        plan, kind = self._plan, self._layout.kind
        distinct = list(dict.fromkeys(texts))
        if len(distinct) > 2 or self._ended:
            return False
        roman = len(distinct) == 2 and bool(_ROMAN.match(distinct[0]))
        words = distinct[1] if roman else distinct[0]
        if len(distinct) == 2 and not roman:
            numbered = self._order_text(filled, texts)
            words = distinct[1] if numbered else distinct[0]
            tail = "" if numbered else distinct[1]
            return (
                key_words(words).startswith(kind.groups)
                and bool(kind.groups)
                and (not tail or tail[0] in "(0123456789")
            )
        if not any(character.isalpha() for character in words):
            return False
        if roman or _HEADING.match(words) or self._is_wide(row, filled[0]):
            return True
        if kind.groups and key_words(words).startswith(kind.groups):
            return True
        return plan.order is not None and filled[0] == plan.order

    def _is_wide(self, row: int, column: int) -> bool:
        merge = self._grid.spans.get((row, column))
        return merge is not None and merge[3] - merge[1] >= 2

    def _is_record(self, cells: Sequence[Cell], filled: list[int]) -> bool:
        """What is filled in enough to be a record, though not all of it may be there."""
        plan = self._plan
        mapped = [place for place in plan.mapped if place in filled]
        keyed = any(place in filled for place in plan.key)
        if not self._ended:
            numbered = plan.order in filled
            return len(mapped) >= 2 or (keyed and (numbered or plan.order is None))
        return keyed and len(mapped) >= plan.usual and self._speaks(cells)

    def _speaks(self, cells: Sequence[Cell]) -> bool:
        """Whether a row below the signatures holds a date, a number or a known word."""
        return any(
            reader.column.strict and cells[place] is not None and reader.read(cells[place]).problem is None
            for _, place, _, reader in self._plan.simple
        )

    def _add(self, row: int, cells: Sequence[Cell]) -> None:
        plan = self._plan
        found = dict(plan.absent)
        for name, place, cache, reader in plan.simple:
            cell = cells[place]
            try:
                found[name] = cache[cell]
            except KeyError:
                found[name] = reader.read(cell)
        for name, entries in plan.composed:
            found[name] = self._compose(entries, cells)
        for name, place, implied in plan.implied:
            if cells[place] is not None:
                said = found.get(name)
                found[name] = implied if said is None or said.value is None else said
        for name, place in plan.extras:
            cell = cells[place]
            if cell is not None:
                found[name] = self._extra.cache.get(cell) or self._extra.read(cell)
        self._body.rows.append(ReadRow(row + 1, found, self._group))
        self._since_total += 1
        self._below = row + 1

    def _compose(self, entries: list[tuple[Reader, int]], cells: Sequence[Cell]) -> ReadCell:
        readers = [reader for reader, _ in entries]
        parts = [reader.cache.get(cells[place]) or reader.read(cells[place]) for reader, place in entries]
        if readers[0].column.spread:
            return readers[0].read_joined(parts)
        return _either(parts, readers)
