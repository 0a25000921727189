"""Single measurements, each run in a fresh process by ``python -m benchmarks.steps NAME``; prints JSON."""

from __future__ import annotations

import io
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
BOOKS = sorted(p for p in SAMPLES.rglob("*") if p.suffix in (".xlsx", ".xls", ".ods"))


def _seconds(work: Callable[[], Any], times: int = 1) -> list[float]:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return found


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")
    import django

    django.setup()


def openpyxl_read() -> dict[str, Any]:
    """openpyxl alone, merely reading every cell of the .xlsx files."""
    import openpyxl

    def read() -> None:
        for path in BOOKS:
            if path.suffix == ".xlsx":
                for sheet in openpyxl.load_workbook(path, data_only=True):
                    for _ in sheet.iter_rows(values_only=True):
                        pass

    return {"seconds": _seconds(read)[0]}


def calamine_read() -> dict[str, Any]:
    """python-calamine alone, in one process, on every workbook."""
    from python_calamine import CalamineWorkbook

    def read() -> None:
        for path in BOOKS:
            book = CalamineWorkbook.from_path(str(path))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    return {"seconds": _seconds(read)[0]}


def load() -> dict[str, Any]:
    """dangvu: read, repaired, matched, checked, committed with provenance, into an empty database."""
    _django()
    from dangvu.cli.database import prepare
    from dangvu.foundation.actor import OPERATOR
    from dangvu.intake.actions import load_folder

    migrate = _seconds(prepare)[0]
    seconds = _seconds(lambda: load_folder(actor=OPERATOR, folder=SAMPLES))[0]
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "migrate": migrate, "peak_mb": peak / 1024}


def _scope() -> tuple[Any, Any]:
    from dangvu.foundation.periods import Period
    from dangvu.organisations.queries import tree_on

    period = Period.parse("2023-H1")
    tree = tree_on(period.end)
    return tree[tree.roots[0]], period


def figures() -> dict[str, Any]:
    """All indicators of all units, and the number of queries for the whole and for one unit's own cells."""
    _django()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks import figures_sql
    from dangvu.foundation.actor import OPERATOR
    from dangvu.indicators import queries

    root, period = _scope()

    def ask(node: Any) -> Any:
        return queries.figures(actor=OPERATOR, organisation=node, period=period, by_unit=True)

    table = ask(root)
    ours = statistics.median(_seconds(lambda: ask(root), 15))
    largest = max(table.units, key=lambda unit: unit[1]["cells"].value or 0)[0]
    counted = []
    for node in (root, largest):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask(node)
        counted.append(len(captured))
    hand = figures_sql.table(root.id, period)
    wrong = [
        (unit.name, name, values[name].value, hand[unit.id].get(name, 0))
        for unit, values in table.units
        for name in figures_sql.NAMES
        if values[name].value != hand[unit.id].get(name, 0)
    ]
    floor = statistics.median(_seconds(lambda: figures_sql.table(root.id, period), 15))
    return {
        "seconds": ours, "floor": floor, "indicators": len(table.indicators), "units": len(table.units),
        "queries": counted, "units_of": [len(table.units), len(ask(largest).units)], "hand": len(figures_sql.NAMES),
        "wrong": wrong[:5],
    }  # fmt: skip


def report() -> dict[str, Any]:
    """The report's document from its figures, against docxtpl alone rendering a template of the same size."""
    _django()
    import docx
    from docxtpl import DocxTemplate

    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.audit.queries import last_act
    from dangvu.reports import render
    from dangvu.reports.context import compose
    from dangvu.reports.queries import gather

    root, period = _scope()
    material = gather(actor=OPERATOR, organisation=root, period=period, known=last_act())
    document = compose(material).document
    ours = statistics.median(_seconds(lambda: render.docx(compose(material).document), 7))
    tables = [table for annex in document.annexes for table in annex.tables]
    definitions = [(d.code, d.how, d.numerator) for annex in document.annexes for d in annex.definitions]
    paragraphs = [p for section in document.sections for p in section.paragraphs]
    plain = docx.Document()
    context: dict[str, Any] = {}
    for number, paragraph in enumerate(paragraphs):
        plain.add_paragraph(f"{{{{ p{number} }}}}")
        context[f"p{number}"] = "".join(run.text for run in paragraph.runs)
    for number, rows in enumerate([*(table.rows for table in tables), definitions]):
        if not rows:
            continue
        made = plain.add_table(rows=3, cols=len(rows[0]))
        made.rows[0].cells[0].text = f"{{%tr for r in t{number} %}}"
        for column in range(len(rows[0])):
            made.rows[1].cells[column].text = f"{{{{ r[{column}] }}}}"
        made.rows[2].cells[0].text = "{%tr endfor %}"
        context[f"t{number}"] = rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "same-size.docx"
        plain.save(str(path))

        def alone() -> None:
            template = DocxTemplate(path)
            template.render(context)
            template.save(io.BytesIO())

        floor = statistics.median(_seconds(alone, 7))
    return {"seconds": ours, "floor": floor, "rows": sum(len(t.rows) for t in tables) + len(definitions)}


def clerk() -> dict[str, Any]:
    """The same totals by a plain pandas + openpyxl script."""
    from benchmarks import clerk as script

    started = time.perf_counter()
    totals = script.totals(SAMPLES / "khoi-2023")
    return {"seconds": time.perf_counter() - started, "totals": totals}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](), default=str))
