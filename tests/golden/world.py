"""A small world of organisations and people, made at random by the real actions and always the same for a seed.

It holds what a quiet sample does not: people reported in two places, merges of people, organisations that are
moved, merged, renamed, founded and dissolved in the middle of the period, corrections, dates on the edges.
"""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed as seed_parameters
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.members import actions as members
from dangvu.members.actions import badges as members_badges
from dangvu.members.models import Membership, MovementKind, Status
from dangvu.members.queries.badges import party_since
from dangvu.members.queries.standing import standing_on
from dangvu.members.rules.badge import Badge
from dangvu.organisations import actions as organisations
from dangvu.organisations.actions import CannotReorganise, ListedOrganisation
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import tree_on
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.work.admissions.actions import NewAdmission, NewRecognition, admit, recognise
from dangvu.work.awards import actions as awards
from dangvu.work.conferences import actions as conferences
from dangvu.work.conferences.models import Delegate
from dangvu.work.conferences.rules import DelegateKind, Presence
from dangvu.work.documents import actions as documents
from dangvu.work.dues import actions as dues
from dangvu.work.dues.queries import members_of
from dangvu.work.inspection.actions import NewInspection, record_inspections
from dangvu.work.meetings.actions import (
    NewMeeting,
    NewOpinion,
    answer_opinion,
    record_meetings,
    record_opinions,
)
from dangvu.work.meetings.models import OpinionKind
from dangvu.work.ranking import actions as ranking
from dangvu.work.ranking.standing import members_to_rank
from dangvu.work.resolutions import actions as resolutions
from dangvu.work.resolutions.actions import (
    NewTarget,
    Part,
    Progress,
    allocate,
    assign_task,
    record_progress,
    set_target,
)
from dangvu.work.resolutions.rules.targets import TargetKind
from dangvu.work.schemes import actions as schemes
from dangvu.work.schemes.queries import schemes as kept_schemes
from dangvu.work.training.actions import NewLearner, enrol, hold_class
from tests.golden.cards_world import make_cards
from tests.golden.discipline_world import discipline
from tests.golden.growth_world import make_growth
from tests.golden.mass_world import make_exemplars, make_mass

FIRST_DAY = date(2023, 1, 1)
ROSTER_DAY = date(2022, 12, 31)
HALF = Period.parse("2023-H1")
#: Days on which things like to happen: the edges of the period, of quarters, and a leap day's neighbours.
EDGES = (
    date(2023, 1, 1),
    date(2023, 6, 30),
    date(2023, 7, 1),
    date(2023, 3, 31),
    date(2023, 4, 1),
    ROSTER_DAY,
)
GIVEN = ("An", "Bình", "Cúc", "Dậu", "Đào", "Hạnh", "Khởi", "Liễu", "Mùi", "Ngọ")


@dataclass
class World:
    """What was made: organisations by level, and everybody's id."""

    random: random.Random
    root: int = 0
    units: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)

    @property
    def organisations(self) -> list[int]:
        return [self.root, *self.units, *self.cells]

    def day(self, first: date = date(2022, 12, 20), last: date = date(2023, 7, 20)) -> date:
        """A day in or near the period; its edges more often than chance would have it."""
        if self.random.random() < 0.2:
            return self.random.choice(EDGES)
        return first + timedelta(days=self.random.randrange((last - first).days + 1))


def make_world(seed: int, *, people: int = 45, reorganisations: int = 4, units: int = 4) -> World:
    """The world of this seed, in an empty database."""
    world = World(random.Random(seed))
    seed_parameters(actor=OPERATOR)
    _tree(world, units)
    _roster(world, people)
    _work(world)
    _documents(world, random.Random(seed))
    _meetings(world, random.Random(seed))
    _conferences(world, random.Random(seed + 1))
    _targets(World(random.Random(seed), world.root, world.units, world.cells))
    _tasks(world, random.Random(seed))
    for make in (make_exemplars, make_mass):
        make(World(random.Random(seed), world.root, world.units, world.cells))
    discipline(World(random.Random(seed + 2), world.root, world.units, world.cells))
    _rankings(world, random.Random(seed))
    _awards(world, random.Random(seed))
    _badges(world)
    _dues(world, random.Random(seed))
    make_cards(World(random.Random(seed + 3), world.root, world.units, world.cells, world.people))
    make_growth(World(random.Random(seed + 4), world.root, world.units, world.cells))
    for _ in range(reorganisations):
        reorganise(world)
        _movements(world, 6)
    _merges(world)
    _corrections(world)
    return world


