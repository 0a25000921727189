"""Transfers as a handshake of two sides: introduced, then received; cancelled or sent back on the way.

Until the other side has received them a person is counted at home, and from that day there and nowhere else:
leaving and arriving are two movements of one day, written by one act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.parameters.queries import Parameters, calendar
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import (
    limit,
    must_be_inside,
    must_fit,
    must_not_be_moving,
    names_of,
    refuse,
    standing_before,
)
from dangvu.members.actions.settling import NewMovement, write_movements
from dangvu.members.models import Membership, MovementKind, Transfer, TransferOutcome
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on


@dataclass(frozen=True, slots=True)
class Introduction:
    """A member introduced to ``target``, or to a place outside the tree that has only a name."""

    person: int
    introduced_on: date
    target: int | None = None
    target_name: str = ""
    moved_on: date | None = None
    paper_number: str = ""
    late_reason: str = ""


def introduce(*, actor: Actor, organisation: int, introductions: Sequence[Introduction]) -> list[int]:
    """Introduce members of ``organisation`` elsewhere; the transfers' ids. They stay counted here for now."""
    require(actor, WRITE_MEMBERS, organisation)
    people = {i.person for i in introductions}
    with act(actor, "members.introduce") as opened:
        names, tree = names_of(people), tree_on(clock.today())
        parameters, days = Parameters(), calendar()
        must_not_be_moving(people, names)
        ids = []
        for asked in introductions:
            on, name = asked.introduced_on, names.get(asked.person, "Người này")
            if on > clock.today():
                raise Impossible(f"Ngày giới thiệu {on:%d/%m/%Y} chưa đến.", "introduced_on")
            place = must_be_inside(
                standing_on([asked.person], on).get(asked.person), organisation, tree, name, on
            )
            target_name = _target(asked, place.organisation)
            if asked.moved_on is not None:
                start = limit(parameters, "transfer.start_within_working_days", asked.moved_on)
                refuse(
                    rules.introduced_late(on, days.add(asked.moved_on, start.value), asked.late_reason, start)
                )
            present = limit(parameters, "transfer.present_within_working_days", on)
            ids.append(
                Transfer.objects.create(
                    person_id=asked.person, organisation_id=place.organisation, target_id=asked.target,
                    target_name=target_name, moved_on=asked.moved_on, introduced_on=on,
                    paper_number=asked.paper_number, due_on=days.add(on, present.value), rule=present.source,
                    late_reason=asked.late_reason, known_from_act=opened,
                ).pk
            )  # fmt: skip
        record(
            opened, "members.introduce", count=len(ids), organisation_id=organisation, people=sorted(people)
        )
    return ids


def _target(asked: Introduction, home: int) -> str:
    """The name of where someone goes; refused where that is no transfer out of the grassroots organisation."""
    if asked.target is None:
        if not asked.target_name:
            raise Impossible(
                "Chọn tổ chức nơi đến, hoặc ghi tên nếu nơi đến không có trong danh sách.", "target"
            )
        return asked.target_name
    tree = tree_on(clock.today())
    if asked.target not in tree or (tree.unit_of(asked.target) is None):
        raise Impossible("Nơi đến phải là chi bộ hoặc đảng bộ cơ sở đang hoạt động.", "target")
    if home in tree and tree.unit_of(home) == tree.unit_of(asked.target):
        raise Impossible(
            "Nơi đến cùng một tổ chức cơ sở đảng: ghi là chuyển sinh hoạt nội bộ, không cần giấy giới thiệu ra ngoài.",
            "target",
        )
    return tree.label(asked.target)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The other side has taken someone in, in ``cell``, on a day."""

    transfer: int
    on: date
    cell: int
    reason: str = ""


def receive(*, actor: Actor, organisation: int, receipts: Sequence[Receipt]) -> list[int]:
    """Receive people who were introduced to ``organisation``; from that day they count here. The movements' ids."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.receive") as opened:
        tree = tree_on(clock.today())
        inside = set(tree.descendants(organisation))
        moved: list[NewMovement] = []
        for receipt in receipts:
            transfer = _open(receipt.transfer)
            if transfer.target_id is None or transfer.target_id not in inside:
                raise Impossible("Người này không được giới thiệu đến tổ chức này.")
            if receipt.cell not in inside or tree.unit_of(receipt.cell) != tree.unit_of(transfer.target_id):
                raise Impossible("Chọn một chi bộ thuộc tổ chức được giới thiệu đến.", "cell")
            moved += _moved(opened, transfer, receipt.on, receipt.cell, receipt.reason)
        ids = write_movements(opened, moved)
        people = {m.person for m in moved}
        must_fit(opened, people)
        record(
            opened,
            "members.receive",
            count=len(receipts),
            organisation_id=organisation,
            people=sorted(people),
        )
    return ids


