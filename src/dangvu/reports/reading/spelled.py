"""Numbers written in words: 'một trăm ba mươi bảy' is 137. Pure.

Most of these words mean other things too (năm: a year; ba: a father; một số: some), so that a single word counts
only before something that is counted; several together count by themselves.
"""

from __future__ import annotations

import re

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_GREAT = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_ODD = ("linh", "lẻ")
_TENS = ("mươi", "mười", "trăm")
_WORD = "|".join(sorted([*_UNITS, *_GREAT, *_ODD, *_TENS], key=len, reverse=True))
#: A run of number words; whether it is a number, ``value_of`` tells.
WORDS = re.compile(rf"(?<!\w)(?:{_WORD})(?:\s+(?:{_WORD}))*(?!\w)", re.IGNORECASE)
_SAID = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def value_of(words: str) -> int | None:
    """The number that these words say; None where together they say none ('hai ba', 'tư mươi')."""
    total, rest = 0, words.lower().split()
    while True:
        at = next((n for n, word in enumerate(rest) if word in _GREAT), None)
        group = _below_thousand(rest if at is None else rest[:at])
        if group is None:
            return None
        if at is None:
            return total + group
        great = _GREAT[rest[at]]
        if total and total % (great * 1000):
            return None  # a thousand before a million, said backwards
        total += group * great
        rest = rest[at + 1 :]
        if not rest:
            return total


def _below_thousand(words: list[str]) -> int | None:
    """'một trăm linh năm', 'ba mươi bảy', 'mười lăm', 'bảy'."""
    if not words:
        return None
    value = 0
    if "trăm" in words:
        at = words.index("trăm")
        if at != 1 or words[0] not in _UNITS:
            return None
        value, words = _UNITS[words[0]] * 100, words[2:]
        if words and words[0] in _ODD:
            words = words[1:]
            return value + _UNITS[words[0]] if len(words) == 1 and words[0] in _UNITS else None
        if not words:
            return value
    elif words[0] in _ODD:  # after thousands: 'hai nghìn linh năm'
        return _UNITS[words[1]] if len(words) == 2 and words[1] in _UNITS else None
    tens = _below_hundred(words)
    return None if tens is None else value + tens


def _below_hundred(words: list[str]) -> int | None:
    if words[0] == "mười":
        value, words = 10, words[1:]
    elif len(words) > 1 and words[1] == "mươi" and words[0] in _UNITS:
        value, words = _UNITS[words[0]] * 10, words[2:]
    else:
        return _UNITS[words[0]] if len(words) == 1 and words[0] in _UNITS else None
    if not words:
        return value
    return value + _UNITS[words[0]] if len(words) == 1 and words[0] in _UNITS else None


def spell(number: int) -> str:
    """A whole number below a billion in words, as a report says it: 137 is 'một trăm ba mươi bảy'."""
    for great, word in ((1_000_000, "triệu"), (1_000, "nghìn")):
        if number >= great:
            head, rest = divmod(number, great)
            tail = f" {_spell_rest(rest)}" if rest else ""
            return f"{spell(head)} {word}{tail}"
    hundreds, rest = divmod(number, 100)
    said = [f"{_SAID[hundreds]} trăm"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if tens:
        said.append("mười" if tens == 1 else f"{_SAID[tens]} mươi")
    elif hundreds and ones:
        said.append("linh")
    if ones or not said:
        said.append(_last(tens, ones))
    return " ".join(said)


def _spell_rest(rest: int) -> str:
    return f"không trăm {'linh ' if rest < 10 else ''}{spell(rest)}" if rest < 100 else spell(rest)


def _last(tens: int, ones: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if ones == 1 and tens > 1:
        return "mốt"
    return _SAID[ones]
