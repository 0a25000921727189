"""docs/rules.md names functions, parameters and tests that are there; every change of a value has a test of both sides."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from dangvu.foundation.parameters.actions import read_seeds
from tests.architecture.test_layers import ROOT, SOURCE

_COLUMNS = 7
_NAMED = re.compile(r"`([^`]+)`")


@cache
def rows() -> list[list[list[str]]]:
    """Of every rule: [number], [condition], functions, parameters, [documents], tests of the example, of both sides."""
    found = []
    for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == _COLUMNS and cells[0] not in ("Số",):
            found.append([_NAMED.findall(cell) or [cell] for cell in cells])
    return found


def _named(column: int) -> set[str]:
    return {one for row in rows() for one in row[column] if one != "—"}


@cache
def _tests_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_of_the_fifteen_rules_has_its_row_and_a_test_of_its_example() -> None:
    numbers = [row[0][0] for row in rows()]
    assert len(numbers) == len(set(numbers)) > 40
    assert {f"13.{number}" for number in range(1, 16)} <= set(numbers)
    assert [row[0][0] for row in rows() if row[5] == ["—"]] == []


def test_every_function_that_the_register_names_is_there() -> None:
    missing = []
    for name in sorted(_named(2)):
        module, _, attribute = name.partition(":")
        if not hasattr(import_module(f"dangvu.{module}"), attribute):
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("column", [5, 6], ids=["examples", "both sides"])
def test_every_test_that_the_register_names_is_there(column: int) -> None:
    missing = []
    for name in sorted(_named(column)):
        path, _, test = name.partition("::")
        file = next((at / path for at in (ROOT, SOURCE) if (at / path).is_file()), None)
        if file is None or not test.startswith("test_") or test not in _tests_in(file):
            missing.append(name)
    assert missing == []


def test_every_parameter_stands_in_the_register_and_none_that_is_gone() -> None:
    assert _named(3) == {row["code"] for row in read_seeds()}


def test_whatever_changed_its_value_or_its_document_has_a_test_of_both_sides() -> None:
    told: dict[str, set[tuple[str, str]]] = {}
    for row in read_seeds():
        told.setdefault(row["code"], set()).add((str(row["value"]), row["document"]))
    changed = {code for code, versions in told.items() if len(versions) > 1}
    held = {code for row in rows() if row[6] != ["—"] for code in row[3]}
    assert sorted(changed - held) == []
