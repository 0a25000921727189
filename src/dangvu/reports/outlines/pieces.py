"""The pieces of which an outline is made: plain data, so that an outline reads like the report it describes.

A sentence is text with figures in braces: ``"Kết nạp {admitted} đảng viên."`` A percentage takes the decimals
of the parameter; ``{members_mean_age:1}`` states its own. A part in square brackets falls away where a figure in
it is 0 or unknown; a list in brackets, ``"[, trong đó: |{died} từ trần|{resigned} xin ra]"``, keeps the items
that remain, and its lead (and a last piece without a figure) only where some do. A sentence of which nothing but
signs remains is not printed. Words such as {period} or {organisation} are no figures and are filled in plainly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dangvu.review.sections import Section as NarrativeSection


class Scope(StrEnum):
    """What the organisation of the report has below it; a sentence may be meant for one of these only."""

    WHOLE = "whole"  # grassroots organisations
    COMMITTEE = "committee"  # cells
    CELL = "cell"  # nothing


EVERYWHERE = frozenset(Scope)
WITH_UNITS = frozenset({Scope.WHOLE, Scope.COMMITTEE})


@dataclass(frozen=True)
class Sentence:
    """Printed where its figures are known, those of ``some`` are not 0, and those of ``zero`` are 0.

    ``hidden`` names figures that the reader may not see; the sentence is then printed instead of them.
    """

    text: str
    some: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    scope: frozenset[Scope] = EVERYWHERE


@dataclass(frozen=True)
class Choice:
    """The first of these sentences that fits; none where none does."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Part:
    """A section of the report: sentences by paragraph, marked places for the office's own prose, a table."""

    level: int
    title: str
    paragraphs: tuple[tuple[Choice, ...], ...] = ()
    prose: tuple[
        str | NarrativeSection, ...
    ] = ()  # a section: the office's paragraphs of it stand there, where it has any
    targets: bool = False  # the table of targets stands here
    limits: bool = False  # what the numbers rest on stands here


@dataclass(frozen=True)
class TargetLine:
    """One target of a resolution: what was set, what was reached."""

    title: str
    unit: str
    target: str
    result: str
    share: str


@dataclass(frozen=True)
class Column:
    """A column of a table by unit: a figure, or a verdict over two of them.

    ``over`` and ``under`` name the figures that a share divides. A column with ``shown_above`` is left out unless
    some unit has more than that (of its ``under``, for a verdict).
    """

    title: str
    figure: str = ""
    width_mm: float = 17
    over: str = ""
    under: str = ""
    shown_above: float | None = None
    blank_zero: bool = False  # 0 means that none was given: printed as '–'

    @property
    def verdict(self) -> bool:
        """Whether the column says in words if the target was reached."""
        return not self.figure


@dataclass(frozen=True)
class UnitTable:
    """A table with a line for each direct unit; ``key`` is how sentences point to it: {annex_<key>}."""

    key: str
    title: str
    columns: tuple[Column, ...]
    note: str = ""
    only: str = ""  # only the units in which this figure is not 0
    scope: frozenset[Scope] = WITH_UNITS


@dataclass(frozen=True)
class Outline:
    """A report as data: its name, its sections, its tables; what it is about, and the right it needs besides reports."""

    name: str
    type_name: str
    symbol: str
    parts: tuple[Part, ...]
    targets: tuple[TargetLine, ...]
    tables: tuple[UnitTable, ...]
    about: str = "{kind} công tác xây dựng Đảng {period},\nnhiệm vụ trọng tâm {next_period}"
    needs: str = ""

    @property
    def said(self) -> frozenset[str]:
        """Every name that its sentences may print: figures, and the plain words among them."""
        texts = [
            sentence.text
            for part in self.parts
            for choices in part.paragraphs
            for choice in choices
            for sentence in choice.sentences
        ]
        return frozenset(name for text in texts for name in re.findall(r"\{(\w+)", text))

    @property
    def gathers(self) -> bool:
        """Whether paragraphs that the units wrote have a place in it."""
        return any(isinstance(place, NarrativeSection) for part in self.parts for place in part.prose)


def say(
    text: str, *, some: str = "", zero: str = "", hidden: str = "", scope: frozenset[Scope] = EVERYWHERE
) -> Sentence:
    """A sentence, its conditions written as names with spaces between them."""
    return Sentence(text, tuple(some.split()), tuple(zero.split()), tuple(hidden.split()), scope)


def either(*sentences: Sentence) -> Choice:
    """The first sentence that fits."""
    return Choice(sentences)
