"""Fresh databases, already migrated: a copied file, or a copied database of a PostgreSQL started here."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.table import ROOT, child

Fresh = Callable[[], str]
"""Makes one more fresh database; its URL."""


def sqlite(folder: Path) -> Fresh:
    """Copies of one migrated file."""
    pattern = folder / "migrated.sqlite3"
    child("migrate", database=f"sqlite:///{pattern}")
    numbers = count()

    def fresh() -> str:
        path = folder / f"copy-{next(numbers)}.sqlite3"
        shutil.copy(pattern, path)
        return f"sqlite:///{path}"

    return fresh


@contextmanager
def postgresql() -> Iterator[Fresh | None]:
    """Copies of one migrated database of a PostgreSQL that writes as in production; None without its binaries."""
    runner = _test_runner()
    binaries = runner.postgresql_binaries()
    if binaries is None:
        yield None
        return
    with runner.postgresql(binaries) as url:
        _write_durably(binaries, url, runner)
        server = url.rpartition("/")[0]
        _sql(url, "CREATE DATABASE migrated")
        child("migrate", database=f"{server}/migrated")
        numbers = count()

        def fresh() -> str:
            name = f"copy_{next(numbers)}"
            _sql(url, f"CREATE DATABASE {name} TEMPLATE migrated")
            return f"{server}/{name}"

        yield fresh


def _test_runner() -> Any:
    """tests/run.py, which knows how to start a PostgreSQL."""
    spec = importlib.util.spec_from_file_location("dangvu_test_runner", ROOT / "tests" / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write_durably(binaries: Path, url: str, runner: Any) -> None:
    """Tests run without fsync; a load is measured with it. Only a restart can change what the command line set."""
    folder = Path(_sql(url, "SHOW data_directory"))
    port = url.rpartition(":")[2].partition("/")[0]
    options = f"-p {port} -k {folder.parent} -c listen_addresses=127.0.0.1"
    command = [
        str(binaries / "pg_ctl"),
        "-D",
        str(folder),
        "-w",
        "-o",
        options,
        "-l",
        f"{folder.parent}/log",
        "restart",
    ]
    as_user = ["runuser", "-u", "postgres", "--"] if runner.os.geteuid() == 0 else []
    subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder.parent)
    assert _sql(url, "SHOW fsync") == "on"


def _sql(url: str, statement: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""
