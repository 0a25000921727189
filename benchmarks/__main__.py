"""``python -m benchmarks [ROUNDS]``: everything in one run, printed as one table and kept in var/bench.md."""

from __future__ import annotations

import platform
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import databases, encodings, figures, load, pages, province, report, search
from benchmarks.table import ROOT, Row, printed

ROUNDS = 3


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    rows: list[Row] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dangvu-bench-")))
        _say("databases")
        fresh = {"SQLite": databases.sqlite(folder)}
        server = stack.enter_context(databases.postgresql())
        if server is None:
            _say("PostgreSQL's binaries are not on this machine: measured on SQLite only")
        else:
            fresh["PostgreSQL"] = server
        _say("load")
        rows += load.measure(fresh, folder, rounds)
        _say("figures")
        rows += figures.measure(fresh, max(7, rounds))
        _say("search")
        provinces = province.databases(fresh, folder)
        rows += search.measure(provinces, max(5, rounds))
        _say("pages")
        rows += pages.measure(fresh, provinces)
        _say("report")
        rows += report.measure(fresh["SQLite"], max(7, rounds))
    _say("encodings")
    rows += encodings.measure()
    text = f"{_heading(rounds)}\n\n{printed(rows)}\n"
    print(text)
    out = ROOT / "var" / "bench.md"
    out.parent.mkdir(exist_ok=True)
    out.write_text(text)
    over = [row.what for row in rows if row.kept is False]
    print(f"Over the bar: {'; '.join(over)}." if over else "Every bar is kept.")
    return 0


def _heading(rounds: int) -> str:
    return (
        f"Measured {datetime.now(UTC):%d/%m/%Y %H:%M} UTC, Python {platform.python_version()}, {rounds} rounds after a "
        "warm-up. Only ratios of one run compare."
    )


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
