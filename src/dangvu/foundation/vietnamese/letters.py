"""The Vietnamese letters: which exist, and how each parts into a letter and a tone.

Tones are numbered in the order of the dictionary: 0 ngang, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.
"""

import unicodedata
from functools import lru_cache

TONE_MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
CONSONANTS = "bcdđghklmnpqrstvx"


def _toned() -> dict[str, tuple[str, int]]:
    pairs = {(vowel, tone): vowel + mark for vowel in VOWELS for tone, mark in enumerate(TONE_MARKS)}
    return {unicodedata.normalize("NFC", written): pair for pair, written in pairs.items()}


TONED: dict[str, tuple[str, int]] = _toned()
"""Each lower-case vowel as written → (the vowel without its tone, the tone)."""

WRITTEN: dict[tuple[str, int], str] = {pair: written for written, pair in TONED.items()}
"""(vowel, tone) → the vowel as written."""

_LOWER = frozenset(TONED) | frozenset(CONSONANTS) | frozenset("fjwz")
LETTERS: frozenset[str] = _LOWER | frozenset(letter.upper() for letter in _LOWER)
"""Every letter of Vietnamese text in both cases, with the four that only loan words use."""


@lru_cache(maxsize=32_768)
def split_tone(word: str) -> tuple[str, int] | None:
    """The lower-case word without its tone, and the tone; None when it carries more than one."""
    letters: list[str] = []
    found = 0
    for char in word:
        letter, tone = TONED.get(char, (char, 0))
        if tone and found:
            return None
        found = found or tone
        letters.append(letter)
    return "".join(letters), found
