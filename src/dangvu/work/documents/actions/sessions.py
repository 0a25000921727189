"""Sessions at which documents are studied and news is heard, and the cells that have studied by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows
from dangvu.work.documents import rules
from dangvu.work.documents.actions.gate import refuse_secret
from dangvu.work.documents.models import (
    Dispatch,
    DocumentState,
    Incoming,
    SessionDocument,
    StudyDuty,
    StudySession,
)
from dangvu.work.documents.rules import SessionKind


@dataclass(frozen=True, slots=True)
class NewSession:
    """One session. ``cells`` are those whose members studied at it; the organisation itself where it is a cell."""

    organisation: int
    on: date
    title: str
    kind: str = SessionKind.STUDY
    mode: str = ""
    obliged: int | None = None
    present: int | None = None
    non_members: int | None = None
    note: str = ""
    documents: tuple[int, ...] = ()
    cells: tuple[int, ...] = ()
    source_row: int | None = None


def record_sessions(*, actor: Actor, organisation: int, sessions: Sequence[NewSession]) -> list[int]:
    """Record sessions held in ``organisation`` and below it; the duties of the cells that studied there are done.

    A row of a workbook takes the place of what was typed of the same organisation, day and kind.
    """
    require_rows(actor, WRITE_WORK, organisation, (s.organisation for s in sessions))
    for new in sessions:
        refuse_secret(title=new.title, note=new.note)
        field, wrong = rules.fault_of_session(
            on=new.on, today=clock.today(), obliged=new.obliged, present=new.present
        )
        if wrong and new.source_row is None:
            raise Impossible(wrong, field)
    with act(actor, "documents.record_sessions") as opened:
        named = _replaced(opened, sessions)
        made = []
        for new in sessions:
            session = StudySession.objects.create(
                organisation_id=new.organisation, kind=new.kind, on=new.on, title=new.title, mode=new.mode,
                obliged=new.obliged, present=new.present, non_members=new.non_members, note=new.note,
                source_row_id=new.source_row, known_from_act=opened,
            )  # fmt: skip
            made.append(session.pk)
            if new.source_row is not None and (new.organisation, new.kind, new.on) in named:
                carried, cells = named.pop((new.organisation, new.kind, new.on))
                new = replace(new, documents=carried, cells=cells)
            _studied(opened, session, new)
        record(opened, "documents.record_sessions", count=len(made), organisation_id=organisation)
    return made


def _replaced(
    opened: Act, sessions: Sequence[NewSession]
) -> dict[tuple[int, str, date], tuple[tuple[int, ...], tuple[int, ...]]]:
    """{organisation, kind, day: (documents, cells)} of what the rows of a workbook take the place of: what was typed,
    and what an earlier row said that this act has closed. A workbook does not name them, so they are carried over."""
    read = {(s.organisation, s.kind, s.on) for s in sessions if s.source_row is not None}
    if not read:
        return {}
    typed, closed = Q(known_to_act__isnull=True, source_row=None), Q(known_to_act=opened)
    rows = StudySession.objects.filter(typed | closed, on__in={on for _, _, on in read})
    told = {row.pk: key for row in rows if (key := (row.organisation_id, row.kind, row.on)) in read}
    StudySession.objects.known().filter(pk__in=list(told)).update(known_to_act=opened)
    _not_studied(opened, list(told))
    of = {"session_id__in": list(told), "known_to_act": opened}
    documents, cells = defaultdict[Any, list[int]](list), defaultdict[Any, list[int]](list)
    for session, document in (
        SessionDocument.objects.filter(**of).order_by("pk").values_list("session_id", "document_id")
    ):
        documents[told[session]].append(document)
    for session, cell in (
        StudyDuty.objects.filter(**of).order_by("pk").values_list("session_id", "organisation_id")
    ):
        cells[told[session]].append(cell)
    return {key: (tuple(documents[key]), tuple(dict.fromkeys(cells[key]))) for key in documents}


def _studied(opened: Act, session: StudySession, new: NewSession) -> None:
    """The documents of a session, and the duties that are done by it."""
    if not new.documents:
        return
    below = set(tree_on(clock.today()).descendants(new.organisation))
    if not set(new.documents) <= _concern(below, new.documents) or not set(new.cells) <= below:
        raise LookupError(new.documents, new.cells)
    SessionDocument.objects.bulk_create(
        SessionDocument(session=session, document_id=document, known_from_act=opened)
        for document in new.documents
    )
    _done(opened, new.documents, {new.organisation, *new.cells}, new.on, session)


def _concern(organisations: set[int], documents: Collection[int]) -> set[int]:
    """Those of the documents that cells here have to study, or that stand in a register here: nobody names another."""
    states = DocumentState.objects.known().filter(document_id__in=documents)
    found = set(states.filter(organisation_id__among=organisations).values_list("document_id", flat=True))
    for model in (StudyDuty, Incoming):
        rows = model.objects.known().filter(document_id__in=documents, organisation_id__among=organisations)
        found |= set(rows.values_list("document_id", flat=True))
    return found


def _done(
    opened: Act, documents: Collection[int], cells: Collection[int], on: date, session: StudySession | None
) -> int:
    rows = list(
        StudyDuty.objects.known().filter(
            document_id__in=documents, organisation_id__among=list(cells), done_on__isnull=True
        )
    )
    StudyDuty.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
    StudyDuty.objects.bulk_create(
        StudyDuty(document_id=row.document_id, organisation_id=row.organisation_id, study_by=row.study_by, done_on=on,
                  session=session, known_from_act=opened)
        for row in rows
    )  # fmt: skip
    return len(rows)


def mark_studied(*, actor: Actor, organisation: int, document: int, on: date) -> None:
    """A cell has studied the document (in its meeting, or at a session held elsewhere): one press."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.mark_studied") as opened:
        duty = StudyDuty.objects.known().filter(document_id=document, organisation_id=organisation).first()
        if duty is None:
            raise LookupError(document)
        if duty.done_on is not None:
            raise Impossible(f"Đã ghi là học xong ngày {duty.done_on:%d/%m/%Y}; tải lại trang.")
        first = Dispatch.objects.known().filter(document_id=document).order_by("on").first()
        if wrong := rules.fault_of_day(on, clock.today(), first.on if first else None, "gửi"):
            raise Impossible(wrong, "on")
        _done(opened, [document], [organisation], on, None)
        record(opened, "documents.mark_studied", count=1, organisation_id=organisation, document=document)


