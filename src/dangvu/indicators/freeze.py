"""Freezing figures: what was sent or signed stays what it was, whatever the records say later.

The rows behind a figure are kept with it: who, where, when, with which weight, from which source row. Members are kept
without their names, which are looked up as known at the version's act, by whoever may read them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ISSUE_REPORT, READ_FIGURES, READ_INSPECTION, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.definition import Numerator, Record
from dangvu.indicators.engine import Figure
from dangvu.indicators.kinds import Reported, ReportedTable, as_number
from dangvu.indicators.models import FigureVersion, FrozenFigure, FrozenList
from dangvu.indicators.queries import HIDDEN_NAME, ExplainedRecord, listed_as, run_of
from dangvu.members.queries import profiles
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node

_FIELDS = (
    "version", "organisation", "name", "code", "definition_version", "value", "numerator", "denominator", "counted",
    "declared", "adjusted", "top", "bottom",
)  # fmt: skip


def freeze(
    *,
    actor: Actor,
    table: ReportedTable,
    known: int,
    title: str,
    capability: str = ISSUE_REPORT,
    lists: bool = False,
) -> FigureVersion:
    """Keep the figures of the organisation and of its units as they were after act ``known``.

    ``lists``: with the rows behind the organisation's own figures.
    """
    require(actor, capability, table.organisation.id)
    with act(actor, "indicators.freeze") as opened:
        version = FigureVersion.objects.create(
            act=opened,
            organisation_id=table.organisation.id,
            period_start=table.period.start,
            period_end=table.period.end,
            known_at=known,
            title=title,
        )
        kept = _Lists(version, table) if lists else None
        rows = [
            row
            for node, figures in [(table.organisation, table.figures), *table.units]
            for row in _rows(version.pk, node.id, figures, kept if node is table.organisation else None)
        ]
        bulk.insert(FrozenFigure, _FIELDS, rows)
        record(opened, "indicators.freeze", count=len(rows), organisation_id=table.organisation.id)
    return version


class _Lists:
    """The lists of one version, each kept once."""

    def __init__(self, version: FigureVersion, table: ReportedTable) -> None:
        self.version, self.table = version, table
        self._of: dict[int, int] = {}
        self._new: dict[str, tuple[int, bytes]] = {}
        self._first = 0

    def of(self, numerator: Numerator | None) -> int | None:
        """Which list (by its place in ``ids``) holds the rows of this number; None: no such number."""
        if numerator is None:
            return None
        if id(numerator) not in self._of:
            rows = [packed(one) for one in numerator.records(self.table.run, self.table.organisation.id)]
            content = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
            digest = sha256(content).hexdigest()
            self._new.setdefault(digest, (len(rows), content))
            self._of[id(numerator)] = list(self._new).index(digest)
        return self._of[id(numerator)]

    def write(self) -> None:
        rows = [
            (self.version.pk, digest, count, zlib.compress(content, 9))
            for digest, (count, content) in self._new.items()
        ]
        self._first = bulk.insert(FrozenList, ("version", "sha256", "count", "content"), rows).start

    def id_of(self, place: int | None) -> int | None:
        return None if place is None else self._first + place


def packed(one: Record) -> list[Any]:
    """A record without the name of the member it is about; a learner who is no member has no other place for the name."""
    day = one.date.isoformat() if one.date else None
    label = "" if one.person is not None else one.label
    return [one.person, one.organisation, day, float(one.weight), one.source_row, label, int(one.names)]


def frozen(version: FigureVersion) -> dict[int, dict[str, Figure]]:
    """{organisation: {name: figure}} as it was frozen."""
    found: dict[int, dict[str, Figure]] = {}
    columns = ("organisation_id", "name", "value", "numerator", "denominator")
    for organisation, name, *numbers in version.figures.order_by("pk").values_list(*columns):
        found.setdefault(organisation, {})[name] = Figure(*(_number(number) for number in numbers))
    return found


def frozen_reported(*, actor: Actor, version: int) -> dict[str, Reported]:
    """{name: what was reported, with its parts} of the version's own organisation, as far as the actor may see it."""
    made = FigureVersion.objects.get(pk=version)
    require(actor, READ_FIGURES, made.organisation_id)
    inspection = may(actor, READ_INSPECTION, made.organisation_id)
    found = {}
    for row in made.figures.filter(organisation_id=made.organisation_id).order_by("pk"):
        if row.name not in BY_NAME or (BY_NAME[row.name].sensitive and not inspection):
            continue
        figure = Figure(_number(row.value), _number(row.numerator), _number(row.denominator))
        found[row.name] = Reported(
            figure, _number(row.counted), _number(row.declared), _number(row.adjusted) or 0
        )
    return found


def frozen_records(*, actor: Actor, version: int, name: str, organisation: Node) -> list[ExplainedRecord]:
    """The rows that stood behind a figure when it was frozen; LookupError where none were kept."""
    row = (
        FrozenFigure.objects.filter(version_id=version, organisation_id=organisation.id, name=name)
        .select_related("version", "top")
        .first()
    )
    if row is None or row.top is None:
        raise LookupError(name)
    sensitive = BY_NAME[name].sensitive
    require(actor, READ_INSPECTION if sensitive else READ_FIGURES, organisation.id)
    rows = json.loads(zlib.decompress(bytes(row.top.content)))
    people = profiles([one[0] for one in rows if one[0] is not None], row.version.known_at)
    records = [
        Record(
            people[who].name if who in people else label or HIDDEN_NAME, date.fromisoformat(day) if day else None,
            where, source, who, as_number(weight), bool(names) or who is not None,
        )
        for who, where, day, weight, source, label, names in rows
    ]  # fmt: skip
    hidden = not may(actor, READ_INSPECTION if sensitive else READ_NAMES, organisation.id)
    period = Period(row.version.period_start, row.version.period_end)
    return listed_as(run_of(organisation, period, row.version.known_at), records, hidden)


def _rows(
    version: int, organisation: int, figures: Mapping[str, Reported], lists: _Lists | None
) -> Sequence[tuple[object, ...]]:
    found = []
    places = {
        name: (lists.of(BY_NAME[name].numerator), lists.of(BY_NAME[name].denominator))
        if lists
        else (None, None)
        for name in figures
    }
    if lists is not None:
        lists.write()
    for name, reported in figures.items():
        figure, (top, bottom) = reported.figure, places[name]
        found.append(
            (
                version, organisation, name, BY_NAME[name].code, BY_NAME[name].version,
                figure.value, figure.numerator, figure.denominator, reported.counted, reported.declared,
                reported.adjusted, lists.id_of(top) if lists else None, lists.id_of(bottom) if lists else None,
            )
        )  # fmt: skip
    return found


def _number(value: Decimal | None) -> float | None:
    return None if value is None else as_number(value)
