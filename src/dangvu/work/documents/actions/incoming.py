"""The incoming register: what came from outside the tree, and when it was settled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import key
from dangvu.organisations.access import require
from dangvu.work.documents import rules
from dangvu.work.documents.actions.gate import refuse_secret
from dangvu.work.documents.models import Document, DocumentState, Incoming


@dataclass(frozen=True, slots=True)
class NewIncoming:
    """A document that came from outside the tree (Tỉnh ủy, Trung ương, another body)."""

    symbol: str
    issued_on: date
    issuer: str
    title: str
    received_on: date
    type: str = rules.OTHER.slug
    signer: str = ""
    in_charge: str = ""
    deadline: date | None = None
    note: str = ""
    effective_on: date | None = None
    expires_on: date | None = None


def receive_from_outside(*, actor: Actor, organisation: int, documents: Sequence[NewIncoming]) -> list[int]:
    """Register documents that arrived, each with the next number of the year; their ids.

    Raises Impossible where the days contradict each other, the document is in the register, or a line carries a mark
    of secrecy.
    """
    require(actor, WRITE_WORK, organisation)
    for new in documents:
        refuse_secret(symbol=new.symbol, title=new.title, note=new.note, issuer=new.issuer)
        if new.issued_on > new.received_on:
            raise Impossible(
                "Ngày đến không thể trước ngày của văn bản; kiểm tra lại hai ngày.", "received_on"
            )
        if wrong := rules.fault_of_day(new.received_on, clock.today()):
            raise Impossible(wrong, "received_on")
    with act(actor, "documents.receive") as opened:
        made = []
        for new in documents:
            _not_there(organisation, new)
            document = Document.objects.create()
            DocumentState.objects.create(
                document=document, type=new.type, symbol=new.symbol, issued_on=new.issued_on, issuer=new.issuer,
                title=new.title, signer=new.signer, effective_on=new.effective_on, expires_on=new.expires_on,
                known_from_act=opened,
            )  # fmt: skip
            line(opened, organisation, document.pk, new.received_on, in_charge=new.in_charge, deadline=new.deadline,
                 note=new.note)  # fmt: skip
            made.append(document.pk)
        record(opened, "documents.receive", count=len(made), organisation_id=organisation)
    return made


def _not_there(organisation: int, new: NewIncoming) -> None:
    there = Incoming.objects.known().filter(
        organisation_id=organisation, document__states__known_to_act__isnull=True,
        document__states__symbol=new.symbol, document__states__issued_on=new.issued_on,
    )  # fmt: skip
    for order, year, issuer in there.values_list("order", "year", "document__states__issuer"):
        if key(issuer) == key(new.issuer):
            raise Impossible(
                f"Văn bản {new.symbol} ngày {new.issued_on:%d/%m/%Y} đã vào sổ với số đến {order}/{year}.",
                "symbol",
            )


def line(
    opened: Act, organisation: int, document: int, on: date, *, in_charge: str = "", deadline: date | None = None,
    note: str = "",
) -> Incoming:  # fmt: skip
    """A line of the incoming register, with the next number of the year: inside an act, which holds the lock."""
    rows = Incoming.objects.filter(organisation_id=organisation, year=on.year)
    last = rows.aggregate(last=Max("order"))["last"] or 0
    made: Incoming = Incoming.objects.create(
        document_id=document, organisation_id=organisation, year=on.year, order=last + 1, received_on=on,
        in_charge=in_charge, deadline=deadline, note=note, known_from_act=opened,
    )  # fmt: skip
    return made


def settle(*, actor: Actor, organisation: int, documents: Collection[int], on: date) -> None:
    """Documents of the incoming register have been settled on ``on``."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.settle") as opened:
        rows = list(Incoming.objects.known().filter(organisation_id=organisation, document_id__in=documents))
        if len(rows) != len(set(documents)):
            raise LookupError(documents)
        for row in rows:
            if row.settled_on is not None:
                raise Impossible(f"Văn bản này đã ghi giải quyết xong ngày {row.settled_on:%d/%m/%Y}.")
            if wrong := rules.fault_of_day(on, clock.today(), row.received_on, "đến"):
                raise Impossible(wrong, "on")
            Incoming.objects.filter(pk=row.pk).update(known_to_act=opened)
            row.pk, row.known_from_act, row.settled_on = None, opened, on
            row._state.adding = True
            row.save(force_insert=True)
        record(opened, "documents.settle", count=len(rows), organisation_id=organisation)
