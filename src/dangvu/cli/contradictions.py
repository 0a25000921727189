"""dangvu contradictions: what in the books of a period can't be true together."""

from __future__ import annotations

import argparse
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import organisation_named, period_of
from dangvu.contradictions import queries
from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.queries import tree_on


def contradictions(asked: argparse.Namespace) -> list[dict[str, Any]]:
    """dangvu contradictions --organisation NAME --period P: without names, each with what it rests on and how it is mended."""
    period = period_of(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    lines = queries.contradictions(
        actor=OPERATOR, organisation=organisation.id, tree=tree_on(clock.today()), period=period
    )
    if not asked.json:
        for line in lines:
            print(f"{line.kind.title} – {line.place}: {line.words}")
        print(f"{organisation.name}, {period.label}: {len(lines)} chỗ mâu thuẫn.")
    return [
        {
            "kind": line.kind.slug, "title": line.kind.title, "organisation": line.place, "words": line.words,
            "why": line.kind.why, "mend": line.kind.mend,
        }
        for line in lines
    ]  # fmt: skip
