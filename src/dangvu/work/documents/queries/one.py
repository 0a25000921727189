"""One document as an organisation sees it: what it is, whether it holds, what the organisation did with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_DOCUMENTS
from dangvu.foundation.handed_in import FileView, listed
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.documents.models import (
    ActionPlan,
    Dispatch,
    DocumentFile,
    DocumentState,
    Incoming,
    Reading,
    Replacement,
    StudyDuty,
)
from dangvu.work.documents.rules import Force, Status, in_force, type_of


@dataclass(frozen=True, slots=True)
class Link:
    """Another document that this one replaces or amends, or by which it is."""

    document: int
    symbol: str
    title: str
    on: date
    whole: bool
    opens: bool  # it stands in a register here


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with what the organisation has on record of it."""

    id: int
    act: int  # that last changed what it is
    state: DocumentState
    type: str
    status: Status
    force: Force
    own: bool  # the organisation issued it
    replaces: tuple[Link, ...]
    replaced_by: tuple[Link, ...]
    line: Incoming | None
    sent: Dispatch | None
    sender: str
    reading: Reading | None
    plan: ActionPlan | None
    duty: StudyDuty | None
    file: FileView | None

    @property
    def in_hand(self) -> bool:
        return (self.own and self.status is Status.ISSUED) or self.line is not None


def document(*, actor: Actor, organisation: int, tree: Tree, document: int, on: date) -> DocumentView:
    """The document where it concerns the organisation: issued, received or sent there; else LookupError."""
    return _seen(actor, organisation, tree, document, on)


def _seen(actor: Actor, organisation: int, tree: Tree, document: int, on: date) -> DocumentView:
    require(actor, READ_DOCUMENTS, organisation)
    state = DocumentState.objects.known().filter(document_id=document).first()
    mine = {"document_id": document, "organisation_id": organisation}
    line = Incoming.objects.known().filter(**mine).first()
    sent = Dispatch.objects.known().filter(**mine).first()
    if state is None or (state.organisation_id != organisation and line is None and sent is None):
        raise LookupError(document)
    links = list(Replacement.objects.known().filter(replaced_id=document).order_by("on", "pk"))
    status = Status(state.status)
    force = in_force(
        on=on, issued_on=state.issued_on, effective_on=state.effective_on, expires_on=state.expires_on,
        replaced_on=[link.on for link in links if link.whole], withdrawn=status is Status.WITHDRAWN,
    )  # fmt: skip
    return DocumentView(
        document, state.known_from_act_id, state, type_of(state.type).title, status, force,
        state.organisation_id == organisation,
        _links(Replacement.objects.known().filter(document_id=document).order_by("on", "pk"), "replaced_id", organisation),
        _links(links, "document_id", organisation), line, sent,
        tree[sent.sender_id].name if sent and sent.sender_id in tree else "cấp trên",
        Reading.objects.known().filter(**mine).first(), ActionPlan.objects.known().filter(**mine).first(),
        StudyDuty.objects.known().filter(**mine).first(), _file(document),
    )  # fmt: skip


def _file(document: int) -> FileView | None:
    return next(iter(listed(DocumentFile.objects.known().filter(document_id=document))), None)


def file_of(*, actor: Actor, organisation: int, tree: Tree, document: int, on: date) -> tuple[str, bytes]:
    """(name, bytes) of the document's file, for whom the document concerns; LookupError where it has none."""
    view = _seen(actor, organisation, tree, document, on)
    if view.file is None:
        raise LookupError(document)
    row = DocumentFile.objects.get(pk=view.file.id)
    return row.name, bytes(row.data)


def own_or_received(organisation: int, document: int) -> DocumentState:
    """A document that stands in one of the organisation's registers; LookupError for anything else."""
    row: DocumentState | None = DocumentState.objects.known().filter(document_id=document).first()
    received = Incoming.objects.known().filter(document_id=document, organisation_id=organisation)
    if row is None or (row.organisation_id != organisation and not received.exists()):
        raise LookupError(document)
    return row


def _links(rows: object, end: str, organisation: int) -> tuple[Link, ...]:
    links = list(rows)  # type: ignore[call-overload]
    ids = [getattr(link, end) for link in links]
    states = (
        {row.document_id: row for row in DocumentState.objects.known().filter(document_id__in=ids)}
        if ids
        else {}
    )
    here = _registered_ids(organisation, ids)
    return tuple(
        Link(pk, states[pk].symbol, states[pk].title, link.on, link.whole, pk in here)
        for link, pk in zip(links, ids, strict=True)
        if pk in states
    )


def _registered_ids(organisation: int, among: list[int] | None = None) -> set[int]:
    own = DocumentState.objects.known().filter(organisation_id=organisation, status=Status.ISSUED)
    came = Incoming.objects.known().filter(organisation_id=organisation)
    if among is not None:
        own, came = own.filter(document_id__in=among), came.filter(document_id__in=among)
    return {*own.values_list("document_id", flat=True), *came.values_list("document_id", flat=True)}


def registered(*, actor: Actor, organisation: int) -> list[tuple[int, str]]:
    """[(document, its symbol and summary)] of everything in the organisation's registers, the latest first."""
    require(actor, READ_DOCUMENTS, organisation)
    rows = DocumentState.objects.known().filter(document_id__among=_registered_ids(organisation))
    return [
        (row.document_id, f"{row.symbol} ngày {row.issued_on:%d/%m/%Y}: {row.title[:90]}")
        for row in rows.order_by("-issued_on", "-pk")
    ]
