"""The two encodings of before Unicode, TCVN3 (fonts .Vn*) and VNI-Windows (fonts VNI-*).

A file that was typed with such a font reaches us as Latin-1 characters: "ñ" for đ, "aø" for à. The
tables here say what each character or pair stands for; whether a text *is* in such an encoding is
decided in `repair`.
"""

import re
import unicodedata
from typing import Literal

from .letters import TONED

Legacy = Literal["tcvn3", "vni"]
Encoding = Legacy | Literal["decomposed"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "decomposed")

# TCVN 5712 (VN3), code by code; a dot is a code that stands for no letter.
_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ.ằẳẵắ",
    0xC6: "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ",
}
TCVN3: dict[str, str] = {
    chr(first + i): letter
    for first, row in _TCVN3_ROWS.items()
    for i, letter in enumerate(row)
    if letter != "."
}
"""TCVN3 character → letter. Capitals that carry a tone have no code."""

TCVN3_CASED: frozenset[str] = frozenset(map(chr, range(0xA1, 0xAF)))
"""The codes that have a capital and a small form of their own: ĂÂÊÔƠƯĐ and ăâêôơưđ."""

# In VNI a vowel is followed by a character for its tone, its hat, or both at once.
_VNI_TONES = dict(zip(range(1, 6), "øûõùï", strict=True))
_VNI_HAT = dict(zip(range(6), "âàåãáä", strict=True))
_VNI_BREVE = dict(zip(range(6), "êèúüéë", strict=True))
_VNI_SINGLE = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î"}
_HATTED = {"â": "a", "ê": "e", "ô": "o"}


def _vni_code(letter: str) -> str:
    if letter in _VNI_SINGLE:
        return _VNI_SINGLE[letter]
    vowel, tone = TONED[letter]
    if vowel in _HATTED:
        return _HATTED[vowel] + _VNI_HAT[tone]
    if vowel == "ă":
        return "a" + _VNI_BREVE[tone]
    return _VNI_SINGLE.get(vowel, vowel) + _VNI_TONES.get(tone, "")


def _vni_table() -> dict[str, str]:
    small = {_vni_code(letter): letter for letter in (*TONED, "đ") if not letter.isascii()}
    table = dict(small)
    for code, letter in small.items():
        # The mark after a capital is a capital as well, but typists let go of the shift key early.
        table[code.upper()] = letter.upper()
        table[code[0].upper() + code[1:]] = letter.upper()
    return table


VNI: dict[str, str] = _vni_table()
"""VNI character or pair → letter."""

_VNI_UNIT = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)) + "|[\u0080-\U0010ffff]")


def decode_tcvn3(word: str) -> str | None:
    """The word read as TCVN3; None when a character of it stands for nothing there."""
    letters = [char if char.isascii() else TCVN3.get(char) for char in word]
    return None if None in letters else "".join(filter(None, letters))


def decode_vni(word: str) -> str | None:
    """The word read as VNI; None when a character of it stands for nothing there."""
    try:
        return _VNI_UNIT.sub(lambda unit: VNI[unit.group()], word)
    except KeyError:
        return None


def _encoders() -> dict[Encoding, dict[str, str]]:
    tcvn3 = {letter: code for code, letter in TCVN3.items()}
    # A capital with a tone is typed as the small letter: there is nothing else.
    tcvn3 |= {
        letter.upper(): tcvn3[letter] for letter in TONED if letter in tcvn3 and letter.upper() not in tcvn3
    }
    small = {letter: _vni_code(letter) for letter in (*TONED, "đ") if not letter.isascii()}
    vni = small | {letter.upper(): code.upper() for letter, code in small.items()}
    return {"tcvn3": tcvn3, "vni": vni}


_ENCODERS = {encoding: str.maketrans(table) for encoding, table in _encoders().items()}


def encode(text: str, encoding: Encoding) -> str:
    """What a file in this encoding shows when it is read as Unicode: how tests make legacy text."""
    if encoding == "decomposed":
        return unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", text).translate(_ENCODERS[encoding])
