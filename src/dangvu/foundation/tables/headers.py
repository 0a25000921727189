"""Finding the header of a table and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from dangvu.foundation.tables.columns import Choice, Column
from dangvu.foundation.tables.grid import Grid
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.foundation.tables.texts import folded_words, key_words
from dangvu.foundation.vietnamese import other_readings

_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(r"^[(\[]?\s*(?:\d{1,2}|[A-Za-zĐđ])\s*[)\]]?\s*(?:=.*)?$")
_ORDER_WORDS = frozenset(
    ("stt", "tt", "số tt", "số thứ tự", "thứ tự", "so tt", "so thu tu", "sott", "no", "s tt")
)
DATE_PARTS = ("ngày", "tháng", "năm")
"""Headers of a date that is spread over three columns."""
_LAST_HEADER_ROW = 60
_HEADER_ROWS = 3
_MEMO = 4096

Path = tuple[str, ...]
_Entry = tuple[int, Column, int]
"""Number of the kind, column, place of the header among the column's headers."""
_Name = TypeVar("_Name", str, frozenset[str])


def normal(text: str) -> str:
    """A header as headers are compared: without notes in brackets, case and punctuation."""
    return key_words(_NOTE.sub(" ", text)) or key_words(text)


_FILLERS = frozenset(
    [
        "ngày",
        "tháng",
        "năm",
        "thời",
        "gian",
        "điểm",
        "và",
        "hoặc",
        "hay",
        "được",
        "là",
        "của",
        "các",
        "đã",
        "đang",
        "hiện",
        "theo",
        "từ",
        "về",
        "ở",
        "tại",
        "lúc",
        "trong",
        "lượng",
    ]
)
_SHORT_WORDS = {
    "đv": "đảng viên", "đvct": "đảng viên chính thức", "tcđ": "tổ chức đảng", "tccsđ": "tổ chức cơ sở đảng",
    "cb": "chi bộ", "đb": "đảng bộ", "chi": "chi bộ", "đ": "đảng", "đc": "đồng chí", "kn": "kết nạp", "ct": "chính thức",
    "cnct": "công nhận chính thức", "sh": "sinh hoạt", "shđ": "sinh hoạt đảng", "shcđ": "sinh hoạt chuyên đề",
    "cđ": "chuyên đề", "kl": "kết luận", "tb": "thông báo", "tbkl": "thông báo kết luận", "qđ": "quyết định",
    "kt": "kiểm tra", "gs": "giám sát", "sl": "số lượng", "lí": "lý", "csvn": "", "ntns": "sinh", "n": "", "ng": "",
}  # fmt: skip


_NUMBER_OF = frozenset(("số",))


@lru_cache(maxsize=1 << 12)
def _essence(name: str) -> frozenset[str]:
    """The words of a header that carry its meaning, short forms written out, in whatever order they stand."""
    words = " ".join(_SHORT_WORDS.get(word, word) for word in name.split()).split()
    meant = frozenset(words).difference(_FILLERS)
    return frozenset() if meant == _NUMBER_OF else meant


def _squashed(text: str) -> str:
    return folded_words(text).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Match:
    """A column that a header may stand for, and how surely (1 is certain)."""

    column: Column
    weight: float
    rank: int = 0
    """The place of the header among the column's own; the first ones are the likeliest."""


def _enter(table: dict[_Name, list[_Entry]], name: _Name, entry: _Entry) -> None:
    found = table.setdefault(name, [])
    if all(known[:2] != entry[:2] for known in found):
        found.append(entry)


