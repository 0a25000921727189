"""What was done at an organisation and below it: acts, each with what its actions did."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act, Entry
from dangvu.foundation.capabilities import READ_HISTORY, READ_INSPECTION
from dangvu.organisations.access import visible

#: Actions that belong to the line of rights of inspection.
_INSPECTION = "inspection."


@dataclass(frozen=True, slots=True)
class Done:
    """What one action did inside an act, at one organisation."""

    action: str
    count: int
    organisation: int | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DoneAct:
    """One act: who, when, why, and what it did that the reader may see."""

    number: int
    at: datetime
    actor: str
    reason: str
    done: list[Done] = field(default_factory=list)


def history(
    *,
    actor: Actor,
    organisations: Collection[int],
    before: int | None = None,
    actions: str = "",
    most: int = 50,
) -> list[DoneAct]:
    """The latest acts at these organisations, the newest first; ``before`` an act's number, for the next page.

    ``actions`` keeps those whose names begin so ('members.'). What was done about inspections is shown only to
    whoever may read them.
    """
    seen = visible(
        Entry.objects.exclude(action__startswith=_INSPECTION), actor, READ_HISTORY, field="organisation_id"
    )
    closed = visible(
        Entry.objects.filter(action__startswith=_INSPECTION), actor, READ_INSPECTION, field="organisation_id"
    )
    rows = (seen | closed).filter(organisation_id__among=organisations)
    if actions:
        rows = rows.filter(action__startswith=actions)
    numbers = rows if before is None else rows.filter(act_id__lt=before)
    latest = list(numbers.order_by("-act_id").values_list("act_id", flat=True).distinct()[:most])
    acts = {
        row.number: DoneAct(row.number, row.at, row.actor, row.reason)
        for row in Act.objects.filter(number__in=latest).order_by("-number")
    }
    for entry in rows.filter(act_id__in=latest).order_by("pk"):
        acts[entry.act_id].done.append(Done(entry.action, entry.count, entry.organisation_id, entry.detail))
    return list(acts.values())
