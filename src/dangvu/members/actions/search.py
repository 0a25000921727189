"""By what a person is found: folded names and numbers, kept in line with profiles, merges and membership.

Derived rows of the present only. Whatever changes a profile or a membership asks for them anew; they are written
once at the end of the act, for everyone it touched, by one statement that the database works out by itself. Someone
merged into another is found as the kept person, under either name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from dangvu.foundation import bulk
from dangvu.foundation.audit.actions import before_commit
from dangvu.foundation.audit.models import Act
from dangvu.members.models import Membership, PersonProfile, SearchEntry
from dangvu.members.queries.people import kept_people

_FIELDS = ("profile", "person", "text", "order_key", "organisation", "is_member")
_SPACE = Value(" ")
_NUMBERS = ("personal_number", "card_number", "old_personal_number", "old_card_number", "registry_number")


@dataclass(slots=True)
class _Waiting:
    people: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)  # registered in this act: no rows of theirs to remove


def search_later(opened: Act, people: Iterable[int], *, fresh: bool = False) -> None:
    """Write these people's search rows anew at the end of the act."""
    waiting: _Waiting = opened.__dict__.setdefault("_search", _Waiting())
    waiting.people.update(people)
    if fresh:
        waiting.fresh.update(people)
    before_commit("members.search", lambda _: _write(waiting), last=True)


def _write(waiting: _Waiting) -> None:
    touched, waiting.people = waiting.people, set()
    kept = kept_people()
    alone = {kept.get(person, person) for person in touched}
    merged: dict[int, list[int]] = defaultdict(list)
    for person, keeper in kept.items():
        if keeper in alone:
            merged[keeper].append(person)
    for ids in bulk.chunks((alone - waiting.fresh).union(*merged.values())):
        SearchEntry.objects.filter(person_id__among=ids).delete()
    waiting.fresh.clear()
    for ids in bulk.chunks(alone):
        _insert(ids, F("person_id"))
    for keeper, others in merged.items():
        _insert(others, Value(keeper))


def _insert(told: Collection[int], who: F | Value) -> None:
    """The rows of the profiles of ``told``, who are found as ``who`` and belong where that person last was a member."""
    stays = Membership.objects.known().filter(person_id=OuterRef("who"))
    last = stays.order_by("-valid_from", F("valid_to").desc(nulls_first=True), "-organisation_id")
    numbers = [part for name in _NUMBERS for part in (_SPACE, name)]
    rows = PersonProfile.objects.known().filter(person_id__among=told).annotate(
        who=who, text=Concat(_SPACE, "name_key", Value("|"), *numbers, _SPACE),
        place=Coalesce(
            Subquery(last.values("organisation_id")[:1]), F("unit_id"), output_field=BigIntegerField()
        ),
        stays=Exists(stays.filter(valid_to=None)),
    )  # fmt: skip
    bulk.insert_selected(
        SearchEntry, _FIELDS, rows.values_list("pk", "who", "text", "order_key", "place", "stays")
    )
