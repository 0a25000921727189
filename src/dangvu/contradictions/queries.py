"""Which contradictions stand in the records of an organisation and of those below it, as far as the actor may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.contradictions.catalogue import CATALOGUE, SUBJECTS
from dangvu.contradictions.kinds import Asked, Found, Kind
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import standing
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import HIDDEN_NAME
from dangvu.members.queries import profiles
from dangvu.organisations.access import may, require
from dangvu.organisations.queries import first_day, last_names, tree_on
from dangvu.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class Line:
    """One contradiction as a list shows it; ``name`` is empty where it is of nobody."""

    kind: Kind
    organisation: int
    place: str
    code: str  # at whose page it is mended; none, where that lies elsewhere
    words: str
    name: str
    person: int | None
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with its kinds and how many of each were found."""

    title: str
    kinds: Sequence[tuple[Kind, int]]


def seen(*, actor: Actor, organisation: int, tree: Tree) -> list[Kind]:
    """The kinds that the actor may be told here."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    return [kind for kind in CATALOGUE if may(actor, kind.needs, organisation, tree=tree)]


def counts(
    *, actor: Actor, organisation: int, tree: Tree, period: Period, unit: int | None = None
) -> list[Subject]:
    """How many of each kind; ``unit``: only of this one and of what is below it. ``tree`` is today's."""
    kinds = {kind.slug for kind in seen(actor=actor, organisation=organisation, tree=tree)}
    found = _found(organisation, tree, period, unit)
    shown = [
        Subject(title, [(kind, len(found[kind.slug])) for kind in of if kind.slug in kinds])
        for title, of in SUBJECTS
    ]
    return [one for one in shown if one.kinds]


def total(*, actor: Actor, organisation: int, tree: Tree, period: Period) -> int:
    """How many in all: what the lists hold together."""
    told = counts(actor=actor, organisation=organisation, tree=tree, period=period)
    return sum(count for subject in told for _, count in subject.kinds)


def contradictions(
    *, actor: Actor, organisation: int, tree: Tree, period: Period, slug: str = "", unit: int | None = None
) -> list[Line]:
    """The contradictions of a kind (or of all), in the order of the catalogue and of the tree.

    Names only for whoever may read names here; sealed kinds have none. LookupError for a kind that the actor may not be
    told, or a unit that does not lie below.
    """
    kinds = [
        kind for kind in seen(actor=actor, organisation=organisation, tree=tree) if slug in ("", kind.slug)
    ]
    if not kinds:
        raise LookupError(slug)
    found = _found(organisation, tree, period, unit)
    rows = [(kind, one) for kind in kinds for one in found[kind.slug]]
    names = may(actor, READ_NAMES, organisation, tree=tree)
    people = {one.person for _, one in rows if one.person is not None}
    known = profiles(people, only=("name",)) if names else {}
    gone = last_names({one.organisation for _, one in rows if one.organisation not in tree})
    return [
        Line(
            kind, one.organisation,
            tree.label(one.organisation) if one.organisation in tree else gone.get(one.organisation, ""),
            _code(organisation, tree, one), one.words,
            "" if one.person is None else known[one.person].name if one.person in known else HIDDEN_NAME,
            one.person if names else None, one.arguments,
        )
        for kind, one in rows
    ]  # fmt: skip


def _code(organisation: int, tree: Tree, one: Found) -> str:
    """The code under which the page opens; of an organisation that is no more, the one that asked."""
    place = one.organisation if one.at is None else one.at
    if place not in tree:
        return tree[organisation].code
    return tree[place].code if organisation in tree.path(place) else ""


def _found(
    organisation: int, tree: Tree, period: Period, unit: int | None = None
) -> Mapping[str, Sequence[Found]]:
    """Of every kind; asked once, remembered until the next act. Rights are asked by whoever tells it."""
    today = clock.today()
    key = ("contradictions", organisation, period.start, period.end, today)
    every = standing(key, lambda: _ask(organisation, tree, period.start, period.end, today))
    if unit is None:
        return every
    if organisation not in tree.path(unit):
        raise LookupError(unit)
    inside = set(tree.descendants(unit))
    return {slug: [one for one in rows if one.organisation in inside] for slug, rows in every.items()}


def _ask(organisation: int, now: Tree, start: date, end: date, today: date) -> dict[str, list[Found]]:
    on = min(end, today)
    tree, before = tree_on(on), tree_on(start)
    ended = {one for past in (before, tree) if organisation in past for one in past.descendants(organisation)}
    inside = frozenset(now.descendants(organisation)) | {one for one in ended if one not in now}
    asked = Asked(inside=inside, start=start, end=end, today=today, tree=tree, begins=first_day() or start)
    place = {one: at for at, one in enumerate(now.descendants(organisation))}

    def shown(one: Found) -> Found:  # the person kept, whoever of those merged the record is of
        return one if one.person is None else replace(one, person=asked.root(one.person))

    return {
        kind.slug: sorted(
            map(shown, kind.find(asked)), key=lambda one: place.get(one.organisation, len(place))
        )
        for kind in CATALOGUE
    }
