"""dangvu template check: what a check finds in an office's Word template, without keeping it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import CannotDo, organisation_named, period_of
from dangvu.foundation.actor import OPERATOR
from dangvu.reports.office.opening import NotUsable
from dangvu.reports.office.queries import check_view


def template(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu template check FILE.docx --organisation NAME --period P. Refused (status 1) where it can't be opened."""
    period = period_of(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    try:
        found = check_view(
            actor=OPERATOR, organisation=organisation, period=period, content=asked.file.read_bytes()
        )
    except NotUsable as refusal:
        raise CannotDo(str(refusal)) from refusal
    if not asked.json:
        for one in found.findings:
            print(f"[{one.grade}] {one.place.words}: {one.wrong}. {one.mend}")
            if one.place.sentence:
                print(f"    “{one.place.sentence}”")
        print(f"{len(found.errors)} chỗ phải sửa, {len(found.advice)} điều nên xem; {found.tags} thẻ.")
    return {
        "usable": not found.errors,
        "tags": found.tags,
        "findings": [asdict(one) for one in found.findings],
    }
