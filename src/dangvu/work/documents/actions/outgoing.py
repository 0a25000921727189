"""The outgoing register: numbers are given under the writer's lock, one after the other over a committee's term."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.work.documents import rules
from dangvu.work.documents.actions.gate import refuse_secret
from dangvu.work.documents.models import Document, DocumentState, Replacement, SeriesOpening
from dangvu.work.documents.queries.numbers import issuer_of, last_of, series_start
from dangvu.work.documents.queries.one import own_or_received
from dangvu.work.documents.rules import Body, Status


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be issued. ``number`` None: the next one of its series."""

    type: str
    issued_on: date
    title: str
    body: str = Body.COMMITTEE
    number: int | None = None
    signer: str = ""
    recipients: str = ""
    copies: int | None = None
    archive: str = ""
    note: str = ""
    effective_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewStub:
    """A number whose paper is not kept here: nothing of it is, but the number and its day."""

    type: str
    issued_on: date
    body: str = Body.COMMITTEE
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """What a document became: its identity and the number and symbol it was given."""

    id: int
    symbol: str


def issue(*, actor: Actor, organisation: int, documents: Sequence[NewDocument]) -> list[Issued]:
    """Register documents of the organisation, each with the next number of its series.

    Raises Impossible where the body may not issue the type on that day (66-QĐ/TW, 399-QĐ/TW), a number is not the
    next one, or a line carries a mark of secrecy.
    """
    require(actor, WRITE_WORK, organisation)
    for new in documents:
        refuse_secret(title=new.title, recipients=new.recipients, note=new.note, archive=new.archive)
    with act(actor, "documents.issue") as opened:
        made = [
            _number(opened, organisation, new, Status.ISSUED, {
                "title": new.title, "signer": new.signer, "recipients": new.recipients, "copies": new.copies,
                "archive": new.archive, "note": new.note, "effective_on": new.effective_on,
                "expires_on": new.expires_on,
            })
            for new in documents
        ]  # fmt: skip
        record(opened, "documents.issue", count=len(made), organisation_id=organisation,
               numbers=", ".join(one.symbol for one in made[:5]))  # fmt: skip
    return made


def keep_stub(*, actor: Actor, organisation: int, stub: NewStub) -> Issued:
    """Take the next number of a series for a paper that is not kept here: its number and day, nothing else."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.keep_stub") as opened:
        made = _number(opened, organisation, stub, Status.STUB, {})
        record(opened, "documents.keep_stub", count=1, organisation_id=organisation, number=made.symbol)
    return made


def _number(
    opened: Act, organisation: int, new: NewDocument | NewStub, status: Status, told: dict[str, Any]
) -> Issued:
    """One document with its number. Inside the act: nobody else gives a number until it is committed."""
    node = _issuing(organisation, new)
    series = rules.type_of(new.type).series
    start = series_start(organisation, new.issued_on)
    last = last_of(organisation, series, start)
    number = new.number if new.number is not None else last.number + 1
    field, wrong = rules.fault_of_number(last, number, new.issued_on, series)
    if wrong:
        raise Impossible(wrong, field)
    if last.is_empty and number > last.number + 1:
        SeriesOpening.objects.create(
            organisation_id=organisation,
            series=series,
            series_from=start,
            last=number - 1,
            known_from_act=opened,
        )
    issuer, letters = issuer_of(node, new.issued_on)
    document = Document.objects.create()
    state = DocumentState.objects.create(
        document=document, organisation_id=organisation, type=new.type, body=new.body, series=series, series_from=start,
        number=number, symbol=rules.symbol_of(number, series, letters), issued_on=new.issued_on, issuer=issuer,
        status=status, known_from_act=opened, **told,
    )  # fmt: skip
    return Issued(document.pk, state.symbol)


def _issuing(organisation: int, new: NewDocument | NewStub) -> Node:
    """The organisation as it is on the document's day, where its body may issue such a document then."""
    if new.issued_on > clock.today():
        raise Impossible(
            f"Ngày {new.issued_on:%d/%m/%Y} chưa đến; số chỉ cấp khi văn bản được ban hành.", "issued_on"
        )
    tree = tree_on(new.issued_on)
    node = tree[organisation] if organisation in tree else tree_on(clock.today())[organisation]
    if new.type not in rules.TYPES:
        raise Impossible("Chọn loại văn bản trong danh sách.", "type")
    if new.body not in rules.bodies_of(node.is_cell):
        raise Impossible(f"{node.kind_label} không có cơ quan ban hành này; chọn lại.", "body")
    body, type_ = Body(new.body), rules.type_of(new.type)
    value = Parameters().if_known(rules.authority_of(body, node.kind == Kind.UPPER_COMMITTEE), new.issued_on)
    if not rules.may_issue(new.type, str(value.value) if value else None):
        raise Impossible(
            f"Theo {value.document if value else ''}, {body.label.lower()} ở đây không ban hành"
            f" {type_.title.lower()} vào ngày {new.issued_on:%d/%m/%Y}. Chọn loại văn bản hoặc cơ quan ban hành khác.",
            "type",
        )
    return node


