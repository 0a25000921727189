"""The text of a document, handed in as a file: through the gate before anything of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import look_into
from dangvu.foundation.secrecy.papers import Broken
from dangvu.foundation.vietnamese import clean
from dangvu.organisations.access import require
from dangvu.work.documents.models import Document, DocumentFile
from dangvu.work.documents.queries.one import own_or_received
from dangvu.work.documents.rules import Status

KINDS = (".docx", ".xlsx", ".pdf", ".txt")
MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a file: kept, or ``refused`` (where its mark stands). ``read``: its words could be read."""

    refused: str = ""
    read: bool = True


def attach(*, actor: Actor, organisation: int, document: int, name: str, data: bytes) -> Attached:
    """Keep the file of a document in the organisation's registers; a later one takes its place.

    A file with a mark of secrecy is refused before anything of it is stored: only its hash, the time and the person
    are on record. Raises Impossible for what can't be opened, is too big or of another kind.
    """
    require(actor, WRITE_WORK, organisation)
    name = clean(PurePath(name.replace("\\", "/")).name)[-200:] or "tep"
    if PurePath(name).suffix.lower() not in KINDS:
        raise Impossible(f"Chỉ nhận tệp {', '.join(KINDS)}; lưu lại theo một trong các kiểu đó.", "file")
    if not data or len(data) > MOST_BYTES:
        raise Impossible("Tệp rỗng hoặc nặng quá 20 MB; bỏ bớt ảnh rồi lưu lại.", "file")
    try:
        seen = look_into(name, data)
    except Broken as error:
        raise Impossible(str(error), "file") from error
    told = sha256(data).hexdigest()
    with act(actor, "documents.attach") as opened:
        state = own_or_received(organisation, document)
        if state.status != Status.ISSUED:
            raise Impossible(
                f"Số {state.symbol} {Status(state.status).label.lower()}: không có nội dung để đính kèm."
            )
        if seen.mark:
            record(opened, "documents.refuse_file", count=1, organisation_id=organisation, sha256=told)
            return Attached(refused=seen.mark)
        DocumentFile.objects.known().filter(document_id=document).update(known_to_act=opened)
        DocumentFile.objects.create(
            document=Document(pk=document), name=name, sha256=told, size=len(data), read=seen.read, data=data,
            known_from_act=opened,
        )  # fmt: skip
        record(
            opened,
            "documents.attach",
            count=1,
            organisation_id=organisation,
            number=state.symbol,
            sha256=told,
        )
    return Attached(read=seen.read)
