"""Where the books of two areas meet, each time in one act: a conference's roll, opinions and conclusions, what a case
asks to be put right, what a ranking has to know of tasks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_INSPECTION, WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.proceedings.models import Notice, PointTask, SpokenOpinion
from dangvu.proceedings.queries import notice_of, tasks_of, tasks_of_year
from dangvu.work.conferences import actions as conferences
from dangvu.work.conferences.actions import NewDelegate, NewPoint
from dangvu.work.conferences.actions.gate import own
from dangvu.work.conferences.models import ConferenceState
from dangvu.work.conferences.queries import PointView, points
from dangvu.work.conferences.rules import DelegateKind, PointKind
from dangvu.work.documents.actions import Issued, NewDocument, issue
from dangvu.work.documents.rules import Body
from dangvu.work.inspection.queries import case_words, one_case
from dangvu.work.meetings.actions import NewOpinion, Voice, record_opinions, route_opinion
from dangvu.work.meetings.models import OpinionKind
from dangvu.work.officers.models import Post, Seat
from dangvu.work.officers.rules import IN_COMMITTEE
from dangvu.work.ranking.actions import NewRanking, rank
from dangvu.work.resolutions.actions import NewTask, Origin, give_tasks
from dangvu.work.resolutions.queries import tasks
from dangvu.work.resolutions.rules.tasks import OriginKind


def call_delegates(
    *, actor: Actor, organisation: int, conference: int, committee: bool = False, units: Sequence[int] = (),
    posts: Collection[str] = (), guests: Sequence[str] = (),
) -> int:  # fmt: skip
    """Put on the roll: the organisation's committee (from its officers), the holders of ``posts`` in ``units``, guests by post.

    A post nobody is on record for is called as a post. How many are new.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "proceedings.call_delegates"):
        on = own(organisation, conference).on
        new = [NewDelegate(guest, DelegateKind.GUEST) for guest in guests]
        if committee:
            sitting = _seats([organisation], list(IN_COMMITTEE), on)
            if not sitting:
                raise Impossible(
                    "Chưa ghi ai trong cấp ủy của đơn vị này; ghi ở “Cấp ủy và nhiệm kỳ”, hoặc mời theo chức danh.",
                    "committee",
                )
            new += [
                NewDelegate(str(Post(post).label), DelegateKind.COMMITTEE, organisation, person)
                for person, post in {seat.person_id: seat.post for seat in reversed(sitting)}.items()
            ]
        holders = {(seat.organisation_id, seat.post): seat.person_id for seat in _seats(units, posts, on)}
        new += [
            NewDelegate(str(Post(post).label), DelegateKind.DELEGATE, unit, holders.get((unit, post)))
            for unit in units
            for post in posts
        ]
        return conferences.invite(
            actor=actor, organisation=organisation, conference=conference, delegates=new
        )


def _seats(organisations: Sequence[int], posts: Collection[str], on: date) -> list[Seat]:
    rows = (
        Seat.objects.known()
        .valid_on(on)
        .filter(organisation_id__among=list(organisations), post__in=list(posts))
    )
    order = [post.value for post in Post]
    return sorted(rows, key=lambda seat: (order.index(seat.post), seat.pk))


def hear(
    *, actor: Actor, organisation: int, conference: int, unit: int, text: str, is_proposal: bool = True,
    to: int | None = None, body: str = "", due: date | None = None,
) -> int:  # fmt: skip
    """Write down what a unit said at the conference, in the book of proposals; sent on at once where somebody is named.

    The entry's id. Impossible before the day of the conference, or without words.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(text=text)
    with act(actor, "proceedings.hear") as opened:
        state = own(organisation, conference)
        if state.on > clock.today():
            raise Impossible(f"Hội nghị họp ngày {state.on:%d/%m/%Y}: đến ngày họp mới ghi ý kiến.")
        if unit not in tree_on(clock.today()).descendants(organisation):
            raise LookupError(unit)
        kind = OpinionKind.PROPOSAL if is_proposal else OpinionKind.VIEW
        new = NewOpinion(text, state.on, state.title[:200], [Voice(unit, text)], kind)
        [opinion] = record_opinions(actor=actor, organisation=organisation, opinions=[new])
        SpokenOpinion.objects.create(conference_id=conference, opinion_id=opinion)
        if to is not None or body.strip():
            route_opinion(actor=actor, organisation=organisation, opinion=opinion, to=to, body=body, due=due)
        elif due is not None:
            raise Impossible("Chọn nơi trả lời rồi mới đặt hạn trả lời.", "to")
        record(opened, "proceedings.hear", count=1, organisation_id=organisation, title=state.title)
    return opinion


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a notice became: its number in the register, and how many points were given out as tasks."""

    symbol: str
    tasks: int


