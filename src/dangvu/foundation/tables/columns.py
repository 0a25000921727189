"""Columns of a sheet: how their headers read in real workbooks and how their cells are understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from dangvu.foundation.tables.texts import folded_words, key_words

Cell = str | int | float | bool | date | datetime | None


class Parsed(NamedTuple):
    """What a parser makes of one filled cell. ``text`` replaces the cell's own text where given."""

    value: object | None
    problem: str | None = None
    message: str | None = None
    text: str | None = None


class ReadCell(NamedTuple):
    """One cell, understood. Equal cells of a sheet share one object."""

    text: str
    """Repaired and cleaned, as a person would read it."""
    value: object | None
    """What it means: str, int, PartialDate, a slug; None where it is empty or can't be read."""
    raw: str
    """Exactly as in the file."""
    encoding: str | None = None
    """The legacy encoding it was repaired from."""
    problem: str | None = None
    """A slug: invalid_date, missing_date, invalid_number, lost_zero, unknown_choice, formula_error ..."""
    message: str | None = None
    """The problem for a reader, in Vietnamese."""


BLANK = ReadCell("", None, "")

Parser = Callable[[Cell, str], Parsed]


def text(_cell: Cell, text: str) -> Parsed:
    """The text itself."""
    return Parsed(text)


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a kind of sheet.

    ``headers`` are the headers met in real workbooks; ``"Trình độ|Chuyên môn"`` is a sub-header below a
    header that spans several columns. Case, marks of punctuation, line breaks and notes in brackets are
    forgiven.
    """

    name: str
    label: str
    headers: tuple[str, ...]
    parse: Parser = text
    required: bool = False
    """A row without it gets a problem."""
    typical: bool = True
    """Most sheets of the kind have it; says how well a sheet's columns fit the kind."""
    missing: str = "missing_value"
    """The problem of a required cell that is empty."""
    spread: bool = False
    """May be spread over neighbouring columns (family name | given name): the parts are joined."""
    joint: str = " "
    """What joins the parts; a date may be spread over day, month and year."""
    implies: tuple[str, str, str] | None = None
    """(column, value, text) that a filled cell says besides its own value: a birth date below 'Nữ'."""
    blank: tuple[str, str] | None = None
    """(value, text) that an empty cell means: no cross in the column 'Nữ'."""
    private: bool = False
    """Keep only what the parser made of the cell, never its words."""
    refers_to: str = ""
    """The column whose values it repeats, where a header does not tell it: parents in a list of organisations."""
    strict: bool = True
    """The parser refuses what is not of its type, so that contents speak for or against the column."""


def text_column(
    name: str, label: str, *headers: str, required: bool = False, typical: bool = True, refers_to: str = ""
) -> Column:
    """A column of plain text."""
    return Column(
        name, label, (label, *headers), required=required, typical=typical, refers_to=refers_to, strict=False
    )


_GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_WITH_WORDS = re.compile(r"^(\d+)\s+[^\W\d][^\d]*$")
_DECIMAL = re.compile(r"^(\d+|\d{1,3}(?:\.\d{3})+),(\d+)$")
_DOT_DECIMAL = re.compile(r"^\d+\.(?:\d{1,2}|\d{4,})$")
_DASHES = frozenset("-–—")


def _not_a_number(text: str) -> Parsed:
    return Parsed(None, "invalid_number", f"“{text}” không phải là một con số. Đề nghị chỉ ghi số, ví dụ 12.")


def _plain_number(cell: Cell, text: str) -> int | Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        if not isfinite(cell):
            return None
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    if text.isdecimal():
        return int(text)
    if _GROUPED.match(text):
        return int(text.replace(".", ""))
    if found := _WITH_WORDS.match(text):
        return int(found[1])
    if found := _DECIMAL.match(text):
        return Decimal(f"{found[1].replace('.', '')}.{found[2]}")
    return Decimal(text) if _DOT_DECIMAL.match(text) else None


def number(cell: Cell, text: str) -> Parsed:
    """A number as Vietnamese write it: 1.234,5; an int where it is whole, else a Decimal. A dash is empty."""
    if text in _DASHES:
        return Parsed(None)
    value = _plain_number(cell, text.removesuffix("%").rstrip())
    return Parsed(value) if value is not None else _not_a_number(text)


def whole_number(cell: Cell, text: str) -> Parsed:
    """A count: 12, 1.234, '12 người'. A dash is empty; a fraction is refused."""
    parsed = number(cell, text)
    if isinstance(parsed.value, Decimal) or text.endswith("%") or (parsed.value or 0) < 0:  # type: ignore[operator]
        return _not_a_number(text)
    return parsed


