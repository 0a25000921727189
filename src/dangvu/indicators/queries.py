"""Figures and what is behind them, for whoever may see them. Screens, command line and reports ask here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count

from dangvu.foundation import bulk, clock, ratio
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import counted, standing
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION, READ_NAMES
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.reading import one_computation
from dangvu.foundation.vietnamese import has_words
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.indicators.catalogue import CATALOGUE, indicator
from dangvu.indicators.definition import Indicator, Kind, Record, Window
from dangvu.indicators.engine import Figure, Run
from dangvu.indicators.models import Adjustment, DeclaredFigure, DeclaringUnit
from dangvu.indicators.sources import CLASSES, MEETINGS, MOVEMENTS
from dangvu.members.models import MovementKind
from dangvu.organisations.access import may, organisations_visible, require
from dangvu.organisations.queries import first_day, tree_on
from dangvu.organisations.tree import Node

R = TypeVar("R", bound=Run)
#: A subtree this small is asked for by its ids; a larger one is read whole and rolled up.
_ASK_BY_IDS = 500

#: What stands for a name that the actor may not read.
HIDDEN_NAME = "(ẩn tên)"

#: Sources whose dates tell in which periods there are records.
_DATED = (MOVEMENTS, CLASSES, MEETINGS)
#: Taking over a list is not the work of a period. Named one by one, as an index of kinds and days then serves.
_TELLING = [kind for kind in MovementKind if kind is not MovementKind.TAKEN_OVER]
_ENOUGH = 0.1


@dataclass(frozen=True)
class FigureTable:
    """All figures of an organisation, and of its direct children where asked."""

    organisation: Node
    period: Period
    figures: dict[str, Figure]
    units: list[tuple[Node, dict[str, Figure]]]
    indicators: Sequence[Indicator]


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a record was read: file, sheet, spreadsheet row from 1."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class ExplainedRecord:
    """One record behind a figure, as this actor may see it."""

    label: str
    date: date | None
    organisation: str
    source: SourcePlace | None
    weight: float
    person: int | None
    source_row: int | None = None


@dataclass(frozen=True)
class Explanation:
    """A figure, how it is computed, and the rows behind it (the numerator's; the denominator's apart)."""

    indicator: Indicator
    organisation: Node
    period: Period
    figure: Figure
    records: list[ExplainedRecord]
    denominator_records: list[ExplainedRecord]
    names_hidden: bool

    @property
    def computation(self) -> str:
        """'88 ÷ 147 = 59,86%'."""
        return computation(self.indicator, self.figure)


def computation(asked: Indicator, figure: Figure) -> str:
    """A figure as the annex prints it: '88 ÷ 147 = 59,86%'; '88' for a count."""
    value = printed(asked, figure)
    if asked.denominator is None or figure.value is None:
        return value
    return f"{ratio.vietnamese(figure.numerator)} ÷ {ratio.vietnamese(figure.denominator)} = {value}"


def printed(asked: Indicator, figure: Figure, decimals: int | None = None) -> str:
    """The value with the definition's decimals (or fewer): '59,86%', '5.357', '–'."""
    if figure.value is None:
        return "–"
    if asked.kind is Kind.RATIO:
        if decimals is not None and figure.denominator:
            value = ratio.share(figure.numerator or 0, figure.denominator, decimals, asked.rounding)
        else:
            value = figure.value
        return ratio.vietnamese(value, asked.decimals if decimals is None else decimals) + "%"
    return ratio.vietnamese(figure.value, asked.decimals if decimals is None else decimals)


def run_of(organisation: Node, period: Period, known: int | None, by: date | None = None) -> Run:
    """The engine's run for one organisation: a small one is asked for by its ids, a large one is rolled up.

    ``by``: everything is placed by the tree of that day, whatever the trees of the period were.
    """
    return limited(Run(period, known=known, tree=None if by is None else tree_on(by, known)), organisation)


def limited(run: R, organisation: Node) -> R:
    """The run, asked for what one organisation needs alone where that is little."""
    if organisation.id in run.last_tree.roots or len(run.trees) > 1:
        return run
    inside: set[int] = {organisation.id}
    for tree in (run.start_tree, run.last_tree):
        if organisation.id in tree:
            inside.update(tree.descendants(organisation.id))
    inside |= run.carried_on_by(organisation.id)
    if len(inside) <= _ASK_BY_IDS:
        run.within = list(inside)
    return run


