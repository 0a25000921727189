"""Of which shape the value of a parameter is, and reading a new one of the same shape; pure.

A regulation changes a number, a share, a list of days; what kind of thing it is stays, as rules read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


class Misshapen(ValueError):
    """A value of another shape; the text says what is wanted, with an example."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a parameter's value looks like: ``read`` takes what a person types, or raises Misshapen.

    ``choices``: [(word, label)] where only these are known; ``several``: a list, one on a line or parted by commas.
    """

    example: str
    read: Callable[[str], int | str]
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False


_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,12}")
_SHARE = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
_PAPER = re.compile(r"\d{1,5}-[A-ZĐa-zđ]{2,6}/[A-ZĐ]{2,10}")
_LEVEL = re.compile(r"(\d{1,3})\s*:\s*(\d{1,4}(?:[.,]\d{1,4})?)")
_LEAP_YEAR = 2024
_LONGEST_NAME = 60


def shape_of(values: Collection[object]) -> Shape | None:
    """The shape of a parameter that had these values, the latest first; None where its words are the program's own."""
    known = next(iter(values), None)
    if isinstance(known, bool) or not isinstance(known, int | str):
        return None
    if isinstance(known, int):
        return Shape(f"{known}", _whole)
    for pattern, read in ((_SHARE, _share), (_DECIMAL, _decimal), (_PAPER, _paper)):
        if pattern.fullmatch(known):
            return Shape(known.replace(".", ",") if read is _decimal else known, read)
    if all(_LEVEL.fullmatch(item.strip()) for item in known.split(";")):
        return Shape(known, _levels)
    items = [item.strip() for item in known.split(",")]
    if all(_DAY.fullmatch(item) for item in items):
        return Shape(known, lambda text: _each(text, _day))
    if len(items) > 1 and all(item.isdigit() for item in items):
        return Shape(known, lambda text: _each(text, lambda item: f"{_whole(item)}"))
    return None


def listed(known: str, choices: Mapping[str, str], *, several: bool) -> Shape:
    """The shape of a word, or of ``several``, out of those that the program knows; without ``choices`` any names."""

    def one(text: str) -> str:
        if not choices:
            return _name(text)
        found = next(
            (word for word in choices if text.casefold() in (word.casefold(), choices[word].casefold())), ""
        )
        if not found:
            raise Misshapen(
                f"“{text[:40]}” không có trong danh sách. Chọn trong: {', '.join(choices.values())}."
            )
        return found

    read = (lambda text: _each(text, one)) if several else one
    return Shape(known, read, tuple(choices.items()), several)


def _name(text: str) -> str:
    if not 2 <= len(text) <= _LONGEST_NAME or not text[0].isalpha() or not text.isprintable():
        raise Misshapen(
            f"“{text[:40]}” không phải là một tên; mỗi dòng ghi một tên, không quá {_LONGEST_NAME} chữ."
        )
    return text[0].upper() + text[1:]


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise Misshapen("Giá trị mới phải là số nguyên, ví dụ 25 hoặc 1.234.")
    return int(text.replace(".", ""))


def _share(text: str) -> str:
    found = _SHARE.fullmatch(text)
    if not found or not int(found[2]) or not 0 < Fraction(int(found[1]), int(found[2])) <= 1:
        raise Misshapen("Giá trị mới phải là phân số không quá 1, ví dụ 2/3 hoặc 1/2.")
    return f"{int(found[1])}/{int(found[2])}"


def _decimal(text: str) -> str:
    if not _DECIMAL.fullmatch(text):
        raise Misshapen("Giá trị mới phải là một số, ví dụ 0,5 hoặc 1.")
    return text.replace(",", ".")


def _paper(text: str) -> str:
    if not _PAPER.fullmatch(text):
        raise Misshapen("Giá trị mới phải là số và ký hiệu văn bản, ví dụ 294-QĐ/TW.")
    return text


def levels_in(told: str) -> dict[int, Fraction]:
    """'30: 1,5; 40: 2' → {30: 3/2, 40: 2}: of each level its number. Misshapen where it is not written like that."""
    found = {}
    for item in filter(None, map(str.strip, re.split(r"[;\n]", told))):
        one = _LEVEL.fullmatch(item)
        if one is None or int(one[1]) in found:
            raise Misshapen(
                f"“{item[:40]}” không đọc được, hoặc ghi hai lần. Mỗi mức viết “30: 1,5”, các mức cách nhau bằng dấu chấm phẩy."
            )
        found[int(one[1])] = Fraction(one[2].replace(",", "."))
    return found


def _levels(text: str) -> str:
    found = levels_in(text)
    if not found:
        raise Misshapen("Giá trị mới chưa có mức nào. Ví dụ: 30: 1,5; 40: 2")
    return "; ".join(
        f"{level}: {float(number):.8g}".replace(".", ",") for level, number in sorted(found.items())
    )


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    try:
        on = date(_LEAP_YEAR, int(found[2]), int(found[1])) if found else None
    except ValueError:
        on = None
    if on is None:
        raise Misshapen(f"“{text[:20]}” không phải là ngày, tháng; viết như 03/02, 19/05.")
    return f"{on:%d/%m}"


def _each(text: str, read: Callable[[str], str]) -> str:
    items = [" ".join(item.split()) for item in re.split(r"[,;\n]", text) if item.strip()]
    if not items:
        raise Misshapen("Giá trị mới chưa có mục nào.")
    told: dict[str, str] = {}
    for word in map(read, items):
        told.setdefault(word.casefold(), word)
    return ", ".join(told.values())
