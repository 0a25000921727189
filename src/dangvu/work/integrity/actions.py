"""Recording counts of anti-corruption work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_INSPECTION
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.typed import typed_rows
from dangvu.work.integrity import rules
from dangvu.work.integrity.models import IntegrityCount


@dataclass(frozen=True, slots=True)
class NewCount:
    """What one organisation counted up to a day; names of ``counts`` as in ``rules.COUNTS``, the rest is 0."""

    organisation: int
    on: date
    counts: Mapping[str, int] = field(default_factory=dict)
    source_row: int | None = None


def tell(*, actor: Actor, organisation: int, counts: Collection[NewCount]) -> None:
    """Write down counts; told again for the same organisation and day, the later telling stands."""
    require_rows(actor, WRITE_INSPECTION, organisation, (new.organisation for new in counts))
    with act(actor, "inspection.integrity") as opened:
        for new in counts:
            told = {name: new.counts.get(name, 0) for name in rules.COUNTS}
            field_, wrong = rules.fault(on=new.on, today=clock.today(), counts=told)
            if wrong:
                raise Impossible(wrong, field_)
            there = IntegrityCount.objects.known().filter(organisation_id=new.organisation, on=new.on)
            there.update(known_to_act=opened)
            IntegrityCount.objects.create(
                organisation_id=new.organisation,
                on=new.on,
                known_from_act=opened,
                source_row_id=new.source_row,
                **told,
            )
        record(opened, "inspection.integrity", count=len(counts), organisation_id=organisation)


def take_back(*, actor: Actor, organisation: int, counts: Collection[int], reason: str) -> None:
    """What was typed by mistake."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.integrity_drop", reason) as opened:
        rows = typed_rows(IntegrityCount, counts, organisation)
        IntegrityCount.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "inspection.integrity_drop", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said is no longer said."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.integrity_withdraw", reason) as opened:
        count = retire(IntegrityCount, source_rows, opened.number)
        record(opened, "inspection.integrity_withdraw", count=count, organisation_id=organisation)
