"""The counts of anti-corruption work of a period, by organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.integrity.models import IntegrityCount
from dangvu.work.integrity.rules import COUNTS


@dataclass(frozen=True, slots=True)
class CountRow:
    """What one organisation counted; ``values`` in the order of ``rules.COUNTS``."""

    id: int
    organisation: int
    place: str
    on: date
    values: tuple[int, ...]


def counts(*, actor: Actor, organisation: int, start: date, end: date) -> list[CountRow]:
    """Counts up to a day of the period, of the organisation and those below it, in the order of the tree."""
    require(actor, READ_INSPECTION, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_INSPECTION, tree, organisation)
    rows = IntegrityCount.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    order = {place: number for number, place in enumerate(tree.descendants(organisation))}
    return sorted(
        (
            CountRow(
                row.pk, row.organisation_id, tree.label(row.organisation_id), row.on,
                tuple(getattr(row, name) for name in COUNTS),
            )
            for row in rows
        ),
        key=lambda one: (order[one.organisation], one.on),
    )  # fmt: skip


def one_count(*, actor: Actor, organisation: int, count: int) -> CountRow:
    """LookupError where there is none, or no longer."""
    on = IntegrityCount.objects.known().filter(pk=count).values_list("on", flat=True).first()
    found = counts(actor=actor, organisation=organisation, start=on, end=on) if on else []
    one = next((row for row in found if row.id == count), None)
    if one is None:
        raise LookupError(count)
    return one
