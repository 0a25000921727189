"""Papers of a conference as files: its own for everybody who is called, and what a unit was asked to speak about."""

from __future__ import annotations

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.handed_in import Attached, keep, look_at
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.conferences.actions.gate import going_on, own, restate
from dangvu.work.conferences.models import ConferenceFile, ConferencePaper


def attach(
    *, actor: Actor, organisation: int, conference: int, name: str, data: bytes, unit: int | None = None
) -> Attached:  # fmt: skip
    """Keep a paper of the conference; of ``unit`` its own (a later one takes its place, and it has then come).

    Whoever holds the conference hands in any; a unit that was asked hands in its own. One with a mark of secrecy is
    refused before anything of it is stored. LookupError for a unit that was not asked; Impossible for what can't be
    opened, is too big or of another kind, and once the conference is cancelled.
    """
    require(actor, WRITE_WORK, organisation)
    file = look_at(name, data)
    with act(actor, "conferences.attach") as opened:
        paper = None if unit is None else _asked(conference, unit)
        _may(organisation, conference, unit)
        rows = ConferenceFile.objects.known().filter(conference_id=conference, unit_id=unit)
        if rows.filter(sha256=file.sha256).exists():
            return Attached(read=file.read)  # pressed twice
        if not file.mark and paper is not None:
            rows.update(known_to_act=opened)
            _has_come(opened, paper)
        return keep(
            opened, ConferenceFile, file, action="conferences.attach", organisation=organisation,
            conference_id=conference, unit_id=unit,
        )  # fmt: skip


def drop_file(*, actor: Actor, organisation: int, conference: int, file: int) -> None:
    """The paper no longer belongs to the conference: said by whoever might hand it in. LookupError for any other."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.drop_file") as opened:
        row = ConferenceFile.objects.filter(conference_id=conference, pk=file).first()
        if row is None:
            raise LookupError(file)
        _may(organisation, conference, row.unit_id)
        if ConferenceFile.objects.known().filter(pk=file).update(known_to_act=opened):
            record(opened, "conferences.drop_file", count=1, organisation_id=organisation)


def _asked(conference: int, unit: int) -> ConferencePaper:
    paper: ConferencePaper | None = (
        ConferencePaper.objects.known().filter(conference_id=conference, unit_id=unit).first()
    )
    if paper is None:
        raise LookupError(unit)
    return paper


def _may(organisation: int, conference: int, unit: int | None) -> None:
    """Whoever holds the conference; the unit itself, or who stands above it, for the unit's paper."""
    if unit is None or unit not in tree_on(clock.today()).descendants(organisation):
        own(organisation, conference)
    else:
        going_on(conference)


def _has_come(opened: Act, paper: ConferencePaper) -> None:
    if paper.received_on is None:
        restate(opened, paper, received_on=clock.today())
