"""Calling a conference: its day and place, its programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time

from django.db.models import Max

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.work.conferences import rules
from dangvu.work.conferences.actions.gate import own, restate
from dangvu.work.conferences.models import CheckIn, Conference, ConferenceState, ProgrammeItem
from dangvu.work.conferences.rules import ConferenceKind, ItemKind, Status


@dataclass(frozen=True, slots=True)
class NewConference:
    """A conference to be held. ``chair``: by post ('Bí thư Đảng ủy'), not by name."""

    title: str
    on: date
    kind: str = ConferenceKind.REVIEW
    starts_at: time | None = None
    place: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the programme. ``number`` None: a new one."""

    title: str
    kind: str = ItemKind.OTHER
    minutes: int | None = None
    speaker: str = ""
    number: int | None = None


def call(*, actor: Actor, organisation: int, new: NewConference, usual: bool = False) -> int:
    """Call a conference of the organisation; ``usual``: with the usual programme of a review. Its id."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(title=new.title, place=new.place, chair=new.chair)
    field, wrong = rules.fault_of_call(on=new.on, today=clock.today())
    if wrong:
        raise Impossible(wrong, field)
    with act(actor, "conferences.call") as opened:
        same = ConferenceState.objects.known().filter(
            organisation_id=organisation, on=new.on, title=new.title, status=Status.CALLED
        )
        if same.exists():
            raise Impossible(f"Hội nghị này ngày {new.on:%d/%m/%Y} đã ghi rồi; mở trong danh sách.", "title")
        conference = Conference.objects.create()
        ConferenceState.objects.create(
            conference=conference, organisation_id=organisation, known_from_act=opened, **asdict(new)
        )
        if usual:
            items = [Item(title, kind, minutes) for kind, title, minutes in rules.USUAL]
            _write_items(opened, conference.pk, items)
        record(opened, "conferences.call", count=1, organisation_id=organisation, title=new.title)
    return int(conference.pk)


def correct(*, actor: Actor, organisation: int, conference: int, new: NewConference, reason: str) -> None:
    """Another day, place or chair, with the reason; what was said before stays on record."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(title=new.title, place=new.place, chair=new.chair)
    field, wrong = rules.fault_of_call(on=new.on, today=clock.today())
    if wrong:
        raise Impossible(wrong, field)
    with act(actor, "conferences.correct", reason) as opened:
        restate(opened, own(organisation, conference), **asdict(new))
        record(opened, "conferences.correct", count=1, organisation_id=organisation, title=new.title)


def cancel(*, actor: Actor, organisation: int, conference: int, reason: str) -> None:
    """The conference is not held. Impossible where its roll was called: then it was."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(reason=reason)
    with act(actor, "conferences.cancel", reason) as opened:
        state = own(organisation, conference)
        if CheckIn.objects.known().filter(delegate__conference_id=conference).exists():
            raise Impossible(
                "Hội nghị này đã điểm danh nên không hủy được; nếu điểm danh nhầm thì bỏ điểm danh trước."
            )
        restate(opened, state, status=Status.CANCELLED, reason=reason)
        record(opened, "conferences.cancel", count=1, organisation_id=organisation, title=state.title)


def set_programme(*, actor: Actor, organisation: int, conference: int, items: Sequence[Item]) -> None:
    """The programme is now these items in this order; those that were there keep their number."""
    require(actor, WRITE_WORK, organisation)
    for item in items:
        refuse_secret(title=item.title, speaker=item.speaker)
    with act(actor, "conferences.set_programme") as opened:
        own(organisation, conference)
        _write_items(opened, conference, items)
        record(opened, "conferences.set_programme", count=len(items), organisation_id=organisation)


def _write_items(opened: Act, conference: int, items: Sequence[Item]) -> None:
    there = {row.number: row for row in ProgrammeItem.objects.known().filter(conference_id=conference)}
    if any(item.number is not None and item.number not in there for item in items):
        raise Impossible("Chương trình vừa được người khác sửa; tải lại trang rồi sửa tiếp.")
    last = ProgrammeItem.objects.filter(conference_id=conference).aggregate(last=Max("number"))["last"] or 0
    kept, new = set[int](), list[ProgrammeItem]()
    for order, item in enumerate(items, start=1):
        number = item.number
        if number is None:
            last = number = last + 1
        row = there.get(number)
        told = {
            "order": order,
            "kind": item.kind,
            "title": item.title,
            "minutes": item.minutes,
            "speaker": item.speaker,
        }
        if row is not None and all(getattr(row, name) == value for name, value in told.items()):
            kept.add(row.pk)
            continue
        new.append(ProgrammeItem(conference_id=conference, number=number, known_from_act=opened, **told))
    rows = ProgrammeItem.objects.known().filter(conference_id=conference).exclude(pk__in=kept)
    rows.update(known_to_act=opened)
    ProgrammeItem.objects.bulk_create(new)
