"""Everything the rules are asked about, for many people at once: a bounded number of questions, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from dangvu.foundation import bulk
from dangvu.foundation.parameters.queries import Parameters, calendar
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.working_days import Calendar
from dangvu.members.models import Certificate, Membership, Movement, MovementKind, PersonProfile, Status
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.models import Kind
from dangvu.organisations.tree import Tree
from dangvu.work.admissions.models import Dossier, DossierStep, Introduction, Outcome, OutstandingPerson
from dangvu.work.admissions.rules.deadlines import Term, recognition_due, stage, terms
from dangvu.work.admissions.rules.steps import MEMBER, Done, File, Introducer, Paper
from dangvu.work.admissions.rules.votes import Vote


@dataclass(frozen=True, slots=True)
class Case:
    """One person on the way: what is known, where they stand, and which terms run."""

    person: int
    dossier: int | None  # None: a probationer known from the roster, of whom no step is recorded yet
    organisation: int
    profile: PersonProfile | None
    file: File
    stage: str
    since: date
    terms: tuple[Term, ...]
    helper: int | None = None
    standing: OutstandingPerson | None = None
    last_act: int = 0

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

    def __post_init__(self) -> None:
        self.parameters = Parameters(self.known)
        self.calendar = calendar(self.known)

    def ask(self, code: str, day: date) -> Any:
        if (code, day) not in self._asked:
            self._asked[code, day] = self.parameters.if_known(code, day)
        return self._asked[code, day]

    def in_organisations(self, organisations: Collection[int]) -> list[Case]:
        """Everyone on the way in these organisations: those on a list, and the probationers."""
        standings = list(
            OutstandingPerson.objects.known(self.known)
            .filter(organisation_id__in=organisations, ended_on__isnull=True)
            .order_by("id")
        )
        unfit = OutstandingPerson.objects.known(self.known).filter(
            organisation_id__in=organisations, outcome=Outcome.UNFIT
        )
        proposed = set(unfit.values_list("person_id", flat=True))
        probation = {
            person: stay
            for person, stay in self._probation(organisation_id__in=organisations).items()
            if person not in proposed  # their striking off waits for a decision, not for a step
        }
        return self._put_together(standings, probation)

    def of_people(self, people: Collection[int]) -> dict[int, Case]:
        """The open way of each of these people (else the latest that ended); whoever has none is left out."""
        kept = kept_people(self.known)
        wanted = {kept.get(person, person) for person in people}
        every = wanted | {person for person, keeper in kept.items() if keeper in wanted}
        rows = OutstandingPerson.objects.known(self.known).filter(person_id__in=every).order_by("id")
        latest: dict[int, OutstandingPerson] = {}
        for row in rows:
            person = kept.get(row.person_id, row.person_id)
            if person not in latest or row.ended_on is None or latest[person].ended_on is not None:
                latest[person] = row
        found = self._put_together(list(latest.values()), self._probation(person_id__in=wanted), whole=True)
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
        standings: list[OutstandingPerson],
        probation: Mapping[int, tuple[int, date]],
        *,
        whole: bool = False,
    ) -> list[Case]:
        kept = kept_people(self.known)
        by_person = {kept.get(row.person_id, row.person_id): row for row in standings}
        people = set(by_person) | set(probation)
        if not whole:
            people -= self._official(people)
        facts = _Facts(self, people, [row.dossier_id for row in by_person.values()], kept)
        cases = [
            self._case(person, by_person.get(person), probation.get(person), facts)
            for person in people
            if person in by_person or person in probation
        ]
        return sorted(cases, key=lambda case: (case.order, case.person))

    def _official(self, people: Collection[int]) -> set[int]:
        """Those whose way is over though nobody closed it: a workbook told that they are official."""
        found: set[int] = set()
        for ids in bulk.chunks(people):
            found.update(
                Membership.objects.known(self.known)
                .valid_on(self.today)
                .filter(person_id__in=ids, status=Status.OFFICIAL)
                .values_list("person_id", flat=True)
            )
        return found

    def _case(
        self, person: int, row: OutstandingPerson | None, stay: tuple[int, date] | None, facts: _Facts
    ) -> Case:
        profile = facts.profiles.get(person)
        organisation = stay[0] if stay else row.organisation_id if row else 0
        node = self.tree.nodes.get(organisation)
        dossier = row.dossier_id if row else None
        file = File(
            under_committee=node is None or node.kind != Kind.GRASSROOTS_CELL,
            birth=_partial(profile.birth) if profile else None,
            schooling=row.schooling if row else "",
            listed_on=row.listed_on if row else None,
            papers=tuple(facts.papers.get(person, ())),
            introducers=tuple(facts.introducers.get(dossier or 0, ())),
            steps=tuple(facts.steps.get(dossier or 0, ())),
            joined=(facts.joined(person) or PartialDate.of(stay[1])) if stay else None,
            has_helper=bool(row and row.helper_id),
        )
        return Case(
            person=person,
            dossier=dossier,
            organisation=organisation,
            profile=profile,
            file=file,
            stage=stage(file, self.ask, self.today),
            since=self._since(file),
            terms=tuple(terms(file, self.ask, self.calendar, self.today)),
            helper=row.helper_id if row else None,
            standing=row,
            last_act=max(row.known_from_act_id if row else 0, facts.acts.get(dossier or 0, 0)),
        )

    def _since(self, file: File) -> date:
        """Since when the person waits where they stand: the last thing that happened."""
        days = [done.on for done in file.steps if done.passed]
        days += [paper.issued_on for paper in file.papers] + ([file.listed_on] if file.listed_on else [])
        if file.joined:
            days.append(file.joined.first)
        if (due := recognition_due(file, self.ask)) is not None:
            days.append(due)
        return max((day for day in days if day <= self.today), default=self.today)


def _partial(text: str) -> PartialDate | None:
    return PartialDate.from_iso(text) if text else None


#: What is looked at of each person's profile.
_TOLD = ("name", "order_key", "birth", "birth_year", "sex", "joined", "official")


class _Facts:
    """The rows of the people asked about, each table asked once."""

    def __init__(
        self, loader: Loader, people: set[int], dossiers: list[int], kept: Mapping[int, int]
    ) -> None:
        self._loader, self._kept = loader, kept
        self.acts: dict[int, int] = defaultdict(int)
        self.steps = self._read_steps(dossiers)
        introductions = self._read_introductions(dossiers)
        told = {row.person_id for row in introductions if row.person_id}
        self.profiles = profiles(people | told, loader.known, only=_TOLD)
        self.papers = self._read_papers(people)
        self.introducers = self._read_introducers(introductions, told)
        self._ceremonies = self._read_ceremonies(people)

    def _read_steps(self, dossiers: list[int]) -> dict[int, list[Done]]:
        found: dict[int, list[Done]] = defaultdict(list)
        for ids in bulk.chunks(dossiers):
            for row in (
                DossierStep.objects.known(self._loader.known).filter(dossier_id__in=ids).order_by("on", "id")
            ):
                found[row.dossier_id].append(done(row))
                self.acts[row.dossier_id] = max(self.acts[row.dossier_id], row.known_from_act_id)
        return found

    def _read_introductions(self, dossiers: list[int]) -> list[Introduction]:
        rows: list[Introduction] = []
        for ids in bulk.chunks(dossiers):
            rows += (
                Introduction.objects.known(self._loader.known).filter(dossier_id__in=ids).order_by("on", "id")
            )
        for row in rows:
            self.acts[row.dossier_id] = max(self.acts[row.dossier_id], row.known_from_act_id)
        return rows

    def _read_papers(self, people: set[int]) -> dict[int, list[Paper]]:
        also = {person for person, keeper in self._kept.items() if keeper in people}
        found: dict[int, list[Paper]] = defaultdict(list)
        for ids in bulk.chunks(people | also):
            rows = Certificate.objects.known(self._loader.known).filter(person_id__in=ids)
            for person, kind, issued, grade in rows.values_list("person_id", "kind", "issued_on", "grade"):
                found[self._kept.get(person, person)].append(Paper(kind, issued, grade))
        return found

    def _read_introducers(
        self, introductions: Iterable[Introduction], told: set[int]
    ) -> dict[int, list[Introducer]]:
        stays: dict[int, list[Membership]] = defaultdict(list)
        arrived: dict[int, list[tuple[date, int]]] = defaultdict(list)
        if told:
            for stay in Membership.objects.known(self._loader.known).filter(person_id__in=told):
                stays[stay.person_id].append(stay)
            kinds = (MovementKind.TRANSFERRED_IN, MovementKind.ADMITTED)
            rows = Movement.objects.known(self._loader.known).filter(
                person_id__in=told, kind__in=kinds, counted=True
            )
            for person, on, organisation in rows.values_list("person_id", "on", "counts_in_id"):
                arrived[person].append((on, organisation))
        found: dict[int, list[Introducer]] = defaultdict(list)
        for row in introductions:
            found[row.dossier_id].append(self._introducer(row, stays, arrived))
        return found

    def _introducer(
        self,
        row: Introduction,
        stays: Mapping[int, list[Membership]],
        arrived: Mapping[int, list[tuple[date, int]]],
    ) -> Introducer:
        if row.kind != MEMBER or row.person_id is None:
            return Introducer(row.kind, row.on)
        profile = self.profiles.get(row.person_id)
        official = _partial(profile.official) if profile else None
        came = [on for on, _ in arrived.get(row.person_id, ()) if on <= row.on]
        return Introducer(
            row.kind,
            row.on,
            profile.name if profile else "",
            official.first if official else _recognised(stays.get(row.person_id, ())),
            any(stay.status == Status.OFFICIAL for stay in stays.get(row.person_id, ())),
            row.together_from or max(came, default=None),
        )

    def _read_ceremonies(self, people: set[int]) -> dict[int, date]:
        found: dict[int, date] = {}
        for ids in bulk.chunks(people):
            rows = Movement.objects.known(self._loader.known).filter(
                person_id__in=ids, kind=MovementKind.ADMITTED, counted=True
            )
            found.update(rows.values_list("person_id", "on"))
        return found

    def joined(self, person: int) -> PartialDate | None:
        """The day of joining of a probationer: the movement's, else what the roster says, of stated precision."""
        if person in self._ceremonies:
            return PartialDate.of(self._ceremonies[person])
        profile = self.profiles.get(person)
        return _partial(profile.joined) if profile else None


def _recognised(stays: Iterable[Membership]) -> date | None:
    """The day of recognition where the records saw the person as a probationer before; else unknown."""
    rows = sorted(stays, key=lambda stay: stay.valid_from)
    for before, after in pairwise(rows):
        if before.status == Status.PROBATIONARY and after.status == Status.OFFICIAL:
            return after.valid_from
    return None


def done(row: DossierStep) -> Done:
    """A recorded step as the rules know it."""
    vote = None
    if row.listed is not None and row.votes_for is not None:
        vote = Vote(row.listed, row.votes_for, row.away or 0, row.exempt_absent or 0)
    return Done(
        row.step, row.on, row.document_number, row.organ, row.received_on, row.passed, vote, row.consent, row.ground,
        row.note, row.extra_days,
    )  # fmt: skip


def dossiers_of(people: Collection[int]) -> dict[int, list[int]]:
    """All the dossiers that a person ever had, the oldest first."""
    found: dict[int, list[int]] = defaultdict(list)
    for pk, person in (
        Dossier.objects.filter(person_id__in=people).order_by("id").values_list("id", "person_id")
    ):
        found[person].append(pk)
    return found
