"""Inventing a world: who is where at the start, and what happened in the period."""

from __future__ import annotations

import random
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from tests.cases import words
from tests.cases.counting import MOVEMENTS, unit_figures
from tests.cases.facts import Org, Person, Record, Unit, World


@dataclass
class Options:
    """What may be asked of a case; what is None is left to the seed."""

    units: int | None = None
    period: tuple[date, date] | None = None
    members: tuple[int, int] = (6, 22)
    """Members of a cell, at least and at most."""
    mistakes: bool = True
    plain: bool = False
    """Ordinary layouts only: for tests of something else than reading."""
    bloc: str = ""


class Inventor:
    def __init__(self, rng: random.Random, options: Options) -> None:
        self.rng, self.options = rng, options
        self._people: set[tuple[str, str, date]] = set()
        self._number = 0

    # -- organisations

    def organisations(self, count: int) -> Org:
        rng = self.rng
        theme = rng.choice(("agencies", "firms", "district"))
        root = Org(self.options.bloc or rng.choice(words.BLOCS), "root", founded=self.day(1950, 1999))
        rooms = {"agencies": words.ROOMS, "firms": words.SHOPS, "district": words.HAMLETS}[theme]
        for name in self._unit_names(theme, count):
            big = rng.random() < (0.85 if name.startswith(("xã", "phường", "thị trấn")) else 0.5)
            unit = Org(("Đảng bộ " if big else "Chi bộ ") + name, "committee" if big else "cell", root)
            unit.founded = self.day(1950, 2015)
            root.children.append(unit)
            if big:
                self._cells(unit, rooms)
        return root

    def _unit_names(self, theme: str, count: int) -> list[str]:
        rng = self.rng
        if theme == "agencies":
            pool = list(words.AGENCIES)
            pool += [f"Trung tâm {place}" for place in words.HOMES] + [
                f"Trường Cao đẳng {b}" for b in words.BRANDS
            ]
        elif theme == "firms":
            pool = [firm.format(brand) for firm in words.FIRMS for brand in words.BRANDS]
        else:
            pool = [kind.format(place) for kind in words.COMMUNES for place in words.BRANDS[:12]]
            pool += [body.format(words.HOMES[0]) for body in words.DISTRICT_BODIES]
        while len(pool) < count:
            pool += [f"Đơn vị số {len(pool) + n}" for n in range(count)]
        return rng.sample(pool, count)

    def _cells(self, unit: Org, rooms: tuple[str, ...]) -> None:
        rng = self.rng
        names = rng.sample(rooms, rng.randint(2, min(6, len(rooms))))
        if rng.random() < 0.15:
            names = [str(n) for n in range(1, rng.choice((3, 12)))]
        if rng.random() < 0.2 and len(names) > 3:
            part = Org(f"Đảng bộ bộ phận {rng.choice(words.BRANDS)}", "sectional", unit, founded=unit.founded)
            unit.children.append(part)
            for name in names[:2]:
                part.children.append(Org(f"Chi bộ {name}", "attached", part, founded=unit.founded))
            names = names[2:]
        unit.children += [Org(f"Chi bộ {name}", "attached", unit, founded=unit.founded) for name in names]

    # -- people

    def day(self, first: int, last: int) -> date:
        return date(first, 1, 1) + timedelta(
            days=self.rng.randrange((date(last, 12, 31) - date(first, 1, 1)).days)
        )

    def inside(self, start: date, end: date) -> date:
        return start + timedelta(days=self.rng.randint(0, (end - start).days))

    def person(self, cell: Org, born: tuple[int, int], joined: date, official: date | None) -> Person:
        rng = self.rng
        female = rng.random() < 0.45
        middles, givens = (
            (words.FEMALE_MIDDLES, words.FEMALE_GIVEN) if female else (words.MALE_MIDDLES, words.MALE_GIVEN)
        )
        while True:
            family, given = f"{rng.choice(words.FAMILIES)} {rng.choice(middles)}".strip(), rng.choice(givens)
            birth = self.day(*born)
            if (family, given, birth) not in self._people and (given, birth) not in self._people:
                self._people.add((family, given, birth))
                break
        self._number += 1
        return Person(
            family, given, female, birth, "day", f"0{rng.randint(10, 96):02d}{rng.randint(0, 3)}{self._number:08d}",
            f"{rng.randint(10, 99)}{self._number:06d}", rng.choice(words.ETHNICITIES),
            rng.choice(words.RELIGIONS) if rng.random() < 0.1 else "", rng.choice(words.HOMES),
            rng.choice(words.EDUCATION), rng.choice(words.THEORY), joined, official, cell,
        )  # fmt: skip


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _born_before(joined: date) -> tuple[int, int]:
    return joined.year - 45, joined.year - 20


def about(person: Person, **more: object) -> dict[str, object]:
    """What a row about a person may say."""
    return {"person": person, "cell": person.cell, "joined": person.joined, **more}


