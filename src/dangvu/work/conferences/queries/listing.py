"""The conferences of an organisation, and those to which it is called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.conferences.models import CheckIn, ConferencePaper, ConferenceState, Delegate
from dangvu.work.conferences.rules import CONVENED, THERE, ConferenceKind, Status


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    """A conference in the list. ``called``, ``there``: of those who have to come, here of the organisation asked for."""

    id: int
    title: str
    kind: str
    on: date
    starts_at: time | None
    place: str
    holder: str
    is_own: bool
    is_cancelled: bool
    called: int
    there: int


def conferences(*, actor: Actor, organisation: int, tree: Tree) -> list[ConferenceRow]:
    """Those that the organisation holds and those above to which somebody of it is called, the latest first."""
    require(actor, READ_NAMES, organisation, tree=tree)
    inside, above = list(tree.descendants(organisation)), tree.ancestors(organisation)
    invited = Delegate.objects.known().filter(unit_id__among=inside).values("conference_id")
    asked = ConferencePaper.objects.known().filter(unit_id__among=inside).values("conference_id")
    rows = ConferenceState.objects.known().filter(
        Q(organisation_id=organisation)
        | Q(organisation_id__in=above) & (Q(conference_id__in=invited) | Q(conference_id__in=asked))
    )
    states = list(rows.order_by("-on", "-pk"))
    own = {state.conference_id for state in states if state.organisation_id == organisation}
    called, there = Counter[int](), Counter[int]()
    delegates = Delegate.objects.known().filter(
        conference_id__in=[state.conference_id for state in states], kind__in=CONVENED
    )
    here = set(inside)
    marks = CheckIn.objects.known().filter(delegate__in=delegates, state__in=THERE)
    present = set(marks.values_list("delegate_id", flat=True))
    for pk, conference, unit in delegates.values_list("pk", "conference_id", "unit_id"):
        if conference in own or unit in here:
            called[conference] += 1
            there[conference] += pk in present
    return [
        ConferenceRow(
            state.conference_id, state.title, ConferenceKind(state.kind).label, state.on, state.starts_at, state.place,
            tree.label(state.organisation_id) if state.organisation_id in tree else "", state.conference_id in own,
            state.status == Status.CANCELLED, called[state.conference_id], there[state.conference_id],
        )
        for state in states
    ]  # fmt: skip
