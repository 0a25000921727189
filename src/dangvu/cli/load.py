"""dangvu load, dangvu findings: workbooks in, and what of them was not counted."""

from __future__ import annotations

import argparse
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import CannotDo, number
from dangvu.foundation.actor import OPERATOR
from dangvu.intake.actions import load_folder
from dangvu.intake.queries import findings as open_findings


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
            "advice": view.advice, "declared": number(view.declared), "records": number(view.records),
        }
        for view in found
    ]  # fmt: skip
