"""Freezing and issuing, killed (-9) at a random moment and raced against writers; what is left is whole.

``python -m tests.faults.review kill ROUNDS SEED``, ``… issue ROUNDS SEED`` and ``… race ROUNDS SEED`` print one JSON object. One process is
warmed up, makes the small bloc once, and is forked for each round; a round works on a copy of the database.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults.kill import in_a_child
from tests.faults.store import Counts, store, use

_NOW = "2023-07-05T09:00:00"
_TABLES = (
    "indicators_figureversion", "indicators_frozenfigure", "indicators_frozenlist", "review_unitstate", "review_periodlock",
    "reports_issuedreport", "audit_act",
)  # fmt: skip


class Cycle:
    """One warmed process and a bloc whose units have all been accepted."""

    def __init__(self, home: Path, seed: int) -> None:
        self.store, self.rng, self.seen = store(home), random.Random(seed), Counter[str]()
        self.bloc = self._prepared()
        self.store.sealed()

    def _prepared(self) -> Any:
        from dangvu.foundation.actor import OPERATOR
        from dangvu.review import actions
        from tests.support import HALF_YEAR, small_bloc

        bloc = small_bloc()
        days = {"cut_off": date(2023, 7, 7), "confirm_by": date(2023, 7, 12)}
        actions.open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)
        units = [bloc.first_unit, bloc.second_unit, bloc.lone_cell]
        for unit in units:
            actions.send(actor=OPERATOR, organisation=unit, period=HALF_YEAR)
        actions.accept(actor=OPERATOR, receiver=bloc.root, units=units, period=HALF_YEAR)
        return bloc

    def counts(self, database: str) -> Counts:
        return self.store.counts(database, _TABLES)

    # -- killing -------------------------------------------------------------------------------------------

    def lock_and_issue(self) -> int:
        from dangvu.foundation.actor import OPERATOR
        from dangvu.reports.actions import write_half_year_review
        from dangvu.review import actions
        from dangvu.review.standing import cycle_of
        from tests.support import HALF_YEAR

        cycle = cycle_of(self.bloc.root, HALF_YEAR)
        assert cycle is not None
        if cycle.lock is None:
            actions.lock(actor=OPERATOR, organisation=self.bloc.root, period=HALF_YEAR)
        write_half_year_review(
            actor=OPERATOR, organisation=self.bloc.node(self.bloc.root), period=HALF_YEAR, issue=True
        )
        return 0

    def kill(self, rounds: int, *, is_locked: bool = False) -> list[str]:
        """Lock and issue, killed; the period is open or locked, the report issued or not, never between.

        ``is_locked``: the period was locked before, so every kill falls into the issuing.
        """
        before = self.counts(self.store.fresh("before"))
        whole = self.store.fresh("whole")
        if is_locked:
            assert self._child(whole, self._lock) == 0
        started = time.perf_counter()
        assert self._child(whole, self.lock_and_issue) == 0
        seconds, after = time.perf_counter() - started, self.counts(whole)
        wrong = []
        for number in range(rounds):
            database = self.store.fresh(str(number))
            if is_locked:
                assert self._child(database, self._lock) == 0
            child = in_a_child(partial(self._on, database, self.lock_and_issue))
            time.sleep(self.rng.uniform(0, seconds * 1.1))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            left = self.counts(database)
            state = self._state(left, before, after)
            self.seen[state] += 1
            if state == "between":
                wrong.append(f"{number}: {left}")
            elif state == "issued" and self._child(database, self.evidence_is_whole) != 0:
                wrong.append(f"{number}: issued without its whole evidence")
            elif state != "issued":
                assert self._child(database, self.lock_and_issue) == 0, "the next attempt completes it"
                done = self.counts(database)
                if self._child(database, self.evidence_is_whole) != 0:
                    wrong.append(f"{number}: completed without its whole evidence")
                if {k: v for k, v in done.items() if k != "audit_act"} != {
                    k: v for k, v in after.items() if k != "audit_act"
                }:
                    wrong.append(f"{number}: not completed: {done}")
            self.store.drop(database)
        return wrong

    def evidence_is_whole(self) -> int:
        """The one issued report has its Word file, page and manifest, and they prove one another."""
        from dangvu.foundation.actor import OPERATOR
        from dangvu.reports.evidence.queries import proven
        from dangvu.reports.models import IssuedReport

        report = IssuedReport.objects.get()
        whole = bool(report.content and report.page and report.manifest)
        return 0 if whole and proven(actor=OPERATOR, report=report.pk) == [] else 1

    def _state(self, left: dict[str, int], before: dict[str, int], after: dict[str, int]) -> str:
        locked = {**after, "reports_issuedreport": 0, "audit_act": after["audit_act"] - 1}
        for name, told in (("open", before), ("locked", locked), ("issued", after)):
            if left == told:
                return name
        return "between"

    def _on(self, database: str, work: Callable[[], int]) -> int:
        use(database)
        return work()

    def _child(self, database: str, work: Callable[[], int]) -> int:
        _, status = os.waitpid(in_a_child(lambda: self._on(database, work)), 0)
        return status

    # -- racing --------------------------------------------------------------------------------------------

    def race(self, rounds: int) -> list[str]:
        """One locks the period while three write facts of it and one adjusts: what landed is before or after."""
        wrong = []
        for number in range(rounds):
            database = self.store.fresh(str(number))
            pauses = [self.rng.uniform(0, 0.12) for _ in range(5)]
            works = [self._lock, self._adjust, *(self._writer(place) for place in range(3))]
            children = [
                in_a_child(partial(self._raced, database, work, pause))
                for work, pause in zip(works, pauses, strict=True)
            ]
            failed = [os.waitpid(child, 0)[1] for child in children]
            if any(failed):
                wrong.append(f"{number}: somebody failed: {failed}")
            told = self._child(database, self._judge)
            if told:
                wrong.append(f"{number}: what was frozen is not what was known")
            self.seen["rounds"] += 1
            self.store.drop(database)
        return wrong

    def _raced(self, database: str, work: Callable[[], int], pause: float) -> int:
        use(database)
        time.sleep(pause)
        return work()

    def _lock(self) -> int:
        from dangvu.foundation.actor import OPERATOR
        from dangvu.review import actions
        from tests.support import HALF_YEAR

        actions.lock(actor=OPERATOR, organisation=self.bloc.root, period=HALF_YEAR)
        return 0

    def _adjust(self) -> int:
        from dangvu.foundation.actor import OPERATOR
        from dangvu.foundation.refusals import Impossible
        from dangvu.review import actions
        from tests.support import HALF_YEAR

        for _ in range(3):
            with suppress(Impossible):  # locked: the writer is told
                actions.adjust(
                    actor=OPERATOR,
                    organisation=self.bloc.root,
                    period=HALF_YEAR,
                    name="admitted",
                    value=1,
                    reason="đua",
                )
        return 0

    def _writer(self, place: int) -> Callable[[], int]:
        def write() -> int:
            from dangvu.foundation.actor import OPERATOR
            from dangvu.work.meetings.actions import NewMeeting, record_meetings

            for day in (10, 11, 12):
                held = NewMeeting(self.bloc.first_cell, "chuyen_de", date(2023, 4 + place % 3, day), "Đua")
                record_meetings(actor=OPERATOR, organisation=self.bloc.root, meetings=[held])
            return 0

        return write

    def _judge(self) -> int:
        """The frozen numbers are those known at the lock's act; nothing adjusted after it, no fact lost."""
        from dangvu.indicators.freeze import frozen
        from dangvu.indicators.kinds import reported_table
        from dangvu.indicators.models import Adjustment
        from dangvu.review.models import PeriodLock
        from dangvu.work.meetings.models import CellMeeting
        from tests.support import HALF_YEAR

        lock = PeriodLock.objects.known().select_related("version").get()
        root = self.bloc.node(self.bloc.root)
        kept = frozen(lock.version)[root.id]
        told = reported_table(organisation=root, period=HALF_YEAR, known=lock.known_from_act_id - 1).figures
        same = all(kept[name] == one.figure for name, one in told.items())
        met = CellMeeting.objects.known().filter(topic="Đua")
        early = met.filter(known_from_act_id__lt=lock.known_from_act_id).count()
        adjusted = Adjustment.objects.known()
        late = adjusted.filter(known_from_act_id__gt=lock.known_from_act_id).exists()
        counted = kept["thematic_meetings"].value == 4 + early
        by_hand = (kept["admitted"].value or 0) == 3 + adjusted.count()
        return 0 if same and counted and by_hand and not late and met.count() == 9 else 1


def main(what: str, rounds: int, seed: int) -> None:
    """Do so many rounds; print what was seen as JSON. On SQLite unless ``DATABASE_URL`` names a PostgreSQL's database."""
    home = Path(tempfile.mkdtemp(prefix="review"))
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{home}/template.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "dangvu.config.settings"
    os.environ["DANGVU_NOW"] = _NOW
    try:
        import django

        django.setup()
        from dangvu.cli.database import prepare

        prepare()
        cycle = Cycle(home, seed)
        wrong = cycle.race(rounds) if what == "race" else cycle.kill(rounds, is_locked=what == "issue")
        print(json.dumps({"wrong": wrong, **cycle.seen}, ensure_ascii=False))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
