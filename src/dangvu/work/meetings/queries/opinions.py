"""The book of proposals and opinions as an organisation sees it: its own, those sent to it, those it made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.organisations.access import require
from dangvu.organisations.models import Organisation
from dangvu.organisations.tree import Tree
from dangvu.work.meetings import rules
from dangvu.work.meetings.models import Opinion, OpinionAnswer, OpinionRouting, OpinionVoice
from dangvu.work.meetings.rules import OpinionState


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Who says it, in which words; ``via``: through whose report ('' where directly)."""

    organisation: int
    name: str
    words: str
    via: str


@dataclass(frozen=True, slots=True)
class Routed:
    """To whom it was sent, when, until when."""

    organisation: int | None
    name: str
    on: date
    due: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, by whom, when."""

    text: str
    by: str
    on: date


@dataclass(frozen=True)
class OpinionView:
    """An entry as one organisation sees it: of whom others may not know, only how many they are."""

    id: int
    holder: int
    holder_name: str
    kind: str
    text: str
    on: date
    occasion: str
    voices: Sequence[VoiceView]
    others: int  # organisations that say it too and are not named here
    routed: Routed | None
    answered: Answered | None
    before: Sequence[Routed | Answered]  # earlier steps, the oldest first

    @property
    def state(self) -> OpinionState:
        return rules.opinion_state(routed=self.routed is not None, answered=self.answered is not None)

    @property
    def state_words(self) -> str:
        return rules.OPINION_STATES[self.state]

    @property
    def late(self) -> int:
        return rules.days_late(self.state, self.routed.due if self.routed else None, clock.today())

    @property
    def direct(self) -> list[VoiceView]:
        """Whoever said it to the holder itself; where none is named, all that are."""
        return [one for one in self.voices if not one.via] or list(self.voices)

    def is_sent_to(self, organisation: int) -> bool:
        return self.routed is not None and self.routed.organisation == organisation


def opinions_at(*, actor: Actor, organisation: int, tree: Tree) -> list[OpinionView]:
    """The entries that concern the organisation: of its own book, sent to it, or said by it or below it to those above.

    What waits longest comes first: overdue, not sent, sent, answered.
    """
    require(actor, READ_REPORT, organisation, tree=tree)
    inside, above = set(tree.descendants(organisation)), tree.ancestors(organisation)
    sent = OpinionRouting.objects.known().filter(organisation_id=organisation).values("opinion_id")
    said = OpinionVoice.objects.known().filter(organisation_id__among=inside).values("opinion_id")
    rows = Opinion.objects.known().filter(
        Q(organisation_id=organisation) | Q(pk__in=sent) | Q(pk__in=said, organisation_id__in=above)
    )
    views = _views(list(rows.order_by("pk")), organisation, tree)
    order = (OpinionState.NEW, OpinionState.ROUTED, OpinionState.ANSWERED)
    last = date.max

    def rank(one: OpinionView) -> tuple[int, int, date, int]:
        due = one.routed.due if one.routed and one.routed.due else last
        return -one.late, order.index(one.state), due, -one.id

    return sorted(views, key=rank)


def opinion_at(*, actor: Actor, organisation: int, opinion: int, tree: Tree) -> OpinionView:
    """One entry that concerns the organisation; LookupError for any other."""
    found = opinions_at(actor=actor, organisation=organisation, tree=tree)
    one = next((view for view in found if view.id == opinion), None)
    if one is None:
        raise LookupError(opinion)
    return one


def known_opinions(ids: Collection[int]) -> dict[int, int]:
    """{entry: whose book it is in} of those that are still in a book."""
    return dict(Opinion.objects.known().filter(pk__in=ids).values_list("pk", "organisation_id"))


def _views(rows: Sequence[Opinion], organisation: int, tree: Tree) -> list[OpinionView]:
    ids = [row.pk for row in rows]
    voices, routings, answers = (
        defaultdict[int, list[OpinionVoice]](list),
        defaultdict[int, list[OpinionRouting]](list),
        defaultdict[int, list[OpinionAnswer]](list),
    )
    for voice in OpinionVoice.objects.known().filter(opinion__in=ids).order_by("pk"):
        voices[voice.opinion_id].append(voice)
    for routing in (
        OpinionRouting.objects.filter(opinion__in=ids).select_related("body", "known_from_act").order_by("pk")
    ):
        routings[routing.opinion_id].append(routing)
    for answer in OpinionAnswer.objects.filter(opinion__in=ids).order_by("pk"):
        answers[answer.opinion_id].append(answer)
    names = _Names(tree)
    return [
        _view(row, voices[row.pk], routings[row.pk], answers[row.pk], organisation, tree, names)
        for row in rows
    ]


class _Names:
    """What organisations are called, also those that have ended."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def __call__(self, organisation: int | None) -> str:
        if organisation is None:
            return ""
        if organisation in self.tree:
            return self.tree.label(organisation)
        row = Organisation.objects.filter(pk=organisation).first()
        return f"{row} (đã kết thúc)" if row else ""


def _view(
    row: Opinion, voices: Sequence[OpinionVoice], routings: Sequence[OpinionRouting], answers: Sequence[OpinionAnswer],
    organisation: int, tree: Tree, names: _Names,
) -> OpinionView:  # fmt: skip
    current = next((one for one in routings if one.known_to_act_id is None), None)
    sees_all = row.organisation_id == organisation or (
        current is not None and current.organisation_id == organisation
    )
    inside = set(tree.descendants(organisation))
    shown = [one for one in voices if sees_all or one.organisation_id in inside]
    # Whoever only passed it on is not counted beside those who said it; others are not named to one another.
    told = {one.organisation_id for one in shown}
    others = (
        {one.organisation_id for one in voices if one.via_id is None} - told - set(tree.path(organisation))
    )
    sent = [(one, _routed(one, names)) for one in routings]
    said = [(one, Answered(one.text, one.by, one.on)) for one in answers]
    old: list[tuple[int, Routed | Answered]] = []
    old += [(one.known_from_act_id, view) for one, view in sent if one.known_to_act_id is not None]
    old += [(one.known_from_act_id, view) for one, view in said if one.known_to_act_id is not None]
    return OpinionView(
        row.pk, row.organisation_id, names(row.organisation_id), row.kind, row.text, row.on, row.occasion,
        [VoiceView(one.organisation_id, names(one.organisation_id), one.words, names(one.via_id)) for one in shown],
        len(others), next((view for one, view in sent if one is current), None),
        next((view for one, view in said if one.known_to_act_id is None), None),
        [view for _, view in sorted(old, key=lambda pair: pair[0])],
    )  # fmt: skip


def _routed(row: OpinionRouting, names: _Names) -> Routed:
    name = row.body.name if row.body else names(row.organisation_id)
    on = row.known_from_act.at.astimezone(clock.HERE).date()
    return Routed(row.organisation_id, name, on, row.due, row.note)
