"""All indicators of the root and of its units: the engine beside SQL written by hand, and the number of queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks import figures_sql
from benchmarks.databases import Fresh
from benchmarks.table import SAMPLE, Row, child, duration, expected

BAR_MS = 150


def measure(fresh: dict[str, Fresh], rounds: int) -> list[Row]:
    """The rows of the table of figures, on each database."""
    period = expected()["period"]
    few = child("small_bloc")["queries"]
    rows = []
    for name, make in fresh.items():
        url = make()
        child("load", str(SAMPLE), database=url)
        found = child("figures", period["start"], period["end"], str(rounds), database=url)
        ours, floor, many = found["engine"], found["sql"], found["queries"]
        what = f"{found['indicators']:.0f} figures × {found['units']:.0f} units, {name}"
        bar = f"≤ {BAR_MS} ms, queries equal"
        rows.append(
            Row(what, f"{duration(ours)}, {many:.0f} queries", f"{duration(floor)} SQL by hand", ours / floor, bar,
                ours * 1000 <= BAR_MS and many == few,
                f"figures: medians of {rounds}, whose questions are written out already; the first of the process, which writes them, took {duration(found['first'])}; a bloc of 3 units asks {few:.0f} queries; PostgreSQL has gathered statistics; the SQL by hand has {found['statements']:.0f} statements, equals "
                f"the engine in {found['compared']:.0f} figures of every unit and leaves out {', '.join(figures_sql.LEFT_OUT)} and the figures of which the sample has no record ({len(figures_sql.NOT_IN_SAMPLE)} beginnings of codes)")
        )  # fmt: skip
    return rows


def measured(start: str, end: str, rounds: int) -> dict[str, float]:
    """In a process with Django: seconds of both ways, taken in turn, after they were found equal."""
    gather_statistics()
    engine, by_hand = both_ways(date.fromisoformat(start), date.fromisoformat(end))
    begun = perf_counter()
    with counted_queries() as count:
        table = engine()
    first = perf_counter() - begun
    compared = compare(table, by_hand())
    ours, floor = [], []
    for _ in range(rounds):
        begun = perf_counter()
        engine()
        between = perf_counter()
        by_hand()
        ours.append(between - begun)
        floor.append(perf_counter() - between)
    return {
        "engine": median(ours), "sql": median(floor), "queries": count[0], "first": first, "compared": compared,
        "statements": len(figures_sql.STATEMENTS), "units": len(table.units), "indicators": len(table.indicators),
    }  # fmt: skip


def gather_statistics() -> None:
    """What PostgreSQL does by itself within a minute of a load: until then either way is slower."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def both_ways(start: date, end: date) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """The engine's table of the root, and the same by hand."""
    from django.db import connection

    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.parameters.queries import Parameters
    from dangvu.foundation.periods import Period
    from dangvu.indicators.queries import figures
    from dangvu.organisations.queries import tree_on
    from dangvu.work.admissions.rules import latest_joining_due

    period = Period(start, end)
    tree = tree_on(end)
    root = tree[tree.roots[0]]
    months = int(Parameters().on("recognition.probation_months", end).value)
    quarters = [(quarter.start, quarter.end) for quarter in period.quarters()]

    def by_hand() -> Any:
        connection.ensure_connection()
        cursor = _Plain(connection.connection, connection.vendor)
        return figures_sql.figures(
            cursor, root.id, start, end, quarters, latest_joining_due(end, months), end
        )

    return lambda: figures(actor=OPERATOR, organisation=root, period=period, by_unit=True), by_hand


class _Plain:
    """The driver's own cursor; SQLite writes a named parameter :name and knows dates as texts."""

    def __init__(self, connection: Any, vendor: str) -> None:
        self._cursor, self._lite = connection.cursor(), vendor == "sqlite"

    def execute(self, statement: str, parameters: dict[str, Any]) -> None:
        if self._lite:
            statement = re.sub(r"%\((\w+)\)s", r":\1", statement)
            parameters = {
                name: str(value) if isinstance(value, date) else value for name, value in parameters.items()
            }
        self._cursor.execute(statement, parameters)

    def fetchall(self) -> Any:
        return self._cursor.fetchall()


def compare(table: Any, by_hand: dict[int, dict[str, float | None]]) -> int:
    """How many figures were compared; AssertionError where one differs."""
    wanted = {i.name for i in table.indicators if not i.code.startswith(figures_sql.NOT_IN_SAMPLE)}
    wanted -= set(figures_sql.LEFT_OUT)
    for node, figures in [(table.organisation, table.figures), *table.units]:
        found = by_hand[node.id]
        for name in wanted:
            assert figures[name].value == found[name], (node.name, name, figures[name].value, found[name])
    return len(wanted)


@contextmanager
def counted_queries() -> Any:
    """Counts the statements that Django sends: a list of one number."""
    from django.db import connection

    count = [0]

    def one(execute: Any, *arguments: Any) -> Any:
        count[0] += 1
        return execute(*arguments)

    with connection.execute_wrapper(one):
        yield count


def queries_of_small_bloc() -> int:
    """The number of queries for all figures of a bloc of three units."""
    from tests.support import small_bloc

    from dangvu.foundation.actor import OPERATOR
    from dangvu.indicators.queries import figures

    bloc = small_bloc()
    root = bloc.node(bloc.root)
    with counted_queries() as count:
        figures(actor=OPERATOR, organisation=root, period=bloc.period, by_unit=True)
    return int(count[0])
