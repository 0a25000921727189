"""Recording counts of petitions and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_INSPECTION
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.typed import typed_rows
from dangvu.work.petitions import rules
from dangvu.work.petitions.models import Petition


@dataclass(frozen=True, slots=True)
class NewPetitions:
    """So many petitions of one kind, received on a day, with one outcome."""

    organisation: int
    on: date
    kind: str
    outcome: str
    count: int = 1
    anonymous: bool = False
    outcome_on: date | None = None
    source_row: int | None = None


def record_petitions(*, actor: Actor, organisation: int, petitions: Sequence[NewPetitions]) -> None:
    """Record counts of the organisation and those below it. Impossible names the field to mend.

    A row of a workbook takes the place of what was typed of the same day, kind and outcome: none counts twice.
    """
    require_rows(actor, WRITE_INSPECTION, organisation, (new.organisation for new in petitions))
    with act(actor, "inspection.petitions") as opened:
        for new in petitions:
            field, wrong = rules.fault(
                kind=new.kind, anonymous=new.anonymous, outcome=new.outcome, count=new.count, on=new.on,
                outcome_on=new.outcome_on, today=clock.today(),
            )  # fmt: skip
            if wrong:
                raise Impossible(wrong, field)
        read = {_what(new) for new in petitions if new.source_row is not None}
        if read:
            typed = Petition.objects.known().filter(source_row=None, on__in={on for _, on, *_ in read})
            gone = [row.pk for row in typed if _what(row) in read]
            Petition.objects.filter(pk__in=gone).update(known_to_act=opened)
        bulk.insert(
            Petition,
            ("organisation", "on", "kind", "anonymous", "count", "outcome", "outcome_on", "known_from_act", "source_row"),
            [
                (n.organisation, n.on, str(n.kind), n.anonymous, n.count, str(n.outcome), n.outcome_on, opened.number, n.source_row)
                for n in petitions
            ],
        )  # fmt: skip
        record(
            opened,
            "inspection.petitions",
            count=sum(n.count for n in petitions),
            organisation_id=organisation,
        )


def _what(one: NewPetitions | Petition) -> tuple[int, date, str, bool, str]:
    place = one.organisation_id if isinstance(one, Petition) else one.organisation
    return int(place), one.on, str(one.kind), one.anonymous, str(one.outcome)


def settle(*, actor: Actor, organisation: int, petition: int, outcome: str, on: date) -> None:
    """What became of those of one row, from a day on."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.petition_settle") as opened:
        [row] = typed_rows(Petition, [petition], organisation)
        Petition.objects.filter(pk=row.pk).update(known_to_act=opened)
        new = NewPetitions(row.organisation_id, row.on, row.kind, outcome, row.count, row.anonymous, on)
        record_petitions(actor=actor, organisation=organisation, petitions=[new])


def take_back(*, actor: Actor, organisation: int, petitions: Collection[int], reason: str) -> None:
    """What was typed by mistake."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.petitions_drop", reason) as opened:
        rows = typed_rows(Petition, petitions, organisation)
        Petition.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "inspection.petitions_drop", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said is no longer said."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.petitions_withdraw", reason) as opened:
        count = retire(Petition, source_rows, opened.number)
        record(opened, "inspection.petitions_withdraw", count=count, organisation_id=organisation)
