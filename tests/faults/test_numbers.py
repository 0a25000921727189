"""Two clerks at once for a thousand documents leave no gap and no double, on either engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.test_review import engine

pytestmark = pytest.mark.engine_free  # its databases are its own
ROOT = Path(__file__).resolve().parents[2]
__all__ = ["engine"]


def numbered(engine: dict[str, str], documents: int, clerks: int) -> dict[str, list[int]]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.numbers", str(documents), str(clerks)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | engine,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found = json.loads(ran.stdout.splitlines()[-1])
    assert found["failed"] == []
    given: dict[str, list[int]] = found["given"]
    return given


def sound(given: dict[str, list[int]], documents: int) -> None:
    assert sorted(given) == ["BC", "CV", "KH"]
    assert sum(len(numbers) for numbers in given.values()) == documents
    for series, numbers in given.items():
        assert numbers == list(range(1, len(numbers) + 1)), series


def test_two_clerks_numbering_at_once_leave_no_gap_and_no_double(engine: dict[str, str]) -> None:
    sound(numbered(engine, 120, 2), 120)


@pytest.mark.slow
@pytest.mark.parametrize("clerks", [2, 4])
def test_a_thousand_documents_numbered_at_once_leave_no_gap_and_no_double(
    engine: dict[str, str], clerks: int
) -> None:
    sound(numbered(engine, 1_000, clerks), 1_000)
