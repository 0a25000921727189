"""What each command does: ask the query or call the action, shape the answer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dangvu.cli import database
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import known_on
from dangvu.foundation.periods import Period
from dangvu.indicators import queries
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Figure
from dangvu.intake.actions import load_folder
from dangvu.intake.queries import findings as open_findings
from dangvu.organisations.queries import find, tree_on
from dangvu.organisations.tree import Node


class CannotDo(RuntimeError):
    """What was asked can't be done; exit status 1."""


def _period(code: str) -> Period:
    from dangvu.cli.commands import WrongUse

    try:
        return Period.parse(code)
    except ValueError as error:
        raise WrongUse(
            f"Kỳ “{code}” không hiểu được. Ví dụ: 2023-06, 2023-Q2, 2023-H1, 2023-9M, 2023, 2023-01-15..2023-03-31."
        ) from error


def organisation_named(name: str, period: Period) -> Node:
    """The organisation of that code or name, in the tree of the period's end (or of its start)."""
    tree = tree_on(period.end)
    return find(name, tree if tree.nodes else tree_on(period.start))


def load(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu load DIR."""
    if not asked.folder.is_dir():
        raise CannotDo(f"Không có thư mục “{asked.folder}”.")
    database.prepare()
    result = load_folder(actor=OPERATOR, folder=asked.folder)
    if not asked.json:
        print(
            f"Đã nạp {result.files} tệp, {result.rows} dòng; {result.already} tệp đã có từ trước; "
            f"{result.unreadable} tệp không đọc được. Xem việc cần xử lý: dangvu findings --json"
        )
    return {
        "files": result.files, "rows": result.rows, "already_loaded": result.already, "unreadable": result.unreadable,
        "skipped": [{"file": name, "reason": reason} for name, reason in result.skipped],
        "seconds": {step: round(value, 3) for step, value in result.seconds.items()},
    }  # fmt: skip


def _number(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(value)


def _figure(code: str, unit: str, kind: str, figure: Figure) -> dict[str, Any]:
    value = _number(figure.value)
    if kind == "ratio" and value is not None:
        value = float(value)
    return {
        "code": code, "value": value, "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator), "unit": unit,
    }  # fmt: skip


def _known(asked: argparse.Namespace) -> int | None:
    return known_on(asked.as_known) if asked.as_known else None


def figures(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu figures --organisation NAME --period P [--by-unit] [--as-known D]."""
    period = _period(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    table = queries.figures(
        actor=OPERATOR, organisation=organisation, period=period, known=_known(asked), by_unit=asked.by_unit
    )
    if not asked.json:
        for indicator in table.indicators:
            figure = table.figures[indicator.name]
            print(f"{indicator.code:<6} {indicator.title:<58} {queries.computation(indicator, figure)}")
        print(f"{organisation.name}, {period.label}: {len(table.indicators)} chỉ tiêu.")
    answer: dict[str, Any] = {
        "organisation": organisation.name,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "figures": {i.name: _figure(i.code, i.unit, i.kind, table.figures[i.name]) for i in table.indicators},
    }
    answer["units"] = {
        unit.name: {name: _number(figure.value) for name, figure in values.items()}
        for unit, values in table.units
    }
    return answer


def explain(asked: argparse.Namespace) -> Any:
    """dangvu explain NAME_OR_CODE --organisation NAME --period P, or --list."""
    from dangvu.cli.commands import WrongUse

    if asked.list:
        if not asked.json:
            for indicator in CATALOGUE:
                print(f"{indicator.code:<6} {indicator.name:<40} {indicator.title}")
            print(f"{len(CATALOGUE)} chỉ tiêu.")
        return [
            {"name": i.name, "code": i.code, "kind": str(i.kind), "title": i.title, "unit": i.unit}
            for i in CATALOGUE
        ]
    if not (asked.name and asked.organisation and asked.period):
        raise WrongUse("Cần tên hoặc mã chỉ tiêu, --organisation và --period (hoặc --list).")
    period = _period(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    found = queries.explain(
        actor=OPERATOR, name=asked.name, organisation=organisation, period=period, known=_known(asked)
    )
    if not asked.json:
        print(f"{found.indicator.code} {found.indicator.title}: {found.computation}")
        print(f"Cách tính: {found.indicator.definition}. Căn cứ: {found.indicator.basis}.")
        for record in found.records:
            day = f"{record.date:%d/%m/%Y}" if record.date else ""
            place = (
                f"{record.source.file} / {record.source.sheet} / dòng {record.source.row}"
                if record.source
                else ""
            )
            print(f"  {record.label:<32} {day:<11} {record.organisation:<50} {place}")
        print(f"{len(found.records)} bản ghi.")
    return {
        "name": found.indicator.name, "code": found.indicator.code, "value": _number(found.figure.value),
        "definition": found.indicator.definition, "computation": found.computation, "basis": found.indicator.basis,
        "numerator": _number(found.figure.numerator), "denominator": _number(found.figure.denominator),
        "records": [_record(record) for record in found.records],
        "denominator_records": [_record(record) for record in found.denominator_records],
    }  # fmt: skip


def _record(record: queries.ExplainedRecord) -> dict[str, Any]:
    return {
        "label": record.label, "date": record.date.isoformat() if record.date else None,
        "organisation": record.organisation, "weight": _number(record.weight),
        "source": {"file": record.source.file, "sheet": record.source.sheet, "row": record.source.row}
        if record.source else None,
    }  # fmt: skip


def findings(asked: argparse.Namespace) -> list[dict[str, Any]]:
    """dangvu findings --json."""
    database.expect()
    found = open_findings(actor=OPERATOR)
    if not asked.json:
        for view in found:
            print(
                f"{view.file} / {view.sheet} / dòng {view.row or '–'}: [{view.kind}] {view.name} {view.message}"
            )
        print(f"{len(found)} việc cần xem.")
    return [
        {
            "kind": view.kind, "severity": view.severity, "file": view.file, "sheet": view.sheet, "row": view.row,
            "name": view.name, "figure": view.figure, "text": view.text, "message": view.message,
            "advice": view.advice, "declared": _number(view.declared), "records": _number(view.records),
        }
        for view in found
    ]  # fmt: skip


def report(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu report half-year-review --organisation NAME --period P --out FILE.docx [--pdf] [--issue]."""
    from dangvu.reports import actions, render

    period = _period(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    written = actions.write_half_year_review(
        actor=OPERATOR, organisation=organisation, period=period, issue=asked.issue
    )
    out: Path = asked.out
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(written.docx)
    files = [str(out)]
    if asked.xlsx:
        out.with_suffix(".xlsx").write_bytes(written.xlsx)
        files.append(str(out.with_suffix(".xlsx")))
    if asked.pdf:
        pdf = render.pdf(written.docx)
        if pdf is None:
            if not asked.json:
                print("Máy này không có LibreOffice nên không làm được PDF; tệp Word đã xong.")
        else:
            out.with_suffix(".pdf").write_bytes(pdf)
            files.append(str(out.with_suffix(".pdf")))
    if not asked.json:
        print(f"Đã viết {', '.join(files)}" + (f"; số {written.number}" if written.number else " (dự thảo)"))
    return {
        "files": files, "sha256": written.sha256, "number": written.number, "draft": not asked.issue,
        "figures": written.figures,
    }  # fmt: skip


def serve(asked: argparse.Namespace) -> None:
    """dangvu serve [--port N]: plain http on 127.0.0.1."""
    from dangvu.cli.server import run

    database.prepare()
    print(f"Mở trình duyệt tại http://127.0.0.1:{asked.port}/ (nhấn Ctrl+C để dừng).", flush=True)
    run(asked.port)