_NOT_DIGITS = re.compile(r"[\s.\-'’]")


def identifier(*lengths: int) -> Parser:
    """An official number of one of the given lengths, kept as text.

    A workbook that holds it as a number has lost the zeros in front: that is said with a proposal, and
    never mended in silence.
    """

    def parse(cell: Cell, text: str) -> Parsed:
        if len(text) in lengths and text.isdecimal():
            return Parsed(text)
        digits = _NOT_DIGITS.sub("", text.removesuffix(".0") if len(text) > 8 else text)
        if not digits.isdecimal():
            return Parsed(None, "invalid_number", f"“{text}” không phải là dãy chữ số.")
        if len(digits) in lengths:
            return Parsed(digits)
        if len(digits) + 1 in lengths:
            proposal = f"0{digits}"
            note = f"Số này có {len(digits)} chữ số, có lẽ bị mất số 0 ở đầu; số đúng có thể là {proposal}."
            return Parsed(digits, "lost_zero", note)
        wanted = " hoặc ".join(str(length) for length in lengths)
        return Parsed(
            digits, "invalid_number", f"Số này có {len(digits)} chữ số; số đúng có {wanted} chữ số."
        )

    return parse


class Choice:
    """A parser of words that stand for a slug, told by the words, not by the exact spelling.

    The longest listed phrase found in the cell decides; a phrase with 'không' or 'chưa' before it does not
    count unless it is listed so. Two different answers of the same length are no answer.
    """

    def __init__(
        self,
        choices: Mapping[str, tuple[str, ...]],
        *,
        contains: bool = True,
        otherwise: str | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """``labels`` makes the class's name the text of the cell; ``otherwise`` is the class of all else."""
        self._choices = choices
        self._contains = contains
        self._otherwise = otherwise
        self._labels = labels or {}
        self._by_key: dict[str, str] = {}
        self._by_fold: dict[str, str | None] = {}
        for slug, phrases in choices.items():
            for phrase in phrases:
                self._by_key[key_words(phrase)] = slug
                folded = folded_words(phrase)
                known = self._by_fold.get(folded, slug)
                self._by_fold[folded] = slug if known == slug else None  # two meanings without marks: none
        self._padded = [
            (len(phrase), slug, f" {phrase} ")
            for phrase, slug in sorted(self._by_key.items(), key=lambda item: -len(item[0]))
        ]

    @property
    def offered(self) -> list[str]:
        """One phrase for each choice, for those who fill in a sheet."""
        return [phrases[0] for phrases in self._choices.values()]

    def find(self, text: str) -> str | None:
        """The slug that the words stand for, or None."""
        words = key_words(text)
        slug = self._by_key.get(words)
        if slug is None and self._contains:
            slug = self._inside(words)
        return slug if slug is not None else self._by_fold.get(folded_words(text))

    def _inside(self, words: str) -> str | None:
        longest, found = 0, set()
        padded = f" {words} "  # keys are words with single spaces: so whole words are found without a pattern
        for length, slug, phrase in self._padded:
            if length < longest:
                break
            before, there, _ = padded.partition(phrase)
            if there and not before.endswith(("không", "chưa")):
                longest = length
                found.add(slug)
        return found.pop() if len(found) == 1 else None

    def __call__(self, _cell: Cell, text: str) -> Parsed:
        slug = self.find(text)
        if slug is not None:
            return Parsed(slug, text=self._labels.get(slug))
        if self._otherwise is not None:
            return Parsed(self._otherwise, text=self._labels.get(self._otherwise))
        known = ", ".join(phrases[0] for phrases in self._choices.values())
        return Parsed(None, "unknown_choice", f"Không hiểu “{text}”. Các từ dùng được: {known}.")


_MARKS = frozenset(("x", "v", "✓", "✔", "☑", "☒", "√", "×", "●", "•", "ü", "þ", "+", "*", "1", "có", "true"))
"""Crosses and ticks; ü and þ are those of the font Wingdings."""
_NO_MARKS = frozenset(("0", "-", "–", "không", "false"))


def mark(value: str, label: str, otherwise: tuple[str, str], words: Choice) -> Parser:
    """A cross in a column named after one of two values; the words of either value are read as well."""

    def parse(_cell: Cell, text: str) -> Parsed:
        lowered = text.casefold()
        if lowered in _MARKS:
            return Parsed(value, text=label)
        if lowered in _NO_MARKS:
            return Parsed(otherwise[0], text=otherwise[1])
        slug = words.find(text)
        if slug is not None:
            return Parsed(slug)
        return Parsed(None, "unknown_choice", f"Không hiểu “{text}” ở cột “{label}”; đề nghị đánh dấu x.")

    return parse
