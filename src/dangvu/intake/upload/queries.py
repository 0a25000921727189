"""What may be asked about uploads and loads: for whoever may load there, and may see the people in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import (
    CONFIRM,
    LOAD,
    READ_FINDINGS,
    READ_IDENTIFIERS,
    READ_INSPECTION,
    READ_NAMES,
    Refused,
)
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.codec import HIDDEN, read_back
from dangvu.intake.mended import onto
from dangvu.intake.models import Finding, Line, LineState
from dangvu.intake.pending import Pending, Place
from dangvu.intake.rights import INSPECTION_LINE, NO_RIGHT, Rights
from dangvu.intake.undo import Later, built_on
from dangvu.intake.upload.judge import label_of, said
from dangvu.intake.upload.models import (
    Batch,
    Upload,
    UploadFile,
    UploadState,
    VerdictNote,
)
from dangvu.intake.upload.models import RowState as RowState  # screens ask for it here
from dangvu.intake.upload.models import VerdictRow as VerdictRow
from dangvu.intake.upload.proposals import Proposal, Proposer
from dangvu.intake.upload.seen import INSPECTORS_ONLY, may_see
from dangvu.intake.wording import TITLES
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Tree

OPEN = (UploadState.RECEIVED, UploadState.SHOWN)
TO_MEND = (RowState.ERROR, RowState.WAITING, RowState.WARNING)
_SHOWN_AT_ONCE = 20
_OTHERS = (
    "Lần nạp này do người khác gửi và có danh sách người; đồng chí không được xem danh sách người ở đây."
)


@dataclass(frozen=True, slots=True)
class UploadItem:
    """An upload in a list."""

    id: int
    at: datetime
    actor: str
    state: str
    label: str
    files: int
    to_write: int
    to_mend: int
    batch: int | None
    is_open: bool


def uploads(*, actor: Actor, organisation: int) -> list[UploadItem]:
    """The latest uploads made at an organisation, the open ones first."""
    require(actor, LOAD, organisation)
    rows = (
        Upload.objects.filter(organisation_id=organisation).select_related("act").annotate(n=Count("files"))
    )
    if not may(actor, READ_NAMES, organisation):
        rows = rows.filter(act__user_id=actor.user_id)
    found = [
        UploadItem(
            row.pk, row.act.at, row.act.actor, row.state, row.get_state_display(), row.n, row.counts.get("ghi", 0),
            sum(row.counts.get(state, 0) for state in TO_MEND), row.batch_id, row.state in OPEN,
        )
        for row in rows.order_by("-pk")[:_SHOWN_AT_ONCE]
    ]  # fmt: skip
    return sorted(found, key=lambda item: (not item.is_open, -item.id))


def _upload(actor: Actor, organisation: int, upload: int) -> Upload:
    require(actor, LOAD, organisation)
    row: Upload | None = Upload.objects.select_related("act", "batch").filter(
        pk=upload, organisation_id=organisation
    ).first()  # fmt: skip
    if row is None:
        raise LookupError(upload)
    if (
        not actor.is_operator
        and row.act.user_id != actor.user_id
        and not may(actor, READ_NAMES, organisation)
    ):
        raise Refused(_OTHERS)
    if not may_see(actor, row):
        raise Refused(INSPECTORS_ONLY)
    return row


@dataclass(frozen=True, slots=True)
class SheetCount:
    """One sheet of an upload: which kind it was read as, and how many rows of each state it has."""

    file: int
    file_name: str
    sheet_index: int
    sheet: str
    kind: str
    counts: dict[str, int]
    rows: int


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of an upload, and why it was not read where it was not."""

    id: int
    name: str
    message: str
    can_come_back: bool


@dataclass(frozen=True, slots=True)
class VerdictView:
    """An upload as its page shows it."""

    id: int
    at: datetime
    actor: str
    state: str
    is_open: bool
    is_read: bool
    is_written: bool
    stale: bool
    seconds: float
    read_at: datetime | None
    moved: int
    batch: int | None
    counts: dict[str, int]
    total: int
    files: list[FileLine]
    sheets: list[SheetCount]
    reasons: list[tuple[str, str, int]]
    notes: list[dict[str, Any]]


