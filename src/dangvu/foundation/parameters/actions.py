"""Putting the seeded parameters and public holidays into the database: adds, never overwrites."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import MANAGE_SETTINGS, Refused
from dangvu.foundation.parameters.models import Holiday, Parameter
from dangvu.foundation.parameters.shapes import Shape, listed, shape_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where libyaml is there
SEEDS = Path(__file__).resolve().parents[2] / "parameters"


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader
    return found


def read_seeds(folder: Path = SEEDS) -> list[dict[str, Any]]:
    """Every value of every ``parameters/*.yaml``, as {code, value, unit, from, to, document, point, note}."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for code, parameter in _read(path).items():
            for value in parameter["values"]:
                found.append({"code": code, "unit": parameter.get("unit", ""), "subject": path.stem, **value})
    return found


def read_holidays(folder: Path = SEEDS) -> list[dict[str, Any]]:
    """Every seeded day of the working calendar, as {day, worked, name, document, note}."""
    found = []
    for path in sorted((folder / "calendar").glob("*.yaml")):
        for occasions in _read(path).values():
            for occasion in occasions:
                said = {key: occasion.get(key, "") for key in ("name", "document", "note")}
                found += [{"day": day, "worked": False, **said} for day in occasion.get("closed", ())]
                found += [{"day": day, "worked": True, **said} for day in occasion.get("worked", ())]
    return found


@cache
def _seeded() -> dict[str, dict[str, Any]]:
    """What parameters/*.yaml says of each parameter, by its code."""
    return {code: told for path in sorted(SEEDS.glob("*.yaml")) for code, told in _read(path).items()}


def titles() -> dict[str, str]:
    """What each seeded parameter is called, by its code."""
    return {code: str(told.get("title", "")) for code, told in _seeded().items()}


def shape_for(code: str, values: Collection[object]) -> Shape | None:
    """The shape of a parameter that had these values, the latest first: a list where parameters/*.yaml says so."""
    told = _seeded().get(code, {})
    choices = told.get("choices", ())
    if not choices and not told.get("several"):
        return shape_of(values)
    words = choices if isinstance(choices, dict) else {word: word for word in choices}
    return listed(str(next(iter(values), "")), words, several=bool(told.get("several")))


def seed(*, actor: Actor) -> int:
    """Add the seeded values and public holidays that are not there yet; the number added."""
    there = set(Parameter.objects.filter(origin=Parameter.SEED).values_list("code", "valid_from"))
    new = [row for row in read_seeds() if (row["code"], row["from"]) not in there]
    # A day that an administrator ever said something about is theirs, and so is one that they took out.
    days = set(Holiday.objects.values_list("day", flat=True))
    closed = [row for row in read_holidays() if row["day"] not in days]
    if not new and not closed:
        return 0
    with act(actor, "parameters.seed") as opened:
        Parameter.objects.bulk_create(
            Parameter(
                code=row["code"],
                value=row["value"],
                unit=row["unit"],
                valid_from=row["from"],
                valid_to=_day(row.get("to")),
                document=row["document"],
                point=row.get("point", ""),
                note=row.get("note", ""),
                known_from_act=opened,
            )
            for row in new
        )
        Holiday.objects.bulk_create(Holiday(**row, known_from_act=opened) for row in closed)
        record(opened, "parameters.seed", count=len(new) + len(closed))
    return len(new) + len(closed)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class NewValue:
    """One value that a regulation sets, with the point that says so."""

    code: str
    value: Any
    point: str = ""
    unit: str = ""
    valid_to: date | None = None


def enter_regulation(
    *, actor: Actor, values: Sequence[NewValue], valid_from: date, document: str, reason: str = ""
) -> None:
    """All that one document sets from a day on, as one act: see ``enter``."""
    _may_enter(actor, document)
    with act(actor, "parameters.enter_regulation", reason) as opened:
        for new in values:
            _write(opened, new, valid_from, document)
        record(opened, "parameters.enter_regulation", count=len(values), document=document,
               codes=[new.code for new in values])  # fmt: skip


def enter(
    *, actor: Actor, code: str, value: Any, valid_from: date, valid_to: date | None = None, document: str,
    point: str = "", unit: str = "",
) -> None:  # fmt: skip
    """An administrator's own value for these days; it wins over the seeded one and no upgrade touches it.

    Entered for the same first day again, it supersedes what was entered before. A rule of the whole installation
    belongs to no organisation: accounts/actions/settings.py sees to it that only who may at the root comes here.
    """
    _may_enter(actor, document)
    with act(actor, "parameters.enter") as opened:
        _write(opened, NewValue(code, value, point, unit, valid_to), valid_from, document)
        record(opened, "parameters.enter", count=1, code=code)


def _may_enter(actor: Actor, document: str) -> None:
    if not (actor.is_operator or actor.organisations_with(MANAGE_SETTINGS)):
        raise Refused("Chỉ người quản trị hệ thống được sửa tham số.")
    if not document.strip():
        raise ValueError("Tham số phải ghi rõ văn bản quy định.")


def _write(opened: Act, new: NewValue, valid_from: date, document: str) -> None:
    before = Parameter.objects.known().filter(
        code=new.code, origin=Parameter.ADMINISTRATOR, valid_from=valid_from
    )
    before.update(known_to_act=opened)
    Parameter.objects.create(
        code=new.code, value=new.value, unit=new.unit, valid_from=valid_from, valid_to=new.valid_to, document=document,
        point=new.point, origin=Parameter.ADMINISTRATOR, known_from_act=opened,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewHoliday:
    """A day off, or a weekend day worked in exchange (``worked``), with the notice that says so."""

    day: date
    name: str
    document: str
    worked: bool = False
    note: str = ""


def enter_holidays(*, actor: Actor, holidays: Sequence[NewHoliday]) -> None:
    """An administrator's own days; what stood for a day before is superseded, and no upgrade touches it again."""
    _manages_settings(actor)
    for holiday in holidays:
        if not holiday.document.strip() or not holiday.name.strip():
            raise ValueError("Ngày nghỉ phải ghi rõ dịp nghỉ và văn bản thông báo.")
    with act(actor, "parameters.enter_holidays") as opened:
        days = [holiday.day for holiday in holidays]
        Holiday.objects.known().filter(day__in=days).update(known_to_act=opened)
        Holiday.objects.bulk_create(
            Holiday(
                day=holiday.day, worked=holiday.worked, name=holiday.name, document=holiday.document,
                note=holiday.note, origin=Holiday.ADMINISTRATOR, known_from_act=opened,
            )
            for holiday in holidays
        )  # fmt: skip
        record(opened, "parameters.enter_holidays", count=len(holidays))


def remove_holidays(*, actor: Actor, days: Collection[date], reason: str) -> int:
    """Days that are ordinary after all; how many there were. They stay readable as of before."""
    _manages_settings(actor)
    if not reason.strip():
        raise ValueError("Cần ghi lý do bỏ ngày nghỉ khỏi lịch.")
    with act(actor, "parameters.remove_holidays", reason) as opened:
        count = Holiday.objects.known().filter(day__in=days).update(known_to_act=opened)
        record(opened, "parameters.remove_holidays", count=count)
    return count


def _manages_settings(actor: Actor) -> None:
    """The calendar holds for the whole installation and belongs to no organisation: for whoever keeps its settings."""
    if not actor.is_operator and not actor.organisations_with(MANAGE_SETTINGS):
        raise Refused("Chỉ người quản trị hệ thống được sửa lịch nghỉ lễ.")
