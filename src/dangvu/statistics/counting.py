"""Counting a form: the figures' own queries, one more for each attribute that is counted by names, the rest in memory.

Narrowing by kind of organisation costs no query: whoever owns a row has a path in the tree, and the path has kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from dangvu.foundation.audit.queries import counted as remembered
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.vietnamese import fold
from dangvu.indicators.definition import Indicator, Number, Numerator, Organisations, Record, Rows
from dangvu.indicators.engine import Figure, Run
from dangvu.indicators.linked import MovedWithOrganisation, Transfers
from dangvu.indicators.sources import AT_START, Source
from dangvu.organisations.tree import Node
from dangvu.statistics import vocabulary
from dangvu.statistics.rules import (
    ATTRIBUTES,
    NO_SECTOR,
    OTHER,
    SECTORS,
    TOLD,
    Column,
    Form,
    Only,
    Row,
    asks_names,
)


@dataclass(frozen=True)
class Narrowed(Rows):
    """The rows of ``whole`` whose owners belong to organisations of these kinds."""

    whole: Rows | None = None
    kinds: tuple[str, ...] = ()


class FormRun(Run):
    """A run of the engine that also narrows by kind of organisation and counts by names."""

    def _latest(self) -> Mapping[int, Node]:
        """Every organisation as the latest tree of the period has it."""
        trees = (self.start_tree, *self.trees)
        return self.once("latest nodes", lambda: {node.id: node for tree in trees for node in tree})

    def kind_of(self, organisation: int) -> str:
        """The kind in the latest tree of the period that has it; '' for what stands in none."""
        node = self._latest().get(organisation)
        return node.kind if node else ""

    def sector_of(self, path: Iterable[int]) -> str:
        """The kind of unit at the foot of a path, in the latest tree of the period that has the organisation."""
        nodes = self._latest()
        return next(
            (nodes[above].sector for above in path if above in nodes and nodes[above].sector), NO_SECTOR
        )

    def belongs(self, path: Iterable[int], kinds: Sequence[str]) -> bool:
        """Whether an organisation of one of the kinds stands on the path, or its unit is of one of them."""
        way = tuple(path)
        if any(self.kind_of(above) in kinds for above in way):
            return True
        return any(kind in SECTORS for kind in kinds) and self.sector_of(way) in kinds

    def want(self, numerator: Any) -> None:
        if isinstance(numerator, Narrowed):
            self.want(numerator.whole)
        else:
            super().want(numerator)

    def _vectors(self, rows: Rows) -> list[dict[int, Number]]:
        if not isinstance(rows, Narrowed) or rows.whole is None:
            return super()._vectors(rows)
        if id(rows) not in self._own:
            self._kept.append(rows)
            self._own[id(rows)] = [
                {
                    owner: value
                    for owner, value in vector.items()
                    if self.belongs(self.path(owner, self._tree_for(rows.source, epoch)), rows.kinds)
                }
                for epoch, vector in enumerate(self._vectors(rows.whole))
            ]
        return self._own[id(rows)]

    def _all_below(self, rows: Rows, organisation: int) -> bool:
        return not isinstance(rows, Narrowed) and super()._all_below(rows, organisation)

    def listed(self, rows: Rows, organisation: int) -> list[Record]:
        if not isinstance(rows, Narrowed):
            return super().listed(rows, organisation)
        found = self.placed(rows, organisation).order_by(
            *([rows.source.day] if rows.source.day else []), "pk"
        )
        return [rows.source.record(row, self.window) for row in found.values(*rows.source.columns)]

    def organisations(self, numerator: Organisations) -> list[Node]:
        if not isinstance(numerator, _OfKinds):
            return super().organisations(numerator)
        found = self.organisations(numerator.whole)
        return [node for node in found if self.belongs(self.last_tree.path(node.id), numerator.kinds)]

    def by_names(
        self, source: Source, column: str, aggregates: Mapping[str, Q]
    ) -> list[tuple[int, int, str, list[int]]]:
        """[(epoch, owner, what is written in ``column``, how many of each)]: one question for all names."""
        groups = [source.owner, column, *(["epoch"] if self._has_epochs(source) else [])]
        rows: QuerySet[Any, Any] = self._scoped(source)
        if self._has_epochs(source):
            rows = rows.annotate(epoch=self._epoch(source))
        asked = rows.order_by().values(*groups).annotate(
            **{name: Count(Value(1), filter=where if where else None) for name, where in aggregates.items()}
        )  # fmt: skip
        last = 0 if source.when == AT_START else len(self.trees) - 1
        found = []
        for owner, told, *rest in remembered(asked.values_list(*groups, *aggregates)):
            epoch, counts = (rest[0], rest[1:]) if self._has_epochs(source) else (last, rest)
            found.append((epoch, owner, told or "", [int(one) for one in counts]))
        return found

    def give(self, rows: Rows, vectors: list[dict[int, Number]]) -> None:
        """What these rows count, from whoever counted them already."""
        self._kept.append(rows)
        self._own[id(rows)] = vectors


@dataclass(frozen=True, eq=False)
class _OfKinds(Organisations):
    """Organisations that belong to organisations of these kinds."""

    whole: Organisations = field(kw_only=True)
    kinds: tuple[str, ...] = field(kw_only=True)


@dataclass(frozen=True)
class _TransfersOfKinds(Transfers):
    groups: tuple[tuple[str, ...], ...] = ()  # of the row and of the column: both hold

    def _transfers(self, run: Run) -> list[tuple[dict[str, Any], set[int]]]:
        return [
            (row, inside)
            for row, inside in super()._transfers(run)
            if _belongs(run, row["counts_in_id"], run.tree_of_day(row["on"]), self.groups)
        ]


@dataclass(frozen=True)
class _MovedOfKinds(MovedWithOrganisation):
    """Whoever came belongs to a kind where they came to, whoever went where they were."""

    groups: tuple[tuple[str, ...], ...] = ()

    def _stays(self, run: Run, cut: int) -> QuerySet[Any]:
        on = run.cuts[cut]
        tree = run.tree_of_day(on) if self.incoming else run.tree_before(on)
        stays = super()._stays(run, cut)
        owners = set(stays.values_list("organisation_id", flat=True).distinct())
        return stays.filter(organisation_id__in=[o for o in owners if _belongs(run, o, tree, self.groups)])

    def _followed(self, run: Run) -> list[Any]:
        return [
            step
            for step in super()._followed(run)
            if _belongs(
                run,
                step.owner,
                run.tree_of_day(step.on) if self.incoming else run.tree_before(step.on),
                self.groups,
            )
        ]


def _belongs(run: Run, owner: int, tree: Any, groups: tuple[tuple[str, ...], ...]) -> bool:
    path = run.path(owner, tree)
    return isinstance(run, FormRun) and all(run.belongs(path, kinds) for kinds in groups)


def narrowed(numerator: Numerator, kinds: tuple[str, ...]) -> Numerator:
    """The numerator for owners that belong to organisations of these kinds only."""
    if isinstance(numerator, Rows):
        return Narrowed(
            numerator.source,
            numerator.where,
            numerator.weight,
            numerator.sectors,
            whole=numerator,
            kinds=kinds,
        )
    groups = (*getattr(numerator, "groups", ()), kinds)  # narrowed by its row already
    if isinstance(numerator, Transfers):
        return _TransfersOfKinds(numerator.incoming, numerator.internal, groups)
    if isinstance(numerator, MovedWithOrganisation):
        return _MovedOfKinds(numerator.incoming, groups)
    if isinstance(numerator, Organisations):
        return _OfKinds(numerator.test, numerator.needs, whole=numerator, kinds=kinds)
    raise LookupError(str(numerator))


# -- a form in a run ---------------------------------------------------------------------------------------

#: Why a place in the table has no number.
NOT_RECORDED, DOES_NOT_APPLY, NO_RECORDS = "not_recorded", "does_not_apply", "no_records"
OF_NOBODY = "of_nobody"  # a mean
#: What is printed in its place.
LACKS = {
    NOT_RECORDED: "chưa có dữ liệu", NO_RECORDS: "chưa có số liệu", DOES_NOT_APPLY: "×", OF_NOBODY: "–",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a form, or why there is none."""

    value: Number | None
    lack: str = ""

    @property
    def text(self) -> str:
        """As it is printed: '1.234', '41,5', 'chưa có dữ liệu'."""
        if self.value is None:
            return LACKS[self.lack]
        return vietnamese(self.value, 0 if float(self.value).is_integer() else 1)


