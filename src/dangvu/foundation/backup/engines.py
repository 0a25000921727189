"""How each engine is copied, and how the copy is tried: SQLite by VACUUM INTO, PostgreSQL by pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4


class CannotBackUp(RuntimeError):
    """The copy could not be made or does not restore; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds: rows by table, and the number of the last act."""

    rows: dict[str, int]
    last_act: int


def sqlite_copy(database: Path, target: Path) -> None:
    """A copy of one moment, while others go on writing."""
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])


def sqlite_try(copy: Path) -> Contents:
    """Put the copy where a restore would put it, open it, check every page and every link, count."""
    with tempfile.TemporaryDirectory(prefix="dangvu-thu-", dir=copy.parent) as folder:
        restored = Path(folder) / "dangvu.sqlite3"
        shutil.copyfile(copy, restored)
        try:
            with closing(sqlite3.connect(restored)) as connection:
                found = connection.execute("PRAGMA integrity_check").fetchall()
                if found != [("ok",)]:
                    raise CannotBackUp("Bản sao mở được nhưng có trang hỏng.")
                if connection.execute("PRAGMA foreign_key_check").fetchall():
                    raise CannotBackUp("Bản sao mở được nhưng có dòng trỏ đến chỗ không còn.")
                tables = connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                ).fetchall()
                rows = {
                    name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
                    for (name,) in tables
                }
                last = connection.execute("SELECT max(number) FROM audit_act").fetchone()[0] or 0
        except sqlite3.DatabaseError as error:
            raise CannotBackUp("Bản sao không mở được.") from error
    return Contents(rows, int(last))


@dataclass(frozen=True)
class Server:
    """A PostgreSQL database as its tools are told of it."""

    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Server:
        return cls(*(str(settings.get(key) or "") for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")))

    def run(self, tool: str, *arguments: str) -> str:
        """Run one of PostgreSQL's tools; what it printed."""
        environment = dict(os.environ)
        for name, value in (("PGHOST", self.host), ("PGPORT", self.port), ("PGUSER", self.user),
                            ("PGPASSWORD", self.password)):  # fmt: skip
            if value:
                environment[name] = value
        done = subprocess.run(
            [_tool(tool), *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["không rõ lý do"])[-1]
            raise CannotBackUp(f"{tool} không chạy xong: {last}")
        return done.stdout


def _tool(name: str) -> str:
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(newest[0]) if newest else shutil.which(name)
    if not found:
        raise CannotBackUp(
            f"Máy chủ chưa có công cụ {name} của PostgreSQL. Cài gói postgresql-client rồi làm lại."
        )
    return found


def postgresql_copy(server: Server, target: Path) -> None:
    """A dump of one moment, compressed, in PostgreSQL's own form."""
    server.run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", server.name)


@contextmanager
def _spare(server: Server) -> Iterator[str]:
    name = f"dangvu_thu_{uuid4().hex[:12]}"
    server.run("createdb", name)
    try:
        yield name
    finally:
        server.run("dropdb", "--if-exists", name)


_COUNTS = (
    "SELECT relname || '=' || (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I',"
    " nspname, relname), false, true, '')))[1] FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
    " WHERE relkind = 'r' AND nspname = 'public' ORDER BY relname"
)


def postgresql_try(server: Server, copy: Path) -> Contents:
    """Restore the dump into a database of its own, count, drop it."""
    with _spare(server) as name:
        server.run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={name}", str(copy))
        printed = server.run("psql", "--no-psqlrc", "-At", "-c", _COUNTS, name)
        rows = {table: int(count) for table, _, count in (line.partition("=") for line in printed.split())}
        last = server.run(
            "psql", "--no-psqlrc", "-At", "-c", "SELECT max(number) FROM audit_act", name
        ).strip()
    return Contents(rows, int(last or 0))
