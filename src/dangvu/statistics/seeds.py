"""Bringing the seeded forms into the database. On its own, so that a command which loads needs nothing that counts them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.parameters.actions import SEEDS
from dangvu.statistics.models import FormVersion
from dangvu.statistics.rules import as_data, of_data

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_seeds(folder: Path = SEEDS / "forms") -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every seeded form: (its code, all that its file says)."""
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yaml")):
        found += yaml.load(path.read_text(encoding="utf-8"), _LOADER).items()  # noqa: S506 - a safe loader
    return tuple(found)


def seed(*, actor: Actor) -> int:
    """Add the seeded forms that are not there yet; the number added. What is there is never written over.

    A version that an administrator has confirmed was closed and written again: it counts as there.
    """
    there = set(FormVersion.objects.filter(origin=FormVersion.SEED).values_list("code", "valid_from"))
    new = [(code, data) for code, data in read_seeds() if (code, data["from"]) not in there]
    if not new:
        return 0
    with act(actor, "statistics.seed") as opened:
        FormVersion.objects.bulk_create(
            FormVersion(
                code=code, content=as_data(of_data(code, data)), document=data["document"], valid_from=data["from"],
                valid_to=data.get("to"), known_from_act=opened,
            )
            for code, data in new
        )  # fmt: skip
        record(opened, "statistics.seed", count=len(new))
    return len(new)
