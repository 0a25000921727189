"""Three kinds of number side by side: counted from records, declared by units that keep none, put right by hand.

What is reported upward is their sum, and always told with its parts. ``rules.contributions`` gives every organisation
one part; the rows of whoever does not count are left out of the query itself (``Run.without``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property

from django.db.models import Q

from dangvu.foundation import ratio
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.definition import Indicator, Kind, Number, Numerator, Organisations, Rows, tidy
from dangvu.indicators.engine import NOTHING, Figure, Run
from dangvu.indicators.models import Adjustment, DeclaredFigure, DeclaringUnit
from dangvu.indicators.queries import FigureTable, available, run_of
from dangvu.indicators.rules import Contribution, contributions
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node


@dataclass(frozen=True, slots=True)
class Reported:
    """What is reported of a figure, and its parts. Parts are of a number; a share is made of two such numbers."""

    figure: Figure
    counted: Number | None = None
    declared: Number | None = None  # None: no unit below declares this figure instead of keeping records
    adjusted: Number = 0
    own: Number | None = (
        None  # what the organisation itself declares: to compare with, unless it stands for all
    )
    silent: tuple[int, ...] = ()  # units that keep no records and have declared nothing of this figure

    @property
    def is_mixed(self) -> bool:
        """Whether anything but records is in it."""
        return self.declared is not None or bool(self.adjusted) or bool(self.silent)

    @property
    def differs(self) -> bool:
        """Whether what the organisation declares is not what it reports."""
        return (
            self.own is not None
            and self.figure.value is not None
            and abs(self.own - self.figure.value) > 1e-9
        )


@dataclass(frozen=True)
class ReportedTable:
    """Every figure of an organisation as it is reported, and of its direct units where asked."""

    organisation: Node
    period: Period
    figures: dict[str, Reported]
    units: list[tuple[Node, dict[str, Reported]]]
    indicators: Sequence[Indicator]
    run: Run

    @property
    def table(self) -> FigureTable:
        """The same as plain figures, for whatever prints them."""

        def plain(figures: Mapping[str, Reported]) -> dict[str, Figure]:
            return {name: reported.figure for name, reported in figures.items()}

        return FigureTable(
            self.organisation, self.period, plain(self.figures),
            [(unit, plain(figures)) for unit, figures in self.units], self.indicators,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One declared or adjusted number in what is reported: a row of its own, never a part of the records."""

    key: tuple[object, ...]  # the same row at two moments has the same key
    name: str
    organisation: int
    value: Number
    label: str
    is_adjustment: bool


def declarable(indicator: Indicator) -> bool:
    """Whether a unit can declare this figure, and a person adjust it: a plain number of its own rows."""
    if indicator.kind not in (Kind.COUNT, Kind.SUM, Kind.REPORTED):
        return False
    numerator = indicator.numerator
    if isinstance(numerator, Rows):
        return not numerator.source.setter  # what is given from above is on record
    return isinstance(numerator, Organisations) and numerator.looks  # so is the tree itself


@cache
def counterpart(numerator_id: int) -> Indicator | None:
    """The declarable figure whose number is this numerator; None: the share takes what records say."""
    return next((i for i in CATALOGUE if id(i.numerator) == numerator_id and declarable(i)), None)


