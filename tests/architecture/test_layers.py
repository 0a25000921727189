"""The direction of the house: what may import what, and the doors that import contracts cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dangvu"
#: From the lowest to the highest; work areas share a layer.
LAYERS = [
    "foundation",
    "organisations",
    "accounts",
    "members",
    "work",
    "proceedings",
    "indicators",
    "statistics",
    "reorganisation",
    "contradictions",
    "intake",
    "review",
    "reports",
    "desk",
    "web",
    "cli",
]


def modules(*folders: Path) -> Iterator[Path]:
    for folder in folders or (SOURCE,):
        yield from (p for p in sorted(folder.rglob("*.py")) if not {"tests", "migrations"} & set(p.parts))


@cache
def imported(path: Path) -> frozenset[str]:
    """Names of modules that the file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def importing(*wanted: str, outside: tuple[Path, ...]) -> list[str]:
    """Files that import one of these packages and do not lie in the folders that may."""
    return [
        str(path.relative_to(SOURCE))
        for path in modules()
        if not any(folder in path.parents for folder in outside)
        and any(name.split(".")[0] in wanted for name in imported(path))
    ]


def test_the_import_contracts_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT / "src"))
    status = lint_imports(config_filename=str(ROOT / ".importlinter"), cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_package_has_its_layer() -> None:
    """A new package that no contract names would be free to import anything."""
    there = {p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()}
    assert there == {*LAYERS, "config"}


def test_spreadsheet_libraries_have_one_door() -> None:
    libraries = ("python_calamine", "xlsxwriter", "openpyxl", "xlrd", "xlwt", "pandas")
    assert importing(*libraries, outside=(SOURCE / "foundation" / "workbooks",)) == []


def test_word_libraries_have_one_door() -> None:
    assert importing("docx", "docxtpl", outside=(SOURCE / "reports",)) == []


def test_screens_do_not_reach_the_database() -> None:
    reached = {
        str(path.relative_to(SOURCE)): sorted(n for n in imported(path) if n.startswith("django.db"))
        for path in modules(SOURCE / "web")
    }
    assert {path: names for path, names in reached.items() if names} == {}


def test_rules_are_pure() -> None:
    """No Django, no models, no clock, no environment: values in, reasons out."""
    forbidden = ("django", "os", "time", "random", "dangvu.foundation.clock")
    rules = [*SOURCE.rglob("rules.py"), *SOURCE.rglob("rules/*.py")]  # a file that grew is a folder
    assert len(rules) >= 3
    for path in rules:
        names = {
            n for n in imported(path) if n.startswith(forbidden) or n.endswith(".models") or ".models." in n
        }
        assert names == set(), path
        calls = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not calls & {"today", "now", "objects"}, path


def layer_of(app_name: str) -> int | None:
    parts = app_name.split(".")
    return LAYERS.index(parts[1]) if parts[0] == "dangvu" else None


def test_foreign_keys_name_only_the_own_area_or_a_lower_layer() -> None:
    wrong = []
    for model in apps.get_models():
        mine = layer_of(model._meta.app_config.name)
        for field in model._meta.get_fields() if mine is not None else ():
            if isinstance(field, ForeignKey):
                other = field.related_model._meta.app_config.name
                theirs = layer_of(other)
                same = other == model._meta.app_config.name
                both_foundation = theirs == mine == LAYERS.index("foundation")
                if theirs is not None and not same and not both_foundation and theirs >= mine:
                    wrong.append(f"{model.__name__}.{field.name} → {other}")
    assert wrong == []


def test_no_rule_hides_behind_a_signal() -> None:
    for path in modules():
        names = imported(path)
        assert not any(n.startswith(("django.dispatch", "django.db.models.signals")) for n in names), path
