"""Programmes of a year's work, with the tasks that stand in them by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.dated import known_q
from dangvu.organisations.access import require
from dangvu.work.resolutions.models import Programme
from dangvu.work.resolutions.rules.tasks import heading


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme, and how many tasks stand in it."""

    id: int
    year: int
    title: str
    document: str
    tasks: int

    @property
    def heading(self) -> str:
        return heading(self.title, self.year)


def programmes(*, actor: Actor, organisation: int) -> Sequence[ProgrammeView]:
    """The organisation's own programmes, the latest year first."""
    require(actor, READ_FIGURES, organisation)
    standing = Count("tasks", filter=Q(known_q(None, "tasks__")) & Q(tasks__isnull=False))
    rows = Programme.objects.known().filter(organisation_id=organisation).annotate(count=standing)
    return [
        ProgrammeView(row.pk, row.year, row.title, row.document, row.count)
        for row in rows.order_by("-year", "pk")
    ]


def programme(*, actor: Actor, organisation: int, programme: int) -> ProgrammeView:
    """One of them; LookupError where the organisation has none of this number."""
    every = programmes(actor=actor, organisation=organisation)
    found = next((one for one in every if one.id == programme), None)
    if found is None:
        raise LookupError(programme)
    return found
