"""A meeting as it is held: who is there, what is voted on, the minutes; and its line in the book."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.work.meetings import rules
from dangvu.work.meetings.actions.book import count_of, into_book, kinds_in_book
from dangvu.work.meetings.actions.planning import state_of
from dangvu.work.meetings.limits import limits_on, vote_rule
from dangvu.work.meetings.models import (
    CellMeeting,
    Minutes,
    RollEntry,
    SittingState,
    SittingVote,
)
from dangvu.work.meetings.queries.members import OnList, members_of
from dangvu.work.meetings.rules import Count, Duty, Mark

#: So many names of guests or visitors are no roll any more.
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class Roll:
    """Who did not come, or came late; everybody else on the list was there. Of those exempt only who came is told."""

    marks: Mapping[int, tuple[str, str]]  # {person: (mark, reason)}
    exempt_there: Collection[int] = ()
    guests: Sequence[str] = ()
    visitors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewVote:
    """One question, and how many agreed, did not agree, said something else."""

    question: str
    agreed: int
    against: int = 0
    other: int = 0
    threshold: str = rules.Threshold.HALF
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What the minutes say. ``speeches``: one on a line, 'name: words'."""

    began: time
    ended: time
    chair: str
    secretary: str
    content: str
    speeches: str = ""
    conclusion: str = ""
    resolution: str = ""


def take_roll(*, actor: Actor, organisation: int, sitting: int, roll: Roll) -> Count:
    """Who was there, over the list of members of the meeting's day; the roll in numbers. A later one takes its place.

    Raises Impossible before the day of the meeting and for a cell without a list; LookupError for somebody who was no
    member there on that day.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(guests="\n".join(roll.guests), visitors="\n".join(roll.visitors))
    if len(roll.guests) > _MOST_NAMES or len(roll.visitors) > _MOST_NAMES:
        raise Impossible(f"Nhiều nhất {_MOST_NAMES} người mỗi phần; kiểm tra lại danh sách.", "guests")
    with act(actor, "meetings.take_roll") as opened:
        state = state_of(organisation, sitting)
        on = _day(state)
        members = members_of(state.organisation_id, on)
        if not members:
            raise Impossible(f"Chi bộ chưa có danh sách đảng viên ngày {on:%d/%m/%Y}: nạp danh sách trước.")
        known = {one.person for one in members}
        if not known.issuperset(roll.marks) or not known.issuperset(roll.exempt_there):
            raise LookupError(sitting)
        entries = [_entry(one, roll) for one in members]
        RollEntry.objects.known().filter(sitting_id=sitting).update(known_to_act=opened)
        named = [(name, Duty.GUEST) for name in roll.guests] + [
            (name, Duty.VISITOR) for name in roll.visitors
        ]
        bulk.insert(
            RollEntry, ("sitting", "person", "name", "official", "duty", "mark", "reason", "known_from_act"),
            [
                *((sitting, person, "", official, duty, mark, reason, opened.number) for person, official, duty, mark, reason in entries),
                *((sitting, None, name[:200], False, duty, Mark.PRESENT, "", opened.number) for name, duty in named),
            ],
        )  # fmt: skip
        into_book(opened, state)
        count = count_of(sitting)
        record(opened, "meetings.take_roll", count=count.present, organisation_id=state.organisation_id)
    return count


def _day(state: SittingState) -> date:
    if state.on is None or state.called_on is None:
        raise Impossible("Buổi này chưa triệu tập: ghi ngày, giờ, địa điểm họp trước.")
    if state.on > clock.today():
        raise Impossible(f"Chưa đến ngày họp {state.on:%d/%m/%Y}.")
    return state.on


def _entry(one: OnList, roll: Roll) -> tuple[int, bool, Duty, Mark, str]:
    if one.duty is Duty.OBLIGED:
        mark, reason = roll.marks.get(one.person, (Mark.PRESENT, ""))
    else:
        there = one.duty is Duty.EXEMPT and one.person in roll.exempt_there
        mark, reason = (Mark.PRESENT if there else Mark.NONE), ""
    return one.person, one.official, one.duty, Mark(mark), reason[:200]


def record_vote(*, actor: Actor, organisation: int, sitting: int, vote: NewVote) -> int:
    """One vote, with the base and the number needed by the rule of the meeting's day; its id.

    Raises Impossible without a roll, without a quorum, and where more voted than official members were there.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(question=vote.question)
    with act(actor, "meetings.vote") as opened:
        state = state_of(organisation, sitting)
        on, count = _day(state), count_of(sitting)
        limits = limits_on(on)
        if not count.listed:
            raise Impossible("Điểm danh trước rồi mới ghi biểu quyết: cơ sở tính lấy theo điểm danh.")
        if not rules.has_quorum(count, limits.quorum):
            raise Impossible(
                f"Có mặt {count.official_there} trên {count.base} đảng viên chính thức trong cơ sở tính, chưa quá nửa nên "
                "chưa biểu quyết được; kiểm tra lại điểm danh."
            )  # fmt: skip
        field, wrong = rules.fault_of_vote(count, vote.agreed, vote.against, vote.other)
        if wrong:
            raise Impossible(wrong, field)
        needed = rules.votes_needed(count.base, vote.threshold, limits.half, limits.two_thirds)
        made = SittingVote.objects.create(
            sitting_id=sitting, question=vote.question, threshold=vote.threshold, secret=vote.secret, agreed=vote.agreed,
            against=vote.against, other=vote.other, base=count.base, needed=needed, rule=vote_rule(on),
            known_from_act=opened,
        )  # fmt: skip
        record(opened, "meetings.vote", count=1, organisation_id=state.organisation_id)
    return int(made.pk)


