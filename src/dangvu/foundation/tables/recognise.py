"""Which kind a sheet is, and its rows read as that kind. Two kinds too close to tell are no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dangvu.foundation.periods import Period
from dangvu.foundation.tables.body import BodyReader, Ignored, ReadRow
from dangvu.foundation.tables.grid import Grid, RawSheet
from dangvu.foundation.tables.headers import Header, HeaderIndex, find_headers, index_of, looks_like_header
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.foundation.tables.layout import Layout, Readers, full_rows, lay_out
from dangvu.foundation.tables.naming import phrase, spans_of, title_scores, words_of
from dangvu.foundation.tables.texts import folded_words, key_words
from dangvu.foundation.tables.titles import read_titles

__all__ = ["ReadRow", "ReadSheet", "recognise", "recognise_all"]

_COLUMNS, _TITLE, _EVIDENCE, _TAB = 0.5, 0.3, 0.15, 0.05
_CLEAR = 0.3
"""A lead in columns and titles that contents need not confirm."""
_MARGIN = 0.04
"""The least lead of the chosen kind over the next one."""
_ENOUGH = 0.45
_GOOD_FIT = 0.75
"""The fit of columns that a list needs whose title is of no known kind."""
_ANY_LIST = re.compile(
    r"(?:danh sách|biểu|bảng|báo cáo|thống kê|kế hoạch|tổng hợp|sổ|tình hình|kết quả|theo dõi)(?!\w)"
)
_PEEK = 24
_LEAST_TABLE = 3
"""A page with fewer rows of three cells is text: instructions, a covering letter."""


@dataclass(slots=True)
class ReadSheet:
    """A sheet as far as it is understood. ``kind`` is None where it is not; ``reason`` then says why."""

    name: str
    index: int = 0
    kind: SheetKind | None = None
    confidence: float = 0.0
    runner_up: str | None = None
    state: str = "recognised"
    """recognised, empty, prose, no_table, unknown or ambiguous."""
    reason: str = ""
    title_lines: list[str] = field(default_factory=list)
    header_rows: tuple[int, int] | None = None
    """First and last row of the header, from 1."""
    rows: list[ReadRow] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    declared_total: int | None = None
    """The count of rows that the sheet itself gives."""
    as_at: date | None = None
    period: Period | None = None
    dates: tuple[date, date] | None = None
    ordinal: int | None = None
    document: str | None = None
    document_date: date | None = None
    hidden: bool = False
    places: dict[str, list[int]] = field(default_factory=dict)
    """For each column name the columns of the sheet that give it, from zero."""
    dropped_columns: list[str] = field(default_factory=list)
    """Headers of columns that were read but whose contents may not be kept."""
    encodings: tuple[str, ...] = ()
    """Legacy encodings that texts were repaired from."""
    further: int | None = None
    """The row, from zero, below which another list stands on the sheet."""


@dataclass(slots=True)
class _Candidate:
    layout: Layout
    fit: float
    title: float
    tab: float
    evidence: float = 0.5
    contents: float = 1.0

    def score(self, titled: bool) -> float:
        """Between 0 and 1; where no title tells anything its weight falls away."""
        parts = (
            _COLUMNS * self.fit * (0.4 + 0.6 * self.contents) + _EVIDENCE * self.evidence + _TAB * self.tab
        )
        if titled:
            return parts + _TITLE * self.title
        return parts / (1 - _TITLE)


@lru_cache(maxsize=1024)
def _tab_score(kind: SheetKind, name: str) -> float:
    marked, folded = words_of(kind.tab_names)
    words, plain = key_words(name), folded_words(name)
    if words in marked or plain in folded:
        return 1.0
    return 0.6 if any(phrase(tab).search(plain) for tab in folded if len(tab) > 3) else 0.0


def _title_lines(grid: Grid, top: int, header: int) -> list[str]:
    """The texts above the header, cell by cell and line by line; merged cells once."""
    lines: list[str] = []
    for row in range(top, header):
        for column in grid.filled(row):
            cell = grid.rows[row][column]
            pieces = cell.splitlines() if isinstance(cell, str) else [cell]
            lines.extend(text for piece in pieces if (text := grid.text_of(piece)))
    return lines


def _candidates(
    grid: Grid, header: Header, index: HeaderIndex, titles: Sequence[float], lines: Sequence[str], tab: str
) -> list[_Candidate]:
    found = []
    told = {number for number, score in enumerate(titles) if score == 1.0}
    words = " | ".join(_both_ways([*lines, tab, *(" ".join(path) for path in header.paths)]))
    for number in sorted({*index.possible(header.paths), *told}):
        if not _may_be(
            index.kinds[number], words, lines
        ):  # a glance at words is cheap, to lay columns out is not
            continue
        layout = lay_out(grid, header, index, number, titled=number in told)
        if layout.complete:
            tab_score = _tab_score(index.kinds[number], tab)
            found.append(_Candidate(layout, layout.fit(), titles[number], tab_score))
    return found


def _both_ways(texts: Sequence[str]) -> list[str]:
    """The words of texts with their marks, and without."""
    return [words for text in texts for words in (key_words(text), folded_words(text))]


@lru_cache(maxsize=64)
def _one_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    words = dict.fromkeys(_both_ways(phrases))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def _may_be(kind: SheetKind, words: str, lines: Sequence[str]) -> bool:
    """Whether the words that a kind asks for stand there, and none of those that rule it out."""
    if kind.tells and not _one_of(kind.tells).search(words):
        return False
    return not any(_rules_out(kind, key_words(line)) for line in lines)


@lru_cache(maxsize=4096)
def _rules_out(kind: SheetKind, line: str) -> bool:
    """Whether a title line tells another list.

    Behind a kind's own title there stand names of organisations, which may hold any word.
    """
    ends = [end for _, end in spans_of(words_of(kind.titles)[0], line)]
    if not ends and not _ANY_LIST.match(line):
        return False
    title = line[: max(ends)] if ends else line
    return any(phrase(words).search(title) for words in words_of(kind.excludes)[0])


def _weigh_contents(
    grid: Grid, candidate: _Candidate, index: HeaderIndex, lines: Sequence[str], readers: Readers
) -> None:
    """Read the first rows as the candidate's kind: do the cells make sense, and what do they say?"""
    layout = candidate.layout
    rows = [row.cells for row in BodyReader(grid, layout, index, readers).read(_PEEK).rows]
    strict = {column.name for column in layout.kind.columns if column.strict and column.name in layout.places}
    cells = [row[name] for row in rows for name in strict if name in row and row[name].raw]
    if cells:
        candidate.contents = sum(1 for cell in cells if cell.problem is None) / len(cells)
    if layout.kind.evidence is not None and rows:
        candidate.evidence = min(1.0, max(0.0, layout.kind.evidence(rows, lines)))


