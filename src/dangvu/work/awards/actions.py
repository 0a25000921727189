"""Recording commendations, for a list of members and organisations by one decision; taking back what was a mistake."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
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


@dataclass(frozen=True, slots=True)
class NewAward:
    """A row of a workbook: a decision about one member, or about one organisation."""

    told: Decision
    person: int | None = None
    unit: int | None = None
    source_row: int | None = None


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


#: Why a row of a workbook is left: an earlier workbook told this very commendation.
THERE = "đã có"


def take_over(*, actor: Actor, organisation: int, awards: Sequence[NewAward]) -> dict[int, str]:
    """Commendations as a workbook tells them; one typed before gives way to the row. {source row: why it was left}."""
    require(actor, WRITE_WORK, organisation)
    left: dict[int, str] = {}
    with act(actor, "awards.record") as opened:
        inside = set(tree_on(clock.today()).descendants(organisation))
        days = {one.told.on for one in awards}
        standing = {
            on: standing_on([a.person for a in awards if a.person and a.told.on == on], on) for on in days
        }
        there = Award.objects.known().filter(on__in=days)
        said = {(r.kind, fold(r.decision), r.on, r.organisation_id, r.person_id): r for r in there}
        rows = []
        for one in awards:
            told, stay = one.told, standing[one.told.on].get(one.person or 0)
            place = one.unit if one.person is None else stay.organisation if stay else None
            if place not in inside:
                left[one.source_row or 0] = f"Ngày {told.on:%d/%m/%Y} người này không sinh hoạt ở đơn vị này."
                continue
            before = said.get((AwardKind(told.kind).value, fold(told.decision), told.on, place, one.person))
            if before is not None and before.source_row_id is not None:
                left[one.source_row or 0] = THERE
                continue
            if before is not None:
                Award.objects.filter(pk=before.pk).update(known_to_act=opened)
            rows.append(
                Award(
                    organisation_id=place, person_id=one.person, kind=AwardKind(told.kind).value, decision=told.decision.strip(),
                    on=told.on, level=Level(told.level).value, reason=told.reason.strip(),
                    occasion=Occasion(told.occasion).value, known_from_act=opened, source_row_id=one.source_row,
                )
            )  # fmt: skip
        Award.objects.bulk_create(rows)
        record(opened, "awards.record", count=len(rows), organisation_id=organisation)
    return left


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "awards.withdraw", reason) as opened:
        count = retire(Award, source_rows, opened.number)
        record(opened, "awards.withdraw", count=count, organisation_id=organisation)


def take_back(*, actor: Actor, organisation: int, awards: Collection[int], reason: str) -> None:
    """Commendations that were written by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "awards.take_back", reason) as opened:
        rows = typed_rows(Award, awards, organisation)
        Award.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "awards.take_back", count=len(rows), organisation_id=organisation)
