"""The filters that someone kept."""

from __future__ import annotations

from dangvu.foundation.actor import Actor
from dangvu.members.models import SavedFilter


def saved_filters(*, actor: Actor, organisation: int) -> list[SavedFilter]:
    """One's own, for the list of this organisation, by name."""
    if actor.user_id is None:
        return []
    mine = SavedFilter.objects.known().filter(user_id=actor.user_id, organisation_id=organisation)
    return list(mine.order_by("name"))
