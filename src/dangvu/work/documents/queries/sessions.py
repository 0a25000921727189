"""The sessions that were held, and what a new one may be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_DOCUMENTS
from dangvu.foundation.dated import known_q
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.work.documents.models import DocumentState, SessionDocument, StudyDuty, StudySession
from dangvu.work.documents.rules import Mode, SessionKind


@dataclass(frozen=True, slots=True)
class Session:
    """A session as a list shows it; ``typed``: written here, not read from a workbook."""

    id: int
    organisation: int
    place: str
    kind: SessionKind
    on: date
    title: str
    mode: str
    obliged: int | None
    present: int | None
    non_members: int | None
    documents: tuple[str, ...]
    typed: bool


def sessions(*, actor: Actor, organisation: int, start: date, end: date, kind: str = "") -> list[Session]:
    """The sessions of an organisation and everything below it, the latest first."""
    require(actor, READ_DOCUMENTS, organisation)
    tree = tree_on(clock.today())
    inside = visible_below(actor, READ_DOCUMENTS, tree, organisation)
    rows = StudySession.objects.known().filter(organisation_id__among=inside, on__gte=start, on__lte=end)
    if kind:
        rows = rows.filter(kind=kind)
    held = list(rows.order_by("-on", "organisation_id", "pk"))
    links = SessionDocument.objects.known().filter(session_id__in=[row.pk for row in held])
    named: dict[int, list[str]] = {}
    symbols = links.filter(known_q(None, "document__states__")).values_list(
        "session_id", "document__states__symbol"
    )
    for session, symbol in symbols.order_by("pk"):
        named.setdefault(session, []).append(symbol)
    return [
        Session(
            row.pk, row.organisation_id, tree.label(row.organisation_id), SessionKind(row.kind), row.on, row.title,
            Mode(row.mode).label if row.mode else "", row.obliged, row.present, row.non_members,
            tuple(named.get(row.pk, ())), row.source_row_id is None,
        )
        for row in held
    ]  # fmt: skip


def session(*, actor: Actor, organisation: int, session: int) -> Session:
    """One session here or below; LookupError where there is none, or no longer."""
    on = StudySession.objects.known().filter(pk=session).values_list("on", flat=True).first()
    held = sessions(actor=actor, organisation=organisation, start=on, end=on) if on else []
    found = next((one for one in held if one.id == session), None)
    if found is None:
        raise LookupError(session)
    return found


def to_study(*, actor: Actor, organisation: int, tree: Tree) -> list[tuple[int, str, bool]]:
    """[(document, symbol and summary, whether cells here still have to)] that a session here may be about."""
    require(actor, READ_DOCUMENTS, organisation)
    inside = list(tree.descendants(organisation))
    still: dict[int, bool] = {}
    for document, done in (
        StudyDuty.objects.known().filter(organisation_id__among=inside).values_list("document_id", "done_on")
    ):
        still[document] = still.get(document, False) or done is None
    rows = DocumentState.objects.known().filter(document_id__among=list(still)) if still else ()
    found = [
        (row.document_id, f"{row.symbol}: {row.title}", still[row.document_id], row.issued_on) for row in rows
    ]
    found.sort(key=lambda one: (not one[2], -one[3].toordinal()))
    return [(document, label, open_) for document, label, open_, _ in found]