class HeaderIndex:
    """All headers of all kinds, looked up in one step."""

    def __init__(self, kinds: Sequence[SheetKind]) -> None:
        self.kinds = tuple(kinds)
        self._exact: dict[str, list[_Entry]] = {}
        self._folded: dict[str, list[_Entry]] = {}
        self._meant: dict[frozenset[str], list[_Entry]] = {}
        self.words: set[str] = {*_ORDER_WORDS, *DATE_PARTS}
        self._memo: dict[Path, dict[int, tuple[Match, ...]]] = {}
        self._known: dict[str, bool] = {}
        self._possible: dict[tuple[Path, ...], tuple[int, ...]] = {}
        for number, kind in enumerate(kinds):
            for column in kind.columns:
                for rank, header in enumerate(column.headers):
                    self._add(number, column, rank, header)
        self._folded_words = {_squashed(word) for word in self.words}

    def _add(self, number: int, column: Column, rank: int, header: str) -> None:
        parts = [normal(part) for part in header.split("|")]
        self.words.update(parts)
        self.words.add(" ".join(parts))
        joined = " ".join(parts)
        _enter(self._exact, "|".join(parts), (number, column, rank))
        _enter(self._folded, _squashed(joined), (number, column, rank))
        if meant := _essence(joined):
            _enter(self._meant, meant, (number, column, rank))

    def known(self, text: str) -> bool:
        """Whether a text is a header, or a part of one, of any kind."""
        if text not in self._known:
            if len(self._known) > _MEMO:
                self._known.clear()
            name = normal(text)
            self._known[text] = name in self.words or (
                _squashed(name) in self._folded_words and _may_fold(name)
            )
        return self._known[text]

    def match(self, path: Path) -> dict[int, tuple[Match, ...]]:
        """For each kind (by number) the columns that a header may be; the surest reading wins."""
        found = self._memo.get(path)
        if found is None:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            found = self._match(path)
            if not found and not all(map(str.isascii, path)):
                # "Chi bé" is Vietnamese as it stands; among headers it can only be "Chi bộ" in TCVN3.
                for other in zip(*map(other_readings, path), strict=True):
                    found = found or self._match(other)
            self._memo[path] = found
        return found

    def possible(self, paths: tuple[Path, ...]) -> tuple[int, ...]:
        """The kinds (by number) whose needed columns may all be among the headers."""
        found = self._possible.get(paths)
        if found is None:
            if len(self._possible) > _MEMO:
                self._possible.clear()
            names: dict[int, set[str]] = {}
            for path in paths:
                for number, matches in self.match(path).items():
                    names.setdefault(number, set()).update(match.column.name for match in matches)
            found = self._possible[paths] = tuple(
                number for number, here in sorted(names.items()) if self._may_be_complete(number, here)
            )
        return found

    def _may_be_complete(self, number: int, names: set[str]) -> bool:
        """Whether no needed column is missing but such as are told by the words of their cells."""
        kind = self.kinds[number]
        telling = {name for name in kind.needs[1:] if isinstance(kind.column(name).parse, Choice)}
        return kind.needs[0] in names and kind.complete(names | telling)

    def _match(self, path: Path) -> dict[int, tuple[Match, ...]]:
        found: dict[int, list[Match]] = {}
        for weight, entries in self._readings([name for name in map(normal, path) if name]):
            fresh: dict[int, list[Match]] = {}
            for number, column, rank in entries:
                if number not in found:
                    fresh.setdefault(number, []).append(Match(column, weight, rank))
            found.update(fresh)
        return {number: tuple(matches) for number, matches in found.items()}

    def _readings(self, parts: list[str]) -> list[tuple[float, list[_Entry]]]:
        """Ways to read a header, the surest first."""
        if not parts:
            return []
        joined = " ".join(parts)
        readings = [(1.0, self._exact.get("|".join(parts[-2:]), [])), (1.0, self._exact.get(joined, []))]
        if len(parts) > 1:
            readings.append((0.9, self._exact.get(parts[-1], [])))
        for name, weight in ((joined, 0.9), (parts[-1], 0.8)):
            if _may_fold(name):
                readings.append((weight, self._folded.get(_squashed(name), [])))
        readings.append((0.8, self._meant.get(_essence(joined), [])))
        if len(parts) > 1:
            readings.append((0.65, self._meant.get(_essence(parts[-1]), [])))
            readings.append((0.6, self._exact.get(parts[0], [])))
        readings.append(self._containing(joined))
        return readings

    def _containing(self, words: str) -> tuple[float, list[_Entry]]:
        """The longest known headers that stand inside a longer one and make up most of it."""
        best: list[_Entry] = []
        length = max(0.5 * len(words), 5)
        padded = f" {words} "
        for name, entries in self._exact.items():
            if len(name) >= length and "|" not in name and f" {name} " in padded:
                best = [*entries, *best] if len(name) == length else entries
                length = len(name)
        return (0.6 if length >= 0.75 * len(words) else 0.5), best


