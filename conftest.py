"""Of the whole suite: the migrations are run once for each shape of the database, and its empty tables are copied."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import django
import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as properties

# How fast the machine is today says nothing of a law: speed is measured by make bench.
properties.register_profile("dangvu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("dangvu")

ROOT = Path(__file__).parent


def _migrated() -> Path:
    """Where the migrated tables of SQLite are kept: told by the migrations, so that a new one is run."""
    told = sha256(f"{django.__version__} {settings.INSTALLED_APPS}".encode())
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        told.update(path.read_bytes())
    return ROOT / "var" / "tests" / f"{told.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Lays the migrated tables into the memory in which the tests will work: migrating then finds nothing to do."""
    from django.db import connection

    name = connection.creation._get_test_db_name() if connection.vendor == "sqlite" else ""
    if not name.startswith("file:memory") or not _migrated().exists():
        yield
        return
    with closing(sqlite3.connect(name, uri=True)) as memory, closing(sqlite3.connect(_migrated())) as kept:
        kept.backup(memory)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Keeps the migrated tables for the next run."""
    from django.db import connection

    kept = _migrated()
    if connection.vendor != "sqlite" or kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    mine = kept.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), closing(sqlite3.connect(mine)) as file:  # type: ignore[attr-defined]
        connection.ensure_connection()
        connection.connection.backup(file)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    mine.replace(kept)


@pytest.fixture(autouse=True)
def nothing_is_known_from_the_test_before() -> None:
    """The numbers of acts begin anew with each test, in a database of the same name."""
    from dangvu.foundation import reading

    reading.forget()
