"""What waits about conferences: those to come, and conclusions that nobody was given yet."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.proceedings.queries import unassigned
from dangvu.review.rules import days_in_words
from dangvu.work.conferences.queries import conferences


def to_attend(desk: Desk) -> Iterable[Waiting]:
    """Conferences to come: to be prepared here, or to which somebody of the organisation is called."""
    if not desk.may(READ_NAMES):
        return
    every = conferences(actor=desk.actor, organisation=desk.node.id, tree=desk.tree)
    coming = sorted(
        (one for one in every if one.on >= desk.today and not one.is_cancelled), key=lambda one: one.on
    )
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
