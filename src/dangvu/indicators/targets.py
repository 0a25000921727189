"""Where a target and the figure that measures it meet: how far the year has come, here and in each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_NAME, MEASURES
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import NOTHING, Figure, Run
from dangvu.indicators.judged import a_year_before, members_on, stand
from dangvu.indicators.queries import run_of
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node
from dangvu.work.resolutions.queries import TargetView
from dangvu.work.resolutions.rules.targets import (
    Asked,
    Forecast,
    Standing,
    State,
    TargetKind,
    forecast_by_pace,
    share_gone,
    to_date,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A target, the figure behind it, and how it stands on the last day of the days asked for."""

    target: TargetView
    indicator: Indicator | None
    figure: Figure
    period: Period  # the days whose result counts: from 1 January
    standing: Standing
    forecast: Forecast | None
    gone: Decimal
    base: float | None = None

    @property
    def is_behind(self) -> bool:
        """Behind its pace, missed at the end of its year, or over its ceiling."""
        return self.standing.state in (State.BEHIND, State.MISSED, State.OVER)


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit's part of a target, its result and where it may end."""

    node: Node
    members: float | None
    part: int
    figure: Figure
    standing: Standing
    forecast: Forecast | None

    @property
    def may_miss(self) -> int:
        """How many the unit may fall short by at the end of the year; 0 where it may not, or nothing is known."""
        if not self.part or self.forecast is None or self.standing.state is State.REACHED:
            return 0
        return max(0, self.part - self.forecast.middle)


def measurable(actor: Actor, organisation: int) -> list[Indicator]:
    """The figures by which a target can be measured there: inspection only by those who may see it."""
    inspection = may(actor, READ_INSPECTION, organisation)
    return [i for i in MEASURES if inspection or not i.sensitive]


def measured_until(period: Period) -> date:
    """The day by which targets are judged: the period's end, today where that is still to come, as what has not
    happened yet is not missing. The list of targets and the first page that counts it ask here."""
    return min(period.end, clock.today())


def measure(
    *, actor: Actor, organisation: Node, targets: Sequence[TargetView], on: date, known: int | None = None,
    parts: Mapping[int, int] | None = None,
) -> list[Measured]:  # fmt: skip
    """How each target stands at the organisation at the end of ``on``; ``parts``: the part given to it instead.

    One computation for each year's days, however many targets; one more for last year, and for each base day.
    """
    require(actor, READ_FIGURES, organisation.id)
    inspection = may(actor, READ_INSPECTION, organisation.id)
    by_year: dict[int, list[TargetView]] = {}
    for target in targets:
        by_year.setdefault(target.year, []).append(target)
    found: dict[int, Measured] = {}
    for year, mine in by_year.items():
        period, gone = to_date(year, on), share_gone(year, on)
        names = {t.indicator for t in mine}
        now = _figures(organisation, period, known, names)
        before = _figures(
            organisation,
            a_year_before(period),
            known,
            {t.indicator for t in mine if t.kind is TargetKind.TREND},
        )
        bases = _bases(organisation, mine, known)
        for target in mine:
            indicator = BY_NAME.get(target.indicator)
            hidden = indicator is not None and indicator.sensitive and not inspection
            figure = NOTHING if hidden else now.get(target.indicator, NOTHING)
            base = bases.get(target.id)
            part = None if parts is None else parts.get(target.id)
            whole = target.whole if part is None else Decimal(part)
            asked = Asked(target.kind, whole, target.per, target.falling)
            stands = stand(asked, figure, base, gone, before.get(target.indicator, NOTHING))
            counted = target.kind is TargetKind.COUNT and figure.value is not None
            forecast = forecast_by_pace(float(figure.value or 0), gone) if counted else None
            found[target.id] = Measured(target, indicator, figure, period, stands, forecast, gone, base)
    return [found[target.id] for target in targets]


def _figures(
    organisation: Node, period: Period, known: int | None, names: Iterable[str]
) -> Mapping[str, Figure]:
    wanted = [BY_NAME[name] for name in sorted(set(names)) if name in BY_NAME]
    if not wanted:
        return {}
    return run_of(organisation, period, known).figures(wanted, [organisation.id])[organisation.id]


def _bases(organisation: Node, targets: Sequence[TargetView], known: int | None) -> dict[int, float]:
    """{target: the number that its rate is held against}."""
    found: dict[int, float] = {}
    days: dict[date, list[int]] = {}
    for target in targets:
        if target.kind is not TargetKind.RATE:
            continue
        if target.base_value is not None:
            found[target.id] = float(target.base_value)
        elif target.base_on is not None:
            days.setdefault(target.base_on, []).append(target.id)
    for day, ids in days.items():
        members = members_on(
            day, organisation.id, BY_NAME, lambda period: run_of(organisation, period, known)
        )
        if members is not None:
            found.update(dict.fromkeys(ids, members))
    return found


def by_unit(
    *, actor: Actor, organisation: Node, target: TargetView, parts: Mapping[int, int], on: date,
    known: int | None = None,
) -> list[UnitStanding]:  # fmt: skip
    """Each direct unit (and whoever else has a part): members, part, result, pace, where it may end."""
    require(actor, READ_FIGURES, organisation.id)
    indicator = BY_NAME.get(target.indicator)
    if indicator is not None and indicator.sensitive:
        require(actor, READ_INSPECTION, organisation.id)
    period, gone = to_date(target.year, on), share_gone(target.year, on)
    run: Run = run_of(organisation, period, known)
    nodes = {node.id: node for node in run.units(organisation.id)}
    for given in parts:
        if given not in nodes and given in run.last_tree:
            nodes[given] = run.last_tree[given]
    wanted = [BY_NAME["members_start"], *([indicator] if indicator else [])]
    found = run.figures(wanted, nodes)
    rows = []
    for node in nodes.values():
        figure = found[node.id][indicator.name] if indicator else NOTHING
        part = parts.get(node.id, 0)
        value = Decimal(part) if target.kind is TargetKind.COUNT else target.value
        asked = Asked(target.kind, value, target.per, target.falling)
        stands = stand(asked, figure, found[node.id]["members_start"].value, gone, NOTHING)
        counted = target.kind is TargetKind.COUNT and figure.value is not None
        forecast = forecast_by_pace(float(figure.value or 0), gone) if counted else None
        rows.append(UnitStanding(node, found[node.id]["members_start"].value, part, figure, stands, forecast))
    return rows


def fits(kind: TargetKind, indicator: Indicator) -> bool:
    """Whether a figure can measure a target of this kind."""
    if kind in (TargetKind.COUNT, TargetKind.RATE, TargetKind.SESSIONS):
        return indicator.kind in (Kind.COUNT, Kind.SUM)
    if kind is TargetKind.ORGANISATION_SHARE:
        return indicator.kind is Kind.RATIO
    return True