def verdict(*, actor: Actor, organisation: int, upload: int) -> VerdictView:
    """An upload with its counts by state, by reason and by sheet; each count is that of a list of rows."""
    row = _upload(actor, organisation, upload)
    rows = VerdictRow.objects.filter(upload=row)
    by_sheet: dict[tuple[int, str, int, str, str], Counter[str]] = {}
    grouped = rows.values_list("file_id", "file__name", "sheet_index", "sheet_name", "kind", "state")
    for file, name, index, sheet, kind, state, count in grouped.annotate(n=Count("pk")).order_by(
        "file__position", "sheet_index"
    ):
        by_sheet.setdefault((file, name, index, sheet, kind), Counter())[state] += count
    counts = Counter[str]()
    for found in by_sheet.values():
        counts.update(found)
    reasons = rows.exclude(reason="").values_list("reason").annotate(n=Count("pk")).order_by("-n", "reason")
    faulty = {sheet[0] for sheet, states in by_sheet.items() if any(states[s] for s in TO_MEND)}
    return VerdictView(
        row.pk, row.act.at, row.act.actor, row.get_state_display(), row.state in OPEN,
        row.read_at is not None, row.state == UploadState.WRITTEN, row.stale, row.seconds, row.read_at, row.moved, row.batch_id,
        {**dict.fromkeys(RowState.values, 0), **counts, "ghi": rows.filter(writes=True).count()}, sum(counts.values()),
        [
            FileLine(id_, name, message, id_ in faulty and has_data)
            for id_, name, message, has_data in UploadFile.objects.filter(upload=row).order_by("position")
            .annotate(kept=Q(data__isnull=False)).values_list("pk", "name", "message", "kept")
        ],
        [
            SheetCount(file, name, index, sheet, BY_SLUG[kind].title, dict(states), sum(states.values()))
            for (file, name, index, sheet, kind), states in by_sheet.items()
        ],
        [(kind, TITLES.get(kind, "Việc khác"), count) for kind, count in reasons],
        [
            {"file": note.file_name, "file_id": note.file_id, "sheet": note.sheet_name, "sheet_index": note.sheet_index,
             "kind": note.kind, "title": TITLES.get(note.kind, "Ghi nhận"), "message": note.message,
             "advice": note.advice}
            for note in VerdictNote.objects.filter(upload=row).order_by("pk")
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows of a verdict: ``state`` a state, 'xu-ly' (what wants a hand) or '' (all)."""

    state: str = ""
    reason: str = ""
    file: int | None = None
    sheet_index: int | None = None


class RowList(Sequence[VerdictRow]):
    """Rows that are counted and cut by the database: a page of six thousand reads two hundred."""

    def __init__(self, found: QuerySet[VerdictRow]) -> None:
        self._found, self._count = found, found.count()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:
        return list(self._found[at]) if isinstance(at, slice) else self._found[at]


def rows(*, actor: Actor, organisation: int, upload: int, which: RowFilter) -> RowList:
    """The rows of an upload that a filter names, in the order of the files."""
    found = VerdictRow.objects.filter(upload=_upload(actor, organisation, upload)).select_related("file")
    if which.state == "xu-ly":
        found = found.filter(state__in=TO_MEND)
    elif which.state:
        found = found.filter(state=which.state)
    if which.reason:
        found = found.filter(reason=which.reason)
    if which.file is not None:
        found = found.filter(file_id=which.file)
    if which.sheet_index is not None:
        found = found.filter(sheet_index=which.sheet_index)
    return RowList(found.order_by("file__position", "sheet_index", "number"))


@dataclass(frozen=True, slots=True)
class RowView:
    """One row with what is wrong with it, one proposal for each fault, and its neighbours in the sheet."""

    row: VerdictRow
    proposals: list[Proposal]
    around: list[VerdictRow]
    may_confirm: bool
    is_open: bool


def row(*, actor: Actor, organisation: int, upload: int, row: int, tree: Tree) -> RowView:
    """One row of an upload, to be mended."""
    kept = _upload(actor, organisation, upload)
    found: VerdictRow | None = VerdictRow.objects.select_related("file").filter(upload=kept, pk=row).first()
    if found is None:
        raise LookupError(row)
    siblings = list(
        VerdictRow.objects.filter(upload=kept, file=found.file, sheet_index=found.sheet_index).order_by(
            "number"
        )
    )
    at = next(place for place, other in enumerate(siblings) if other.pk == found.pk)
    proposals = Proposer(tree).of(
        found.kind, found.cells, found.found, found.organisation_id,
        [other.cells for other in siblings if other.pk != found.pk],
    )  # fmt: skip
    confirm = may(actor, CONFIRM, found.organisation_id or organisation)
    return RowView(found, proposals, siblings[max(0, at - 1) : at + 2], confirm, kept.state in OPEN)


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """A row on record about which something was found."""

    source_row: int
    sender: int | None
    file: str
    sheet: str
    number: int
    name: str
    kind_title: str


def mendable(
    *, actor: Actor, finding: int
) -> tuple[LoadedRow, list[dict[str, Any]], list[dict[str, str]], str]:
    """The row of an open finding: (the row, its cells, its faults, its kind). LookupError where there is none."""
    found: Finding | None = (
        Finding.objects.known().filter(pk=finding, source_row__isnull=False)
        .select_related("source_row__sheet__submission", "source_row__sheet__file").first()
    )  # fmt: skip
    if found is None or found.source_row is None:
        raise LookupError(finding)
    source = found.source_row
    submission, kind = source.sheet.submission, BY_SLUG[source.sheet.submission.kind]
    inspection = submission.kind in INSPECTION_LINE
    at = submission.sender_id
    if at is None or not (may(actor, READ_FINDINGS, at) or may(actor, LOAD, at)):
        raise LookupError(finding)  # of another unit: as if there were none
    if not may(actor, READ_INSPECTION if inspection else READ_NAMES, at):
        raise Refused("Dòng này có tên người; đồng chí không được xem danh sách người ở đây.")
    cells, _ = read_back(source.values)
    pending = Pending(source.pk, source.number, cells, "", Place("", "", 0, 0, kind), "")
    onto([pending])
    names = dict.fromkeys([*(name for name in kind.names if name in pending.cells), *pending.cells])
    shown = [
        {
            "c": name,
            "l": label_of(kind, name),
            "t": HIDDEN if name in kind.sealed else pending.cells[name].text,
        }
        for name in names
    ]
    if not may(actor, READ_IDENTIFIERS, at):
        for cell in shown:
            if cell["c"] in ("personal_number", "card_number") and cell["t"]:
                cell["t"] = f"…{cell['t'][-4:]}"
    faults = [said(kind, other) for other in Finding.objects.known().filter(source_row=source).order_by("pk")]
    loaded = LoadedRow(
        source.pk, at, source.sheet.file.name, source.sheet.name, source.number, found.name, kind.title
    )
    return loaded, shown, faults, kind.slug


def upload_of(*, actor: Actor, request: str) -> int | None:
    """The upload that this very request of the actor made."""
    row = Upload.objects.filter(act__request=request, act__user_id=actor.user_id).values_list("pk", flat=True)
    return next(iter(row), None) if request else None


# -- loads -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A load: when, by whom, where, how much, and whether it was taken back."""

    id: int
    at: datetime
    actor: str
    organisation: int | None
    files: int
    rows: int
    undone_at: datetime | None
    undone_by: str
    reason: str


def _batches(actor: Actor, organisation: int, tree: Tree) -> QuerySet[Batch]:
    require(actor, LOAD, organisation)
    inside = set(tree.descendants(organisation))
    which = Q(organisation__in=inside)
    if organisation in tree.roots:
        which |= Q(organisation__isnull=True)
    return Batch.objects.filter(which).select_related("act", "undone_by").order_by("-pk")


def batches(*, actor: Actor, organisation: int, tree: Tree) -> list[BatchItem]:
    """The loads made at an organisation and below it; at the root also those made at the machine."""
    return [_item(batch) for batch in _batches(actor, organisation, tree)]


def _item(batch: Batch) -> BatchItem:
    undone = batch.undone_by
    return BatchItem(
        batch.pk, batch.act.at, batch.act.actor, batch.organisation_id, batch.files, batch.rows,
        undone.at if undone else None, undone.actor if undone else "", undone.reason if undone else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchView:
    """A load with its files, what became of its rows, and what stands in the way of taking it back."""

    item: BatchItem
    files: list[tuple[str, int]]
    states: list[tuple[str, int]]
    later: Sequence[Later]
    acts: Sequence[int]


def batch(*, actor: Actor, organisation: int, batch: int, tree: Tree) -> BatchView:
    """One load. LookupError where it is none of this organisation's."""
    found = _batches(actor, organisation, tree).filter(pk=batch).first()
    if found is None:
        raise LookupError(batch)
    lines = Line.objects.filter(known_from_act__in=found.acts)
    files = lines.filter(submission__act__in=found.acts).values_list("submission__sheet__file__name")
    states = lines.values_list("state").annotate(n=Count("pk")).order_by("state")
    return BatchView(
        _item(found),
        list(files.annotate(n=Count("pk")).order_by("submission__sheet__file__name")),
        [(str(LineState(state).label), count) for state, count in states],
        [] if found.undone_by_id else built_on(found), found.acts,
    )  # fmt: skip


def to_accept(*, actor: Actor, tree: Tree) -> int:
    """How many rows handed in by others wait for this actor, who holds the right that they lacked."""
    if actor.is_operator:
        return 0
    rights = Rights.of(actor, tree)
    waiting = Finding.objects.known().filter(kind=NO_RIGHT, severity="cho", source_row__isnull=False)
    told = waiting.values_list("sheet__submission__kind", "sheet__submission__sender").annotate(n=Count("pk"))
    return sum(count for kind, sender, count in told if rights.may_settle(kind, sender))
