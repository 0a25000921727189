"""People who attend here for a time and are members elsewhere: received, gone home."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import clean, fold
from dangvu.members import rules
from dangvu.members.actions.checked import limit, refuse
from dangvu.members.models import Guest
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows


@dataclass(frozen=True, slots=True)
class NewGuest:
    """Somebody from ``home``, which keeps no records here, who attends from ``start`` until ``until`` (back that day)."""

    organisation: int
    name: str
    home: str
    kind: str
    start: date
    until: date
    paper_number: str = ""


def receive_guests(*, actor: Actor, organisation: int, guests: Sequence[NewGuest]) -> list[int]:
    """Write down whom other places sent for a time; their ids. They are in no total of members here.

    Raises Impossible for less than 3 months, 12 months or more (study: over 24), a day to come, the same guest twice;
    LookupError for an organisation that is not here or below.
    """
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.receive_guests") as opened:
        tree, parameters, ids = tree_on(clock.today()), Parameters(), []
        for new in guests:
            if organisation not in tree.path(new.organisation):
                raise LookupError(new.organisation)
            refuse_secret(home=new.home)
            name = clean(new.name)
            if not name:
                raise Impossible("Ghi họ và tên.", "name")
            if new.start > clock.today():
                raise Impossible(f"Ngày {new.start:%d/%m/%Y} chưa đến; ghi khi đã đến sinh hoạt.", "start")
            here = Guest.objects.known().filter(
                organisation_id=new.organisation, valid_from__lt=new.until, valid_to__gt=new.start
            )
            if any(fold(one.name) == fold(name) for one in here):
                raise Impossible(
                    f"{name} đã có trong sổ sinh hoạt tạm thời ở đây trong thời gian đó.", "name"
                )
            ids.append(
                Guest.objects.create(
                    organisation_id=new.organisation, name=name, home=clean(new.home)[:300], kind=new.kind,
                    valid_from=new.start, valid_to=new.until, paper_number=new.paper_number,
                    rule=temporary(new.kind, new.start, new.until, parameters), known_from_act=opened,
                ).pk
            )  # fmt: skip
        record(opened, "members.receive_guests", count=len(ids), organisation_id=organisation)
    return ids


def temporary(kind: str, start: date, until: date, parameters: Parameters) -> str:
    """The regulation under which a temporary transfer lasts so long; Impossible where none allows it."""
    study = kind == Guest.Kind.STUDY
    least = limit(parameters, "transfer.temporary_minimum_months", start)
    code = "transfer.study_maximum_months" if study else "transfer.temporary_below_months"
    refuse(rules.temporary(start, until, least, limit(parameters, code, start), study=study))
    return least.source


def end_guests(*, actor: Actor, organisation: int, guests: Collection[int], on: date) -> None:
    """They are back home from ``on``; one whose home is on record here goes back with the absence that home ends."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.end_guests") as opened:
        for row in typed_rows(Guest, guests, organisation):
            if row.person_id is not None:
                raise Impossible(f"{row.home} ghi trở lại ở hồ sơ của đảng viên; sổ ở đây tự kết thúc theo.")
            if on <= row.valid_from:
                raise Impossible(f"Ngày kết thúc phải sau ngày bắt đầu ({row.valid_from:%d/%m/%Y}).", "on")
            if on > clock.today():
                raise Impossible(f"Ngày {on:%d/%m/%Y} chưa đến.", "on")
            end(row, on, opened)
        record(opened, "members.end_guests", count=len(guests), organisation_id=organisation)


def take_back_guests(*, actor: Actor, organisation: int, guests: Collection[int], reason: str) -> None:
    """Guests written down by mistake."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.take_back_guests", reason) as opened:
        rows = typed_rows(Guest, guests, organisation)
        if any(row.person_id is not None for row in rows):
            raise Impossible("Dòng này do nơi sinh hoạt chính thức ghi; đề nghị nơi đó sửa.")
        Guest.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "members.take_back_guests", count=len(rows), organisation_id=organisation)


def end(row: Guest, on: date, opened: Act) -> None:
    """Supersede a guest by one that ends on ``on``; inside an act that has asked for the right."""
    Guest.objects.filter(pk=row.pk).update(known_to_act=opened)
    row.pk, row.valid_to, row.known_from_act = None, on, opened
    row.save(force_insert=True)
