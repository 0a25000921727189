"""By what a person is found: folded words and numbers, kept in line with profiles, merges and membership.

Derived rows of the present only. Whatever changes a profile or a membership asks for them anew; they are written
once at the end of the act, for everyone it touched. Someone merged into another is found as the kept person,
under both names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dangvu.foundation import bulk
from dangvu.foundation.audit.actions import before_commit
from dangvu.foundation.audit.models import Act
from dangvu.foundation.vietnamese import key
from dangvu.members.models import Membership, PersonProfile, SearchEntry, SearchWord
from dangvu.members.queries.people import kept_people

_PROFILE = (
    "person_id", "name", "name_key", "order_key", "unit_id", "personal_number", "card_number", "old_personal_number",
    "old_card_number", "registry_number",
)  # fmt: skip
_ENTRY = ("person", "text", "marked", "given", "order_key", "organisation", "is_member")


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
    wanted = {kept.get(person, person) for person in touched}
    group_of = {person: person for person in wanted}
    group_of.update({person: keeper for person, keeper in kept.items() if keeper in wanted})
    profiles: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    stays: dict[int, tuple[Any, ...]] = {}
    for ids in bulk.chunks(group_of):
        for row in PersonProfile.objects.known().filter(person_id__in=ids).values_list(*_PROFILE):
            profiles[group_of[row[0]]].append(row)
        for person, organisation, start, end in (
            Membership.objects.known()
            .filter(person_id__in=ids)
            .values_list("person_id", "organisation_id", "valid_from", "valid_to")
        ):
            last = (start, end is None, organisation)
            stays[group_of[person]] = max(stays.get(group_of[person], last), last)
    written = [person for person in group_of if person not in waiting.fresh]
    for ids in bulk.chunks(written):
        SearchEntry.objects.filter(person_id__in=ids).delete()
        SearchWord.objects.filter(person_id__in=ids).delete()
    waiting.fresh.difference_update(group_of)
    entries, words = [], []
    for person, known in profiles.items():
        known.sort(key=lambda row: (row[0] != person, row[0]))
        entry, said = _entry(person, known, stays.get(person))
        entries.append(entry)
        words += [(word, person) for word in said]
    bulk.insert(SearchEntry, _ENTRY, entries)
    bulk.insert(SearchWord, ("word", "person"), words)


def _entry(
    person: int, known: list[tuple[Any, ...]], stay: tuple[Any, ...] | None
) -> tuple[tuple[Any, ...], set[str]]:
    """The row of a person and the words of their names; the kept profile comes first."""
    first = known[0]
    names = dict.fromkeys(row[2] for row in known)
    numbers = dict.fromkeys(number.casefold() for row in known for number in row[5:] if number)
    text = "".join(f" {name}|" for name in names) + "".join(f" {number} " for number in numbers)
    marked = "".join(f" {name}|" for name in dict.fromkeys(key(row[1]) for row in known))
    given = first[2].rpartition(" ")[2]
    place = stay[2] if stay else first[4]
    row = (person, text[:700], marked[:450], given[:60], first[3], place, bool(stay and stay[1]))
    return row, {word[:60] for name in names for word in name.split()}
