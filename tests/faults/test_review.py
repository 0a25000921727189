"""A period is open or locked, a report issued or not, whatever is killed; no write lands in what was frozen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.engine_free  # its databases are files of its own
ROOT = Path(__file__).resolve().parents[2]


def done(what: str, rounds: int, seed: int) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.review", what, str(rounds), str(seed)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_a_killed_lock_or_issue_leaves_the_period_open_or_locked_and_is_done_again() -> None:
    seen = done("kill", 12, 1)
    assert seen["wrong"] == []
    assert seen.get("open", 0) + seen.get("locked", 0) >= 4


def test_locking_raced_by_writers_freezes_exactly_what_was_known() -> None:
    assert done("race", 8, 1)["wrong"] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_hundreds_of_kills_leave_nothing_between(seed: int) -> None:
    seen = done("kill", 150, seed)
    assert seen["wrong"] == []
    assert seen.get("open", 0) >= 20
    assert seen.get("locked", 0) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_hundreds_of_rounds_of_closing_against_writing(seed: int) -> None:
    assert done("race", 250, seed)["wrong"] == []
