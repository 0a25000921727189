"""Finding people by what is typed: any word order, no marks needed, parts of words, numbers.

Fast whatever is typed, at a hundred thousand people, on both engines: one narrow table is looked through, and no
further than to a thousand; where more than that match, the first in the order of names are told.
Who is found is what the actor may see: members of their organisations, and those who were, where the actor keeps
the records there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_IDENTIFIERS, READ_NAMES, WRITE_MEMBERS
from dangvu.foundation.vietnamese import fold, key, repair
from dangvu.members.masking import last_of
from dangvu.members.models import SearchEntry
from dangvu.members.queries.people import profiles
from dangvu.organisations.access import organisations_visible
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree

#: As many as are ranked one by one; where more match, the list goes by given names at once.
MANY = 1000
_TOLD = ("person_id", "text", "order_key", "organisation_id", "is_member", "profile__name")
_WORDS = 8
_SHORTEST_NUMBER = 3
_LAST_DIGITS = 4
_DIGITS = re.compile(r"(?<=\d) (?=\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """Someone found; ``numbers_end`` are the last digits of the number that matched, and of no other."""

    person: int
    name: str
    birth: str
    organisation: int | None
    is_member: bool
    status: str = ""
    numbers_end: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The first of those found. ``count`` is exact up to MANY; ``is_more`` says that there are more than that."""

    asked: str
    people: list[Found]
    count: int
    is_more: bool = False
    too_short: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    marked: tuple[str, ...]
    phrase: str = ""


def search(
    actor: Actor, text: str, on: date | None = None, *, limit: int = 50, within: int | None = None
) -> SearchResult:
    """Whoever is found by ``text``, the likeliest first, then in the order of given names.

    ``within`` narrows to an organisation and everything below it. ``on`` is the day of the tree (rights are today's).
    """
    tree = tree_on(on or clock.today())
    asked = _read(text)
    if not asked.words and not asked.numbers:
        return SearchResult(text, [], 0, too_short=bool(text.strip()))
    rows = _visible(actor, tree, within)
    for word in asked.words:
        rows = rows.filter(_holds(f" {word}"))
    whole_numbers = not _may_search_parts(actor, tree)
    for digits in asked.numbers:
        rows = rows.filter(_number(digits, whole_only=whole_numbers))
    people, count, more = _ranked(rows, asked, limit)
    return SearchResult(text, _told(people, asked), count, more)


def _read(text: str) -> _Asked:
    """What was typed, as it is searched; a number may be typed with spaces or dots."""
    mended = repair(text[:200]).text
    folded = _DIGITS.sub("", fold(mended))
    words, numbers = [], []
    for word in dict.fromkeys(folded.split()):
        if word.isdigit() and word.isascii():
            if len(word) >= _SHORTEST_NUMBER:
                numbers.append(word[:20])
        else:
            words.append(word[:40])
    marked = tuple(word for word in key(mended).split() if fold(word) != word)
    phrase = " ".join(word for word in folded.split() if not word.isdigit())
    return _Asked(tuple(words[:_WORDS]), tuple(numbers[:3]), marked[:_WORDS], phrase)


def _visible(actor: Actor, tree: Tree, within: int | None) -> QuerySet[SearchEntry]:
    rows = SearchEntry.objects.all()
    below = set(tree.descendants(within)) if within is not None and within in tree else None
    names, keeps = (organisations_visible(actor, can, tree) for can in (READ_NAMES, WRITE_MEMBERS))
    everywhere = actor.is_operator or set(tree.roots) <= actor.organisations_with(READ_NAMES)
    if below is not None:
        names, keeps, everywhere = names & below, keeps & below, False
    if not everywhere:
        rows = rows.filter(organisation_id__in=names)
    if actor.is_operator or keeps >= names:
        return rows
    return rows.filter(Q(is_member=True) | Q(organisation_id__in=keeps))


def _may_search_parts(actor: Actor, tree: Tree) -> bool:
    """Parts of numbers are for those who may see them: otherwise a number could be guessed digit by digit."""
    if actor.is_operator:
        return True
    names = organisations_visible(actor, READ_NAMES, tree)
    return names <= organisations_visible(actor, READ_IDENTIFIERS, tree)


def _holds(part: str) -> Q:
    """Entries whose text holds ``part``; the function is twice as fast as LIKE on PostgreSQL."""
    return Q(GreaterThan(StrIndex("text", Value(part)), 0))


def _number(digits: str, *, whole_only: bool) -> Q:
    if not whole_only:
        return _holds(digits)
    whole = _holds(f" {digits} ") | _holds(f" 0{digits} ")
    return whole | _holds(f"{digits} ") if len(digits) == _LAST_DIGITS else whole


def _ranked(rows: QuerySet[SearchEntry], asked: _Asked, limit: int) -> tuple[list[SearchEntry], int, bool]:
    """The entries to tell, one for each person, the likeliest first; how many people, and whether there are more."""
    found = list(rows.values_list("pk", flat=True)[: MANY + 1])
    told = SearchEntry.objects.select_related("profile").only(*_TOLD)
    if more := len(found) > MANY:
        given = [When(_holds(f" {word}|"), then=0) for word in asked.words]
        order = (Case(*given, default=1), "order_key") if given else ("order_key",)
        found = list(rows.order_by(*order).values_list("pk", flat=True)[:limit])
    entries = sorted(
        told.filter(pk__among=found),
        key=lambda entry: (_rank(entry, asked), entry.order_key, entry.person_id),
    )
    people: dict[int, SearchEntry] = {}
    for entry in entries:
        people.setdefault(entry.person_id, entry)
    return list(people.values())[:limit], MANY if more else len(people), more


def _rank(entry: SearchEntry, asked: _Asked) -> tuple[bool, bool, bool]:
    """Likelier first: with the marks as typed, the words in the order typed, the given name whole."""
    marked = f" {key(entry.profile.name)}" if asked.marked else ""
    return (
        not all(f" {word}" in marked for word in asked.marked),
        f" {asked.phrase}" not in entry.text,
        not any(f" {word}|" in entry.text for word in asked.words),
    )


def _told(entries: list[SearchEntry], asked: _Asked) -> list[Found]:
    from dangvu.members.queries.standing import statuses

    known = profiles([entry.person_id for entry in entries])
    standing = statuses([entry.person_id for entry in entries])
    found = []
    for entry in entries:
        profile = known.get(entry.person_id)
        if profile is not None:
            numbers = (profile.personal_number, profile.card_number, profile.old_personal_number,
                       profile.old_card_number, profile.registry_number)  # fmt: skip
            matched = next((n for n in numbers for d in asked.numbers if n and d in n), "")
            found.append(
                Found(entry.person_id, profile.name, profile.birth, entry.organisation_id, entry.is_member,
                      standing.get(entry.person_id, ""), last_of(matched))
            )  # fmt: skip
    return found
