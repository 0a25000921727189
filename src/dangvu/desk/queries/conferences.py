"""What waits about conferences: those to come, and conclusions that nobody was given yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.foundation.parameters.queries import Parameters
from dangvu.proceedings.queries import unassigned
from dangvu.review.rules import days_in_words
from dangvu.work.conferences.queries import ConferenceRow, conferences
from dangvu.work.conferences.rules import ConferenceKind, next_plenum

#: A plenum is reminded of when it is a month off.
_SOON = timedelta(days=31)


def to_attend(desk: Desk) -> Iterable[Waiting]:
    """Conferences to come: to be prepared here, or to which somebody of the organisation is called."""
    if not desk.may(READ_NAMES):
        return
    every = conferences(actor=desk.actor, organisation=desk.node.id, tree=desk.tree)
    coming = sorted(
        (one for one in every if one.on >= desk.today and not one.is_cancelled), key=lambda one: one.on
    )
    yield from _plenum(desk, every)
    if not coming:
        return
    first = coming[0]
    title = "Dự hội nghị được triệu tập"
    if first.is_own:
        title = "Chuẩn bị hội nghị" if desk.may(WRITE_WORK) else "Hội nghị sắp họp"
    yield Waiting(
        len(coming), "hội nghị", title, first.title, group_of(first.on, desk.today), "conferences", {"loc": "sap-toi"}, first.on,
        days_in_words(first.on, desk.today),
    )  # fmt: skip


def _plenum(desk: Desk, every: Sequence[ConferenceRow]) -> Iterable[Waiting]:
    """The next ordinary plenum of an upper committee whose plenums are written here, until it is called."""
    if not desk.node.is_upper or not desk.may(WRITE_WORK):
        return
    own = [
        one.on
        for one in every
        if one.is_own and not one.is_cancelled and one.kind == ConferenceKind.COMMITTEE.label
    ]
    months = Parameters().if_known("conferences.plenum_months", desk.today)
    due = next_plenum(own, int(months.value)) if months else None
    if months is None or due is None or any(on >= desk.today for on in own) or due - desk.today > _SOON:
        return
    note = f"{months.value} tháng một lần; gần nhất họp ngày {max(own):%d/%m/%Y}"
    yield Waiting(
        1, "hội nghị", "Triệu tập hội nghị cấp ủy thường kỳ", note, group_of(due, desk.today), "conference_new", {}, due,
        days_in_words(due, desk.today),
    )  # fmt: skip


def to_give_out(desk: Desk) -> Iterable[Waiting]:
    """Conferences that were held and whose conclusions are not all tasks."""
    if not desk.may(READ_NAMES, WRITE_WORK):
        return
    found = unassigned(actor=desk.actor, organisation=desk.node.id)
    points = sum(one.points for one in found)
    note = f"{points} điểm kết luận; {found[0].title}" if found else ""
    yield Waiting(
        len(found), "hội nghị", "Giao nhiệm vụ từ kết luận hội nghị", note, Group.THIS_WEEK, "conferences", {"loc": "chua-giao"}
    )  # fmt: skip
