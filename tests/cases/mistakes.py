"""Planting the mistakes that real workbooks have, each with what must be found of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from difflib import SequenceMatcher

from tests.cases.facts import Org, Person, Record, Unit
from tests.cases.invent import Events, months_later

IMPOSSIBLE = (
    "31/02/{y}",
    "30/02/{y}",
    "31/04/{y}",
    "32/01/{y}",
    "15/13/{y}",
    "31.6.{y}",
    "29/02/2023",
    "31-09-{y}",
)


def plant(events: Events) -> None:
    """A handful of mistakes, some of every kind over many seeds."""
    rng, units = events.rng, events.world.units
    for unit in units:
        for mistake in MISTAKES:
            if rng.random() < 1.2 / max(4, len(units)):
                mistake(events, unit)
    _names(events)


def _problem(record: Record, kind: str, **more: object) -> None:
    name = record.person.name if record.person else ""
    record.problems.append({"kind": kind, "name": name, **more})


def _any_event(events: Events, unit: Unit) -> Record | None:
    """A row whose date may be spoilt without spoiling what is said of the person elsewhere."""
    rows = [
        r
        for r in (*unit.admissions, *unit.meetings, *unit.inspections, *unit.recognitions)
        if not r.problems and r.counts and r.repeats is None
    ]
    told_twice = {id(r.repeats) for r in (*unit.admissions, *unit.meetings, *unit.recognitions)}
    rows = [r for r in rows if id(r) not in told_twice]
    return events.rng.choice(rows) if rows else None


def out_of_period(events: Events, unit: Unit) -> None:
    after = events.world.end + timedelta(days=events.rng.randint(1, 9))
    before = events.world.start - timedelta(days=events.rng.randint(1, 20))
    which = events.rng.choice(("admission", "meeting", "meeting before", "departure"))
    if which == "admission":
        record = events.admit(unit, after)
    elif which == "departure":
        person = events._member(unit)
        if person is None:
            return
        record = events.move(unit, person, "transferred_out", after)
    else:
        cell = events.rng.choice(unit.org.cells)
        record = events.meeting(cell, before if "before" in which else after, "Chuyên đề bổ sung")
        unit.meetings.append(record)
    _problem(record, "out_of_period", date=str(record.on))


def duplicate_row(events: Events, unit: Unit) -> None:
    records = events.rng.choice(
        (unit.admissions, unit.roster, unit.admissions, unit.meetings, unit.movements, unit.recognitions)
    )
    whole = [
        r
        for r in records
        if not r.problems
        and r.counts
        and r.repeats is None
        and (r.person is None or r.person.birth_precision == "day")
    ]
    if not whole:
        return
    record = events.rng.choice(whole)
    again = copy(record)
    again.problems, again.repeats, again.values, again.written = [], record, dict(record.values), {}
    records.insert(events.rng.randint(records.index(record) + 1, len(records)), again)


def invalid_date(events: Events, unit: Unit) -> None:
    record = _any_event(events, unit)
    if record is None or record.on is None:
        return
    text = events.rng.choice(IMPOSSIBLE).format(y=record.on.year)
    record.counts = False
    record.written[_day_column(unit, record)] = text
    _problem(record, "invalid_date", text=text)


def missing_date(events: Events, unit: Unit) -> None:
    record = _any_event(events, unit)
    if record is None:
        return
    record.counts = False
    record.written[_day_column(unit, record)] = events.rng.choice((None, None, "", "  "))
    _problem(record, "missing_date")


def _day_column(unit: Unit, record: Record) -> str:
    return "joined" if record in unit.admissions else "official" if record in unit.recognitions else "on"


def under_18(events: Events, unit: Unit) -> None:
    record = events.admit(unit, events.inventor.inside(events.world.start, events.world.end))
    person, joined = record.person, record.on
    if person is None or joined is None:
        return
    person.birth = months_later(joined, -18 * 12) + timedelta(days=events.rng.choice((1, 2, 30, 200, 400)))
    record.counts = False
    _problem(record, "under_18")


def just_18(events: Events, unit: Unit) -> None:
    """Eighteen on the very day: not a mistake."""
    record = events.admit(unit, events.inventor.inside(events.world.start, events.world.end))
    if record.person and record.on and (record.on.month, record.on.day) != (2, 29):
        record.person.birth = months_later(record.on, -18 * 12)


def official_before_12_months(events: Events, unit: Unit) -> None:
    person = next(
        (p for p in events._free[unit.org] if p.official is None and p.birth_precision == "day"), None
    )
    if person is None:
        return
    due = months_later(person.joined, 12)
    early = due - timedelta(days=events.rng.choice((1, 5, 40)))
    if not events.world.inside(early) or early <= person.joined:
        return
    events._free[unit.org].remove(person)
    record = events.recognise(unit, person, early)
    record.counts = False
    _problem(record, "official_before_12_months")


def unreadable_birth(events: Events, unit: Unit) -> None:
    """A member of the opening list with a birth date that does not exist."""
    person = events._member(unit)
    record = next((r for r in unit.roster if r.person is person and r.repeats is None), None)
    if record is None or any(r.repeats is record for r in unit.roster):
        return
    text = events.rng.choice(IMPOSSIBLE).format(y=1975)
    record.counts, record.written["birth"] = False, text
    _problem(record, "invalid_date", text=text)


MISTAKES: tuple[Callable[[Events, Unit], None], ...] = (
    out_of_period, duplicate_row, duplicate_row, invalid_date, missing_date, under_18, just_18, unreadable_birth, official_before_12_months,
)  # fmt: skip


# -- names of organisations written in another way

SHORT = (("Chi bộ", "CB"), ("Phòng", "P."), ("Trung tâm", "TT"), ("Văn phòng", "VP"), ("Kế hoạch - Tài chính", "KH-TC"),
         ("Tổ chức cán bộ", "TCCB"), ("Hành chính", "HC"), ("Công ty", "Cty"), ("Bệnh viện", "BV"), ("Ủy ban nhân dân", "UBND"),
         ("Giáo dục và Đào tạo", "GD&ĐT"), ("Cổ phần", "CP"), ("Tổ dân phố", "TDP"), ("Kỹ thuật", "KT"))  # fmt: skip


def _names(events: Events) -> None:
    rng = events.rng
    for unit in events.world.units:
        rows = [
            r
            for r in (*unit.roster, *unit.admissions, *unit.meetings, *unit.movements)
            if r.org and not r.problems and r.repeats is None
        ]
        for record in rng.sample(rows, min(len(rows), rng.choice((0, 0, 0, 1, 2)))):
            if record.org is not None:
                text = _variant(events, record.org)
                if text != record.org.name:
                    record.written["cell"] = text
                    _problem(record, "name_variant_resolved", text=text)

    world = events.world
    for records in (world.targets, world.reviews, *(learners for _, _, learners in world.classes)):
        for record in rng.sample(records, min(len(records), rng.choice((0, 0, 1)))):
            text = _variant(events, record.org) if record.org and not record.problems else ""
            if record.org and text not in ("", record.org.name):
                record.written["unit"] = text
                _problem(record, "name_variant_resolved", text=text)


def _variant(events: Events, org: Org) -> str:
    """Another way to write a name that no other organisation's name is as near to."""
    text = variant(events.rng, org.name)
    others = {other.name for other in events.world.orgs if other.name != org.name}
    near = any(SequenceMatcher(None, text.casefold(), other.casefold()).ratio() > 0.85 for other in others)
    return org.name if near else text


