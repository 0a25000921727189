"""Papers of a conference as files, for who holds it and for who is called to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dangvu.foundation.actor import Actor
from dangvu.foundation.handed_in import FileView, listed, one_of
from dangvu.organisations.tree import Tree
from dangvu.work.conferences.models import ConferenceFile
from dangvu.work.conferences.queries.seen import seen


@dataclass(frozen=True, slots=True)
class Files:
    """The conference's own papers, and {unit: the file of what it was asked for}."""

    own: list[FileView]
    of_units: dict[int, FileView] = field(default_factory=dict)

    @property
    def every(self) -> list[FileView]:
        return [*self.own, *self.of_units.values()]


def files(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> Files:
    """The papers that the organisation may see: of who is only called the conference's own and those of its units."""
    state = seen(actor, organisation, tree, conference)
    rows = ConferenceFile.objects.known().filter(conference_id=conference)
    theirs = rows.filter(unit__isnull=False)
    if state.organisation_id != organisation:
        theirs = theirs.filter(unit_id__among=list(tree.descendants(organisation)))
    units = dict(theirs.values_list("pk", "unit_id"))
    return Files(listed(rows.filter(unit=None)), {units[one.id]: one for one in listed(theirs)})


def file_of(*, actor: Actor, organisation: int, tree: Tree, conference: int, file: int) -> tuple[str, bytes]:
    """(name, bytes) of one paper that the organisation may see; LookupError for any other."""
    seen_here = files(actor=actor, organisation=organisation, tree=tree, conference=conference)
    found = one_of(seen_here.every, file)
    return found.name, bytes(ConferenceFile.objects.get(pk=found.id).data)
