"""A period is open or locked, a report issued or not, whatever is killed; no write lands in what was frozen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.run import postgresql, postgresql_binaries

pytestmark = pytest.mark.engine_free  # its databases are its own
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The environment that names a database of the round's own, on either engine."""
    if request.param == "SQLite":
        yield {}
        return
    binaries = postgresql_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's binaries are not on this machine")
    with postgresql(binaries) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE faults")
        yield {"DATABASE_URL": f"{url.rpartition('/')[0]}/faults"}


def done(engine: dict[str, str], what: str, rounds: int, seed: int) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.review", what, str(rounds), str(seed)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | engine,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_a_killed_lock_or_issue_leaves_the_period_open_or_locked_and_is_done_again(
    engine: dict[str, str],
) -> None:
    seen = done(engine, "kill", 8, 1)
    assert seen["wrong"] == []
    assert seen.get("open", 0) + seen.get("locked", 0) >= 3


def test_a_report_killed_while_it_is_issued_is_there_with_its_whole_evidence_or_not_at_all(
    engine: dict[str, str],
) -> None:
    assert done(engine, "issue", 4, 1)["wrong"] == []


def test_locking_raced_by_writers_freezes_exactly_what_was_known(engine: dict[str, str]) -> None:
    assert done(engine, "race", 6, 1)["wrong"] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_hundreds_of_kills_leave_nothing_between(engine: dict[str, str], seed: int) -> None:
    seen = done(engine, "kill", 150, seed)
    assert seen["wrong"] == []
    assert seen.get("open", 0) >= 20
    assert seen.get("locked", 0) >= 20


@pytest.mark.slow
def test_a_hundred_kills_while_issuing_leave_no_report_without_its_evidence(engine: dict[str, str]) -> None:
    seen = done(engine, "issue", 100, 4)
    assert seen["wrong"] == []
    assert seen.get("locked", 0) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_hundreds_of_rounds_of_closing_against_writing(engine: dict[str, str], seed: int) -> None:
    assert done(engine, "race", 250, seed)["wrong"] == []
