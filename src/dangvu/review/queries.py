"""What may be asked: the board of a receiver, a unit's own side, what was sent, and whether a period is signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.definition import Indicator
from dangvu.indicators.freeze import frozen_reported
from dangvu.indicators.kinds import Reported, as_number
from dangvu.indicators.models import DeclaredFigure, DeclaringUnit, FigureVersion, FrozenFigure
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node, Tree
from dangvu.review import rules
from dangvu.review.models import (
    Answer,
    LockException,
    PeriodLock,
    Remark,
    Reminder,
    ReportingPeriod,
    UnlockRequest,
)
from dangvu.review.rules import NextStep, State
from dangvu.review.standing import Cycle, cycle_of, named, read


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the board."""

    node: Node
    state: State
    next: NextStep
    reminded: datetime | None
    times: int
    sent_at: datetime | None
    sent_by: int | None
    version: int | None
    is_equal: bool  # what it declares is what it sends, and nothing was put right by hand
    declares: bool  # keeps no records here
    excepted_until: date | None

    @property
    def is_missing(self) -> bool:
        return self.state in (State.OPEN, State.RETURNED)


@dataclass(frozen=True)
class Board:
    """The units that send to one organisation in one period, worst first."""

    cycle: Cycle
    receiver: Node
    lines: list[Line]
    locked_at: datetime | None
    lock_reason: str
    unlock_asked: UnlockView | None

    @property
    def counts(self) -> dict[State, int]:
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in rules.ORDER}

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.is_missing]

    @property
    def is_owner(self) -> bool:
        return self.cycle.owner == self.receiver.id


@dataclass(frozen=True, slots=True)
class UnlockView:
    """A request to unlock that waits for a second person."""

    by: str
    at: datetime
    reason: str
    asked_by: int | None


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark that is open, with the unit's answers."""

    id: int
    indicator: Indicator | None
    text: str
    value: float | None
    by: str
    at: datetime
    answers: list[tuple[str, str, datetime]]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One sending: its frozen figures, who sent it and when."""

    id: int
    known_at: int
    by: str
    at: datetime
    title: str


@dataclass(frozen=True)
class OwnSide:
    """A unit in a period: where it stands, what it was told, what it sent."""

    cycle: Cycle
    node: Node
    state: State
    next: NextStep
    receiver: Node | None  # None: it is the organisation that asks
    waiting_for: list[str]
    remarks: list[RemarkView]
    versions: list[VersionView]
    reminded: datetime | None
    times: int
    may_change: bool
    declares: str  # why it keeps no records here; '' where it does

    @property
    def is_locked(self) -> bool:
        return self.cycle.lock is not None


@dataclass(frozen=True)
class SentFigure:
    """One figure of what a unit sent: its parts, what the unit declares, what the sending before said, and now."""

    indicator: Indicator
    sent: Reported
    declared: float | None
    before: float | None

    @property
    def differs(self) -> bool:
        return (
            self.declared is not None
            and self.sent.figure.value is not None
            and self.declared != self.sent.figure.value
        )


def board(*, actor: Actor, receiver: Node, period: Period, tree: Tree | None = None) -> Board | None:
    """The board of an organisation for a period; None where nobody has asked for these days, or nobody sends to it."""
    require(actor, READ_FIGURES, receiver.id)
    cycle = cycle_of(receiver.id, period, tree)
    if cycle is None or not cycle.asked(receiver.id):
        return None
    units = cycle.asked(receiver.id)
    reminded = _reminded(cycle, units)
    sent = _sendings(cycle, units)
    equal, declaring = _equal(cycle, units), _declaring(cycle.period, units)
    remarks = Counter(_remarks(cycle, units).values_list("organisation_id", flat=True))
    lines = [
        Line(
            cycle.tree[unit], cycle.state(unit), _next(cycle, unit, remarks[unit]), *reminded.get(unit, (None, 0)),
            sent.get(unit), cycle.states[unit].sent_by if unit in cycle.states else None, cycle.states[unit].version_id if unit in cycle.states else None, unit in equal,
            unit in declaring, cycle.exceptions[unit].until if unit in cycle.exceptions else None,
        )
        for unit in units
    ]  # fmt: skip
    lines.sort(key=lambda line: (rules.ORDER.index(line.state), -line.next.late, line.node.position))
    lock = cycle.lock
    asked = (
        UnlockRequest.objects.known().filter(lock=lock).select_related("known_from_act").first()
        if lock
        else None
    )
    return Board(
        cycle, receiver, lines, lock.known_from_act.at if lock else None, lock.reason if lock else "",
        None if asked is None else UnlockView(asked.known_from_act.actor, asked.known_from_act.at, asked.reason, asked.asked_by),
    )  # fmt: skip


def own_side(*, actor: Actor, node: Node, period: Period, tree: Tree | None = None) -> OwnSide | None:
    """The unit's own side of a period; None where nobody has asked it for these days."""
    require(actor, READ_FIGURES, node.id)
    cycle = cycle_of(node.id, period, tree)
    if cycle is None:
        return None
    rows = _remarks(cycle, [node.id]).select_related("known_from_act").order_by("pk")
    views = [_remark(row) for row in rows if _may_see(actor, node.id, row.name)]
    state, is_owner = cycle.state(node.id), cycle.owner == node.id
    excepted = cycle.is_excepted(node.id)
    open_ = cycle.lock is None and state not in (State.ACCEPTED, State.LOCKED)
    reminded, times = _reminded(cycle, [node.id]).get(node.id, (None, 0))
    declaring = DeclaringUnit.objects.known().valid_on(period.end).filter(organisation_id=node.id).first()
    next_ = (
        NextStep("Kỳ đã khóa" if cycle.lock else "Đang nhận số liệu của cấp dưới", "", cycle.terms.confirm_by)
        if is_owner
        else _next(cycle, node.id, len(views))
    )
    return OwnSide(
        cycle, node, state, next_, None if is_owner else cycle.receiver(node.id),
        named(cycle, cycle.not_accepted(node.id)), views, versions_of(actor=actor, organisation=node.id, period=period), reminded, times, open_ or excepted,
        declaring.reason if declaring else "",
    )  # fmt: skip


