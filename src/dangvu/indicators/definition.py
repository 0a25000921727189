"""What a figure is: a printed code, a meaning, and the rows behind its two numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Expression, F, Q

from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import HALF_UP
from dangvu.organisations.tree import Node

if TYPE_CHECKING:
    from dangvu.indicators.engine import Run
    from dangvu.indicators.sources import Source

Number = float


def tidy(value: Any) -> Number:
    """A number as figures tell it, whatever a database made of it: a whole one is whole."""
    if type(value) is int:
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


class Kind(StrEnum):
    """How the value follows from the rows; what a list of records must show."""

    COUNT = "count"  # the list has exactly that many entries
    SUM = "sum"  # the weights of the list add up to it
    MEAN = "mean"  # numerator ÷ denominator, a plain number
    RATIO = "ratio"  # numerator ÷ denominator, in per cent
    REPORTED = "reported"  # the list of reports


@dataclass(frozen=True, slots=True)
class Window:
    """For which days, and as known when, a figure is asked."""

    period: Period
    known: int | None
    parameters: Parameters

    def years_before_end(self, years: int) -> date:
        """The day on which someone born (or admitted) is exactly ``years`` at the end of the period."""
        end = self.period.end
        try:
            return end.replace(year=end.year - years)
        except ValueError:  # 29 February
            return end.replace(year=end.year - years, day=28)


Where = Q | Callable[[Window], Q]


class Numerator(Protocol):
    """Rows that can be counted for every organisation, and listed for one."""

    def totals(self, run: Run) -> Mapping[int, Number]:
        """{organisation: value with everything below it}."""

    def records(self, run: Run, organisation: int) -> list[Record]:
        """The rows behind the value of one organisation."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row behind a figure. ``weight`` is what it adds."""

    label: str
    date: date | None
    organisation: int
    source_row: int | None = None
    person: int | None = None
    weight: Number = 1
    names: bool = False  # the label names a person: hidden from whoever may not read names


@dataclass(frozen=True)
class Rows:
    """Rows of one source: which of them (``where``) and with which weight (None: each counts one).

    ``sectors``: only of organisations whose unit is of one of these kinds, on the day by whose tree a row is placed.
    """

    source: Source
    where: Where = field(default_factory=Q)
    weight: str | Callable[[Window], Expression | F] | None = None
    sectors: frozenset[str] | None = None

    def condition(self, window: Window) -> Q:
        return self.where(window) if callable(self.where) else self.where

    def weight_expression(self, window: Window) -> Any:
        if self.weight is None:
            return None
        return F(self.weight) if isinstance(self.weight, str) else self.weight(window)

    def totals(self, run: Run) -> Mapping[int, Number]:
        return run.rolled(self)

    def records(self, run: Run, organisation: int) -> list[Record]:
        return run.listed(self, organisation)


def _nothing(window: Window) -> Mapping[str, Rows]:
    return {}


class CountsOf(Mapping[str, Number]):
    """Counts by name, of whichever organisation is looked at: hundreds are, for each figure of organisations."""

    def __init__(self, vectors: Mapping[str, Mapping[int, Number]]) -> None:
        self.vectors, self.node = vectors, 0

    def __getitem__(self, name: str) -> Number:
        return self.vectors[name].get(self.node, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(self.vectors)

    def __len__(self) -> int:
        return len(self.vectors)


@dataclass(frozen=True)
class Organisations:
    """Organisations of the tree that pass a test; ``needs`` are counts that the test may look at.

    ``test(node, own, rolled)`` receives the organisation, its own counts and those with everything below it.
    """

    test: Callable[[Node, Mapping[str, Number], Mapping[str, Number]], bool]
    needs: Callable[[Window], Mapping[str, Rows]] = _nothing

    @property
    def looks(self) -> bool:
        """Whether the test looks at what organisations did, not only at what they are."""
        return self.needs is not _nothing

    def totals(self, run: Run) -> Mapping[int, Number]:
        return run.last_tree.roll_up({node.id: 1 for node in run.organisations(self)})

    def records(self, run: Run, organisation: int) -> list[Record]:
        inside = set(run.last_tree.descendants(organisation)) if organisation in run.last_tree else set()
        return [
            Record(label=run.last_tree.label(node.id), date=None, organisation=node.id)
            for node in run.organisations(self)
            if node.id in inside
        ]


@dataclass(frozen=True)
class Indicator:
    """One figure. Never edited once used: a new version is added, and the old one stays callable."""

    code: str
    name: str
    title: str
    unit: str
    kind: Kind
    numerator: Numerator
    numerator_text: str
    basis: str
    denominator: Numerator | None = None
    denominator_text: str = ""
    decimals: int = 0
    rounding: str = HALF_UP
    why: str = ""
    used_in: tuple[str, ...] = ("Báo cáo sơ kết 6 tháng",)
    version: int = 1
    valid_from: date = date(2011, 1, 19)
    missing: str = "Không có bản ghi thì là 0; trước ngày có danh sách đầu tiên thì là “chưa có số liệu”."
    additive: bool = True
    sensitive: bool = False  # belongs to the line of inspection

    @property
    def definition(self) -> str:
        """The definition in one sentence, as the annex prints it."""
        if self.denominator is None:
            return self.numerator_text
        return f"{self.numerator_text} ÷ {self.denominator_text}"
