"""What stands in the way of a reorganisation, what may be chosen in one, and the tree of a day with its members."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, REORGANISE
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import key
from dangvu.indicators import sources
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.definition import Window
from dangvu.indicators.engine import Figure, Run
from dangvu.indicators.sources import REORGANISATIONS, Source
from dangvu.members.models import Membership, Movement, Status
from dangvu.members.queries import profiles
from dangvu.organisations import rules
from dangvu.organisations.access import may, organisations_visible, require
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree
from dangvu.reorganisation.effects import Effects

_LAST_DAY = date(9999, 12, 31)


def _dated() -> list[Source]:
    """Every source of figures whose rows have a day; changes of the tree are checked by the tree itself."""
    return [
        found
        for found in vars(sources).values()
        if isinstance(found, Source) and found.day and found is not REORGANISATIONS
    ]


def later_facts(organisations: Collection[int], on: date) -> dict[str, int]:
    """{what: how many} recorded for these organisations on ``on`` or after it. One query per source."""
    if not organisations:
        return {}
    window = Window(Period(on, _LAST_DAY), None, Parameters())
    found = {}
    for source in _dated():
        rows = source.rows(window).filter(**{f"{source.owner}__in": list(organisations)})
        if count := rows.order_by().aggregate(count=Count("pk"))["count"]:
            found[source.title.replace(" trong kỳ", "").lower()] = count
    return found


def people_with_later_movements(people: Collection[int], on: date) -> list[tuple[str, date]]:
    """[(name, day)] of those who were recognised, transferred … on ``on`` or after it, the earliest first."""
    found: dict[int, date] = {}
    for ids in bulk.chunks(people):
        rows = Movement.objects.known().filter(person_id__in=ids, on__gte=on, implied=False)
        for person, day in rows.values_list("person_id", "on"):
            found[person] = min(day, found.get(person, day))
    names = profiles(found)
    return sorted(
        ((names[person].name if person in names else "", day) for person, day in found.items()),
        key=lambda pair: (pair[1], pair[0]),
    )


def members_of(organisations: Collection[int], on: date) -> list[tuple[int, int]]:
    """[(person, organisation)]: who is a member right there on the evening of ``on``."""
    rows = Membership.objects.known().valid_on(on).filter(organisation_id__in=organisations)
    return sorted(rows.values_list("person_id", "organisation_id"))


def name_taken(tree: Tree, parent: int | None, name: str, but: int | None = None) -> bool:
    """Whether a sister under the same superior bears that name already."""
    sisters = tree.children(parent) if parent is not None else tree.roots
    return any(key(tree[sister].name) == key(name) for sister in sisters if sister != but)


# -- what may be chosen --------------------------------------------------------------------------------------


def possible_parents(actor: Actor, organisation: int, tree: Tree) -> list[Node]:
    """Where the organisation could be moved: superiors of a fitting level, not where it is and not below it."""
    node, below = tree[organisation], set(tree.descendants(organisation))
    mine = organisations_visible(actor, REORGANISE, tree)
    return [
        other
        for other in tree
        if other.id in mine
        and other.id not in below
        and other.id != node.parent
        and rules.kind_under(node.kind, other.kind)
    ]


def possible_mergers(actor: Actor, into: int, tree: Tree) -> list[Node]:
    """Organisations beside ``into`` that could be merged into it; cells beside a committee could join it."""
    node, mine = tree[into], organisations_visible(actor, REORGANISE, tree)
    beside = tree.children(node.parent) if node.parent is not None else []
    return [
        tree[other]
        for other in beside
        if other != into and other in mine
        and (rules.may_absorb(node.kind, tree[other].kind) or (tree[other].is_cell and not node.is_cell))
    ]  # fmt: skip


def possible_homes(actor: Actor, organisation: int, tree: Tree) -> list[Node]:
    """Cells to which the members of an organisation that is dissolved could go: nearest first."""
    mine, here = organisations_visible(actor, REORGANISE, tree), tree.path(organisation)
    cells = [
        n for n in tree if n.id in mine and n.id != organisation and (n.is_cell or not tree.children(n.id))
    ]
    return sorted(cells, key=lambda n: min((here.index(o) for o in tree.path(n.id) if o in here), default=99))


@dataclass(frozen=True, slots=True)
class Someone:
    """A member as a list of choices shows them."""

    person: int
    name: str
    birth_year: int | None
    status: str


def people_of(*, actor: Actor, organisation: int, on: date | None = None) -> list[Someone]:
    """Who is a member right there (not below it), in the order of names."""
    require(actor, READ_NAMES, organisation)
    rows = Membership.objects.known().valid_on(on or clock.today()).filter(organisation_id=organisation)
    statuses = dict(rows.values_list("person_id", "status"))
    known = profiles(statuses)
    found = sorted(known.values(), key=lambda profile: (profile.order_key, profile.person_id))
    return [
        Someone(p.person_id, p.name, p.birth_year, str(Status(statuses[p.person_id]).label)) for p in found
    ]


def names_in(*, actor: Actor, organisation: int, effects: Effects) -> dict[int, str]:
    """{person: name} of everybody whom a reorganisation concerns; empty for whoever may not read names."""
    if not may(actor, READ_NAMES, organisation):
        return {}
    people = {f.person for f in effects.followers} | {p.person for p in effects.posts}
    return {person: profile.name for person, profile in profiles(people).items()}


_FACTS = (
    "members_end", "members_official", "members_probationary", "admitted", "admission_target", "admission_target_share",
)  # fmt: skip


def facts(*, actor: Actor, organisation: int, on: date, today: Tree | None = None) -> Mapping[str, Figure]:
    """The few figures that say how an organisation stands: from the first of the year to the evening of ``on``.

    ``today`` is today's tree, by which rights are told, from whoever has it already.
    """
    require(actor, READ_FIGURES, organisation, tree=today)
    run = Run(Period(date(on.year, 1, 1), on))
    return run.figures([indicator(name) for name in _FACTS], [organisation])[organisation]


# -- the tree of a day ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Branch:
    """An organisation of the tree of a day with its members, everything below included."""

    node: Node
    members: int
    children: list[Branch] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list[Branch], int]]:
        """The children by level where they are many and of several levels: [(level, branches, members)]."""
        kinds: dict[str, list[Branch]] = {}
        for child in self.children:
            kinds.setdefault(child.node.kind_label, []).append(child)
        if len(kinds) < 2 or len(self.children) < MANY:
            return []
        levels = [str(kind.label) for kind in Kind]
        return [
            (kind, found, sum(b.members for b in found))
            for kind, found in sorted(kinds.items(), key=lambda pair: levels.index(pair[0]))
        ]

    def find(self, organisation: int) -> Branch | None:
        """The branch of this organisation, at this one or below it."""
        if self.node.id == organisation:
            return self
        return next((found for child in self.children if (found := child.find(organisation))), None)


MANY = 12
#: A page does not carry more organisations than a person can look through; below it a branch opens by its own page.
MOST = 900


def counted_tree(
    *, actor: Actor, organisation: int, on: date, today: Tree | None = None, known: int | None = None
) -> Branch | None:
    """The tree of ``on`` below the highest organisation above ``organisation`` that the actor may see.

    None where the organisation is not in the tree of that day. Rights are today's: whoever sees the organisation now
    sees what lay below it then, as numbers. Levels are left out from below where there would be too many.
    """
    today = today or tree_on(clock.today())
    require(actor, READ_FIGURES, organisation, tree=today)
    tree = today if on == clock.today() and known is None else tree_on(on, known)
    if organisation not in tree:
        return None
    path = tree.path(organisation)
    top = next(
        (above for above in reversed(path) if may(actor, READ_FIGURES, above, tree=today)), organisation
    )
    below = tree.descendants(top)
    counted = Run(Period(on, on), known=known, tree=tree).figures([indicator("members_end")], below)
    depth = _depth(tree, top)

    def branch(current: int, level: int) -> Branch:
        members = int(counted[current]["members_end"].value or 0)
        deeper = level < depth or current in path
        children = [branch(child, level + 1) for child in tree.children(current)] if deeper else []
        return Branch(tree[current], members, children)

    return branch(top, 0)


def _depth(tree: Tree, top: int) -> int:
    """How many levels below ``top`` fit on a page."""
    level, total, depth = [top], 1, 0
    while level:
        level = [child for current in level for child in tree.children(current)]
        total += len(level)
        if total > MOST:
            return depth
        depth += 1
    return depth
