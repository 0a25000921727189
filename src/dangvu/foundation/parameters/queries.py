"""Choosing a parameter by the date of the event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangvu.foundation.parameters.models import Parameter


class NoSuchParameter(LookupError):
    """No value of this parameter holds on that day."""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter as a rule receives it."""

    value: Any
    document: str
    point: str


class Parameters:
    """All parameters known at one moment, read once and asked many times."""

    def __init__(self, known: int | None = None) -> None:
        self._rows: dict[str, list[Parameter]] = {}
        # An administrator's row comes first and so is found first.
        order = ("code", "origin", "-valid_from", "-id")
        for row in Parameter.objects.known(known).order_by(*order):
            self._rows.setdefault(row.code, []).append(row)
        if known is not None:
            # A parameter that a later upgrade brought was in force all the same when the question goes back further.
            told_then = set(self._rows)
            for row in Parameter.objects.known().filter(origin=Parameter.SEED).order_by(*order):
                if row.code not in told_then:
                    self._rows.setdefault(row.code, []).append(row)

    def on(self, code: str, day: date) -> Value:
        """The value that holds on ``day``; NoSuchParameter where none does."""
        for row in self._rows.get(code, []):
            if row.valid_from <= day and (row.valid_to is None or day < row.valid_to):
                return Value(row.value, row.document, row.point)
        raise NoSuchParameter(f"Không có tham số “{code}” cho ngày {day:%d/%m/%Y}.")

    def if_known(self, code: str, day: date) -> Value | None:
        """The value that holds on ``day``, or None: a rule whose number of that day is not on record is not checked."""
        try:
            return self.on(code, day)
        except NoSuchParameter:
            return None
