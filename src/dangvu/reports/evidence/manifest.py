"""What an issued report rests on, as plain data: every printed figure down to its units, and what is not in them.

Nothing is asked here: it is put together from the material of the report and the facts beside it. The parts of a figure
and what stands outside the units always add up to it exactly; a unit that is not named has nothing in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dangvu.indicators.definition import Indicator
from dangvu.indicators.kinds import Reported
from dangvu.indicators.queries import computation, printed
from dangvu.organisations.tree import Node
from dangvu.reports.context import Composed, Material, source_of
from dangvu.reports.document import Document, Table
from dangvu.reports.letterhead import number_and_symbol
from dangvu.review.rules import State

from .canonical import number
from .facts import Facts, numbers_of, stamp

SCHEMA = "dangvu-manifest/1"
#: What the numbers of a unit are made of.
COUNTED, DECLARED, ADJUSTED, SILENT = "counted", "declared", "adjusted", "silent"


@dataclass(frozen=True)
class Issue:
    """The moment of issuing, and what was used for it."""

    act: int
    at: datetime
    known_act: int
    version: int
    template: Mapping[str, str]
    program: str


def body(
    material: Material, composed: Composed, facts: Facts, issue: Issue, texts: Mapping[str, Sequence[str]],
    by_unit: frozenset[str],
) -> dict[str, Any]:  # fmt: skip
    """The manifest without its seals: they are put on by ``binding``. ``texts``: {code: as the report prints it};
    ``by_unit``: the codes of the figures that it prints unit by unit."""
    table = material.reported
    return {
        "schema": SCHEMA,
        "report": {
            "number": number_and_symbol(material.letterhead.number, material.letterhead.symbol),
            "type": composed.document.type_name,
            "summary": composed.document.summary.replace("\n", " "),
            "outline": material.outline.name,
            "organisation": {"code": table.organisation.code, "name": table.organisation.name},
            "issuer": material.letterhead.issuer_name,
            "period": {
                "code": table.period.code, "label": table.period.label, "start": table.period.start.isoformat(),
                "end": table.period.end.isoformat(),
            },
            "dated": material.dated.isoformat(),
        },
        "known": {"act": issue.known_act, "at": stamp(material.fixed_time), "version": issue.version},
        "issued": {"act": issue.act, "at": stamp(issue.at)},
        "program": {"name": "dangvu", "version": issue.program},
        "template": dict(issue.template),
        "figures": [
            figure(one, table.figures, table.units, texts.get(one.code, []), facts,
                   with_units=not one.sensitive or one.code in by_unit)
            for one, _ in composed.printed
        ],
        "units": [
            {"code": unit.code, "name": unit.name, "kind": unit.kind_label, "declares": unit.id in facts.declaring}
            for unit, _ in table.units
        ],
        "adjustments": list(facts.adjustments),
        "not_counted": None if facts.held is None else [
            {"kind": one.kind, "title": one.title, "count": one.count, "counted_from_records": one.counted}
            for one in facts.held
        ],
        "no_sheet": {"asked": facts.asked, "units": [{"code": n.code, "name": n.name} for n in facts.no_sheet]},
        "sending": _sending(material, facts),
        "rules": list(facts.rules),
        "limits": list(composed.document.closing_limits),
    }  # fmt: skip


def figure(
    indicator: Indicator, whole: Mapping[str, Reported], units: Sequence[tuple[Node, Mapping[str, Reported]]],
    texts: Sequence[str], facts: Facts, *, with_units: bool,
) -> dict[str, Any]:  # fmt: skip
    """One printed figure with its definition, its two numbers and who makes them."""
    told = whole[indicator.name]
    top, bottom = facts.lists.get(indicator.name, (None, None))
    numbers = numbers_of(indicator)
    made: dict[str, Any] = {
        "code": indicator.code,
        "name": indicator.name,
        "title": indicator.title,
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "value": number(told.figure.value),
        "numerator": number(told.figure.numerator),
        "denominator": number(told.figure.denominator),
        "text": printed(indicator, told.figure),
        "computation": computation(indicator, told.figure),
        "printed": list(texts),
        "decimals": indicator.decimals,
        "rounding": indicator.rounding,
        "definition": {
            "version": indicator.version,
            "from": indicator.valid_from.isoformat(),
            "text": indicator.definition,
            "numerator": indicator.numerator_text,
            "denominator": indicator.denominator_text,
            "missing": indicator.missing,
            "why": indicator.why,
            "source": source_of(indicator),
            "basis": indicator.basis,
        },
        "additive": indicator.additive,
        **{
            f"{of}_{what}": value
            for of, number_of in numbers.items()
            for what, value in (
                ("figure", number_of and number_of.code),
                ("composition", number_of and _composition(whole[number_of.name])),
            )
        },
        "numerator_list": top,
        "denominator_list": bottom,
        "parts": None,
        "outside": None,
    }
    if with_units and units:
        parts = [_part(node, figures, indicator, facts) for node, figures in units]
        made["parts"] = [part for part in parts if part is not None]
        made["outside"] = outside(made)
    return made


def outside(made: Mapping[str, Any]) -> dict[str, str | None] | None:
    """What the whole has that no unit of its own has: its own work, or (below 0) what two units share.

    None where the parts alone make the whole.
    """
    left: dict[str, str | None] = {}
    for of in ("numerator", "denominator"):
        if made[of] is not None:
            rest = Decimal(made[of]) - sum(
                (Decimal(part[of]) for part in made["parts"] if part.get(of)), Decimal(0)
            )
            left[of] = number(rest)
    return left if any(value != "0" for value in left.values()) else None


def printed_by_unit(document: Document) -> frozenset[str]:
    """The codes of the figures that the report itself prints unit by unit."""
    named = {name.partition("@") for table in _tables(document) for line in table.figures for name in line}
    return frozenset(code for code, _, unit in named if unit)


def printed_texts(document: Document) -> dict[str, list[str]]:
    """{code: the texts with which the report prints the organisation's own figure, each once}."""
    said = [
        (run.figure, run.text) for section in document.sections for p in section.paragraphs for run in p.runs
    ]
    for table in _tables(document):
        lines = table.rows if table.total is None else (*table.rows, table.total)
        for line, named in zip(lines, table.figures, strict=False):
            said += zip(named, line, strict=True)
    found: dict[str, list[str]] = {}
    for code, text in said:
        if code and text not in found.setdefault(code, []):
            found[code].append(text)
    return found


def _tables(document: Document) -> list[Table]:
    inside = [section.tables for section in document.sections] + [annex.tables for annex in document.annexes]
    return [table for tables in inside for table in tables]


def _composition(told: Reported) -> dict[str, Any] | None:
    """Of a number that can be declared and adjusted: from records, from units' word, by hand."""
    if not told.is_mixed:
        return None
    return {
        "counted": number(told.counted), "declared": number(told.declared), "adjusted": number(told.adjusted or None),
        "silent": len(told.silent),
    }  # fmt: skip


def _part(
    node: Node, figures: Mapping[str, Reported], indicator: Indicator, facts: Facts
) -> dict[str, Any] | None:
    """What one unit has in the figure; None where it has nothing at all."""
    told = figures.get(indicator.name)
    if told is None:
        return None
    made: dict[str, Any] = {"unit": node.code}
    for of in ("numerator", "denominator"):
        value = number(getattr(told.figure, of))
        if value not in (None, "0"):
            made[of] = value
    mixed = [
        figures[one.name] for one in numbers_of(indicator).values() if one and figures[one.name].is_mixed
    ]
    kinds = [
        kind
        for kind, there in (
            (SILENT, any(one.silent for one in mixed)),
            (DECLARED, any(one.declared is not None for one in mixed)),
            (ADJUSTED, any(one.adjusted for one in mixed)),
        )
        if there
    ]
    if len(made) == 1 and not kinds and told.figure.numerator is not None:
        return None
    made["value"] = number(told.figure.value)
    if kinds:
        made["kind"] = [*([COUNTED] if any(one.counted for one in mixed) else []), *kinds]
    if told.is_mixed:
        made |= {key: one for key, one in (_composition(told) or {}).items() if one not in (None, 0)}
    return made


def _sending(material: Material, facts: Facts) -> dict[str, Any] | None:
    """Who sent, who was late, who was let off; None where no period was opened for these days."""
    told = facts.sendings
    if told is None:
        return None
    names = {node.id: node for node in material.tree}
    units = []
    for one in told.units:
        node = names.get(one.organisation)
        units.append(
            {
                "code": node.code if node else "", "name": node.name if node else "", "state": one.state.value,
                "sent": one.state not in (State.OPEN, State.RETURNED), "due": one.due.isoformat(),
                "sent_at": stamp(one.sent_at), "times": one.times, "returned": one.returned, "late_days": one.late,
                "excepted_until": one.excepted_until.isoformat() if one.excepted_until else None,
                "excepted_why": one.excepted_why,
            }
        )  # fmt: skip
    return {
        "cut_off": told.cut_off.isoformat(), "confirm_by": told.confirm_by.isoformat(),
        "locked_at": stamp(told.locked_at), "lock_reason": told.lock_reason, "units": units,
    }  # fmt: skip