def _choose(
    grid: Grid, header: Header, index: HeaderIndex, lines: Sequence[str], tab: str, readers: Readers
) -> list[tuple[float, _Candidate]]:
    """The candidates with their scores, the best first."""
    titles = title_scores(index.kinds, lines)
    titled = any(titles)
    stranger = not titled and any(_ANY_LIST.match(key_words(line)) for line in lines)
    candidates = [
        candidate
        for candidate in _candidates(grid, header, index, titles, lines, tab)
        if not (stranger and candidate.fit < _GOOD_FIT)
    ]
    ranked = sorted(candidates, key=lambda candidate: -candidate.score(titled))
    if len(ranked) > 1:
        leader = ranked[0].score(titled)
        for candidate in ranked:
            if leader - candidate.score(titled) < _CLEAR:
                _weigh_contents(grid, candidate, index, lines, readers)
    elif ranked:
        _weigh_contents(grid, ranked[0], index, lines, readers)
    scored = [(item.score(titled), item) for item in ranked if item.evidence > 0]
    return sorted(scored, key=lambda pair: -pair[0])


def recognise(sheet: RawSheet, kinds: Sequence[SheetKind]) -> ReadSheet:
    """Tell the kind of a sheet from its titles, columns and contents, and read its rows.

    The name of the tab is a weak sign. Nothing is dropped: every row that is not a record is listed in
    ``ignored`` with the reason. Of several lists on the sheet this is the first one.
    """
    return _recognise(Grid(sheet), sheet, index_of(tuple(kinds)), 0)


def recognise_all(sheet: RawSheet, kinds: Sequence[SheetKind]) -> list[ReadSheet]:
    """All lists of a sheet, where several stand one below another."""
    grid, index = Grid(sheet), index_of(tuple(kinds))
    found = [_recognise(grid, sheet, index, 0)]
    while (top := found[-1].further) is not None:
        found.append(_recognise(grid, sheet, index, top))
    return found


