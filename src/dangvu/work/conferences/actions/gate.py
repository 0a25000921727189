"""What every action asks first: whose conference it is."""

from __future__ import annotations

from typing import Any

from dangvu.foundation.audit.models import Act
from dangvu.foundation.dated import KnownFact
from dangvu.foundation.refusals import Impossible
from dangvu.work.conferences.models import ConferenceState
from dangvu.work.conferences.rules import Status


def own(organisation: int, conference: int) -> ConferenceState:
    """The conference as its organisation holds it now; LookupError for anybody else's, Impossible once it is cancelled."""
    state: ConferenceState | None = (
        ConferenceState.objects.known().filter(conference_id=conference, organisation_id=organisation).first()
    )
    return _going_on(state, conference)


def going_on(conference: int) -> ConferenceState:
    """The conference whoever holds it, for who does their own part in it; Impossible once it is cancelled."""
    return _going_on(ConferenceState.objects.known().filter(conference_id=conference).first(), conference)


def _going_on(state: ConferenceState | None, conference: int) -> ConferenceState:
    if state is None:
        raise LookupError(conference)
    if state.status == Status.CANCELLED:
        raise Impossible("Hội nghị này đã hủy nên không ghi thêm được.")
    return state


def restate(opened: Act, row: KnownFact, **changed: Any) -> None:
    """Close the row and write it again with what has changed."""
    type(row).objects.filter(pk=row.pk).update(known_to_act=opened)
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk, row.known_from_act, row.known_to_act = None, opened, None
    row._state.adding = True
    row.save(force_insert=True)
