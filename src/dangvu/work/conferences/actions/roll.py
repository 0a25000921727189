"""The roll: who is called, in which group they sit, who came."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import key
from dangvu.members.models import Membership
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.conferences import rules
from dangvu.work.conferences.actions.gate import own, restate
from dangvu.work.conferences.models import (
    CheckIn,
    ConferenceState,
    Delegate,
    DiscussionGroup,
    GroupPlace,
    SpeakerTurn,
)
from dangvu.work.conferences.rules import CONVENED, DelegateKind, Presence


@dataclass(frozen=True, slots=True)
class NewDelegate:
    """Whom to call: a member (``person``), or a post of a unit or of a body outside (``unit`` None)."""

    post: str
    kind: str = DelegateKind.DELEGATE
    unit: int | None = None
    person: int | None = None


def invite(*, actor: Actor, organisation: int, conference: int, delegates: Sequence[NewDelegate]) -> int:
    """Put delegates and guests on the roll; whoever stands there already is not put twice. How many are new.

    LookupError for a unit or a member of somewhere else.
    """
    require(actor, WRITE_WORK, organisation)
    for one in delegates:
        refuse_secret(post=one.post)
    with act(actor, "conferences.invite") as opened:
        state = own(organisation, conference)
        _of_ours(organisation, state, delegates)
        told = Delegate.objects.known().filter(conference_id=conference)
        people = set(told.exclude(person=None).values_list("person_id", flat=True))
        posts = {(unit, key(post)) for unit, post in told.filter(person=None).values_list("unit_id", "post")}
        new = []
        for one in delegates:
            place = (one.unit, key(one.post))
            if one.person in people if one.person is not None else place in posts:
                continue
            people.add(one.person) if one.person is not None else posts.add(place)
            new.append(
                Delegate(conference_id=conference, organisation_id=organisation, kind=one.kind, unit_id=one.unit,
                         person_id=one.person, post=one.post, known_from_act=opened)
            )  # fmt: skip
        Delegate.objects.bulk_create(new)
        record(opened, "conferences.invite", count=len(new), organisation_id=organisation)
    return len(new)


def _of_ours(organisation: int, state: ConferenceState, delegates: Sequence[NewDelegate]) -> None:
    below = tree_on(clock.today()).descendants(organisation)
    units = {one.unit for one in delegates if one.unit is not None}
    people = {one.person for one in delegates if one.person is not None}
    here = Membership.objects.known().valid_on(state.on).filter(person_id__among=list(people))
    members = set(here.filter(organisation_id__among=list(below)).values_list("person_id", flat=True))
    if not units <= set(below) or not people <= members:
        raise LookupError(state.conference_id)


def _delegates(conference: int, ids: Collection[int]) -> list[Delegate]:
    rows = list(Delegate.objects.known().filter(conference_id=conference, pk__in=ids))
    if len(rows) != len(set(ids)):
        raise LookupError(ids)
    return rows


def uninvite(*, actor: Actor, organisation: int, conference: int, delegates: Collection[int]) -> None:
    """These are not called any more. Impossible for whoever is in the hall or has the floor."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.uninvite") as opened:
        own(organisation, conference)
        rows = _delegates(conference, delegates)
        ids = [row.pk for row in rows]
        if CheckIn.objects.known().filter(delegate_id__in=ids).exists():
            raise Impossible("Người đã điểm danh thì không bỏ khỏi danh sách được; bỏ điểm danh trước.")
        if SpeakerTurn.objects.known().filter(delegate_id__in=ids).exists():
            raise Impossible("Người này đã đăng ký hoặc đã phát biểu nên giữ trong danh sách.")
        GroupPlace.objects.known().filter(delegate_id__in=ids).update(known_to_act=opened)
        Delegate.objects.filter(pk__in=ids).update(known_to_act=opened)
        record(opened, "conferences.uninvite", count=len(rows), organisation_id=organisation)