def confirm_outside(*, actor: Actor, organisation: int, transfer: int, on: date, reason: str = "") -> None:
    """A place outside the tree has taken someone in: home records it, and they are no longer counted here."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.confirm_outside") as opened:
        found = _open(transfer)
        _must_be_home(found, organisation)
        if found.target_id is not None:
            raise Impossible("Nơi đến có trong hệ thống: nơi đó tự tiếp nhận.")
        write_movements(opened, _moved(opened, found, on, None, reason))
        must_fit(opened, {found.person_id})
        record(
            opened, "members.confirm_outside", count=1, organisation_id=organisation, people=[found.person_id]
        )


def cancel(*, actor: Actor, organisation: int, transfers: Sequence[int], reason: str) -> None:
    """Home takes an introduction back; nothing else changes."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.cancel_transfer", reason) as opened:
        for transfer in transfers:
            found = _open(transfer)
            _must_be_home(found, organisation)
            _end(opened, found, TransferOutcome.How.CANCELLED, clock.today(), reason)
        record(opened, "members.cancel_transfer", count=len(transfers), organisation_id=organisation)


def send_back(*, actor: Actor, organisation: int, transfers: Sequence[int], reason: str) -> None:
    """The other side does not take someone in, and says why; they stay at home."""
    require(actor, WRITE_MEMBERS, organisation)
    if not reason.strip():
        raise Impossible("Ghi lý do trả lại, ví dụ: giấy giới thiệu ghi sai tên chi bộ.", "reason")
    with act(actor, "members.send_back", reason) as opened:
        tree = tree_on(clock.today())
        for transfer in transfers:
            found = _open(transfer)
            if found.target_id is None or found.target_id not in tree.descendants(organisation):
                raise Impossible("Người này không được giới thiệu đến tổ chức này.")
            _end(opened, found, TransferOutcome.How.SENT_BACK, clock.today(), reason)
        record(opened, "members.send_back", count=len(transfers), organisation_id=organisation)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Someone arrives from a place outside the tree, with its paper."""

    person: int
    cell: int
    on: date
    status: str
    origin: str
    paper_number: str = ""


def arrive_from_outside(*, actor: Actor, organisation: int, arrivals: Sequence[Arrival]) -> list[int]:
    """Receive members from outside the tree; the movements' ids."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.arrive") as opened:
        tree, today = tree_on(clock.today()), clock.today()
        moved = []
        for arrival in arrivals:
            if arrival.on > today:
                raise Impossible(f"Ngày tiếp nhận {arrival.on:%d/%m/%Y} chưa đến.", "on")
            if arrival.cell not in tree.descendants(organisation) or tree.unit_of(arrival.cell) is None:
                raise Impossible("Chọn một chi bộ thuộc tổ chức này.", "cell")
            if not arrival.origin:
                raise Impossible("Ghi nơi chuyển đến từ đâu, ví dụ: Đảng bộ huyện bên.", "origin")
            moved.append(
                NewMovement(arrival.person, arrival.cell, MovementKind.TRANSFERRED_IN, arrival.on, arrival.status,
                            decision_number=arrival.paper_number, note=f"Từ {arrival.origin}")
            )  # fmt: skip
        ids = write_movements(opened, moved)
        must_fit(opened, {m.person for m in moved})
        record(opened, "members.arrive", count=len(moved), organisation_id=organisation)
    return ids


@dataclass(frozen=True, slots=True)
class InternalMove:
    """From one cell to another of the same grassroots organisation: its totals do not change."""

    person: int
    cell: int
    on: date
    decision_number: str = ""
    decided_on: date | None = None


