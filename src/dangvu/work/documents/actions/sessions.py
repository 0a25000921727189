"""Sessions at which documents are studied and news is heard, and the cells that have studied by them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.work.documents import rules
from dangvu.work.documents.actions.gate import refuse_secret
from dangvu.work.documents.models import (
    Dispatch,
    DocumentState,
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
        named = _replace_typed(opened, sessions)
        made = []
        for new in sessions:
            session = StudySession.objects.create(
                organisation_id=new.organisation, kind=new.kind, on=new.on, title=new.title, mode=new.mode,
                obliged=new.obliged, present=new.present, non_members=new.non_members, note=new.note,
                source_row_id=new.source_row, known_from_act=opened,
            )  # fmt: skip
            made.append(session.pk)
            carried = (
                named.pop((new.organisation, new.kind, new.on), ()) if new.source_row is not None else ()
            )
            _studied(opened, session, replace(new, documents=carried) if carried else new)
        record(opened, "documents.record_sessions", count=len(made), organisation_id=organisation)
    return made


def _replace_typed(
    opened: Act, sessions: Sequence[NewSession]
) -> dict[tuple[int, str, date], tuple[int, ...]]:
    """Typed sessions that a workbook tells again are closed; {organisation, kind, day: the documents they named}."""
    read = {(s.organisation, s.kind, s.on) for s in sessions if s.source_row is not None}
    if not read:
        return {}
    typed = StudySession.objects.known().filter(source_row=None, on__in={on for _, _, on in read})
    told = {row.pk: key for row in typed if (key := (row.organisation_id, row.kind, row.on)) in read}
    links = SessionDocument.objects.known().filter(session_id__in=list(told))
    named: dict[tuple[int, str, date], tuple[int, ...]] = {}
    for session, document in links.order_by("pk").values_list("session_id", "document_id"):
        named[told[session]] = (*named.get(told[session], ()), document)
    links.update(known_to_act=opened)
    StudySession.objects.filter(pk__in=list(told)).update(known_to_act=opened)
    return named


def _studied(opened: Act, session: StudySession, new: NewSession) -> None:
    """The documents of a session, and the duties that are done by it."""
    if not new.documents:
        return
    seen = set(
        DocumentState.objects.known()
        .filter(document_id__in=new.documents)
        .values_list("document_id", flat=True)
    )
    if seen != set(new.documents):
        raise LookupError(new.documents)
    SessionDocument.objects.bulk_create(
        SessionDocument(session=session, document_id=document, known_from_act=opened)
        for document in new.documents
    )
    below = set(tree_on(clock.today()).descendants(new.organisation))
    if not set(new.cells) <= below:
        raise LookupError(new.cells)
    _done(opened, new.documents, {new.organisation, *new.cells}, new.on, session)


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
    rows = list(StudySession.objects.known().filter(pk__in=sessions))
    inside = set(tree_on(clock.today()).descendants(organisation))
    if any(row.organisation_id not in inside for row in rows):
        raise LookupError(sessions)
    if len(rows) != len(set(sessions)):
        raise Impossible("Lớp này đã được bỏ; tải lại trang.")
    if any(row.source_row_id is not None for row in rows):
        raise Impossible("Lớp này lấy từ tệp đơn vị gửi: sửa trong tệp rồi nạp lại.")
    with act(actor, "documents.take_back_sessions", reason) as opened:
        ids = [row.pk for row in rows]
        StudySession.objects.filter(pk__in=ids).update(known_to_act=opened)
        SessionDocument.objects.known().filter(session_id__in=ids).update(known_to_act=opened)
        duties = list(StudyDuty.objects.known().filter(session_id__in=ids))
        StudyDuty.objects.filter(pk__in=[duty.pk for duty in duties]).update(known_to_act=opened)
        StudyDuty.objects.bulk_create(
            StudyDuty(document_id=duty.document_id, organisation_id=duty.organisation_id, study_by=duty.study_by,
                      known_from_act=opened)
            for duty in duties
        )  # fmt: skip
        record(opened, "documents.take_back_sessions", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of sessions is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "documents.withdraw", reason) as opened:
        count = retire(StudySession, source_rows, opened.number)
        record(opened, "documents.withdraw", count=count, organisation_id=organisation)
