"""Everything the rules are asked about, for many people at once: a bounded number of questions, whatever the size."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from dangvu.foundation import bulk
from dangvu.foundation.parameters.queries import Parameters, calendar
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.working_days import Calendar
from dangvu.members.models import Membership, PersonProfile, Status
from dangvu.members.queries import kept_people
from dangvu.organisations.models import Kind
from dangvu.organisations.tree import Tree
from dangvu.work.admissions.models import Outcome, OutstandingPerson
from dangvu.work.admissions.queries.facts import Facts, partial
from dangvu.work.admissions.rules.deadlines import Term, recognition_due, stage, terms
from dangvu.work.admissions.rules.steps import FROM_CEREMONY, NEW_MEMBERS, File

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judged:
    """A file, where it stands by the rules, and which terms run. Whoever's files are alike share one."""

    file: File
    stage: str
    since: date
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One person on the way: what is known, where they stand, and which terms run."""

    person: int
    dossier: int | None  # None: a probationer known from the roster, of whom no step is recorded yet
    organisation: int
    judged: Judged
    profile: PersonProfile | None = None
    helper: int | None = None
    standing: OutstandingPerson | None = None
    last_act: int = 0

    @property
    def file(self) -> File:
        return self.judged.file

    @property
    def stage(self) -> str:
        return self.judged.stage

    @property
    def since(self) -> date:
        return self.judged.since

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.judged.terms

    @property
    def name(self) -> str:
        return self.profile.name if self.profile else ""

    @property
    def order(self) -> str:
        return self.profile.order_key if self.profile else ""

    @property
    def ended(self) -> bool:
        return self.standing is not None and self.standing.ended_on is not None


@dataclass
class Loader:
    """The parameters, the calendar and the tree, read once; ``cases`` puts people together."""

    today: date
    tree: Tree
    known: int | None = None
    parameters: Parameters = field(init=False)
    calendar: Calendar = field(init=False)
    _asked: dict[tuple[str, date], Any] = field(init=False, default_factory=dict)
    _judged: dict[File, Judged] = field(init=False, default_factory=dict)
    _told: dict[tuple[str, int], Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.parameters = Parameters(self.known)
        self.calendar = calendar(self.known)

    def ask(self, code: str, day: date) -> Any:
        if (code, day) not in self._asked:
            self._asked[code, day] = self.parameters.if_known(code, day)
        return self._asked[code, day]

    def told(self, what: str, judged: Judged, ask: Callable[[Judged], T]) -> T:
        """The answer to ``ask`` about a file, told once for all whose files are alike."""
        key = what, id(judged)  # kept in ``_judged``, so nobody else gets this id
        if key not in self._told:
            self._told[key] = ask(judged)
        answer: T = self._told[key]
        return answer

    def in_organisations(self, organisations: Collection[int], *, whole: bool = False) -> list[Case]:
        """Everyone on the way in these organisations: those on a list, and the probationers, in the order of names.

        Unless ``whole``, only what stages and terms are told by is read, and nobody's profile: many have the same file
        then, and it is judged once; they come in no order.
        """
        standings = list(
            OutstandingPerson.objects.known(self.known)
            .filter(organisation_id__among=organisations, ended_on__isnull=True)
            .order_by("id")
        )
        unfit = OutstandingPerson.objects.known(self.known).filter(
            organisation_id__among=organisations, outcome=Outcome.UNFIT
        )
        proposed = set(unfit.values_list("person_id", flat=True))
        probation = {
            person: stay
            for person, stay in self._probation(organisation_id__among=organisations).items()
            if person not in proposed  # their striking off waits for a decision, not for a step
        }
        kept = kept_people(self.known)
        by_person = {kept.get(row.person_id, row.person_id): row for row in standings}
        people = set(by_person) | set(probation)
        people -= self._official(people - set(probation))
        return self._put_together(people, by_person, probation, whole=whole)

    def of_people(self, people: Collection[int]) -> dict[int, Case]:
        """The open way of each of these people (else the latest that ended); whoever has none is left out."""
        kept = kept_people(self.known)
        wanted = {kept.get(person, person) for person in people}
        every = wanted | {person for person, keeper in kept.items() if keeper in wanted}
        rows = OutstandingPerson.objects.known(self.known).filter(person_id__among=every).order_by("id")
        latest: dict[int, OutstandingPerson] = {}
        for row in rows:
            person = kept.get(row.person_id, row.person_id)
            if person not in latest or row.ended_on is None or latest[person].ended_on is not None:
                latest[person] = row
        probation = self._probation(person_id__among=wanted)
        found = self._put_together(set(latest) | set(probation), latest, probation, whole=True)
        return {case.person: case for case in found}

    def _probation(self, **where: Any) -> dict[int, tuple[int, date]]:
        """{probationer: (where, since when on record)} of today."""
        stays = Membership.objects.known(self.known).valid_on(self.today)
        rows = stays.filter(status=Status.PROBATIONARY, **where)
        return {
            person: (organisation, since)
            for person, organisation, since in rows.values_list("person_id", "organisation_id", "valid_from")
        }

    def _put_together(
        self,
        people: set[int],
        standings: Mapping[int, OutstandingPerson],
        probation: Mapping[int, tuple[int, date]],
        *,
        whole: bool,
    ) -> list[Case]:
        ways = {person: standings[person].dossier_id for person in people if person in standings}
        facts = Facts(self.known, people, ways, set(probation), whole=whole)
        cases = [self._case(p, standings.get(p), probation.get(p), facts, whole=whole) for p in people]
        return sorted(cases, key=lambda case: (case.order, case.person))

    def _official(self, people: Collection[int]) -> set[int]:
        """Those whose way is over though nobody closed it: a workbook told that they are official."""
        found: set[int] = set()
        for ids in bulk.chunks(people):
            found.update(
                Membership.objects.known(self.known)
                .valid_on(self.today)
                .filter(person_id__among=ids, status=Status.OFFICIAL)
                .values_list("person_id", flat=True)
            )
        return found

    def _case(
        self, person: int, row: OutstandingPerson | None, stay: tuple[int, date] | None, facts: Facts,
        *, whole: bool,
    ) -> Case:  # fmt: skip
        organisation = stay[0] if stay else row.organisation_id if row else 0
        node = self.tree.nodes.get(organisation)
        dossier = row.dossier_id if row else None
        profile = facts.profiles.get(person)
        file = File(
            under_committee=node is None or node.kind != Kind.GRASSROOTS_CELL,
            birth=partial(profile.birth) if profile else None,
            schooling=row.schooling if row and whole else "",
            listed_on=row.listed_on if row and (whole or not stay) else None,
            papers=tuple(facts.papers.get(person, ())),
            introducers=tuple(facts.introducers.get(dossier or 0, ())),
            steps=tuple(facts.steps.get(dossier or 0, ())),
            joined=(facts.joined(person) or PartialDate.of(stay[1])) if stay else None,
            has_helper=bool(whole and row and row.helper_id),
        )
        return Case(
            person, dossier, organisation, self._judge(file), profile,
            helper=row.helper_id if row else None, standing=row,
            last_act=max(row.known_from_act_id if row else 0, facts.acts.get(dossier or 0, 0)),
        )  # fmt: skip

    def _judge(self, file: File) -> Judged:
        found = self._judged.get(file)
        if found is None:
            found = self._judged[file] = Judged(
                file,
                stage(file, self.ask, self.today),
                self._since(file),
                tuple(terms(file, self.ask, self.calendar, self.today)),
            )
        return found

    def _since(self, file: File) -> date:
        """Since when the person waits where they stand: the last thing that happened; to a probationer, since the
        ceremony."""
        done, papers = file.steps, file.papers
        if file.is_probationer:
            done = tuple(one for one in done if one.step in FROM_CEREMONY)
            papers = tuple(paper for paper in papers if paper.kind == NEW_MEMBERS)
        days = [one.on for one in done if one.passed] + [paper.issued_on for paper in papers]
        if file.joined:
            days.append(file.joined.first)
        elif file.listed_on:
            days.append(file.listed_on)
        if (due := recognition_due(file, self.ask)) is not None:
            days.append(due)
        return max((day for day in days if day <= self.today), default=self.today)