def move_within(*, actor: Actor, organisation: int, moves: Sequence[InternalMove]) -> list[int]:
    """Move members between cells of one grassroots organisation (chuyển sinh hoạt nội bộ)."""
    require(actor, WRITE_MEMBERS, organisation)
    people = {m.person for m in moves}
    with act(actor, "members.move_within") as opened:
        names, tree, today = names_of(people), tree_on(clock.today()), clock.today()
        must_not_be_moving(people, names)
        moved: list[NewMovement] = []
        for asked in moves:
            name = names.get(asked.person, "Người này")
            place = standing_before([asked.person], asked.on).get(asked.person)
            refuse(rules.leaving(name, asked.on, place.since if place else None, today))
            place = must_be_inside(place, organisation, tree, name, asked.on)
            if asked.cell == place.organisation:
                raise Impossible(f"{name} đang ở chính chi bộ này.", "cell")
            if asked.cell not in tree or tree.unit_of(asked.cell) != tree.unit_of(place.organisation):
                raise Impossible(
                    "Chi bộ này thuộc tổ chức cơ sở khác: làm chuyển sinh hoạt chính thức (giới thiệu, tiếp nhận).",
                    "cell",
                )
            paper = {"decision_number": asked.decision_number, "decided_on": asked.decided_on}
            moved += [
                NewMovement(asked.person, place.organisation, MovementKind.INTERNAL_OUT, asked.on,
                            note=f"Đến {tree.label(asked.cell)}", **paper),  # type: ignore[arg-type]
                NewMovement(asked.person, asked.cell, MovementKind.INTERNAL_IN, asked.on, place.status,
                            note=f"Từ {tree.label(place.organisation)}", **paper),  # type: ignore[arg-type]
            ]  # fmt: skip
        ids = write_movements(opened, moved)
        must_fit(opened, people)
        record(
            opened,
            "members.move_within",
            count=len(moves),
            organisation_id=organisation,
            people=sorted(people),
        )
    return ids


def _open(transfer: int) -> Transfer:
    """A transfer that is still open; refused where someone has ended it meanwhile."""
    found: Transfer | None = Transfer.objects.known().filter(pk=transfer).first()
    if found is None:
        raise LookupError(transfer)
    ended = TransferOutcome.objects.known().filter(transfer=found).first()
    if ended is not None:
        raise Impossible(
            f"Lần giới thiệu này {ended.get_how_display().lower()} ngày {ended.on:%d/%m/%Y}, không còn chờ nữa."
        )
    return found


def _must_be_home(transfer: Transfer, organisation: int) -> None:
    if organisation not in tree_on(clock.today()).path(transfer.organisation_id):
        raise Impossible("Người này không do tổ chức này giới thiệu.")


def _end(opened: Act, transfer: Transfer, how: str, on: date, reason: str) -> None:
    TransferOutcome.objects.create(
        transfer=transfer, how=how, on=on, reason=reason[:300], known_from_act=opened
    )


def _moved(opened: Act, transfer: Transfer, on: date, cell: int | None, reason: str) -> list[NewMovement]:
    """The two movements of a transfer that was received, and its end."""
    refuse(rules.received(on, transfer.introduced_on, transfer.due_on, reason, transfer.rule, clock.today()))
    stay = standing_before([transfer.person_id], on).get(transfer.person_id)
    if stay is None:
        since = Membership.objects.known().filter(person_id=transfer.person_id, valid_to=None).first()
        when = f"; trong danh sách từ {since.valid_from:%d/%m/%Y}" if since else ""
        raise Impossible(
            f"Vào ngày {on:%d/%m/%Y} người này không phải là đảng viên của nơi giới thiệu{when}.", "on"
        )
    _end(opened, transfer, TransferOutcome.How.RECEIVED, on, reason)
    paper = transfer.paper_number
    moved = [
        NewMovement(transfer.person_id, stay.organisation, MovementKind.TRANSFERRED_OUT, on,
                    decision_number=paper, note=f"Đến {transfer.target_name}"[:400])
    ]  # fmt: skip
    if cell is not None:
        home = tree_on(clock.today())
        name = home.label(stay.organisation) if stay.organisation in home else "tổ chức cũ"
        moved.append(
            NewMovement(transfer.person_id, cell, MovementKind.TRANSFERRED_IN, on, stay.status,
                        decision_number=paper, note=f"Từ {name}"[:400])
        )  # fmt: skip
    return moved