def _may_fold(name: str) -> bool:
    """Marks may be forgiven where there are none at all, or in long names; 'năm' is never 'nam'."""
    return name == folded_words(name) or len(name) >= 8


@lru_cache(maxsize=8)
def index_of(kinds: tuple[SheetKind, ...]) -> HeaderIndex:
    """One index for each set of kinds."""
    return HeaderIndex(kinds)


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header (from zero, both included) and, for each column, its texts from top to bottom."""

    first: int
    last: int
    paths: tuple[Path, ...]
    spread: tuple[int | None, ...]
    """For a column without a header of its own, the column to its left whose header spans it."""

    @property
    def order_column(self) -> int | None:
        """Where the rows are numbered."""
        return next(
            (i for i, path in enumerate(self.paths) if path and normal(path[-1]) in _ORDER_WORDS), None
        )


@lru_cache(maxsize=1 << 10)
def dates_in_parts(paths: tuple[Path, ...]) -> tuple[tuple[int, Path], ...]:
    """Dates spread over three columns, day, month and year: the first of them, and the header of the whole."""
    found = []
    for place in range(len(paths) - 2):
        three = paths[place : place + 3]
        if not all(three) or not three[0][:-1] == three[1][:-1] == three[2][:-1]:
            continue
        heads, _, tails = zip(*(normal(path[-1]).partition(" ") for path in three), strict=True)
        if heads == DATE_PARTS and len(set(tails)) == 1:
            above = three[0][:-1]
            found.append((place, above if above and not tails[0] else (*above, f"ngày {tails[0]}".rstrip())))
    return tuple(found)


def looks_like_header(grid: Grid, row: int, index: HeaderIndex) -> bool:
    """Whether at least two known headers stand in a row, and little else."""
    return header_hits(grid, row, index) >= 2


def header_hits(grid: Grid, row: int, index: HeaderIndex) -> int:
    """How many different known headers stand in a row; 0 where the row holds other things in the main."""
    strings = [cell for cell in grid.rows[row] if type(cell) is str]
    if not strings:
        return 0
    others = sum(1 for cell in grid.rows[row] if cell is not None and type(cell) is not str)
    if others * 4 > len(strings):
        return 0
    texts = [grid.text_of(cell) for cell in strings if len(cell) <= 120]
    known = {text for text in texts if index.known(text)}
    return len(known) if len(known) * 5 >= len(strings) * 2 else 0


def find_headers(grid: Grid, index: HeaderIndex, top: int = 0) -> Iterator[Header]:
    """The possible headers at or below a row, from top to bottom."""
    row = top
    while row < min(grid.height, top + _LAST_HEADER_ROW):
        if header_hits(grid, row, index) >= 2:
            header = _header_at(grid, row, index, top)
            yield header
            row = header.last
        row += 1


def header_at(grid: Grid, row: int, index: HeaderIndex) -> Header | None:
    """The header that starts at a row further down, if one does."""
    return _header_at(grid, row, index, row) if header_hits(grid, row, index) >= 2 else None


def _header_at(grid: Grid, row: int, index: HeaderIndex, floor: int) -> Header:
    first = row
    while first > floor and row - first < _HEADER_ROWS - 1 and _is_upper_part(grid, first - 1, index):
        first -= 1
    last = row
    while (
        last + 1 < grid.height
        and last - first < _HEADER_ROWS - 1
        and _is_lower_part(grid, first, last, index)
    ):
        last += 1
    paths, spread = _paths(grid, first, last)
    return Header(first, last, paths, spread)


def _is_upper_part(grid: Grid, row: int, index: HeaderIndex) -> bool:
    """A thin row of known words right above: the parents of sub-headers."""
    filled = grid.filled(row)
    return bool(filled) and all(
        type(grid.rows[row][column]) is str and index.known(grid.text(row, column)) for column in filled
    )


def _is_lower_part(grid: Grid, first: int, last: int, index: HeaderIndex) -> bool:
    """Whether the next row goes on with the header: it stands below headers that span, or completes them."""
    row = last + 1
    filled = grid.filled(row)
    if not filled:
        return any(
            top <= last < bottom for top, _, bottom, _ in grid.merges if first <= top
        ) and _merged_over(grid, first, row)
    if any(type(grid.rows[row][column]) is not str for column in filled) or numbers_columns(grid, row):
        return False
    known = 0
    for column in filled:
        text = grid.text(row, column)
        above = grid.text(last, column)
        completes = bool(above) and index.known(f"{above} {text}")
        if above and not completes and not _spans(grid, last, column):
            return False
        known += completes or index.known(text)
    return known * 2 >= len(filled) and known > 0


def numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), 1 2 3, A B 1 2."""
    filled = grid.filled(row)
    if len(filled) < 2 or not all(_NUMBERING.match(grid.text(row, column)) for column in filled):
        return False
    texts = [grid.text(row, column) for column in filled]
    numbers = [int(digits[0]) for text in texts if (digits := re.match(r"\d+", text.lstrip("([ ")))]
    return all(a < b for a, b in pairwise(numbers))


