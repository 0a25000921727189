"""Filling and vacating the posts of a committee (kiện toàn), and opening its terms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import settle_now
from dangvu.members.models import LEAVING, Membership, Movement, MovementKind, Status
from dangvu.members.queries import kept_people, profiles, stays_of
from dangvu.members.rules import Stay
from dangvu.organisations import actions as organisations
from dangvu.organisations.access import require
from dangvu.organisations.actions import NO_DECISION, Decision, NewTerm
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.work.officers import rules
from dangvu.work.officers.models import Begun, Ended, Post, Seat

T = TypeVar("T")


class CannotSeat(Impossible):
    """The post cannot be filled or vacated like that; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A person who takes a post on a day."""

    person: int
    post: str
    on: date
    begun: str = Begun.ELECTED
    decision: Decision = NO_DECISION
    source_row: int | None = None


def take_seats(*, actor: Actor, organisation: int, seats: Sequence[NewSeat]) -> list[int]:
    """Put people into posts of the organisation's committee; the seats' ids.

    Raises CannotSeat where the post does not exist at that level, is taken, or the person is not an official
    member of the organisation (or of one below it) on that day.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "officers.take_seats") as opened:
        made = []
        stays = stays_of([seat.person for seat in seats])
        trees = {day: tree_on(day) for day in {seat.on for seat in seats}}
        for seat in seats:
            tree = trees[seat.on]
            _check_post(seat, organisation, tree)
            _check_member(seat, organisation, tree, stays.get(seat.person, []))
            _check_free(seat, organisation)
            made.append(
                Seat.objects.create(
                    organisation_id=organisation, person_id=seat.person, post=seat.post, valid_from=seat.on,
                    begun=seat.begun, begun_number=seat.decision.number, begun_date=seat.decision.date,
                    known_from_act=opened, source_row_id=seat.source_row,
                ).pk
            )  # fmt: skip
        record(opened, "officers.take_seats", count=len(made), organisation_id=organisation)
    return made


def _check_post(seat: NewSeat, organisation: int, tree: Tree) -> None:
    if organisation not in tree:
        raise CannotSeat(f"Ngày {seat.on:%d/%m/%Y} chưa có hoặc không còn tổ chức này.", "on")
    node = tree[organisation]
    if seat.post not in rules.posts_of(node.kind):
        raise CannotSeat(f"{node.kind_label} không có chức vụ {Post(seat.post).label}.", "post")


def _check_member(seat: NewSeat, organisation: int, tree: Tree, stays: Sequence[Stay]) -> None:
    below = set(tree.descendants(organisation))
    there = next((s for s in stays if s.start <= seat.on and (s.end is None or seat.on < s.end)), None)
    if there is None or there.organisation not in below:
        raise CannotSeat(
            f"Ngày {seat.on:%d/%m/%Y} đồng chí này không sinh hoạt ở {tree[organisation].name}; ghi việc chuyển"
            " sinh hoạt đến trước, hoặc chọn ngày muộn hơn.",
            "person",
        )
    if there.status != Status.OFFICIAL:
        raise CannotSeat(
            f"Ngày {seat.on:%d/%m/%Y} đồng chí này còn là đảng viên dự bị; chỉ đảng viên chính thức được bầu vào cấp ủy.",
            "person",
        )


def _check_free(seat: NewSeat, organisation: int) -> None:
    standing = list(_standing_from(organisation, seat.on))
    held = [row.post for row in standing if row.person_id == seat.person]
    if clash := rules.excludes(seat.post, held):
        raise CannotSeat(
            f"Đồng chí này đang giữ chức {Post(clash).label}; ghi việc thôi giữ chức đó trước.", "post"
        )
    if seat.post in rules.SINGLE:
        for row in standing:
            if row.post == seat.post:
                name = _name(row.person_id)
                raise CannotSeat(
                    f"{name} đang giữ chức {Post(seat.post).label} từ ngày {row.valid_from:%d/%m/%Y}; ghi việc"
                    " thôi giữ chức của đồng chí đó trước.",
                    "post",
                )


def _standing_from(organisation: int, on: date) -> Sequence[Seat]:
    """Seats that stand on ``on`` or on some day after it."""
    rows = Seat.objects.known().filter(organisation_id=organisation)
    return [row for row in rows if row.valid_to is None or row.valid_to > on]


def _name(person: int) -> str:
    found = profiles([person]).get(person)
    return f"Đồng chí {found.name}" if found else "Một đồng chí khác"


def leave_seats(
    *, actor: Actor, organisation: int, seats: Collection[int], on: date, ended: str,
    decision: Decision = NO_DECISION,
) -> int:  # fmt: skip
    """End these seats of the organisation on ``on``: the first day on which the post is no longer held. How many."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "officers.leave_seats") as opened:
        rows = list(Seat.objects.known().filter(organisation_id=organisation, pk__in=seats))
        if len(rows) != len(set(seats)):
            raise CannotSeat(
                "Chức vụ này đã được sửa trong lúc đồng chí đang làm; mở lại trang để xem bản mới."
            )
        _end(opened, rows, on, ended, decision)
        record(opened, "officers.leave_seats", count=len(rows), organisation_id=organisation, how=ended)
    return len(rows)


def _end(opened: Act, rows: Sequence[Seat], on: date, ended: str, decision: Decision) -> None:
    for row in rows:
        if row.valid_to is not None and row.valid_to <= on:
            raise CannotSeat(f"Việc thôi giữ chức đã ghi từ ngày {row.valid_to:%d/%m/%Y}.", "on")
        if row.valid_from >= on:
            raise CannotSeat(
                f"Ngày thôi ({on:%d/%m/%Y}) phải sau ngày nhận chức ({row.valid_from:%d/%m/%Y}).", "on"
            )
    for row in rows:
        Seat.objects.filter(pk=row.pk).update(known_to_act=opened)
        row.pk, row.known_from_act, row.valid_to = None, opened, on
        row.ended, row.ended_number, row.ended_date = ended, decision.number, decision.date
        row._state.adding = True
        row.save(force_insert=True)


def end_with_organisation(
    *, actor: Actor, organisation: int, on: date, decision: Decision = NO_DECISION
) -> list[Seat]:
    """Every post of an organisation that ends on ``on`` ends with it; the seats that did."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "officers.end_with_organisation") as opened:
        rows = _standing_from(organisation, on)
        _end(opened, rows, on, Ended.ORGANISATION_ENDED, decision)
        record(opened, "officers.end_with_organisation", count=len(rows), organisation_id=organisation)
    return list(rows)


