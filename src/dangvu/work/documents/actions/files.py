"""The text of a document, handed in as a file: through the gate before anything of it is kept."""

from __future__ import annotations

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.handed_in import Attached, keep, look_at
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.work.documents.models import Document, DocumentFile
from dangvu.work.documents.queries.one import own_or_received
from dangvu.work.documents.rules import Status


def attach(*, actor: Actor, organisation: int, document: int, name: str, data: bytes) -> Attached:
    """Keep the file of a document in the organisation's registers; a later one takes its place.

    A file with a mark of secrecy is refused before anything of it is stored: only its hash, the time and the person
    are on record. Raises Impossible for what can't be opened, is too big or of another kind.
    """
    require(actor, WRITE_WORK, organisation)
    file = look_at(name, data)
    with act(actor, "documents.attach") as opened:
        state = own_or_received(organisation, document)
        if state.status != Status.ISSUED:
            raise Impossible(
                f"Số {state.symbol} {Status(state.status).label.lower()}: không có nội dung để đính kèm."
            )
        if not file.mark:
            DocumentFile.objects.known().filter(document_id=document).update(known_to_act=opened)
        return keep(
            opened, DocumentFile, file, action="documents.attach", organisation=organisation, number=state.symbol,
            document=Document(pk=document),
        )  # fmt: skip
