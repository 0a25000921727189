"""The book of cards: what happened to cards in a period, and whose card is still to be given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.members.masking import masked
from dangvu.members.models import CardEvent, Membership, Status
from dangvu.members.queries.people import profiles
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class CardView:
    """One event; the number is masked."""

    id: int
    person: int
    name: str
    place: str
    kind: str
    kind_title: str
    on: date
    number: str
    decision_number: str
    decided_on: date | None
    reason: str
    typed: bool


def card_events(*, actor: Actor, organisation: int, start: date, end: date) -> list[CardView]:
    """What happened to cards in these days here and below, the latest first."""
    tree = tree_on(clock.today())
    rows = CardEvent.objects.known().filter(
        organisation_id__among=_inside(actor, organisation, tree), on__gte=start, on__lte=end
    )
    return _views(list(rows.order_by("-on", "pk")), tree)


def card_event(*, actor: Actor, organisation: int, event: int) -> CardView:
    """One of them; LookupError where there is none here, or no longer."""
    tree = tree_on(clock.today())
    inside = _inside(actor, organisation, tree)
    row = CardEvent.objects.known().filter(pk=event, organisation_id__among=inside).first()
    if row is None:
        raise LookupError(event)
    return _views([row], tree)[0]


def _inside(actor: Actor, organisation: int, tree: Tree) -> set[int]:
    require(actor, READ_NAMES, organisation)
    return visible_below(actor, READ_NAMES, tree, organisation)


def _views(rows: list[CardEvent], tree: Tree) -> list[CardView]:
    known = profiles([row.person_id for row in rows], only=("name",))
    return [
        CardView(
            row.pk, row.person_id, known[row.person_id].name if row.person_id in known else "", tree.label(row.organisation_id),
            row.kind, row.get_kind_display(), row.on, masked(row.number), row.decision_number, row.decided_on, row.reason,
            row.source_row_id is None,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """An official member who may get a card, with the (masked) number on record."""

    person: int
    name: str
    place: str
    number: str


def holders(*, actor: Actor, organisation: int, tree: Tree, kind: str) -> list[Holder]:
    """Official members here and below in the order of names: for a first card those without a number, else those with one."""
    require(actor, READ_NAMES, organisation, tree=tree)
    inside = visible_below(actor, READ_NAMES, tree, organisation)
    stays = Membership.objects.known().valid_on(clock.today())
    official = stays.filter(organisation_id__among=inside, status=Status.OFFICIAL)
    placed = dict(official.filter(**_numbered(kind)).values_list("person_id", "organisation_id"))
    known = profiles(list(placed), only=("name", "order_key", "card_number"))
    return [
        Holder(person, profile.name, tree.label(placed[person]), masked(profile.card_number))
        for person, profile in sorted(known.items(), key=lambda one: one[1].order_key)
    ]


def _numbered(kind: str) -> dict[str, object]:
    number = (
        {"person__profiles__card_number": ""}
        if kind == CardEvent.Kind.ISSUED
        else {"person__profiles__card_number__gt": ""}
    )
    return {"person__profiles__known_to_act__isnull": True, **number}