def drop_vote(*, actor: Actor, organisation: int, sitting: int, vote: int) -> None:
    """A vote that was written by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.drop_vote") as opened:
        state = state_of(organisation, sitting)
        if not SittingVote.objects.known().filter(pk=vote, sitting_id=sitting).update(known_to_act=opened):
            raise LookupError(vote)
        record(opened, "meetings.drop_vote", count=1, organisation_id=state.organisation_id)


def write_minutes(*, actor: Actor, organisation: int, sitting: int, written: Written) -> None:
    """The minutes: the meeting was held, and stands in the book from here on. Later minutes take their place.

    Raises Impossible without a roll and for an end that is not after the beginning.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(
        content=written.content, speeches=written.speeches, conclusion=written.conclusion, resolution=written.resolution,
        chair=written.chair, secretary=written.secretary,
    )  # fmt: skip
    if written.ended <= written.began:
        raise Impossible("Giờ kết thúc phải sau giờ bắt đầu. Ví dụ: bắt đầu 14:00, kết thúc 15:40.", "ended")
    with act(actor, "meetings.write_minutes") as opened:
        state = state_of(organisation, sitting)
        _day(state)
        if not count_of(sitting).listed:
            raise Impossible("Điểm danh trước rồi mới ghi biên bản.")
        _not_typed_before(state)
        Minutes.objects.known().filter(sitting_id=sitting).update(known_to_act=opened)
        Minutes.objects.create(
            sitting_id=sitting, began=written.began, ended=written.ended, chair=written.chair,
            secretary=written.secretary, content=written.content, speeches=written.speeches,
            conclusion=written.conclusion, resolution=written.resolution, known_from_act=opened,
        )  # fmt: skip
        into_book(opened, state)
        record(opened, "meetings.write_minutes", count=1, organisation_id=state.organisation_id)


def _not_typed_before(state: SittingState) -> None:
    typed = CellMeeting.objects.known().filter(
        organisation_id=state.organisation_id, on=state.on, kind__in=kinds_in_book(state.kind), source_row=None,
        sitting=None,
    )  # fmt: skip
    if typed.exists():
        raise Impossible(
            "Ngày này chi bộ đã ghi một buổi cùng loại vào sổ, không có biên bản: bỏ dòng đó trong sổ rồi ghi biên bản."
        )
