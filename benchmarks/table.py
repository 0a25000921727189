"""One table of what was measured, and the ways to measure it: fresh children, taken in turn, medians."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "khoi-2023"
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


@dataclass(frozen=True)
class Row:
    """One line: what was measured, ours beside the floor, and whether the bar is kept (None: no bar)."""

    what: str
    ours: str
    floor: str = ""
    ratio: float | None = None
    bar: str = ""
    kept: bool | None = None
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = {True: "ok", False: "OVER", None: ""}[self.kept]
        return (
            self.what,
            self.ours,
            self.floor,
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self.bar,
            verdict,
        )


HEADS = ("what", "ours", "floor", "ratio", "bar", "")


def printed(rows: Sequence[Row]) -> str:
    """The table in Markdown with even columns, the notes below it."""
    lines = [HEADS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return "\n".join([*text, "", *(f"- {note}" for note in notes)])


def against(
    what: str, ours: float, floor: float, bar: float | None = None, note: str = "", floor_is: str = ""
) -> Row:
    """A line of two durations in seconds, whose bar is a multiple of the floor."""
    ratio = ours / floor
    kept = None if bar is None else ratio <= bar
    return Row(
        what,
        duration(ours),
        f"{duration(floor)} {floor_is}".strip(),
        ratio,
        f"≤ {bar:g} ×" if bar else "",
        kept,
        note,
    )


def duration(seconds: float) -> str:
    """'1.52 s', '83 ms', '4.1 ms'."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def workbooks(folder: Path = SAMPLE, suffix: str | None = None) -> list[Path]:
    """The workbooks below a folder, in the order of their names."""
    wanted = SUFFIXES if suffix is None else (suffix,)
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in wanted)


def expected() -> dict[str, Any]:
    """The true figures of the sample, and its period."""
    found: dict[str, Any] = json.loads((SAMPLE / "expected.json").read_text())
    return found


def environment(database: str) -> dict[str, str]:
    """For a measured process: no setting of the caller's, and byte code kept as on an ordinary machine."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DANGVU_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    cache = Path(tempfile.gettempdir()) / f"dangvu-bench-{os.getuid()}"
    return kept | {"DATABASE_URL": database, "PYTHONPYCACHEPREFIX": str(cache)}


def child(task: str, *arguments: str, database: str = "sqlite://:memory:") -> dict[str, Any]:
    """Run ``benchmarks.tasks``' function of that name in a fresh process; what it returns."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.tasks", task, *arguments],
        cwd=ROOT, env=environment(database), check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{task} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_turn(rounds: int, tasks: Mapping[str, Callable[[], dict[str, Any]]]) -> dict[str, dict[str, float]]:
    """Every task once per round, one after another, so that a busy moment of the machine meets all of them; for
    each task the median of every number that it returns. A round before the first warms up and is not counted."""
    for task in tasks.values():
        task()
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            found[name].append(task())
    return {
        name: {key: median(result[key] for result in results) for key in results[0]}
        for name, results in found.items()
    }