def issue_notice(
    *, actor: Actor, organisation: int, conference: int, on: date, signer: str = "", number: int | None = None
) -> Noticed:
    """Issue the notice of conclusions: its number from the outgoing register, its points given out as tasks.

    Impossible without points, before the conference, where a notice was issued, or where the register refuses.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "proceedings.issue_notice") as opened:
        state, tree = own(organisation, conference), tree_on(clock.today())
        if on < state.on:
            raise Impossible(f"Ngày thông báo phải từ ngày họp ({state.on:%d/%m/%Y}) trở đi.", "on")
        asked: dict[str, Any] = {
            "actor": actor, "organisation": organisation, "tree": tree, "conference": conference
        }  # fmt: skip
        if (there := notice_of(**asked)) is not None:
            raise Impossible(f"Thông báo kết luận {there.symbol} đã ban hành rồi.")
        if not points(**asked):
            raise Impossible("Chưa ghi điểm kết luận nào; ghi ít nhất một điểm rồi mới ban hành.")
        made = _issue(actor, tree, organisation, on, f"Kết luận {_small(state.title)}"[:500], signer, number)
        Notice.objects.create(conference_id=conference, document_id=made.id)
        given = assign_points(actor=actor, organisation=organisation, conference=conference)
        record(
            opened, "proceedings.issue_notice", count=given, organisation_id=organisation, number=made.symbol
        )
    return Noticed(made.symbol, given)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _issue(
    actor: Actor, tree: Tree, organisation: int, on: date, title: str, signer: str, number: int | None
) -> Issued:
    body = Body.CELL if tree[organisation].is_cell else Body.COMMITTEE
    new = NewDocument("thong_bao", on, title, body, number, signer)
    return issue(actor=actor, organisation=organisation, documents=[new])[0]


def assign_points(*, actor: Actor, organisation: int, conference: int) -> int:
    """Every point that is no task yet becomes one, for each of its units. How many."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "proceedings.assign_points") as opened:
        state, tree = own(organisation, conference), tree_on(clock.today())
        asked: dict[str, Any] = {"actor": actor, "organisation": organisation, "conference": conference}
        given = tasks_of(**asked)
        waiting = [point for point in points(**asked, tree=tree) if point.number not in given]
        titles = {fold(one.title) for one in tasks(actor=actor, organisation=organisation) if one.given_here}
        for point in waiting:
            if fold(point.text) in titles:
                raise Impossible(
                    f"Nhiệm vụ “{point.text}” đã giao từ trước; sửa lời của điểm {point.number} cho khác."
                )
        made = give_tasks(
            actor=actor, organisation=organisation, tasks=[_task(state, point) for point in waiting]
        )
        PointTask.objects.bulk_create(
            PointTask(conference_id=conference, number=point.number, task_id=task)
            for point, task in zip(waiting, made, strict=True)
        )
        record(opened, "proceedings.assign_points", count=len(waiting), organisation_id=organisation)
    return len(waiting)


def _task(state: ConferenceState, point: PointView) -> NewTask:
    """The task that a point becomes: given on the day of the conference, to the units of the point, by its day."""
    kind = OriginKind.DIRECTION if point.kind == PointKind.DIRECTION else OriginKind.CONCLUSION
    return NewTask(
        point.text, tuple(owner for owner, _ in point.owners), product=point.product, given_on=state.on,
        due_on=point.due, origin=Origin(kind, state.title, state.conference_id),
    )  # fmt: skip


def correct_point(*, actor: Actor, organisation: int, conference: int, number: int, new: NewPoint) -> None:
    """Another wording, owner or day of a point; not of one that was given out as a task."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "proceedings.correct_point"):
        _not_given(actor, organisation, conference, number)
        conferences.correct_point(
            actor=actor, organisation=organisation, conference=conference, number=number, new=new
        )


def drop_point(*, actor: Actor, organisation: int, conference: int, number: int) -> None:
    """A point was not concluded after all; not of one that was given out as a task."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "proceedings.drop_point"):
        _not_given(actor, organisation, conference, number)
        conferences.drop_points(
            actor=actor, organisation=organisation, conference=conference, numbers=[number]
        )


def _not_given(actor: Actor, organisation: int, conference: int, number: int) -> None:
    own(organisation, conference)
    if number in tasks_of(actor=actor, organisation=organisation, conference=conference):
        raise Impossible(
            "Điểm này đã giao thành nhiệm vụ; bỏ nhiệm vụ ở “Nhiệm vụ được giao” rồi mới sửa được điểm."
        )


def follow_up_case(*, actor: Actor, organisation: int, case: int, new: NewTask) -> int:
    """A task born from a concluded case: what has to be put right, given by whoever inspects. Its id.

    The task says the case's code and day only: neither its kind nor its subject, as the book of tasks is read by many.
    Impossible before the conclusion; LookupError for a case of elsewhere.
    """
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "proceedings.follow_up_case"):
        one, _ = one_case(actor=actor, organisation=organisation, case=case)
        if one.done_on is None:
            raise Impossible("Cuộc này chưa kết luận; ghi kết luận rồi mới giao việc khắc phục.")
        born = replace(new, origin=Origin(OriginKind.INSPECTION, case_words(one), case))
        [task] = give_tasks(actor=actor, organisation=organisation, tasks=[born], right=WRITE_INSPECTION)
    return task


def rank_units(
    *, actor: Actor, organisation: int, year: int, step: str, on: date, entries: Sequence[NewRanking], document: str = ""
) -> int:  # fmt: skip
    """Rank organisations with what the book of tasks knows of their year: never fewer tasks, nor fewer of them late, than
    stand there. What discipline knows of a unit will join here. How many were ranked."""
    require(actor, WRITE_WORK, organisation)
    units = [one.organisation for one in entries if one.organisation is not None]
    known = tasks_of_year(actor=actor, organisation=organisation, units=units, year=year)
    joined = []
    for one in entries:
        every, late = known.get(one.organisation or 0, (0, 0))
        told = replace(one, tasks=max(one.tasks or 0, every), late=max(one.late or 0, late)) if every else one
        joined.append(told)
    return rank(
        actor=actor, organisation=organisation, year=year, step=step, on=on, entries=joined, document=document
    )
