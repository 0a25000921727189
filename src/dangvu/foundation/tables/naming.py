"""How much the lines above a table speak for each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dangvu.foundation.tables.kinds import SheetKind
from dangvu.foundation.tables.texts import folded_words, key_words


@lru_cache(maxsize=1024)
def phrase(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def spans_of(phrases: Sequence[str], line: str) -> list[tuple[int, int]]:
    return [found.span() for words in phrases for found in phrase(words).finditer(line)]


@lru_cache(maxsize=64)
def words_of(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(key_words(phrase) for phrase in phrases), tuple(folded_words(phrase) for phrase in phrases)


def title_scores(kinds: Sequence[SheetKind], lines: Sequence[str]) -> list[float]:
    """How much the title lines speak for each kind. A phrase inside a longer one of another kind is nothing."""
    found = [_title_line(tuple(kinds), line) for line in lines]
    lengths = [max(column, default=0) for column in zip(*(own for own, _ in found), strict=True)]
    best = max(lengths, default=0)
    if best:
        return [length / best if length else 0.0 for length in lengths]
    broad = [any(column) for column in zip(*(wide for _, wide in found), strict=True)]
    return [0.9 if known else 0.0 for known in broad] or [0.0] * len(kinds)


@lru_cache(maxsize=2048)
def _title_line(kinds: tuple[SheetKind, ...], line: str) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """For each kind the length of its own words in a line, and whether its broad words stand there."""
    words = key_words(line)
    plain = words == folded_words(line)
    spans = [spans_of(words_of(kind.titles)[plain], words) for kind in kinds]
    lengths = []
    for number, mine in enumerate(spans):
        others = [span for other, theirs in enumerate(spans) if other != number for span in theirs]
        alone = [
            end - start
            for start, end in mine
            if not any(a <= start and end <= b and b - a > end - start for a, b in others)
        ]
        lengths.append(max(alone, default=0))
    broad = [bool(spans_of(words_of(kind.broad_titles)[plain], words)) for kind in kinds]
    return tuple(lengths), tuple(broad)
