"""The book of commendations of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on, profiles
from dangvu.organisations.access import may, require, visible_below
from dangvu.organisations.queries import last_names
from dangvu.organisations.tree import Tree
from dangvu.work.awards.models import Award
from dangvu.work.awards.rules import AwardKind, Level, Occasion


@dataclass(frozen=True, slots=True)
class AwardView:
    """A commendation; ``name`` is empty for whoever may not read names."""

    id: int
    person: int | None
    name: str
    place: str
    kind: AwardKind
    level: Level
    occasion: Occasion
    reason: str
    decision: str
    on: date


def awards(*, actor: Actor, organisation: int, tree: Tree, period: Period) -> list[AwardView]:
    """Commendations of the period here and below, the newest first."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    rows = _rows(actor, organisation, tree).filter(on__gte=period.start, on__lte=period.end)
    return _views(actor, organisation, tree, list(rows))


def award(*, actor: Actor, organisation: int, tree: Tree, award: int) -> AwardView:
    """One commendation of the organisation or of what is below it; LookupError for another's."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    found = _views(actor, organisation, tree, list(_rows(actor, organisation, tree).filter(pk=award)))
    if not found:
        raise LookupError(award)
    return found[0]


def _rows(actor: Actor, organisation: int, tree: Tree) -> QuerySet[Award]:
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows: QuerySet[Award] = Award.objects.known().filter(organisation_id__among=inside).order_by("-on", "pk")
    return rows


def _views(actor: Actor, organisation: int, tree: Tree, rows: list[Award]) -> list[AwardView]:
    names = may(actor, READ_NAMES, organisation, tree=tree)
    people = [row.person_id for row in rows if row.person_id is not None] if names else []
    known, places = profiles(people, only=("name",)), last_names({row.organisation_id for row in rows})
    return [
        AwardView(
            row.pk, row.person_id, known[row.person_id].name if row.person_id in known else "",
            tree.label(row.organisation_id) if row.organisation_id in tree else places.get(row.organisation_id, ""),
            AwardKind(row.kind), Level(row.level), Occasion(row.occasion), row.reason, row.decision, row.on,
        )
        for row in rows
    ]  # fmt: skip


def member_names(*, actor: Actor, organisation: int, tree: Tree) -> list[tuple[int, str]]:
    """[(member, name)] of today here and below, in the order of names: whom a decision can commend."""
    require(actor, READ_NAMES, organisation, tree=tree)
    inside = set(tree.descendants(organisation))
    rows = (
        members_on(actor, clock.today())
        .filter(organisation_id__among=inside)
        .values_list("person_id", flat=True)
    )
    known = profiles(list(rows), only=("name", "order_key"))
    return [
        (person, one.name)
        for person, one in sorted(known.items(), key=lambda pair: (pair[1].order_key, pair[0]))
    ]
