"""Freezing figures: what a document said stays what it said, whatever the records say later."""

from __future__ import annotations

from decimal import Decimal

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ISSUE_REPORT
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.engine import Figure
from dangvu.indicators.models import FigureVersion, FrozenFigure
from dangvu.indicators.queries import FigureTable
from dangvu.organisations.access import require

_FIELDS = (
    "version", "organisation", "name", "code", "definition_version", "value", "numerator", "denominator",
)  # fmt: skip


def freeze(*, actor: Actor, table: FigureTable, known: int, title: str) -> FigureVersion:
    """Keep the figures of the organisation and of its units as they were after act ``known``."""
    require(actor, ISSUE_REPORT, table.organisation.id)
    with act(actor, "indicators.freeze") as opened:
        version = FigureVersion.objects.create(
            act=opened,
            organisation_id=table.organisation.id,
            period_start=table.period.start,
            period_end=table.period.end,
            known_at=known,
            title=title,
        )
        rows = [
            row
            for node, figures in [(table.organisation, table.figures), *table.units]
            for row in _rows(version.pk, node.id, figures)
        ]
        bulk.insert(FrozenFigure, _FIELDS, rows)
        record(opened, "indicators.freeze", count=len(rows), organisation_id=table.organisation.id)
    return version


def frozen(version: FigureVersion) -> dict[int, dict[str, Figure]]:
    """{organisation: {name: figure}} as it was frozen."""
    found: dict[int, dict[str, Figure]] = {}
    columns = ("organisation_id", "name", "value", "numerator", "denominator")
    for organisation, name, *numbers in version.figures.order_by("pk").values_list(*columns):
        found.setdefault(organisation, {})[name] = Figure(*(_number(number) for number in numbers))
    return found


def _rows(version: int, organisation: int, figures: dict[str, Figure]) -> list[tuple[object, ...]]:
    return [
        (
            version, organisation, name, BY_NAME[name].code, BY_NAME[name].version,
            figure.value, figure.numerator, figure.denominator,
        )
        for name, figure in figures.items()
    ]  # fmt: skip


def _number(value: Decimal | None) -> float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral() else float(value)
