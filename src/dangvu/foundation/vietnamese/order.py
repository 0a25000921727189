"""The order of names and phrases, as a string that every database compares alike.

A key holds only the digits and a–z, so that byte order, the order of any locale and Python's are one. It is
made in the levels that ICU uses for Vietnamese: first all the letters (a ă â b c d đ e ê …), then all the
tones (ngang huyền hỏi ngã sắc nặng), last the case. Numbers compare by value.
"""

import re
import unicodedata

from .letters import TONED
from .text import clean

_END = "00"  # before every letter weight: the shorter word comes first
_SPACE = "01"
_PUNCTUATION = "02"
_FAMILIES = ("aăâ", "dđ", "eê", "oôơ", "uư")
_NUMBER = re.compile(r"[0-9]+")
_LONGEST = 35
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _letter_weights() -> dict[str, str]:
    weights = {letter: letter + "0" for letter in "abcdefghijklmnopqrstuvwxyz"}
    for family in _FAMILIES:
        weights |= {letter: f"{family[0]}{rank}" for rank, letter in enumerate(family)}
    weights |= {written: weights[letter] for written, (letter, _) in TONED.items()}
    return weights


class _Letters(dict[int, str]):
    """Character → its weight among the letters; foreign letters go by the letter below their marks."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace():
            return _SPACE
        below = unicodedata.normalize("NFD", char)[0]
        if below != char and ord(below) in self:
            return self[ord(below)]
        return f"zz{code:06x}" if char.isalnum() else _PUNCTUATION + f"{code:06x}"


class _Tones(dict[int, str]):
    """Character → its weight among the tones: 1 for having a place, 2 to 6 for the tone, 7 for a foreign mark."""

    def __missing__(self, code: int) -> str:
        return "17" if unicodedata.decomposition(chr(code)) else "1"


_WEIGHTS = _letter_weights()
_LETTERS = _Letters({ord(letter): weight for letter, weight in _WEIGHTS.items()})
_TONES = _Tones({ord(letter): "1" for letter in "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz0123456789 "})
_TONES.update({ord(written): f"1{tone + 1}" for written, (_, tone) in TONED.items() if tone})


def _number(match: re.Match[str]) -> str:
    """A number as its length and digits, so that 2 comes before 10, and any number before any letter."""
    digits = match.group().lstrip("0")[:_LONGEST]
    return "1" + _DIGITS[len(digits)] + digits


def _letters(lower: str) -> str:
    if _NUMBER.search(lower):
        parts = re.split(r"([0-9]+)", lower)
        return "".join(
            _NUMBER.sub(_number, part) if i % 2 else part.translate(_LETTERS) for i, part in enumerate(parts)
        )
    return lower.translate(_LETTERS)


def _levels(lower: str) -> str:
    """Letters, then tones. The trailing weights without a tone say nothing and are left out."""
    return _letters(lower) + _END + lower.translate(_TONES).rstrip("1") + "0"


def _case(text: str, lower: str) -> str:
    """The last level: small before capital."""
    return (
        "".join(["1" if upper else "0" for upper in map(str.isupper, text)]).rstrip("0")
        if text != lower
        else ""
    )


def order_key(full_name: str) -> str:
    """Sorts people the Vietnamese way: by given name (the last word), then family name and middle names.

    Namesakes in different tones stay in groups (all An, then all Ẩn, then all Án); case decides last.
    """
    name = clean(full_name)
    lower = name.lower()
    rest, _, given = lower.rpartition(" ")
    return _levels(given) + _levels(rest) + _case(name, lower)


def sort_key(text: str) -> str:
    """Sorts phrases (names of organisations, places, documents) from the first word, numbers by value."""
    phrase = clean(text)
    lower = phrase.lower()
    return _levels(lower) + _case(phrase, lower)