def available(actor: Actor, organisation: int) -> list[Indicator]:
    """The indicators that the actor may see there; inspection is a line of rights of its own."""
    inspection = may(actor, READ_INSPECTION, organisation)
    return [i for i in CATALOGUE if inspection or not i.sensitive]


def named(*, actor: Actor, organisation: int, asked: str) -> list[Indicator]:
    """Of the indicators that the actor may see there, those whose code or title has every word of ``asked``."""
    return [i for i in available(actor, organisation) if has_words(asked, f"{i.code} {i.title}")]


@one_computation()
def figures(
    *,
    actor: Actor,
    organisation: Node,
    period: Period,
    known: int | None = None,
    by: date | None = None,
    by_unit: bool = False,
    names: Sequence[str] | None = None,
    unit_names: Sequence[str] | None = None,
) -> FigureTable:
    """Every figure of the organisation for the period, as known after act ``known`` (now), placed by the trees of
    its days, or all by the tree of the day ``by``.

    ``names``: only these are told; ``unit_names``: the units are told only these of them.
    """
    require(actor, READ_FIGURES, organisation.id)
    run = run_of(organisation, period, known, by)
    wanted = [i for i in available(actor, organisation.id) if names is None or i.name in names]
    units = run.units(organisation.id) if by_unit else []
    found = run.figures(wanted, [organisation.id])
    told = wanted if unit_names is None else [i for i in wanted if i.name in unit_names]
    below = run.figures(told, [unit.id for unit in units])
    return FigureTable(
        organisation, period, found[organisation.id], [(unit, below[unit.id]) for unit in units], wanted
    )


@one_computation()
def explain(
    *,
    actor: Actor,
    name: str,
    organisation: Node,
    period: Period,
    known: int | None = None,
    by: date | None = None,
) -> Explanation:
    """A figure with every row behind it. Whoever may not read names sees the same rows, names hidden."""
    asked = indicator(name)
    require(actor, READ_FIGURES, organisation.id)
    if asked.sensitive:
        require(actor, READ_INSPECTION, organisation.id)
    run = run_of(organisation, period, known, by)
    figure = run.figures([asked], [organisation.id])[organisation.id][asked.name]
    hidden = not may(actor, READ_INSPECTION if asked.sensitive else READ_NAMES, organisation.id)
    top = asked.numerator.records(run, organisation.id) if figure.numerator is not None else []
    bottom: list[Record] = []
    if asked.denominator is not None and figure.denominator is not None:
        bottom = asked.denominator.records(run, organisation.id)
    return Explanation(
        asked,
        organisation,
        period,
        figure,
        listed_as(run, top, hidden),
        listed_as(run, bottom, hidden),
        hidden,
    )


def listed_as(run: Run, records: Sequence[Record], hidden: bool) -> list[ExplainedRecord]:
    """Rows as an actor may see them, with where each was read; ``hidden``: without the names of people."""
    places = _places({r.source_row for r in records if r.source_row is not None})
    return [
        ExplainedRecord(
            HIDDEN_NAME if hidden and r.names else r.label, r.date, _label(run, r.organisation),
            None if r.source_row is None else places.get(r.source_row), r.weight, None if hidden else r.person,
            r.source_row,
        )
        for r in records
    ]  # fmt: skip


@one_computation()
def by_unit(
    *, actor: Actor, name: str, organisation: Node, period: Period, known: int | None = None
) -> list[tuple[Node, Figure]]:
    """One figure for each direct child of the organisation, in list order."""
    asked = indicator(name)
    require(actor, READ_FIGURES, organisation.id)
    if asked.sensitive:
        require(actor, READ_INSPECTION, organisation.id)
    run = run_of(organisation, period, known)
    units = run.units(organisation.id)
    found = run.figures([asked], [unit.id for unit in units])
    return [(unit, found[unit.id][asked.name]) for unit in units]


def latest_period(*, actor: Actor, organisation: Node) -> Period | None:
    """The latest half-year that has records of the organisation or below it; None before any list of organisations.

    A half-year counts as begun once it has a tenth of the busiest one's records: a few rows dated by a slip of the
    pen into the next half-year don't make it the one to show.
    """
    require(actor, READ_FIGURES, organisation.id)
    today, begins = clock.today(), first_day()
    if begins is None or begins > today:
        return None
    window = Window(Period(begins, today), None, Parameters())
    tree = tree_on(today)
    halves: Counter[tuple[int, int]] = Counter({_half(begins.year, begins.month): 0})
    for source in _DATED:
        rows = source.rows(window)
        if source is MOVEMENTS:
            rows = rows.filter(kind__in=_TELLING)
        if organisation.id in tree and organisation.id not in tree.roots:
            rows = rows.filter(**{f"{source.owner}__among": tree.descendants(organisation.id)})
        by_day = rows.order_by().values_list(source.day).annotate(count=Count("*"))
        for day, count in counted(by_day):
            halves[_half(day.year, day.month)] += count
    enough = max(halves.values()) * _ENOUGH
    year, first = max(half for half, count in halves.items() if count >= enough)
    return Period.months(year, first, first + 5)


