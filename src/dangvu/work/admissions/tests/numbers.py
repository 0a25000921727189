"""The seeded parameters and holidays without a database, for rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangvu.foundation.parameters.actions import read_holidays, read_seeds
from dangvu.foundation.working_days import Calendar

_SEEDS = read_seeds()
_DAYS = read_holidays()
CALENDAR = Calendar(
    frozenset(row["day"] for row in _DAYS if not row["worked"]),
    frozenset(row["day"] for row in _DAYS if row["worked"]),
    frozenset(row["day"].year for row in _DAYS),
)


@dataclass(frozen=True)
class Seeded:
    value: Any
    document: str
    point: str


def ask(code: str, day: date) -> Seeded | None:
    for row in _SEEDS:
        if row["code"] == code and row["from"] <= day and (row.get("to") is None or day < row["to"]):
            return Seeded(row["value"], row["document"], row.get("point", ""))
    return None
