"""Recording commendations, for a list of members and organisations by one decision; taking back what was a mistake."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows
from dangvu.work.awards import rules
from dangvu.work.awards.models import Award
from dangvu.work.awards.rules import AwardKind, Level, Occasion


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what is given, by whom, for what."""

    kind: str
    level: str
    occasion: str
    decision: str
    on: date
    reason: str = ""


def record_awards(
    *, actor: Actor, organisation: int, told: Decision, people: Collection[int] = (), units: Collection[int] = ()
) -> int:  # fmt: skip
    """Record that members and organisations here and below were commended by one decision. How many are new.

    Raises Impossible where the decision is not told, or nobody; LookupError for a stranger. The same decision and form are
    recorded once for each.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(decision=told.decision, reason=told.reason)
    field, wrong = rules.award_fault(decision=told.decision, on=told.on, today=clock.today())
    if wrong:
        raise Impossible(wrong, field)
    if not people and not units:
        raise Impossible("Chọn ít nhất một tập thể hoặc một đảng viên được khen.", "units")
    with act(actor, "awards.record") as opened:
        inside = set(tree_on(clock.today()).descendants(organisation))
        standing = standing_on(people, told.on)
        if set(units) - inside or any(
            one not in standing or standing[one].organisation not in inside for one in people
        ):
            raise LookupError(organisation)
        places = [*((unit, None) for unit in units), *((standing[one].organisation, one) for one in people)]
        form = {"kind": AwardKind(told.kind).value, "decision": told.decision.strip(), "on": told.on}
        there = set(Award.objects.known().filter(**form).values_list("organisation_id", "person_id"))
        new = [one for one in dict.fromkeys(places) if one not in there]
        Award.objects.bulk_create(
            Award(
                organisation_id=unit, person_id=person, level=Level(told.level).value, reason=told.reason.strip(),
                occasion=Occasion(told.occasion).value, known_from_act=opened, **form,
            )
            for unit, person in new
        )  # fmt: skip
        record(opened, "awards.record", count=len(new), organisation_id=organisation)
    return len(new)


def take_back(*, actor: Actor, organisation: int, awards: Collection[int], reason: str) -> None:
    """Commendations that were written by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "awards.take_back", reason) as opened:
        rows = typed_rows(Award, awards, organisation)
        Award.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "awards.take_back", count=len(rows), organisation_id=organisation)
