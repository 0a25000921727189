"""Computing figures: one query per source, grouped by the owner of the row, rolled up the dated tree in memory.

The number of queries depends on the sources and on the reorganisations inside the period, never on the units.
Reads only.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple, TypeVar

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When

from dangvu.foundation import bulk, ratio
from dangvu.foundation.audit.queries import standing
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.reading import one_computation
from dangvu.indicators.definition import (
    CountsOf,
    Indicator,
    Kind,
    Number,
    Numerator,
    Organisations,
    Record,
    Rows,
    Window,
    tidy,
)
from dangvu.indicators.placing import Places
from dangvu.indicators.questions import written_once
from dangvu.indicators.sources import AT_END, AT_START, Source
from dangvu.members.queries import profiles
from dangvu.organisations.queries import boundaries, first_day, tree_on
from dangvu.organisations.tree import Node, Tree

T = TypeVar("T")


class Figure(NamedTuple):
    """A value with the two numbers it comes from. None: there are no records for those days, or no denominator."""

    value: Number | None
    numerator: Number | None
    denominator: Number | None = None


NOTHING = Figure(None, None, None)
ZERO, NO_SHARE = Figure(0, 0), Figure(None, 0, 0)


class Run:
    """One computation: a period, a moment of knowledge, and the trees it needs.

    Epochs are the period cut at each reorganisation; flows are placed by the tree of their day, stocks by the
    tree of their date. With ``tree`` everything is placed by that one tree instead (a comparison across
    reorganisations); whatever it does not contain is placed through succession.
    """

    def __init__(
        self, period: Period, *, known: int | None = None, tree: Tree | None = None,
        within: Iterable[int] | None = None,
    ) -> None:  # fmt: skip
        self.window = Window(period, known, Parameters(known))
        self._placing = tree
        self.within = None if within is None else list(within)
        self.without: frozenset[int] = frozenset()  # whose own rows are left out: others declare for them
        self._places = Places(known)
        eve = period.start - timedelta(days=1)
        self.cuts = [] if tree else boundaries(eve, period.end, known)
        self.start_tree = tree or tree_on(eve, known)
        self.trees = [tree or self._first_tree(), *(tree_on(day, known) for day in self.cuts)]
        self.last_tree = self.trees[-1]
        self._wanted: dict[Source, dict[str, Rows]] = {}
        self._names: dict[int, str] = {}
        self._own: dict[int, list[dict[int, Number]]] = {}  # id(rows) → per epoch {owner: value}
        self._given: dict[int, dict[tuple[int, int], Number]] = {}  # … of a source with a setter
        self._setters: dict[int, dict[int, set[int]]] = {}
        self._rolled: dict[int, dict[int, Number]] = {}
        self._paths: dict[int, dict[int, tuple[int, ...]]] = {}  # of a tree of the run: {owner: its path}
        self._organisations: dict[int, list[Node]] = {}
        self._needed: dict[int, Mapping[str, Rows]] = {}
        self._asked: dict[Hashable, Any] = {}
        self._kept: list[Any] = []  # ids above name these objects: they must live as long as the run

    def once(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer to ``ask``, remembered under ``key`` as long as the run."""
        if key not in self._asked:
            self._asked[key] = ask()
        answer: T = self._asked[key]
        return answer

    def beside(self, period: Period) -> Run:
        """The same computation for other days; for its own days, itself."""
        if period == self.window.period:
            return self
        return self.once(("beside", period), lambda: self._beside(period))

    def _beside(self, period: Period) -> Run:
        other = Run(period, known=self.window.known, tree=self._placing)
        other.without = self.without
        if self.within is not None and len(other.trees) == 1:
            below = (other.last_tree.descendants(one) for one in self.within if one in other.last_tree)
            other.within = sorted({*self.within, *(one for ids in below for one in ids)})
        return other

    def _first_tree(self) -> Tree:
        """The tree of the first epoch. A day before the first list has none; the epoch begins with the records."""
        period, known = self.window.period, self.window.known
        if self.cuts and self.cuts[0] == period.start:
            return self.start_tree
        return tree_on(min(max(period.start, first_day(known) or period.start), period.end), known)

    # -- what is asked -------------------------------------------------------------------------------

    def want(self, numerator: Any) -> None:
        """Say that these rows will be asked, so that their source is queried once for all."""
        if isinstance(numerator, Rows):
            if id(numerator) not in self._names:
                name = f"n{len(self._names)}"
                self._names[id(numerator)] = name
                self._wanted.setdefault(numerator.source, {})[name] = numerator
                self._kept.append(numerator)
        elif isinstance(numerator, Organisations):
            for rows in self._needs(numerator).values():
                self.want(rows)

    def _needs(self, numerator: Organisations) -> Mapping[str, Rows]:
        if id(numerator) not in self._needed:
            self._needed[id(numerator)] = numerator.needs(self.window)
            self._kept.append(numerator)
        return self._needed[id(numerator)]

    # -- hop 4: from rows to numbers -----------------------------------------------------------------

    def _query(self, source: Source) -> None:
        """Count every wanted subset of the source in one query."""
        wanted = {
            name: rows for name, rows in self._wanted.get(source, {}).items() if id(rows) not in self._own
        }
        groups = [source.owner, *([source.setter] if source.setter else [])]
        if has_epochs := self._has_epochs(source):
            groups.append("epoch")
        last = 0 if source.when == AT_START else len(self.trees) - 1
        own: dict[str, list[dict[int, Number]]] = {name: [{} for _ in self.trees] for name in wanted}
        within = None if self.within is None else tuple(self.within)
        asked = (
            source,
            tuple(wanted.values()),
            self.window.period,
            self.window.known,
            within,
            self.without,
            tuple(self.cuts),
        )

        def ask() -> list[tuple[Any, ...]]:
            # Told by what is asked, not by its text: to write the question of fifty figures takes longer than their sums.
            with (
                one_computation()
            ):  # the facts that make a question are asked for its key, and again to write it
                question = (*asked, self.window.parameters.mark, source.facts(self.window))
                written = written_once(question, partial(self._counts, source, groups, wanted))
            return bulk.told(written)

        told = standing(("counts", *asked), ask)
        for column, (name, numerator) in enumerate(wanted.items(), start=len(groups)):
            vectors = own[name]
            for row in told:
                if value := row[column]:
                    value, owner = tidy(value), row[0]
                    vector = vectors[row[len(groups) - 1] if has_epochs else last]
                    vector[owner] = vector.get(owner, 0) + value
                    if source.setter:
                        self._given.setdefault(id(numerator), {})[owner, row[1]] = value
                        self._setters.setdefault(id(numerator), {}).setdefault(owner, set()).add(row[1])
        for name, numerator in wanted.items():
            self._own[id(numerator)] = self._of_sectors(numerator, own[name])

    def _of_sectors(self, rows: Rows, vectors: list[dict[int, Number]]) -> list[dict[int, Number]]:
        """What owners of the kinds of unit count that are asked for: told by the tree, so it costs no question."""
        if rows.sectors is None:
            return vectors
        return [
            {owner: value for owner, value in vector.items() if self.is_of(rows, owner, epoch)}
            for epoch, vector in enumerate(vectors)
        ]

    def is_of(self, rows: Rows, owner: int, epoch: int) -> bool:
        """Whether the unit of an owner is of a kind that is asked for."""
        if rows.sectors is None:
            return True
        tree = self._tree_for(rows.source, epoch)
        return tree.sector_of(self.path(owner, tree)) in rows.sectors

    def _counts(
        self, source: Source, groups: Sequence[str], wanted: Mapping[str, Rows]
    ) -> QuerySet[Any, Any]:
        rows = self._scoped(source)
        if self._has_epochs(source):
            rows = rows.annotate(epoch=self._epoch(source))
        aggregates: dict[str, Any] = {}
        for name, numerator in wanted.items():
            condition, weight = numerator.condition(self.window), numerator.weight_expression(self.window)
            where = condition if condition else None
            aggregates[name] = Count(Value(1), filter=where) if weight is None else Sum(weight, filter=where)
        asked: QuerySet[Any, Any] = rows.order_by().values(*groups).annotate(**aggregates)
        return asked.values_list(*groups, *aggregates)

    def _scoped(self, source: Source) -> QuerySet[Any]:
        rows = source.rows(self.window)
        if self.without and not source.setter:  # what is given from above is on record whoever keeps the rest
            rows = rows.exclude(**{f"{source.owner}__among": sorted(self.without)})
        return rows if self.within is None else rows.filter(**{f"{source.owner}__among": self.within})

    def counts(self, owner: int) -> bool:
        """Whether rows of this owner are asked for at all."""
        return owner not in self.without and (self.within is None or owner in self.within)

    def _has_epochs(self, source: Source) -> bool:
        return len(self.trees) > 1 and bool(source.day)

    def _epoch(self, source: Source) -> Case:
        cases = [
            When(**{f"{source.day}__gte": day}, then=Value(number + 1))
            for number, day in reversed(list(enumerate(self.cuts)))
        ]
        return Case(*cases, default=Value(0), output_field=IntegerField())

    def _tree_for(self, source: Source, epoch: int) -> Tree:
        if source.when == AT_START:
            return self.start_tree
        return self.last_tree if source.when == AT_END else self.trees[epoch]

    def own(self, rows: Rows) -> dict[int, Number]:
        """{owner: value of its own rows}, all epochs together."""
        total: dict[int, Number] = {}
        for vector in self._vectors(rows):
            for owner, value in vector.items():
                total[owner] = total.get(owner, 0) + value
        return total

    def _vectors(self, rows: Rows) -> list[dict[int, Number]]:
        if id(rows) not in self._own:
            self.want(rows)
            self._query(rows.source)
        return self._own[id(rows)]

    def rolled(self, rows: Rows) -> dict[int, Number]:
        """{organisation: value with everything below it}; every row is placed somewhere."""
        if id(rows) not in self._rolled:
            total: dict[int, Number] = {}
            for epoch, vector in enumerate(self._vectors(rows)):
                tree = self._tree_for(rows.source, epoch)
                paths = self._paths.setdefault(id(tree), {})
                for owner, value in vector.items() if not rows.source.setter else ():
                    path = paths.get(owner)
                    if path is None:
                        path = paths[owner] = self.path(owner, tree)
                    for above in path:
                        total[above] = total.get(above, 0) + value
            for (owner, setter), value in self._given.get(id(rows), {}).items():
                for above in self._counted_in(rows, owner, setter):
                    total[above] = total.get(above, 0) + value
            self._rolled[id(rows)] = total
        return self._rolled[id(rows)]

    def _counted_in(self, rows: Rows, owner: int, setter: int) -> tuple[int, ...]:
        """Where a row that ``setter`` gave ``owner`` counts: up to, and not in, whoever was given a part by another
        (that part stands for everything below)."""
        path = self.path(owner, self.last_tree)
        for place, above in enumerate(path):
            if above != owner and self._setters.get(id(rows), {}).get(above, {setter}) - {setter}:
                return path[:place]
        return path

    def tree_of_day(self, day: date) -> Tree:
        """The tree by which a flow of ``day`` is placed."""
        return self.trees[sum(cut <= day for cut in self.cuts)]

    def tree_before(self, day: date) -> Tree:
        """The tree of the evening before ``day``."""
        return self.trees[sum(cut < day for cut in self.cuts)]

    def names(self, people: Iterable[int]) -> dict[int, str]:
        """{person: name}, as known at the run's moment."""
        return {person: profile.name for person, profile in profiles(list(people), self.window.known).items()}

    def path(self, owner: int, tree: Tree) -> tuple[int, ...]:
        """Where rows of ``owner`` are placed in ``tree``, whether it is in it or not."""
        return tree.path(owner) if owner in tree else self._places.path(owner, tree)

    def carried_on_by(self, organisation: int, tree: Tree | None = None) -> set[int]:
        """Organisations that are not in the tree (the run's last) and whose rows are placed under this one."""
        return self._places.carried_on_by(organisation, tree or self.last_tree)

    def organisations(self, numerator: Organisations) -> list[Node]:
        """The organisations of the last tree that pass the test."""
        if id(numerator) not in self._organisations:
            needs = self._needs(numerator)
            own = {name: self.own(rows) for name, rows in needs.items()}
            rolled = {name: self.rolled(rows) for name, rows in needs.items()}
            scope = None if self.within is None else set(self.within)
            left_out = self.without if needs else frozenset()  # the tree itself is on record
            its_own, with_below = CountsOf(own), CountsOf(rolled)
            passing = []
            for node in self.last_tree:
                if (scope is None or node.id in scope) and node.id not in left_out:
                    its_own.node = with_below.node = node.id
                    if numerator.test(node, its_own, with_below):
                        passing.append(node)
            self._organisations[id(numerator)] = passing
        return self._organisations[id(numerator)]

    # -- backwards: from a number to its rows ----------------------------------------------------------

    def listed(self, rows: Rows, organisation: int) -> list[Record]:
        """The rows behind the value of one organisation, in the order of their dates."""
        source = rows.source
        found = self._scoped(source).filter(rows.condition(self.window))
        columns = list(source.columns)
        if self._has_epochs(source):
            found = found.annotate(epoch=self._epoch(source))
            columns.append("epoch")
        weight = rows.weight_expression(self.window)
        if weight is not None:
            found = found.annotate(weight_=weight)
            columns.append("weight_")
        order = [source.day] if source.day else []
        if source.setter:
            self.own(rows)
        records = []
        placed: dict[tuple[int, int], bool] = {}
        for row in found.order_by(*order, "pk").values(*columns):
            place = (row[source.owner], row[source.setter] if source.setter else row.get("epoch", 0))
            if place not in placed:
                placed[place] = organisation in (
                    self._counted_in(rows, *place)
                    if source.setter
                    else self.path(place[0], self._tree_for(source, place[1]))
                ) and self.is_of(rows, *place)
            if placed[place]:
                record = source.record(row, self.window)
                if weight is not None:
                    record = Record(
                        record.label, record.date, record.organisation, record.source_row, record.person,
                        row["weight_"] or 0, record.names,
                    )  # fmt: skip
                records.append(record)
        return records

    def placed(self, rows: Rows, organisation: int) -> QuerySet[Any]:
        """The rows themselves that count for the organisation, as a question still to be asked (and cut)."""
        source = rows.source
        found = self._scoped(source).filter(rows.condition(self.window))
        if (
            rows.sectors is None
            and organisation in self.last_tree.roots
            and self._all_below(rows, organisation)
        ):
            return found
        if not self._has_epochs(source):
            epoch = 0 if source.when == AT_START else len(self.trees) - 1
            return found.filter(**{f"{source.owner}__among": self._owners(rows, organisation, epoch)})
        here = Q(pk__in=[])
        for epoch in range(len(self.trees)):
            here |= Q(**{"epoch": epoch, f"{source.owner}__among": self._owners(rows, organisation, epoch)})
        cut: QuerySet[Any] = found.annotate(epoch=self._epoch(source)).filter(here)
        return cut

    def _owners(self, rows: Rows, organisation: int, epoch: int) -> list[int]:
        tree = self._tree_for(rows.source, epoch)
        return [owner for owner in self._vectors(rows)[epoch] if organisation in self.path(owner, tree)]

    def _all_below(self, rows: Rows, organisation: int) -> bool:
        return all(
            len(self._owners(rows, organisation, epoch)) == len(vector)
            for epoch, vector in enumerate(self._vectors(rows))
        )

    # -- figures -------------------------------------------------------------------------------------

    @property
    def has_records(self) -> bool:
        """Whether there is a tree at all in these days."""
        return bool(self.last_tree.nodes)

    def units(self, organisation: int) -> list[Node]:
        """The direct children in any epoch of the period, in list order; a dissolved one keeps its line."""
        found: dict[int, Node] = {}
        for tree in (self.last_tree, *self.trees, self.start_tree):
            for child in tree.children(organisation) if organisation in tree else ():
                found.setdefault(child, tree[child])
        return sorted(found.values(), key=lambda node: (node.position, node.id))

    def figures(
        self, indicators: Sequence[Indicator], organisations: Iterable[int]
    ) -> dict[int, dict[str, Figure]]:
        """{organisation: {name: figure}} for all indicators at once."""
        for indicator in indicators:
            self.want(indicator.numerator)
            self.want(indicator.denominator)
        asked = list(organisations)
        columns = {indicator.name: self._column(indicator, asked) for indicator in indicators}
        return {one: {name: column[one] for name, column in columns.items()} for one in asked}

    def _column(self, indicator: Indicator, organisations: Sequence[int]) -> dict[int, Figure]:
        """One figure of every organisation: what is the same for all is asked once, a province has thousands."""
        top = self._totals(indicator.numerator)
        bottom = self._totals(indicator.denominator) if indicator.denominator else None
        if not self.has_records or not self._on_record(indicator.numerator):
            return dict.fromkeys(organisations, NOTHING)
        if bottom is None:
            return {one: Figure(value, value) if (value := top.get(one)) else ZERO for one in organisations}
        if not self._on_record(indicator.denominator):
            return {one: Figure(None, top.get(one, 0), None) for one in organisations}
        divide = ratio.share if indicator.kind is Kind.RATIO else ratio.quotient
        found = {}
        for one in organisations:
            numerator = top.get(one, 0)
            if denominator := bottom.get(one, 0):
                told = divide(numerator, denominator, indicator.decimals, indicator.rounding)
                found[one] = Figure(told, numerator, denominator)
            else:
                found[one] = Figure(None, numerator, 0) if numerator else NO_SHARE
        return found

    def _totals(self, numerator: Numerator) -> Mapping[int, Number]:
        """{organisation: value}, counted once in a run; whoever asks for parts and wholes asks twice."""
        self._kept.append(numerator)
        return self.once(("totals", id(numerator)), lambda: numerator.totals(self))

    def _on_record(self, numerator: Numerator | None) -> bool:
        """A stock at the start of the first day on record is known; of days before there are no records."""
        at_start = isinstance(numerator, Rows) and numerator.source.when == AT_START
        return bool(self.start_tree.nodes) if at_start else True
