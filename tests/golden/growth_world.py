"""What the world of the golden tests tells of probation and its end, the pool, posts of committees and vetting."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from typing import Protocol

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.members import actions as members
from dangvu.members.models import Certificate, Membership, MovementKind, Status
from dangvu.work.admissions.actions import NewRecognition, recognise
from dangvu.work.admissions.models import Dossier, DossierStep, Outcome, OutstandingPerson
from dangvu.work.officers import actions as officers
from dangvu.work.vetting import actions as vetting
from dangvu.work.vetting.rules import PaperKind, Purpose

ROSTER_DAY = date(2022, 12, 31)


class Place(Protocol):
    """The world, with chances of its own."""

    random: random.Random
    root: int
    units: list[int]
    cells: list[int]

    @property
    def organisations(self) -> list[int]: ...

    def day(self) -> date: ...


def make_growth(here: Place) -> None:
    """Probationers due at every edge, a pool of people with and without certificates, posts, papers."""
    _probation(here)
    _pool(here)
    _posts(here)
    _papers(here)


def _registered(here: Place, joined: list[PartialDate | None]) -> list[int]:
    people = [members.Profile(name=f"Lều Văn {n}", joined=day) for n, day in enumerate(joined)]
    return members.register(actor=OPERATOR, organisation=here.root, people=people)


def _probation(here: Place) -> None:
    rng, places = here.random, [*here.cells, *here.units]
    days: list[date] = [
        rng.choice([here.day(), here.day(), date(2023, 6, 30), date(2023, 7, 1), date(2023, 1, 1)]) for _ in range(24)
    ]  # fmt: skip
    joined: list[PartialDate | None] = [PartialDate(day.year - 1, day.month, day.day) for day in days]
    joined[:2] = [PartialDate(2022, 3), PartialDate(2022)]  # known by month, by year
    days[:2] = [date(2023, 3, 1), date(2023, 1, 1)]
    people = _registered(here, joined)
    homes = [rng.choice(places) for _ in people]
    members.record_movements(
        actor=OPERATOR, organisation=here.root,
        movements=[members.NewMovement(p, o, MovementKind.TAKEN_OVER, ROSTER_DAY, Status.PROBATIONARY)
                   for p, o in zip(people, homes, strict=True)],
    )  # fmt: skip
    with act(OPERATOR, "tests.steps") as opened:
        for person, home, due in zip(people, homes, days, strict=True):
            if rng.random() < 0.5:
                _considered(opened.number, rng, person, home, due)
    recognise(
        actor=OPERATOR, organisation=here.root,
        recognitions=[
            NewRecognition(p, o, due, decided_on=rng.choice([None, due + timedelta(days=rng.choice([20, 45, 70]))]))
            for p, o, due in zip(people, homes, days, strict=True) if rng.random() < 0.5
        ],
    )  # fmt: skip
    gone = [
        members.NewMovement(p, o, MovementKind.TRANSFERRED_OUT, due + timedelta(days=9), "")
        for p, o, due in zip(people, homes, days, strict=True)
        if rng.random() < 0.2
    ]
    members.record_movements(actor=OPERATOR, organisation=here.root, movements=gone)
    known_before = members.register(
        actor=OPERATOR, organisation=here.root, people=[members.Profile(name="Lều Văn 4")]
    )
    members.merge_people(
        actor=OPERATOR, organisation=here.root, pairs={people[4]: known_before[0]}, reason="cùng người"
    )


def _considered(number: int, rng: random.Random, person: int, home: int, due: date) -> None:
    """A vote (or two, the first of which missed), or a proposal to strike off; around the last day of the term."""
    dossier = Dossier.objects.create(person_id=person, known_from_act_id=number)
    on = due + timedelta(days=rng.choice([-5, 3, 41, 42, 43, 44, 60]))
    unfit = rng.random() < 0.2
    OutstandingPerson.objects.create(
        dossier=dossier, person_id=person, organisation_id=home, known_from_act_id=number,
        ended_on=on if unfit else None, outcome=Outcome.UNFIT if unfit else "",
    )  # fmt: skip
    for more in () if unfit else rng.choice([(0,), (0, 20)]):
        DossierStep.objects.create(
            dossier=dossier, organisation_id=home, step="nghi_quyet_chi_bo_ct", on=on + timedelta(days=more),
            passed=bool(more), known_from_act_id=number,
        )  # fmt: skip


def _pool(here: Place) -> None:
    rng = here.random
    people = _registered(here, [None] * 12)
    again = _registered(here, [None] * 3)
    with act(OPERATOR, "tests.pool") as opened:
        for person in people:
            dossier = Dossier.objects.create(person_id=person, known_from_act=opened)
            ended = rng.choice([None, None, None, here.day()])
            OutstandingPerson.objects.create(
                dossier=dossier, person_id=person, organisation_id=rng.choice([*here.cells, *here.units]),
                listed_on=rng.choice([date(2022, 5, 5), here.day()]), known_from_act=opened, ended_on=ended,
                outcome=Outcome.STOPPED if ended else "",
            )  # fmt: skip
        for holder in (*people[2:], *again):
            Certificate.objects.create(
                person_id=holder, kind=rng.choice(["nhan_thuc", "nhan_thuc", "dang_vien_moi"]), known_from_act=opened,
                issued_on=rng.choice([date(2018, 6, 29), date(2018, 6, 30), date(2018, 7, 1), date(2022, 9, 1), here.day()]),
                grade=rng.choice(["", "kha", "gioi", "khong_dat"]),
            )  # fmt: skip
    members.record_movements(
        actor=OPERATOR, organisation=here.root,
        movements=[members.NewMovement(p, here.cells[0], MovementKind.ADMITTED, here.day(), Status.PROBATIONARY)
                   for p in (people[3], again[2])],
    )  # fmt: skip
    pairs = {again[0]: people[0], people[1]: again[1], again[2]: people[2]}
    members.merge_people(actor=OPERATOR, organisation=here.root, pairs=pairs, reason="cùng người")


def _posts(here: Place) -> None:
    """Posts taken and left in and near the period, in committees of every level."""
    rng = here.random
    stays = Membership.objects.known().filter(status="chinh_thuc", valid_to__isnull=True).order_by("pk")
    official = list(stays.values_list("person_id", "organisation_id"))
    for person, home in rng.sample(official, min(14, len(official))):
        place = rng.choice([home, here.root])
        post = rng.choice(["bi_thu", "pho_bi_thu", "cap_uy_vien", "cap_uy_vien", "uy_vien_ubkt"])
        begun = rng.choice(["bau", "bo_sung", "chi_dinh", "tiep_nhan"])
        asked = {"actor": OPERATOR, "organisation": place}
        with suppress(Impossible):
            new = officers.NewSeat(person, post, max(here.day(), date(2023, 1, 2)), begun)
            seats = officers.take_seats(**asked, seats=[new])  # type: ignore[arg-type]
            if rng.random() < 0.5:
                ended = rng.choice(["thoi", "mien_nhiem", "het_nhiem_ky", "to_chuc_cham_dut"])
                left = new.on + timedelta(days=rng.randrange(1, 90))
                officers.leave_seats(**asked, seats=seats, on=left, ended=ended)  # type: ignore[arg-type]


def _papers(here: Place) -> None:
    rng = here.random
    papers = [
        vetting.NewPaper(rng.choice(here.organisations), here.day(), kind, rng.randrange(1, 9), f"{n}-CV/ĐU",
                         rng.choice(list(Purpose)))
        for n, kind in enumerate(rng.choices(list(PaperKind), k=18))
    ]  # fmt: skip
    vetting.record_papers(actor=OPERATOR, organisation=here.root, papers=papers)
