"""What dangvu makes of a loaded case, beside what is expected of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.indicators.queries import figures
from dangvu.intake.models import Line, LineState, Severity
from dangvu.intake.queries import FindingView, findings
from dangvu.organisations.queries import tree_on

KINDS = frozenset(
    ("out_of_period", "duplicate_row", "invalid_date", "missing_date", "under_18", "official_before_12_months",
     "name_variant_resolved", "declared_differs")
)  # fmt: skip
HELD = frozenset(("invalid_date", "missing_date", "under_18", "official_before_12_months"))


def differences(expected: dict[str, Any], known: int | None = None) -> list[str]:
    """Everything that is not as expected, one line each; an empty list is a case read aright."""
    found = list(_figures(expected, known))
    open_findings = findings(actor=OPERATOR)
    found += _problems(expected, open_findings)
    found += _states(expected, open_findings)
    return found


def _figures(expected: dict[str, Any], known: int | None) -> Iterator[str]:
    period = Period(*(_day(expected["period"][side]) for side in ("start", "end")))
    tree = tree_on(period.end)
    if len(tree.roots) != 1 or tree[tree.roots[0]].name != expected["organisation"]:
        yield f"tree: roots {[tree[root].name for root in tree.roots]}"
        return
    table = figures(
        actor=OPERATOR, organisation=tree[tree.roots[0]], period=period, known=known, by_unit=True
    )
    for name, value in expected["total"].items():
        if not _same(table.figures[name].value, value):
            yield f"total {name}: expected {value}, got {table.figures[name].value}"
    units = {node.name: values for node, values in table.units}
    for unit, values in expected["units"].items():
        if unit not in units:
            yield f"unit {unit}: not in the tree"
            continue
        for name, value in values.items():
            if not _same(units[unit][name].value, value):
                yield f"unit {unit} {name}: expected {value}, got {units[unit][name].value}"


def _same(value: float | None, wanted: float | None) -> bool:
    return value == wanted or (value is not None and wanted is not None and abs(float(value) - wanted) < 1e-9)


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


Spot = tuple[str, str, str, int | None, str]


def _spot(kind: str, file: str, sheet: str, row: int | None, figure: str = "") -> Spot:
    return kind, file, "" if file.endswith(".csv") else sheet, row, figure


def _problems(expected: dict[str, Any], found: list[FindingView]) -> Iterator[str]:
    got = {_spot(f.kind, f.file, f.sheet, f.row, f.figure): f for f in found if f.kind in KINDS}
    wanted: set[Spot] = set()
    for problem in expected["problems"]:
        places = [problem, problem["or"]] if "or" in problem else [problem]
        spots = [
            _spot(problem["kind"], p["file"], p["sheet"], p["row"], problem.get("figure", "")) for p in places
        ]
        there = [spot for spot in spots if spot in got]
        wanted.update(there)
        if not there:
            yield f"missing problem {problem}"
    for spot, view in got.items():
        if spot not in wanted:
            yield f"extra problem {spot[:4]} {view.name!r} {view.text!r}: {view.message}"


def _states(expected: dict[str, Any], found: list[FindingView]) -> Iterator[str]:
    for view in found:
        if view.severity in (Severity.WAIT, Severity.ERROR) or (
            view.severity == Severity.HOLD and view.kind not in HELD
        ):
            yield f"{view.severity} {view.kind} {view.file} / {view.sheet} / {view.row} {view.name!r} {view.text!r}: {view.message}"
    waiting = Line.objects.known().filter(state=LineState.WAITING).count()
    if waiting:
        yield f"{waiting} rows wait"
    held = {(p["file"], p["row"]) for p in expected["problems"] if p["kind"] in HELD}
    lines = Line.objects.known().filter(state=LineState.HELD).select_related("source_row__sheet__file")
    for line in lines:
        row = line.source_row
        if row is not None and (row.sheet.file.name, row.number) not in held:
            yield f"held without cause: {row.sheet.file.name} / {row.sheet.name} / {row.number}"
    lost = SourceRow.objects.count() - Line.objects.values("source_row_id").distinct().count()
    if lost:
        yield f"{lost} source rows without a line"
