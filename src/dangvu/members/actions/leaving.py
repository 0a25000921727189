"""Leaving the Party (struck off, resigned, expelled, died), and coming back (restored, admitted again)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import (
    limit,
    must_be_inside,
    must_fit,
    must_not_be_moving,
    names_of,
    open_transfers,
    refuse,
    standing_before,
)
from dangvu.members.actions.settling import NewMovement, write_movements
from dangvu.members.models import LEAVING, Movement, MovementKind, Status, TransferOutcome
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on

#: The ways out of the Party; a transfer is no way out.
WAYS_OUT = (MovementKind.STRUCK_OFF, MovementKind.RESIGNED, MovementKind.EXPELLED, MovementKind.DIED)


@dataclass(frozen=True, slots=True)
class Departure:
    """Someone leaves the Party on a day. A death needs no decision; every other way does."""

    person: int
    kind: str
    on: date
    decision_number: str = ""
    decided_on: date | None = None
    striking: rules.StrikingFacts | None = None
    note: str = ""


def leave(*, actor: Actor, organisation: int, departures: Sequence[Departure]) -> list[int]:
    """Record that members of ``organisation`` (or of its cells) left the Party; the movements' ids."""
    require(actor, WRITE_MEMBERS, organisation)
    people = {d.person for d in departures}
    with act(actor, "members.leave") as opened:
        names, tree, parameters = names_of(people), tree_on(clock.today()), Parameters()
        must_not_be_moving({d.person for d in departures if d.kind != MovementKind.DIED}, names)
        moved = []
        for departure in departures:
            name = names.get(departure.person, "Người này")
            place = standing_before([departure.person], departure.on).get(departure.person)
            refuse(rules.leaving(name, departure.on, place.since if place else None, clock.today()))
            place = must_be_inside(place, organisation, tree, name, departure.on)
            note = _checked(departure, place.status, parameters)
            moved.append(
                NewMovement(departure.person, place.organisation, departure.kind, departure.on,
                            decision_number=departure.decision_number, decided_on=departure.decided_on, note=note)
            )  # fmt: skip
        ids = write_movements(opened, moved)
        for transfer in open_transfers(people):  # of those who died on the way
            TransferOutcome.objects.create(
                transfer=transfer, how=TransferOutcome.How.CANCELLED, on=clock.today(),
                reason="đảng viên từ trần", known_from_act=opened,
            )  # fmt: skip
        must_fit(opened, people)
        record(opened, "members.leave", count=len(moved), organisation_id=organisation,
               people=sorted(people), kinds=sorted({d.kind for d in departures}))  # fmt: skip
    return ids


def _checked(departure: Departure, status: str, parameters: Parameters) -> str:
    """The note of a departure that the rules allow."""
    on = departure.on
    if departure.kind not in WAYS_OUT:
        raise Impossible("Chọn một hình thức ra khỏi Đảng.", "kind")
    if departure.kind == MovementKind.DIED:
        return departure.note
    if departure.kind == MovementKind.EXPELLED:
        refuse(rules.expelled(status))
    refuse(rules.decided(departure.decision_number, departure.decided_on, on))
    if departure.kind != MovementKind.STRUCK_OFF:
        return departure.note
    facts = departure.striking or rules.StrikingFacts("")
    refuse(
        rules.struck_off(
            facts, status, on,
            limit(parameters, "struck_off.months_in_a_year", on),
            limit(parameters, "struck_off.help_months", on),
            limit(parameters, "struck_off.years_not_fulfilled", on),
        )
    )  # fmt: skip
    details = rules.STRIKING_GROUNDS[facts.ground]
    if facts.months:
        details += f" ({facts.months} tháng trong năm)"
    if facts.helped_from:
        details += f" (giúp đỡ từ {facts.helped_from:%d/%m/%Y})"
    if facts.years:
        details += f" ({', '.join(map(str, facts.years))})"
    return f"{details}. {departure.note}".strip() if departure.note else details


@dataclass(frozen=True, slots=True)
class Return:
    """Someone who left comes back, by a decision: restored (wrongly disciplined) or admitted again."""

    person: int
    organisation: int
    kind: str
    on: date
    decision_number: str
    decided_on: date | None
    note: str = ""


def come_back(*, actor: Actor, organisation: int, returns: Sequence[Return]) -> list[int]:
    """Record restorations of membership and admissions of former members; the movements' ids."""
    require(actor, WRITE_MEMBERS, organisation)
    people = {r.person for r in returns}
    with act(actor, "members.come_back") as opened:
        names, tree, parameters = names_of(people), tree_on(clock.today()), Parameters()
        moved = []
        for back in returns:
            if organisation not in tree.path(back.organisation):
                raise Impossible("Chọn một chi bộ thuộc tổ chức này.", "organisation")
            status = _may_come_back(back, names.get(back.person, "Người này"), parameters)
            moved.append(
                NewMovement(back.person, back.organisation, back.kind, back.on, status,
                            decision_number=back.decision_number, decided_on=back.decided_on, note=back.note)
            )  # fmt: skip
        ids = write_movements(opened, moved)
        must_fit(opened, people)
        record(
            opened, "members.come_back", count=len(moved), organisation_id=organisation, people=sorted(people)
        )
    return ids


def _may_come_back(back: Return, name: str, parameters: Parameters) -> str:
    """The standing with which someone comes back, where the rules allow it."""
    if back.kind not in (MovementKind.RESTORED, MovementKind.READMITTED):
        raise Impossible("Chọn phục hồi đảng tịch hoặc kết nạp lại.", "kind")
    if back.on > clock.today():
        raise Impossible(f"Ngày {back.on:%d/%m/%Y} chưa đến; chỉ ghi việc đã xảy ra.", "on")
    refuse(rules.decided(back.decision_number, back.decided_on, back.on))
    if standing_on([back.person], back.on):
        raise Impossible(f"{name} đang là đảng viên, không phải phục hồi hay kết nạp lại.")
    history = Movement.objects.known().filter(person_id=back.person, counted=True)
    left = history.filter(kind__in=LEAVING, on__lte=back.on).order_by("-on").first()
    if left is None or left.kind not in WAYS_OUT or left.kind == MovementKind.DIED:
        raise Impossible(f"Không có trong sổ việc {name} bị khai trừ, xóa tên hay xin ra khỏi Đảng.")
    if back.kind == MovementKind.RESTORED:
        if left.kind == MovementKind.RESIGNED:
            rule = parameters.if_known("restoration.regulation", back.on)
            raise Impossible(
                "Người tự xin ra khỏi Đảng không thuộc diện phục hồi đảng tịch"
                f"{f' ({rule.source})' if rule else ''}; xét kết nạp lại.", "kind",
            )  # fmt: skip
        stood = standing_before([back.person], left.on).get(back.person)
        return stood.status if stood else Status.OFFICIAL
    refuse(
        rules.readmitted(
            name, left.on, back.on, history.filter(kind=MovementKind.READMITTED).count(),
            limit(parameters, "readmission.wait_months", back.on),
            limit(parameters, "readmission.maximum_times", back.on),
        )
    )  # fmt: skip
    return Status.PROBATIONARY
