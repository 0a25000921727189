"""Opening a figure on a screen: its two numbers, its parts, its units, and one page of the list behind it.

The list is cut by the database, so a page of 5,400 members costs what a page of ten does; its count is counted
apart from the figure, so that a test can hold the one against the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import counted
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_NAME, indicator
from dangvu.indicators.definition import Indicator, Numerator, Record, Rows
from dangvu.indicators.engine import NOTHING, Figure, Run
from dangvu.indicators.parts import AGES, DIMENSIONS, Dimension, Part, bucket, part_of, splits
from dangvu.indicators.queries import (
    ExplainedRecord,
    available,
    listed_as,
    run_of,
)
from dangvu.indicators.sources import AT_END, AT_START
from dangvu.members.queries.people import LONG, in_order
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node

#: At most so many rows are asked for at once.
ALL = 10**9


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the rows behind a number: ``count`` is that of the whole list, ``total`` what it adds up to."""

    records: list[ExplainedRecord]
    count: int
    total: float
    names_hidden: bool
    is_people: bool

    @property
    def is_weighted(self) -> bool:
        """Whether rows add something other than one: then the list's length is not the number."""
        return self.total != self.count


@dataclass(frozen=True, slots=True)
class Split:
    """One part of a figure; ``figure`` is its own count."""

    slug: str
    title: str
    figure: Figure


@dataclass(frozen=True)
class Opened:
    """A figure as a screen shows it."""

    indicator: Indicator  # or the part of it that was asked for
    whole: Indicator
    figure: Figure
    parts: list[tuple[Dimension, list[Split]]]
    units: list[tuple[Node, Figure]]
    top: Listing
    bottom: Listing | None


def _asked(actor: Actor, name: str, organisation: Node, split: str, part: str) -> tuple[Indicator, Indicator]:
    """The indicator and, where a part was asked for, that part of it. LookupError for what there is not."""
    whole = indicator(name)
    require(actor, READ_FIGURES, organisation.id)
    if whole.sensitive:
        require(actor, READ_INSPECTION, organisation.id)
    if not split:
        return whole, whole
    if split not in DIMENSIONS:
        raise LookupError(split)
    return whole, part_of(whole, DIMENSIONS[split], DIMENSIONS[split].part(part))


def open_figure(
    *, actor: Actor, name: str, organisation: Node, period: Period, known: int | None = None, by: date | None = None,
    split: str = "",
    part: str = "", first: tuple[int, int] = (0, ALL), most: int = ALL,
) -> Opened:  # fmt: skip
    """A figure (or one part of it) with the rows ``first[0]``… of its numerator and ``first[1]``… of its denominator."""
    whole, asked = _asked(actor, name, organisation, split, part)
    run = run_of(organisation, period, known, by)
    units = run.units(organisation.id)
    by_unit = run.figures([asked], [organisation.id, *(unit.id for unit in units)])
    figure = by_unit[organisation.id][asked.name]
    hidden = not may(actor, READ_INSPECTION if asked.sensitive else READ_NAMES, organisation.id)
    listing = Lister(run, organisation.id, hidden)
    bottom = None
    if asked.denominator is not None:
        known_bottom = figure.denominator is not None
        bottom = listing.page(asked.denominator, first[1], most) if known_bottom else _NOTHING
    return Opened(
        asked, whole, figure, _parts(run, whole, organisation.id, figure) if asked is whole else [],
        [(unit, by_unit[unit.id][asked.name]) for unit in units],
        listing.page(asked.numerator, first[0], most) if figure.numerator is not None else _NOTHING, bottom,
    )  # fmt: skip


def _parts(
    run: Run, whole: Indicator, organisation: int, figure: Figure
) -> list[tuple[Dimension, list[Split]]]:
    """Every way to split the figure, its rows gone through once for all of them: each row falls into one part of each."""
    told, rows = splits(whole), whole.numerator
    if not told or not isinstance(rows, Rows):
        return []
    if figure.numerator is None:
        return [(d, [Split(part.slug, part.title, NOTHING) for part in d.parts]) for d in told]
    names = [f"part{number}" for number in range(len(told))]
    found = run.placed(rows, organisation).order_by()
    found = found.annotate(**{name: bucket(d, run.window) for name, d in zip(names, told, strict=True)})
    counts: Counter[tuple[str, str]] = Counter()
    for *parts, count in counted(found.values_list(*names).annotate(n_=Count("pk"))):
        for d, part in zip(told, parts, strict=True):
            counts[d.slug, part] += count

    def split(d: Dimension, part: Part) -> Split:
        count = counts[d.slug, part.slug]
        return Split(part.slug, part.title, Figure(count, count))

    return [(d, [split(d, part) for part in d.parts]) for d in told]


_NOTHING = Listing([], 0, 0, False, False)


