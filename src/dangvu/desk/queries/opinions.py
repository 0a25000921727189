"""What waits in the book of proposals: for the office that keeps it, and for whoever is to answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_REPORT, WRITE_WORK
from dangvu.review.rules import days_in_words
from dangvu.work.meetings.queries import OpinionView, opinions_at
from dangvu.work.meetings.rules import OpinionState


def proposals_to_answer(desk: Desk) -> Iterable[Waiting]:
    """Proposals of the own book that nobody has answered, and those sent here to be answered."""
    if not desk.may(READ_REPORT, WRITE_WORK):
        return
    every = opinions_at(actor=desk.actor, organisation=desk.node.id, tree=desk.tree)
    open_ = [one for one in every if one.state is not OpinionState.ANSWERED]
    held = [one for one in open_ if one.holder == desk.node.id]
    new = sum(one.state is OpinionState.NEW for one in held)
    parts = ((new, "chưa chuyển"), (len(held) - new, "đã chuyển, chờ trả lời"))
    note = ", ".join(f"{count} {words}" for count, words in parts if count)
    # What nobody was asked yet is one's own to do; the rest waits for others until their day.
    due = _first_due(held)
    group = Group.THIS_WEEK if new else Group.ELSEWHERE
    group = group_of(due, desk.today) if due is not None and due <= desk.today else group
    yield _row(desk, held, "Kiến nghị chưa trả lời", note, "chua-tra-loi", group)
    sent = [one for one in open_ if one.is_sent_to(desk.node.id)]
    due = _first_due(sent)
    group = Group.THIS_WEEK if due is None else group_of(due, desk.today)
    yield _row(desk, sent, "Trả lời kiến nghị được chuyển đến", "Cấp trên chuyển đến", "duoc-chuyen", group)


def _first_due(found: Sequence[OpinionView]) -> date | None:
    return min((one.routed.due for one in found if one.routed and one.routed.due), default=None)


def _row(desk: Desk, found: Sequence[OpinionView], title: str, note: str, part: str, group: Group) -> Waiting:
    due = _first_due(found)
    words = days_in_words(due, desk.today) if due else ""
    return Waiting(len(found), "kiến nghị", title, note, group, "opinions", {"loc": part}, due, words)