def sent_figures(*, actor: Actor, unit: Node, period: Period) -> list[SentFigure]:
    """What the unit sent last, figure by figure; empty where it has sent nothing. Whoever reads figures there may."""
    require(actor, READ_FIGURES, unit.id)
    versions = versions_of(actor=actor, organisation=unit.id, period=period)
    if not versions:
        return []
    last, before = versions[0], versions[1] if len(versions) > 1 else None
    now = frozen_reported(actor=actor, version=last.id)
    old = frozen_reported(actor=actor, version=before.id) if before else {}
    said = _said([unit.id], period, last.known_at)
    return [
        SentFigure(
            BY_NAME[name], one, said.get((unit.id, name)), old[name].figure.value if name in old else None
        )
        for name, one in now.items()
    ]


def versions_of(*, actor: Actor, organisation: int, period: Period) -> list[VersionView]:
    """Everything that was frozen of the organisation for these days, the latest first."""
    require(actor, READ_FIGURES, organisation)
    rows = FigureVersion.objects.filter(
        organisation_id=organisation, period_start=period.start, period_end=period.end
    ).select_related("act")
    return [
        VersionView(row.pk, row.known_at, row.act.actor, row.act.at, row.title)
        for row in rows.order_by("-pk")
    ]


def version_at(*, actor: Actor, organisation: int, version: int) -> VersionView:
    """One thing that was frozen of the organisation; LookupError where it is another's, or there is none."""
    require(actor, READ_FIGURES, organisation)
    row = FigureVersion.objects.filter(pk=version, organisation_id=organisation).select_related("act").first()
    if row is None:
        raise LookupError(version)
    return VersionView(row.pk, row.known_at, row.act.actor, row.act.at, row.title)


@dataclass(frozen=True, slots=True)
class Signed:
    """By whose knowledge a report is issued, and what was frozen there (None: nothing yet)."""

    known: int
    version: int | None


def signed(organisation: int, period: Period) -> Signed | None:
    """What the organisation has locked or sent of these days; None where nobody asked for them.

    Impossible where it was asked and has not locked, or not sent, them yet.
    """
    cycle = cycle_of(organisation, period)
    if cycle is None:
        return None
    if cycle.owner == organisation:
        if cycle.lock is None:
            raise Impossible(
                f"Kỳ {period.label} chưa khóa. Nhận đủ số liệu rồi khóa kỳ, sau đó ban hành báo cáo đúng số đã khóa."
            )
        return Signed(cycle.lock.version.known_at, cycle.lock.version_id)
    version = cycle.states[organisation].version if organisation in cycle.states else None
    if version is None or cycle.state(organisation) not in (State.SENT, State.ACCEPTED, State.LOCKED):
        raise Impossible(
            f"Số liệu {period.label} chưa gửi {cycle.receiver(organisation).name}. Gửi xong rồi ban hành báo cáo."
        )
    return Signed(version.known_at, version.pk)


def printed_from(organisation: int, period: Period) -> int:
    """The act by whose knowledge a draft is written: that of the lock or the sending, else of now."""
    try:
        found = signed(organisation, period)
    except Impossible:
        found = None
    return last_act() if found is None else found.known


def open_cycles(node: Node, tree: Tree) -> list[Cycle]:
    """The periods that are not over in which the organisation asks or is asked, the earliest first: not locked, or with
    a unit that may still change what it sent."""
    locked = PeriodLock.objects.known().filter(period=OuterRef("pk"))
    excepted = LockException.objects.known().filter(period=OuterRef("pk"), until__gte=clock.today())
    rows = ReportingPeriod.objects.known().filter(organisation_id__in=tree.path(node.id))
    rows = rows.filter(~Exists(locked) | Exists(excepted))
    found = [read(row, tree) for row in rows.order_by("end", "pk")]
    return [cycle for cycle in found if cycle.level(node.id) >= 0]


