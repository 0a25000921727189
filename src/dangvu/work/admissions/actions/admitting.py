"""Admitting people and recognising probationers, always on a list of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
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


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """The decision by which somebody on record was recognised: a list of names often tells only from which day."""

    person: int
    number: str
    decided_on: date


def tell_decisions(*, actor: Actor, organisation: int, decisions: Sequence[ToldDecision]) -> int:
    """Say by which decision people on record were recognised, where no decision is told yet. How many.

    Nothing of their membership changes. Of whom nothing is missing (any more) is left as it is, so that the same list
    told twice is told once. Impossible names the field to mend.
    """
    require(actor, WRITE_WORK, organisation)
    told = {one.person: one for one in decisions}
    for one in told.values():
        if not one.number.strip():
            raise Impossible("Ghi số quyết định công nhận. Ví dụ: 812-QĐ/ĐUK.", "number")
        if one.decided_on > clock.today():
            raise Impossible(
                f"Ngày {one.decided_on:%d/%m/%Y} chưa đến; chỉ ghi quyết định đã ký.", "decided_on"
            )
    with act(actor, "admissions.tell_decisions") as opened:
        rows = [
            row
            for people in bulk.chunks(told)
            for row in Recognition.objects.known().filter(person_id__among=people, decided_on=None)
        ]
        require_rows(actor, WRITE_WORK, organisation, (row.organisation_id for row in rows))
        Recognition.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
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
                    row.organisation_id, row.person_id, row.official_on, told[row.person_id].number.strip(),
                    told[row.person_id].decided_on, opened.number, row.source_row_id,
                )
                for row in rows
            ],
        )  # fmt: skip
        record(opened, "admissions.tell_decisions", count=len(rows), organisation_id=organisation)
    return len(rows)
