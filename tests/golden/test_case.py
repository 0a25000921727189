"""The sample case through the front door: every cell against its true figures and against the slow walk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import key
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.intake.actions import load_folder
from tests.golden.test_slow_walk import differing_cells

CASE = Path(__file__).resolve().parents[2] / "samples" / "khoi-2023"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not CASE.is_dir(), reason="the sample case is not in this checkout"),
]


@pytest.fixture(scope="module")
def case(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """The case loaded once for this module, and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed(actor=OPERATOR)
        load_folder(actor=OPERATOR, folder=CASE)
        yield json.loads((CASE / "expected.json").read_text(encoding="utf-8"))
        transaction.set_rollback(True)


def test_every_true_figure_is_found_in_total_and_by_unit(case: dict[str, Any]) -> None:
    run = Run(period_of(case))
    found = run.figures(CATALOGUE, run.last_tree.nodes)
    units = {key(node.name): found[node.id] for node in run.units(run.last_tree.roots[0])}
    wrong = [
        f"{where} {name}: {cells[name].value}, true {true}"
        for where, cells, truth in (
            ("total", found[run.last_tree.roots[0]], case["total"]),
            *((unit, units[key(unit)], truth) for unit, truth in case["units"].items()),
        )
        for name, true in truth.items()
        if cells[name].value != true
    ]
    assert wrong == []


def test_the_loaded_case_is_the_same_by_the_slow_walk(case: dict[str, Any]) -> None:
    assert differing_cells(period_of(case)) == []


def period_of(case: dict[str, Any]) -> Period:
    return Period.parse(f"{case['period']['start']}..{case['period']['end']}")
