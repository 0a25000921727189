"""Writing many rows at once: COPY on PostgreSQL, executemany on SQLite; reading many numbers at once.

Model instances cost several times what the database does; a load of ten thousand rows is felt. Rows are given
as tuples in the order of ``fields``; ids are reserved beforehand, so that rows of another table can name them.
Callers hold the writer's lock (they are inside an act), so a reserved range is nobody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models


def _advance(sequence: str, count: int) -> int:
    """Take ``count`` numbers of a sequence (on SQLite: of a table); the first of them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(%s, nextval(%s) + %s)", [sequence, sequence, count - 1])
            found = cursor.fetchone()
        else:
            taken = "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq"
            cursor.execute(taken, [count, sequence])
            if (found := cursor.fetchone()) is None:  # nothing was ever written there
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 0)", [sequence])
                cursor.execute(taken, [count, sequence])
                found = cursor.fetchone()
        return int(found[0]) - count + 1


@cache
def _sequence(table: str, column: str) -> str:
    """The sequence that gives the ids of a table on PostgreSQL: its name is fixed when the table is made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
        return str(cursor.fetchone()[0])


class Reserved:
    """Ids in store, by table: a load writes a few rows into each of twenty tables a hundred times over, and would
    ask the server for ids as often. Only while nobody else writes in between: later rows have higher ids."""

    BLOCK = 4000

    def __init__(self) -> None:
        self._left: dict[str, range] = {}

    def forget(self) -> None:
        """Someone else has written: what is in store is older than their rows."""
        self._left.clear()

    def take(self, table: str, count: int, ask: Callable[[int], int]) -> int:
        """The first of ``count`` ids in a row; ``ask`` reserves so many on the server."""
        left = self._left.get(table, range(0))
        if len(left) < count:
            wanted = max(count, self.BLOCK)
            first = ask(wanted)
            left = range(first, first + wanted)
        self._left[table] = left[count:]
        return left[0]


_reserved: ContextVar[Reserved | None] = ContextVar("reserved_ids", default=None)


@contextmanager
def ids_in_store() -> Iterator[Reserved]:
    """Reserve ids by the thousand inside; whoever opens it says ``forget`` where another act came in between."""
    store = Reserved()
    token = _reserved.set(store)
    try:
        yield store
    finally:
        _reserved.reset(token)


def _reserve(model: type[models.Model], count: int) -> int:
    table, store = model._meta.db_table, _reserved.get()
    sequence = _sequence(table, model._meta.pk.column) if connection.vendor == "postgresql" else table
    if store is None:
        return _advance(sequence, count)
    return store.take(table, count, lambda wanted: _advance(sequence, wanted))


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


def insert_selected(
    model: type[models.Model], fields: Sequence[str], chosen: tuple[str, tuple[Any, ...]]
) -> None:
    """Insert the rows of a question (its text, its parameters), column by column in the order of ``fields``, without
    taking them out of the database."""
    meta, quote = model._meta, connection.ops.quote_name
    columns = ", ".join(quote(str(meta.get_field(name).column)) for name in fields)  # type: ignore[union-attr]
    statement, parameters = chosen
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(meta.db_table)} ({columns}) {statement}", parameters)


def tell_planner(tables: Collection[type[models.Model]]) -> None:
    """Let PostgreSQL count these tables now: of one that a first load fills it knows nothing until its own analysis a
    minute later, takes every partial index for a short list, and walks it whole for each question."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")


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


#: A question as the database is asked it, with its values (None: they stand in its words); None: nothing can answer it.
Written = tuple[str, tuple[Any, ...] | None] | None


def written(asked: models.QuerySet[Any, Any]) -> Written:
    """The question in the database's words. For PostgreSQL with the values quoted by its driver, which would do so at
    every asking: a question that is kept has a hundred of them."""
    try:
        sql, params = asked.query.sql_with_params()
    except EmptyResultSet:
        return None
    if connection.vendor != "postgresql":
        return str(sql), tuple(params)
    with connection.cursor() as cursor:
        return str(cursor.mogrify(sql, params)), None


def told(question: Written) -> list[tuple[Any, ...]]:
    """The rows as the database tells them: whole numbers need no conversion, and there are ten thousands of them."""
    if question is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*question)
        return list(cursor.fetchall())
