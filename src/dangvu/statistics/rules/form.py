"""A form in memory, how it is read from what is stored or typed, and how it is written again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dangvu.foundation.vietnamese import clean, fold
from dangvu.statistics.rules.words import ATTRIBUTES, Only, Takes

_TERM = re.compile(r"\s*(?:([0-9A-Z][0-9A-Z-]*):)?([0-9A-ZĐ][0-9A-Za-zĐđ.]*)\s*")
_SIGN = re.compile(r"\s*([+−–-])\s*")


class NotAForm(ValueError):
    """The content can't be a form at all (not even read); the message is for the person."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row in a sum or in a check; ``form`` '' is the form itself."""

    row: str
    form: str = ""
    minus: bool = False

    @property
    def text(self) -> str:
        return f"{self.form}:{self.row}" if self.form else self.row


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a figure (``counts``) narrowed by ``only`` and ``kinds``, a sum of other rows, or (neither) a heading."""

    code: str
    title: str
    level: int = 0
    counts: str = ""
    only: Only = ()
    kinds: tuple[str, ...] = ()
    total: tuple[Term, ...] = ()

    @property
    def is_heading(self) -> bool:
        return not self.counts and not self.total


@dataclass(frozen=True, slots=True)
class Column:
    """A column: everything, or what is narrowed by kind of organisation and by what is known about people."""

    code: str
    title: str
    only: Only = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Two sums of rows that must be equal; ``yearly``: for whole years only."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    yearly: bool = False

    @property
    def text(self) -> str:
        return f"{expression(self.left)} = {expression(self.right)}"

    @property
    def forms(self) -> tuple[str, ...]:
        """The other forms that it looks at."""
        return tuple(dict.fromkeys(term.form for term in (*self.left, *self.right) if term.form))


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. ``carried``: the row of the start of the period and that of its end, which the next one begins with."""

    code: str
    title: str
    yearly: bool
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    carried: tuple[str, str] | None = None

    def row(self, code: str) -> Row:
        """LookupError where the form has none of this code."""
        for row in self.rows:
            if row.code == code:
                return row
        raise LookupError(code)

    def column(self, code: str) -> Column:
        """LookupError where the form has none of this code."""
        for column in self.columns:
            if column.code == code:
                return column
        raise LookupError(code)


# -- reading and writing ---------------------------------------------------------------------------------


def expression(terms: Sequence[Term]) -> str:
    """'A + B − C'."""
    said = ""
    for place, term in enumerate(terms):
        sign = ("− " if term.minus else "") if not place else (" − " if term.minus else " + ")
        said += sign + term.text
    return said


def terms(text: str) -> tuple[Term, ...]:
    """'A + B − 1-TCTW:C' read; ValueError (for the person) where it is no sum of rows."""
    text = clean(text)
    found: list[Term] = []
    place, minus = 0, False
    first = _SIGN.match(text)
    if first:
        place, minus = first.end(), first[1] != "+"
    while True:
        term = _TERM.match(text, place)
        if not term:
            raise ValueError(
                f"không đọc được “{text[:60]}”; viết mã các dòng với dấu + hoặc −, ví dụ: A + B − C"
            )
        found.append(Term(term[2], term[1] or "", minus))
        place = term.end()
        if place == len(text):
            return tuple(found)
        sign = _SIGN.match(text, place)
        if not sign:
            raise ValueError(f"không đọc được “{text[:60]}”; giữa hai mã dòng phải có dấu + hoặc −")
        place, minus = sign.end(), sign[1] != "+"


def check_of(text: str) -> Check:
    """'2.1 + 2.2 = 2' or '1 = 1-TCTW:B1 (năm)' read; ValueError (for the person) where it is none."""
    text = clean(text)
    yearly = fold(text).endswith(" nam") and text.endswith("(năm)")
    left, equal, right = text.removesuffix("(năm)").partition("=")
    if not equal or "=" in right:
        raise ValueError(f"không đọc được “{text[:60]}”; viết hai vế với một dấu =, ví dụ: D = A + B − C")
    return Check(terms(left), terms(right), yearly)


def of_data(code: str, data: Any) -> Form:
    """A stored or seeded content as a form. NotAForm where it has another shape: nothing of it is guessed."""
    try:
        carried = data.get("carried")
        return Form(
            code=str(code), title=_text(data["title"]), yearly=bool(data.get("yearly", False)),
            rows=tuple(_row(row) for row in _list(data["rows"])),
            columns=tuple(
                Column(_text(one["code"]), _text(one["title"]), _only(one.get("only")), _texts(one.get("kinds")))
                for one in _list(data["columns"])
            ),
            checks=tuple(check_of(_text(one)) for one in _list(data.get("checks", []))),
            carried=(_text(carried[0]), _text(carried[1])) if carried else None,
        )  # fmt: skip
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise NotAForm("Nội dung biểu thiếu hoặc sai phần tiêu đề, dòng, cột.") from error
    except ValueError as error:
        raise NotAForm(f"Nội dung biểu không đọc được: {error}.") from error


def _row(data: Any) -> Row:
    total = _text(data.get("sum", ""))
    return Row(
        _text(data["code"]), _text(data["title"]), int(data.get("level", 0)), _text(data.get("counts", "")),
        _only(data.get("only")), _texts(data.get("kinds")), terms(total) if total else (),
    )  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise TypeError(value)
    return clean(str(value))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value or []))


def _only(value: Any) -> Only:
    if not isinstance(value or {}, dict):
        raise TypeError(value)
    return tuple((_text(slug), _told(_text(slug), _texts(values))) for slug, values in (value or {}).items())


def _told(slug: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Values as they are kept: a form of when nothing of the kind was on record writes the words of a choice."""
    attribute = ATTRIBUTES.get(slug)
    if attribute is None or attribute.takes is not Takes.CHOICE:
        return values
    by_words = {fold(said): choice for choice, said in attribute.choices.items()}
    return tuple(one if one in attribute.choices else by_words.get(fold(one), one) for one in values)


def as_data(form: Form) -> dict[str, Any]:
    """The form as it is stored; ``of_data`` reads it back as the same."""
    data: dict[str, Any] = {
        "title": form.title, "yearly": form.yearly,
        "columns": [_bare(code=c.code, title=c.title, only=_as_dict(c.only), kinds=list(c.kinds)) for c in form.columns],
        "rows": [
            _bare(code=r.code, title=r.title, level=r.level, counts=r.counts, only=_as_dict(r.only),
                  kinds=list(r.kinds), sum=expression(r.total))
            for r in form.rows
        ],
        "checks": [one.text + (" (năm)" if one.yearly else "") for one in form.checks],
    }  # fmt: skip
    if form.carried:
        data["carried"] = list(form.carried)
    return data


def _bare(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value or name in ("code", "title")}


def _as_dict(only: Only) -> dict[str, list[str]]:
    return {slug: list(values) for slug, values in only}
