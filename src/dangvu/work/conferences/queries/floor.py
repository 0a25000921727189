"""Who waits for the floor, who has it, who has spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.parameters.queries import Parameters
from dangvu.organisations.tree import Tree
from dangvu.work.conferences.models import SpeakerTurn
from dangvu.work.conferences.queries.roll import DelegateRow, Roll
from dangvu.work.conferences.queries.seen import seen
from dangvu.work.conferences.rules import Turn


@dataclass(frozen=True, slots=True)
class TurnView:
    """A delegate's turn and since when it stands so."""

    number: int
    who: DelegateRow
    state: str
    at: datetime

    @property
    def minutes(self) -> int:
        """How long the speaker has had the floor, in whole minutes."""
        return max(0, int((clock.now() - self.at).total_seconds()) // 60)


@dataclass(frozen=True, slots=True)
class Floor:
    """The turns of a conference; an organisation that is only called sees its own."""

    speaking: TurnView | None
    waiting: Sequence[TurnView]
    spoken: Sequence[TurnView]
    minutes: int  # that a speaker has


def floor(*, actor: Actor, organisation: int, tree: Tree, conference: int, called: Roll) -> Floor:
    """The turns of the conference, in the order of asking; ``called`` is its roll."""
    state = seen(actor, organisation, tree, conference)
    who = {row.id: row for row in called.rows}
    rows = SpeakerTurn.objects.known().filter(conference_id=conference).order_by("number")
    turns = [
        TurnView(row.number, who[row.delegate_id], row.state, row.at.astimezone(clock.HERE))
        for row in rows
        if row.delegate_id in who
    ]
    most = Parameters().if_known("conferences.speaking_minutes", state.on)
    return Floor(
        next((turn for turn in turns if turn.state == Turn.SPEAKING), None),
        [turn for turn in turns if turn.state == Turn.WAITING],
        [turn for turn in turns if turn.state == Turn.SPOKEN],
        int(most.value) if most else 5,
    )
