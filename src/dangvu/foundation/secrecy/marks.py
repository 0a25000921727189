"""What is a mark of secrecy, whatever encoding and disguise it is written in. Pure.

Source: Luật Bảo vệ bí mật nhà nước (29/2018/QH14, replaced by 117/2025/QH15): degrees Tuyệt mật, Tối mật, Mật. A mark
stands alone (in a line, a cell, a header, a drawing, a file's name); a sentence that speaks of the protection of
secrets is no mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dangvu.foundation.vietnamese import clean, encode

_GRAVE = ("tuyệt mật", "tối mật")
_LEVEL = "mật"
_LABELS = ("độ mật", "mức độ mật", "cấp độ mật", "dấu độ mật", "mức độ bí mật")
#: What stands beside a mark without making a sentence of it: kinds of paper, degrees of haste, the copy's number.
_BEFORE = ("tài liệu", "văn bản", "công văn", "hồ sơ", "dấu", "bản")
_HASTE = ("khẩn", "thượng khẩn", "hỏa tốc", "hoả tốc", "hỏa tốc hẹn giờ")
_STATE_SECRET = "bí mật nhà nước"  # noqa: S105 - a stamp, not a password
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST = 60
#: Letters of other scripts that are drawn like ours: whoever wants to hide a mark takes them.
_LIKE_LATIN = str.maketrans("АВЕІКМНОРСТХУаеіорсхуΑΒΕΙΚΜΝΟΡΤΧΥ", "ABEIKMHOPCTXYaeiopcxyABEIKMNOPTXY")
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_GAP = re.compile(r"\t+|\s{3,}|[|│]+")
_PIECES = re.compile(r"[()\[\]{}<>|;:/*•–—]|\s-\s|-(?=[A-ZĐẬ])|(?<=[A-ZĐẬ])-")
_LABELLED = re.compile(
    r"(?<!\w)(?:mức\s+|cấp\s+|dấu\s+)?độ\s+mật\s*[:\-–.]*\s*(?:tuyệt\s+|tối\s+)?mật(?!\w)", re.IGNORECASE
)


#: Whatever the encoding and the disguise, an m stands close before a t; most cells of a list are done with here.
_MAYBE = re.compile(r"[mｍМмΜ][\W\d_]*\S{1,3}?[\W\d_]*[tｔТтΤ]", re.IGNORECASE)


def seen_as(text: str) -> str:
    """The text as a reader sees it: composed, without what is invisible, with Latin letters for those drawn alike."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_LIKE_LATIN))
    if any("\uff00" <= char <= "\uffef" for char in composed):
        composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", composed))
    return composed