def check_in(
    *, actor: Actor, organisation: int, conference: int, delegates: Collection[int], state: str = "", note: str = ""
) -> int:  # fmt: skip
    """Mark delegates on the roll; ``state`` '': there, on time or late by the clock. How many marks changed.

    A mark that says the same stands: pressing twice, or on two phones, writes once and keeps the first hour. Who is
    marked as there before the day is refused.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(note=note)
    with act(actor, "conferences.check_in") as opened:
        called, now = own(organisation, conference), clock.now()
        if called.on > clock.today() and (not state or state in rules.THERE):
            raise Impossible(f"Hội nghị họp ngày {called.on:%d/%m/%Y}: đến ngày họp mới điểm danh có mặt.")
        mark = state or rules.arrival(now, called.on, called.starts_at)
        at = now if called.on == clock.today() and mark in rules.THERE else None
        ids = [row.pk for row in _delegates(conference, delegates)]
        changed = _mark(opened, ids, str(mark), at, note, keep_there=not state)
        if changed:
            record(opened, "conferences.check_in", count=changed, organisation_id=organisation)
    return changed


def _mark(
    opened: Act, ids: Collection[int], mark: str, at: datetime | None, note: str, keep_there: bool = False
) -> int:
    """Write marks where they say something else; ``keep_there``: whoever is marked as there stays as marked."""
    now = {row.delegate_id: row for row in CheckIn.objects.known().filter(delegate_id__in=ids)}

    def stands(delegate: int) -> bool:
        row = now.get(delegate)
        if row is None:
            return False
        return (keep_there and row.state in rules.THERE) or (row.state == mark and row.note == note)

    new = [delegate for delegate in ids if not stands(delegate)]
    CheckIn.objects.known().filter(delegate_id__in=new).update(known_to_act=opened)
    CheckIn.objects.bulk_create(
        CheckIn(delegate_id=delegate, state=mark, at=at, note=note, known_from_act=opened) for delegate in new
    )
    return len(new)


def mark_rest_absent(*, actor: Actor, organisation: int, conference: int) -> int:
    """Whoever was called and is not marked yet was not there and told nobody why. How many."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.mark_rest_absent") as opened:
        called = own(organisation, conference)
        if called.on > clock.today():
            raise Impossible(f"Hội nghị họp ngày {called.on:%d/%m/%Y}: chưa đến ngày họp.")
        rows = Delegate.objects.known().filter(conference_id=conference, kind__in=CONVENED)
        waiting = rows.exclude(
            pk__in=CheckIn.objects.known().filter(delegate__conference_id=conference).values("delegate_id")
        )
        count = _mark(opened, list(waiting.values_list("pk", flat=True)), Presence.ABSENT, None, "")
        record(opened, "conferences.mark_rest_absent", count=count, organisation_id=organisation)
    return count


def take_back_check_in(
    *, actor: Actor, organisation: int, conference: int, delegates: Collection[int]
) -> None:
    """The mark was a mistake: these are not called yet."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.take_back_check_in") as opened:
        own(organisation, conference)
        ids = [row.pk for row in _delegates(conference, delegates)]
        count = CheckIn.objects.known().filter(delegate_id__in=ids).update(known_to_act=opened)
        record(opened, "conferences.take_back_check_in", count=count, organisation_id=organisation)


def make_groups(*, actor: Actor, organisation: int, conference: int, count: int) -> None:
    """Share those who are called out over so many groups: who comes from one unit sits together. Made anew as a whole."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.make_groups") as opened:
        own(organisation, conference)
        if not 0 <= count <= 20:
            raise Impossible("Số tổ thảo luận từ 0 đến 20; 0 là không chia tổ.", "count")
        rows = list(
            Delegate.objects.known().filter(conference_id=conference, kind__in=CONVENED).order_by("pk")
        )
        if count and not rows:
            raise Impossible("Chưa triệu tập đại biểu nào; mời đại biểu trước rồi chia tổ.", "count")
        groups = DiscussionGroup.objects.known().filter(conference_id=conference)
        there = {group.number: group for group in groups}
        GroupPlace.objects.known().filter(group__conference_id=conference).update(known_to_act=opened)
        groups.filter(number__gt=count).update(known_to_act=opened)
        shares = rules.share_out([row.unit_id or organisation for row in rows], count) if count else []
        for number, places in enumerate(shares, start=1):
            group = there.get(number) or DiscussionGroup.objects.create(
                conference_id=conference, number=number, known_from_act=opened
            )
            GroupPlace.objects.bulk_create(
                GroupPlace(group=group, delegate=rows[place], known_from_act=opened) for place in places
            )
        record(opened, "conferences.make_groups", count=count, organisation_id=organisation)


def describe_group(
    *, actor: Actor, organisation: int, conference: int, number: int, place: str, leader: str, secretary: str
) -> None:  # fmt: skip
    """Where a group meets, who leads it and who writes (by post)."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(place=place, leader=leader, secretary=secretary)
    with act(actor, "conferences.describe_group") as opened:
        own(organisation, conference)
        row = DiscussionGroup.objects.known().filter(conference_id=conference, number=number).first()
        if row is None:
            raise LookupError(number)
        before = row.pk
        restate(opened, row, place=place, leader=leader, secretary=secretary)
        for seat in GroupPlace.objects.known().filter(group_id=before):
            restate(opened, seat, group=row)
        record(opened, "conferences.describe_group", count=1, organisation_id=organisation, number=number)
