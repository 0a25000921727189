"""Admitting people and recognising probationers, always on a list of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind, Status
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import TreesThroughTime
from dangvu.work.admissions.models import Admission, Recognition


@dataclass(frozen=True, slots=True)
class NewAdmission:
    """A person admitted in an organisation on the day of the ceremony."""

    person: int
    organisation: int
    joined_on: date
    decision_number: str = ""
    decided_on: date | None = None
    source_row: int | None = None


def admit(
    *,
    actor: Actor,
    organisation: int,
    admissions: Sequence[NewAdmission],
    trees: TreesThroughTime | None = None,
) -> None:
    """Admit people: the admission, and the movement that makes them probationary members."""
    require_rows(actor, WRITE_WORK, organisation, (a.organisation for a in admissions))
    if not admissions:
        return
    with act(actor, "admissions.admit") as opened:
        bulk.insert(
            Admission,
            ("organisation", "person", "joined_on", "decision_number", "decided_on", "known_from_act", "source_row"),
            [
                (a.organisation, a.person, a.joined_on, a.decision_number, a.decided_on, opened.number, a.source_row)
                for a in admissions
            ],
        )  # fmt: skip
        record_movements(
            actor=actor, organisation=organisation, trees=trees,
            movements=[
                NewMovement(a.person, a.organisation, MovementKind.ADMITTED, a.joined_on, Status.PROBATIONARY, a.source_row)
                for a in admissions
            ],
        )  # fmt: skip
        record(opened, "admissions.admit", count=len(admissions), organisation_id=organisation)


@dataclass(frozen=True, slots=True)
class NewRecognition:
    """A probationer recognised as an official member on the printed day."""

    person: int
    organisation: int
    official_on: date
    source_row: int | None = None
    decision_number: str = ""
    decided_on: date | None = None


def recognise(
    *,
    actor: Actor,
    organisation: int,
    recognitions: Sequence[NewRecognition],
    trees: TreesThroughTime | None = None,
) -> None:
    """Recognise probationers: the recognition, and the movement that changes their standing."""
    require_rows(actor, WRITE_WORK, organisation, (r.organisation for r in recognitions))
    if not recognitions:
        return
    with act(actor, "admissions.recognise") as opened:
        bulk.insert(
            Recognition,
            (
                "organisation",
                "person",
                "official_on",
                "decision_number",
                "decided_on",
                "known_from_act",
                "source_row",
            ),
            [
                (
                    r.organisation,
                    r.person,
                    r.official_on,
                    r.decision_number,
                    r.decided_on,
                    opened.number,
                    r.source_row,
                )
                for r in recognitions
            ],
        )
        record_movements(
            actor=actor, organisation=organisation, trees=trees,
            movements=[
                NewMovement(r.person, r.organisation, MovementKind.RECOGNISED, r.official_on, "", r.source_row)
                for r in recognitions
            ],
        )  # fmt: skip
        record(opened, "admissions.recognise", count=len(recognitions), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of admissions and recognitions is no longer said; the movements are retired apart."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "admissions.withdraw", reason) as opened:
        count = sum(retire(model, source_rows, opened.number) for model in (Admission, Recognition))
        record(opened, "admissions.withdraw", count=count, organisation_id=organisation)
