"""The true figures of a case, walked out of its facts one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cases.facts import Record, Unit, World

DEPARTURES = ("transferred_out", "died", "struck_off", "expelled", "resigned")
MOVEMENTS = ("transferred_in", *DEPARTURES)


def quarters(world: World) -> list[tuple[date, date]]:
    """The quarters that the period touches, cut to it."""
    found = []
    for year in range(world.start.year, world.end.year + 1):
        for first in (1, 4, 7, 10):
            begins = date(year, first, 1)
            after = date(year + (first == 10), (first + 3 - 1) % 12 + 1, 1)
            if begins <= world.end and after > world.start:
                last = date.fromordinal(after.toordinal() - 1)
                found.append((max(begins, world.start), min(last, world.end)))
    return found


def unit_figures(world: World, unit: Unit, *, believed: bool = False) -> dict[str, float]:
    """The figures of one unit; ``believed``: every row of its sheets counted, as the unit itself would."""

    def counted(records: list[Record]) -> list[Record]:
        if believed:
            return records
        return [r for r in records if r.counts and r.repeats is None and world.inside(r.on)]

    figures: dict[str, float] = {}
    figures["members_start"] = sum(1 for r in unit.roster if believed or (r.counts and r.repeats is None))
    admitted = counted(unit.admissions)
    figures["admitted"] = len(admitted)
    figures["admitted_female"] = sum(r.person is not None and r.person.female for r in admitted)
    figures["admitted_ethnic_minority"] = sum(
        r.person is not None and r.person.ethnicity != "Kinh" for r in admitted
    )
    figures["admitted_religious"] = sum(bool(r.person is not None and r.person.religion) for r in admitted)
    figures["made_official"] = len(counted(unit.recognitions))
    for kind in MOVEMENTS:
        figures[kind] = sum(r.kind == kind for r in counted(unit.movements))
    figures["thematic_meetings"] = len(counted(unit.meetings))
    checks = counted(unit.inspections)
    figures["inspections"] = sum(r.kind == "inspection" for r in checks)
    figures["supervisions"] = sum(r.kind == "supervision" for r in checks)
    for subject in ("organisation", "member"):
        figures[f"inspected_{subject}s"] = sum(
            r.kind == "inspection" and r.values["subject_kind"] == subject for r in checks
        )
    figures["admission_target"] = sum(
        int(str(r.values["target"])) for r in world.targets if r.org is unit.org
    )
    figures["members_end"] = (
        figures["members_start"]
        + figures["admitted"]
        + figures["transferred_in"]
        - sum(figures[k] for k in DEPARTURES)
    )
    cells = unit.org.cells
    figures["cells"] = len(cells)
    held = counted(unit.meetings)
    figures["cells_thematic_every_quarter"] = sum(
        all(
            any(r.org is cell and r.on and first <= r.on <= last for r in held)
            for first, last in quarters(world)
        )
        for cell in cells
    )
    return figures


def expected(world: World) -> dict[str, Any]:
    """Totals, units and problems, shaped like the case's expected.json."""
    units = {unit.org.name: unit_figures(world, unit) for unit in world.units}
    names = next(iter(units.values())).keys()
    total: dict[str, float] = {name: sum(figures[name] for figures in units.values()) for name in names}
    closed = [learners for _, last, learners in world.classes if world.inside(last)]
    done = {r.org for r in world.reviews if r.counts and world.inside(r.on)}
    total["awareness_classes"] = len(closed)
    total["awareness_learners"] = sum(r.counts and r.repeats is None for learners in closed for r in learners)
    total["grassroots_organisations"] = len(units)
    total["midterm_reviews_done"] = len(done)
    total["midterm_reviews_share"] = share(len(done), len(units))
    total["admission_target_share"] = share(total["admitted"], total["admission_target"])
    return {
        "period": {"start": world.start.isoformat(), "end": world.end.isoformat()},
        "organisation": world.root.name,
        "total": total,
        "units": units,
        "problems": list(_problems(world)),
    }


def share(part: float, whole: float) -> float | None:
    """Per cent with two decimals, halves up."""
    return int(part * 20000 / whole + 1) // 2 / 100 if whole else None


def _problems(world: World):
    sheets = [records for unit in world.units for records in unit.sheets().values()]
    for records in (*sheets, world.targets, world.reviews, world.tree, *(c[2] for c in world.classes)):
        for record in records:
            file, sheet, _, row = record.place
            for problem in record.problems:
                yield {"file": file, "sheet": sheet, "row": row, **problem}
            if record.repeats is not None:
                yield _duplicate(record, record.repeats)


def _duplicate(one: Record, other: Record) -> dict[str, Any]:
    """The later of the two; where they stand in two files either may be."""
    late, early = (one, other) if one.place[2:] > other.place[2:] else (other, one)
    found: dict[str, Any] = {
        "file": late.place[0], "sheet": late.place[1], "row": late.place[3], "kind": "duplicate_row",
        "name": one.person.name if one.person else "",
    }  # fmt: skip
    if one.place[0] != other.place[0]:
        found["or"] = {"file": early.place[0], "sheet": early.place[1], "row": early.place[3]}
    return found
