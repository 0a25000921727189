"""The letterhead as printed texts: dates, numbers, dotted places, line breaks. Pure formatting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import combinations, pairwise
from typing import Literal

Tone = Literal["uỷ", "ủy"]

SHORT_DOTS = "……"
LONG_DOTS = "……………………"
_UY = re.compile(r"\b(u)(ỷ)\b|\b(ủ)(y)\b", re.IGNORECASE)
_SPELLINGS: dict[Tone, tuple[str, str]] = {"uỷ": ("u", "ỷ"), "ủy": ("ủ", "y")}


def or_dots(text: str, dots: str = LONG_DOTS) -> str:
    """The text, or a dotted place to be filled in by pen where it is unknown."""
    return text.strip() or dots


def place_and_date(place: str, day: date) -> str:
    """'Thái Nguyên, ngày 05 tháng 7 năm 2023': a zero before days under 10 and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{or_dots(place, SHORT_DOTS * 3)}, ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """'05/7/2023', by the same rule of zeros."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def number_and_symbol(number: str, symbol: str) -> str:
    """'12-BC/ĐUK'; numbers under 10 carry a zero; what is unknown is dotted."""
    number = number.strip()
    if re.fullmatch(r"[0-9]", number):
        number = f"0{number}"
    return f"{or_dots(number, SHORT_DOTS)}-{or_dots(symbol, f'{SHORT_DOTS}/{SHORT_DOTS}')}"


def spell_uy(text: str, tone: Tone) -> str:
    """The word 'uỷ' / 'ủy' in the spelling of the template, whatever its case; nothing else is touched.

    Only this word: 'Khánh Hòa' or 'Thúy' are proper names, and their spelling belongs to their owners.
    """
    first, second = _SPELLINGS[tone]

    def respell(match: re.Match[str]) -> str:
        word = match.group(0)
        return _like(word[0], first) + _like(word[1], second)

    return _UY.sub(respell, unicodedata.normalize("NFC", text))


def _like(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter


def balanced_lines(text: str, per_line: int) -> str:
    """A long name broken into as few lines of `per_line` letters as possible, and those as even as possible.

    'ĐẢNG UỶ KHỐI / CÁC CƠ QUAN TỈNH' instead of one full line and a lonely last word.
    """
    words = text.split()
    if "\n" in text or len(text) <= per_line or len(words) > 24:
        return text
    for breaks in range(1, min(len(words), 4)):
        best = min(_splits(words, breaks), key=lambda lines: max(map(len, lines)))
        if max(map(len, best)) <= per_line:
            return "\n".join(best)
    return text


def _splits(words: list[str], breaks: int) -> Iterable[list[str]]:
    for cuts in combinations(range(1, len(words)), breaks):
        edges = (0, *cuts, len(words))
        yield [" ".join(words[a:b]) for a, b in pairwise(edges)]


def recipient_lines(recipients: tuple[str, ...], archive: str) -> list[str]:
    """'- …;' for each recipient and '- Lưu ….' for the archive, which comes last and ends with a full stop."""
    named = [_bare(name) for name in recipients if _bare(name)] or [LONG_DOTS]
    return [f"- {name};" for name in named] + [f"- {or_dots(_bare(archive), 'Lưu ' + LONG_DOTS)}."]


def _bare(line: str) -> str:
    return line.strip().lstrip("-–+ ").rstrip(" ;,.")