Place = tuple[str, str]  # (row, column)


@dataclass
class Sheet:
    """One form within a run: each place's figure, each asked once for all organisations."""

    run: FormRun
    form: Form
    _asked: dict[Place, Indicator | str] = field(default_factory=dict)
    _told: dict[Place, list[Indicator]] = field(default_factory=dict)
    _kept: dict[tuple[str, Only, tuple[str, ...]], Indicator] = field(default_factory=dict)
    _names: dict[tuple[str, Only], Indicator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._count_names()
        for row in self.form.rows:
            for column in self.form.columns:
                self._asked[row.code, column.code] = self._of(row, column)

    def asked(self, row: str, column: str) -> Indicator | str:
        """The figure of a place; a word of the three above where it has none. Sums have none of their own."""
        return self._asked[row, column]

    def _of(self, row: Row, column: Column) -> Indicator | str:
        if not row.counts:
            return DOES_NOT_APPLY
        only = _together(row.only, column.only)
        if any(not ATTRIBUTES[slug].recorded for slug, _ in only):
            return NOT_RECORDED
        measure = vocabulary.measures()[row.counts]
        if column.only and not measure.people:
            return DOES_NOT_APPLY
        if any(ATTRIBUTES[slug].stock and not measure.stock for slug, _ in only):
            return DOES_NOT_APPLY
        lacking = [slug for slug, _ in only if vocabulary.may_lack(slug)]
        if lacking:  # how many there are, and of how many it is on record
            told: list[Only] = [(), *(((slug, (TOLD,)),) for slug in lacking)]
            self._told[row.code, column.code] = [self._of_kinds(row, column, one) for one in told]
        return self._of_kinds(row, column, only)

    def _of_kinds(self, row: Row, column: Column, only: Only) -> Indicator:
        return self._kind(self._kind(self._figure(row.counts, only), row.kinds), column.kinds)

    def _figure(self, name: str, only: Only) -> Indicator:
        found = self._names.get((name, only))
        return found if found is not None else vocabulary.counted(name, only)

    def _kind(self, figure: Indicator, kinds: tuple[str, ...]) -> Indicator:
        if not kinds:
            return figure
        key = (figure.name, (), kinds)
        if key not in self._kept:
            top, bottom = figure.numerator, figure.denominator
            self._kept[key] = replace(
                figure, name=f"{figure.name}@{'+'.join(kinds)}", numerator=narrowed(top, kinds),
                denominator=None if bottom is None else narrowed(bottom, kinds),
            )  # fmt: skip
        return self._kept[key]

    # -- by names --------------------------------------------------------------------------------------

    def _count_names(self) -> None:
        """Count every row that asks for people by the names in their records: one question for each attribute."""
        wanted: dict[tuple[Source, str], dict[tuple[str, Only], tuple[Rows, tuple[str, ...]]]] = {}
        for row in self.form.rows:
            for column in (
                self.form.columns if row.counts and vocabulary.measures()[row.counts].people else ()
            ):
                only = _together(row.only, column.only)
                named = [(slug, values) for slug, values in only if asks_names(slug, values)]
                if not named or any(not ATTRIBUTES[slug].recorded for slug, _ in only):
                    continue
                (slug, values), rest = named[0], tuple(one for one in only if one != named[0])
                rows = vocabulary.counted(row.counts, rest).numerator
                if isinstance(rows, Rows):
                    wanted.setdefault((rows.source, slug), {})[row.counts, only] = rows, values
        for (source, slug), asked in wanted.items():
            self._ask_names(source, slug, asked)

    def _ask_names(
        self, source: Source, slug: str, asked: Mapping[tuple[str, Only], tuple[Rows, tuple[str, ...]]]
    ) -> None:
        column, run = vocabulary.NAMED[slug], self.run
        conditions: dict[int, str] = {}
        aggregates: dict[str, Q] = {}
        for rows, _ in asked.values():
            if id(rows) not in conditions:
                conditions[id(rows)] = f"c{len(conditions)}"
                aggregates[conditions[id(rows)]] = rows.condition(run.window)
        places = {name: place for place, name in enumerate(aggregates)}
        found = run.by_names(source, column, aggregates)
        written = {told for _, _, told, _ in found}
        taken = self._names_taken(slug)
        for (name, only), (rows, values) in asked.items():
            mine = frozenset(told for told in written if _matches(told, values, taken))
            place = places[conditions[id(rows)]]
            vectors: list[dict[int, Number]] = [{} for _ in run.trees]
            for epoch, owner, told, counts in found:
                if told in mine and counts[place]:
                    vectors[epoch][owner] = vectors[epoch].get(owner, 0) + counts[place]
            narrow = Rows(source, _written(rows, column, mine), rows.weight)
            run.give(narrow, vectors)
            figure = vocabulary.counted(name, ())
            self._names[name, only] = replace(figure, name=f"{name}?{only}", numerator=narrow)

    def _names_taken(self, slug: str) -> frozenset[str]:
        """The names, folded, that rows of this form ask for."""
        every = (values for row in self.form.rows for one, values in row.only if one == slug)
        choices = ATTRIBUTES[slug].choices
        return frozenset(fold(value) for values in every for value in values if value not in choices)

    # -- numbers ---------------------------------------------------------------------------------------

    def cells(
        self, organisations: Sequence[int], rows: Sequence[str] | None = None
    ) -> dict[int, dict[Place, Cell]]:
        """{organisation: {(row, column): its number}}; ``rows``: of these only (and of what they add)."""
        wanted = [row for row in self.form.rows if rows is None or row.code in self._with_parts(rows)]
        places = [(row.code, column.code) for row in wanted for column in self.form.columns]
        figures: dict[str, Indicator] = {}
        for place in places:
            asked = self._asked[place]
            if isinstance(asked, Indicator):
                figures[asked.name] = asked
                figures.update({told.name: told for told in self._told.get(place, [])})
        values = self.run.figures(list(figures.values()), organisations)
        return {one: self._filled(places, values[one]) for one in organisations}

    def _with_parts(self, rows: Sequence[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(rows)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += [term.row for term in self.form.row(code).total]
        return found

    def _filled(self, places: Sequence[Place], values: Mapping[str, Figure]) -> dict[Place, Cell]:
        found: dict[Place, Cell] = {}
        for place in places:
            asked = self._asked[place]
            if isinstance(asked, Indicator):
                found[place] = self._cell(place, asked, values)
        for row, column in places:
            if (row, column) not in found:
                found[row, column] = self._sum(row, column, found)
        return found

    def _cell(self, place: Place, asked: Indicator, values: Mapping[str, Figure]) -> Cell:
        figure = values[asked.name]
        if figure.numerator is None:
            return Cell(None, NO_RECORDS)
        if not figure.numerator and place in self._told:
            everybody, *told = (values[one.name].numerator for one in self._told[place])
            if everybody and not all(told):
                return Cell(None, NOT_RECORDED)
        if asked.denominator is None:
            return Cell(figure.numerator)
        return Cell(None, OF_NOBODY) if figure.value is None else Cell(figure.value)

    def _sum(self, code: str, column: str, found: dict[Place, Cell]) -> Cell:
        row = self.form.row(code)
        if not row.total:
            asked = self._asked[code, column]
            return Cell(None, asked if isinstance(asked, str) else DOES_NOT_APPLY)
        value: Number = 0
        for term in row.total:
            part = found.get((term.row, column)) or self._sum(term.row, column, found)
            if part.value is None:
                return Cell(None, part.lack)
            value += -part.value if term.minus else part.value
        return Cell(value)

    def parts(self, code: str, minus: bool = False) -> list[tuple[Row, bool]]:
        """The counting rows that a row comes to, each with whether it is subtracted."""
        row = self.form.row(code)
        if row.counts:
            return [(row, minus)]
        return [part for term in row.total for part in self.parts(term.row, minus != term.minus)]


def _together(one: Only, other: Only) -> Only:
    """Both conditions, sorted, so that the same question is asked in the same words."""
    return tuple(sorted({*one, *other}))


def _matches(told: str, values: tuple[str, ...], taken: frozenset[str]) -> bool:
    written = fold(told)
    if not written:
        return False
    return any(written not in taken if value == OTHER else written == fold(value) for value in values)


def _written(rows: Rows, column: str, names: frozenset[str]) -> Any:
    return lambda window: rows.condition(window) & Q(**{f"{column}__in": sorted(names)})
