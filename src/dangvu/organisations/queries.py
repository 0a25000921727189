"""The tree on a day, as known at a moment, and how to find an organisation by what people call it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Min, Q

from dangvu.foundation.audit.queries import standing
from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.reading import once, remembers
from dangvu.foundation.vietnamese import has_words, key
from dangvu.organisations.models import (
    Committee,
    Kind,
    OrganisationParent,
    OrganisationState,
    Reorganisation,
    ReorganisationKind,
    Sector,
    Term,
)
from dangvu.organisations.tree import Node, Tree

T = TypeVar("T")

#: The first list of organisations is often dated a day after the opening roster.
TOLERANCE = timedelta(days=1)


class OrganisationNotFound(LookupError):
    """No organisation is called that, or several are; ``candidates`` names them."""

    def __init__(self, asked: str, candidates: list[str]) -> None:
        self.candidates = candidates
        if candidates:
            text = f"Có nhiều tổ chức khớp với “{asked}”: {'; '.join(candidates)}."
        else:
            text = f"Không có tổ chức nào tên hoặc mã là “{asked}”."
        super().__init__(text)


def first_day(known: int | None = None) -> date | None:
    """The first day on record: before it there are no records, not zero."""

    def ask() -> date | None:
        found: date | None = OrganisationParent.objects.known(known).aggregate(day=Min("valid_from"))["day"]
        return found

    return _kept(("first day", known), ask)


def tree_on(day: date, known: int | None = None) -> Tree:
    """The tree of ``day``. Two queries; empty before the first day on record (less one day's tolerance).

    In one page or computation, the days between two changes of the tree have one tree; pages keep it until the next act.
    """
    if not remembers():
        return _tree_on(day, known)
    return _kept(("tree", _epoch(day, known), known), lambda: _tree_on(day, known))


def _kept(key: Hashable, ask: Callable[[], T]) -> T:
    """Asked once by a page, and by the pages after it not before the next act."""
    return once(key, lambda: standing(key, ask))


def _epoch(day: date, known: int | None) -> int:
    """How many changes of the tree came before the evening of ``day``; -1 before the first day on record."""
    begins = first_day(known)
    return bisect_right(_changes(known), day) if begins is not None and day >= begins - TOLERANCE else -1


def _tree_on(day: date, known: int | None) -> Tree:
    links = OrganisationParent.objects.filter(known_q(known))
    under = dict(links.filter(valid_q(day)).values_list("organisation_id", "parent_id"))
    if not under:
        begins = first_day(known)
        if begins is None or not begins - TOLERANCE <= day < begins:
            return Tree({})
        day = begins
        under = dict(links.filter(valid_q(day)).values_list("organisation_id", "parent_id"))
    rows = (
        OrganisationState.objects.filter(known_q(known), valid_q(day))
        .order_by("position", "organisation_id")
        .values_list(
            "organisation_id",
            "organisation__code",
            "name",
            "kind",
            "organisation__founded",
            "position",
            "sector",
        )
    )
    return Tree(
        {
            id_: Node(id_, code, name, kind, under[id_], founded, position, sector)
            for id_, code, name, kind, founded, position, sector in rows
            if id_ in under
        }
    )


class TreesThroughTime:
    """The trees of many days, read once per change of the tree: for walking histories, not for one page."""

    def __init__(self, known: int | None = None) -> None:
        self._known = known
        self._first = first_day(known)
        self._changes = boundaries(date.min, date.max, known)
        self._trees: dict[int, Tree] = {}

    def on(self, day: date) -> Tree:
        """The tree of ``day``; days before the records have the first tree, so that old dates still find a place."""
        epoch = bisect_right(self._changes, day)
        if epoch not in self._trees:
            self._trees[epoch] = tree_on(max(day, self._first or day), self._known)
        return self._trees[epoch]

    def unit_of(self, organisation: int, day: date) -> int | None:
        """The grassroots organisation in which ``organisation`` lies on ``day``; itself above that level."""
        tree = self.on(day)
        if organisation not in tree:
            return organisation
        return tree.unit_of(organisation) or organisation


def boundaries(start: date, end: date, known: int | None = None) -> list[date]:
    """The days inside ``start``..``end`` (after the first) on which the tree changed, however it came about.

    Told by the dated rows themselves: a later list of organisations changes the tree without a decision.
    """
    return [day for day in _changes(known) if start < day <= end]


def _changes(known: int | None) -> list[date]:
    """Every day after the first on which the tree changed."""
    begins = first_day(known)
    if begins is None:
        return []

    def ask() -> list[date]:
        days = [
            model.objects.known(known).filter(**{f"{end_of}__gt": begins}).values_list(end_of)
            for model in (OrganisationState, OrganisationParent)
            for end_of in ("valid_from", "valid_to")
        ]
        return sorted(day for (day,) in days[0].union(*days[1:]))

    return _kept(("changes", known), ask)


def find(asked: str, tree: Tree) -> Node:
    """The organisation with this code, unique name, or 'Parent / Name'.

    Raises OrganisationNotFound, with the candidates where the name is not unique.
    """
    for node in tree:
        if node.code == asked.strip():
            return node
    parts = [key(part) for part in asked.split(" / ")]
    found = [node for node in tree if _called(node, parts, tree)]
    if len(found) == 1:
        return found[0]
    raise OrganisationNotFound(asked, [_full_name(node, tree) for node in found])


def named(asked: str, tree: Tree, among: Collection[int]) -> list[Node]:
    """Of ``among``, those whose name or code has every word of ``asked``: the highest first, then by the list."""
    found = [tree[id_] for id_ in among if has_words(asked, f"{tree[id_].name} {tree[id_].code}")]
    return sorted(found, key=lambda node: (len(tree.path(node.id)), node.position, node.id))


def _called(node: Node, parts: list[str], tree: Tree) -> bool:
    current: Node | None = node
    for part in reversed(parts):
        if current is None or key(current.name) != part:
            return False
        current = tree.nodes.get(current.parent) if current.parent is not None else None
    return True


def _full_name(node: Node, tree: Tree) -> str:
    parent = tree.nodes.get(node.parent) if node.parent is not None else None
    return f"{parent.name} / {node.name}" if parent else node.name


def committee_on(organisation: int, day: date, known: int | None = None) -> Committee | None:
    """The committee of the organisation on ``day``: the letterhead of what it issues."""
    found: Committee | None = (
        Committee.objects.known(known)
        .valid_on(day)
        .filter(organisation_id=organisation)
        .order_by("-id")
        .first()
    )
    return found


def kinds(allowed: Collection[str]) -> list[tuple[str, str]]:
    """[(slug, label)] of these kinds of organisation, from the highest level down."""
    return [(kind.value, str(kind.label)) for kind in Kind if kind.value in allowed]


def sectors() -> list[tuple[str, str]]:
    """[(slug, label)] of the kinds of unit, in the order of form 5-TCTW."""
    return [(sector.value, str(sector.label)) for sector in Sector]


def terms(organisation: int, known: int | None = None) -> list[Term]:
    """The terms of the organisation's committee, the latest first."""
    return list(Term.objects.known(known).filter(organisation_id=organisation).order_by("-valid_from", "-id"))


def term_on(organisation: int, day: date, told: list[Term] | None = None) -> Term | None:
    """The term in which ``day`` lies."""
    return next(
        (
            t
            for t in told or terms(organisation)
            if t.valid_from <= day and (not t.valid_to or day < t.valid_to)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell an organisation: a sentence, its day, the decision and the other organisations in it."""

    on: date
    kind: str
    text: str
    decision: str = ""
    act: int = 0


def history(
    organisation: int, tree: Tree, known: int | None = None, told: list[Term] | None = None
) -> list[Event]:
    """What befell the organisation and those right under it, the latest first: reorganisations and terms.

    ``tree`` names the others as they are called today; whoever is not in it bears its last name. A handful of
    queries, whatever the length of the history.
    """
    links = list(
        OrganisationParent.objects.known(known)
        .filter(Q(organisation_id=organisation) | Q(parent_id=organisation))
        .order_by("valid_from")
    )
    came_or_went = {
        (link.organisation_id, day) for link in links if link.parent_id == organisation
        for day in (link.valid_from, link.valid_to)
    }  # fmt: skip
    near = {link.organisation_id for link in links} | {organisation}
    made = [
        one
        for one in Reorganisation.objects.known(known)
        .filter(Q(organisation_id__in=near) | Q(successions__successor_id__in=near) | Q(successions__predecessor_id__in=near))
        .distinct().order_by("-on", "-id").prefetch_related("successions")
        if organisation in _in(one) or any((other, one.on) in came_or_went for other in _in(one))
    ]  # fmt: skip
    others = set().union(*(_in(one) for one in made)) if made else set()
    moved = OrganisationParent.objects.known(known).filter(
        organisation_id__in=[one.organisation_id for one in made if one.kind == ReorganisationKind.MOVE]
    )
    parents = list(moved) if others else []
    others |= {link.parent_id for link in parents if link.parent_id is not None}
    states = OrganisationState.objects.known(known).filter(organisation_id__in=others).order_by("valid_from")
    names = _Names(list(states) if others else [], tree)
    found = [
        Event(
            one.on,
            one.kind,
            _sentence(one, organisation, names, parents),
            _decision(one),
            one.known_from_act_id,
        )
        for one in made
    ]
    found += [
        Event(term.congress_on or term.valid_from, "nhiem_ky",
              f"Đại hội {f'lần thứ {term.ordinal}, ' if term.ordinal else ''}nhiệm kỳ {term.years}",
              act=term.known_from_act_id)
        for term in (terms(organisation, known) if told is None else told)
    ]  # fmt: skip
    return sorted(found, key=lambda event: event.on, reverse=True)


def _in(made: Reorganisation) -> set[int]:
    """The organisations that a reorganisation names."""
    links = made.successions.all()
    return {made.organisation_id, *(o for link in links for o in (link.predecessor_id, link.successor_id))}


class _Names:
    """What organisations were called on a day: the name of that day, the last before it, or today's."""

    def __init__(self, states: list[OrganisationState], tree: Tree) -> None:
        self._tree = tree
        self._states: dict[int, list[OrganisationState]] = {}
        for state in states:
            self._states.setdefault(state.organisation_id, []).append(state)

    def on(self, organisation: int, day: date) -> str:
        mine = self._states.get(organisation, [])
        begun = [state for state in mine if state.valid_from <= day]
        if begun or mine:
            return str((begun or mine[:1])[-1].name)
        return self._tree[organisation].name if organisation in self._tree else ""

    def before(self, organisation: int, day: date) -> str:
        return self.on(organisation, day - timedelta(days=1))


def _sentence(made: Reorganisation, me: int, names: _Names, parents: list[OrganisationParent]) -> str:
    """What the reorganisation was, seen from the organisation ``me``: itself in it, or just above."""
    on, name = made.on, names.on(made.organisation_id, made.on)
    listed = ", ".join(f"“{names.before(o, on)}”" for o in sorted(_in(made) - {made.organisation_id}))
    match made.kind:
        case ReorganisationKind.FOUND:
            return f"Thành lập “{name}”"
        case ReorganisationKind.RENAME:
            old = names.before(made.organisation_id, on)
            return f"Đổi tên từ “{old}” thành “{name}”" if old != name else f"Đổi loại hình của “{name}”"
        case ReorganisationKind.MOVE:
            mine = [link for link in parents if link.organisation_id == made.organisation_id]
            old_parent = next((link.parent_id for link in mine if link.valid_to == on), None)
            new_parent = next((link.parent_id for link in mine if link.valid_from == on), None)
            came = f" từ “{names.before(old_parent, on)}”" if old_parent else ""
            goes = f" về “{names.on(new_parent, on)}”" if new_parent else ""
            return f"Chuyển “{name}”{came}{goes}"
        case ReorganisationKind.MERGE:
            if made.organisation_id == me:
                return f"Nhận sáp nhập {listed}"
            return f"Sáp nhập {listed} vào “{name}”"
        case ReorganisationKind.SPLIT:
            news = ", ".join(f"“{names.on(o, on)}”" for o in sorted(_in(made) - {made.organisation_id}))
            return f"Tách “{name}”, lập {news}"
        case _:
            return f"Giải thể “{names.before(made.organisation_id, on)}”"


def _decision(made: Reorganisation) -> str:
    if not made.decision_number:
        return ""
    of = f" ngày {made.decision_date:%d/%m/%Y}" if made.decision_date else ""
    by = f" của {made.decision_issuer}" if made.decision_issuer else ""
    return f"Quyết định số {made.decision_number}{of}{by}"


def last_names(organisations: Collection[int]) -> dict[int, str]:
    """{organisation: what it was called last}, also of those that are no more."""
    if not organisations:
        return {}
    rows = OrganisationState.objects.known().filter(organisation_id__among=set(organisations))
    return dict(rows.order_by("valid_from", "pk").values_list("organisation_id", "name"))
