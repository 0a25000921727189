"""The parent believes nothing that the child says without looking."""

import json
import os
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.workbooks import Reader
from dangvu.foundation.workbooks.child.cells import make_grid
from dangvu.foundation.workbooks.child.limits import Limits
from dangvu.foundation.workbooks.process import REPLY, Died, ReaderProcess, TimedOut
from dangvu.foundation.workbooks.received import Received
from dangvu.foundation.workbooks.sheets import Workbook, understand

ASKED = Received(Path("a.xlsx"), "a.xlsx", "0" * 64, b"12")
SHEET = {
    "name": "A",
    "hidden": False,
    "rows": [["x", 1]],
    "dates": [],
    "moments": [],
    "merges": [],
    "errors": [],
}


def reply(**changes) -> bytes:
    return json.dumps({"sheets": [{**SHEET, **changes}], "remarks": []}).encode()


@pytest.mark.parametrize(
    "lie",
    [
        b"",
        b"[1]",
        b"null",
        b"\xff\xfe",
        b"{}",
        b"[" * 100_000,
        b'{"code": 1, "message": "x"}',
        b'{"sheets": [], "remarks": [1]}',
        b'{"sheets": [1], "remarks": []}',
        b'{"code": "x", "message": "\\ud800"}',
        reply(rows=[[{"a": 1}]]),
        reply(rows=[[["nested"]]]),
        reply(rows=["text"]),
        reply(rows=None),
        reply(name=5),
        reply(dates=[[0, 0]]),
        reply(dates=[[9, 9]]),
        reply(rows=[[10**12]], dates=[[0, 0]]),
        reply(moments=[[0, 0]]),
        reply(merges=[[1, 2, 3]]),
        reply(errors=[[1, 2, 3]]),
        reply().replace(b'"x", 1', b'"x", ' + b"9" * 5000),
    ],
)
def test_a_lying_answer_is_the_end_of_that_child(lie):
    with pytest.raises(Died):
        understand(ASKED, lie)


def test_an_honest_answer_is_a_workbook():
    book = understand(
        ASKED, reply(rows=[["x", 737060, "2020-01-02T03:04:05"]], dates=[[0, 1]], moments=[[0, 2]])
    )
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows == [["x", date(2019, 1, 1), datetime(2020, 1, 2, 3, 4, 5)]]


days = st.dates()
moments = st.datetimes()
values = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    days,
    moments,
)


@given(st.lists(st.lists(values, max_size=5), max_size=5))
def test_every_cell_arrives_as_it_was_and_where_it_was(raw):
    grid = make_grid(raw, Limits(), "")
    book = understand(ASKED, json.dumps({"sheets": [{**SHEET, **grid._asdict()}], "remarks": []}).encode())
    assert isinstance(book, Workbook)
    rows = book.sheets[0].rows
    assert len({len(row) for row in rows}) <= 1
    assert not rows or any(value is not None for value in rows[-1])
    for r, line in enumerate(raw):
        for c, value in enumerate(line):
            arrived = rows[r][c] if r < len(rows) and c < len(rows[r]) else None
            if isinstance(value, datetime) and value.time() == time():
                value = value.date()
            assert arrived == (None if value == "" else value)


class _Puppet(ReaderProcess):
    """A parent's end whose child is this test."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.fit, self.asked, self._ready = limits, True, True, True
        self._from, self.end = os.pipe()
        os.set_blocking(self._from, False)


def test_an_answer_longer_than_allowed_is_not_read():
    puppet = _Puppet(Limits(reply_bytes=100))
    os.write(puppet.end, REPLY.pack(2**60, True))
    with pytest.raises(Died):
        puppet.answer()


def test_half_an_answer_is_no_answer():
    puppet = _Puppet(Limits())
    os.write(puppet.end, REPLY.pack(10, True) + b"12345")
    os.close(puppet.end)
    with pytest.raises(Died):
        puppet.answer()


def test_silence_is_waited_for_only_so_long():
    puppet = _Puppet(Limits(wall_seconds=0.1))
    with pytest.raises(TimedOut):
        puppet.answer()


def test_a_child_that_cannot_start_is_not_blamed_on_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr("dangvu.foundation.workbooks.process.BOOT", "raise SystemExit(3)")
    (tmp_path / "a.csv").write_text("a;b")
    with Reader() as reader, pytest.raises(RuntimeError, match="could not start"):
        reader.read(tmp_path / "a.csv")


def test_the_child_knows_nothing_of_the_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")
    child = ReaderProcess(Limits())
    try:
        environment = Path(f"/proc/{child.pid}/environ").read_bytes()
        assert b"secret" not in environment
        assert os.getsid(child.pid) == child.pid
    finally:
        child.stop()


def test_the_child_is_limited_by_the_kernel():
    child = ReaderProcess(Limits())
    try:
        child.ask("a.csv", b"a;b\n1;2\n")
        child.answer()
        limits = Path(f"/proc/{child.pid}/limits").read_text()
        rows = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()}
        assert rows["Max address space"] == str(1024**3)
        assert rows["Max core file size"] == "0"
        assert rows["Max file size"] == "0"
        assert int(rows["Max cpu time"]) <= 62
    finally:
        child.stop()
