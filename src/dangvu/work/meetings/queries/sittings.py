"""Meetings from plan to minutes: the year's plan, one meeting with its checks, its roll by names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.members.models import PersonProfile
from dangvu.members.queries.people import profiles
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.tree import Tree
from dangvu.work.meetings import rules
from dangvu.work.meetings.limits import limits_on, vote_rule
from dangvu.work.meetings.models import (
    CellMeeting,
    MeetingScore,
    Minutes,
    RollEntry,
    SittingState,
    SittingVote,
)
from dangvu.work.meetings.queries.members import members_of
from dangvu.work.meetings.queries.sheets import SheetView, sheet_of
from dangvu.work.meetings.rules import Check, Count, Duty, Limits, Mark, Quality, SittingKind


class Stage(IntEnum):
    """How far a meeting has come."""

    PLANNED = 0
    CALLED = 1
    ROLL = 2
    HELD = 3

    @property
    def words(self) -> str:
        return ("Trong kế hoạch", "Đã triệu tập", "Đã điểm danh, chưa có biên bản", "Đã họp")[self.value]


@dataclass(frozen=True, slots=True)
class SittingLine:
    """A meeting as the plan shows it."""

    id: int
    organisation: int
    place: str
    kind: SittingKind
    month: date
    on: date | None
    theme: str
    prepares: str
    stage: Stage
    in_book: bool = False  # written into the book of that month without minutes


def plan(*, actor: Actor, organisation: int, tree: Tree, year: int) -> list[SittingLine]:
    """The meetings of a year, planned, called or held, of the cells here and below, in the order of their days."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = list(SittingState.objects.known().filter(organisation_id__among=inside, month__year=year))
    ids = [row.sitting_id for row in rows]
    held, rolled = _with(Minutes, ids), _with(RollEntry, ids)
    written = {
        (place, kind, on.replace(day=1))
        for place, kind, on in CellMeeting.objects.known()
        .filter(organisation_id__among=inside, on__year=year, sitting=None)
        .values_list("organisation_id", "kind", "on")
    }
    lines = [
        _line(
            row, tree, _stage(row, row.sitting_id in held, row.sitting_id in rolled),
            (row.organisation_id, row.kind, row.month) in written,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(
        lines, key=lambda one: (one.month, one.on or one.month, one.kind.value, one.organisation, one.id)
    )


def to_write_up(*, actor: Actor, organisation: int, tree: Tree, today: date) -> list[SittingLine]:
    """The meetings here and below whose day has come and that have no minutes, the oldest first: of the last year."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    written = Minutes.objects.known().values("sitting_id")
    rows = list(
        SittingState.objects.known()
        .filter(organisation_id__among=inside, called_on__isnull=False, on__lte=today)
        .filter(on__gte=today - timedelta(days=366))
        .exclude(sitting_id__in=written)
        .order_by("on", "sitting_id")
    )
    rolled = _with(RollEntry, [row.sitting_id for row in rows])
    return [_line(row, tree, _stage(row, False, row.sitting_id in rolled)) for row in rows]


def _line(row: SittingState, tree: Tree, stage: Stage, in_book: bool = False) -> SittingLine:
    return SittingLine(
        row.sitting_id, row.organisation_id, tree.label(row.organisation_id), SittingKind(row.kind), row.month, row.on,
        row.theme, row.prepares, stage, in_book,
    )  # fmt: skip


def _with(model: Any, sittings: Collection[int]) -> set[int]:
    if not sittings:
        return set()
    return set(
        model.objects.known()
        .filter(sitting_id__among=list(sittings))
        .values_list("sitting_id", flat=True)
        .distinct()
    )


def _stage(state: SittingState, held: bool, rolled: bool) -> Stage:
    if held:
        return Stage.HELD
    return Stage.ROLL if rolled else Stage.CALLED if state.called_on else Stage.PLANNED


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote as it was counted, and whether it carried."""

    id: int
    question: str
    threshold: str
    secret: bool
    agreed: int
    against: int
    other: int
    base: int
    needed: int
    rule: str

    @property
    def carried(self) -> bool:
        return self.agreed >= self.needed

    @property
    def threshold_words(self) -> str:
        return rules.Threshold(self.threshold).label.lower()


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score: by the cell itself (``own``) or from above, line by line."""

    own: bool
    place: str
    total: int
    quality: Quality
    note: str
    lines: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class SittingView:
    """One meeting with everything on record of it. ``act``: the act that last changed any of it."""

    id: int
    organisation: int
    place: str
    state: SittingState
    stage: Stage
    count: Count | None
    quorum: bool
    votes: Sequence[VoteView]
    minutes: Minutes | None
    scores: Sequence[ScoreView]
    sheet: SheetView | None
    checks: Sequence[Check]
    limits: Limits
    rule: str
    act: int

    @property
    def kind(self) -> SittingKind:
        return SittingKind(self.state.kind)

    @property
    def title(self) -> str:
        when = (
            f"ngày {self.state.on:%d/%m/%Y}"
            if self.state.on
            else f"tháng {self.state.month.month}/{self.state.month.year}"
        )
        return f"{self.kind.label} {when}"

    @property
    def quality(self) -> Quality | None:
        """As the book has it: what was scored from above, else the cell's own."""
        by = {one.own: one.quality for one in self.scores}
        return by.get(False) or by.get(True)

    @property
    def speeches(self) -> list[tuple[str, str]]:
        """[(who, what)] of the minutes; a line without a name is of nobody named."""
        lines = self.minutes.speeches.splitlines() if self.minutes else []
        return [
            (who.strip(), words.strip()) if colon and len(who) <= 80 else ("", line)
            for line in lines
            if line.strip()
            for who, colon, words in [line.partition(":")]
        ]


def sitting(*, actor: Actor, organisation: int, tree: Tree, sitting: int) -> SittingView:
    """One meeting of a cell here or below; LookupError where there is none, or no longer."""
    require(actor, READ_NAMES, organisation, tree=tree)
    state = state_here(organisation, tree, sitting)
    facts = {
        model: list(model.objects.known().filter(sitting_id=sitting).order_by("pk"))
        for model in (RollEntry, SittingVote, Minutes, MeetingScore)
    }
    roll, minutes = facts[RollEntry], next(iter(facts[Minutes]), None)
    count = rules.counted(_on_roll(row) for row in roll) if roll else None
    day = state.on or state.month
    limits = limits_on(day)
    return SittingView(
        id=sitting, organisation=state.organisation_id, place=tree.label(state.organisation_id), state=state,
        stage=_stage(state, minutes is not None, bool(roll)), count=count,
        quorum=count is not None and rules.has_quorum(count, limits.quorum),
        votes=[
            VoteView(v.pk, v.question, v.threshold, v.secret, v.agreed, v.against, v.other, v.base, v.needed, v.rule)
            for v in facts[SittingVote]
        ],
        minutes=minutes, scores=_scores(facts[MeetingScore], tree),
        sheet=sheet_of(tree, state.organisation_id, state.kind, day),
        checks=_checks(state, count, minutes, roll, limits), limits=limits, rule=vote_rule(day),
        act=max(state.known_from_act_id, *(row.known_from_act_id for rows in facts.values() for row in rows), 0),
    )  # fmt: skip


def state_here(organisation: int, tree: Tree, sitting: int) -> SittingState:
    """The meeting of a cell here or below, as known now; LookupError where there is none."""
    row: SittingState | None = SittingState.objects.known().filter(sitting_id=sitting).first()
    if row is None or organisation not in tree.path(row.organisation_id):
        raise LookupError(sitting)
    return row


def _on_roll(row: RollEntry) -> rules.OnRoll:
    return rules.OnRoll(Duty(row.duty), Mark(row.mark), row.official)


def _scores(rows: Sequence[MeetingScore], tree: Tree) -> list[ScoreView]:
    found = []
    for row in sorted(rows, key=lambda one: not one.own):
        place = tree.label(row.organisation_id) if row.organisation_id in tree else ""
        lines = zip(row.sheet.criteria, row.points, strict=False)
        found.append(
            ScoreView(row.own, place, row.total, Quality(row.quality), row.note,
                      tuple((str(text), int(most), int(given)) for (text, most), given in lines))
        )  # fmt: skip
    return found


def minutes_long(minutes: Minutes) -> int:
    """How many minutes a meeting took."""
    began, ended = (datetime.combine(date.min, at) for at in (minutes.began, minutes.ended))
    return int((ended - began).total_seconds()) // 60


def _checks(
    state: SittingState,
    count: Count | None,
    minutes: Minutes | None,
    roll: Sequence[RollEntry],
    limits: Limits,
) -> list[Check]:
    """What the guidance of the day asks, as far as it can be told by now."""
    found: list[Check | None] = []
    if state.on is not None and state.called_on is not None:
        found.append(rules.check_papers(state.papers_on, state.on, limits))
    if count is not None:
        found.append(rules.check_attendance(count, limits))
        found += _excused_too_often(state, roll, limits)
    if minutes is not None:
        found.append(rules.check_length(state.kind, minutes_long(minutes), limits))
    return [one for one in found if one is not None]


def _excused_too_often(state: SittingState, roll: Sequence[RollEntry], limits: Limits) -> list[Check]:
    """Members who were excused more often in a row than the guidance lets a good meeting have."""
    most, people = limits.excused_in_a_row, [row.person_id for row in roll if row.mark == Mark.EXCUSED]
    if most is None or not people or state.on is None:
        return []
    before = SittingState.objects.known().filter(organisation_id=state.organisation_id, on__lte=state.on)
    last = list(before.order_by("-on", "-pk").values_list("sitting_id", flat=True)[: most + 1])
    rows = RollEntry.objects.known().filter(sitting_id__in=last, person_id__in=people, mark=Mark.EXCUSED)
    times: dict[int, int] = defaultdict(int)
    for person in rows.values_list("person_id", flat=True):
        times[person] += 1
    often = sum(count > most for count in times.values())
    if not often:
        return []
    return [Check(False, f"{often} người vắng có lý do quá {most} buổi liền", limits.source)]


@dataclass(frozen=True, slots=True)
class RollLine:
    """One name of the roll. ``mark`` and ``reason`` as written; before the roll is taken, present."""

    person: int
    name: str
    official: bool
    duty: Duty
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class RollView:
    """The roll by names: the cell's own members in the order of names, guests, visitors from above."""

    own: Sequence[RollLine]
    guests: Sequence[str]
    visitors: Sequence[str]
    taken: bool

    def of(self, *duties: str) -> list[RollLine]:
        return [one for one in self.own if one.duty in duties]

    @property
    def absent(self) -> list[RollLine]:
        """Those obliged who were not there."""
        return [one for one in self.own if one.duty is Duty.OBLIGED and not one.mark.is_there]


def roll(*, actor: Actor, organisation: int, tree: Tree, sitting: int) -> RollView:
    """The roll as it was taken; before that, the list of members of the meeting's day, everybody obliged present."""
    require(actor, READ_NAMES, organisation, tree=tree)
    state = state_here(organisation, tree, sitting)
    rows = list(RollEntry.objects.known().filter(sitting_id=sitting).order_by("pk"))
    if rows:
        told = {row.person_id: row for row in rows if row.person_id is not None}
        known = profiles(told, only=("name", "order_key"))
        own = [
            RollLine(person, _name(known, person), row.official, Duty(row.duty), Mark(row.mark), row.reason)
            for person, row in told.items()
        ]
        named = defaultdict[str, list[str]](list)
        for row in rows:
            if row.person_id is None:
                named[row.duty].append(row.name)
        return RollView(_in_order(own, known), named[Duty.GUEST], named[Duty.VISITOR], True)
    members = members_of(state.organisation_id, state.on or clock.today())
    known = profiles([one.person for one in members], only=("name", "order_key"))
    own = [
        RollLine(one.person, _name(known, one.person), one.official, one.duty,
                 Mark.PRESENT if one.duty is Duty.OBLIGED else Mark.NONE, "")
        for one in members
    ]  # fmt: skip
    return RollView(_in_order(own, known), [], [], False)


def _name(known: Mapping[int, PersonProfile], person: int) -> str:
    return known[person].name if person in known else "(không rõ tên)"


def _in_order(lines: Sequence[RollLine], known: Mapping[int, PersonProfile]) -> list[RollLine]:
    return sorted(
        lines, key=lambda one: (known[one.person].order_key if one.person in known else "", one.person)
    )


def chairs_of(*, actor: Actor, organisation: int, tree: Tree, cell: int) -> tuple[str, str]:
    """(chair, secretary) of the last minutes of a cell here or below, as a start for the next; empty where there are none."""
    require(actor, READ_NAMES, organisation, tree=tree)
    if cell not in tree or organisation not in tree.path(cell):
        raise LookupError(cell)
    last = Minutes.objects.known().filter(sitting__organisation_id=cell).order_by("-pk").first()
    return (last.chair, last.secretary) if last else ("", "")
