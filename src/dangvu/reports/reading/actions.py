"""A file brought back: kept for the person while it is looked at, brought up to date where they tick.

Like a draft it is a working paper of one person and no fact: nothing of it enters the records, so it is no act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import PurePosixPath

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import mark_in_file
from dangvu.foundation.vietnamese import clean
from dangvu.intake.upload.models import SecretRefusal
from dangvu.organisations.access import require
from dangvu.organisations.tree import Node

from ..identity import Place
from ..models import ReturnedFile
from .queries import KEPT_FOR, brought_up_to_date, person_of, read_back

MARKED = (
    "Tệp có dấu độ mật ({where}) nên bị từ chối và không được lưu. Không đưa văn bản mật lên đây; "
    "xử lý trên máy và mạng dành riêng theo quy định."
)


def keep_returned(*, actor: Actor, organisation: Node, period: Period, name: str, data: bytes) -> None:
    """Keep a file for this person to look at, in place of the one before.

    Raises Impossible where it can't be read, is of another organisation, or bears a mark of secrecy; of the last only
    the hash, the time and the person are kept.
    """
    require(actor, READ_REPORT, organisation.id)
    name = clean(PurePosixPath(name.replace("\\", "/")).name)[-150:] or "tep.docx"
    read_back(actor=actor, organisation=organisation, period=period, data=data, name=name)
    if where := mark_in_file(name, data):
        with act(actor, "reports.refuse_secret") as opened:
            SecretRefusal.objects.create(
                sha256=hashlib.sha256(data).hexdigest(),
                at=opened.at,
                user_id=actor.user_id,
                actor=actor.label,
            )
        raise Impossible(MARKED.format(where=where), "tep")
    now = clock.now()
    ReturnedFile.objects.filter(at__lt=now - KEPT_FOR).delete()
    ReturnedFile.objects.update_or_create(
        user_id=person_of(actor), organisation_id=organisation.id,
        defaults={"period": period.code, "name": name, "content": data, "at": now, "written": []},
    )  # fmt: skip


def refresh_returned(*, actor: Actor, organisation: Node, ticked: Collection[Place]) -> int:
    """Write the records' numbers where the person ticked; how many were written. Raises Impossible where none is."""
    require(actor, READ_REPORT, organisation.id)
    row = ReturnedFile.objects.filter(user_id=person_of(actor), organisation_id=organisation.id).first()
    if row is None:
        raise Impossible("Tệp không còn ở đây (chỉ giữ hai ngày). Đưa tệp vào lại.")
    period = Period.parse(row.period)
    read = read_back(
        actor=actor, organisation=organisation, period=period, data=bytes(row.content), name=row.name
    )
    content, written = brought_up_to_date(read, ticked)
    row.content = content
    row.written = row.written + [
        [line.indicator.code, line.printed.unit, line.there, line.now, line.heading] for line in written
    ]
    row.at = clock.now()
    row.save(update_fields=["content", "written", "at"])
    return len(written)


def drop_returned(*, actor: Actor, organisation: Node) -> None:
    """The person has done with the file."""
    require(actor, READ_REPORT, organisation.id)
    ReturnedFile.objects.filter(user_id=person_of(actor), organisation_id=organisation.id).delete()
