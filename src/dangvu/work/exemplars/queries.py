"""What was recognised, where and when. Whose deed it is, is told to those who may read names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.members.models import PersonProfile
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.access import organisations_visible, require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.work.exemplars.models import Exemplar
from dangvu.work.exemplars.rules import OF_PEOPLE, ExemplarKind, Level

KINDS = [(kind.value, kind.label) for kind in ExemplarKind]
LEVELS = [(level.value, level.label) for level in Level]
#: What stands for words that may tell who it was, where the actor may not read names.
HIDDEN = "(ẩn tên)"


@dataclass(frozen=True, slots=True)
class ExemplarView:
    """A recognition as the list shows it; ``typed``: written here, not read from a workbook."""

    id: int
    organisation: int
    place: str
    kind: str
    kind_title: str
    title: str
    recognised_on: date
    until: date | None
    level: str
    level_title: str
    decision: str
    person: int | None
    name: str
    typed: bool
    act: int


def exemplars(
    *, actor: Actor, organisation: int, start: date, end: date, kind: str = ""
) -> list[ExemplarView]:
    """What holds in these days here and below: recognised by their end and not over before they begin; latest first."""
    require(actor, READ_FIGURES, organisation)
    rows = Exemplar.objects.known().filter(recognised_on__lte=end).exclude(until__lt=start)
    return _views(actor, organisation, rows.filter(kind=kind) if kind else rows)


def exemplar(*, actor: Actor, organisation: int, exemplar: int) -> ExemplarView:
    """One here or below; LookupError where there is none, or no longer."""
    require(actor, READ_FIGURES, organisation)
    found = _views(actor, organisation, Exemplar.objects.known().filter(pk=exemplar))
    if not found:
        raise LookupError(exemplar)
    return found[0]


def instead_of(*, actor: Actor, organisation: int, exemplar: int) -> ExemplarView | None:
    """What stands now in the place of one that somebody corrected meanwhile; None where nothing does."""
    row = Exemplar.objects.filter(pk=exemplar, known_to_act__isnull=False).first()
    while row is not None and row.known_to_act_id is not None:
        row = Exemplar.objects.filter(known_from_act=row.known_to_act_id, source_row=None).first()
    if row is None:
        return None
    return next(iter(_views(actor, organisation, Exemplar.objects.known().filter(pk=row.pk))), None)


def _views(actor: Actor, organisation: int, rows: QuerySet[Any]) -> list[ExemplarView]:
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    named = organisations_visible(actor, READ_NAMES, tree)
    told = list(
        rows.filter(organisation_id__among=inside).order_by("-recognised_on", "organisation_id", "pk")
    )
    kept = kept_people()
    people = {
        kept.get(row.person_id, row.person_id)
        for row in told
        if row.person_id is not None and row.organisation_id in named
    }
    known = profiles(people)
    return [
        _view(row, tree.label(row.organisation_id), row.organisation_id in named, kept, known) for row in told
    ]


def _view(
    row: Exemplar, place: str, may_read: bool, kept: dict[int, int], known: dict[int, PersonProfile]
) -> ExemplarView:
    person = None if row.person_id is None or not may_read else kept.get(row.person_id, row.person_id)
    profile = known.get(person) if person is not None else None
    name = str(profile.name) if profile is not None else (HIDDEN if row.person_id is not None else "")
    title = row.title if may_read or row.kind not in OF_PEOPLE else HIDDEN
    return ExemplarView(
        row.pk, row.organisation_id, place, row.kind, ExemplarKind(row.kind).label, title, row.recognised_on, row.until,
        row.level, Level(row.level).label, row.decision, person, name, row.source_row_id is None,
        row.known_from_act_id,
    )  # fmt: skip
