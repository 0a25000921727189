"""Checks of a form: within it, with other forms, with its units below, and with the period before.

A check that fails is told with both numbers and with what stands in one list and not in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.indicators.definition import Number, Record
from dangvu.indicators.queries import ExplainedRecord, listed_as
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node
from dangvu.statistics import vocabulary
from dangvu.statistics.counting import FormRun, Sheet
from dangvu.statistics.queries import Version, forms_on, new_run, people_behind
from dangvu.statistics.rules import Check, Column, Row, Term

#: So many entries of a difference are shown.
MOST = 50


@dataclass(frozen=True)
class Result:
    """One check of one column. ``holds`` None: it could not be made, and ``why`` says why."""

    title: str
    column: str
    left: Number | None
    right: Number | None
    holds: bool | None
    why: str = ""
    only_left: Sequence[ExplainedRecord] = ()
    only_right: Sequence[ExplainedRecord] = ()
    left_more: int = 0
    right_more: int = 0

    @property
    def difference(self) -> Number:
        return (self.left or 0) - (self.right or 0)


@dataclass
class Checking:
    """All that the checks of one form look at, each counted once."""

    actor: Actor
    organisation: Node
    period: Period
    version: Version
    known: int | None = None

    def __post_init__(self) -> None:
        self.run = new_run(self.organisation, self.period, self.known)
        self.forms = forms_on(self.period.start, self.known)
        self._sheets: dict[str, Sheet] = {}
        self._values: dict[str, dict[tuple[str, str], Number | None]] = {}
        self.hidden = not may(self.actor, READ_NAMES, self.organisation.id)

    def sheet(self, form: str) -> Sheet | None:
        """The form counted in this run; None where there is none of this code in the period."""
        mine = form in ("", self.version.form.code)
        if not mine and form not in self.forms:
            return None
        if form not in self._sheets:
            asked = self.version.form if mine else self.forms[form].form
            self._sheets[form] = Sheet(self.run, asked)
            cells = self._sheets[form].cells([self.organisation.id])[self.organisation.id]
            self._values[form] = {place: cell.value for place, cell in cells.items()}
        return self._sheets[form]

    def value(self, term: Term, column: str) -> Number | None:
        if self.sheet(term.form) is None:
            return None
        return self._values[term.form].get((term.row, column))

    def results(self) -> Iterator[Result]:
        form = self.version.form
        for check in form.checks:
            for column in form.columns:
                # A unit that becomes one of another kind moves between columns without a movement of people.
                if not (column.kinds and self.run.cuts):
                    yield self._of(check, column)
        yield from self._carried()
        yield from self._of_units()

    def _of(self, check: Check, column: Column) -> Result:
        if check.yearly and self.period != self.period.year:
            return Result(check.text, column.title, None, None, None, "Chỉ đối chiếu số liệu cả năm.")
        sides = []
        for terms in (check.left, check.right):
            values = [self.value(term, column.code) for term in terms]
            if any(value is None for value in values):
                return Result(
                    check.text,
                    column.title,
                    None,
                    None,
                    None,
                    "Có dòng chưa có dữ liệu nên chưa đối chiếu được.",
                )
            sides.append(
                sum(-(v or 0) if term.minus else (v or 0) for term, v in zip(terms, values, strict=True))
            )
        left, right = sides
        if left == right:
            return Result(check.text, column.title, left, right, True)
        lists = [self._records(terms, column.code) for terms in (check.left, check.right)]
        return self._differing(check.text, column.title, left, right, lists[0], lists[1], self.run)

    def _records(self, terms: Sequence[Term], column: str) -> list[tuple[int, Record]]:
        found: list[tuple[int, Record]] = []
        for term in terms:
            sheet = self.sheet(term.form)
            if sheet is not None:
                told = people_behind(self.run, sheet, self.organisation.id, term.row, column)
                found += [(-sign if term.minus else sign, record) for sign, record in told]
        return found

    def _differing(
        self, title: str, column: str, left: Number, right: Number, here: list[tuple[int, Record]],
        there: list[tuple[int, Record]], run: FormRun,
    ) -> Result:  # fmt: skip
        more, less = _apart(here, there)
        return Result(
            title, column, left, right, False, "", listed_as(run, more[:MOST], self.hidden),
            listed_as(run, less[:MOST], self.hidden), max(0, len(more) - MOST), max(0, len(less) - MOST),
        )  # fmt: skip

    # -- with the period before, and with the units ----------------------------------------------------

    def _carried(self) -> Iterator[Result]:
        """What the period begins with is what the one before ended with."""
        form = self.version.form
        if form.carried is None:
            return
        opening, closing = form.carried
        before = _before(self.period)
        column = form.columns[0]
        title = f"{opening} kỳ này = {closing} kỳ trước ({before.label})"
        run = new_run(self.organisation, before, self.known)
        sheet = Sheet(run, form)
        then = sheet.cells([self.organisation.id], [closing])[self.organisation.id][
            closing, column.code
        ].value
        now = self.value(Term(opening), column.code)
        if now is None or then is None:
            yield Result(title, column.title, now, then, None, "Kỳ trước chưa có số liệu.")
        elif now == then:
            yield Result(title, column.title, now, then, True)
        else:
            mine = self.sheet("")
            here = people_behind(self.run, mine, self.organisation.id, opening, column.code) if mine else []
            there = people_behind(run, sheet, self.organisation.id, closing, column.code)
            yield self._differing(title, column.title, now, then, here, there, self.run)

    def _of_units(self) -> Iterator[Result]:
        """The units below, and what belongs to the organisation itself, make its number."""
        form, run, here = self.version.form, self.run, self.organisation.id
        units = run.units(here)
        sheet = self.sheet("")
        if not units or sheet is None or self.period.start < min(run.cuts, default=self.period.start):
            if units:  # a change of the tree inside the period: units gained and lost people with their organisations
                yield Result("Cộng các đơn vị trực thuộc = toàn đảng bộ", form.columns[0].title, None, None, None,
                             "Trong kỳ có thay đổi tổ chức nên không cộng theo đơn vị được.")  # fmt: skip
            return
        column = form.columns[0].code
        below = sheet.cells([unit.id for unit in units])
        for row in form.rows:
            if not _is_additive(sheet, row):
                continue
            whole = self.value(Term(row.code), column)
            parts = [below[unit.id][row.code, column].value for unit in units]
            if whole is None or any(part is None for part in parts):
                continue
            total = sum(part or 0 for part in parts)
            if total == whole:
                continue
            told = people_behind(run, sheet, here, row.code, column)
            own = [(sign, record) for sign, record in told if record.organisation == here]
            if total + sum(sign for sign, _ in own) != whole:
                title = f"Dòng {row.code}: toàn đảng bộ = cộng các đơn vị trực thuộc"
                inside = [
                    one for unit in units for one in people_behind(run, sheet, unit.id, row.code, column)
                ]
                yield self._differing(title, form.columns[0].title, whole, total, told, [*inside, *own], run)
        yield Result("Cộng các đơn vị trực thuộc = toàn đảng bộ", form.columns[0].title, None, None, True)


def _is_additive(sheet: Sheet, row: Row) -> bool:
    measures = vocabulary.measures()
    return not row.is_heading and all(
        measures[part.counts].additive and not measures[part.counts].mean for part, _ in sheet.parts(row.code)
    )


def _before(period: Period) -> Period:
    """The period of the same length that ends the day before."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    end = period.start - timedelta(days=1)
    if period.start.day != 1 or Period.parse(f"{period.end:%Y-%m}").end != period.end:
        return Period(end - (period.end - period.start), end)
    year, month = divmod(period.start.year * 12 + period.start.month - 1 - months, 12)
    return Period(period.start.replace(year=year, month=month + 1), end)


def _apart(
    here: Sequence[tuple[int, Record]], there: Sequence[tuple[int, Record]]
) -> tuple[list[Record], list[Record]]:
    """What one side has more of than the other, person by person (of what names nobody: row by row)."""

    def key(record: Record) -> tuple[object, ...]:
        return (
            (record.person,)
            if record.person is not None
            else (record.label, record.date, record.organisation)
        )

    count: Counter[tuple[object, ...]] = Counter()
    example: dict[tuple[object, ...], Record] = {}
    for side, weight in ((here, 1), (there, -1)):
        for sign, record in side:
            count[key(record)] += sign * weight
            example.setdefault(key(record), record)
    more = [example[one] for one, number in count.items() for _ in range(max(0, number))]
    less = [example[one] for one, number in count.items() for _ in range(max(0, -number))]
    return more, less


def checked(
    *, actor: Actor, organisation: Node, period: Period, version: Version, known: int | None = None
) -> list[Result]:
    """Every check of a form for an organisation and a period; those that fail first."""
    require(actor, READ_FIGURES, organisation.id)
    found = list(Checking(actor, organisation, period, version, known).results())
    return sorted(found, key=lambda one: one.holds is not False)
