"""Who has to be ranked in a year, and who is left out for which reason. Asks for no right: what reads it out does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from dangvu.members.models import Absence, Membership
from dangvu.members.queries.standing import absent_on
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.ranking.limits import day_of
from dangvu.work.ranking.models import NotRanked, Ranking
from dangvu.work.ranking.rules import Grade, Step, Subject, Without


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member (of ``organisation``, the cell) or an organisation of the year. ``out``: why it is not ranked."""

    subject: Subject
    organisation: int
    person: int | None = None
    official: bool = True
    out: str = ""

    @property
    def key(self) -> tuple[int, int | None]:
        return (0 if self.person is not None else self.organisation, self.person)


def subject_of(node: Node) -> Subject | None:
    """As what an organisation is ranked; None for a committee above grassroots ones, which its own superior ranks."""
    if node.is_upper:
        return None
    return Subject.GRASSROOTS if node.is_grassroots else Subject.BELOW


def members_to_rank(inside: Collection[int], year: int) -> list[Candidate]:
    """The members of these organisations on the year's day; those exempt, or told to be left out, with the reason."""
    on = day_of(year)
    stays = Membership.objects.known().valid_on(on).filter(organisation_id__among=list(inside))
    status = {person: (place, told) for person, place, told in stays.values_list("person_id", "organisation_id", "status")}  # fmt: skip
    absent = absent_on(status, on)
    told = _told_out(year, people=True)

    def out(person: int) -> str:
        if any(one.kind == Absence.Kind.EXEMPT for one in absent.get(person, ())):
            return Without.EXEMPT.label
        return told.get(person, "")

    return [
        Candidate(Subject.MEMBER, place, person, standing == "chinh_thuc", out(person))
        for person, (place, standing) in status.items()
    ]


def units_to_rank(tree: Tree, organisation: int, year: int) -> list[Candidate]:
    """The organisation and everything below it that is ranked in its year, in the order of the list."""
    told = _told_out(year, people=False)
    found = []
    for one in tree.descendants(organisation) if organisation in tree else ():
        subject = subject_of(tree[one])
        if subject is not None and tree[one].kind != "to_dang":
            found.append(Candidate(subject, one, out=told.get(one, "")))
    return found


def _told_out(year: int, people: bool) -> dict[int, str]:
    rows = NotRanked.objects.known().filter(year=year, person__isnull=not people)
    return {
        (row.person_id if people else row.organisation_id): row.note or Without(row.ground).label
        for row in rows
    }


def steps_of(
    year: int, inside: Collection[int], people: bool | None = None
) -> dict[tuple[int, int | None], dict[Step, Ranking]]:
    """{(organisation, None) or (0, person): {step: what was told}} of a year; ``people``: only of them, or only not."""
    found: dict[tuple[int, int | None], dict[Step, Ranking]] = defaultdict(dict)
    rows = Ranking.objects.known().filter(year=year, organisation_id__among=list(inside))
    for row in rows if people is None else rows.filter(person__isnull=not people):
        key = (0 if row.person_id is not None else row.organisation_id, row.person_id)
        found[key][Step(row.step)] = row
    return found


def tree_of(year: int) -> Tree:
    """The tree of the year's day."""
    return tree_on(day_of(year))


def grades(rows: Collection[Ranking]) -> list[Grade]:
    return [Grade(row.grade) for row in rows]
