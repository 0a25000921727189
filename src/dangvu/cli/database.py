"""The database of a command: made or upgraded if need be."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.statistics import seeds as forms

#: Migrations that make a table which no model has.
TABLES_OF_NO_MODEL = frozenset({("web", "0001_sign_in_attempts")})


class NoDatabase(RuntimeError):
    """There is no database here yet; the message says how to make one."""


def prepare() -> None:
    """Create or upgrade the database, and add the parameters and forms that are not there yet."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and name != ":memory:":
        Path(str(name)).parent.mkdir(parents=True, exist_ok=True)
    if not _is_of_this_version():
        if not MigrationRecorder(connection).applied_migrations():
            _make()
        else:
            # Not the migrate command: its signals write Django's own permissions, which dangvu does not use.
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())
    seed(actor=OPERATOR)
    forms.seed(actor=OPERATOR)


def _make() -> None:
    """The tables of an empty database as the models are now, in one transaction, and every migration that only led
    there noted as applied: to go through them all one by one takes ten times as long (ADR 0009).

    What makes a table that no model has is applied; where that is cut off, the next command upgrades.
    """
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app, name in _migrations():
            if (app.label, name) not in TABLES_OF_NO_MODEL:
                recorder.record_applied(app.label, name)
    for app, name in _migrations():
        if (app.label, name) in TABLES_OF_NO_MODEL:
            migration = import_module(f"{app.name}.migrations.{name}").Migration(name, app.label)
            with connection.schema_editor(atomic=migration.atomic) as editor:
                migration.apply(ProjectState(), editor)
            recorder.record_applied(app.label, name)


def expect() -> None:
    """Refuse with a plain sentence where the database is missing or of an older version."""
    try:
        made = _is_of_this_version()
    except DatabaseError as error:
        raise NoDatabase(f"Không mở được cơ sở dữ liệu: {error}") from error
    if not made:
        raise NoDatabase("Chưa có dữ liệu (hoặc dữ liệu thuộc bản cũ). Hãy chạy `dangvu load THƯ_MỤC` trước.")


def _is_of_this_version() -> bool:
    """Whether every migration was applied."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return all((app.label, name) in applied for app, name in _migrations())


def _migrations() -> list[tuple[AppConfig, str]]:
    """[(app, migration)] by the names of their files: to read them all takes longer than a short command."""
    return [
        (app, path.stem)
        for app in apps.get_app_configs()
        for path in sorted(Path(app.path, "migrations").glob("[0-9]*.py"))
    ]
