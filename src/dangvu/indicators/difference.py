"""Why a figure changed: between two moments of knowledge, two periods, two trees, or all of them, row by row.

The difference is taken apart in steps, so that nothing is told twice: first what became known about the first
period, then what the second period has that the first has not, then what another tree places elsewhere. Of each step the rows of both lists are laid beside
each other; those that are the same on both sides say nothing, every other one has exactly one reason. The parts are
disjoint and add up to the difference (design §6; a property test holds it over random worlds).

Of a reported figure (``reported``) what units declare and what people adjusted stands beside the rows: an adjustment
made or taken back is a part of its own, and so is a unit that goes over from records to its word, or back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.definition import Indicator, Kind, Numerator, Organisations, Record, Rows, Window
from dangvu.indicators.engine import Figure, Run
from dangvu.indicators.kinds import Part, Scope, counterpart, declarable
from dangvu.indicators.queries import ExplainedRecord, listed_as, run_of
from dangvu.indicators.sources import AT_START, DURING
from dangvu.members.queries import kept_people
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node


class Why(StrEnum):
    """The reason of one part; in the order in which they are told."""

    ENTERED = "entered"
    LEFT = "left"
    CORRECTED = "corrected"
    LATE = "late_entry"
    REORGANISED = "reorganised"
    DEFINITION = "definition_changed"
    ADJUSTED = "adjusted"


TITLES = {
    Why.ENTERED: "Tăng trong thời gian giữa hai kỳ", Why.LEFT: "Giảm trong thời gian giữa hai kỳ",
    Why.CORRECTED: "Đính chính", Why.LATE: "Ghi muộn", Why.REORGANISED: "Sắp xếp tổ chức",
    Why.DEFINITION: "Đổi cách tính", Why.ADJUSTED: "Điều chỉnh có lý do",
}  # fmt: skip
EVER = Period(date(1930, 1, 1), date(2199, 12, 31))
TOP, BOTTOM = "numerator", "denominator"


@dataclass(frozen=True)
class Reason:
    """One reason: what it adds to the figure (``value``, in the figure's own unit) and to the number that it
    belongs to (``change``, of the numerator or the denominator), and the rows behind it."""

    why: Why
    of: str
    value: float
    change: float
    records: Sequence[ExplainedRecord]

    @property
    def title(self) -> str:
        return TITLES[self.why]


@dataclass(frozen=True)
class Difference:
    """The figure on both sides, and the parts that lead from one to the other. No value counts as nothing."""

    indicator: Indicator
    before: Figure
    after: Figure
    parts: Sequence[Reason]


def difference(
    *, actor: Actor, name: str, organisation: Node, period: Period, to_period: Period | None = None,
    from_known: int | None = None, to_known: int | None = None, from_tree: date | None = None,
    to_tree: date | None = None, reported: bool = False,
) -> Difference:  # fmt: skip
    """Why the figure ``name`` of ``period`` as known after act ``from_known`` is another one for ``to_period`` (the
    same) as known after act ``to_known`` (now), and by the tree of another day (``from_tree``, ``to_tree``; none: the
    trees of the period's own days). LookupError where there is no such figure."""
    (found,) = differences(
        actor=actor, names=[name], organisation=organisation, period=period, to_period=to_period,
        from_known=from_known, to_known=to_known, from_tree=from_tree, to_tree=to_tree, reported=reported,
    )  # fmt: skip
    return found


def differences(
    *, actor: Actor, names: Sequence[str], organisation: Node, period: Period, to_period: Period | None = None,
    from_known: int | None = None, to_known: int | None = None, from_tree: date | None = None,
    to_tree: date | None = None, reported: bool = False,
) -> list[Difference]:  # fmt: skip
    """The same of several figures: trees and numbers are asked once for all. ``reported``: of what is reported
    (records, declared and adjusted numbers together), else of what the records say."""
    wanted = [indicator(name) for name in names]
    require(actor, READ_FIGURES, organisation.id)
    if any(asked.sensitive for asked in wanted):
        require(actor, READ_INSPECTION, organisation.id)
    moments: list[tuple[Period, int | None, date | None]] = [
        (period, from_known, from_tree),
        (period, to_known, from_tree),
    ]
    steps: list[type[_Step]] = [_Known]
    if to_period is not None and to_period != period:
        moments.append((to_period, to_known, from_tree))
        steps.append(_Period)
    if to_tree != from_tree:
        moments.append((moments[-1][0], to_known, to_tree))
        steps.append(_Tree)
    scopes = [Scope(organisation, *moment) for moment in moments] if reported else []
    runs = [scope.run for scope in scopes] or [run_of(organisation, *moment) for moment in moments]
    if reported:
        told = [scope.reported(wanted, [organisation.id])[organisation.id] for scope in scopes]
        figures = [{name: one.figure for name, one in found.items()} for found in told]
    else:
        figures = [run.figures(wanted, [organisation.id])[organisation.id] for run in runs]
    kept = kept_people(to_known)
    found = []
    for asked in wanted:
        hidden = not may(actor, READ_INSPECTION if asked.sensitive else READ_NAMES, organisation.id)
        sides = [figure[asked.name] for figure in figures]
        found.append(_taken_apart(asked, organisation.id, steps, runs, sides, kept, hidden, scopes))
    return found


def _taken_apart(
    asked: Indicator, organisation: int, steps: Sequence[type[_Step]], runs: Sequence[Run], figures: Sequence[Figure],
    kept: dict[int, int], hidden: bool, scopes: Sequence[Scope],
) -> Difference:  # fmt: skip
    changes: dict[tuple[str, Why], _Change] = {}
    for of, numerator in ((TOP, asked.numerator), (BOTTOM, asked.denominator)):
        for step, (before, after) in zip(steps, pairwise(scopes), strict=bool(scopes)):
            _words(changes, of, before, after, _said(asked, numerator), step)
        for number, (one, other) in enumerate(pairwise(runs)):
            if numerator is not None:
                told = [_has(of, figures[number]), _has(of, figures[number + 1])]
                steps[number](one, other, numerator, organisation, kept, told).into(changes, of)
    values = _in_its_unit(asked, figures[0], figures[-1], changes)
    parts = [
        Reason(why, of, values[of, why], change.value, listed_as(change.run, change.records, hidden))
        for (of, why), change in sorted(changes.items(), key=lambda c: (c[0][0] == BOTTOM, list(Why).index(c[0][1])))
    ]  # fmt: skip
    return Difference(asked, figures[0], figures[-1], parts)


def _said(asked: Indicator, numerator: Numerator | None) -> str:
    """The figure of which a word or an adjustment would be in this number; '' where none can be."""
    if numerator is None:
        return ""
    made = asked if asked.denominator is None else counterpart(id(numerator))
    return made.name if made is not None and declarable(made) else ""


def _words(
    changes: dict[tuple[str, Why], _Change],
    of: str,
    before: Scope,
    after: Scope,
    name: str,
    step: type[_Step],
) -> None:
    """What differs in the declared and adjusted numbers of one figure."""
    if not name:
        return
    old, new = ({part.key: part for part in scope.parts(name)} for scope in (before, after))
    for key in [*old, *(key for key in new if key not in old)]:
        was, now = old.get(key), new.get(key)
        value = (now.value if now else 0) - (was.value if was else 0)
        if value:
            part = now or was
            assert part is not None
            why = Why.REORGANISED if step is _Tree else _why_said(part, was, now, before, after, step)
            change = changes.setdefault((of, why), _Change((after if now else before).run))
            change.add(Record(part.label, None, part.organisation), value)


def _why_said(
    part: Part, was: Part | None, now: Part | None, before: Scope, after: Scope, step: type[_Step]
) -> Why:
    if part.is_adjustment:
        return Why.ADJUSTED
    if (part.organisation in before.heads) != (part.organisation in after.heads):
        return Why.DEFINITION
    if step is _Known:
        return Why.LATE if was is None else Why.CORRECTED
    return Why.ENTERED if (now.value if now else 0) > (was.value if was else 0) else Why.LEFT


def _has(of: str, figure: Figure) -> bool:
    """Whether the number was on record at all: before the first list there are no rows to tell."""
    return (figure.numerator if of == TOP else figure.denominator) is not None


@dataclass
class _Change:
    """What one reason adds to one number. ``run`` tells the names of organisations."""

    run: Run
    value: float = 0
    records: list[Record] = field(default_factory=list)

    def add(self, record: Record, weight: float) -> None:
        self.value += weight
        self.records.append(
            Record(record.label, record.date, record.organisation, record.source_row, record.person, weight, record.names)
        )  # fmt: skip


Subject = tuple[object, ...]


class _Step:
    """The rows of a number on two sides that differ in one respect only."""

    def __init__(
        self, one: Run, other: Run, numerator: Numerator, organisation: int, kept: dict[int, int], told: list[bool]
    ) -> None:  # fmt: skip
        self.one, self.other, self.numerator, self.organisation = one, other, numerator, organisation
        self.kept, self.both_told = kept, all(told)
        self.lasts = isinstance(numerator, Organisations) or (
            isinstance(numerator, Rows) and numerator.source.when != DURING
        )
        before = numerator.records(one, organisation) if told[0] else []
        after = numerator.records(other, organisation) if told[1] else []
        self.gone, self.new = self._apart(before, after)

    def subject(self, record: Record) -> Subject:
        """Whom or what a row is about, whatever else it says."""
        if record.person is not None:
            return ("person", self.kept.get(record.person, record.person))
        return (record.label, record.organisation)

    def whole_row(self, record: Record) -> Subject:
        """What makes two rows of the two sides the same one."""
        return (*self.subject(record), record.date, record.organisation, float(record.weight))

    def _apart(self, before: Iterable[Record], after: Iterable[Record]) -> tuple[list[Record], list[Record]]:
        """The rows that only one side has."""
        waiting: dict[Subject, list[Record]] = defaultdict(list)
        for record in before:
            waiting[self.whole_row(record)].append(record)
        new = []
        for record in after:
            there = waiting.get(self.whole_row(record))
            if there:
                there.pop()
            else:
                new.append(record)
        return [record for rows in waiting.values() for record in rows], new

    def pairs(self) -> list[tuple[Record, float]]:
        """Rows of one subject on both sides that say something else: the later row, and what it adds now."""
        waiting: dict[Subject, list[Record]] = defaultdict(list)
        for record in self.gone:
            waiting[self.subject(record)].append(record)
        found, new = [], []
        for record in self.new:
            there = waiting.get(self.subject(record))
            if there:
                was = there.pop(0)
                found.append((record, float(record.weight) - float(was.weight)))
            else:
                new.append(record)
        self.gone, self.new = [record for rows in waiting.values() for record in rows], new
        return found

    def changed_sides(self, record: Record) -> bool:
        """Whether the row is left out on one side only: its unit declares there instead of keeping records."""
        return (record.organisation in self.one.without) != (record.organisation in self.other.without)

    def placed(self, run: Run, record: Record) -> bool:
        """Whether a row of this owner and day counts for the organisation by the tree of ``run``."""
        if isinstance(self.numerator, Organisations):
            tree = run.last_tree
            return record.organisation in tree and self.organisation in tree.path(record.organisation)
        if self.lasts:
            at_start = isinstance(self.numerator, Rows) and self.numerator.source.when == AT_START
            tree = run.start_tree if at_start else run.last_tree
        else:
            tree = run.last_tree if record.date is None else run.tree_of_day(record.date)
        return self.organisation in run.path(record.organisation, tree)

    def into(self, changes: dict[tuple[str, Why], _Change], of: str) -> None:
        """Add the reason of every row that only one side has, or that both have otherwise."""
        raise NotImplementedError


class _Known(_Step):
    """The same days, known at two moments."""

    def into(self, changes: dict[tuple[str, Why], _Change], of: str) -> None:
        def told(why: Why, run: Run) -> _Change:
            return changes.setdefault((of, why), _Change(run))

        for record, weight in self.pairs():
            if weight:
                told(Why.CORRECTED, self.other).add(record, weight)
        for record in self.gone:
            why = Why.CORRECTED if self.placed(self.other, record) else Why.REORGANISED
            why = Why.DEFINITION if self.changed_sides(record) else why
            told(why, self.one).add(record, -float(record.weight))
        heard_of = self._heard_of(self.new)
        for record in self.new:
            if self.changed_sides(record):
                why = Why.DEFINITION
            elif not self.placed(self.one, record) and record.organisation in self.one.last_tree:
                why = Why.REORGANISED
            else:
                why = Why.CORRECTED if self.subject(record) in heard_of else Why.LATE
            told(why, self.other).add(record, float(record.weight))

    def _heard_of(self, records: Sequence[Record]) -> set[Subject]:
        """The subjects of which rows of this kind were known before, of whatever day and place."""
        if not isinstance(self.numerator, Rows) or not records:
            return set()
        source, window = self.numerator.source, self.one.window
        if not self.lasts:
            window = Window(EVER, window.known, window.parameters)
        rows = source.rows(window)
        if source.people:
            known = {record.person for record in records}
            people = known | {person for person, keeper in self.kept.items() if keeper in known}
            rows = rows.filter(person_id__in=people)
        return {self.subject(source.record(row, window)) for row in rows.values(*source.columns)}


class _Period(_Step):
    """Two periods, known at one moment."""

    def into(self, changes: dict[tuple[str, Why], _Change], of: str) -> None:
        def told(why: Why, run: Run) -> _Change:
            return changes.setdefault((of, why), _Change(run))

        for record, weight in self.pairs() if self.lasts else ():
            if weight:
                told(Why.ENTERED if weight > 0 else Why.LEFT, self.other).add(record, weight)
        stands = self.lasts and self.both_told  # before the first list there was no other place to be in
        for record in self.gone:
            moved = stands and not self.placed(self.other, record)
            why = Why.DEFINITION if self.changed_sides(record) else Why.REORGANISED if moved else Why.LEFT
            told(why, self.one).add(record, -float(record.weight))
        for record in self.new:
            moved = stands and not self.placed(self.one, record)
            why = Why.DEFINITION if self.changed_sides(record) else Why.REORGANISED if moved else Why.ENTERED
            told(why, self.other).add(record, float(record.weight))


class _Tree(_Step):
    """The same days, known at one moment, placed by two trees."""

    def into(self, changes: dict[tuple[str, Why], _Change], of: str) -> None:
        for records, sign, run in ((self.gone, -1, self.one), (self.new, 1, self.other)):
            for record in records:
                change = changes.setdefault((of, Why.REORGANISED), _Change(run))
                change.add(record, sign * float(record.weight))


def _in_its_unit(
    asked: Indicator, before: Figure, after: Figure, changes: dict[tuple[str, Why], _Change]
) -> dict[tuple[str, Why], float]:
    """What each change adds to the figure itself. A share moves first by its numerator, over the old denominator,
    then by its denominator; the last digit is shared out so that the parts add up to the printed difference."""
    if asked.kind not in (Kind.RATIO, Kind.MEAN):
        return {key: change.value for key, change in changes.items() if key[0] == TOP} | {
            key: 0 for key in changes if key[0] == BOTTOM
        }
    scale = 100 if asked.kind is Kind.RATIO else 1
    old, new = Fraction(before.denominator or 0), Fraction(after.denominator or 0)
    over = old or new
    exact: dict[tuple[str, Why], Fraction] = {}
    by_bottom = scale * Fraction(after.numerator or 0) * (1 / new - 1 / old) if old and new else Fraction(0)
    for key, change in changes.items():
        if key[0] == TOP:
            exact[key] = scale * Fraction(change.value) / over if over else Fraction(0)
        else:
            exact[key] = by_bottom * Fraction(change.value) / (new - old) if new != old else Fraction(0)
    gap = round((Fraction(after.value or 0) - Fraction(before.value or 0)) * 10**asked.decimals)
    return _shared_out(exact, gap, asked.decimals)


def _shared_out(
    exact: dict[tuple[str, Why], Fraction], gap: int, decimals: int
) -> dict[tuple[str, Why], float]:
    """Whole last digits that add up to ``gap``, each as near its exact value as can be (largest remainders)."""
    units = {key: value * 10**decimals for key, value in exact.items()}
    whole = {key: int(value // 1) for key, value in units.items()}
    missing = gap - sum(whole.values())
    order = sorted(units, key=lambda key: units[key] - whole[key], reverse=missing > 0)
    for number in range(abs(missing)) if order else ():
        whole[order[number % len(order)]] += 1 if missing > 0 else -1
    return {key: value / 10**decimals for key, value in whole.items()}
