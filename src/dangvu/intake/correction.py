"""Which of the files with one sender, kind and period a later one corrects: the others are further parts of it.

A file corrects another where it bears the same name, or where more than half of the shorter list stands in the
longer one, in the same words or nearly so. Lists that have little in common are parts of one submission, whether
they came in one load or in several: nothing of either is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from dangvu.foundation.tables import ReadCell
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.codec import read_back
from dangvu.intake.models import Line
from dangvu.intake.pending import Pending

_PERSON = ("name", "birth", "joined")
_FEW = 2
"""In lists as short as this one changed row is a correction of its like."""
_Trait = tuple[tuple[str, str], ...]


def corrected_lines(kind: str, older: Sequence[int], rows: Sequence[Pending]) -> list[Line]:
    """The live lines of those files, among the submissions ``older``, that ``rows`` correct."""
    by_file: dict[int, list[Line]] = defaultdict(list)
    lines = Line.objects.known().filter(submission__in=older).select_related("source_row__sheet__file")
    for line in lines.order_by("pk"):
        if line.source_row is not None:
            by_file[line.source_row.sheet.file_id].append(line)
    name = rows[0].place.file_name if rows else ""
    mine = [row.cells for row in rows]
    found = []
    for theirs in by_file.values():
        file = theirs[0].source_row.sheet.file if theirs[0].source_row else None
        if (file is not None and file.name == name) or _mostly_the_same(kind, mine, _of_lines(theirs)):
            found += theirs
    return found


def _of_lines(lines: Sequence[Line]) -> list[Mapping[str, ReadCell]]:
    return [read_back(line.source_row.values)[0] for line in lines if line.source_row is not None]


def _mostly_the_same(
    kind: str, mine: Sequence[Mapping[str, ReadCell]], theirs: Sequence[Mapping[str, ReadCell]]
) -> bool:
    shorter, longer = sorted((mine, theirs), key=len)
    near = len(shorter) <= _FEW or "name" in BY_SLUG[kind].natural
    known = frozenset().union(*(_traits(kind, cells, near) for cells in longer))
    return 2 * sum(1 for cells in shorter if _traits(kind, cells, near) & known) > len(shorter)


def _traits(kind: str, cells: Mapping[str, ReadCell], near: bool) -> frozenset[_Trait]:
    """What a row is known by: all its telling values; ``near``: any two of them, so that one may have changed."""
    natural = _PERSON if "name" in BY_SLUG[kind].natural else BY_SLUG[kind].natural
    said = [
        (column, fold(cells[column].text)) for column in natural if column in cells and cells[column].text
    ]
    if len(said) > 1 and near:
        return frozenset(combinations(said, 2))
    return frozenset({tuple(said)} if said else ())
