"""The report from its figures to bytes, beside docxtpl alone filling a template with the same paragraphs and rows."""

from __future__ import annotations

import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.databases import Fresh
from benchmarks.table import SAMPLE, Row, against, child, duration, expected

BAR = 3


def measure(fresh: Fresh, rounds: int) -> list[Row]:
    """The rows of the report of the sample."""
    period, url = expected()["period"], fresh()
    child("load", str(SAMPLE), database=url)
    found = child("report", period["start"], period["end"], str(rounds), database=url)
    size = f"{found['paragraphs']} paragraphs and {found['rows']} table rows"
    note = (
        f"report: composed and rendered without computing its figures; the floor fills a template with the same {size}; "
        f"the first of a process takes {duration(found['first'])}, docxtpl's first {duration(found['floor_first'])}; "
        f"with figures and findings a report takes {duration(found['whole'])}"
    )
    return [against("report in Word", found["ours"], found["floor"], BAR, note, "docxtpl")]


def measured(start: str, end: str, rounds: int) -> dict[str, float]:
    """In a process with Django: seconds of both ways, taken in turn."""
    import docxtpl  # noqa: F401 - imported before the clock starts, for both

    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.audit.queries import last_act
    from dangvu.foundation.periods import Period
    from dangvu.organisations.queries import tree_on
    from dangvu.reports import render
    from dangvu.reports.context import compose
    from dangvu.reports.queries import gather

    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    tree = tree_on(period.end)
    asked = {"actor": OPERATOR, "organisation": tree[tree.roots[0]], "period": period, "known": last_act()}
    material = gather(**asked)

    def ours() -> bytes:
        return render.docx(compose(material).document)

    first, made = _seconds(ours)
    with tempfile.TemporaryDirectory() as folder:
        floor, size = _docxtpl_alone(made, Path(folder))
        floor_first, _ = _seconds(floor)
        pairs = [(_seconds(ours)[0], _seconds(floor)[0]) for _ in range(rounds)]
    whole = [_seconds(lambda: render.docx(compose(gather(**asked)).document))[0] for _ in range(3)]
    return {
        "ours": median(pair[0] for pair in pairs), "floor": median(pair[1] for pair in pairs), "first": first,
        "floor_first": floor_first, "whole": median(whole), **size,
    }  # fmt: skip


def _seconds(task: Any) -> tuple[float, Any]:
    start = perf_counter()
    result = task()
    return perf_counter() - start, result


def _docxtpl_alone(made: bytes, folder: Path) -> tuple[Any, dict[str, float]]:
    """A task that renders all texts of ``made`` with loops of docxtpl; and how many texts these are."""
    from docx import Document
    from docxtpl import DocxTemplate

    source = Document(BytesIO(made))
    paragraphs = [paragraph.text for paragraph in source.paragraphs]
    tables = [
        [["".join(cell.itertext()) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        for table in source.tables
    ]
    template = Document()
    for text in ("{%p for text in paragraphs %}", "{{ text }}", "{%p endfor %}"):
        template.add_paragraph(text)
    for number, rows in enumerate(tables):
        columns = max(map(len, rows))
        looped = template.add_table(rows=3, cols=columns)
        looped.cell(0, 0).text = f"{{%tr for row in tables[{number}] %}}"
        for column in range(columns):
            looped.cell(1, column).text = f"{{{{ row[{column}] }}}}"
        looped.cell(2, 0).text = "{%tr endfor %}"
    path = folder / "template.docx"
    template.save(str(path))
    context = {"paragraphs": paragraphs, "tables": tables}

    def render() -> bytes:
        filled, out = DocxTemplate(path), BytesIO()
        filled.render(context, autoescape=True)
        filled.save(out)
        return out.getvalue()

    assert sum(len(table.rows) for table in Document(BytesIO(render())).tables) == sum(map(len, tables))
    return render, {"paragraphs": len(paragraphs), "rows": sum(map(len, tables))}
