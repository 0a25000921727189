"""Acts: one transaction, one number, in the order of commit."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.actions import act, before_commit, record
from dangvu.foundation.audit.models import Act, Entry
from dangvu.foundation.audit.queries import known_on, last_act

#: Run in a process of its own against a database file: the suite's SQLite is in memory and has one writer anyway.
_WRITERS = """
import django; django.setup()
from threading import Thread
from django.db import connection
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act, Entry
with connection.schema_editor() as editor:
    editor.create_model(Act); editor.create_model(Entry)
broken = []
def write():
    try:
        for _ in range(15):
            with act(OPERATOR, "test") as opened:
                record(opened, "test", count=Act.objects.count())
    except Exception as error:
        broken.append(error)
    connection.close()
threads = [Thread(target=write) for _ in range(2)]
[t.start() for t in threads]; [t.join() for t in threads]
assert not broken, broken
acts = list(Act.objects.values_list("number", flat=True))
seen = list(Entry.objects.order_by("act_id").values_list("count", flat=True))
assert acts == seen == list(range(1, 31)), (acts, seen)
"""


@pytest.mark.django_db
def test_numbers_rise_one_by_one() -> None:
    numbers = []
    for _ in range(3):
        with act(OPERATOR, "test") as opened:
            numbers.append(opened.number)
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert last_act() == numbers[-1]


@pytest.mark.django_db
def test_an_action_inside_another_joins_its_act() -> None:
    with act(OPERATOR, "outer", "vì thử") as outer, act(OPERATOR, "inner") as inner:
        assert inner is outer
        record(inner, "inner.step", count=2)
    assert list(Entry.objects.values_list("act_id", "action", "count")) == [(outer.number, "inner.step", 2)]
    assert Act.objects.get(pk=outer.number).reason == "vì thử"


@pytest.mark.django_db
def test_what_fails_leaves_no_act_and_gives_its_number_to_the_next() -> None:
    with pytest.raises(RuntimeError), act(OPERATOR, "broken") as broken:
        record(broken, "test", count=1)
        raise RuntimeError
    with act(OPERATOR, "next") as following:
        pass
    assert following.number == broken.number
    assert list(Act.objects.values_list("kind", flat=True)) == ["next"]
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_act_is_never_dated_before_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    with act(OPERATOR, "first") as first:
        pass
    monkeypatch.setenv("DANGVU_NOW", "2023-07-01T09:00:00")
    with act(OPERATOR, "clock set back") as second:
        pass
    assert second.at == first.at


@pytest.mark.django_db
def test_known_on_a_day_is_the_last_act_of_that_day_in_viet_nam(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = {}
    for moment in ("2023-07-05T23:59:59", "2023-07-06T00:00:00"):
        monkeypatch.setenv("DANGVU_NOW", moment)
        with act(OPERATOR, "test") as opened:
            numbers[moment] = opened.number
    assert known_on(date(2023, 7, 4)) == 0
    assert known_on(date(2023, 7, 5)) == numbers["2023-07-05T23:59:59"]
    assert known_on(date(2023, 7, 6)) == numbers["2023-07-06T00:00:00"]


@pytest.mark.django_db
def test_what_has_to_be_done_before_the_commit_is_done_once_and_inside_the_act() -> None:
    done = []
    with act(OPERATOR, "test") as opened:
        before_commit("settle", lambda act_: done.append(act_.number))
        before_commit("settle", lambda act_: done.append(-1))
        assert done == []
    assert done == [opened.number]


@pytest.mark.django_db
def test_an_entry_outside_its_act_is_refused() -> None:
    with act(OPERATOR, "test") as opened:
        pass
    with pytest.raises(RuntimeError):
        record(opened, "late", count=1)
    with pytest.raises(RuntimeError):
        before_commit("late", lambda _: None)


@pytest.mark.django_db
def test_an_act_names_who_did_it() -> None:
    with act(Actor("Nghiêm Thị Cúc", user_id=7), "test") as opened:
        pass
    kept = Act.objects.get(pk=opened.number)
    assert (kept.actor, kept.user_id) == ("Nghiêm Thị Cúc", 7)


def test_two_writers_of_one_file_take_turns(tmp_path: Path) -> None:
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/acts.sqlite3",
        "DJANGO_SETTINGS_MODULE": "dangvu.config.settings", "DANGVU_ENV": "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", _WRITERS],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="the SQLite of the suite is in memory",
)
@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_server_take_turns() -> None:
    seen: list[tuple[int, int]] = []

    def write() -> None:
        for _ in range(10):
            with act(OPERATOR, "test") as opened:
                seen.append((opened.number, Act.objects.count()))
        connection.close()

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [(n, n) for n in range(1, 21)]
    assert not transaction.get_connection().in_atomic_block
