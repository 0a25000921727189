"""Saying that two people on record are one, that they are two after all, and that a likeness is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_NAMES, WRITE_MEMBERS
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.search import search_later
from dangvu.members.actions.settling import settle_later
from dangvu.members.models import DistinctPeople, PersonMerge, SearchEntry
from dangvu.members.queries.people import kept_people
from dangvu.organisations.access import organisations_visible, require
from dangvu.organisations.queries import tree_on


def merge_people(*, actor: Actor, organisation: int, pairs: Mapping[int, int], reason: str) -> None:
    """Say that each person is the same as the kept one ({person: kept}); a row on the known clock, undoable.

    Foreign keys stay as they are: figures count through the merge, and membership is settled anew.
    """
    require(actor, WRITE_MEMBERS, organisation)
    if not pairs:
        return
    with act(actor, "members.merge_people", reason) as opened:
        kept, new = kept_people(), {}
        for asked, wanted in pairs.items():
            person, keeper = _root(asked, kept), _root(wanted, kept)
            if person != keeper:
                kept[person] = new[person] = keeper
        if not new:
            raise Impossible("Hai hồ sơ này đã là một người, không cần gộp nữa.")
        PersonMerge.objects.bulk_create(
            PersonMerge(person_id=person, kept_id=keeper, reason=reason[:300], known_from_act=opened)
            for person, keeper in new.items()
        )
        _anew(opened, {*pairs, *pairs.values(), *new, *new.values()})
        record(opened, "members.merge_people", count=len(new), organisation_id=organisation, pairs=new)


def _root(person: int, kept: Mapping[int, int]) -> int:
    """The person that this one counts as."""
    while person in kept:
        person = kept[person]
    return person


def unmerge_people(*, actor: Actor, organisation: int, people: Sequence[int], reason: str) -> None:
    """Take merges of these people back: each is a person of their own again, with what was told of them.

    LookupError unless each counts as somebody of the organisation whose name the actor may see.
    """
    require(actor, WRITE_MEMBERS, organisation)
    kept = kept_people()
    for person in people:
        _must_be_seen(actor, organisation, [_root(person, kept)])
    with act(actor, "members.unmerge_people", reason) as opened:
        closed = PersonMerge.objects.known().filter(person_id__in=people).update(known_to_act=opened)
        if closed < len(set(people)):
            raise Impossible("Hồ sơ này không còn ở trạng thái đã gộp; tải lại trang để xem.")
        _anew(opened, set(people) | {kept[person] for person in people if person in kept})
        record(
            opened, "members.unmerge_people", count=closed, organisation_id=organisation, people=list(people)
        )


def say_distinct(*, actor: Actor, organisation: int, one: int, other: int, reason: str) -> None:
    """Two people who look alike are two: they are not proposed again.

    LookupError unless the actor may see both by name and at least one is of the organisation.
    """
    require(actor, WRITE_MEMBERS, organisation)
    _must_be_seen(actor, organisation, [one, other])
    first, second = sorted((one, other))
    with act(actor, "members.say_distinct", reason) as opened:
        if not DistinctPeople.objects.known().filter(one_id=first, other_id=second).exists():
            DistinctPeople.objects.create(
                one_id=first, other_id=second, reason=reason[:300], known_from_act=opened
            )
        record(opened, "members.say_distinct", count=1, organisation_id=organisation, people=[first, second])


def _must_be_seen(actor: Actor, organisation: int, people: Sequence[int]) -> None:
    """The right to write at an organisation says nothing about people of elsewhere: LookupError for them."""
    tree = tree_on(clock.today())
    places = dict(
        SearchEntry.objects.filter(person_id__in=people).values_list("person_id", "organisation_id")
    )
    seen, here = organisations_visible(actor, READ_NAMES, tree), set(tree.descendants(organisation))
    if any(places.get(person) not in seen for person in people) or here.isdisjoint(places.values()):
        raise LookupError(list(people))


def _anew(opened: Act, people: set[int]) -> None:
    settle_later(opened, people, None)
    search_later(opened, people)
