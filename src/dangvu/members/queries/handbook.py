"""What organisations reported of the electronic member handbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.members.models import HandbookCount
from dangvu.members.queries.standing import members_below
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on


@dataclass(frozen=True, slots=True)
class HandbookView:
    """One report; ``members``: how many the organisation had on that day."""

    id: int
    organisation: int
    place: str
    on: date
    members: int
    installed: int
    using: int | None
    typed: bool


def reports(*, actor: Actor, organisation: int, start: date, end: date) -> list[HandbookView]:
    """What was reported for days of the period here and below, the latest first."""
    require(actor, READ_FIGURES, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = HandbookCount.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    members = {on: members_below(on, tree) for on in {row.on for row in rows}}
    return [
        HandbookView(row.pk, row.organisation_id, tree.label(row.organisation_id), row.on,
                     members[row.on].get(row.organisation_id, 0), row.installed, row.using, row.source_row_id is None)
        for row in rows.order_by("-on", "organisation_id", "pk")
    ]  # fmt: skip


def report(*, actor: Actor, organisation: int, count: int) -> HandbookView:
    """One of them; LookupError where there is none here, or no longer."""
    on = HandbookCount.objects.known().filter(pk=count).values_list("on", flat=True).first()
    found = reports(actor=actor, organisation=organisation, start=on, end=on) if on else []
    one = next((each for each in found if each.id == count), None)
    if one is None:
        raise LookupError(count)
    return one
