"""Turns cells typed in TCVN3, VNI or decomposed Unicode into clean Unicode.

Cells that can be only one thing are decided each by itself, for encodings are mixed within a sheet and even
within a row. A cell that reads as Vietnamese either way is decided by the certain cells of its sheet, and left
as it is where they do not tell: spoiling a right word is worse than missing a wrong one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Literal, NamedTuple

from .capitals import restore
from .legacy import Encoding, Legacy
from .reading import WORD, Reading, decode, has_symbol, is_alien, judge, readings_of
from .text import clean

_COMBINING = re.compile("[\u0300-\u036f]")
_LEGACIES: tuple[Legacy, ...] = ("tcvn3", "vni")
_UNSEEN_WORD = 0.1
_DOUBT_FOR_UNICODE = 0.01
_SURE_ENOUGH = 0.8
_TELLING_WORDS = 40
_KEPT_CELLS = 65_536


class Repair(NamedTuple):
    """A cell in clean Unicode, the encoding it was found in (None: nothing to repair), and how sure that is."""

    text: str
    encoding: Encoding | None
    confidence: float


@dataclass(frozen=True, eq=False)
class _Evidence:
    """What the certain cells of a sheet tell: how many are in each encoding, and the words they say."""

    cells: Mapping[Reading, float] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)

    def weight(self, reading: Reading) -> float:
        return self.cells.get(reading, 0) + (_DOUBT_FOR_UNICODE if reading == "unicode" else 0)

    def likelihood(self, words: Iterable[str], reading: Reading) -> float:
        """How well the words, under a reading, fit the encodings and the vocabulary of the sheet."""
        said = ((decode(word, reading) or word).lower() for word in words)
        return self.weight(reading) * prod(self.words.get(word, 0) + _UNSEEN_WORD for word in said)


_NO_EVIDENCE = _Evidence()
_CLEAN_SHEET = _Evidence({"unicode": 100})
_PRIORS: dict[str, _Evidence] = {"tcvn3": _Evidence({"tcvn3": 100}), "vni": _Evidence({"vni": 100})}
_PRIORS |= {"unicode": _CLEAN_SHEET, "decomposed": _CLEAN_SHEET}


def _words_of(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text))


def _is_too_few(count: int, of: int) -> bool:
    """One odd cell in a clean sheet is no evidence for its neighbours."""
    return of > 5 and (count < 2 or count < 0.01 * of)


def _gather(texts: Iterable[str]) -> _Evidence:
    """The evidence of a sheet, each different text counted once."""
    unlike = [text for text in set(texts) if not text.isascii()]
    counts = Counter([judge(text).certain for text in unlike])
    total = len(unlike) - counts[None]
    cells: dict[Reading, float] = {
        reading: count
        for reading, count in counts.items()
        if reading and (reading == "unicode" or not _is_too_few(count, total))
    }
    if not cells.keys() - {"unicode"}:
        return _CLEAN_SHEET if cells else _NO_EVIDENCE
    certain = ((text, reading) for text in unlike if (reading := judge(text).certain))
    said = ((decode(word, reading) or word).lower() for text, reading in certain for word in _words_of(text))
    return _Evidence(cells, Counter(said))


def _rewrite(text: str, readings: Mapping[str, Legacy]) -> str:
    """The text with each word decoded under the reading given for it."""
    raw = [word for word in WORD.findall(text) if word.isascii() or readings.get(word) == "tcvn3"]
    restored = iter(restore(raw, [decode(word, "tcvn3") or word for word in raw]))

    def one(match: re.Match[str]) -> str:
        word = match.group()
        reading = readings.get(word)
        if word.isascii() or reading == "tcvn3":
            return next(restored)
        return (decode(word, reading) if reading else None) or word

    return WORD.sub(one, text)


def _whole(text: str, reading: Legacy, confidence: float) -> Repair:
    """The cell, all of it in one legacy encoding."""
    return Repair(clean(_rewrite(text, dict.fromkeys(_not_ascii(text), reading))), reading, confidence)


def _not_ascii(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if not word.isascii()]


def _kept(raw: str, confidence: float) -> Repair:
    """The cell as it stands, in clean Unicode."""
    return Repair(clean(raw), "decomposed" if _COMBINING.search(raw) else None, confidence)


def _open(raw: str, text: str, options: frozenset[Reading], evidence: _Evidence) -> Repair:
    """A cell that is Vietnamese under several readings: the sheet decides, or nothing does."""
    words = [word for word in _not_ascii(text) if readings_of(word)][:_TELLING_WORDS]
    scores = {option: evidence.likelihood(words, option) for option in sorted(options)}
    total = sum(scores.values())
    if not total:
        # Not Unicode in any case: VNI has the commoner words of those that both can say (đi rather than ủi).
        return _whole(text, "vni" if "vni" in options else "tcvn3", 0.5)
    best = max(scores, key=lambda option: scores[option])
    share = scores[best] / total
    if best != "unicode" and (share >= _SURE_ENOUGH or "unicode" not in options):
        return _whole(text, best, share)
    known = evidence.cells.get("unicode", 0)
    return _kept(raw, max(0.5, known / (known + 1) * scores.get("unicode", 0) / total))


def _word_by_word(raw: str, text: str, evidence: _Evidence) -> Repair:
    """A cell whose words exclude one reading for all: those that cannot be Unicode are decoded one by one.

    A single such word may be a foreign name, so it needs a second one in the cell or the sheet behind it. Where
    they outnumber the words that are certainly Unicode, the words that can be either go with them.
    """
    known = {word: found for word in _not_ascii(text) if (found := readings_of(word))}
    seen = Counter(one for found in known.values() if "unicode" not in found for one in found)
    clean_words = sum(found == {"unicode"} for found in known.values())
    allowed = {one for one in _LEGACIES if seen[one] > 1 or (seen[one] and evidence.weight(one))}
    prevailing = {one for one in allowed if seen[one] > clean_words}
    chosen: dict[str, Legacy] = {
        word: max(options, key=lambda one: (evidence.weight(one), seen[one]))
        for word, found in known.items()
        if (
            options := [
                one for one in _LEGACIES if one in found & (prevailing if "unicode" in found else allowed)
            ]
        )
    }
    if not chosen:
        return _kept(raw, 0.5)
    encoding = Counter(chosen.values()).most_common(1)[0][0]
    return Repair(clean(_rewrite(text, chosen)), encoding, 0.7)


def _foreign(raw: str, text: str, evidence: _Evidence) -> Repair:
    """A cell without a Vietnamese word under any reading: decoded only in a sheet that is so, as a name may be."""
    words = _not_ascii(text)
    if not words or not all(map(is_alien, words)):
        return _kept(raw, 0.9)
    for reading in sorted(_LEGACIES, key=evidence.weight, reverse=True):
        known = evidence.weight(reading)
        fits = all(decode(word, reading) for word in words)
        if known and fits and (known > evidence.weight("unicode") or any(map(has_symbol, words))):
            return _whole(text, reading, 0.6)
    return _kept(raw, 0.5)


def _repair(raw: str, evidence: _Evidence) -> Repair:
    if raw.isascii():
        return Repair(clean(raw), None, 1.0)
    verdict = judge(raw)
    if verdict.certain == "unicode":
        return _kept(raw, 1.0)
    text = unicodedata.normalize("NFC", raw)
    if verdict.certain:
        return _whole(text, verdict.certain, 1 - 0.1 / verdict.support)
    if verdict.mixed:
        return _word_by_word(raw, text, evidence)
    return _open(raw, text, verdict.open, evidence) if verdict.open else _foreign(raw, text, evidence)


_repair_alike = lru_cache(maxsize=_KEPT_CELLS)(_repair)
"""Cells repeat from sheet to sheet; those of clean sheets are repaired once."""


def repair(text: str, prior: Encoding | Literal["unicode"] | None = None) -> Repair:
    """One cell by itself, or knowing in which encoding its neighbours are."""
    return _repair_alike(text, _PRIORS[prior] if prior else _NO_EVIDENCE)


class Repairer:
    """Repairs the cells of one sheet, knowing all of them: made from its texts, then called with each."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._evidence = _gather(texts)
        self._is_legacy = self._evidence not in (_NO_EVIDENCE, _CLEAN_SHEET)
        self._done: dict[str, Repair] = {}

    def __call__(self, text: str) -> Repair:
        """The cell in clean Unicode."""
        done = self._done.get(text)
        if done is None:
            if text.isascii():
                done = _repair_alike(text, _NO_EVIDENCE)
            elif self._is_legacy:
                done = _repair(text, self._evidence)
            else:
                done = _repair_alike(text, self._evidence)
            if len(self._done) < _KEPT_CELLS:
                self._done[text] = done
        return done
