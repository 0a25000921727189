"""make bench: everything against its floor, measured in one run, printed as one table (and in var/bench.md)."""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TIMES = 3


def _step(name: str, url: str = "") -> dict[str, Any]:
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | (
        {"DATABASE_URL": url} if url else {}
    )
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.steps", name],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _runner() -> Any:
    spec = importlib.util.spec_from_file_location("suite", ROOT / "tests" / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _row(what: str, ours: str, floor: str, ratio: float | None, bar: str, ok: bool) -> str:
    shown = "" if ratio is None else f"{ratio:.2f}"
    return f"| {what} | {ours} | {floor} | {shown} | {bar} | {'ok' if ok else 'OVER'} |"


def _loads(rows: list[str], engine: str, urls: list[str]) -> str:
    """Ours and the floors in turn, so that whatever else the machine does falls on all alike."""
    ours, books, bare, migrate, peak = [], [], [], [], 0.0
    for url in urls:
        books.append(_step("openpyxl_read")["seconds"])
        bare.append(_step("calamine_read")["seconds"])
        found = _step("load", url)
        ours.append(found["seconds"])
        migrate.append(found["migrate"])
        peak = max(peak, found["peak_mb"])
    o, b, c = (statistics.median(x) for x in (ours, books, bare))
    rows.append(
        _row(
            f"load of the case, {engine}", f"{o:.2f} s", f"openpyxl reads {b:.2f} s", o / b, "≤ 2", o <= 2 * b
        )
    )
    rows.append(_row(f"the same, {engine}", f"{o:.2f} s", f"calamine reads {c:.2f} s", o / c, "–", True))
    rows.append(
        _row(f"making the database, {engine}", f"{statistics.median(migrate):.2f} s", "", None, "–", True)
    )
    rows.append(
        _row(
            f"memory of a load with its reader, {engine}", f"{peak:.0f} MB", "", None, "≤ 300 MB", peak <= 300
        )
    )
    return urls[-1]


def _figures(rows: list[str], engine: str, url: str) -> None:
    f = _step("figures", url)
    ms, floor = f["seconds"] * 1000, f["floor"] * 1000
    what = f"{f['indicators']} indicators × {f['units']} units, {engine}"
    rows.append(
        _row(
            what,
            f"{ms:.0f} ms",
            f"hand SQL, {f['hand']} of them: {floor:.0f} ms",
            ms / floor,
            "≤ 150 ms",
            ms <= 150,
        )
    )
    same = f"queries for {f['units_of'][0]} and for {f['units_of'][1]} units, {engine}"
    rows.append(
        _row(
            same,
            str(f["queries"][0]),
            str(f["queries"][1]),
            None,
            "no growth",
            f["queries"][0] <= f["queries"][1],
        )
    )
    rows.append(
        _row(f"cells where hand SQL differs, {engine}", str(len(f["wrong"])), "", None, "0", not f["wrong"])
    )


def main() -> None:
    rows: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dangvu-bench-") as folder:
        url = _loads(rows, "SQLite", [f"sqlite:///{folder}/{n}.sqlite3" for n in range(TIMES)])
        _figures(rows, "SQLite", url)
        r = _step("report", url)
        what = f"the report's document, {r['rows']} table rows"
        rows.append(
            _row(
                what,
                f"{r['seconds'] * 1000:.0f} ms",
                f"docxtpl alone {r['floor'] * 1000:.0f} ms",
                r["seconds"] / r["floor"],
                "≤ 3",
                r["seconds"] <= 3 * r["floor"],
            )
        )
        clerk, ours = _step("clerk"), _step("load", f"sqlite:///{folder}/clerk.sqlite3")
        rows.append(
            _row(
                "dangvu's load against a clerk's pandas script",
                f"{ours['seconds']:.2f} s",
                f"{clerk['seconds']:.2f} s",
                ours["seconds"] / clerk["seconds"],
                "< 1",
                ours["seconds"] < clerk["seconds"],
            )
        )
        suite = _runner()
        binaries = suite.postgresql_binaries()
        if binaries is None:
            rows.append("| PostgreSQL's binaries are not on this machine | | | | | |")
        else:
            urls = []
            with suite.postgresql(binaries) as server:
                for n in range(TIMES):
                    name = f"bench{n}"
                    subprocess.run([str(binaries / "createdb"), "--maintenance-db", server, name], check=True)
                    urls.append(server.rsplit("/", 1)[0] + f"/{name}")
                _figures(rows, "PostgreSQL", _loads(rows, "PostgreSQL", urls))
    head = "| What | dangvu | Floor | Ratio | Bar | |\n|---|---|---|---|---|---|"
    text = "\n".join([head, *rows])
    print(text)
    print("\nclerk's totals:", json.dumps(clerk["totals"]))
    print("\nLegacy encodings: round trips and false alarms")
    rates = subprocess.run(
        [sys.executable, "-m", "dangvu.foundation.vietnamese"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    print(rates.stdout)
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "bench.md").write_text(text + "\n\n" + rates.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
