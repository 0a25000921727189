"""Figures about targets: each target held against the figure that measures it (domain §9.2 no. 97)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dangvu.foundation.periods import Period
from dangvu.indicators.definition import Indicator, Number, Record
from dangvu.indicators.engine import NOTHING, Figure, Run
from dangvu.work.resolutions.queries.targets import TargetView, all_of_year
from dangvu.work.resolutions.rules.targets import (
    Asked,
    Standing,
    TargetKind,
    share_gone,
    standing,
    to_date,
    words,
)

#: What a base of a rate is taken from where no number is written: the members of that day.
_BASE, _BASE_BEFORE = "members_end", "members_start"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a target stands for one organisation: for whoever set it, by its whole; for a unit, by its part."""

    target: TargetView
    organisation: int
    standing: Standing


@dataclass(frozen=True)
class Judged:
    """Targets of the year that pass a test on the last day of the period.

    An organisation answers for what it set itself and for its parts of what was set above; nothing is added up over
    units. ``measures`` are the figures by which a target can be judged, by machine name.
    """

    measures: Mapping[str, Indicator]
    test: Callable[[Standing], bool]

    def totals(self, run: Run) -> Mapping[int, Number]:
        return Counter(one.organisation for one in self._found(run))

    def records(self, run: Run, organisation: int) -> list[Record]:
        return [
            Record(f"{one.target.heading}: {words(one.standing)}", None, organisation)
            for one in self._found(run)
            if one.organisation == organisation
        ]

    def _found(self, run: Run) -> list[Judgement]:
        return [
            one for one in run.once("judged", lambda: judge(run, self.measures)) if self.test(one.standing)
        ]


def judge(run: Run, measures: Mapping[str, Indicator]) -> list[Judgement]:
    """Every target of the year in which the period ends, for everybody who answers for it."""
    end = run.window.period.end
    answering = [
        (target, organisation, whole)
        for target, parts in all_of_year(end.year, run.window.known)
        for organisation, whole in _answering(target, parts)
        if run.counts(organisation)
    ]
    if not answering:
        return []
    period, gone = to_date(end.year, end), share_gone(end.year, end)
    now = _measured(run.beside(period), measures, answering)
    trends = [one for one in answering if one[0].kind is TargetKind.TREND]
    before = _measured(run.beside(a_year_before(period)), measures, trends) if trends else {}
    found = []
    for target, organisation, whole in answering:
        asked = Asked(target.kind, whole, target.per, target.falling)
        key = (target.indicator, organisation)
        base = _base(run, measures, target, organisation)
        stands = stand(asked, now.get(key, NOTHING), base, gone, before.get(key, NOTHING))
        found.append(Judgement(target, organisation, stands))
    return found


def _answering(target: TargetView, parts: Mapping[int, int]) -> Iterable[tuple[int, Decimal | None]]:
    yield target.organisation, target.whole
    for organisation, part in parts.items():
        if organisation != target.organisation:
            yield organisation, Decimal(part)


def _measured(
    run: Run, measures: Mapping[str, Indicator], answering: list[tuple[TargetView, int, Decimal | None]]
) -> dict[tuple[str, int], Figure]:
    wanted = {target.indicator for target, *_ in answering} & set(measures)
    found = run.figures([measures[name] for name in sorted(wanted)], {one for _, one, _ in answering})
    return {(name, one): figure for one, figures in found.items() for name, figure in figures.items()}


def _base(run: Run, measures: Mapping[str, Indicator], target: TargetView, organisation: int) -> float | None:
    if target.kind is not TargetKind.RATE:
        return None
    if target.base_value is not None:
        return float(target.base_value)
    if target.base_on is None:
        return None
    return members_on(target.base_on, organisation, measures, run.beside)


def members_on(
    day: date, organisation: int, measures: Mapping[str, Indicator], run_for: Callable[[Period], Run]
) -> float | None:
    """How many members the organisation had at the end of ``day``; None where no record tells."""
    there = run_for(Period(day, day)).figures([measures[_BASE]], [organisation])
    if (members := there[organisation][_BASE].value) is not None:
        return float(members)
    following = day + timedelta(
        days=1
    )  # the evening before the first list is the opening stock of the day after
    next_day = run_for(Period(following, following)).figures([measures[_BASE_BEFORE]], [organisation])
    members = next_day[organisation][_BASE_BEFORE].value
    return None if members is None else float(members)


def stand(asked: Asked, figure: Figure, base: float | None, gone: Decimal, before: Figure) -> Standing:
    """What is asked held against a figure: its value where something is counted, its two numbers where a share is."""
    if asked.kind in (TargetKind.COUNT, TargetKind.SESSIONS):
        return standing(asked, figure.value, None, gone)
    if asked.kind is TargetKind.RATE:
        return standing(asked, figure.value, base, gone)
    if asked.kind is TargetKind.TREND:
        return standing(asked, figure.value, None, gone, before.value)
    return standing(asked, figure.numerator, figure.denominator, gone)


def a_year_before(period: Period) -> Period:
    """The same days of the year before."""

    def earlier(day: date) -> date:
        try:
            return day.replace(year=day.year - 1)
        except ValueError:  # 29 February
            return day.replace(year=day.year - 1, day=28)

    return Period(earlier(period.start), earlier(period.end))