def _restate(opened: Act, row: DocumentState, **changed: Any) -> None:
    DocumentState.objects.filter(pk=row.pk).update(known_to_act=opened)
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk, row.known_from_act, row.known_to_act = None, opened, None
    row._state.adding = True
    row.save(force_insert=True)


def _own(organisation: int, document: int) -> DocumentState:
    """The document as the organisation issued it; LookupError for anything else."""
    row: DocumentState | None = (
        DocumentState.objects.known().filter(document_id=document, organisation_id=organisation).first()
    )
    if row is None:
        raise LookupError(document)
    return row


def withdraw_numbers(*, actor: Actor, organisation: int, documents: Collection[int], reason: str) -> None:
    """Numbers that were given and are not used: kept with the reason, never given again."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.withdraw_number", reason) as opened:
        rows = [_own(organisation, document) for document in documents]
        for row in rows:
            if row.status == Status.WITHDRAWN:
                raise Impossible(f"Số {row.symbol} đã được hủy; tải lại trang.")
            if row.document.dispatches.filter(known_to_act__isnull=True).exists():
                raise Impossible(
                    f"Văn bản {row.symbol} đã gửi cho đơn vị nên không hủy số được; nếu văn bản không còn giá trị, ban hành"
                    " văn bản thay thế."
                )
            _restate(opened, row, status=Status.WITHDRAWN, reason=reason)
        record(opened, "documents.withdraw_number", count=len(rows), organisation_id=organisation,
               numbers=", ".join(row.symbol for row in rows[:5]))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What may be corrected of a document that the organisation issued; number and day stay."""

    title: str
    signer: str = ""
    recipients: str = ""
    copies: int | None = None
    archive: str = ""
    note: str = ""
    effective_on: date | None = None
    expires_on: date | None = None


def correct(*, actor: Actor, organisation: int, document: int, told: Told, reason: str) -> None:
    """Put right what the register says of a document; the former words stay in the history."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(title=told.title, recipients=told.recipients, note=told.note, archive=told.archive)
    with act(actor, "documents.correct", reason) as opened:
        row = _own(organisation, document)
        if row.status != Status.ISSUED:
            raise Impossible(f"Số {row.symbol} {Status(row.status).label.lower()}: không có nội dung để sửa.")
        _restate(opened, row, **{name: getattr(told, name) for name in told.__slots__})
        record(opened, "documents.correct", count=1, organisation_id=organisation, number=row.symbol)


def replace(*, actor: Actor, organisation: int, document: int, replaced: int, on: date, whole: bool) -> None:
    """``document`` takes the place of ``replaced`` from ``on``, or amends it (``whole`` False)."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.replace") as opened:
        new, old = own_or_received(organisation, document), own_or_received(organisation, replaced)
        if document == replaced:
            raise Impossible("Một văn bản không thay thế chính nó; chọn văn bản khác.", "replaced")
        if on < new.issued_on:
            raise Impossible(f"Ngày thay thế phải từ ngày ban hành ({new.issued_on:%d/%m/%Y}) trở đi.", "on")
        if old.issued_on > new.issued_on:
            raise Impossible(
                f"{old.symbol} ban hành sau {new.symbol}: văn bản sau mới thay văn bản trước.", "replaced"
            )
        told = Replacement.objects.known()
        if told.filter(document_id=document, replaced_id=replaced).exists():
            raise Impossible("Việc thay thế này đã ghi rồi.", "replaced")
        Replacement.objects.create(
            document_id=document, replaced_id=replaced, on=on, whole=whole, known_from_act=opened
        )
        record(
            opened,
            "documents.replace",
            count=1,
            organisation_id=organisation,
            number=new.symbol,
            old=old.symbol,
        )