def _half(year: int, month: int) -> tuple[int, int]:
    return year, 1 if month <= 6 else 7


def _label(run: Run, organisation: int) -> str:
    for tree in (run.last_tree, *run.trees, run.start_tree):
        if organisation in tree:
            return tree.label(organisation)
    return ""


def _places(rows: set[int]) -> dict[int, SourcePlace]:
    found = {}
    for ids in bulk.chunks(rows):
        for pk, file, sheet, number in SourceRow.objects.filter(pk__in=ids).values_list(
            "pk", "sheet__file__name", "sheet__name", "number"
        ):
            found[pk] = SourcePlace(file, sheet, number)
    return found


def _adjusted(period: Period, run: Run, known: int | None) -> dict[tuple[int, str], float]:
    """{(organisation, figure): what was put right by hand there and below}: told apart already, and no difference."""
    found: dict[tuple[int, str], float] = {}
    rows = Adjustment.objects.known(known).filter(period_start=period.start, period_end=period.end)
    for organisation, name, value in rows.values_list("organisation_id", "name", "value"):
        for above in run.last_tree.path(organisation):
            found[above, name] = found.get((above, name), 0) + float(value)
    return found


@dataclass(frozen=True)
class DeclaredDifference:
    """A number that a unit declares and that its records do not bear out."""

    indicator: Indicator
    organisation: Node
    period: Period
    declared: float
    counted: float
    label: str
    source: SourcePlace | None


def declared_differences(*, actor: Actor, known: int | None = None) -> list[DeclaredDifference]:
    """Every declared figure that differs now from the figure of the records, for the sheet's own period.

    Not of units that keep no records: what they declare is their figure. A later word takes the place of one that was
    typed in. What differs is told by facts alone and kept until the next act; what of it this actor may see is asked each time.
    """
    rights = tree_on(clock.today())
    found = standing(("declared differences", known), lambda: _differences(known))
    if actor.is_operator:
        return list(found)
    seen = organisations_visible(actor, READ_FIGURES, rights)
    inspection = organisations_visible(actor, READ_INSPECTION, rights)
    return [
        one
        for one in found
        if one.organisation.id in seen and (not one.indicator.sensitive or one.organisation.id in inspection)
    ]


def _differences(known: int | None) -> list[DeclaredDifference]:
    by_period: dict[Period, list[DeclaredFigure]] = {}
    for row in DeclaredFigure.objects.known(known).order_by("pk"):
        by_period.setdefault(Period(row.period_start, row.period_end), []).append(row)
    told = []
    for period, every in sorted(by_period.items()):
        run = Run(period, known=known)
        alone = set(
            DeclaringUnit.objects.known(known).valid_on(period.end).values_list("organisation_id", flat=True)
        )
        last = {(row.organisation_id, row.name): row.pk for row in every}
        declared = [
            row
            for row in every
            if alone.isdisjoint(run.last_tree.path(row.organisation_id))
            and (row.source_row_id is not None or last[row.organisation_id, row.name] == row.pk)
        ]
        names = {row.name for row in declared}
        adjusted = _adjusted(period, run, known)
        wanted = [i for i in CATALOGUE if i.name in names]
        values = run.figures(wanted, {row.organisation_id for row in declared})
        for row in declared:
            counted = values[row.organisation_id].get(row.name)
            if counted is None or counted.value is None or row.organisation_id not in run.last_tree:
                continue
            asked = indicator(row.name)
            by_hand = adjusted.get((row.organisation_id, row.name), 0)
            if abs(float(row.value) - counted.value - by_hand) > 10**-asked.decimals / 2:
                told.append((row, asked, run.last_tree[row.organisation_id], period, counted.value))
    places = _places({row.source_row_id for row, *_ in told if row.source_row_id})
    return [
        DeclaredDifference(
            asked, organisation, period, float(row.value), value, row.label, places.get(row.source_row_id or 0)
        )
        for row, asked, organisation, period, value in told
    ]  # fmt: skip
