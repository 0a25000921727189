"""By what a person is found: folded names and numbers, kept in line with profiles, merges and membership.

Derived rows of the present only. Whatever changes a profile or a membership asks for them anew; they are written
once at the end of the act, for everyone it touched, by one statement that the database works out by itself. Someone
merged into another is found as the kept person, under either name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from dangvu.foundation import bulk
from dangvu.foundation.among import parameter
from dangvu.foundation.audit.actions import before_commit
from dangvu.foundation.audit.models import Act
from dangvu.members.models import Membership, PersonProfile, SearchEntry
from dangvu.members.queries.people import kept_people

Question = tuple[str, tuple[Any, ...]]
"""Its text and its parameters."""

_FIELDS = ("profile", "person", "text", "order_key", "organisation", "is_member")
_SPACE = Value(" ")
_NOBODY = (-1,)
_NUMBERS = ("personal_number", "card_number", "old_personal_number", "old_card_number", "registry_number")


@dataclass(slots=True)
class _Waiting:
    people: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)  # registered in this act: no rows of theirs to remove
    kept: Mapping[int, int] | None = None  # who is merged into whom, where it was read after the last change


def search_later(
    opened: Act, people: Iterable[int], *, fresh: bool = False, kept: Mapping[int, int] | None = None
) -> None:
    """Write these people's search rows anew at the end of the act; ``kept``: kept_people, if just read."""
    waiting: _Waiting = opened.__dict__.setdefault("_search", _Waiting())
    waiting.people.update(people)
    waiting.kept = kept
    if fresh:
        waiting.fresh.update(people)
    before_commit("members.search", lambda _: _write(waiting), last=True)


def _write(waiting: _Waiting) -> None:
    touched, waiting.people = waiting.people, set()
    kept = kept_people() if waiting.kept is None else waiting.kept
    alone = {kept.get(person, person) for person in touched}
    merged: dict[int, list[int]] = defaultdict(list)
    for person, keeper in kept.items():
        if keeper in alone:
            merged[keeper].append(person)
    for ids in bulk.chunks((alone - waiting.fresh).union(*merged.values())):
        SearchEntry.objects.filter(person_id__among=ids).delete()
    waiting.fresh.clear()
    for ids in bulk.chunks(alone):
        bulk.insert_selected(SearchEntry, _FIELDS, _found_as_themselves(ids))
    for keeper, others in merged.items():
        bulk.insert_selected(SearchEntry, _FIELDS, _rows(others, Value(keeper)))


def _found_as_themselves(people: Collection[int]) -> Question:
    """The question of :func:`_rows` for people who are found as who they are; a load asks it for each of its files."""
    statement, parameters = _put_together(vendor := connection.vendor)
    nobody, told = (parameter(ids, vendor) for ids in (_NOBODY, people))
    return statement, tuple(told if one == nobody else one for one in parameters)


@cache
def _put_together(_vendor: str) -> Question:
    """Put together once for each engine: that takes longer than the answer."""
    return _rows(_NOBODY, F("person_id"))


def _rows(told: Collection[int], who: F | Value) -> Question:
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
    asked: Question = rows.values_list(
        "pk", "who", "text", "order_key", "place", "stays"
    ).query.sql_with_params()
    return asked
