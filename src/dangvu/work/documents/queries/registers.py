"""The two registers of an organisation, and what was sent to it and has not been received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_DOCUMENTS
from dangvu.foundation.vietnamese import has_words
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.documents.models import Dispatch, DocumentState, Incoming
from dangvu.work.documents.rules import Status, type_of


@dataclass(frozen=True, slots=True)
class OutLine:
    """A line of the outgoing register (sổ văn bản đi)."""

    document: int
    symbol: str
    number: int
    type: str
    issued_on: date
    title: str
    signer: str
    recipients: str
    copies: int | None
    archive: str
    note: str
    status: Status
    reason: str

    @property
    def says(self) -> str:
        """The summary, or what became of the number."""
        if self.status is Status.ISSUED:
            return self.title
        return f"{self.status.label}{f': {self.reason}' if self.reason else ''}"


@dataclass(frozen=True, slots=True)
class InLine:
    """A line of the incoming register (sổ văn bản đến)."""

    document: int
    order: int
    year: int
    received_on: date
    issuer: str
    symbol: str
    issued_on: date
    type: str
    title: str
    in_charge: str
    deadline: date | None
    settled_on: date | None
    note: str
    late: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A document that was sent here and is not in the register yet."""

    document: int
    symbol: str
    title: str
    sender: str
    on: date
    study_by: date | None


def outgoing(
    *, actor: Actor, organisation: int, start: date, end: date, type_: str = "", status: str = "", words: str = "",
) -> list[OutLine]:  # fmt: skip
    """The organisation's outgoing documents of these days, the latest number first."""
    require(actor, READ_DOCUMENTS, organisation)
    rows = DocumentState.objects.known().filter(
        organisation_id=organisation, issued_on__gte=start, issued_on__lte=end
    )
    if type_:
        rows = rows.filter(type=type_)
    if status:
        rows = rows.filter(status=status)
    return [
        OutLine(
            row.document_id, row.symbol, row.number or 0, type_of(row.type).title, row.issued_on, row.title, row.signer,
            row.recipients, row.copies, row.archive, row.note, Status(row.status), row.reason,
        )
        for row in rows.order_by("-issued_on", "series", "-number")
        if not words or has_words(words, f"{row.symbol} {row.title}")
    ]  # fmt: skip


def incoming(
    *, actor: Actor, organisation: int, start: date, end: date, today: date, type_: str = "", open_only: bool = False,
    words: str = "",
) -> list[InLine]:  # fmt: skip
    """The organisation's incoming documents of these days, the latest first."""
    require(actor, READ_DOCUMENTS, organisation)
    rows = Incoming.objects.known().filter(
        organisation_id=organisation, received_on__gte=start, received_on__lte=end
    )
    if open_only:
        rows = rows.filter(settled_on__isnull=True)
    lines = list(rows.order_by("-year", "-order"))
    states = _states({line.document_id for line in lines})
    return [
        InLine(
            line.document_id, line.order, line.year, line.received_on, state.issuer, state.symbol, state.issued_on,
            type_of(state.type).title, state.title, line.in_charge, line.deadline, line.settled_on, line.note,
            line.deadline is not None and (line.settled_on or today) > line.deadline,
        )
        for line in lines
        if (state := states.get(line.document_id)) is not None
        and (not type_ or state.type == type_)
        and (not words or has_words(words, f"{state.symbol} {state.title} {state.issuer}"))
    ]  # fmt: skip


def waiting(*, actor: Actor, organisation: int, tree: Tree) -> list[WaitingLine]:
    """What was sent here and waits to be received, the longest waiting first."""
    require(actor, READ_DOCUMENTS, organisation)
    here = set(
        Incoming.objects.known().filter(organisation_id=organisation).values_list("document_id", flat=True)
    )
    sent = Dispatch.objects.known().filter(organisation_id=organisation).order_by("on", "pk")
    rows = [row for row in sent if row.document_id not in here]
    states = _states({row.document_id for row in rows})
    return [
        WaitingLine(
            row.document_id, state.symbol, state.title,
            tree[row.sender_id].name if row.sender_id in tree else "cấp trên", row.on, row.study_by,
        )
        for row in rows
        if (state := states.get(row.document_id)) is not None
    ]  # fmt: skip


def _states(documents: set[int]) -> dict[int, DocumentState]:
    rows = DocumentState.objects.known().filter(document_id__among=documents) if documents else ()
    return {row.document_id: row for row in rows}
