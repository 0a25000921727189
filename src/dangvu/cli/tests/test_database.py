"""A database is made at once, and is the one to which the migrations lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL

from dangvu.cli import database

Tables = dict[str, dict[str, Any]]


@pytest.fixture
def empty(tmp_path: Any, django_db_blocker: Any) -> Iterator[None]:
    """An empty database in place of the test's own: a file of its own, or a schema of its own on PostgreSQL."""
    settings = connection.settings_dict
    name, options = settings["NAME"], settings["OPTIONS"]
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            settings["NAME"] = tmp_path / "made.sqlite3"
        else:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA IF EXISTS made CASCADE")
                cursor.execute("CREATE SCHEMA made")
            settings["OPTIONS"] = options | {"options": f"{options.get('options', '')} -c search_path=made"}
        ours = connections.create_connection("default")
        kept = connections["default"]
        connections["default"] = ours
        try:
            yield
        finally:
            ours.close()
            connections["default"] = kept
            settings["NAME"], settings["OPTIONS"] = name, options
            if connection.vendor != "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("DROP SCHEMA made CASCADE")


def _tables() -> Tables:
    """Every table: its columns, its keys and constraints, its indexes with their conditions."""
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = {
                column.name: (column.type_code, column.display_size, column.null_ok, column.default, column.collation)
                for column in connection.introspection.get_table_description(cursor, table)
            }  # fmt: skip
            found[table] = {"columns": columns, "constraints": _constraints(cursor, table)}
    return found


def _constraints(cursor: Any, table: str) -> list[str]:
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass UNION ALL"
            " SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass", [table, table]
        )  # fmt: skip
        # a unique constraint is an index as well; the names that the engine makes up differ
        return sorted(re.sub(r"INDEX \\S+ ON", "INDEX ON", row[0]) for row in cursor.fetchall())
    cursor.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index' AND sql IS NOT NULL", [table]
    )
    indexes = [row[0] for row in cursor.fetchall()]
    found = connection.introspection.get_constraints(cursor, table).values()
    keys = [
        repr({what: one[what] for what in ("columns", "primary_key", "unique", "foreign_key", "check")})
        for one in found
    ]
    return sorted([*indexes, *keys])


def test_a_database_made_at_once_is_the_one_to_which_the_migrations_lead(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "seed", lambda **_: None)
    monkeypatch.setattr(database.forms, "seed", lambda **_: None)
    database.prepare()
    at_once = _tables()
    assert database._is_of_this_version() and len(at_once) > 100
    with connection.cursor() as cursor:
        for table in at_once:
            drop = "CASCADE" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} {drop}")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    by_migrations = _tables()
    assert at_once.keys() == by_migrations.keys()
    for table, made in at_once.items():
        if (
            table != "auth_group_permissions"
        ):  # Django's own, without use here: its id is wider by the migrations
            assert made["columns"] == by_migrations[table]["columns"], table
        assert made["constraints"] == by_migrations[table]["constraints"], table


def test_making_that_was_cut_off_after_the_tables_is_ended_by_the_next_command(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("django.db.migrations.migration.Migration.apply", cut_off)
        with pytest.raises(KeyboardInterrupt):
            database.prepare()
    assert "sign_in_attempts" not in connection.introspection.table_names()
    database.prepare()
    assert "sign_in_attempts" in connection.introspection.table_names()
    database.expect()


def test_what_only_a_migration_makes_is_left_to_it() -> None:
    executor = MigrationExecutor(None)
    written = {
        (label, name) for (label, name), migration in executor.loader.disk_migrations.items()
        if apps.get_app_config(label).name.startswith("dangvu.")
        and any(isinstance(operation, RunPython | RunSQL) for operation in migration.operations)
    }  # fmt: skip
    of_rows = {  # they change rows that are there, and an empty database has none
        ("members", "0003_search_rows"), ("members", "0006_search_by_profile"), ("inspection", "0003_subjects_sealed"),
        ("intake", "0003_inspection_rows_sealed"),
    }  # fmt: skip
    assert written - of_rows == database.TABLES_OF_NO_MODEL
