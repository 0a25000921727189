"""Choosing a parameter by the date of the event; the working calendar."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from dangvu.foundation.parameters.models import Holiday, Parameter
from dangvu.foundation.reading import once
from dangvu.foundation.working_days import Calendar


class NoSuchParameter(LookupError):
    """No value of this parameter holds on that day."""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter as a rule receives it."""

    value: Any
    document: str
    point: str
    note: str = ""

    @property
    def source(self) -> str:
        """The document and its point, as a person cites them."""
        return f"{self.document}, {self.point}" if self.point else self.document


class _Row(NamedTuple):
    """A row of the table, as this module looks through hundreds of them."""

    pk: int
    code: str
    valid_from: date
    valid_to: date | None
    value: Any
    document: str
    point: str
    note: str


#: An administrator's row comes first and so is found first.
_ORDER = ("code", "origin", "-valid_from", "-id")


class Parameters:
    """All parameters known at one moment, read once and asked many times."""

    def __init__(self, known: int | None = None) -> None:
        self._rows = once(("parameters", known), lambda: self._read(known))
        self._mark: Hashable = None

    @staticmethod
    def _read(known: int | None) -> dict[str, list[_Row]]:
        found: dict[str, list[_Row]] = {}
        for row in _rows(Parameter.objects.known(known)):
            found.setdefault(row.code, []).append(row)
        if known is not None:
            # A parameter that a later upgrade brought was in force all the same when the question goes back further.
            told_then = set(found)
            for row in _rows(Parameter.objects.known().filter(origin=Parameter.SEED)):
                if row.code not in told_then:
                    found.setdefault(row.code, []).append(row)
        return found

    @property
    def mark(self) -> Hashable:
        """The same for the same values: rows are closed and written anew, never changed."""
        if self._mark is None:
            self._mark = tuple(row.pk for rows in self._rows.values() for row in rows)
        return self._mark

    def on(self, code: str, day: date) -> Value:
        """The value that holds on ``day``; NoSuchParameter where none does."""
        for row in self._rows.get(code, []):
            if row.valid_from <= day and (row.valid_to is None or day < row.valid_to):
                return Value(row.value, row.document, row.point, row.note)
        raise NoSuchParameter(f"Không có tham số “{code}” cho ngày {day:%d/%m/%Y}.")

    def if_known(self, code: str, day: date) -> Value | None:
        """The value that holds on ``day``, or None: a rule whose number of that day is not on record is not checked."""
        try:
            return self.on(code, day)
        except NoSuchParameter:
            return None


def _rows(asked: QuerySet[Parameter]) -> list[_Row]:
    return [_Row(*row) for row in asked.order_by(*_ORDER).values_list(*_Row._fields)]


def calendar(known: int | None = None) -> Calendar:
    """The working calendar as known at a moment: one query, a few dozen rows a year."""
    rows = list(Holiday.objects.known(known).values_list("day", "worked"))
    if known is not None and not rows:  # a calendar that a later upgrade brought held all the same
        rows = list(Holiday.objects.known().filter(origin=Holiday.SEED).values_list("day", "worked"))
    return Calendar(
        holidays=frozenset(day for day, worked in rows if not worked),
        worked=frozenset(day for day, worked in rows if worked),
        years=frozenset(day.year for day, worked in rows if not worked),
    )


def holidays(start: date, end: date, known: int | None = None) -> frozenset[date]:
    """The days off from ``start`` to ``end``, both included."""
    rows = Holiday.objects.known(known).filter(day__gte=start, day__lte=end, worked=False)
    return frozenset(rows.values_list("day", flat=True))


def worked_days(start: date, end: date, known: int | None = None) -> frozenset[date]:
    """The weekend days from ``start`` to ``end`` that are worked in exchange for another day."""
    rows = Holiday.objects.known(known).filter(day__gte=start, day__lte=end, worked=True)
    return frozenset(rows.values_list("day", flat=True))


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar as a page lists it."""

    day: date
    worked: bool
    name: str
    document: str
    note: str
    entered: bool


def calendar_days(year: int, known: int | None = None) -> list[CalendarDay]:
    """The days off and the days worked of one year, in order, each with its document."""
    rows = Holiday.objects.known(known).filter(day__year=year).order_by("day", "id")
    return [
        CalendarDay(
            row.day, row.worked, row.name, row.document, row.note, row.origin == Holiday.ADMINISTRATOR
        )
        for row in rows
    ]


def history(code: str) -> list[Parameter]:
    """Every value of one parameter known now, the newest first; an administrator's before the seeded of that day."""
    rows = Parameter.objects.known().filter(code=code)
    return list(rows.order_by("-valid_from", "origin", "-id").select_related("known_from_act"))


def all_parameters() -> dict[str, list[Parameter]]:
    """Every parameter with its values, the newest first, in the order of the codes."""
    rows: dict[str, list[Parameter]] = {}
    for row in Parameter.objects.known().order_by("code", "-valid_from", "origin", "-id"):
        rows.setdefault(row.code, []).append(row)
    return rows
