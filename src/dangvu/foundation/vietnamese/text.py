"""Text as it should be stored, compared and searched."""

import re
import unicodedata
from functools import lru_cache

from .syllables import canonical

_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls, but for those that are spaces
    "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # halves of characters: no database takes them
    "\U000e0000-\U000e007f"
)
_UNWANTED = re.compile(f"[{_INVISIBLE}]")
_TAKEN_FOR_D = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
_D_BELOW = str.maketrans("đðɖ", "ddd")
_MENDABLE = re.compile(f"[{_INVISIBLE}\u00d0\u0189\u00f0\u0256]")
_NOT_WORD = re.compile(r"[\W_]+")


def clean(text: str) -> str:
    """The text as it is stored: NFC, single spaces, nothing invisible, and Đ for the letters taken for it.

    The soft hyphen is invisible and goes as well, but in TCVN3 it stands for ư: legacy text must go through
    `repair` (which cleans) and never through this first.
    """
    if not text.isascii():
        if _MENDABLE.search(text):
            text = _UNWANTED.sub("", text).translate(_TAKEN_FOR_D)
        text = unicodedata.normalize("NFC", text)
    elif not text.isprintable():
        text = _UNWANTED.sub("", text)
    tidy = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
    return text if tidy else " ".join(text.split())


def key(text: str) -> str:
    """One value for all the ways of writing the same words: case, spaces, dashes and other punctuation and the
    place of the tone (hoà, hòa) do not count; the marks of the letters do.
    """
    words = _NOT_WORD.split(clean(text).lower())
    return " ".join(canonical(word) for word in words if word)


class _Folding(dict[int, str]):
    """Character → letters without any mark, worked out when first met."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).lower())
        folded = "".join(char for char in letters if not unicodedata.combining(char)).translate(_D_BELOW)
        if len(self) < 4096:
            self[code] = folded
        return folded


_FOLDING = _Folding()


@lru_cache(maxsize=1 << 13)
def fold(text: str) -> str:
    """Lower case without diacritics, punctuation to single spaces: for search ('Đặng' is found by 'dang').

    The latest are remembered: reading a list folds a name once to find it, and again to compare and to keep it.
    """
    plain = text.lower() if text.isascii() else clean(text).translate(_FOLDING)
    return " ".join(_NOT_WORD.sub(" ", plain).split())


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def has_words(asked: str, text: str) -> bool:
    """Whether every word of ``asked`` begins a word of ``text``, whatever the marks and the order; none: False.

    For titles and names of organisations, which are few and asked again and again; not for people.
    """
    words = fold(asked).split()
    return bool(words) and all(any(word.startswith(one) for word in _words(text)) for one in words)