def _tree(world: World, units: int) -> None:
    listed = [ListedOrganisation("Đảng bộ Cấp Trên", Kind.UPPER_COMMITTEE)]
    for number in range(units):
        parent = len(listed)
        if number % 3 == 2:
            listed.append(
                ListedOrganisation(f"Chi bộ Đơn vị {number}", Kind.GRASSROOTS_CELL, 0, position=parent)
            )
            continue
        listed.append(
            ListedOrganisation(f"Đảng bộ Đơn vị {number}", Kind.GRASSROOTS_COMMITTEE, 0, position=parent)
        )
        above = parent
        if number == 0:
            above = len(listed)
            listed.append(
                ListedOrganisation("Đảng bộ Bộ phận", Kind.SECTIONAL_COMMITTEE, parent, position=above)
            )
        for cell in range(world.random.randint(1, 3)):
            place = world.random.choice([parent, above])
            listed.append(
                ListedOrganisation(f"Chi bộ {cell}", Kind.ATTACHED_CELL, place, position=len(listed))
            )
    ids = organisations.take_over(actor=OPERATOR, on=FIRST_DAY, listed=listed)
    world.root = ids[0]
    _sectors(world, ids)
    for id_, row in zip(ids[1:], listed[1:], strict=True):
        is_unit = row.kind in (Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL)
        (world.units if is_unit else world.cells).append(id_)


def _sectors(world: World, ids: list[int]) -> None:
    """Told of some: from the beginning, or from a day of the period on, and of a few both."""
    for one in ids[1:]:
        for on in world.random.choice([(), (None,), (None,), (date(2023, 3, 8),), (None, date(2023, 5, 2))]):
            sector = world.random.choice(["tu_nhan", "co_phan", "fdi", "su_nghiep"])
            set_sectors(actor=OPERATOR, organisation=ids[0], told=[NewSector(one, sector, on)])


def profile(world: World) -> members.Profile:
    """A person of no place in particular."""
    pick = world.random.choice
    birth = pick([None, PartialDate(1950 + world.random.randrange(55)), PartialDate(1993, 6, 30), PartialDate(2004, 2, 29),
                  PartialDate(1950 + world.random.randrange(55), 1 + world.random.randrange(12), 1 + world.random.randrange(28))])  # fmt: skip
    joined = pick([None, PartialDate(1985 + world.random.randrange(37), 2, 28), PartialDate(2022, 6, 30),
                   PartialDate(2022, 7, 1), PartialDate(2013, 6)])  # fmt: skip
    decided = pick([None, date(1993, 6, 30), date(2003, 7, 1), date(2020, 2, 29)])
    return members.Profile(
        name=f"Nghiêm Thị {pick(GIVEN)}", sex=pick(["", "nam", "nu"]), birth=birth,
        personal_number=pick(["", "0" + "".join(pick("0123456789") for _ in range(11))]),
        ethnicity=pick(["", "Kinh", "Tày", "Dao"]), religion=pick(["", "Không", "Phật giáo"]),
        education=pick(["", "trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si"]),
        theory=pick(["", "so_cap", "trung_cap", "cao_cap", "cu_nhan"]), joined=joined, decided=decided,
        schooling=pick(["", "", "thpt", "thcs"]), occupation=pick(["", "hoc_sinh", "vien_chuc", "khac"]),
        union=pick(["", "doan_vien", "cong_doan"]), position=pick(["", "", "Tổ trưởng"]),
    )  # fmt: skip