class Lister:
    """Pages of the rows behind numbers of one organisation."""

    def __init__(self, run: Run, organisation: int, hidden: bool) -> None:
        self.run, self.organisation, self.hidden = run, organisation, hidden

    def page(self, numerator: Numerator, first: int, most: int) -> Listing:
        if isinstance(numerator, Rows) and numerator.weight is None and not numerator.source.setter:
            rows = self.run.placed(numerator, self.organisation)
            count = rows.count()
            by_name = numerator.source.people and not self.hidden
            order = ["p__order_key"] if by_name else [numerator.source.day] if numerator.source.day else []
            if (
                by_name
                and count > LONG
                and first + most <= count
                and numerator.source.when in (AT_START, AT_END)
            ):
                people = in_order(rows, known=self.run.window.known)[first : first + most]
                rows, first = rows.filter(person_id__in=list(people)), 0
            page = rows.order_by(*order, "pk").values(*numerator.source.columns)[first : first + most]
            records = [numerator.source.record(row, self.run.window) for row in page]
            return self._shown(records, count, count, numerator.source.people)
        every = numerator.records(self.run, self.organisation)
        total = sum(float(record.weight) for record in every)
        return self._shown(every[first : first + most], len(every), total, any(r.names for r in every))

    def _shown(self, records: Sequence[Record], count: int, total: float, people: bool) -> Listing:
        hidden = self.hidden and any(r.names for r in records)
        return Listing(listed_as(self.run, records, self.hidden), count, total, hidden, people)


def source_row_of(
    *,
    actor: Actor,
    name: str,
    organisation: Node,
    period: Period,
    row: int,
    known: int | None = None,
    by: date | None = None,
) -> Indicator:
    """The indicator, where ``row`` really is behind its number here and the actor may read names; else LookupError.

    A source row names people: whoever sees the number with names hidden does not open it.
    """
    whole, _ = _asked(actor, name, organisation, "", "")
    require(actor, READ_INSPECTION if whole.sensitive else READ_NAMES, organisation.id)
    run = run_of(organisation, period, known, by)
    for numerator in (whole.numerator, whole.denominator):
        if numerator is None:
            continue
        if isinstance(numerator, Rows) and not numerator.source.setter:
            column = next((c for c in numerator.source.columns if c.endswith("source_row_id")), "")
            if column and run.placed(numerator, organisation.id).filter(**{column: row}).exists():
                return whole
        elif any(r.source_row == row for r in numerator.records(run, organisation.id)):
            return whole
    raise LookupError(row)


# -- what charts are drawn from ---------------------------------------------------------------------


def by_month(
    *,
    actor: Actor,
    name: str,
    organisation: Node,
    year: int,
    months: int,
    known: int | None = None,
    by: date | None = None,
) -> list[int] | None:
    """How many in each of the first ``months`` months of the year; None for what has no day (a stock, a share)."""
    asked, _ = _asked(actor, name, organisation, "", "")
    rows = asked.numerator
    if not isinstance(rows, Rows) or not rows.source.day or rows.weight is not None:
        return None
    run = run_of(organisation, Period.months(year, 1, months), known, by)
    if not run.has_records:
        return None
    found = run.placed(rows, organisation.id).order_by()
    grouped = found.annotate(m_=ExtractMonth(rows.source.day), y_=ExtractYear(rows.source.day)).values_list(
        "m_"
    )
    counts = dict(grouped.annotate(n_=Count("pk")).values_list("m_", "n_"))
    return [counts.get(month, 0) for month in range(1, months + 1)]


def pyramid(
    *,
    actor: Actor,
    name: str,
    organisation: Node,
    period: Period,
    known: int | None = None,
    by: date | None = None,
) -> list[tuple[str, int, int]] | None:
    """[(age, women, men)], the oldest first; None for a figure that is not about people."""
    asked, _ = _asked(actor, name, organisation, "", "")
    ages, sexes = DIMENSIONS["tuoi"], DIMENSIONS["gioi-tinh"]
    rows = asked.numerator
    if ages not in splits(asked) or not isinstance(rows, Rows):
        return None
    run = run_of(organisation, period, known, by)
    if not run.has_records:
        return None
    found = run.placed(rows, organisation.id).order_by()
    by_age = found.annotate(age_=bucket(ages, run.window), sex_=bucket(sexes, run.window))
    groups: Counter[tuple[str, str]] = Counter()
    for age, sex, count in by_age.values_list("age_", "sex_").annotate(n_=Count("pk")):
        groups[age, sex] += count
    return [(ages.part(age).title, groups[age, "nu"], groups[age, "nam"]) for age in AGES]


# -- a table with its figures split -----------------------------------------------------------------


@dataclass(frozen=True)
class SplitTable:
    """Figures by unit, each followed by its parts where it can be split that way."""

    columns: list[tuple[Indicator, Indicator, str]]  # (column, whole, slug of the part or "")
    total: Mapping[str, Figure]
    units: list[tuple[Node, Mapping[str, Figure]]]


def split_table(
    *, actor: Actor, organisation: Node, period: Period, names: Sequence[str], split: str,
    known: int | None = None, by: date | None = None,
) -> SplitTable:  # fmt: skip
    """These figures of the organisation and of its units, split by one dimension (``split`` "": not split)."""
    require(actor, READ_FIGURES, organisation.id)
    if split and split not in DIMENSIONS:
        raise LookupError(split)
    seen = {i.name for i in available(actor, organisation.id)}
    columns: list[tuple[Indicator, Indicator, str]] = []
    for name in names:
        whole = BY_NAME[name]
        if name not in seen:
            continue
        columns.append((whole, whole, ""))
        if split and DIMENSIONS[split] in splits(whole):
            columns += [
                (part_of(whole, DIMENSIONS[split], p), whole, p.slug) for p in DIMENSIONS[split].parts
            ]
    run = run_of(organisation, period, known, by)
    units = run.units(organisation.id)
    found = run.figures([column for column, _, _ in columns], [organisation.id, *(unit.id for unit in units)])
    return SplitTable(columns, found[organisation.id], [(unit, found[unit.id]) for unit in units])
