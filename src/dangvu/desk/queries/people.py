"""What waits about people: steps with a deadline, transfers on the way, what is not known of members."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.desk.queries.rows import Desk, Group, Waiting, group_of
from dangvu.foundation.capabilities import READ_FINDINGS, READ_NAMES, WRITE_MEMBERS
from dangvu.foundation.ratio import share, vietnamese
from dangvu.members.queries.missing import ANY, lacking_any
from dangvu.members.queries.transfers import OnTheWay, on_the_way
from dangvu.work.admissions.queries.due import Due, DuePerson, due
from dangvu.work.admissions.rules.deadlines import LATER, OVERDUE, THIS_WEEK, TODAY
from dangvu.work.admissions.rules.steps import ABOVE, COMMITTEE

#: {state of a deadline: what the list is asked for}.
STATES = {OVERDUE: "qua_han", TODAY: "hom_nay", THIS_WEEK: "con_tuan", LATER: "sau_tuan"}


def steps_with_a_deadline(desk: Desk) -> Iterable[Waiting]:
    """Each kind of step, once for each state of its deadline: who is late, who is due today, this week, later."""
    if not desk.may(READ_NAMES):
        return
    for kind in due(desk.actor, desk.inside, desk.today):
        for state, asked in STATES.items():
            people = [one for one in kind.items if one.state == state]
            if people:
                yield _step(desk, kind, people, asked)


def _step(desk: Desk, kind: Due, people: list[DuePerson], asked: str) -> Waiting:
    first = people[0]
    group = Group.ELSEWHERE if _is_elsewhere(desk, kind) else group_of(first.deadline, desk.today)
    words = f"lâu nhất {first.words}" if len(people) > 1 and first.state == OVERDUE else first.words
    return Waiting(
        len(people), "người", kind.title, f"{kind.organ_title}{_places(desk, people)}", group, "admission_people",
        {"viec": kind.kind, "han": asked}, first.deadline, words,
    )  # fmt: skip


def _is_elsewhere(desk: Desk, kind: Due) -> bool:
    """A cell waits for its committee and for the level above; a grassroots committee for the level above."""
    if desk.node.is_grassroots:
        return kind.organ == ABOVE
    return desk.node.is_cell and kind.organ in (COMMITTEE, ABOVE)


def _places(desk: Desk, people: list[DuePerson]) -> str:
    """The first two places by name; nothing where there is only the desk's own."""
    names = list(dict.fromkeys(desk.tree[one.organisation].name for one in people))
    if names == [desk.node.name]:
        return ""
    more = f" và {len(names) - 2} nơi khác" if len(names) > 2 else ""
    return f": {', '.join(names[:2])}{more}"


def transfers(desk: Desk) -> Iterable[Waiting]:
    """Who is to be received here, and who is waited for by another place."""
    if not desk.may(READ_NAMES, WRITE_MEMBERS):
        return
    going, coming = on_the_way(actor=desk.actor, organisation=desk.node.id)
    if coming:
        yield _transfer(
            desk, coming, "Tiếp nhận đảng viên chuyển đến", "den", group_of(coming[0].due_on, desk.today)
        )
    if not {one.transfer for one in going} <= {one.transfer for one in coming}:
        yield _transfer(desk, going, "Chờ nơi đến tiếp nhận đảng viên chuyển đi", "di", Group.ELSEWHERE)


def _transfer(desk: Desk, rows: list[OnTheWay], title: str, anchor: str, group: Group) -> Waiting:
    late = sum(one.is_overdue for one in rows)
    note = f"{late} người đã quá hạn nộp giấy" if late else "Giấy giới thiệu còn hạn nộp"
    return Waiting(
        len(rows), "người", title, note, group, "transfers", deadline=rows[0].due_on, anchor=anchor,
        words=rows[0].left_said,
    )  # fmt: skip


def missing(desk: Desk) -> Iterable[Waiting]:
    """Members of whom something is not on record."""
    if not desk.may(READ_FINDINGS, READ_NAMES, WRITE_MEMBERS):
        return
    lacking, every = lacking_any(actor=desk.actor, organisation=desk.node.id, on=desk.today)
    if lacking:
        complete = vietnamese(share(every - lacking, every, 1), 1)
        yield Waiting(
            lacking, "người", "Bổ sung thông tin đảng viên còn thiếu", f"{complete}% hồ sơ đã đủ thông tin", Group.LATER,
            "members", {"thieu": ANY[0]}, words="làm dần",
        )  # fmt: skip
