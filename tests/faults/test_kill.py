"""Power may fail at any moment: each file is wholly in or wholly out, and loading once more completes the load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.engine_free  # its databases are files of its own
ROOT = Path(__file__).resolve().parents[2]


def _kill(kills: int, seed: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill", str(kills), str(seed)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_load_killed_at_any_moment_leaves_whole_files_and_can_be_done_again() -> None:
    seen = _kill(16, 1)
    assert seen["wrong"] == []
    assert seen.get("killed", 0) >= 10
    assert seen.get("some more", 0) >= 3, (
        "the kills must hit the writing, not only what comes before and after"
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_hundreds_of_kills_leave_nothing_half_done(seed: int) -> None:
    seen = _kill(150, seed)
    assert seen["wrong"] == []
    assert seen.get("some more", 0) >= 20
