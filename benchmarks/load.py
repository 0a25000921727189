"""The case loaded cold on both databases, against what merely reading it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.databases import Fresh
from benchmarks.table import (
    ROOT,
    SAMPLE,
    Row,
    against,
    child,
    duration,
    environment,
    expected,
    in_turn,
    workbooks,
)

BAR = 2
MEMORY_BAR_MB = 300


def measure(fresh: dict[str, Fresh], folder: Path, rounds: int) -> list[Row]:
    """The rows of the load, of its memory, and of the clerk who does without."""
    source = str(SAMPLE)
    tasks = {
        "openpyxl": lambda: child("openpyxl", source),
        **{name: (lambda make=make: child("load", source, database=make())) for name, make in fresh.items()},
        "calamine": lambda: child("calamine", source),
        "command": lambda: _commands(folder),
        "clerk": lambda: {"seconds": _wall("benchmarks.clerk", source)},
    }
    found = in_turn(rounds, tasks)
    floor, bare = found["openpyxl"], found["calamine"]
    rows = []
    for name in fresh:
        ours = found[name]
        case = f"load {ours['files']:.0f} workbooks, {ours['rows']:.0f} rows, {name}"
        rows.append(against(case, ours["seconds"], floor["seconds"], BAR, floor_is="openpyxl"))
        rows.append(
            against(
                f"  the same in processor time, {name}",
                ours["processor"],
                floor["processor"],
                floor_is="openpyxl",
            )
        )
        rows.append(against(f"  the same, {name}", ours["seconds"], bare["seconds"], floor_is="calamine"))
    rows.append(
        against("  whole command `dangvu load`", found["command"]["load"], floor["seconds"], floor_is="openpyxl",
                note=f"openpyxl reads the {len(workbooks(suffix='.xlsx'))} .xlsx of {len(workbooks())} workbooks, calamine "
                     "reads all; medians, each in a fresh process, taken in turn; imports are not counted except in "
                     "whole commands")
    )  # fmt: skip
    rows += [_memory(name, found[name]) for name in fresh]
    ours, clerk = found["command"], found["clerk"]["seconds"]
    both = ours["load"] + ours["figures"]
    rows.append(
        Row("`dangvu load` and `dangvu figures`, whole commands", duration(both), f"{duration(clerk)} clerk's script",
            both / clerk, "< 1 ×", both < clerk,
            "the clerk's script sums the same figures, checks nothing and keeps no provenance")
    )  # fmt: skip
    rows.append(
        Row("  the very first time, the database made as well", duration(both + ours["prepare"]),
            f"{duration(clerk)} clerk's script", (both + ours["prepare"]) / clerk)
    )  # fmt: skip
    return rows


def _memory(name: str, found: dict[str, float]) -> Row:
    own, reader = found["own_kb"] / 1024, found["reader_kb"] / 1024
    total = own + reader
    return Row(
        f"peak memory of a load, {name}", f"{total:.0f} MB", ratio=total / MEMORY_BAR_MB, bar=f"≤ {MEMORY_BAR_MB} MB",
        kept=total <= MEMORY_BAR_MB, note="memory: the peaks of the process and of its reading child added, whenever each was",
    )  # fmt: skip


def _commands(folder: Path) -> dict[str, float]:
    """`dangvu load` into an empty database, then the figures of all units; seconds of each, and of making it."""
    path = folder / "command.sqlite3"
    for old in folder.glob("command.sqlite3*"):
        old.unlink()
    url = f"sqlite:///{path}"
    asked = ("--organisation", expected()["organisation"], "--period", "2023-H1", "--by-unit", "--json")
    return {
        "prepare": child("migrate", database=url)["seconds"],
        "load": _wall("dangvu.cli", "load", str(SAMPLE), "--json", database=url),
        "figures": _wall("dangvu.cli", "figures", *asked, database=url),
    }


def _wall(module: str, *arguments: str, database: str = "sqlite://:memory:") -> float:
    """Seconds of a whole command, from the interpreter's start to its end."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment(database), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return perf_counter() - start
