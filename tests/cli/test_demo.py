"""make demo as a new user runs it: what its workbooks tell stays true, and most of what real reports print is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


def command(database: Path, *arguments: str) -> Any:
    """The JSON that the command prints, in a process and a database of its own."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    answer = subprocess.run(
        [sys.executable, "-m", "dangvu.cli", *arguments, "--json"], cwd=ROOT, env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(answer.stdout)


@pytest.mark.engine_free
def test_the_example_changes_no_answer_of_the_workbooks_and_tells_most_of_what_reports_print(
    tmp_path: Path,
) -> None:
    told = command(tmp_path / "demo.sqlite3", "demo", str(SAMPLES), "--out", str(tmp_path))
    assert told["reported"] >= 80, "of the 99 that real reports print"
    true = json.loads((SAMPLES / "khoi-2023" / "expected.json").read_text(encoding="utf-8"))
    found = command(
        tmp_path / "demo.sqlite3", "figures", "--organisation", true["organisation"], "--period", "2023-H1"
    )
    assert {name: found["figures"][name]["value"] for name in true["total"]} == true["total"]
