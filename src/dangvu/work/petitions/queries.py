"""The counts of petitions of a period, by organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.petitions.models import Petition
from dangvu.work.petitions.rules import Kind, Outcome

KINDS = [(one.value, one.label) for one in Kind]
OUTCOMES = [(one.value, one.label) for one in Outcome]


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """A row of the book."""

    id: int
    organisation: int
    place: str
    on: date
    kind_title: str
    anonymous: bool
    count: int
    outcome: str
    outcome_title: str
    outcome_on: date | None
    typed: bool

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN


def petitions(*, actor: Actor, organisation: int, start: date, end: date) -> list[PetitionRow]:
    """Received in these days by the organisation and those below it, the latest first."""
    require(actor, READ_INSPECTION, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_INSPECTION, tree, organisation)
    rows = Petition.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    return [
        PetitionRow(
            row.pk, row.organisation_id, tree.label(row.organisation_id), row.on, row.get_kind_display(),
            row.anonymous, row.count, row.outcome, row.get_outcome_display(), row.outcome_on, row.source_row_id is None,
        )
        for row in rows.order_by("-on", "-pk")
    ]  # fmt: skip


def one_petition(*, actor: Actor, organisation: int, petition: int) -> PetitionRow:
    """LookupError where there is none, or no longer."""
    on = Petition.objects.known().filter(pk=petition).values_list("on", flat=True).first()
    found = petitions(actor=actor, organisation=organisation, start=on, end=on) if on else []
    one = next((row for row in found if row.id == petition), None)
    if one is None:
        raise LookupError(petition)
    return one
