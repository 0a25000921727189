"""How far figures may be trusted: rows kept and not counted, units that sent nothing, and how old it all is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.foundation.tables.columns import ReadCell
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.codec import HIDDEN, read_back
from dangvu.intake.models import Finding, Severity, Submission
from dangvu.intake.rights import INSPECTION_LINE
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class Limits:
    """What the figures of a period leave out, and the last moment of what they know."""

    not_counted: int
    silent: tuple[str, ...]
    units: int
    last: datetime | None
    nothing_sent: bool


def limits(
    *, actor: Actor, organisation: int, tree: Tree, period: Period, known: int | None = None
) -> Limits:
    """Open rows of the organisation and below; direct units without any sheet that touches the period."""
    require(actor, READ_FIGURES, organisation)
    inside = set(tree.descendants(organisation)) if organisation in tree else set()
    theirs = Q(organisation_id__among=inside)
    if organisation in tree.roots:
        theirs |= Q(organisation_id__isnull=True)
    open_ = Finding.objects.known(known).filter(theirs, severity__in=(Severity.HOLD, Severity.WAIT))
    acts = Act.objects.all() if known is None else Act.objects.filter(number__lte=known)
    last = acts.order_by("-number").values_list("at", flat=True).first()
    sent = Submission.objects.filter(start__lte=period.end, end__gte=period.start)
    if known is not None:
        sent = sent.filter(act_id__lte=known)
    senders = set(sent.order_by().values_list("sender_id", flat=True).distinct())
    heard = {above for sender in senders if sender in tree for above in tree.path(sender)}
    units = tree.children(organisation) if organisation in tree else []
    silent = tuple(tree[unit].name for unit in units if unit not in heard)
    return Limits(open_.count(), silent, len(units), last, bool(units) and len(silent) == len(units))


@dataclass(frozen=True, slots=True)
class KeptCell:
    """One cell of a received row, as it was read."""

    title: str
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A received row: where it stands, and every value that was kept of it."""

    file: str
    sheet: str
    number: int
    kind: str
    cells: list[KeptCell]


#: Columns that hold a person's numbers: shown in part unless the right to see them is held.
_IDENTIFIERS = frozenset({"personal_number", "card_number"})
_SHOWN_DIGITS = 3


def kept_row(*, actor: Actor, organisation: int, row: int, unmasked: bool = False) -> KeptRow:
    """The values kept of a source row; the caller has made sure that the row belongs to the organisation."""
    found = SourceRow.objects.select_related("sheet__file").filter(pk=row).first()
    if found is None:
        raise LookupError(row)
    require(actor, READ_INSPECTION if found.sheet.kind in INSPECTION_LINE else READ_NAMES, organisation)
    kind = BY_SLUG.get(found.sheet.kind)
    titles = {column.name: column.label for column in reversed(kind.columns)} if kind else {}
    cells, group = read_back(found.values)
    sealed = kind.sealed if kind else frozenset()
    kept = [
        KeptCell(
            titles.get(name, name),
            _text(name, cell, unmasked, sealed),
            cell.message or "" if cell.problem else "",
        )
        for name, cell in cells.items()
    ]
    if group and not sealed:
        kept.insert(0, KeptCell("Nhóm", group, ""))
    return KeptRow(found.sheet.file.name, found.sheet.name, found.number, kind.title if kind else "", kept)


def _text(name: str, cell: ReadCell, unmasked: bool, sealed: Collection[str]) -> str:
    if name in sealed:
        return HIDDEN
    if name in _IDENTIFIERS and not unmasked and len(cell.text) > _SHOWN_DIGITS:
        return "•" * (len(cell.text) - _SHOWN_DIGITS) + cell.text[-_SHOWN_DIGITS:]
    return cell.text