class Scope:
    """Who contributes what below one organisation, for a period, as known at a moment."""

    def __init__(self, organisation: Node, period: Period, known: int | None, by: date | None = None) -> None:
        self.organisation, self.period, self.known = organisation, period, known
        self.run = run_of(organisation, period, known, by)
        self.tree = (
            self.run.last_tree if by is None else tree_on(period.end, known)
        )  # by which units contribute
        self.declaring = frozenset(
            DeclaringUnit.objects.known(known).valid_on(period.end).values_list("organisation_id", flat=True)
        )
        self.told = self._told(organisation.id) if by is None else self._told_elsewhere()
        self.heads = [one for one, what in self.told.items() if what is Contribution.DECLARED]
        self.run.without = frozenset(self._left_out())

    def _told(self, top: int) -> dict[int, Contribution]:
        below = self.tree.descendants(top) if top in self.tree else [top]
        above = {node: self.tree[node].parent for node in below if node in self.tree}
        return contributions(below, above, self.declaring, top)

    def _told_elsewhere(self) -> dict[int, Contribution]:
        """By another tree every organisation contributes what it contributed by its own, wherever it now stands."""
        top = self.organisation.id
        whole: dict[int, Contribution] = {}
        for root in self.tree.roots:
            whole |= self._told(root)
        whole |= self._told(top)
        return {one: what for one, what in whole.items() if top in self.run.path(one, self.run.last_tree)}

    def _left_out(self) -> Iterable[int]:
        for one, what in self.told.items():
            if what is not Contribution.COUNTED:
                yield one
        for head in self.heads:
            yield from self.run.carried_on_by(head, self.tree)

    @cached_property
    def own(self) -> dict[tuple[int, str], Number]:
        """{(organisation, figure): what it declares}: the latest word of each."""
        rows = DeclaredFigure.objects.known(self.known).filter(
            period_start=self.period.start, period_end=self.period.end, organisation_id__in=self.told
        )
        found = rows.order_by("known_from_act", "pk").values_list("organisation_id", "name", "value")
        return {(organisation, name): as_number(value) for organisation, name, value in found}

    @cached_property
    def adjustments(self) -> list[Part]:
        """The adjustments that count, in the order in which they were made."""
        rows = Adjustment.objects.known(self.known).filter(
            period_start=self.period.start, period_end=self.period.end, organisation_id__in=self.told
        )
        return [
            Part(("adjusted", row.pk), row.name, row.organisation_id, as_number(row.value), row.reason, True)
            for row in rows.order_by("known_from_act", "pk")
            if self.told[row.organisation_id] is not Contribution.INSIDE
        ]

    def parts(self, name: str) -> list[Part]:
        """What is declared or adjusted in one figure."""
        declared = [
            Part(("declared", head), name, head, self.own[head, name], "Đơn vị tự khai", False)
            for head in self.heads
            if (head, name) in self.own
        ]
        return declared + [part for part in self.adjustments if part.name == name]

    def inside(self, organisation: int) -> set[int]:
        """The organisation and what is below it, in the tree of the period's end (or in the one asked for)."""
        tree = self.run.last_tree
        if tree is not self.tree:
            return {one for one in self.told if organisation in self.run.path(one, tree)}
        return set(tree.descendants(organisation)) if organisation in tree else {organisation}

    def reported(
        self, indicators: Sequence[Indicator], organisations: Sequence[int]
    ) -> dict[int, dict[str, Reported]]:
        """{organisation: {name: reported}}. Only for this organisation, and for what lies below it and not below a
        declaring unit: whoever stands inside one asks for itself."""
        counted = self.run.figures(indicators, organisations)
        found: dict[int, dict[str, Reported]] = {}
        for organisation in organisations:
            inside = self.inside(organisation) if self.is_mixed or self.own else set()
            found[organisation] = {
                i.name: self._one(i, organisation, inside, counted[organisation][i.name]) for i in indicators
            }
        return found

    @property
    def is_mixed(self) -> bool:
        return bool(self.heads or self.adjustments)

    def _one(self, indicator: Indicator, organisation: int, inside: set[int], counted: Figure) -> Reported:
        own = self.own.get((organisation, indicator.name))
        if indicator.denominator is not None:
            return Reported(self._share(indicator, organisation, inside, counted), own=own)
        if not declarable(indicator):
            return Reported(counted, counted.value, own=own)
        return self._number(indicator, inside, counted, own)

    def _number(
        self, indicator: Indicator, inside: set[int], counted: Figure, own: Number | None
    ) -> Reported:
        heads = [head for head in self.heads if head in inside]
        said = [self.own[head, indicator.name] for head in heads if (head, indicator.name) in self.own]
        adjusted = sum(
            part.value
            for part in self.adjustments
            if part.name == indicator.name and part.organisation in inside
        )
        silent = tuple(head for head in heads if (head, indicator.name) not in self.own)
        if not heads and not adjusted:
            return Reported(counted, counted.value, own=own)
        nothing = counted.value is None and not said and not adjusted
        value = None if nothing else tidy((counted.value or 0) + sum(said) + adjusted)
        return Reported(
            Figure(value, value), counted.value, sum(said) if heads else None, adjusted, own, silent
        )  # fmt: skip

    def _share(self, indicator: Indicator, organisation: int, inside: set[int], counted: Figure) -> Figure:
        if not self.is_mixed or counted is NOTHING:
            return counted
        top = self._plus(indicator.numerator, inside, counted.numerator)
        bottom = self._plus(indicator.denominator, inside, counted.denominator)
        if bottom is None or top is None:
            return Figure(None, top, bottom)
        if not bottom:
            return Figure(None, top, bottom)
        divide = ratio.share if indicator.kind is Kind.RATIO else ratio.quotient
        return Figure(divide(top, bottom, indicator.decimals, indicator.rounding), top, bottom)

    def _plus(self, numerator: Numerator | None, inside: set[int], counted: Number | None) -> Number | None:
        """A number of a share with what is declared and adjusted of the figure that is the same number."""
        made = None if numerator is None else counterpart(id(numerator))
        if made is None:
            return counted
        more = [part.value for part in self.parts(made.name) if part.organisation in inside]
        return counted if not more else tidy((counted or 0) + sum(more))


