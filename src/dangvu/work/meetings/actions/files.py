"""Papers of a meeting as files: handed in for those who are called, and taken away again."""

from __future__ import annotations

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.handed_in import Attached, keep, look_at
from dangvu.organisations.access import require
from dangvu.work.meetings.actions.planning import state_of
from dangvu.work.meetings.models import SittingFile


def attach(*, actor: Actor, organisation: int, sitting: int, name: str, data: bytes) -> Attached:
    """Keep a paper of the meeting; the same file is kept once. One with a mark of secrecy is refused before anything
    of it is stored. Raises Impossible for what can't be opened, is too big or of another kind."""
    require(actor, WRITE_WORK, organisation)
    file = look_at(name, data)
    with act(actor, "meetings.attach") as opened:
        state = state_of(organisation, sitting)
        if SittingFile.objects.known().filter(sitting_id=sitting, sha256=file.sha256).exists():
            return Attached(read=file.read)  # pressed twice
        return keep(
            opened, SittingFile, file, action="meetings.attach", organisation=state.organisation_id, sitting_id=sitting
        )  # fmt: skip


def drop_file(*, actor: Actor, organisation: int, sitting: int, file: int) -> None:
    """The paper no longer belongs to the meeting."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.drop_file") as opened:
        state = state_of(organisation, sitting)
        rows = SittingFile.objects.known().filter(sitting_id=sitting, pk=file)
        if rows.update(known_to_act=opened):
            record(opened, "meetings.drop_file", count=1, organisation_id=state.organisation_id)
