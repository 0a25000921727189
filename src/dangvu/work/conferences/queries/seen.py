"""Which conference an organisation may look at: its own, and those above to which somebody of it is called."""

from __future__ import annotations

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.conferences.models import ConferencePaper, ConferenceState, Delegate


def seen(actor: Actor, organisation: int, tree: Tree, conference: int) -> ConferenceState:
    """The conference as known now; LookupError where the organisation neither holds it nor is called to it."""
    require(actor, READ_NAMES, organisation, tree=tree)
    state: ConferenceState | None = ConferenceState.objects.known().filter(conference_id=conference).first()
    if state is None:
        raise LookupError(conference)
    if state.organisation_id != organisation and not _is_called(organisation, tree, conference):
        raise LookupError(conference)
    return state


def _is_called(organisation: int, tree: Tree, conference: int) -> bool:
    asked = {"conference_id": conference, "unit_id__among": list(tree.descendants(organisation))}
    return any(model.objects.known().filter(**asked).exists() for model in (Delegate, ConferencePaper))
