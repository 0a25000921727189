"""Putting the seeded parameters into the database: adds, never overwrites."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.parameters.models import Parameter

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where libyaml is there
SEEDS = Path(__file__).resolve().parents[2] / "parameters"


def read_seeds(folder: Path = SEEDS) -> list[dict[str, Any]]:
    """Every value of every ``parameters/*.yaml``, as {code, value, unit, from, to, document, point, note}."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for code, parameter in yaml.load(path.read_text(encoding="utf-8"), _LOADER).items():  # noqa: S506
            for value in parameter["values"]:
                found.append({"code": code, "unit": parameter.get("unit", ""), "subject": path.stem, **value})
    return found


def seed(*, actor: Actor) -> int:
    """Add the seeded values that are not there yet; the number added."""
    there = set(Parameter.objects.filter(origin=Parameter.SEED).values_list("code", "valid_from"))
    new = [row for row in read_seeds() if (row["code"], row["from"]) not in there]
    if not new:
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
        record(opened, "parameters.seed", count=len(new))
    return len(new)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def enter(
    *, actor: Actor, code: str, value: Any, valid_from: date, valid_to: date | None = None, document: str,
    point: str = "", unit: str = "",
) -> None:  # fmt: skip
    """An administrator's own value for these days; it wins over the seeded one and no upgrade touches it.

    Entered for the same first day again, it supersedes what was entered before. Only at the machine itself:
    a rule of the whole installation belongs to no organisation.
    """
    if not actor.is_operator:
        raise Refused("Chỉ người vận hành tại máy chủ được sửa tham số.")
    if not document.strip():
        raise ValueError("Tham số phải ghi rõ văn bản quy định.")
    with act(actor, "parameters.enter") as opened:
        before = Parameter.objects.known().filter(
            code=code, origin=Parameter.ADMINISTRATOR, valid_from=valid_from
        )  # fmt: skip
        before.update(known_to_act=opened)
        Parameter.objects.create(
            code=code, value=value, unit=unit, valid_from=valid_from, valid_to=valid_to, document=document,
            point=point, origin=Parameter.ADMINISTRATOR, known_from_act=opened,
        )  # fmt: skip
        record(opened, "parameters.enter", count=1, code=code)
