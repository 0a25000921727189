"""Capitals in text that was TCVN3, where a capital with a tone has no code of its own.

"CHI Bé HéI" decodes to "CHI Bộ HộI": the small letters only stand in for capitals. The letters that do have
two forms tell which words were meant in capitals, and a word that cannot tell follows the words beside it.
"""

import re
from enum import Enum

from .legacy import TCVN3_CASED
from .syllables import is_syllable

_ROMAN = re.compile(r"[IVXLC]+")


class _Case(Enum):
    CAPITALS = "capitals"
    SMALL = "small"
    UNKNOWN = "unknown"


def _is_written_in_capitals(raw: str) -> bool:
    """Whether the letters after the first, as far as they have two forms, are capitals (and there are some)."""
    telling = [char for char in raw[1:] if char.isascii() or char in TCVN3_CASED]
    return bool(telling) and all(char.isupper() if char.isascii() else char < "\u00a8" for char in telling)


def _case_of(raw: str, decoded: str) -> _Case:
    """What a word tells of the case of the words beside it."""
    if any(char.islower() for char in raw if char.isascii()):
        return _Case.SMALL
    # An abbreviation (QĐ, TU) or a Roman numeral is in capitals in any text, so it says nothing of the rest.
    if raw.isascii() and (len(raw) < 3 or _ROMAN.fullmatch(raw)):
        return _Case.UNKNOWN
    speaks = _is_written_in_capitals(raw) and is_syllable(decoded.lower())
    return _Case.CAPITALS if speaks else _Case.UNKNOWN


def _beside(cases: list[_Case], at: int, step: int) -> _Case | None:
    """The nearest word on one side that tells its case."""
    at += step
    while 0 <= at < len(cases):
        if cases[at] is not _Case.UNKNOWN:
            return cases[at]
        at += step
    return None


def _follows_capitals(cases: list[_Case], at: int) -> bool:
    """Whether a word that tells no case stands among words in capitals."""
    sides = {_beside(cases, at, -1), _beside(cases, at, 1)} - {None}
    return cases[at] is _Case.UNKNOWN and sides == {_Case.CAPITALS}


def _is_name(words: list[str], but: int) -> bool:
    """Whether every other word begins with a capital, as in a person's name of three words or more."""
    others = [word for i, word in enumerate(words) if i != but]
    return len(others) > 1 and all(word[0].isupper() for word in others)


def restore(raw: list[str], decoded: list[str]) -> list[str]:
    """The decoded words of one phrase with the capitals that TCVN3 could not write."""
    cases = [_case_of(*pair) for pair in zip(raw, decoded, strict=True)]
    words = list(decoded)
    for i, word in enumerate(decoded):
        if raw[i].isascii():
            continue
        if _is_written_in_capitals(raw[i]) or _follows_capitals(cases, i):
            words[i] = word.upper()
        elif not raw[i][0].isascii() and raw[i][0] not in TCVN3_CASED and _is_name(words, i):
            words[i] = word[0].upper() + word[1:]
    return words
