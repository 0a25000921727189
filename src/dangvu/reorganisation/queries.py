"""What stands in the way of a reorganisation: facts that are dated after it, and names that are taken."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count

from dangvu.foundation import bulk
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import key
from dangvu.indicators import sources
from dangvu.indicators.definition import Window
from dangvu.indicators.sources import REORGANISATIONS, Source
from dangvu.members.models import Membership, Movement
from dangvu.members.queries import profiles
from dangvu.organisations.tree import Tree

_LAST_DAY = date(9999, 12, 31)


def _dated() -> list[Source]:
    """Every source of figures whose rows have a day; changes of the tree are checked by the tree itself."""
    return [
        found
        for found in vars(sources).values()
        if isinstance(found, Source) and found.day and found is not REORGANISATIONS
    ]


def later_facts(organisations: Collection[int], on: date) -> dict[str, int]:
    """{what: how many} recorded for these organisations on ``on`` or after it. One query per source."""
    if not organisations:
        return {}
    window = Window(Period(on, _LAST_DAY), None, Parameters())
    found = {}
    for source in _dated():
        rows = source.rows(window).filter(**{f"{source.owner}__in": list(organisations)})
        if count := rows.order_by().aggregate(count=Count("pk"))["count"]:
            found[source.title.replace(" trong kỳ", "").lower()] = count
    return found


def people_with_later_movements(people: Collection[int], on: date) -> list[tuple[str, date]]:
    """[(name, day)] of those who were recognised, transferred … on ``on`` or after it, the earliest first."""
    found: dict[int, date] = {}
    for ids in bulk.chunks(people):
        rows = Movement.objects.known().filter(person_id__in=ids, on__gte=on, implied=False)
        for person, day in rows.values_list("person_id", "on"):
            found[person] = min(day, found.get(person, day))
    names = profiles(found)
    return sorted(
        ((names[person].name if person in names else "", day) for person, day in found.items()),
        key=lambda pair: (pair[1], pair[0]),
    )


def members_of(organisations: Collection[int], on: date) -> list[tuple[int, int]]:
    """[(person, organisation)]: who is a member right there on the evening of ``on``."""
    rows = Membership.objects.known().valid_on(on).filter(organisation_id__in=organisations)
    return sorted(rows.values_list("person_id", "organisation_id"))


def name_taken(tree: Tree, parent: int | None, name: str, but: int | None = None) -> bool:
    """Whether a sister under the same superior bears that name already."""
    sisters = tree.children(parent) if parent is not None else tree.roots
    return any(key(tree[sister].name) == key(name) for sister in sisters if sister != but)