def end_of_people(
    *, actor: Actor, organisation: int, people: Collection[int], on: date, decision: Decision = NO_DECISION
) -> list[Seat]:
    """People who leave the organisation for good leave its posts (Quy định 294-QĐ/TW, điểm 16.4)."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "officers.end_of_people") as opened:
        rows = [row for row in _standing_from(organisation, on) if row.person_id in set(people)]
        _end(opened, rows, on, Ended.LEFT, decision)
        record(opened, "officers.end_of_people", count=len(rows), organisation_id=organisation)
    return rows


def begin_term(
    *, actor: Actor, organisation: int, term: NewTerm, on: date, decision: Decision = NO_DECISION
) -> int:
    """A congress opens a term: the posts of the one before are over that day. How many posts ended.

    Told again for the same day it corrects the term, and no post ends (those of that day belong to it).
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "officers.begin_term") as opened:
        organisations.begin_term(actor=actor, organisation=organisation, term=term, on=on)
        over = [row for row in _standing_from(organisation, on) if row.valid_from < on]
        _end(opened, over, on, Ended.TERM_OVER, decision)
        record(opened, "officers.begin_term", count=len(over), organisation_id=organisation)
    return len(over)


def moving(actor: Actor, do: Callable[[], T]) -> T:
    """Have ``do`` record movements, and the posts of whoever moved end with them: one act. Rights are those of ``do``.

    Who is away for a time keeps the post; an official transfer, leaving the Party and death end it (294-QĐ/TW,
    điểm 6.3.2c and 16.4). A movement that is corrected or taken back puts the post right again.
    """
    with act(actor, "officers.moving") as opened:
        done = do()
        follow_members(opened)
    return done


def follow_members(opened: Act, acts: Collection[int] = ()) -> list[Seat]:
    """Bring seats in line with the memberships that this act (and ``acts``) wrote; the seats that changed.

    Derived rows only: a seat that someone ended by a decision stays as it is.
    """
    settle_now(opened)
    rows = list(Seat.objects.known().filter(Q(valid_to__isnull=True) | Q(follows=True)))
    if not rows:
        return []
    kept, numbers = kept_people(), {opened.number, *acts}
    holders = {row.person_id for row in rows} | {kept.get(row.person_id, row.person_id) for row in rows}
    changed = Membership.objects.filter(Q(known_from_act__in=numbers) | Q(known_to_act__in=numbers))
    touched = {
        kept.get(p, p) for p in changed.filter(person_id__in=holders).values_list("person_id", flat=True)
    }
    moved = [row for row in rows if kept.get(row.person_id, row.person_id) in touched]
    stays = stays_of({row.person_id for row in moved})
    followed = [row for row in moved if _follow(opened, row, stays.get(row.person_id, []), kept)]
    if followed:
        record(opened, "officers.follow_members", count=len(followed),
               people=sorted({row.person_id for row in followed}))  # fmt: skip
    return followed


def _follow(opened: Act, row: Seat, stays: Sequence[Stay], kept: dict[int, int]) -> bool:
    """Supersede one seat where its end is no longer that of its holder's membership; whether it was."""
    inside = [
        (stay.start, stay.end)
        for stay in stays
        if row.organisation_id in tree_on(max(stay.start, row.valid_from)).path(stay.organisation)
    ]
    member, end = rules.last_stay(row.valid_from, inside)
    if not member or end == row.valid_to:
        return False
    Seat.objects.filter(pk=row.pk).update(known_to_act=opened)
    row.pk, row.known_from_act, row.valid_to, row.follows = None, opened, end, end is not None
    row.ended, row.ended_number, row.ended_date = "", "", None
    if end is not None:
        row.ended, row.ended_number, row.ended_date = _departure(row.person_id, end, kept)
    row._state.adding = True
    row.save(force_insert=True)
    return True


_ENDED = {
    MovementKind.DIED: Ended.DIED, MovementKind.STRUCK_OFF: Ended.OUT, MovementKind.EXPELLED: Ended.OUT,
    MovementKind.RESIGNED: Ended.OUT,
}  # fmt: skip


def _departure(person: int, on: date, kept: dict[int, int]) -> tuple[str, str, date | None]:
    """(how the post ended, number and day of the decision) of the movement by which someone left on a day."""
    keeper = kept.get(person, person)
    same = [keeper, *(one for one, other in kept.items() if other == keeper)]
    left = Movement.objects.known().filter(person_id__in=same, on=on, kind__in=LEAVING, counted=True).first()
    if left is None:
        return Ended.LEFT.value, "", None
    return _ENDED.get(MovementKind(left.kind), Ended.LEFT).value, left.decision_number, left.decided_on
