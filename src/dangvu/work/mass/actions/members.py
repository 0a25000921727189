"""People in units of mass organisations: entered, gone, taken back. One human being is one person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import FROM_FILE, GONE
from dangvu.work.mass import rules
from dangvu.work.mass.actions.units import unit_here
from dangvu.work.mass.models import MassMembership
from dangvu.work.mass.people import Known, forget


@dataclass(frozen=True, slots=True)
class NewMember:
    """A line of a unit's list. ``number`` (12 digits) is only for telling people apart and lies sealed."""

    name: str
    since: date
    birth_year: int | None = None
    number: str = ""
    post: str = ""
    until: date | None = None
    source_row: int | None = None


def enrol(*, actor: Actor, organisation: int, unit: int, members: Sequence[NewMember]) -> list[int]:
    """Put people into a unit; the ids of their memberships. Whoever is told elsewhere already is the same person.

    A row of a workbook takes the place of what was typed of the same person in the same unit; 0 stands for one that an
    earlier workbook has told already. Impossible names the
    field to mend; LookupError for a unit that is not led here or below.
    """
    require(actor, WRITE_WORK, organisation)
    today = clock.today()
    with act(actor, "mass.enrol") as opened:
        state = unit_here(unit, organisation)
        known = Known.around(opened.number, state.organisation_id, tree_on(today))
        current = {
            row.person_id: row
            for row in MassMembership.objects.known().filter(unit_id=unit).order_by("valid_from")
        }
        made = []
        for new in members:
            field, wrong = rules.fault_of_membership(
                name=new.name, birth_year=new.birth_year, since=new.since, today=today
            )
            if wrong:
                raise Impossible(wrong, field)
            person = known.person(new.name, new.birth_year, new.number)
            there = current.get(person)
            if there is not None and there.valid_to is None:
                if new.source_row is not None and there.source_row_id is not None:
                    made.append(0)
                    continue
                if new.source_row is None:
                    raise Impossible(f"{new.name} đã có trong danh sách của cơ sở này.", "name")
                MassMembership.objects.filter(pk=there.pk).update(known_to_act=opened)
            row = MassMembership.objects.create(
                unit_id=unit, person_id=person, post=new.post, valid_from=new.since, valid_to=new.until,
                source_row_id=new.source_row, known_from_act=opened,
            )  # fmt: skip
            current[person] = row
            made.append(int(row.pk))
        record(opened, "mass.enrol", count=len(made), organisation_id=organisation, title=state.name)
    return made


def leave(*, actor: Actor, organisation: int, memberships: Collection[int], on: date) -> None:
    """These are no longer in their units from ``on``. Whatever told them, this is another fact of the same stay."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.leave") as opened:
        rows = _rows(memberships, organisation)
        if on > clock.today():
            raise Impossible(f"Ngày {on:%d/%m/%Y} chưa đến.", "on")
        for row in rows:
            if row.valid_to is not None or on <= row.valid_from:
                raise Impossible("Ngày thôi phải sau ngày vào, và chỉ ghi thôi một lần.", "on")
        MassMembership.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        MassMembership.objects.bulk_create(
            MassMembership(unit_id=row.unit_id, person_id=row.person_id, post=row.post, valid_from=row.valid_from, valid_to=on,
                           source_row_id=row.source_row_id, known_from_act=opened)
            for row in rows
        )  # fmt: skip
        record(opened, "mass.leave", count=len(rows), organisation_id=organisation)


def take_back_members(*, actor: Actor, organisation: int, memberships: Collection[int], reason: str) -> None:
    """Memberships typed in by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.take_back_members", reason) as opened:
        rows = _rows(memberships, organisation)
        if any(row.source_row_id is not None for row in rows):
            raise Impossible(FROM_FILE)
        MassMembership.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        forget([row.person_id for row in rows], opened.number)
        record(opened, "mass.take_back_members", count=len(rows), organisation_id=organisation)


def withdraw_members(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of members is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.withdraw_members", reason) as opened:
        rows = MassMembership.objects.known().filter(source_row_id__among=list(source_rows))
        people = list(rows.values_list("person_id", flat=True))
        count = retire(MassMembership, source_rows, opened.number)
        forget(people, opened.number)
        record(opened, "mass.withdraw_members", count=count, organisation_id=organisation)


def _rows(memberships: Collection[int], organisation: int) -> list[MassMembership]:
    rows = list(MassMembership.objects.filter(pk__in=memberships))
    if {row.pk for row in rows} != set(memberships):
        raise LookupError(memberships)
    for unit in {row.unit_id for row in rows}:
        unit_here(unit, organisation)
    if any(row.known_to_act_id is not None for row in rows):
        raise Impossible(GONE)
    return rows
