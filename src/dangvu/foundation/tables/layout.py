"""Which column of a sheet is which column of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from dangvu.foundation.tables.columns import BLANK, Cell, Choice, Column, Parsed, ReadCell
from dangvu.foundation.tables.dates import DATE_JOINT
from dangvu.foundation.tables.grid import Grid, raw_text
from dangvu.foundation.tables.headers import Header, HeaderIndex, Match, dates_in_parts, numbers_columns
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.foundation.tables.texts import folded_words

_SAMPLE = 24
_CERTAIN, _VAGUE = 0.8, 0.5
FORMULA_ERRORS = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)
_FORMULA = "Ô này là công thức bị lỗi ({}); đề nghị ghi lại giá trị."
_EMPTY = "Thiếu {}; đề nghị ghi bổ sung."


class Reader:
    """Reads the cells of one column; equal cells are read once."""

    __slots__ = ("_grid", "blank", "cache", "column")

    def __init__(self, column: Column, grid: Grid) -> None:
        self.column = column
        self._grid = grid
        if column.blank:
            self.blank = ReadCell(column.blank[1], column.blank[0], "")
        elif column.required:
            self.blank = ReadCell("", None, "", None, column.missing, _EMPTY.format(f"“{column.label}”"))
        else:
            self.blank = BLANK
        self.cache: dict[Cell, ReadCell] = {None: self.blank}

    def read(self, cell: Cell) -> ReadCell:
        """A cell that is not yet in the cache."""
        parse = self.column.parse
        if isinstance(cell, str):
            text, encoding = self._grid.texts(cell)
            if text in FORMULA_ERRORS or text.startswith("Err:"):
                found = ReadCell(text, None, cell, None, "formula_error", _FORMULA.format(text))
            elif not text:
                found = self.blank
            else:
                found = self._cell(parse(text, text), text, cell, encoding)
        else:
            text = self._grid.text_of(cell)
            found = self._cell(parse(cell, text), text, raw_text(cell), None)
        self.cache[cell] = found
        return found

    def read_joined(self, parts: list[ReadCell]) -> ReadCell:
        """Several cells that make one text."""
        filled = [part for part in parts if part.text]
        if not filled:
            return self.blank
        text = self.column.joint.join(part.text for part in filled)
        encoding = next((part.encoding for part in filled if part.encoding), None)
        return self._cell(
            self.column.parse(text, text), text, " ".join(part.raw for part in filled), encoding
        )

    def _cell(self, parsed: Parsed, text: str, raw: str, encoding: str | None) -> ReadCell:
        value, problem, message, shown = parsed
        if self.column.private:
            return ReadCell(shown or "", value, "", encoding, problem, None)
        return ReadCell(text if shown is None else shown, value, raw, encoding, problem, message)


Readers = dict[Column, Reader]
"""The readers of one sheet: one for each column, whatever kind the sheet is tried as."""


@dataclass(slots=True)
class Layout:
    """A header seen as the header of one kind."""

    kind: SheetKind
    header: Header
    places: dict[str, list[tuple[Column, int]]] = field(default_factory=dict)
    """For each column name the columns of the sheet that give it."""
    extras: list[tuple[str, int]] = field(default_factory=list)
    headers: int = 0
    matched: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether every column stands here without which a sheet can't be of the kind."""
        return self.kind.complete(self.places)

    @property
    def missing(self) -> list[str]:
        """The labels of the needed columns that were not found."""
        missing = [name for name in self.kind.needs if name not in self.places]
        if self.kind.either and not any(name in self.places for name in self.kind.either):
            missing.append(self.kind.either[0])
        return [self.kind.column(name).label for name in missing]

    def fit(self) -> float:
        """How well the columns fit the kind: what part is known, and what part of the usual ones is there.

        Columns that a kind leaves unexplained weigh more than those that it misses.
        """
        if not self.headers:
            return 0.0
        typical = self.kind.typical
        known = self.matched / self.headers
        return 0.5 * known * known + 0.5 * len(typical & self.places.keys()) / len(typical)