class Events:
    """What happened in the period, unit by unit."""

    def __init__(self, inventor: Inventor, world: World) -> None:
        self.inventor, self.world, self.rng = inventor, world, inventor.rng
        self._free: dict[Org, list[Person]] = {}
        """Members about whom nothing is told yet."""

    def opening(self, unit: Unit, members: tuple[int, int]) -> None:
        start, rng = self.world.start, self.rng
        eve = start - timedelta(days=1)
        for cell in unit.org.cells:
            for _ in range(rng.randint(*members)):
                fresh = rng.random() < 0.1
                joined = (
                    self.inventor.inside(months_later(start, -12), eve)
                    if fresh
                    else self.inventor.day(1985, start.year - 3)
                )
                official = None if fresh else months_later(joined, 12)
                person = self.inventor.person(cell, _born_before(joined), joined, official)
                if rng.random() < 0.06:
                    person.birth_precision = rng.choice(("year", "month"))
                unit.roster.append(Record(about(person, official=official), person=person, org=cell))
        self._namesakes(unit)
        self._free[unit.org] = [r.person for r in unit.roster if r.person]
        rng.shuffle(self._free[unit.org])

    def _namesakes(self, unit: Unit) -> None:
        """Two people of one name in a unit, born on different days."""
        full = [r.person for r in unit.roster if r.person and r.person.birth_precision == "day"]
        if len(full) > 4 and self.rng.random() < 0.4:
            one, other = self.rng.sample(full, 2)
            if one.female == other.female and one.birth != other.birth:
                other.family, other.given = one.family, one.given

    def _member(self, unit: Unit, *, probationary: bool = False, known_day: bool = True) -> Person | None:
        for person in self._free[unit.org]:
            if known_day and person.birth_precision != "day":
                continue
            if (person.official is None) == probationary:
                self._free[unit.org].remove(person)
                return person
        return None

    def work(self, unit: Unit) -> None:
        rng, world = self.rng, self.world
        for _ in range(rng.choice((0, 0, 1, 2, 3, 5))):
            self.admit(unit, self.inventor.inside(world.start, world.end))
        self._recognise(unit)
        for _ in range(rng.choice((0, 0, 1, 2, 3))):
            self._departure(unit)
        for _ in range(rng.choice((0, 0, 1, 2))):
            self._arrival(unit)
        self._meet(unit)
        self._inspect(unit)
        rng.shuffle(unit.movements)

    def admit(self, unit: Unit, on: date) -> Record:
        cell = self.rng.choice(unit.org.cells)
        person = self.inventor.person(cell, (on.year - 34, on.year - 19), on, None)
        decided = on - timedelta(days=self.rng.randint(3, 20))
        record = Record(
            about(person, decided=decided, decision=f"{self.rng.randint(1, 300)}-QĐ/ĐU"),
            person=person,
            org=cell,
            on=on,
        )
        unit.admissions.append(record)
        return record

    def _recognise(self, unit: Unit) -> None:
        for record in list(unit.roster):
            person = record.person
            if person is None or person.official is not None or person.birth_precision != "day":
                continue
            due = months_later(person.joined, 12)
            if self.world.inside(due) and person in self._free[unit.org]:
                self._free[unit.org].remove(person)
                self.recognise(
                    unit, person, min(self.world.end, due + timedelta(days=self.rng.choice((0, 0, 9))))
                )

    def recognise(self, unit: Unit, person: Person, on: date) -> Record:
        record = Record(about(person, official=on), person=person, org=person.cell, on=on)
        unit.recognitions.append(record)
        return record

    def _departure(self, unit: Unit) -> None:
        person = self._member(unit, known_day=self.rng.random() < 0.8)
        if person is None:
            return
        on = self.inventor.inside(self.world.start, self.world.end)
        kind = self.rng.choice(("transferred_out", "transferred_out", *MOVEMENTS[2:]))
        self.move(unit, person, kind, on)
        others = [u for u in self.world.units if u is not unit and u.org in self._free]
        if (
            kind == "transferred_out"
            and others
            and person.birth_precision == "day"
            and self.rng.random() < 0.5
        ):
            there = self.rng.choice(others)
            cell = self.rng.choice(there.org.cells)
            arrived = min(self.world.end, on + timedelta(days=self.rng.choice((0, 0, 3, 12))))
            self.move(there, person, "transferred_in", arrived, cell, counterpart=unit.org.name)

    def _arrival(self, unit: Unit) -> None:
        joined = self.inventor.day(1995, self.world.start.year - 3)
        cell = self.rng.choice(unit.org.cells)
        person = self.inventor.person(cell, _born_before(joined), joined, months_later(joined, 12))
        self.move(unit, person, "transferred_in", self.inventor.inside(self.world.start, self.world.end))

    def move(
        self, unit: Unit, person: Person, kind: str, on: date, cell: Org | None = None, counterpart: str = ""
    ) -> Record:
        where = counterpart or (self.rng.choice(words.PLACES) if kind.startswith("transferred") else "")
        values = about(person, kind=kind, on=on, official=person.official, counterpart=where)
        values["cell"] = cell or person.cell
        record = Record(values, person=person, org=cell or person.cell, on=on, kind=kind)
        unit.movements.append(record)
        return record

    def _meet(self, unit: Unit) -> None:
        rng, world = self.rng, self.world
        for cell in unit.org.cells:
            taken: set[tuple[date, str]] = set()
            for _ in range(rng.choice((0, 1, 2, 2, 3, 4))):
                what = (self.inventor.inside(world.start, world.end), rng.choice(words.TOPICS))
                if what not in taken:
                    taken.add(what)
                    unit.meetings.append(self.meeting(cell, *what))

    def meeting(self, cell: Org, on: date, topic: str) -> Record:
        values = {"cell": cell, "on": on, "topic": topic, "attended": self.rng.randint(3, 40)}
        return Record(values, org=cell, on=on)

    def _inspect(self, unit: Unit) -> None:
        rng = self.rng
        for _ in range(rng.choice((0, 1, 2, 3))):
            kind, on = (
                rng.choice(("inspection", "supervision")),
                self.inventor.inside(self.world.start, self.world.end),
            )
            below = [org for org in unit.org.below() if org is not unit.org]
            if below and rng.random() < 0.4:
                subject_kind, subject = "organisation", rng.choice(below).name
            elif unit.roster:
                member = rng.choice(unit.roster).person
                subject_kind, subject = "member", member.name if member else ""
            values = {
                "kind": kind,
                "subject_kind": subject_kind,
                "subject": subject,
                "on": on,
                "result": rng.choice(words.RESULTS),
            }
            same = [r for r in unit.inspections if (r.kind, r.values["subject"], r.on) == (kind, subject, on)]
            if not same:
                unit.inspections.append(Record(values, on=on, kind=kind, org=unit.org))


