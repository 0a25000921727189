"""Writing many rows at once: COPY on PostgreSQL, executemany on SQLite.

Model instances cost several times what the database does; a load of ten thousand rows is felt. Rows are given
as tuples in the order of ``fields``; ids are reserved beforehand, so that rows of another table can name them.
Callers hold the writer's lock (they are inside an act), so a reserved range is nobody else's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


def _reserve(model: type[models.Model], count: int) -> int:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(s, nextval(s) + %s) FROM pg_get_serial_sequence(%s, %s) AS s",
                [count - 1, table, model._meta.pk.column],
            )
            return int(cursor.fetchone()[0]) - count + 1
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        return (found[0] if found else 0) + 1


def insert(model: type[models.Model], fields: Sequence[str], rows: Collection[tuple[Any, ...]]) -> range:
    """Insert ``rows``; the ids given, in the order of the rows."""
    if not rows:
        return range(0)
    first = _reserve(model, len(rows))
    ids = range(first, first + len(rows))
    meta = model._meta
    quote = connection.ops.quote_name
    columns = [quote(str(meta.get_field(name).column)) for name in ("id", *fields)]  # type: ignore[union-attr]
    table, listed = quote(meta.db_table), ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for number, row in zip(ids, rows, strict=True):
                    copy.write_row((number, *row))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({listed}) VALUES ({marks})",  # noqa: S608 - names come from the models
                [(number, *row) for number, row in zip(ids, rows, strict=True)],
            )
    return ids


_LATER = {"postgresql": "SET synchronous_commit TO off", "sqlite": "PRAGMA synchronous = NORMAL"}
_AT_ONCE = {"postgresql": "SET synchronous_commit TO on", "sqlite": "PRAGMA synchronous = FULL"}


@contextmanager
def durable_at_end() -> Iterator[None]:
    """Commits inside are whole but reach the disk later; the first commit after it takes them all there with it.

    The logs of both engines are written in order, so a machine that loses power keeps a first part of the
    commits, each whole. Only for work whose end is told by one more commit and that can be done again (a load).
    """
    if connection.in_atomic_block:
        yield
        return
    _say(_LATER)
    try:
        yield
    finally:
        _say(_AT_ONCE)


def _say(how: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(how[connection.vendor])


def chunks(values: Iterable[Any], size: int = 5000) -> Iterator[list[Any]]:
    """``values`` in lists short enough for one IN (…)."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
