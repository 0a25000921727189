"""Where rows are placed in a tree: those of organisations that are not in it as well."""

from __future__ import annotations

from dangvu.organisations.models import OrganisationParent, Succession
from dangvu.organisations.tree import Tree


class Places:
    """Paths as they were known after an act; who succeeds whom, and who stood under whom, is asked when needed."""

    def __init__(self, known: int | None) -> None:
        self._known = known
        self._successors: dict[int, int] | None = None
        self._last_parents: dict[int, int | None] | None = None

    def path(self, owner: int, tree: Tree) -> tuple[int, ...]:
        """Where rows of ``owner`` are placed in ``tree``: an organisation that is not in it (dissolved, or not
        yet founded) keeps its own line, under what succeeds it or under what last stood above it."""
        if owner in tree:
            return tree.path(owner)
        successor = self._successor(owner, tree)
        if successor is not None:
            return (owner, *tree.path(successor))
        above = self._last_parent(owner)
        return (owner,) if above is None else (owner, *(o for o in self.path(above, tree) if o in tree))

    def _last_parent(self, organisation: int) -> int | None:
        """Told by the records of all days, so that every period places the same organisation alike."""
        if self._last_parents is None:
            links = OrganisationParent.objects.known(self._known).order_by("valid_from", "pk")
            self._last_parents = dict(links.values_list("organisation_id", "parent_id"))
        return self._last_parents.get(organisation)

    def carried_on_by(self, organisation: int, tree: Tree) -> set[int]:
        """Organisations that are not in the tree and whose rows are placed under this one."""
        self._successor(organisation, tree)
        self._last_parent(organisation)
        gone = (set(self._successors or ()) | set(self._last_parents or ())) - set(tree.nodes)
        return {owner for owner in gone if organisation in self.path(owner, tree)}

    def _successor(self, owner: int, tree: Tree) -> int | None:
        if self._successors is None:
            links = Succession.objects.known(self._known).order_by("pk")
            self._successors = dict(links.values_list("predecessor_id", "successor_id"))
        current, seen = owner, {owner}
        while (following := self._successors.get(current)) is not None and following not in seen:
            if following in tree:
                return following
            seen.add(following)
            current = following
        return None
