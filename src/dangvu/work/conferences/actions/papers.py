"""Papers (tham luận): which units were asked for one, until when, and which have come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.conferences.actions.gate import going_on, own, restate
from dangvu.work.conferences.models import ConferenceFile, ConferencePaper


def ask_for_papers(
    *, actor: Actor, organisation: int, conference: int, units: Sequence[int], title: str, due: date | None = None
) -> int:  # fmt: skip
    """Ask units for a paper on a subject; one that was asked already is not asked twice. How many are new."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(title=title)
    with act(actor, "conferences.ask_for_papers") as opened:
        state = own(organisation, conference)
        if not set(units) <= set(tree_on(clock.today()).descendants(organisation)):
            raise LookupError(units)
        if due is not None and due > state.on:
            raise Impossible(
                f"Hạn gửi tham luận phải trước hoặc trong ngày họp ({state.on:%d/%m/%Y}).", "due"
            )
        asked = ConferencePaper.objects.known().filter(conference_id=conference)
        there = set(asked.values_list("unit_id", flat=True))
        new = [unit for unit in dict.fromkeys(units) if unit not in there]
        if not new:
            raise Impossible("Các đơn vị này đã được đề nghị tham luận rồi; chọn đơn vị khác.", "units")
        ConferencePaper.objects.bulk_create(
            ConferencePaper(
                conference_id=conference, unit_id=unit, title=title, due=due, known_from_act=opened
            )
            for unit in new
        )
        record(opened, "conferences.ask_for_papers", count=len(new), organisation_id=organisation)
    return len(new)


def receive_paper(*, actor: Actor, organisation: int, conference: int, unit: int, on: date) -> None:
    """The unit's paper has come: said by whoever holds the conference, or by the unit that sends it."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.receive_paper") as opened:
        row = ConferencePaper.objects.known().filter(conference_id=conference, unit_id=unit).first()
        if row is None:
            raise LookupError(unit)
        if unit not in tree_on(clock.today()).descendants(organisation):
            raise LookupError(unit)
        going_on(conference)
        if organisation != unit:
            own(organisation, conference)
        if row.received_on is not None:
            return  # pressed twice
        restate(opened, row, received_on=on)
        record(opened, "conferences.receive_paper", count=1, organisation_id=organisation, title=row.title)


def drop_papers(*, actor: Actor, organisation: int, conference: int, units: Collection[int]) -> None:
    """These units are asked for no paper any more."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.drop_papers") as opened:
        own(organisation, conference)
        rows = ConferencePaper.objects.known().filter(conference_id=conference, unit_id__in=units)
        if rows.count() != len(set(units)):
            raise LookupError(units)
        rows.update(known_to_act=opened)
        handed_in = ConferenceFile.objects.known().filter(conference_id=conference, unit_id__in=units)
        handed_in.update(known_to_act=opened)
        record(opened, "conferences.drop_papers", count=len(set(units)), organisation_id=organisation)
