"""Databases for one round each, laid down from a template: a file on SQLite, a database on PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

Counts = dict[str, int]


def store(home: Path) -> Files | Databases:
    """Rounds on the engine that ``DATABASE_URL`` names; its database is the template."""
    from django.db import connections

    settings = connections["default"].settings_dict
    return Files(home) if settings["ENGINE"].endswith("sqlite3") else Databases(settings)


def use(database: str) -> None:
    """This process works on that database from now on."""
    from django.db import connections

    connections["default"].close()
    connections["default"].settings_dict["NAME"] = database


class Files:
    """SQLite: the template is ``template.sqlite3`` of the folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def sealed(self) -> None:
        """The template is whole in its file; nobody is connected to it."""
        from django.db import connections

        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()

    def fresh(self, name: str) -> str:
        """A copy of the template."""
        return shutil.copy(self.home / "template.sqlite3", str(self.home / f"{name}.sqlite3"))

    def counts(self, database: str, tables: Iterable[str]) -> Counts:
        """How many rows each table has; the database must be whole."""
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            return {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
            }

    def drop(self, database: str) -> None:
        """The round is over."""
        for path in self.home.glob(f"{Path(database).name}*"):
            path.unlink()


class Databases:
    """PostgreSQL: the template is the database of ``DATABASE_URL``."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.template = str(settings["NAME"])
        self.where = {
            "host": settings["HOST"],
            "port": settings["PORT"],
            "user": settings["USER"],
            "password": settings["PASSWORD"],
        }

    def _asked(self, database: str, command: str) -> list[Any]:
        import psycopg

        with psycopg.connect(dbname=database, autocommit=True, **self.where) as connection:
            cursor = connection.execute(command)
            return cursor.fetchall() if cursor.description else []

    def sealed(self) -> None:
        """Nobody is connected to the template."""
        from django.db import connections

        connections.close_all()
        self._left(self.template)

    def _left(self, database: str) -> None:
        """Wait until the server has seen that whoever was connected is gone: a dead one's last COMMIT may still run."""
        asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'"
        while self._asked("postgres", asked)[0][0]:
            time.sleep(0.005)

    def fresh(self, name: str) -> str:
        """A copy of the template."""
        database = f"{self.template}_{name}"
        self._asked("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{self.template}"')
        return database

    def counts(self, database: str, tables: Iterable[str]) -> Counts:
        """How many rows each table has."""
        self._left(database)
        one_each = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
        return dict(zip(tables, self._asked(database, f"SELECT {one_each}")[0], strict=True))

    def drop(self, database: str) -> None:
        """The round is over."""
        self._asked("postgres", f'DROP DATABASE "{database}" WITH (FORCE)')
