"""The ranking of a year as people see it: counts, lists, who is missing, the cap that holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.ratio import share
from dangvu.members.queries import profiles
from dangvu.organisations.access import organisations_visible, require
from dangvu.organisations.tree import Tree
from dangvu.work.ranking.limits import day_of, limits_on
from dangvu.work.ranking.models import Ranking, RankingRound
from dangvu.work.ranking.rules import Grade, Limits, Step, Subject, most_excellent
from dangvu.work.ranking.standing import Candidate, members_to_rank, steps_of, tree_of, units_to_rank


@dataclass(frozen=True, slots=True)
class Line:
    """A member or an organisation, and how far its ranking has come."""

    one: Candidate
    name: str
    place: str
    steps: dict[Step, Ranking]
    order: str = ""

    @property
    def decided(self) -> Ranking | None:
        return self.steps.get(Step.DECIDED)

    @property
    def grade(self) -> Grade | None:
        return Grade(self.decided.grade) if self.decided else None

    @property
    def last(self) -> Ranking | None:
        """What was told at the furthest step."""
        return next((self.steps[step] for step in reversed(Step) if step in self.steps), None)

    @property
    def missing(self) -> bool:
        """To be ranked, and nothing decided."""
        return not self.one.out and self.decided is None

    @property
    def act(self) -> int:
        return max((row.known_from_act_id for row in self.steps.values()), default=0)

    def of(self, step: Step) -> Grade | None:
        row = self.steps.get(step)
        return Grade(row.grade) if row else None

    @property
    def self_grade(self) -> Grade | None:
        return self.of(Step.SELF)

    @property
    def proposed(self) -> Grade | None:
        return self.of(Step.PROPOSED)


@dataclass(frozen=True)
class Counted:
    """One kind of subject of a year: how many in each class, of how many."""

    subject: Subject
    grades: Counter[Grade]
    due: int
    out: int
    missing: int

    @property
    def ranked(self) -> int:
        return self.grades.total()

    @property
    def classes(self) -> list[tuple[Grade, int, float | None]]:
        """[(class, how many, per cent of those ranked)]"""
        return [
            (one, self.grades[one], share(self.grades[one], self.ranked, 2) if self.ranked else None)
            for one in Grade
        ]


@dataclass(frozen=True)
class YearView:
    """The ranking of a year at an organisation and below."""

    year: int
    on: date
    limits: Limits | None
    round: RankingRound | None
    asked_by: str
    subjects: Sequence[Counted]
    caps: Sequence[tuple[str, int, int]] = ()  # (grassroots organisation, members HTXS, at most)
    kept: tuple[int, ...] = ()  # the years of which something is on record here


def year_view(*, actor: Actor, organisation: int, tree: Tree, year: int) -> YearView:
    """Counts of a year by kind of subject, with the caps of members in each grassroots organisation."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    then = tree_of(year)
    inside = _inside(actor, organisation, then)
    told = steps_of(year, inside)
    people = members_to_rank(inside, year)
    units = [one for one in units_to_rank(then, organisation, year) if one.organisation in inside]
    found = []
    for subject in Subject:
        due = [one for one in (people if subject is Subject.MEMBER else units) if one.subject is subject]
        decided = [told[one.key][Step.DECIDED] for one in due if Step.DECIDED in told.get(one.key, {})]
        out = sum(bool(one.out) for one in due)
        if due:
            found.append(
                Counted(subject, Counter(Grade(row.grade) for row in decided), len(due), out, len(due) - out - len(decided))
            )  # fmt: skip
    on = day_of(year)
    limits = limits_on(on) if on.year >= 2018 and on >= date(2018, 3, 8) else None
    asked, by = _round(then, organisation, year)
    kept = (
        Ranking.objects.known()
        .filter(organisation_id__among=inside)
        .order_by()
        .values_list("year", flat=True)
    )
    caps = _caps(then, inside, people, told, limits)
    return YearView(year, on, limits, asked, by, found, caps, tuple(sorted(set(kept.distinct()))))


def _caps(tree: Tree, inside: set[int], people: Sequence[Candidate], told: dict, limits: Limits | None) -> list[tuple[str, int, int]]:  # type: ignore[type-arg]  # fmt: skip
    """Of each grassroots organisation with decided members: how many are HTXS, and how many may be."""
    if limits is None:
        return []
    groups: dict[int, list[Grade]] = {}
    for one in people:
        unit, row = tree.unit_of(one.organisation), told.get(one.key, {}).get(Step.DECIDED)
        if unit is not None and row is not None:
            groups.setdefault(unit, []).append(Grade(row.grade))
    order = [unit for unit in tree.nodes if unit in groups]
    return [
        (tree.label(unit), groups[unit].count(Grade.EXCELLENT), most)
        for unit in order
        if (most := most_excellent(groups[unit], limits)) is not None
    ]


def _inside(actor: Actor, organisation: int, tree: Tree) -> set[int]:
    below = set(tree.descendants(organisation)) if organisation in tree else {organisation}
    return below & (organisations_visible(actor, READ_FIGURES, tree) | {organisation})


def _round(tree: Tree, organisation: int, year: int) -> tuple[RankingRound | None, str]:
    """The round that holds here: the nearest organisation's that asked, itself among them."""
    path = tree.path(organisation)
    rows = {
        row.organisation_id: row
        for row in RankingRound.objects.known().filter(year=year, organisation_id__in=path)
    }
    for above in path:
        if above in rows:
            return rows[above], tree.label(above)
    return None, ""


def unit_lines(*, actor: Actor, organisation: int, tree: Tree, year: int) -> list[Line]:
    """The organisation and those below it, with every step of the year, in the order of the list."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    then = tree_of(year)
    inside = _inside(actor, organisation, then)
    told = steps_of(year, inside)
    return [
        Line(one, then.label(one.organisation), then[one.organisation].kind_label, told.get(one.key, {}))
        for one in units_to_rank(then, organisation, year)
        if one.organisation in inside
    ]


def member_lines(*, actor: Actor, organisation: int, tree: Tree, year: int) -> list[Line]:
    """The members here and below, with every step of the year, cell by cell in the order of names."""
    require(actor, READ_NAMES, organisation, tree=tree)
    then = tree_of(year)
    inside = _inside(actor, organisation, then)
    told = steps_of(year, inside)
    people = members_to_rank(inside, year)
    known = profiles([one.person for one in people if one.person is not None], only=("name", "order_key"))
    place = {one: at for at, one in enumerate(then.nodes)}
    lines = []
    for one in people:
        profile = known.get(one.person or 0)
        name, order = (profile.name, profile.order_key) if profile else ("(không rõ tên)", "")
        lines.append(Line(one, name, then.label(one.organisation), told.get(one.key, {}), order))
    return sorted(
        lines, key=lambda line: (place.get(line.one.organisation, 0), line.order, line.one.person or 0)
    )