def _merged_over(grid: Grid, first: int, row: int) -> bool:
    """Whether at least two header cells are merged down over a row."""
    return sum(1 for top, _, bottom, _ in grid.merges if first <= top < row <= bottom) >= 2


def _spans(grid: Grid, row: int, column: int) -> bool:
    """Whether a header covers more columns than its own: merged, or with nothing beside it."""
    merge = grid.spans.get((row, column))
    if merge is not None:
        return merge[3] > column
    beside = column + 1
    return beside < grid.width and grid.rows[row][beside] is None and (row, beside) not in grid.anchors


def _paths(grid: Grid, first: int, last: int) -> tuple[tuple[Path, ...], tuple[int | None, ...]]:
    """For every column its header texts from top to bottom; parents reach to the right over blanks."""
    levels: list[list[str]] = []
    for row in range(first, last + 1):
        level = ["" if cell is None else grid.text_of(cell) for cell in grid.rows[row]]
        if row < last:
            _reach_right(grid, row, last, level)
        levels.append(level)
    paths = []
    for column in range(grid.width):
        texts = [level[column] for level in levels if level[column]]
        paths.append(tuple(text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]))
    return tuple(paths), tuple(_covered_by(grid, first, last, paths, column) for column in range(grid.width))


def _reach_right(grid: Grid, row: int, last: int, level: list[str]) -> None:
    for column in range(1, grid.width):
        if level[column]:
            continue
        anchor = grid.anchors.get((row, column))
        if anchor is not None:
            if anchor[0] == row:
                level[column] = level[anchor[1]]
            continue
        below = any(grid.rows[lower][column] is not None for lower in range(row + 1, last + 1))
        left_below = any(grid.rows[lower][column - 1] is not None for lower in range(row + 1, last + 1))
        left_merged = (row, column - 1) in grid.anchors or (row, column - 1) in grid.spans
        if below and left_below and not left_merged:
            level[column] = level[column - 1]


def _covered_by(grid: Grid, first: int, last: int, paths: list[Path], column: int) -> int | None:
    """The column whose header spans this one: by a merge, or standing directly left of a blank header."""
    if paths[column]:
        return None
    for row in range(first, last + 1):
        anchor = grid.anchors.get((row, column))
        if anchor is not None and anchor[1] < column:
            return anchor[1]
    if (
        column
        and paths[column - 1]
        and not any((row, column - 1) in grid.spans for row in range(first, last + 1))
    ):
        return column - 1
    return None
