"""What a contradiction is, and what its question may ask of: the organisations, the days, who was a member where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.parameters.queries import Parameters
from dangvu.members.models import Membership, PersonProfile
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.tree import Tree

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """Two records that can't both be true. ``words`` never hold a name; ``arguments`` complete the address of the page.

    ``at``: the organisation whose page it is, where that is another one (of whom a class was).
    """

    organisation: int
    words: str
    person: int | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A contradiction of the catalogue: told once, found by one set-based question.

    ``why``: the document and point, or plain sense. ``page``: where it is mended. ``needs``: the right without which
    it is told to nobody.
    """

    slug: str
    title: str
    why: str
    mend: str
    page: str
    find: Callable[[Asked], Iterable[Found]]
    needs: str = READ_FIGURES


@dataclass(frozen=True, slots=True)
class Stay:
    """A person is a member of ``organisation`` from the evening of ``since`` until ``until``, the first day no longer."""

    organisation: int
    official: bool
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def touches(self, day: date) -> bool:
        """Whether they were a member at some hour of the day: also in the morning of the day they left."""
        return self.since <= day and (self.until is None or day <= self.until)


_PROFILE = ("person_id", "birth", "joined", "official", "party_from")


class Asked:
    """For which organisations and days contradictions are looked for. What several kinds need is read once."""

    def __init__(
        self, *, inside: frozenset[int], start: date, end: date, today: date, tree: Tree, begins: date
    ) -> None:
        self.inside, self.start, self.end, self.today, self.tree = inside, start, end, today, tree
        self.on = min(end, today)
        self.begins = begins  # the first day on record: before it nothing is told, which is not "nobody"
        self.parameters = Parameters()
        self._kept = kept_people()
        self._stays: dict[int, list[Stay]] = defaultdict(list)
        self._read: set[int] = set()
        self._rows: dict[str, Any] = {}

    @cached_property
    def _aliases(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for person, kept in self._kept.items():
            found[kept].append(person)
        return found

    def root(self, person: int) -> int:
        """The person kept, where this one was merged into another."""
        return self._kept.get(person, person)

    @property
    def merged(self) -> set[int]:
        """Everybody into whom somebody was merged."""
        return set(self._aliases)

    def everyone(self, people: Iterable[int]) -> set[int]:
        """These people with whoever was merged into them."""
        roots = {self.root(one) for one in people}
        return roots.union(*(self._aliases[one] for one in roots if one in self._aliases))

    def read_stays(self, people: Iterable[int]) -> None:
        """Where these people are and were members; one question for those not asked about before."""
        wanted = {self.root(one) for one in people} - self._read
        if not wanted:
            return
        self._read |= wanted
        rows = Membership.objects.known().filter(person_id__among=self.everyone(wanted))
        for person, place, status, since, until in rows.values_list(
            "person_id", "organisation_id", "status", "valid_from", "valid_to"
        ):
            self._stays[self.root(person)].append(Stay(place, status == "chinh_thuc", since, until))

    def stays(self, person: int) -> list[Stay]:
        """Their stays, after ``read_stays``."""
        return self._stays.get(self.root(person), [])

    def stay_on(self, person: int, day: date) -> Stay | None:
        """Where a person was a member on the evening of a day."""
        return next((one for one in self.stays(person) if one.covers(day)), None)

    def is_told(self, day: date) -> bool:
        """Whether the records reach back to that day."""
        return day >= self.begins

    def is_below(self, place: int, organisation: int) -> bool:
        """Whether ``place`` is the organisation or lies below it."""
        return place == organisation or organisation in self.tree.path(place)

    def label(self, organisation: int) -> str:
        """The name of one of these organisations; of another only that it is elsewhere."""
        if organisation in self.tree and organisation in self.inside:
            return self.tree.label(organisation)
        return "tổ chức khác"

    def told(self, people: Iterable[int]) -> dict[int, PersonProfile]:
        """The profiles of these people, by the person kept; days only, no names."""
        found = profiles({self.root(one) for one in people}, only=_PROFILE[1:])
        return {self.root(person): profile for person, profile in found.items()}

    def value(self, code: str, day: date) -> int | None:
        """A number of a regulation on that day; None where none is on record."""
        found = self.parameters.if_known(code, day)
        return None if found is None else int(found.value)

    def rows(self, of: str, ask: Callable[[], list[T]]) -> list[T]:
        """Rows that several kinds look at, asked of the database once."""
        if of not in self._rows:
            self._rows[of] = ask()
        found: list[T] = self._rows[of]
        return found


def told(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d/%m/%Y}"
