"""What a manifest tells beside the figures: asked of the records once, at issue, and never again.

No name of a person is read here. Lists are told by their length and by a fingerprint over the rows' ids and values:
with the database it can be proved which rows they were, without it nothing can be guessed from it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.parameters.actions import titles
from dangvu.foundation.parameters.models import Parameter
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.definition import Indicator
from dangvu.indicators.kinds import Scope, counterpart
from dangvu.indicators.models import FigureVersion
from dangvu.organisations.tree import Node, Tree
from dangvu.reports import basis
from dangvu.review.sendings import Sendings, declaring, sendings

from .canonical import digest, number


@dataclass(frozen=True)
class Facts:
    """Everything beside the figures themselves. ``lists``: {figure: (of its numerator, of its denominator)}."""

    lists: Mapping[str, tuple[dict[str, Any] | None, dict[str, Any] | None]]
    rules: Sequence[dict[str, Any]]
    held: Sequence[basis.Held] | None
    no_sheet: Sequence[Node]
    asked: int
    sendings: Sendings | None
    declaring: frozenset[int]
    adjustments: Sequence[dict[str, Any]]


def facts(
    *, actor: Actor, organisation: Node, period: Period, tree: Tree, version: FigureVersion, used: Sequence[Indicator]
) -> Facts:  # fmt: skip
    """What stands behind a report about to be issued, its figures frozen as ``version``."""
    no_sheet, asked, _ = basis.silent(organisation, tree, period)
    return Facts(
        lists(version, used),
        rules(period.end, version.known_at),
        basis.held(actor=actor, organisation=organisation, tree=tree),
        no_sheet,
        asked,
        sendings(organisation.id, period),
        declaring(period, version.known_at),
        _adjustments(
            organisation,
            period,
            version.known_at,
            {of.name for one in used for of in numbers_of(one).values() if of is not None},
        ),
    )


def numbers_of(indicator: Indicator) -> dict[str, Indicator | None]:
    """The figure that each of the two numbers is by itself: what is declared and adjusted of it is in the number.

    A plain figure is its own numerator; of a share None where no figure is the same number.
    """
    if indicator.denominator is None:
        return {"numerator": indicator, "denominator": None}
    return {
        "numerator": counterpart(id(indicator.numerator)),
        "denominator": counterpart(id(indicator.denominator)),
    }


def lists(
    version: FigureVersion, used: Sequence[Indicator]
) -> dict[str, tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """How many rows stood behind each figure of the version's own organisation, and their fingerprint."""
    wanted = {one.name for one in used}
    rows = version.figures.filter(organisation_id=version.organisation_id, name__in=wanted)
    told: dict[int, dict[str, Any]] = {}
    for kept in version.lists.all():
        told[kept.pk] = _told(json.loads(zlib.decompress(bytes(kept.content))))
    return {
        name: (told.get(top or 0), told.get(bottom or 0))
        for name, top, bottom in rows.values_list("name", "top_id", "bottom_id")
    }


def _told(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """A list by its length, its sum, and the fingerprint of its rows: labels that name a person are not in it."""
    bare = [
        [person, where, day, number(weight), source, "" if names else label]
        for person, where, day, weight, source, label, names in rows
    ]
    return {"rows": len(bare), "sum": number(round(sum(row[3] for row in rows), 4)), "sha256": digest(bare)}


def rules(day: date, known: int) -> list[dict[str, Any]]:
    """Every parameter that held on the day, with its document: the value a figure was reckoned by is among them."""
    parameters, named, found = Parameters(known), titles(), []
    codes = (
        Parameter.objects.exclude(code__startswith="session.")
        .order_by("code")
        .values_list("code", flat=True)
        .distinct()
    )
    for code in codes:
        value = parameters.if_known(code, day)
        if value is not None:
            found.append(
                {
                    "code": code, "title": named.get(code, ""), "value": as_json(value.value),
                    "document": value.document, "point": value.point,
                }
            )  # fmt: skip
    return found


def as_json(value: Any) -> Any:
    """A parameter's value with its numbers as texts."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    return value


def stamp(at: datetime | None) -> str | None:
    """A moment as the manifest writes it, in the time of Viet Nam."""
    return None if at is None else at.astimezone(clock.HERE).replace(microsecond=0).isoformat()


def _adjustments(organisation: Node, period: Period, known: int, used: set[str]) -> list[dict[str, Any]]:
    scope = Scope(organisation, period, known)
    tree = scope.run.last_tree
    return [
        {
            "figure": BY_NAME[part.name].code, "unit": tree[part.organisation].code, "value": number(part.value),
            "reason": part.label,
        }
        for part in scope.adjustments
        if part.name in used and part.organisation in tree
    ]  # fmt: skip