def locked_periods(organisation: int) -> list[Period]:
    """The periods that the organisation asked for and has locked, the earliest first."""
    locked = PeriodLock.objects.known().filter(period=OuterRef("pk"))
    rows = ReportingPeriod.objects.known().filter(Exists(locked), organisation_id=organisation)
    return [Period(row.start, row.end) for row in rows.order_by("end", "pk")]


def unlocks_asked(organisations: Sequence[int]) -> list[UnlockRequest]:
    """The requests to unlock periods of these organisations that wait for a second person."""
    rows = UnlockRequest.objects.known().filter(lock__period__organisation_id__in=organisations)
    return list(rows.select_related("lock__period").order_by("pk"))


def period_of(request: UnlockRequest) -> Period:
    return Period(request.lock.period.start, request.lock.period.end)


def times_reminded(cycle: Cycle, unit: int) -> int:
    return _reminded(cycle, [unit]).get(unit, (None, 0))[1]


def next_of(cycle: Cycle, unit: int) -> NextStep:
    """The unit's state in words."""
    return _next(cycle, unit, _remarks(cycle, [unit]).count())


# -- pieces --------------------------------------------------------------------------------------------------


def _next(cycle: Cycle, unit: int, remarks: int) -> NextStep:
    return rules.next_step(
        cycle.state(unit), unit=cycle.tree[unit].name, receiver=cycle.receiver(unit).name, due=cycle.due(unit),
        confirm_by=cycle.terms.confirm_by, waiting_for=named(cycle, cycle.not_accepted(unit)), remarks=remarks,
        today=clock.today(), period_locked=cycle.lock is not None,
        exception_until=cycle.exceptions[unit].until if unit in cycle.exceptions else None,
    )  # fmt: skip


def _remarks(cycle: Cycle, units: Sequence[int]):  # type: ignore[no-untyped-def]
    return Remark.objects.known().filter(period=cycle.row, organisation_id__in=units)


def _remark(row: Remark) -> RemarkView:
    answers = Answer.objects.known().filter(remark=row).select_related("known_from_act").order_by("pk")
    return RemarkView(
        row.pk, BY_NAME.get(row.name), row.text, None if row.value is None else as_number(row.value),
        row.known_from_act.actor, row.known_from_act.at,
        [(one.text, one.known_from_act.actor, one.known_from_act.at) for one in answers],
    )  # fmt: skip


def _may_see(actor: Actor, organisation: int, name: str) -> bool:
    indicator = BY_NAME.get(name)
    return indicator is None or not indicator.sensitive or may(actor, READ_INSPECTION, organisation)


def _reminded(cycle: Cycle, units: Sequence[int]) -> dict[int, tuple[datetime | None, int]]:
    rows = Reminder.objects.known().filter(period=cycle.row, organisation_id__in=units)
    told = (
        rows.order_by()
        .values_list("organisation_id")
        .annotate(last=Max("known_from_act__at"), times=Count("pk"))
    )
    return {unit: (last, times) for unit, last, times in told}


def _sendings(cycle: Cycle, units: Sequence[int]) -> dict[int, datetime]:
    """{unit: when it sent last}."""
    acts = {
        unit: version.act_id
        for unit in units
        if unit in cycle.states and (version := cycle.states[unit].version) is not None
    }
    times = dict(Act.objects.filter(pk__in=acts.values()).values_list("pk", "at"))
    return {unit: times[act] for unit, act in acts.items()}


def _declaring(period: Period, units: Sequence[int]) -> set[int]:
    rows = DeclaringUnit.objects.known().valid_on(period.end).filter(organisation_id__in=units)
    return set(rows.values_list("organisation_id", flat=True))


def _said(units: Sequence[int], period: Period, known: int | None) -> dict[tuple[int, str], float]:
    rows = DeclaredFigure.objects.known(known).filter(
        organisation_id__in=units, period_start=period.start, period_end=period.end
    )
    found = rows.order_by("known_from_act", "pk").values_list("organisation_id", "name", "value")
    return {(unit, name): as_number(value) for unit, name, value in found}


def _equal(cycle: Cycle, units: Sequence[int]) -> set[int]:
    """Of the units that have sent: those whose words are their numbers, with nothing put right by hand or missing."""
    sent = {
        cycle.states[unit].version_id: unit
        for unit in units
        if cycle.state(unit) is State.SENT and cycle.states[unit].version_id
    }
    if not sent:
        return set()
    said = _said(list(sent.values()), cycle.period, None)
    found = set(sent.values()) - set(_remarks(cycle, units).values_list("organisation_id", flat=True))
    rows = FrozenFigure.objects.filter(version_id__in=sent).values_list(
        "version_id", "organisation_id", "name", "value", "adjusted"
    )
    for version, organisation, name, value, adjusted in rows:
        unit = sent[version]
        if organisation != unit:
            continue
        word = said.get((unit, name))
        if adjusted or (word is not None and value is not None and word != as_number(value)):
            found.discard(unit)
    return found
