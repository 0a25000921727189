"""What is on record of many people on the way: each table asked once, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import pairwise

from django.db.models import Q

from dangvu.foundation import bulk
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.models import Certificate, Membership, Movement, MovementKind, PersonProfile, Status
from dangvu.members.queries import kept_people, profiles
from dangvu.work.admissions.models import Dossier, DossierStep, Introduction
from dangvu.work.admissions.rules.steps import FROM_CEREMONY, MEMBER, NEW_MEMBERS, Done, Introducer, Paper
from dangvu.work.admissions.rules.votes import Vote

#: What is looked at of each person's profile.
_TOLD = ("name", "order_key", "birth", "birth_year", "sex", "joined", "official")


def partial(text: str) -> PartialDate | None:
    return PartialDate.from_iso(text) if text else None


class Facts:
    """The rows of the people asked about, told by dossier and by person.

    ``whole``: all that a gate asks. Otherwise what stages and terms are told by, and of probationers nothing before
    their ceremony: a province has tens of thousands of steps that lead to nothing any more.
    """

    def __init__(
        self,
        known: int | None,
        people: set[int],
        ways: Mapping[int, int],
        probationers: set[int],
        *,
        whole: bool,
    ) -> None:
        self._known, self._kept = known, kept_people(known)
        self.acts: dict[int, int] = defaultdict(int)
        self.steps: dict[int, list[Done]] = defaultdict(list)
        self.introducers: dict[int, list[Introducer]] = defaultdict(list)
        self.papers: dict[int, list[Paper]] = defaultdict(list)
        self._ceremonies = self._read_ceremonies(people & probationers)
        if whole:
            self._read_steps(ways.values())
            introductions = self._read_introductions(ways.values())
            told = {row.person_id for row in introductions if row.person_id}
            self.profiles = profiles(people | told, known, only=_TOLD)
            self._read_papers(people, Q())
            self._read_introducers(introductions, told)
            self._joined = {person: one.joined for person, one in self.profiles.items()}
        else:
            self.profiles = {}
            before = {dossier for person, dossier in ways.items() if person not in probationers}
            self._read_turns(before, Q())
            self._read_turns(set(ways.values()) - before, Q(step__in=FROM_CEREMONY))
            self._read_whether_introduced(before)
            self._read_papers(people - probationers, Q())
            self._read_papers(people & probationers, Q(kind=NEW_MEMBERS))
            self._joined = self._read_joined((people & probationers) - set(self._ceremonies))

    def _read_steps(self, dossiers: Collection[int]) -> None:
        for ids in bulk.chunks(dossiers):
            rows = DossierStep.objects.known(self._known).filter(dossier_id__among=ids).order_by("on", "id")
            for row in rows:
                self.steps[row.dossier_id].append(done(row))
                self.acts[row.dossier_id] = max(self.acts[row.dossier_id], row.known_from_act_id)

    def _read_turns(self, dossiers: Collection[int], which: Q) -> None:
        """The steps without what only a gate or a dossier's page asks."""
        for ids in bulk.chunks(dossiers):
            rows = DossierStep.objects.known(self._known).filter(which, dossier_id__among=ids)
            for dossier, step, on, received, passed, extra, abroad in rows.order_by("on", "id").values_list(
                "dossier_id", "step", "on", "received_on", "passed", "extra_days", "abroad"
            ):
                self.steps[dossier].append(
                    Done(step, on, "", "", received, passed, extra_days=extra, abroad=abroad)
                )

    def _read_introductions(self, dossiers: Collection[int]) -> list[Introduction]:
        rows: list[Introduction] = []
        for ids in bulk.chunks(dossiers):
            rows += Introduction.objects.known(self._known).filter(dossier_id__among=ids).order_by("on", "id")
        for row in rows:
            self.acts[row.dossier_id] = max(self.acts[row.dossier_id], row.known_from_act_id)
        return rows

    def _read_whether_introduced(self, dossiers: Collection[int]) -> None:
        for ids in bulk.chunks(dossiers):
            rows = Introduction.objects.known(self._known).filter(dossier_id__among=ids)
            for dossier in rows.values_list("dossier_id", flat=True).distinct():
                self.introducers[dossier] = [_SOMEBODY]

    def _read_papers(self, people: set[int], which: Q) -> None:
        also = {person for person, keeper in self._kept.items() if keeper in people}
        for ids in bulk.chunks(people | also):
            rows = Certificate.objects.known(self._known).filter(which, person_id__among=ids)
            for person, kind, issued, grade in rows.values_list("person_id", "kind", "issued_on", "grade"):
                self.papers[self._kept.get(person, person)].append(Paper(kind, issued, grade))

    def _read_introducers(self, introductions: Iterable[Introduction], told: set[int]) -> None:
        stays: dict[int, list[Membership]] = defaultdict(list)
        arrived: dict[int, list[tuple[date, int]]] = defaultdict(list)
        if told:
            for stay in Membership.objects.known(self._known).filter(person_id__among=told):
                stays[stay.person_id].append(stay)
            kinds = (MovementKind.TRANSFERRED_IN, MovementKind.ADMITTED)
            rows = Movement.objects.known(self._known).filter(
                person_id__among=told, kind__in=kinds, counted=True
            )
            for person, on, organisation in rows.values_list("person_id", "on", "counts_in_id"):
                arrived[person].append((on, organisation))
        for row in introductions:
            self.introducers[row.dossier_id].append(self._introducer(row, stays, arrived))

    def _introducer(
        self,
        row: Introduction,
        stays: Mapping[int, list[Membership]],
        arrived: Mapping[int, list[tuple[date, int]]],
    ) -> Introducer:
        if row.kind != MEMBER or row.person_id is None:
            return Introducer(row.kind, row.on)
        profile = self.profiles.get(row.person_id)
        official = partial(profile.official) if profile else None
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
            rows = Movement.objects.known(self._known).filter(
                person_id__among=ids, kind=MovementKind.ADMITTED, counted=True
            )
            found.update(rows.values_list("person_id", "on"))
        return found

    def joined(self, person: int) -> PartialDate | None:
        """The day of joining of a probationer: the movement's, else what the roster says, of stated precision."""
        if person in self._ceremonies:
            return PartialDate.of(self._ceremonies[person])
        return partial(self._joined.get(person, ""))

    def _read_joined(self, people: Collection[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for ids in bulk.chunks(people):
            rows = PersonProfile.objects.known(self._known).filter(person_id__among=ids)
            found.update(rows.values_list("person_id", "joined"))
        return found


#: That there is an introducer at all.
_SOMEBODY = Introducer(MEMBER, date.min)


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
        row.note, row.extra_days, row.abroad,
    )  # fmt: skip


def dossiers_of(people: Collection[int]) -> dict[int, list[int]]:
    """All the dossiers that a person ever had, the oldest first."""
    found: dict[int, list[int]] = defaultdict(list)
    for pk, person in (
        Dossier.objects.filter(person_id__among=people).order_by("id").values_list("id", "person_id")
    ):
        found[person].append(pk)
    return found