def take_back_sessions(*, actor: Actor, organisation: int, sessions: Collection[int], reason: str) -> None:
    """Sessions typed in by mistake; the duties that were done by them are open again."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.take_back_sessions", reason) as opened:
        rows = typed_rows(StudySession, sessions, organisation)
        StudySession.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        _not_studied(opened, [row.pk for row in rows])
        record(opened, "documents.take_back_sessions", count=len(rows), organisation_id=organisation)


def _not_studied(opened: Act, sessions: Collection[int]) -> None:
    """What was studied at these sessions was not: they name no document any more, the duties done by them are open."""
    SessionDocument.objects.known().filter(session_id__among=list(sessions)).update(known_to_act=opened)
    duties = list(StudyDuty.objects.known().filter(session_id__among=list(sessions)))
    StudyDuty.objects.filter(pk__in=[duty.pk for duty in duties]).update(known_to_act=opened)
    StudyDuty.objects.bulk_create(
        StudyDuty(document_id=duty.document_id, organisation_id=duty.organisation_id, study_by=duty.study_by,
                  known_from_act=opened)
        for duty in duties
    )  # fmt: skip


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of sessions is no longer said; the duties that were done by them are open again."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.withdraw", reason) as opened:
        held = StudySession.objects.known().filter(source_row_id__among=list(source_rows))
        _not_studied(opened, list(held.values_list("pk", flat=True)))
        count = retire(StudySession, source_rows, opened.number)
        record(opened, "documents.withdraw", count=count, organisation_id=organisation)
