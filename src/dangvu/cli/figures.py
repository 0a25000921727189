"""dangvu figures, dangvu explain: numbers, and what is behind each."""

from __future__ import annotations

import argparse
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import WrongUse, number, organisation_named, period_of
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import known_on
from dangvu.indicators import difference as why
from dangvu.indicators import queries
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Figure


def _figure(code: str, unit: str, kind: str, figure: Figure) -> dict[str, Any]:
    value = number(figure.value)
    if kind == "ratio" and value is not None:
        value = float(value)
    return {
        "code": code, "value": value, "numerator": number(figure.numerator),
        "denominator": number(figure.denominator), "unit": unit,
    }  # fmt: skip


def _known(asked: argparse.Namespace) -> int | None:
    return known_on(asked.as_known) if asked.as_known else None


def figures(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu figures --organisation NAME --period P [--by-unit] [--as-known D] [--tree D]."""
    period = period_of(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    table = queries.figures(
        actor=OPERATOR,
        organisation=organisation,
        period=period,
        known=_known(asked),
        by=asked.tree,
        by_unit=asked.by_unit,
    )
    if not asked.json:
        for indicator in table.indicators:
            figure = table.figures[indicator.name]
            print(f"{indicator.code:<6} {indicator.title:<58} {queries.computation(indicator, figure)}")
        print(f"{organisation.name}, {period.label}: {len(table.indicators)} chỉ tiêu.")
    answer: dict[str, Any] = {
        "organisation": organisation.name,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "figures": {i.name: _figure(i.code, i.unit, i.kind, table.figures[i.name]) for i in table.indicators},
    }
    answer["units"] = {
        unit.name: {name: number(figure.value) for name, figure in values.items()}
        for unit, values in table.units
    }
    return answer


def explain(asked: argparse.Namespace) -> Any:
    """dangvu explain NAME_OR_CODE --organisation NAME --period P, or --list."""
    if asked.list:
        if not asked.json:
            for indicator in CATALOGUE:
                print(f"{indicator.code:<6} {indicator.name:<40} {indicator.title}")
            print(f"{len(CATALOGUE)} chỉ tiêu.")
        return [
            {"name": i.name, "code": i.code, "kind": str(i.kind), "title": i.title, "unit": i.unit}
            for i in CATALOGUE
        ]
    if not (asked.name and asked.organisation and asked.period):
        raise WrongUse("Cần tên hoặc mã chỉ tiêu, --organisation và --period (hoặc --list).")
    period = period_of(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    found = queries.explain(
        actor=OPERATOR, name=asked.name, organisation=organisation, period=period, known=_known(asked)
    )
    if not asked.json:
        print(f"{found.indicator.code} {found.indicator.title}: {found.computation}")
        print(f"Cách tính: {found.indicator.definition}. Căn cứ: {found.indicator.basis}.")
        for record in found.records:
            day = f"{record.date:%d/%m/%Y}" if record.date else ""
            place = (
                f"{record.source.file} / {record.source.sheet} / dòng {record.source.row}"
                if record.source
                else ""
            )
            print(f"  {record.label:<32} {day:<11} {record.organisation:<50} {place}")
        print(f"{len(found.records)} bản ghi.")
    return {
        "name": found.indicator.name, "code": found.indicator.code, "value": number(found.figure.value),
        "definition": found.indicator.definition, "computation": found.computation, "basis": found.indicator.basis,
        "numerator": number(found.figure.numerator), "denominator": number(found.figure.denominator),
        "records": [_record(record) for record in found.records],
        "denominator_records": [_record(record) for record in found.denominator_records],
    }  # fmt: skip


def difference(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu difference NAME_OR_CODE --organisation NAME --period P [--to-period P] [--from-known D] [--to-known D]
    [--from-tree D] [--to-tree D]."""
    period = period_of(asked.period)
    to_period = period_of(asked.to_period) if asked.to_period else None
    if to_period is None and not any((asked.from_known, asked.to_known, asked.from_tree, asked.to_tree)):
        raise WrongUse("Cần hai mốc để so: --from-known và --to-known, --to-period, hoặc --to-tree.")
    database.expect()
    known = [None if day is None else known_on(day) for day in (asked.from_known, asked.to_known)]
    found = why.difference(
        actor=OPERATOR, name=asked.name, organisation=organisation_named(asked.organisation, period), period=period,
        to_period=to_period, from_known=known[0], to_known=known[1], from_tree=asked.from_tree, to_tree=asked.to_tree,
        reported=True,
    )  # fmt: skip
    if not asked.json:
        sides = [queries.computation(found.indicator, figure) for figure in (found.before, found.after)]
        print(f"{found.indicator.code} {found.indicator.title}: {sides[0]} → {sides[1]}")
        for part in found.parts:
            of = " (mẫu số)" if part.of == why.BOTTOM else ""
            print(f"  {part.title}{of}: {part.value:+g}, {len(part.records)} bản ghi")
            for record in part.records:
                print(f"    {record.label} · {record.organisation}")
    return {
        "name": found.indicator.name, "code": found.indicator.code, "unit": found.indicator.unit,
        "from": number(found.before.value), "to": number(found.after.value),
        "parts": [
            {
                "kind": part.why.value, "of": part.of, "value": number(part.value), "change": number(part.change),
                "records": [_record(record) for record in part.records],
            }
            for part in found.parts
        ],
    }  # fmt: skip


def _record(record: queries.ExplainedRecord) -> dict[str, Any]:
    return {
        "label": record.label, "date": record.date.isoformat() if record.date else None,
        "organisation": record.organisation, "weight": number(record.weight),
        "source": {"file": record.source.file, "sheet": record.source.sheet, "row": record.source.row}
        if record.source else None,
    }  # fmt: skip