def _squeezed(text: str) -> str:
    """The letters alone: 'T U Y Ệ T  M Ậ T' and 'Tuyệt-mật.' are one."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text))


def _in_every_encoding(words: str) -> set[str]:
    """The squeezed words as a person reads them and as old fonts write them."""
    forms = {words, words.upper(), words.title(), words.capitalize()}
    old = {encode(form, how) for form in forms for how in ("tcvn3", "vni")}
    return {_squeezed(form).casefold() for form in forms | old} - {""}


def _every(*words: str) -> frozenset[str]:
    return frozenset().union(*(_in_every_encoding(one) for one in words))


_GRAVE_FORMS = _every(*_GRAVE)
_LEVEL_FORMS = frozenset(
    form for form in _in_every_encoding(_LEVEL) if form != "mat"
)  # three plain letters are a word like any other
_LABEL_FORMS = _every(*_LABELS)
_HASTE_FORMS = _every(*_HASTE)
_BEFORE_FORMS = _every(*_BEFORE)
_CAPITALS = frozenset(
    {_squeezed(encode(_LEVEL.upper(), how)) for how in ("tcvn3", "vni")} | {_squeezed(_LEVEL.upper())}
)
_BARE_CAPITALS = frozenset({"TUYETMAT", "TOIMAT"})  # typed without marks
_STAMP = _squeezed(_STATE_SECRET.upper())


def is_mark(text: str, *, alone: bool = True) -> bool:
    """Whether a text is a mark of secrecy and nothing else. ``alone``: it stands where no record stands."""
    if len(text) > _LONGEST * 2 or not _MAYBE.search(text):
        return False
    seen = seen_as(text)
    if len(seen) > _LONGEST:
        return False
    spellings = {_squeezed(clean(seen)), _squeezed(seen)} - {""}
    if any(_says_mark(one.casefold()) for one in spellings):
        return True
    if not alone:
        return False
    return any(one in _CAPITALS | _BARE_CAPITALS or one == _STAMP or _stamped(one) for one in spellings)


def _says_mark(said: str) -> bool:
    """The grave degrees by themselves, and any degree behind its label; beside a degree of haste too."""
    if said in _GRAVE_FORMS:
        return True
    for label in _LABEL_FORMS:
        if said.startswith(label) and said[len(label) :] in _GRAVE_FORMS | _LEVEL_FORMS:
            return True
    for haste in _HASTE_FORMS:
        rest = said.removeprefix(haste) if said.startswith(haste) else said.removesuffix(haste)
        if rest != said and rest in _GRAVE_FORMS:
            return True
    return any(said.startswith(kind) and said[len(kind) :] in _GRAVE_FORMS for kind in _BEFORE_FORMS)


def _stamped(letters: str) -> bool:
    """MẬT in capitals with a degree of haste or a kind of paper in capitals: 'MẬT - HỎA TỐC', 'TÀI LIỆU MẬT'."""
    if not letters.isupper():
        return False
    for level in _CAPITALS:
        for rest in (letters.removeprefix(level), letters.removesuffix(level)):
            if rest != letters and rest.casefold() in _HASTE_FORMS | _BEFORE_FORMS:
                return True
    return False


def mark_in_name(name: str) -> bool:
    """Whether the name of a file carries a mark: its words are parted by anything."""
    seen = clean(seen_as(name))
    stem = seen.rpartition(".")[0] or seen
    words = [word for word in re.split(r"[\s._\-()\[\]+,;]+", stem) if word]
    lowered = [word.casefold() for word in words]
    if any(f"{a} {b}" in _GRAVE for a, b in pairwise(lowered)) or is_mark(stem):
        return True
    for place, (a, b) in enumerate(pairwise(lowered)):
        following = lowered[place + 2] if place + 2 < len(lowered) else ""
        if (a, b) == ("tuyet", "mat") or ((a, b) == ("toi", "mat") and following != "tran"):
            return True
    return _LEVEL.upper() in words or any(is_mark(word) for word in words)


def mark_in_sentence(text: str) -> bool:
    """Whether a line that someone typed (a number, a summary, a title) carries a mark beside its words.

    'Báo cáo tình hình (MẬT)', '15-BC/ĐUK – TỐI MẬT', 'Độ mật: Mật. Kế hoạch …'; never 'Luật Bảo vệ bí mật nhà nước'.
    """
    seen = clean(seen_as(text))
    if is_mark(seen) or _LABELLED.search(seen):
        return True
    pieces = [piece.strip() for piece in _PIECES.split(seen)]
    if any(is_mark(piece) for piece in pieces if piece):
        return True
    bracketed = re.findall(r"[(\[]\s*([^()\[\]]{2,40}?)\s*[)\]]", seen)
    return any(piece.casefold() == _LEVEL for piece in bracketed)


def marked_line(lines: Iterable[str], *, wrapped: bool = False) -> str:
    """The first line that is a mark, as it is read; '' where none is. ``wrapped``: lines are cut by the page's width,
    so that the end of a sentence may stand alone."""
    for line in _with_stacked_letters(lines):
        for piece in (line, *(_GAP.split(line) if _GAP.search(line) else ())):
            text = piece.strip()
            if not text or (wrapped and text[:1].islower()):
                continue
            if is_mark(text) or (len(text) <= 200 and _LABELLED.search(clean(seen_as(text)))):
                return clean(text)[:_LONGEST]
    return ""


def _with_stacked_letters(lines: Iterable[str]) -> Iterator[str]:
    """The lines, and the words that single letters under each other make."""
    letters: list[str] = []
    for line in lines:
        yield line
        one = seen_as(line).strip()
        if len(one) == 1 and one.isalpha():
            letters.append(one)
            continue
        if one or len(letters) > 12:
            if len(letters) > 2:
                yield "".join(letters)
            letters = []
    if len(letters) > 2:
        yield "".join(letters)
