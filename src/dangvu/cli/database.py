"""The database of a command: made or upgraded if need be."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed


class NoDatabase(RuntimeError):
    """There is no database here yet; the message says how to make one."""


def prepare() -> None:
    """Create or upgrade the database, and add the parameters that are not there yet."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and name != ":memory:":
        Path(str(name)).parent.mkdir(parents=True, exist_ok=True)
    if not _is_of_this_version():
        # Not the migrate command: its signals write Django's own permissions, which dangvu does not use.
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    seed(actor=OPERATOR)


def expect() -> None:
    """Refuse with a plain sentence where the database is missing or of an older version."""
    try:
        made = _is_of_this_version()
    except DatabaseError as error:
        raise NoDatabase(f"Không mở được cơ sở dữ liệu: {error}") from error
    if not made:
        raise NoDatabase("Chưa có dữ liệu (hoặc dữ liệu thuộc bản cũ). Hãy chạy `dangvu load THƯ_MỤC` trước.")


def _is_of_this_version() -> bool:
    """Whether every migration was applied, told by their names: to read them all takes longer than a short command."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return all(
        (app.label, path.stem) in applied
        for app in apps.get_app_configs()
        for path in Path(app.path, "migrations").glob("[0-9]*.py")
    )
