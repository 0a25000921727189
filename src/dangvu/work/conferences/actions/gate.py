"""What every action asks first: whose conference it is, and that nothing typed bears a mark of secrecy."""

from __future__ import annotations

from typing import Any

from dangvu.foundation.audit.models import Act
from dangvu.foundation.dated import KnownFact
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.work.conferences.models import ConferenceState
from dangvu.work.conferences.rules import Status

REFUSED = (
    "Nội dung này mang dấu độ mật nên không được ghi ở đây, và chưa ghi gì. Nếu đã lỡ nhập nội dung mật vào máy nối mạng:"
    " dừng lại, báo ngay văn phòng cấp ủy và cơ yếu."
)


def refuse_secret(**typed: str) -> None:
    """Raises Impossible, beside the field, where a typed line carries a mark of secrecy (Luật 117/2025/QH15)."""
    for field, text in typed.items():
        if text and mark_in_sentence(text):
            raise Impossible(REFUSED, field)


def own(organisation: int, conference: int) -> ConferenceState:
    """The conference as its organisation holds it now; LookupError for anybody else's, Impossible once it is cancelled."""
    state: ConferenceState | None = (
        ConferenceState.objects.known().filter(conference_id=conference, organisation_id=organisation).first()
    )
    if state is None:
        raise LookupError(conference)
    if state.status == Status.CANCELLED:
        raise Impossible("Hội nghị này đã hủy nên không ghi thêm được.")
    return state


def restate(opened: Act, row: KnownFact, **changed: Any) -> None:
    """Close the row and write it again with what has changed."""
    type(row).objects.filter(pk=row.pk).update(known_to_act=opened)
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk, row.known_from_act, row.known_to_act = None, opened, None
    row._state.adding = True
    row.save(force_insert=True)
