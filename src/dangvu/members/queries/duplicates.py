"""Who may be on record twice: the same number, the same name and birth, or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.members.models import DistinctPeople, PersonMerge, PersonProfile, SearchEntry
from dangvu.members.queries.people import bare
from dangvu.organisations.access import require, visible
from dangvu.organisations.queries import tree_on

SAME_NUMBER, SAME_NAME, NEAR_NAME = "trung_so", "trung_ten", "gan_giong"
WHY = {
    SAME_NUMBER: "Trùng số định danh hoặc số thẻ",
    SAME_NAME: "Cùng họ tên và ngày sinh",
    NEAR_NAME: "Họ tên gần giống, ngày sinh khớp hoặc gần khớp",
}
_ORDER = tuple(WHY)
_ALIKE = 0.75
_CROWD = 40  # of so many alike nobody is told apart two by two


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people who may be one, and why."""

    one: int
    other: int
    why: str
    names: tuple[str, str]
    births: tuple[str, str]
    places: tuple[int | None, int | None]

    @property
    def words(self) -> str:
        return WHY[self.why]


@dataclass(frozen=True, slots=True)
class _Known:
    person: int
    name: str
    key: str
    birth: str
    sex: str
    place: int | None


def duplicates(*, actor: Actor, organisation: int) -> list[Likeness]:
    """Pairs of whom at least one belongs to the organisation and both may be seen; the surest first."""
    require(actor, READ_NAMES, organisation)
    here = set(tree_on(clock.today()).descendants(organisation))
    places = dict(
        visible(SearchEntry.objects.all(), actor, READ_NAMES).values_list("person_id", "organisation_id")
    )
    known, numbers = {}, defaultdict(set)
    rows = PersonProfile.objects.known().values_list(
        "person_id", "name", "name_key", "birth", "sex", "personal_number", "card_number"
    )
    for person, name, key, birth, sex, *own in rows:
        if person in places:
            known[person] = _Known(person, name, key, birth, sex, places[person])
            for number in filter(None, own):
                numbers[bare(number)].add(person)
    apart = set(DistinctPeople.objects.known().values_list("one_id", "other_id"))
    found: dict[tuple[int, int], str] = {}
    for why, one, other in _alike(known, numbers):
        pair = (min(one, other), max(one, other))
        if pair not in apart and pair not in found and not here.isdisjoint({places[one], places[other]}):
            found[pair] = why
    pairs = [
        Likeness(one, other, why, (known[one].name, known[other].name), (known[one].birth, known[other].birth),
                 (places[one], places[other]))
        for (one, other), why in found.items()
    ]  # fmt: skip
    return sorted(pairs, key=lambda pair: (_ORDER.index(pair.why), pair.one, pair.other))


def _alike(known: dict[int, _Known], numbers: dict[str, set[int]]) -> Iterator[tuple[str, int, int]]:
    for people in numbers.values():
        if 1 < len(people) <= _CROWD:
            yield from ((SAME_NUMBER, one, other) for one, other in combinations(sorted(people), 2))
    by_birth, by_name = defaultdict(list), defaultdict(list)
    for person in known.values():
        by_name[person.key].append(person)
        if len(person.birth) == 10:
            by_birth[person.birth].append(person)
    for same_day in by_birth.values():
        if 1 < len(same_day) <= _CROWD:
            for one, other in combinations(same_day, 2):
                if one.key == other.key and not _told_apart(one, other):
                    yield SAME_NAME, one.person, other.person
                elif _near(one.key, other.key) and not _told_apart(one, other):
                    yield NEAR_NAME, one.person, other.person
    for namesakes in by_name.values():
        if 1 < len(namesakes) <= _CROWD:
            for one, other in combinations(namesakes, 2):
                if (
                    one.place == other.place
                    and _may_be_one_birth(one.birth, other.birth)
                    and not _told_apart(one, other)
                ):
                    yield NEAR_NAME, one.person, other.person


def _told_apart(one: _Known, other: _Known) -> bool:
    return bool(one.sex and other.sex and one.sex != other.sex)


def _near(one: str, other: str) -> bool:
    """One word written a little differently, or a middle word left out: 'mai thi diep' and 'ma thi diep'."""
    first, second = one.split(), other.split()
    if len(first) == len(second):
        unlike = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
        return len(unlike) == 1 and SequenceMatcher(None, *unlike[0]).ratio() >= _ALIKE
    shorter, longer = sorted((first, second), key=len)
    ends = bool(shorter) and (shorter[0], shorter[-1]) == (longer[0], longer[-1])
    return ends and len(longer) - len(shorter) == 1 and set(shorter) <= set(longer)


def _may_be_one_birth(one: str, other: str) -> bool:
    """A birth known by year or month only may be a fuller one."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) < 10 and longer.startswith(shorter)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that stands: who counts as whom, since which act, why."""

    person: int
    kept: int
    names: tuple[str, str]
    reason: str
    at: object
    by: str


def merges(*, actor: Actor, organisation: int) -> list[Merged]:
    """The merges of people of the organisation, the latest first; each can be undone."""
    require(actor, READ_NAMES, organisation)
    here = tree_on(clock.today()).descendants(organisation)
    rows = PersonMerge.objects.known().filter(
        kept_id__in=SearchEntry.objects.filter(organisation_id__in=here).values("person_id")
    )
    rows = rows.select_related("known_from_act").order_by("-known_from_act_id")
    merged = list(rows)
    names: dict[int, str] = {}
    for ids in bulk.chunks({p for row in merged for p in (row.person_id, row.kept_id)}):
        names.update(PersonProfile.objects.known().filter(person_id__in=ids).values_list("person_id", "name"))
    return [
        Merged(row.person_id, row.kept_id, (names.get(row.person_id, ""), names.get(row.kept_id, "")), row.reason,
               row.known_from_act.at, row.known_from_act.actor)
        for row in merged
    ]  # fmt: skip