def full_rows(grid: Grid, header: Header) -> Iterator[list[Cell]]:
    """The first rows that look like records: not the numbers of columns, headings, totals and signatures."""
    first = header.last + 1
    if first < grid.height and numbers_columns(grid, first):
        first += 1
    least = max(2, sum(map(bool, header.paths)) // 3 + 1)
    for row in grid.rows[first : first + 4 * _SAMPLE]:
        if len(row) - row.count(None) >= least:
            yield row


def samples(grid: Grid, header: Header, column: int) -> Iterator[Cell]:
    """The first filled cells of a column below a header."""
    return islice((row[column] for row in full_rows(grid, header) if row[column] is not None), _SAMPLE)


def success(grid: Grid, header: Header, column: Column, place: int) -> float:
    """The share of sample cells that the column's parser understands; 0.5 where there is none."""
    known = grid.shares.get((column, header.last, place))
    if known is None:
        known = grid.shares[column, header.last, place] = _success(grid, header, column, place)
    return known


def _success(grid: Grid, header: Header, column: Column, place: int) -> float:
    good = total = 0
    for cell in samples(grid, header, place):
        text = grid.text_of(cell)
        total += 1
        good += column.parse(text if isinstance(cell, str) else cell, text).problem is None
    return good / total if total else 0.5


def lay_out(grid: Grid, header: Header, index: HeaderIndex, number: int, *, titled: bool = False) -> Layout:
    """Find the columns of kind ``number`` of the index below a header.

    ``titled``: the title says that it is this kind; a needed column whose header is not known may then be
    told by its contents, whatever they are.
    """
    layout = Layout(index.kinds[number], header)
    order = header.order_column
    taken = _take_dates_in_parts(layout, index, number)
    found: list[tuple[int, tuple[Match, ...]]] = []
    for place, path in enumerate(header.paths):
        if path and place != order and place not in taken:
            layout.headers += 1
            found.append((place, index.match(path).get(number, ())))
    for place, matches in sorted(found, key=_surest_first):
        if matches and _take(grid, layout, place, matches):
            taken.add(place)
    strange = {place for place, _ in found} - taken
    _tell_by_reference(grid, layout, strange, taken)
    _tell_by_contents(grid, layout, index, strange, taken, titled)
    for name in layout.places:
        layout.places[name].sort(key=lambda item: item[1])
    _spread(grid, layout, taken)
    if layout.kind.keep_extras:
        _keep_extras(grid, layout, taken, order)
    return layout


def _tell_by_reference(grid: Grid, layout: Layout, strange: set[int], taken: set[int]) -> None:
    """Give a column that repeats another's values (the parents in a list of organisations) where it does so."""
    for column in layout.kind.columns:
        if not column.refers_to or column.name in layout.places or column.refers_to not in layout.places:
            continue
        home = layout.places[column.refers_to][0][1]
        rows = [row for row in grid.rows[layout.header.last + 1 :] if row[home] is not None]
        names = {folded_words(grid.text_of(row[home])) for row in rows}
        for place in sorted(strange - taken):
            cells = [row[place] for row in rows if row[place] is not None]
            known = sum(1 for cell in cells if folded_words(grid.text_of(cell)) in names)
            if cells and known >= _CERTAIN * len(cells) and len(cells) * 2 > len(rows):
                layout.places[column.name] = [(column, place)]
                layout.matched += _VAGUE
                taken.add(place)
                break


def _tell_by_contents(
    grid: Grid, layout: Layout, index: HeaderIndex, strange: set[int], taken: set[int], titled: bool
) -> None:
    """Give a column that is not there yet the one column of a strange header whose cells read as its own.

    Words out of a short list tell by themselves; dates and numbers only where the kind needs them and a title
    says that it is this kind. A column that the kind can do without must have a header that no kind knows.
    """
    paths = layout.header.paths
    unknown = {place for place in strange if not index.match(paths[place])}
    if not unknown and layout.complete:
        return
    for column in layout.kind.columns:
        name = column.name
        if name in layout.places or not column.strict:
            continue
        needed, told = name in layout.kind.needs, isinstance(column.parse, Choice)
        if not (needed and titled) and not told:
            continue
        fitting = [
            place
            for place in sorted((strange if needed else unknown) - taken)
            if any(True for _ in samples(grid, layout.header, place))
            and success(grid, layout.header, column, place) >= _CERTAIN
        ]
        if len(fitting) == 1:
            layout.places[name] = [(column, fitting[0])]
            layout.matched += _VAGUE
            taken.add(fitting[0])


def _take_dates_in_parts(layout: Layout, index: HeaderIndex, number: int) -> set[int]:
    """Give date columns their day, month and year where these stand in columns of their own."""
    taken: set[int] = set()
    for first, path in dates_in_parts(layout.header.paths):
        matches = index.match(path).get(number, ())
        match = next((match for match in matches if match.column.joint == DATE_JOINT), None)
        if match is not None:
            places = range(first, first + 3)
            column = _in_parts(match.column)
            layout.places.setdefault(column.name, []).extend((column, place) for place in places)
            layout.headers += 1
            layout.matched += match.weight
            taken.update(places)
    return taken


@lru_cache(maxsize=256)
def _in_parts(column: Column) -> Column:
    return replace(column, spread=True)


def _surest_first(item: tuple[int, tuple[Match, ...]]) -> tuple[float, int, int]:
    place, matches = item
    if not matches:
        return 0.0, 0, place
    best = max(matches, key=lambda match: match.weight)
    return -best.weight, best.rank, place


def _take(grid: Grid, layout: Layout, place: int, matches: tuple[Match, ...]) -> bool:
    """Give a column of the sheet to the best of its readings, unless that is taken or contents forbid it.

    Where the best is taken, to another that the contents bear out: "Trình độ học vấn" beside "Trình độ chuyên môn".
    """
    if len(matches) == 1:
        return _take_as(grid, layout, place, matches[0])
    understood = {match: success(grid, layout.header, match.column, place) for match in matches}
    best, *others = sorted(matches, key=lambda match: -understood[match])
    return _take_as(grid, layout, place, best) or any(
        understood[match] >= _CERTAIN
        and match.column.name not in layout.places
        and _take_as(grid, layout, place, match)
        for match in others
    )


def _take_as(grid: Grid, layout: Layout, place: int, match: Match) -> bool:
    column, there = match.column, layout.places.get(match.column.name, [])
    if match.weight < _CERTAIN:
        if there or not _contents_agree(grid, layout.header, match, place):
            return False
    elif there and not _may_stand_beside(layout.header, column, place, there):
        return False
    layout.places.setdefault(column.name, []).append((column, place))
    layout.matched += match.weight
    return True


def _contents_agree(grid: Grid, header: Header, match: Match, place: int) -> bool:
    """Whether contents bear out an unsure header; plain text can't, so the header must say most of it."""
    if match.column.strict and any(True for _ in samples(grid, header, place)):
        return success(grid, header, match.column, place) >= _CERTAIN
    return match.weight > _VAGUE


def _may_stand_beside(header: Header, column: Column, place: int, there: list[tuple[Column, int]]) -> bool:
    """Whether a second column of the sheet may give the same: parts of a name, one of two sub-columns."""
    fresh = all(other is not column for other, _ in there)
    if not column.spread:
        return fresh
    beside = {other_place for _, other_place in there}
    return bool(beside & {place - 1, place + 1}) and (fresh or header.paths[place] == header.paths[place - 1])


def _spread(grid: Grid, layout: Layout, taken: set[int]) -> None:
    """Add the columns without a header that hold the rest of a name."""
    for places in layout.places.values():
        for column, place in list(places):
            beside = place + 1
            if not column.spread or beside >= grid.width or layout.header.spread[beside] != place:
                continue
            named = [row for row in full_rows(grid, layout.header) if isinstance(row[place], str)]
            both = sum(1 for row in named if isinstance(row[beside], str))
            if both and both * 10 >= len(named) * 6:
                places.append((column, beside))
                taken.add(beside)


def _keep_extras(grid: Grid, layout: Layout, taken: set[int], order: int | None) -> None:
    names: set[str] = set()
    for place, path in enumerate(layout.header.paths):
        if place in taken or place == order or (not path and _is_counter(grid, layout.header, place)):
            continue
        name = f"extra:{' – '.join(path) or f'cột {column_letters(place)}'}"
        layout.extras.append((name if name not in names else f"{name} ({column_letters(place)})", place))
        names.add(name)


def _is_counter(grid: Grid, header: Header, place: int) -> bool:
    """A first column that only counts the rows, without a header; or an empty one."""
    values = list(samples(grid, header, place))
    return all(isinstance(value, int | float) and value == i for i, value in enumerate(values, 1))


def column_letters(place: int) -> str:
    """The letters of a column as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
