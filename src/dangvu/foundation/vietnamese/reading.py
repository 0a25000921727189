"""What a word or a cell can be: Unicode, TCVN3 or VNI, judged by the words it would say.

A legacy word is told by its impossibility as Unicode: "Leâ" is no Vietnamese syllable, "Lê" (its reading in
VNI) is. Where several readings are Vietnamese ("Chi bé" or "Chi bộ") nothing here decides.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from .legacy import Legacy, decode_tcvn3, decode_vni
from .letters import LETTERS, split_tone
from .syllables import TONELESS, is_loose_syllable, is_syllable

Reading = Legacy | Literal["unicode"]

WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
"""A word under any reading: in TCVN3 a letter may look like a currency sign, a quotation mark or a hyphen."""

_SYMBOLS = "".join(char for char in map(chr, range(0xA1, 0x100)) if not char.isalpha())
_TAKEN_FOR_D = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ"})
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_NOT_VIETNAMESE = re.compile(
    "[" + "".join(char for char in map(chr, range(0xA1, 0x100)) if char not in LETTERS) + "\u0300-\u036f]"
)
_CAPITAL_INSIDE = re.compile("[a-zà-öø-ÿ][À-ÖØ-Þ]")
"""In TCVN3 many small letters look like capitals with a mark; in Unicode no word has one inside."""
_ABBREVIATION = re.compile("(?=.*Đ)[BCDĐGHKLMNPQRSTUVX]{2,}")
"""QĐ, HĐND, ĐUK: no syllables, but in every document's number."""
_NEVER_WORDS = frozenset({"µm", "·", "×", "»"})
"""A unit, a bullet, a cross in a table and a closing quote: also possible TCVN3, but never meant so."""


class Verdict(NamedTuple):
    """What a cell can be: one reading for certain, or several, or none."""

    certain: Reading | None = None
    support: int = 0
    """How much speaks for the certain reading."""
    open: frozenset[Reading] = frozenset()
    """The readings under which all of it is Vietnamese, where there are several."""
    mixed: bool = False
    """Words of the cell exclude each other's readings."""


_NOTHING_TO_JUDGE = Verdict()
_CERTAINLY_UNICODE = Verdict("unicode", 1)


def decode(word: str, reading: Reading) -> str | None:
    """The word under a reading; None when it cannot be read so."""
    if reading == "unicode":
        return word
    if word in _NEVER_WORDS:
        return None
    return decode_tcvn3(word) if reading == "tcvn3" else decode_vni(word)


def other_readings(text: str) -> tuple[str, str]:
    """The text as it would read if it were TCVN3, and if it were VNI, whatever it looks like."""
    return _all_words(text, "tcvn3"), _all_words(text, "vni")


def _all_words(text: str, legacy: Legacy) -> str:
    return WORD.sub(lambda match: decode(match.group(), legacy) or match.group(), text)


def has_symbol(word: str) -> bool:
    """Whether a sign that is no letter stands in the word, as only TCVN3 puts it there."""
    return not word.strip(_SYMBOLS).isalpha() and len(word) > 1


def is_alien(word: str) -> bool:
    """Whether the word holds what Vietnamese Unicode text never does."""
    return not LETTERS.issuperset(word)


def _may_be_unicode(word: str) -> bool:
    """Whether the word may be meant as it stands. Lenient: a slip in the tone is still Unicode."""
    core = word.strip(_SYMBOLS).translate(_TAKEN_FOR_D)
    if core.isascii() or is_alien(core) or _CAPITAL_INSIDE.search(core):
        return False
    parts = split_tone(core.lower())
    return parts is not None and parts[0] in TONELESS


def _has_tcvn3_case(word: str) -> bool:
    """Small, Capitalised or CAPITALS, as far as the plain letters tell: those with a tone have no capital."""
    plain = "".join(char for char in word if char.isascii())
    return plain.islower() or plain.isupper() or plain.istitle() or not plain


def _has_case(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _says(decoded: str | None, alien: bool) -> bool:
    """Whether a decoded word is Vietnamese. What cannot be Unicode may have a slip in the tone."""
    if not decoded:
        return False
    fits = is_loose_syllable if alien else is_syllable
    return fits(decoded.lower()) or bool(_ABBREVIATION.fullmatch(decoded))


@lru_cache(maxsize=32_768)
def readings_of(word: str) -> frozenset[Reading]:
    """The readings under which a word (not ASCII) is Vietnamese; empty for a foreign word."""
    alien = is_alien(word)
    if alien and len(word) == 1:
        return frozenset()  # a sign by itself says nothing
    found: set[Reading] = {"unicode"} if _may_be_unicode(word) else set()
    if _has_tcvn3_case(word) and _says(decode(word, "tcvn3"), alien):
        found.add("tcvn3")
    vni = decode(word, "vni")
    if vni and _has_case(vni) and _says(vni, alien):
        found.add("vni")
    return frozenset(found)


def _is_foreign(word: str) -> bool:
    """Whether a word speaks against Vietnamese text: no syllable under any reading, no abbreviation."""
    if not word.isascii():
        return len(word) > 1 and not readings_of(word)
    return len(word) > 2 and not word.isupper() and not is_syllable(word.lower())


def _strength(words: Iterable[str], reading: Reading) -> int:
    """A word that can only be so counts one, and twice with a sign inside."""
    return sum(1 + has_symbol(word) for word in words if readings_of(word) == {reading})


def _judge_words(words: list[str]) -> Verdict:
    known = [found for word in words if not word.isascii() and (found := readings_of(word))]
    if not known:
        return _NOTHING_TO_JUDGE
    common = frozenset.intersection(*known)
    if len(common) != 1:
        return Verdict(open=common, mixed=not common)
    (reading,) = common
    support = max(1, _strength(words, reading))
    if reading != "unicode" and support <= sum(map(_is_foreign, words)):
        return Verdict(open=frozenset({reading, "unicode"}))  # one odd word among foreign ones: "Loïc Dupont"
    return Verdict(reading, support)


@lru_cache(maxsize=32_768)
def judge(text: str) -> Verdict:
    """What a cell can be."""
    if text.isascii():
        return _NOTHING_TO_JUDGE
    if _ONLY_UNICODE.search(text) and not _NOT_VIETNAMESE.search(text):
        return _CERTAINLY_UNICODE
    return _judge_words(WORD.findall(unicodedata.normalize("NFC", text)))
