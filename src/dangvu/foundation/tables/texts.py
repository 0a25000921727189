"""Texts as tables compare them, repaired once each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dangvu.foundation.vietnamese import Repairer, clean, fold, key

key_words = lru_cache(maxsize=1 << 13)(key)
"""The words of a short text as they are compared: case, punctuation and the place of tones are forgiven."""

folded_words = lru_cache(maxsize=1 << 13)(fold)
"""The same without any marks."""


class Texts:
    """The texts of one sheet, repaired together: together they tell the encoding better than each alone."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._repairer = None if all(text.isascii() for text in texts) else Repairer(texts)
        self._met: set[str] = set()
        self._read: dict[str, tuple[str, str | None]] = {}

    def __call__(self, raw: str) -> tuple[str, str | None]:
        """The text as a person would read it, and the legacy encoding that it was in."""
        read = self._read.get(raw)
        if read is None:
            read = self._read[raw] = self._repaired(raw)
        return read

    def _repaired(self, raw: str) -> tuple[str, str | None]:
        if self._repairer is None or raw.isascii():
            return clean(raw), None
        text, encoding, _ = self._repairer(raw)
        if encoding is not None:
            self._met.add(encoding)
        return text, encoding

    @property
    def encodings(self) -> tuple[str, ...]:
        """The legacy encodings met so far."""
        return tuple(sorted(self._met))