def variant(rng: random.Random, name: str) -> str:
    """The name as another hand would write it."""
    how = rng.choice(("lower", "upper", "tone", "short", "unmarked", "core", "typo"))
    if how == "lower":
        return name.lower()
    if how == "upper":
        return name.upper()
    if how == "tone":
        for new, old in (
            ("òa", "oà"),
            ("óa", "oá"),
            ("ủy", "uỷ"),
            ("Úy", "Uý"),
            ("ủy", "uỷ"),
            ("úy", "uý"),
            ("Òa", "Oà"),
        ):
            if new in name:
                return name.replace(new, old)
        return name.lower()
    if how == "unmarked":
        import unicodedata

        return "".join(
            c
            for c in unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
            if not unicodedata.combining(c)
        )
    if how == "core":
        return name.split(" ", 2)[2] if len(name.split(" ", 2)) == 3 and len(name) > 14 else name.lower()
    if how == "typo" and len(name) > 20:
        at = rng.randint(10, len(name) - 4)
        return name[:at] + name[at + 1 :] if name[at].isalpha() and name[at - 1].isalpha() else name.lower()
    for long, short in rng.sample(SHORT, len(SHORT)):
        if long in name:
            return name.replace(long, short)
    return name.lower()


def birth_text(person: Person) -> date | str:
    """A birth date of its precision."""
    if person.birth_precision == "year":
        return str(person.birth.year)
    return (
        f"{person.birth.month:02d}/{person.birth.year}" if person.birth_precision == "month" else person.birth
    )