def _roster(world: World, people: int) -> None:
    places = [*world.cells, *world.units]
    world.people = members.register(
        actor=OPERATOR, organisation=world.root, people=[profile(world) for _ in range(people)]
    )
    rows = []
    for person in world.people[: people * 3 // 4]:
        for _ in range(1 if world.random.random() < 0.85 else 2):  # some are on two lists
            status = world.random.choice([Status.PROBATIONARY, Status.OFFICIAL, Status.OFFICIAL])
            rows.append(
                members.NewMovement(
                    person, world.random.choice(places), MovementKind.TAKEN_OVER, ROSTER_DAY, status
                )
            )
    members.record_movements(actor=OPERATOR, organisation=world.root, movements=rows)
    new = world.people[people * 3 // 4 :]
    admit(
        actor=OPERATOR, organisation=world.root,
        admissions=[NewAdmission(p, world.random.choice(places), world.day()) for p in new[::2]],
    )  # fmt: skip


def _movements(world: World, count: int) -> None:
    """Reported as people do: arrivals without departures, departures told by a sibling cell, both on one day."""
    kinds = [
        MovementKind.TRANSFERRED_IN, MovementKind.TRANSFERRED_IN, MovementKind.TRANSFERRED_OUT, MovementKind.DIED,
        MovementKind.STRUCK_OFF, MovementKind.EXPELLED, MovementKind.RESIGNED, MovementKind.TRANSFERRED_OUT,
    ]  # fmt: skip
    places = [*world.cells, *world.units]
    rows = []
    for _ in range(count):
        person, kind, day = world.random.choice(world.people), world.random.choice(kinds), world.day()
        at = (
            Membership.objects.known()
            .valid_on(day)
            .filter(person_id=person)
            .values_list("organisation_id", flat=True)
        )
        place = at[0] if at and kind != MovementKind.TRANSFERRED_IN else world.random.choice(places)
        rows.append(members.NewMovement(person, place, kind, day, world.random.choice(["", "du_bi"])))
    members.record_movements(actor=OPERATOR, organisation=world.root, movements=rows)
    probationers = (
        Membership.objects.known()
        .filter(status="du_bi")
        .order_by("pk")
        .values_list("person_id", "organisation_id")
    )
    recognise(
        actor=OPERATOR, organisation=world.root,
        recognitions=[
            NewRecognition(p, o, world.day()) for p, o in probationers if world.random.random() < 0.1
        ],
    )  # fmt: skip


def reorganise(world: World) -> str:
    """One change of the tree at random; what it was, or '' where the tree refused it."""
    what = world.random.choice(["move", "move", "merge", "rename", "dissolve", "found", "split"])
    on = world.day(first=date(2023, 1, 2), last=date(2023, 7, 10))
    tree = tree_on(on)
    if not tree.nodes:
        return ""
    places = [o for o in tree.nodes if o != world.root]
    one = world.random.choice(places)
    try:
        if what == "move":
            organisations.move(
                actor=OPERATOR, organisation=one, parent=world.random.choice([*places, world.root]), on=on
            )
        elif what == "merge":
            _merge(world, one, world.random.choice([o for o in places if o != one] or [one]), on)
        elif what == "rename":
            organisations.rename(actor=OPERATOR, organisation=one, name=f"Tên mới {on:%d%m}", on=on)
        elif what == "dissolve":
            organisations.dissolve(actor=OPERATOR, organisation=one, on=on)
        elif what == "found":
            world.cells.append(
                organisations.found(
                    actor=OPERATOR, parent=one, name="Chi bộ Mới", kind=Kind.ATTACHED_CELL, on=on
                )
            )
        else:
            _split(world, one, on)
    except CannotReorganise:
        return ""
    return what


def _merge(world: World, one: int, into: int, on: date) -> None:
    organisations.merge(actor=OPERATOR, organisations=[one], into=into, on=on)
    if world.random.random() < 0.8:  # the office may forget to let the members follow
        there = Membership.objects.known().valid_on(on).filter(organisation_id=one)
        members.follow(
            actor=OPERATOR,
            people=list(there.values_list("person_id", flat=True)),
            source=one,
            target=into,
            on=on,
        )


def _split(world: World, one: int, on: date) -> None:
    made = organisations.split(actor=OPERATOR, organisation=one, names=["Chi bộ Tách ra"], on=on)
    world.cells += made
    there = list(
        Membership.objects.known().valid_on(on).filter(organisation_id=one).order_by("pk").values_list("person_id", flat=True)
    )  # fmt: skip
    late = on + timedelta(days=world.random.choice([0, 0, 9]))
    members.follow(actor=OPERATOR, people=there[::2], source=one, target=made[0], on=late)


def _targets(world: World) -> None:
    """One target of every kind, at the top and in units; some are given on, some beyond what anyone reaches."""
    pick, any_of = world.random.choice, world.random.randint

    def new(kind: TargetKind, indicator: str, value: int | None = None, **more: Any) -> NewTarget:
        return NewTarget(
            f"{kind.value} {indicator}",
            2023,
            kind,
            indicator,
            None if value is None else Decimal(value),
            **more,
        )

    for owner in (world.root, *world.units[:2]):
        made = resolutions.set_targets(
            actor=OPERATOR, organisation=owner,
            targets=[
                new(TargetKind.COUNT, "made_official", any_of(1, 4)),
                new(TargetKind.RATE, "admitted", any_of(1, 30), base_on=pick([ROSTER_DAY, FIRST_DAY, world.day()])),
                new(TargetKind.RATE, "transferred_in", any_of(1, 9), base_value=Decimal(any_of(1, 60))),
                new(TargetKind.ORGANISATION_SHARE, "members_female_share", any_of(1, 80)),
                new(TargetKind.CEILING, "members_female_share", any_of(1, 80)),
                new(TargetKind.CEILING, "struck_off", any_of(0, 2)),
                new(TargetKind.YES_NO, "midterm_reviews_share"),
                new(TargetKind.YES_NO, "inspections"),
                new(TargetKind.SESSIONS, "thematic_meetings", any_of(1, 3), per=pick(["thang", "quy", "nua_nam", "nam"])),
                new(TargetKind.TREND, "members_end", falling=pick([True, False])),
            ],
        )  # fmt: skip
        if owner == world.root:
            allocate(actor=OPERATOR, organisation=owner, target=made[0],
                     parts=[Part(unit, any_of(0, 2)) for unit in world.units])  # fmt: skip


def _work(world: World) -> None:
    pick = world.random.choice
    places = world.organisations
    target = set_target(
        actor=OPERATOR, organisation=world.root, subject="ket_nap", year=2023, title="Chỉ tiêu kết nạp 2023"
    )
    allocate(actor=OPERATOR, organisation=world.root, target=target,
             parts=[Part(unit, world.random.randint(0, 4)) for unit in world.units])  # fmt: skip
    task = assign_task(actor=OPERATOR, organisation=world.root, kind="so_ket_giua_nhiem_ky", title="Sơ kết")
    record_progress(actor=OPERATOR, organisation=world.root, task=task,
                    progress=[Progress(unit, pick([None, world.day(), world.day()])) for unit in world.units])  # fmt: skip
    congress = assign_task(actor=OPERATOR, organisation=world.root, kind="dai_hoi", title="Đại hội")
    record_progress(actor=OPERATOR, organisation=world.root, task=congress,
                    progress=[Progress(unit, (None, date(2023, 5, 5), date(2023, 7, 7))[at % 3]) for at, unit in enumerate(world.units)])  # fmt: skip
    record_meetings(
        actor=OPERATOR, organisation=world.root,
        meetings=[
            NewMeeting(cell, pick(["chuyen_de", "chuyen_de", "dinh_ky"]), world.day(), "", pick([None, 3, 8, 15]))
            for cell in (*world.cells, *world.units) for _ in range(world.random.randrange(4))
        ],
    )  # fmt: skip
    record_inspections(
        actor=OPERATOR, organisation=world.root,
        inspections=[
            NewInspection(pick(places), pick(["kiem_tra", "giam_sat"]), pick(["to_chuc", "dang_vien"]), world.day(), "",
                          pick(["tot", "khuyet_diem", "vi_pham", "ky_luat", "chua_ro"]))
            for _ in range(15)
        ],
    )  # fmt: skip
    for number in range(3):
        kind, closed = pick(["nhan_thuc", "nhan_thuc", "dang_vien_moi", "cap_uy"]), world.day()
        held = hold_class(actor=OPERATOR, organisation=pick([world.root, *world.units]), kind=kind,
                          title=f"Lớp {number}", closed_on=closed)  # fmt: skip
        enrol(
            actor=OPERATOR, organisation=world.root, training_class=held, closed_on=closed, kind=kind,
            learners=[
                NewLearner(person, pick(world.units), pick(["", "gioi", "kha", "trung_binh"]))
                for person in world.random.sample(world.people, 8)
            ],
        )  # fmt: skip


def _documents(world: World, rng: random.Random) -> None:
    """Documents of every kind of number, handed down and studied here and there; its chances are its own."""
    here = World(rng, world.root, world.units, world.cells)
    sessions = []
    for place in here.organisations:
        sessions.append(
            documents.NewSession(
                place, min(here.day(), ROSTER_DAY + timedelta(days=200)), "Học tập",
                rng.choice(["quan_triet", "quan_triet", "thoi_su", "tu_soi_tu_sua"]), "",
                rng.choice([None, 20, 30]), rng.choice([None, 0, 12, 20]), rng.choice([None, 4]),
            )
        )  # fmt: skip
    documents.record_sessions(actor=OPERATOR, organisation=here.root, sessions=sessions)
    for day in sorted(here.day() for _ in range(12)):
        new = documents.NewDocument(
            rng.choice(["nghi_quyet", "ke_hoach", "bao_cao", "cong_van", "quyet_dinh"]), day, "Văn bản"
        )
        (made,) = documents.issue(actor=OPERATOR, organisation=here.root, documents=[new])
        if rng.random() < 0.2:
            documents.withdraw_numbers(
                actor=OPERATOR, organisation=here.root, documents=[made.id], reason="hủy"
            )
            continue
        documents.send(actor=OPERATOR, organisation=here.root, document=made.id, to=rng.sample(here.units, 2), on=day,
                       study_by=rng.choice([None, day, day + timedelta(days=20)]))  # fmt: skip
        for cell in rng.sample(here.cells, min(3, len(here.cells))):
            with suppress(LookupError):
                documents.mark_studied(
                    actor=OPERATOR,
                    organisation=cell,
                    document=made.id,
                    on=day + timedelta(days=rng.randrange(30)),
                )
    documents.keep_stub(
        actor=OPERATOR, organisation=here.root, stub=documents.NewStub("thong_bao", date(2023, 3, 3))
    )


def _meetings(world: World, rng: random.Random) -> None:
    """Regular meetings of some cells in every month, of others here and there; its chances are its own."""
    here = World(rng, world.root, world.units, world.cells)
    told = []
    for place in (*here.cells, *here.units):
        months = range(1, 13) if rng.random() < 0.4 else rng.sample(range(1, 13), 5)
        told += [
            NewMeeting(
                place, "dinh_ky", date(2023, month, rng.randrange(1, 28)), "", rng.choice([None, 9, 12]),
                obliged=rng.choice([None, 12, 15]), visitors=rng.choice([None, 0, 1, 2]),
                quality=rng.choice(["", "tot", "tot", "kha", "trung_binh", "yeu"]),
            )
            for month in months
        ]  # fmt: skip
    record_meetings(actor=OPERATOR, organisation=here.root, meetings=told)


def _conferences(world: World, rng: random.Random) -> None:
    """Conferences at every level, with a roll and without, one moved, one cancelled; opinions answered in time or not."""
    here = World(rng, world.root, world.units, world.cells)
    for number, place in enumerate([here.root, here.root, *here.units]):
        new = conferences.NewConference(f"Hội nghị {number}", here.day())
        held = conferences.call(actor=OPERATOR, organisation=place, new=new)
        asked = {"actor": OPERATOR, "organisation": place, "conference": held}
        below = tree_on(HALF.end).descendants(place)
        kinds = rng.choices([*DelegateKind], k=len(below))
        conferences.invite(**asked, delegates=[conferences.NewDelegate(f"Bí thư {n}", kind, unit)
                                               for n, (unit, kind) in enumerate(zip(below, kinds, strict=True))])  # type: ignore[arg-type]  # fmt: skip
        if rng.random() < 0.3:
            conferences.correct(
                **asked, new=conferences.NewConference(f"Hội nghị {number}", here.day()), reason="lùi ngày"
            )  # type: ignore[arg-type]
        if rng.random() < 0.2:
            conferences.cancel(**asked, reason="gộp")  # type: ignore[arg-type]
            continue
        called = list(Delegate.objects.known().filter(conference_id=held).values_list("pk", flat=True))
        for one in called if rng.random() < 0.8 else ():
            if rng.random() < 0.8:
                conferences.check_in(**asked, delegates=[one], state=rng.choice([*Presence]))  # type: ignore[arg-type]
    for number, place in enumerate([here.root, here.root, *here.units]):
        on, kind = here.day(), rng.choice([*OpinionKind])
        [made] = record_opinions(
            actor=OPERATOR, organisation=place, opinions=[NewOpinion(f"Ý kiến {number}", on, kind=kind)]
        )
        for _ in range(rng.randrange(3)):
            later = on + timedelta(days=rng.randrange(60))
            answer_opinion(actor=OPERATOR, organisation=place, opinion=made, text="Có.", on=later)


def _tasks(world: World, rng: random.Random) -> None:
    """Tasks with and without a deadline, some done, some put off; a scheme with items of many; its chances are its own."""
    here = World(rng, world.root, world.units, world.cells)
    for number in range(8):
        due = rng.choice([None, here.day(), here.day()])
        units = tuple(rng.sample(here.organisations, 3))
        new = resolutions.NewTask(f"Nhiệm vụ {number}", units, given_on=date(2022, 12, 1), due_on=due)
        (task,) = resolutions.give_tasks(actor=OPERATOR, organisation=here.root, tasks=[new])
        for unit in units:
            if due is not None and rng.random() < 0.3:
                resolutions.extend(
                    actor=OPERATOR, organisation=here.root, task=task, units=[unit], reason="chờ hướng dẫn",
                    to=due + timedelta(days=rng.randrange(1, 60)),
                )  # fmt: skip
            if rng.random() < 0.6:
                resolutions.say_done(
                    actor=OPERATOR, organisation=unit, task=task, done_on=here.day(), paper="Báo cáo"
                )
    items = [
        schemes.NewItem(f"Hạng mục {number}", here.day(), rng.choice(["hang_muc", "hang_muc", "so_ket"]), rng.choice(here.organisations))
        for number in range(12)
    ]  # fmt: skip
    new_scheme = schemes.NewScheme("Đề án", date(2022, 1, 1), date(2023, 12, 31), items=tuple(items))
    gone = schemes.NewScheme("Đề án đã xong", date(2020, 1, 1), date(2022, 12, 31))
    schemes.keep_schemes(actor=OPERATOR, organisation=here.root, schemes=[new_scheme, gone])
    kept = kept_schemes(actor=OPERATOR, organisation=here.root, tree=tree_on(clock.today()))
    there = [item for scheme in kept for item in scheme.items]
    for item in rng.sample(there, len(there) // 2):
        schemes.say_items_done(
            actor=OPERATOR, organisation=here.root, items=[item.id], done_on=here.day(), paper="Báo cáo"
        )


def _rankings(world: World, rng: random.Random) -> None:
    """Two years of decisions, not of everybody, and steps that came before; as few excellent as the cap lets."""
    everyone = members_to_rank(world.organisations, 2022)
    for year, step in ((2022, "de_nghi"), (2022, "quyet_dinh"), (2023, "quyet_dinh")):
        told: dict[str, Any] = {
            "actor": OPERATOR,
            "organisation": world.root,
            "year": year,
            "step": step,
            "document": "Quyết định số 1-QĐ/ĐUK",
        }
        told["on"] = date(year, 12, 20)
        units = [one for one in [*world.units, *world.cells] if rng.random() < 0.8]
        there = {one.person for one in members_to_rank(world.organisations, year)}
        people = [one.person for one in everyone if one.person in there and rng.random() < 0.8]
        grades = ["htt", "htt", "htt", "htnv", "kht"]
        entries = [ranking.NewRanking(rng.choice(grades), organisation=unit) for unit in units]
        entries += [ranking.NewRanking(rng.choice(grades), person=one) for one in people]
        ranking.rank(entries=entries, **told)
        for one in people[:3]:
            with suppress(Impossible):
                ranking.rank(entries=[ranking.NewRanking("htxs", person=one)], **told)


def _awards(world: World, rng: random.Random) -> None:
    """Commendations of organisations and members by decisions in and near the period."""
    here = World(rng, world.root, world.units, world.cells)
    for number in range(6):
        told = awards.Decision(
            rng.choice(["giay_khen", "bang_khen", "khac"]), "cap_tren", "nam", f"{number}-QĐ/ĐUK", here.day()
        )
        there = {one.person for one in members_to_rank(world.organisations, 2022)} & set(
            standing_on(world.people, told.on)
        )
        named = sorted(one for one in there if one is not None)
        people = rng.sample(named, min(4, len(named)))
        awards.record_awards(
            actor=OPERATOR, organisation=world.root, told=told, people=people, units=rng.sample(here.organisations, 2)
        )  # fmt: skip


def _badges(world: World) -> None:
    """Whoever has the years is given a badge on the day of award in the period."""
    on = date(2023, 5, 19)
    for person, since in sorted((one, party_since(one)) for one in world.people[:30]):
        for mark in (30, 40, 50) if since else ():
            with suppress(Impossible):
                new = members_badges.NewBadge(person, Badge(mark, on), "45-QĐ/TU", date(2023, 5, 1))
                members_badges.record_badges(actor=OPERATOR, organisation=world.root, badges=[new])


def _dues(world: World, rng: random.Random) -> None:
    """Months of cells in and after the period, some unpaid."""
    for cell in world.cells:
        for month in (1, 5, 7):
            first = date(2023, month, 1)
            told = {
                person: dues.Told("luong", rng.randrange(5, 20) * 1_000_000, rng.choice([None, None, 0]))
                for person in sorted(members_of(cell, first))
            }
            dues.record_month(actor=OPERATOR, organisation=world.root, cell=cell, month=first, told=told)


def _merges(world: World) -> None:
    """Two chains: someone is found to be somebody who is found to be somebody else."""
    a, b, c, d = world.random.sample(world.people, 4)
    members.merge_people(actor=OPERATOR, organisation=world.root, pairs={a: b, d: c}, reason="cùng số thẻ")
    members.merge_people(actor=OPERATOR, organisation=world.root, pairs={b: c}, reason="cùng số thẻ")


def _corrections(world: World) -> None:
    people = world.random.sample(world.people, 5)
    members.correct_profiles(
        actor=OPERATOR,
        organisation=world.root,
        profiles={p: profile(world) for p in people},
        reason="sửa theo hồ sơ",
    )
