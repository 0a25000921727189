"""Loads a case again and again in a child process that is killed (-9) at a random moment, and looks at what is left.

``python -m tests.faults.kill KILLS SEED`` prints one JSON object. One process is warmed up and forked for each
round: a fresh start of the program would take longer than the load that is to be hit.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PER_FILE = """
    SELECT f.name, count(DISTINCT s.id), count(DISTINCT r.id), count(DISTINCT l.source_row_id)
    FROM workbooks_receivedfile f
    LEFT JOIN workbooks_sourcesheet s ON s.file_id = f.id
    LEFT JOIN workbooks_sourcerow r ON r.sheet_id = s.id
    LEFT JOIN intake_line l ON l.source_row_id = r.id AND l.known_to_act_id IS NULL
    GROUP BY f.id
"""
"""For each file received: how many sheets and rows it has, and of how many rows the fate is known."""
State = dict[str, tuple[int, int, int]]


def state_of(database: Path) -> State:
    """What the database holds of each file; it must be whole."""
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: (sheets, rows, lines) for name, sheets, rows, lines in connection.execute(_PER_FILE)}


def in_a_child(work: Callable[[], int]) -> int:
    """Run ``work`` in a fork; the child's process number."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = work()
        finally:
            os._exit(status)
    return child


class Rounds:
    """One warmed process, one case, many kills."""

    def __init__(self, home: Path, seed: int, differences: Callable[[dict[str, Any]], list[str]]) -> None:
        from tests.cases import generate

        self.home, self.rng = home, random.Random(seed)
        self.differences, self.folder = differences, home / "case"
        self.expected: dict[str, Any] = generate(self.folder, seed, units=2, members=(2, 4))
        self.whole, self.seconds = self._whole_load()
        self.seen: Counter[str] = Counter()

    def _load(self, database: Path, tell: int | None = None) -> int:
        """Load the case; ``tell`` is a pipe that learns when the writing begins."""
        from dangvu.foundation.actor import OPERATOR
        from dangvu.intake import actions

        self._use(database)
        if tell is not None:
            accept_file = actions._accept_file

            def told(*given: Any) -> None:
                os.write(tell, b".")
                accept_file(*given)

            actions._accept_file = told
        actions.load_folder(actor=OPERATOR, folder=self.folder)
        return 0

    def _use(self, database: Path) -> None:
        from django.db import connections

        connections["default"].settings_dict["NAME"] = str(database)

    def _fresh(self, name: str) -> Path:
        return Path(shutil.copy(self.home / "template.sqlite3", self.home / name))

    def _whole_load(self) -> tuple[State, float]:
        database = self._fresh("whole.sqlite3")
        started = time.perf_counter()
        _, status = os.waitpid(in_a_child(lambda: self._load(database)), 0)
        assert status == 0
        return state_of(database), time.perf_counter() - started

    def run(self, kills: int) -> list[str]:
        """Kill so many loads; what is wrong afterwards. A killed load is tried again, and killed again."""
        wrong: list[str] = []
        database = self._fresh("0.sqlite3")
        for number in range(kills):
            left = self._kill(database)
            wrong += [
                f"{number}: {name} half in: {found} of {self.whole[name]}"
                for name, found in left.items()
                if found != self.whole[name]
            ]
            if left.keys() == self.whole.keys() or number % 5 == 4 or number == kills - 1:
                wrong += self._complete(database, number)
                database = self._fresh(f"{number + 1}.sqlite3")
        return wrong

    def _kill(self, database: Path) -> State:
        """Load, kill at a random moment, and see what is there."""
        before = len(state_of(database))
        told, tell = os.pipe()
        child = in_a_child(lambda: self._load(database, tell))
        os.close(tell)
        self._wait_for_a_moment(told, len(self.whole) - before)
        os.kill(child, signal.SIGKILL)
        os.close(told)
        _, status = os.waitpid(child, 0)
        left = state_of(database)
        self.seen["killed" if os.WIFSIGNALED(status) else "had finished"] += 1
        self.seen[
            "no more" if len(left) == before else "all" if len(left) == len(self.whole) else "some more"
        ] += 1
        return left

    def _complete(self, database: Path, number: int) -> list[str]:
        """Load once more without a kill: everything must then be there, once."""
        wrong = []
        _, status = os.waitpid(in_a_child(lambda: self._load(database) or self._check(database)), 0)
        if status:
            wrong.append(f"{number}: loading once more does not give the expected figures")
        if state_of(database) != self.whole:
            wrong.append(f"{number}: loading once more does not complete the load")
        for path in self.home.glob(f"{database.name}*"):
            path.unlink()
        return wrong

    def _wait_for_a_moment(self, told: int, files: int) -> None:
        """One kill in four falls anywhere; the others after the writing of some file has begun."""
        if self.rng.random() < 0.25:
            time.sleep(self.rng.uniform(0, self.seconds))
            return
        for _ in range(self.rng.randint(1, max(1, files))):
            os.read(told, 1)  # '' at once when the load is over
        time.sleep(self.rng.uniform(0, 0.05))

    def _check(self, database: Path) -> int:
        wrong = self.differences(self.expected)
        for line in wrong:
            print(line, file=sys.stderr)
        return 1 if wrong else 0


def main(kills: int, seed: int) -> None:
    """Kill so many loads; print what was seen as JSON."""
    home = Path(tempfile.mkdtemp(prefix="kill"))
    os.environ["DATABASE_URL"] = f"sqlite:///{home}/template.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "dangvu.config.settings"
    try:
        import django

        django.setup()
        from django.db import connections

        from dangvu.cli.database import prepare
        from tests.cases.compare import differences  # imported before the fork, once for all rounds

        prepare()
        connections.close_all()
        rounds = Rounds(home, seed, differences)
        wrong = rounds.run(kills)
        print(
            json.dumps(
                {"wrong": wrong, "seconds": round(rounds.seconds, 3), **rounds.seen}, ensure_ascii=False
            )
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
