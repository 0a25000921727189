"""One conference: what it is, its programme, and which item the hall is at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.organisations.tree import Tree
from dangvu.work.conferences import rules
from dangvu.work.conferences.models import CurrentItem, ProgrammeItem
from dangvu.work.conferences.queries.seen import seen
from dangvu.work.conferences.rules import ConferenceKind, ItemKind, Status


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the programme. ``at``: when it is planned to begin."""

    number: int
    order: int
    kind: str
    kind_label: str
    title: str
    minutes: int | None
    speaker: str
    at: time | None
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class ConferenceView:
    """A conference as an organisation sees it; ``is_own``: it holds it."""

    id: int
    act: int  # that last changed what it is
    programme_act: int  # that last changed its programme
    title: str
    kind: str
    kind_label: str
    on: date
    starts_at: time | None
    place: str
    chair: str
    holder: int
    holder_name: str
    is_own: bool
    is_cancelled: bool
    reason: str
    items: Sequence[ItemView]
    since: (
        datetime | None
    )  # when the current item began, or the conference ended; None: written down on another day
    is_over: bool

    @property
    def current(self) -> ItemView | None:
        return next((item for item in self.items if item.is_current), None)

    @property
    def next(self) -> ItemView | None:
        """The item after the current one; the first where none has begun."""
        if self.is_over:
            return None
        order = self.current.order if self.current else 0
        return next((item for item in self.items if item.order > order), None)

    @property
    def is_today(self) -> bool:
        return self.on == clock.today()

    @property
    def is_coming(self) -> bool:
        return self.on > clock.today()

    @property
    def day(self) -> str:
        """'8 giờ 00, thứ Sáu, ngày 14/07/2023'."""
        weekday = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[
            self.on.weekday()
        ]
        hour = f"{self.starts_at:%H} giờ {self.starts_at:%M}, " if self.starts_at else ""
        return f"{hour}{weekday}, ngày {self.on:%d/%m/%Y}"


def conference(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> ConferenceView:
    """The conference where the organisation holds it or is called to it; else LookupError."""
    state = seen(actor, organisation, tree, conference)
    rows = list(ProgrammeItem.objects.known().filter(conference_id=conference).order_by("order"))
    now = CurrentItem.objects.known().filter(conference_id=conference).first()
    is_over = now is not None and now.number is None
    current = next((row.order for row in rows if now is not None and row.number == now.number), 0)
    times = rules.times(state.starts_at, [row.minutes for row in rows])
    items = [
        ItemView(row.number, row.order, row.kind, ItemKind(row.kind).label, row.title, row.minutes, row.speaker, at,
                 is_over or row.order < current, row.order == current)
        for row, at in zip(rows, times, strict=True)
    ]  # fmt: skip
    return ConferenceView(
        conference, state.known_from_act_id, max((row.known_from_act_id for row in rows), default=0), state.title,
        state.kind, ConferenceKind(state.kind).label, state.on, state.starts_at, state.place, state.chair,
        state.organisation_id, tree.label(state.organisation_id) if state.organisation_id in tree else "",
        state.organisation_id == organisation, state.status == Status.CANCELLED, state.reason, items,
        _on_the_day(now, state.on), is_over,
    )  # fmt: skip


def _on_the_day(now: CurrentItem | None, on: date) -> datetime | None:
    at: datetime | None = now.at.astimezone(clock.HERE) if now else None
    return at if at and at.date() == on else None
