"""What is measured in a process of its own: ``python -m benchmarks.tasks NAME ARGUMENTS``, one line of JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.table import workbooks

warnings.simplefilter("ignore")


@contextmanager
def _timed(found: dict[str, float]) -> Iterator[None]:
    start, processor = perf_counter(), _processor()
    yield
    found["seconds"], found["processor"] = perf_counter() - start, _processor() - processor


def _processor() -> float:
    """Processor time of this process and of its ended children: a busy machine does not lengthen it."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def django() -> None:
    """Start Django on the database of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dangvu.config.settings"
    import django

    django.setup()


def migrate() -> dict[str, float]:
    """Make the database."""
    django()
    from dangvu.cli import database

    found: dict[str, float] = {}
    with _timed(found):
        database.prepare()
    return found


def load(folder: str) -> dict[str, float]:
    """dangvu's load into a migrated database; its peak memory, the reading child's included."""
    django()
    from dangvu.cli import database
    from dangvu.foundation.actor import OPERATOR
    from dangvu.intake.actions import load_folder

    database.prepare()
    found: dict[str, float] = {}
    with _timed(found):
        result = load_folder(actor=OPERATOR, folder=Path(folder))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {**found, "files": result.files, "rows": result.rows, "own_kb": own, "reader_kb": reader}


def openpyxl(folder: str) -> dict[str, float]:
    """Merely reading every cell of the .xlsx with openpyxl."""
    from openpyxl import load_workbook

    found: dict[str, float] = {}
    with _timed(found):
        cells = 0
        for path in workbooks(Path(folder), ".xlsx"):
            for sheet in load_workbook(path, data_only=True):
                cells += sum(len(row) for row in sheet.iter_rows(values_only=True))
    return found | {"cells": cells}


def calamine(folder: str) -> dict[str, float]:
    """Merely reading every cell of every workbook with python-calamine."""
    from python_calamine import load_workbook

    found: dict[str, float] = {}
    with _timed(found):
        cells = 0
        for path in workbooks(Path(folder)):
            book = load_workbook(str(path))
            for name in book.sheet_names:
                cells += sum(
                    len(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                )
    return found | {"cells": cells}


def figures(start: str, end: str, rounds: str) -> dict[str, float]:
    """All indicators of the root and of all its units, and the same by hand."""
    django()
    from benchmarks.figures import measured

    return measured(start, end, int(rounds))


def small_bloc() -> dict[str, float]:
    """The number of queries for a bloc of three units."""
    migrate()
    from benchmarks.figures import queries_of_small_bloc

    return {"queries": queries_of_small_bloc()}


def report(start: str, end: str, rounds: str) -> dict[str, float]:
    """The report beside docxtpl alone."""
    django()
    from benchmarks.report import measured

    return measured(start, end, int(rounds))


def province() -> dict[str, float]:
    """Fill a migrated database with an invented province."""
    django()
    from benchmarks.province import build

    return build()


def search(rounds: str) -> dict[str, float | str]:
    """Finding people in the province."""
    django()
    from benchmarks.search import measured

    return measured(int(rounds))


def pages(requests: str = "30") -> dict[str, Any]:
    """The common pages of whatever is loaded."""
    django()
    from benchmarks.pages import measured

    return measured(int(requests))


TASKS = (migrate, load, openpyxl, calamine, figures, small_bloc, report, province, search, pages)

if __name__ == "__main__":
    _by_name = {task.__name__: task for task in TASKS}
    print(json.dumps(_by_name[sys.argv[1]](*sys.argv[2:])))