def reported_table(
    *, organisation: Node, period: Period, known: int | None = None, by_unit: bool = False,
    indicators: Sequence[Indicator] = CATALOGUE,
) -> ReportedTable:  # fmt: skip
    """Every figure as it is reported. Asks for no right: what reads it to somebody does (``reported_figures``)."""
    scope = Scope(organisation, period, known)
    units = scope.run.units(organisation.id) if by_unit else []
    inside = [unit for unit in units if scope.told.get(unit.id) is Contribution.INSIDE]
    found = scope.reported(indicators, [organisation.id, *(unit.id for unit in units if unit not in inside)])
    for unit in inside:  # below a unit that declares for all: each tells what it has itself
        found |= Scope(unit, period, known).reported(indicators, [unit.id])
    return ReportedTable(
        organisation, period, found[organisation.id], [(unit, found[unit.id]) for unit in units], indicators, scope.run
    )  # fmt: skip


def reported_figures(
    *, actor: Actor, organisation: Node, period: Period, known: int | None = None, by_unit: bool = False
) -> ReportedTable:
    """Every figure that the actor may see there, as it is reported."""
    require(actor, READ_FIGURES, organisation.id)
    return reported_table(
        organisation=organisation, period=period, known=known, by_unit=by_unit,
        indicators=available(actor, organisation.id),
    )  # fmt: skip


def reported_figure(
    *, actor: Actor, name: str, organisation: Node, period: Period, known: int | None = None
) -> Reported:
    """One figure as it is reported. LookupError where the actor may not see it there."""
    require(actor, READ_FIGURES, organisation.id)
    asked = [i for i in available(actor, organisation.id) if i.name == name]
    if not asked:
        raise LookupError(name)
    table = reported_table(organisation=organisation, period=period, known=known, indicators=asked)
    return table.figures[name]


def is_all_counted(period: Period, known: int | None = None) -> bool:
    """Whether nobody has declared or adjusted anything for these days, and every unit keeps its records here."""
    told = Q(period_start=period.start, period_end=period.end)
    return not (
        Adjustment.objects.known(known).filter(told).exists()
        or DeclaredFigure.objects.known(known).filter(told).exists()
        or DeclaringUnit.objects.known(known).valid_on(period.end).exists()
    )


@dataclass(frozen=True, slots=True)
class AdjustmentView:
    """An adjustment as people see it: what was added to which figure where, why, by whom and when."""

    id: int
    indicator: Indicator
    organisation: str
    value: Number
    reason: str
    by: str
    at: datetime


def adjustments(
    *, actor: Actor, organisation: Node, period: Period, known: int | None = None, names: Sequence[str] | None = None,
    own: bool = False,
) -> list[AdjustmentView]:  # fmt: skip
    """The adjustments that count in the figures of the organisation (``own``: only those made at it)."""
    require(actor, READ_FIGURES, organisation.id)
    seen = {i.name: i for i in available(actor, organisation.id) if names is None or i.name in names}
    scope = Scope(organisation, period, known)
    tree = scope.run.last_tree
    made = Adjustment.objects.select_related("known_from_act").in_bulk(
        [int(str(part.key[1])) for part in scope.adjustments]
    )
    return [
        AdjustmentView(
            row.pk, seen[row.name], tree.label(row.organisation_id) if row.organisation_id in tree else "",
            as_number(row.value), row.reason, row.known_from_act.actor, row.known_from_act.at,
        )
        for row in made.values()
        if row.name in seen and (not own or row.organisation_id == organisation.id)
    ]  # fmt: skip


def as_number(value: object) -> Number:
    """A stored decimal as the engine tells numbers."""
    return tidy(float(str(value)))
