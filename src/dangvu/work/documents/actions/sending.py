"""Handing a document down the tree, step by step: sent, received, read, passed on; and the plan that carries it out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.documents import rules
from dangvu.work.documents.actions.gate import refuse_secret
from dangvu.work.documents.actions.incoming import line
from dangvu.work.documents.models import (
    ActionPlan,
    Dispatch,
    DocumentState,
    Incoming,
    Reading,
    StudyDuty,
)
from dangvu.work.documents.rules import Status


def send(
    *,
    actor: Actor,
    organisation: int,
    document: int,
    to: Collection[int],
    on: date,
    study_by: date | None = None,
) -> int:
    """Send a document that the organisation issued or received to organisations below it; to how many it went.

    With ``study_by`` every cell below those gets the duty to study it by that day. A cell that has the duty already
    keeps its first deadline, unless the new one is earlier.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.send") as opened:
        begun = _in_hand(organisation, document)
        tree = tree_on(clock.today())
        below = set(tree.descendants(organisation)) - {organisation}
        if not to or not set(to) <= below:
            raise Impossible("Chọn ít nhất một tổ chức trực thuộc để gửi.", "to")
        if wrong := rules.fault_of_day(on, clock.today(), begun, "ban hành hoặc ngày đến"):
            raise Impossible(wrong, "on")
        if study_by is not None and study_by < on:
            raise Impossible("Hạn học phải từ ngày gửi trở đi.", "study_by")
        sent = Dispatch.objects.known().filter(document_id=document, organisation_id__in=to)
        there = set(sent.values_list("organisation_id", flat=True))
        new = [unit for unit in dict.fromkeys(to) if unit not in there]
        Dispatch.objects.bulk_create(
            Dispatch(document_id=document, sender_id=organisation, organisation_id=unit, on=on, study_by=study_by,
                     known_from_act=opened)
            for unit in new
        )  # fmt: skip
        if study_by is not None:
            cells = [c for unit in dict.fromkeys(to) for c in tree.descendants(unit) if tree[c].is_cell]
            _oblige(opened, document, cells, study_by)
        record(opened, "documents.send", count=len(new), organisation_id=organisation, document=document)
    return len(new)


def _oblige(opened: Act, document: int, cells: Collection[int], study_by: date) -> None:
    """Every cell has the duty once; an earlier deadline takes the place of a later one."""
    there = {
        row.organisation_id: row
        for row in StudyDuty.objects.known().filter(document_id=document, organisation_id__among=list(cells))
    }
    sooner = [row for row in there.values() if row.done_on is None and study_by < row.study_by]
    StudyDuty.objects.filter(pk__in=[row.pk for row in sooner]).update(known_to_act=opened)
    again = {row.organisation_id for row in sooner}
    StudyDuty.objects.bulk_create(
        StudyDuty(document_id=document, organisation_id=cell, study_by=study_by, known_from_act=opened)
        for cell in dict.fromkeys(cells)
        if cell not in there or cell in again
    )


def _in_hand(organisation: int, document: int) -> date:
    """The day from which the organisation has the document: it issued it, or received it. Else it says what to do."""
    state: DocumentState | None = DocumentState.objects.known().filter(document_id=document).first()
    if state is None:
        raise LookupError(document)
    if state.organisation_id == organisation:
        if state.status != Status.ISSUED:
            raise Impossible(f"Số {state.symbol} {Status(state.status).label.lower()}: không có gì để gửi.")
        return state.issued_on
    row: Incoming | None = (
        Incoming.objects.known().filter(document_id=document, organisation_id=organisation).first()
    )
    if row is not None:
        return row.received_on
    if Dispatch.objects.known().filter(document_id=document, organisation_id=organisation).exists():
        raise Impossible("Văn bản chưa vào sổ đến của đơn vị này; bấm “Đã nhận” trước.")
    raise LookupError(document)


def receive(*, actor: Actor, organisation: int, documents: Collection[int], on: date) -> None:
    """Documents sent from above have arrived: they enter the incoming register, each with the next number."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.take_in") as opened:
        for document in documents:
            sent = Dispatch.objects.known().filter(document_id=document, organisation_id=organisation).first()
            if sent is None:
                raise LookupError(document)
            if Incoming.objects.known().filter(document_id=document, organisation_id=organisation).exists():
                raise Impossible("Văn bản này đã vào sổ đến của đơn vị; tải lại trang.")
            if wrong := rules.fault_of_day(on, clock.today(), sent.on, "gửi"):
                raise Impossible(wrong, "on")
            line(opened, organisation, document, on, deadline=sent.study_by)
        record(opened, "documents.take_in", count=len(documents), organisation_id=organisation)


def read(*, actor: Actor, organisation: int, document: int, on: date) -> None:
    """The organisation's committee has read the document; whoever had not received it has by that."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.read") as opened:
        if not Incoming.objects.known().filter(document_id=document, organisation_id=organisation).exists():
            receive(actor=actor, organisation=organisation, documents=[document], on=on)
        if Reading.objects.known().filter(document_id=document, organisation_id=organisation).exists():
            raise Impossible("Đã ghi là đã đọc rồi; tải lại trang.")
        if wrong := rules.fault_of_day(on, clock.today()):
            raise Impossible(wrong, "on")
        Reading.objects.create(
            document_id=document, organisation_id=organisation, on=on, known_from_act=opened
        )
        record(opened, "documents.read", count=1, organisation_id=organisation, document=document)


def plan(*, actor: Actor, organisation: int, document: int, symbol: str, on: date) -> None:
    """The organisation has issued its programme or plan to carry the document out."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(symbol=symbol)
    with act(actor, "documents.plan") as opened:
        begun = _in_hand(organisation, document)
        if wrong := rules.fault_of_day(on, clock.today(), begun, "ban hành hoặc ngày đến"):
            raise Impossible(wrong, "on")
        rows = ActionPlan.objects.known().filter(document_id=document, organisation_id=organisation)
        rows.update(known_to_act=opened)
        ActionPlan.objects.create(
            document_id=document, organisation_id=organisation, on=on, symbol=symbol, known_from_act=opened
        )
        record(opened, "documents.plan", count=1, organisation_id=organisation, number=symbol)
