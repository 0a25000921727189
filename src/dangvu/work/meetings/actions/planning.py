"""The year's plan of a cell's meetings, and calling one to its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.meetings import rules
from dangvu.work.meetings.actions.book import into_book
from dangvu.work.meetings.limits import limits_on
from dangvu.work.meetings.models import (
    CellMeeting,
    MeetingScore,
    Minutes,
    RollEntry,
    Sitting,
    SittingFile,
    SittingState,
    SittingVote,
)
from dangvu.work.meetings.rules import SittingKind

_TOLD = (
    "organisation_id", "kind", "month", "theme", "prepares", "on", "starts", "place", "agenda", "called_on", "papers",
    "papers_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting in the year's plan: in which month, on what; ``on``: the day, where the cell has one."""

    month: date
    kind: str = SittingKind.REGULAR
    theme: str = ""
    prepares: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """To which day, hour and place a meeting is called, what for, with which papers (one on a line)."""

    on: date
    kind: str = SittingKind.REGULAR
    theme: str = ""
    starts: time | None = None
    place: str = ""
    agenda: str = ""
    papers: str = ""
    papers_on: date | None = None


def state_of(organisation: int, sitting: int) -> SittingState:
    """What a meeting here or below is now; LookupError where there is none, or no longer. Asked inside the act."""
    row: SittingState | None = SittingState.objects.known().filter(sitting_id=sitting).first()
    if row is None or organisation not in tree_on(clock.today()).path(row.organisation_id):
        raise LookupError(sitting)
    return row


def write_state(opened: Act, sitting: int, old: SittingState | None, **told: Any) -> SittingState:
    """Close what a meeting was and write what it is."""
    now = {name: getattr(old, name) for name in _TOLD} if old is not None else {}
    SittingState.objects.known().filter(sitting_id=sitting).update(known_to_act=opened)
    made: SittingState = SittingState.objects.create(
        sitting_id=sitting, known_from_act=opened, **(now | told)
    )
    return made


def _of_cell(organisation: int) -> None:
    tree = tree_on(clock.today())
    if organisation not in tree or not tree[organisation].is_cell:
        raise Impossible("Chỉ chi bộ mới có buổi sinh hoạt chi bộ; mở trang của chi bộ rồi ghi.")


def plan_year(*, actor: Actor, organisation: int, year: int, planned: Sequence[Planned]) -> int:
    """The plan of a cell's year in place of what was planned before; how many meetings it has.

    A meeting that was called or held already stays as it is, and stands for the planned one of its kind and month.
    Raises Impossible for a thematic meeting without a theme, and for a kind that its day does not allow.
    """
    require(actor, WRITE_WORK, organisation)
    _of_cell(organisation)
    for one in planned:
        refuse_secret(theme=one.theme)
        if one.month.year != year:
            raise Impossible(f"Tháng {one.month:%m/%Y} không thuộc năm {year}.", "theme")
        if SittingKind(one.kind).has_theme and not one.theme:
            raise Impossible(f"Ghi tên chuyên đề của tháng {one.month.month}.", "theme")
        if wrong := rules.fault_of_kind(one.kind, limits_on(one.on or one.month)):
            raise Impossible(wrong, "theme")
    with act(actor, "meetings.plan_year") as opened:
        rows = list(SittingState.objects.known().filter(organisation_id=organisation, month__year=year))
        fixed = {
            *(row.sitting_id for row in rows if row.called_on is not None),
            *Minutes.objects.known()
            .filter(sitting__organisation_id=organisation)
            .values_list("sitting_id", flat=True),
        }
        open_ = [row for row in rows if row.sitting_id not in fixed]
        stands = [(row.kind, row.month) for row in rows if row.sitting_id in fixed]
        SittingState.objects.filter(pk__in=[row.pk for row in open_]).update(known_to_act=opened)
        for one in planned:
            key = (str(one.kind), one.month.replace(day=1))
            if key in stands:
                stands.remove(key)
                continue
            old = next((row for row in open_ if (row.kind, row.month) == key), None)
            if old is not None:
                open_.remove(old)
            sitting = old.sitting_id if old else Sitting.objects.create(organisation_id=organisation).pk
            SittingState.objects.create(
                sitting_id=sitting, organisation_id=organisation, kind=one.kind, month=key[1], theme=one.theme,
                prepares=one.prepares, on=one.on, known_from_act=opened,
            )  # fmt: skip
        record(opened, "meetings.plan_year", count=len(planned), organisation_id=organisation, year=year)
    return len(planned)


def call(*, actor: Actor, organisation: int, call: Call, sitting: int | None = None) -> int:
    """Call a meeting (``sitting`` None: one that no plan has); its id. Calling again corrects what was told.

    Raises Impossible for a kind that the guidance of the day does not allow, a thematic meeting without a theme, and a
    day that the minutes have gone past.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(theme=call.theme, agenda=call.agenda, papers=call.papers, place=call.place)
    if wrong := rules.fault_of_kind(call.kind, limits_on(call.on)):
        raise Impossible(wrong, "kind")
    if SittingKind(call.kind).has_theme and not call.theme:
        raise Impossible("Ghi tên chuyên đề.", "theme")
    if call.papers_on is not None and call.papers_on > call.on:
        raise Impossible("Ngày gửi tài liệu sau ngày họp; kiểm tra lại hai ngày.", "papers_on")
    with act(actor, "meetings.call") as opened:
        if sitting is None:
            _of_cell(organisation)
            old, place = None, organisation
            sitting = Sitting.objects.create(organisation_id=organisation).pk
        else:
            old = state_of(organisation, sitting)
            place = old.organisation_id
            if old.on != call.on and RollEntry.objects.known().filter(sitting_id=sitting).exists():
                raise Impossible(
                    "Đã điểm danh buổi này nên không dời ngày được; nếu ghi nhầm ngày, bỏ buổi này rồi lập lại.",
                    "on",
                )
        state = write_state(
            opened, sitting, old, organisation_id=place, kind=call.kind, month=call.on.replace(day=1), theme=call.theme,
            on=call.on, starts=call.starts, place=call.place, agenda=call.agenda, papers=call.papers,
            papers_on=call.papers_on or (clock.today() if call.papers and clock.today() <= call.on else None),
            called_on=old.called_on if old is not None and old.called_on else min(clock.today(), call.on),
        )  # fmt: skip
        into_book(opened, state)
        record(opened, "meetings.call", count=1, organisation_id=place, on=f"{call.on:%d/%m/%Y}")
    return sitting


def drop_sitting(*, actor: Actor, organisation: int, sitting: int, reason: str) -> None:
    """A meeting that was planned, called or written by mistake: it is not held, and nothing of it counts.

    What a workbook of the unit tells of that day stays: it is mended in the workbook.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.drop_sitting", reason) as opened:
        state = state_of(organisation, sitting)
        for model in (SittingState, RollEntry, SittingVote, Minutes, MeetingScore, SittingFile):
            model.objects.known().filter(sitting_id=sitting).update(known_to_act=opened)
        CellMeeting.objects.known().filter(sitting_id=sitting, source_row=None).update(known_to_act=opened)
        record(opened, "meetings.drop_sitting", count=1, organisation_id=state.organisation_id)
