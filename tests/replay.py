"""Made once, laid down again: the rows that real actions wrote, for the next test that asks for the same.

The first test of a process makes its world by the real actions; the rows are kept, and from then on inserted as they
are: a hundredth of the time. Only into a database as empty as the first one was, and only on the same day.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction

from dangvu.foundation import clock

T = TypeVar("T")


@dataclass
class _Kept:
    """What was made, how full the tables were before it, and the rows of every table after it."""

    made: Any
    before: tuple[int, ...]
    rows: dict[str, Any]


_kept: dict[tuple[str, str, date], _Kept] = {}


def replayed(name: str, make: Callable[[], T]) -> T:
    """What ``make`` returns, its rows in the database; made for real the first time and wherever there are rows."""
    key = (name, connection.vendor, clock.today())
    before = _full()
    kept = _kept.get(key)
    if kept is not None and kept.before == before:
        with transaction.atomic():
            _lay_down(kept.rows)
        found: T = deepcopy(kept.made)
        return found
    made = make()
    if kept is None and not any(before):
        after = _full()
        rows = {table: _read(table) for table, count in zip(_tables(), after, strict=True) if count}
        _kept[key] = _Kept(deepcopy(made), before, rows)
    return made


@cache
def _tables() -> tuple[str, ...]:
    models = apps.get_models(include_auto_created=True)
    return tuple(
        sorted(
            model._meta.db_table
            for model in models
            if model._meta.managed and model._meta.app_label not in ("contenttypes", "auth")
        )
    )


def _full() -> tuple[int, ...]:
    counts = " UNION ALL ".join(
        f'SELECT {number}, COUNT(*) FROM "{table}"' for number, table in enumerate(_tables())
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return tuple(count for _, count in sorted(cursor.fetchall()))


def _read(table: str) -> Any:
    """PostgreSQL's own text of the rows; on SQLite the rows as they are stored."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copied:
                return b"".join(copied)
        plain = connection.connection.cursor()
        return plain.execute(f'SELECT * FROM "{table}"').fetchall()


def _lay_down(rows: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table, text in rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copied:
                    copied.write(text)
            numbered = [
                f"setval(pg_get_serial_sequence('\"{table}\"', 'id'), (SELECT MAX(id) FROM \"{table}\"))"
                for table in rows
                if table in _numbered()
            ]
            cursor.execute(f"SELECT {', '.join(numbered)}")
            return
        plain = connection.connection.cursor()
        for table, values in rows.items():
            marks = ", ".join("?" * len(values[0]))
            plain.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)


@cache
def _numbered() -> frozenset[str]:
    """The tables whose ids the database gives."""
    models = apps.get_models(include_auto_created=True)
    return frozenset(
        m._meta.db_table for m in models if m._meta.pk.get_internal_type() in ("AutoField", "BigAutoField")
    )
