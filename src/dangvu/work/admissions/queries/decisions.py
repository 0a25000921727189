"""Who was recognised without the decision being told: a list of names often tells only from which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.members.queries import profiles
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.tree import Tree
from dangvu.work.admissions.models import Recognition


@dataclass(frozen=True, slots=True)
class Undecided:
    """A member whose recognition is on record without its decision."""

    person: int
    name: str
    place: str
    official_on: date


def undecided(
    *, actor: Actor, organisation: int, tree: Tree, start: date, end: date, most: int
) -> tuple[list[Undecided], int]:
    """Those official from a day of these days, in the order of the days; at most so many, and how many there are."""
    require(actor, READ_NAMES, organisation, tree=tree)
    inside = visible_below(actor, READ_NAMES, tree, organisation)
    rows = Recognition.objects.known().filter(
        organisation_id__among=inside, decided_on=None, official_on__gte=start, official_on__lte=end
    )
    shown = list(rows.order_by("official_on", "organisation_id", "person_id")[:most])
    known = profiles({row.person_id for row in shown}, only=("name",))
    found = [
        Undecided(row.person_id, known[row.person_id].name, tree.label(row.organisation_id), row.official_on)
        for row in shown
        if row.person_id in known
    ]
    return found, rows.count()
