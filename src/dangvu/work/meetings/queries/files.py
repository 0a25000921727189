"""Papers of a meeting as files."""

from __future__ import annotations

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.foundation.handed_in import FileView, listed, one_of
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.meetings.models import SittingFile
from dangvu.work.meetings.queries.sittings import state_here


def files(*, actor: Actor, organisation: int, tree: Tree, sitting: int) -> list[FileView]:
    """The papers of a meeting of a cell here or below; LookupError where there is no such meeting."""
    require(actor, READ_NAMES, organisation, tree=tree)
    state_here(organisation, tree, sitting)
    return listed(SittingFile.objects.known().filter(sitting_id=sitting))


def file_of(*, actor: Actor, organisation: int, tree: Tree, sitting: int, file: int) -> tuple[str, bytes]:
    """(name, bytes) of one paper; LookupError where the meeting has none of this number."""
    found = one_of(files(actor=actor, organisation=organisation, tree=tree, sitting=sitting), file)
    return found.name, bytes(SittingFile.objects.get(pk=found.id).data)
