"""The database of a command: made or upgraded if need be."""

from __future__ import annotations

from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed


class NoDatabase(RuntimeError):
    """There is no database here yet; the message says how to make one."""


def prepare() -> None:
    """Create or upgrade the database, and add the parameters that are not there yet."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and name != ":memory:":
        Path(str(name)).parent.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(targets):
        # Not the migrate command: its signals write Django's own permissions, which dangvu does not use.
        executor.migrate(targets)
    seed(actor=OPERATOR)


def expect() -> None:
    """Refuse with a plain sentence where the database is missing or of an older version."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise NoDatabase(f"Không mở được cơ sở dữ liệu: {error}") from error
    if pending:
        raise NoDatabase("Chưa có dữ liệu (hoặc dữ liệu thuộc bản cũ). Hãy chạy `dangvu load THƯ_MỤC` trước.")