PERIODS = (
    (date(2023, 1, 1), date(2023, 6, 30)), (date(2024, 1, 1), date(2024, 6, 30)), (date(2023, 7, 1), date(2023, 12, 31)),
    (date(2024, 4, 1), date(2024, 6, 30)), (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 3, 31)),
    (date(2022, 1, 1), date(2022, 9, 30)), (date(2025, 1, 1), date(2025, 6, 30)),
)  # fmt: skip


def invent(rng: random.Random, options: Options) -> World:
    """A world without mistakes."""
    inventor = Inventor(rng, options)
    start, end = options.period or rng.choice(PERIODS)
    root = inventor.organisations(options.units or rng.choice((3, 5, 8, 12, 20, 30)))
    world = World(root, start, end, [Unit(org) for org in root.children], [], [], [], [])
    events = Events(inventor, world)
    for unit in world.units:
        events.opening(unit, options.members)
    for unit in world.units:
        events.work(unit)
    _whole(world, inventor)
    if options.mistakes:
        from tests.cases.mistakes import plant

        plant(events)
    for unit in world.units:
        _declare(world, unit, rng, mistakes=options.mistakes)
    return world


def _whole(world: World, inventor: Inventor) -> None:
    """What the committee above sends: the tree, the targets, the mid-term reviews, the classes."""
    rng = inventor.rng
    world.tree = [Record({"org": org}, org=org) for org in world.orgs]
    world.targets = [
        Record({"unit": unit.org, "target": rng.randint(0, 6)}, org=unit.org) for unit in world.units
    ]
    if not any(record.values["target"] for record in world.targets):
        world.targets[0].values["target"] = 2
    for unit in world.units:
        done = rng.random() < 0.85
        on = inventor.inside(world.start, world.end) if done else None
        world.reviews.append(
            Record(
                {"unit": unit.org, "on": on, "form": rng.choice(("Trực tiếp", "Trực tuyến"))},
                counts=done,
                on=on,
                org=unit.org,
            )
        )
    for number in range(rng.choice((1, 2, 3))):
        last = inventor.inside(world.start + timedelta(days=5 + number), world.end)
        learners = []
        for _ in range(rng.randint(4, 12)):
            unit = rng.choice(world.units)
            person = inventor.person(
                rng.choice(unit.org.cells), (world.start.year - 33, world.start.year - 20), world.start, None
            )
            learners.append(
                Record(
                    {"person": person, "unit": unit.org, "grade": rng.choice(words.GRADES)},
                    person=person,
                    org=unit.org,
                )
            )
        world.classes.append((last - timedelta(days=4), last, learners))


def _declare(world: World, unit: Unit, rng: random.Random, *, mistakes: bool) -> None:
    believed, true = unit_figures(world, unit, believed=True), unit_figures(world, unit)
    names = [
        "members_start",
        "admitted",
        "made_official",
        *MOVEMENTS,
        "thematic_meetings",
        "inspections",
        "supervisions",
    ]
    if rng.random() < 0.4:
        names.append("members_end")
    if rng.random() < 0.3:
        names.insert(2, "admitted_female")
    for name in names:
        said = believed[name] + (1 if mistakes and rng.random() < 0.01 else 0)
        record = Record({"label": name, "value": int(said)}, org=unit.org)
        if said != true[name]:
            record.problems.append({"kind": "declared_differs", "name": "", "figure": name,
                                    "declared": said, "records": true[name]})  # fmt: skip
        unit.declared.append(record)