def _recognise(grid: Grid, sheet: RawSheet, index: HeaderIndex, top: int) -> ReadSheet:
    result = ReadSheet(sheet.name, getattr(sheet, "index", 0), hidden=bool(sheet.hidden))
    if all(row.count(None) == len(row) for row in grid.rows):
        result.state, result.reason = "empty", "Trang tính trống."
        return result
    readers: Readers = {}
    headers = []
    for header in find_headers(grid, index, top):
        headers.append(header)
        grid.fill_down(header.last + 1, lambda row: looks_like_header(grid, row, index))
        lines = _title_lines(grid, top, header.first)
        ranked = _choose(grid, header, index, lines, sheet.name, readers)
        if ranked and ranked[0][0] >= _ENOUGH:
            return _read(grid, index, ranked, lines, result, readers)
    return _not_recognised(grid, index, headers, result, top)


def _read(
    grid: Grid,
    index: HeaderIndex,
    ranked: list[tuple[float, _Candidate]],
    lines: list[str],
    result: ReadSheet,
    readers: Readers,
) -> ReadSheet:
    score, best = ranked[0]
    header = best.layout.header
    result.title_lines = lines
    result.header_rows = (header.first + 1, header.last + 1)
    result.confidence = round(min(score, 1.0), 3)
    _add_facts(result, lines)
    if len(ranked) > 1:
        result.runner_up = ranked[1][1].layout.kind.slug
        if score - ranked[1][0] < _MARGIN:
            bodies = [BodyReader(grid, item.layout, index, readers).read() for _, item in ranked[:2]]
            result.further = bodies[0].further
            if not any(body.rows for body in bodies):
                result.state, result.reason = "empty", "Bảng chưa có dòng nào."
                return result
            return _too_close(result, best.layout.kind, ranked[1][1].layout.kind)
    result.kind = best.layout.kind
    result.places = {name: [at for _, at in places] for name, places in best.layout.places.items()}
    body = BodyReader(grid, best.layout, index, readers).read()
    result.rows, result.ignored, result.declared_total = body.rows, body.ignored, body.declared_total
    result.encodings, result.further = grid.texts.encodings, body.further
    if not result.kind.keep_extras:
        placed = {place for places in best.layout.places.values() for _, place in places}
        result.dropped_columns = [
            " – ".join(path)
            for place, path in enumerate(header.paths)
            if path and place not in placed and place != header.order_column
        ]
    return result


def _add_facts(result: ReadSheet, lines: Sequence[str]) -> None:
    facts = read_titles(lines)
    result.as_at, result.period, result.dates = facts.as_at, facts.period, facts.dates
    result.ordinal, result.document, result.document_date = facts.ordinal, facts.document, facts.document_date


def _too_close(result: ReadSheet, first: SheetKind, second: SheetKind) -> ReadSheet:
    result.state = "ambiguous"
    result.reason = (
        f"Trang tính này có thể là “{first.title}” hoặc “{second.title}”, chưa đủ căn cứ để phân biệt. "
        "Đề nghị ghi rõ tiêu đề phía trên bảng hoặc chọn loại bảng."
    )
    return result


def _not_recognised(
    grid: Grid, index: HeaderIndex, headers: list[Header], result: ReadSheet, top: int
) -> ReadSheet:
    """Say what was seen, and what is missing for the nearest kind."""
    if not headers:
        wide = sum(1 for row in grid.rows[top:] if len(row) - row.count(None) > 2)
        result.state = "no_table" if wide >= _LEAST_TABLE else "prose"
        result.title_lines = _title_lines(grid, top, min(grid.height, top + 12))
        result.reason = (
            "Không thấy dòng tiêu đề cột của bảng nào quen thuộc. "
            "Đề nghị kiểm tra trang tính có phải là bảng số liệu không."
        )
        return result
    header = headers[0]
    if not any(len(row) - row.count(None) > 2 for row in full_rows(grid, header)):
        result.state, result.reason = "empty", "Bảng chưa có dòng nào."
        return result
    result.state = "unknown"
    result.title_lines = _title_lines(grid, top, header.first)
    result.header_rows = (header.first + 1, header.last + 1)
    _add_facts(result, result.title_lines)
    seen = ", ".join(f"“{' – '.join(path)}”" for path in header.paths if path)
    nearest = max(
        (lay_out(grid, header, index, number) for number in range(len(index.kinds))),
        key=lambda item: item.fit(),
    )
    missing = ", ".join(f"“{label}”" for label in nearest.missing)
    result.runner_up = nearest.kind.slug
    result.reason = f"Không rõ đây là bảng gì. Các cột đọc được: {seen}."
    if missing:
        result.reason += f" Gần nhất là “{nearest.kind.title}” nhưng thiếu cột {missing}."
    return result
