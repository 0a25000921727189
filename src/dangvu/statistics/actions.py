"""What may be done to a form: an administrator's version from a day on, confirming one."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.statistics.models import FormVersion
from dangvu.statistics.queries import measures_of, rows_of_others
from dangvu.statistics.rules import Form, as_data, faults

_MOST_FAULTS = 12


def enter_version(
    *, actor: Actor, form: Form, valid_from: date, document: str, over: int | None = None
) -> FormVersion:
    """An administrator's version of a form, for periods that begin on this day or later. Earlier periods keep theirs.

    ``over``: the id of the version that the person changed; Impossible where somebody else changed it meanwhile.
    Entered for the same first day again, it supersedes what was entered before; it is unconfirmed anew. Impossible says
    every fault with its row or column. Refused without the right to settings at the root.
    """
    require(actor, MANAGE_SETTINGS, None)
    wrong = faults(form, measures_of(), rows_of_others(valid_from))
    if wrong:
        more = len(wrong) - _MOST_FAULTS
        said = " ".join(str(fault) for fault in wrong[:_MOST_FAULTS]) + (
            f" Và {more} lỗi khác." if more > 0 else ""
        )
        raise Impossible(said)
    if not document.strip():
        raise Impossible("Chưa ghi căn cứ của mẫu. Ví dụ: Hướng dẫn 11-HD/BTCTW.", "document")
    with act(actor, "statistics.enter_version") as opened:
        _as_seen(over)
        same = FormVersion.objects.known().filter(
            code=form.code, origin=FormVersion.ADMINISTRATOR, valid_from=valid_from
        )
        same.update(known_to_act=opened)
        version = FormVersion.objects.create(
            code=form.code, content=as_data(form), document=document.strip(), valid_from=valid_from,
            origin=FormVersion.ADMINISTRATOR, known_from_act=opened,
        )  # fmt: skip
        record(opened, "statistics.enter_version", count=1, form=form.code, valid_from=valid_from)
    return version


def _as_seen(over: int | None) -> None:
    if over is not None and not FormVersion.objects.known().filter(pk=over).exists():
        raise Impossible("Biểu này vừa được người khác sửa. Đề nghị tải lại trang rồi sửa tiếp trên bản mới.")


def confirm(*, actor: Actor, version: int, document: str, on: date) -> None:
    """Say that a version is the form that is in use, by which document. LookupError where there is none of that id.

    From then on it is printed without “mẫu chưa xác nhận”. Refused without the right to settings at the root.
    """
    require(actor, MANAGE_SETTINGS, None)
    row = FormVersion.objects.known().filter(pk=version).first()
    if row is None:
        raise LookupError(version)
    if not document.strip():
        raise Impossible("Chưa ghi số văn bản xác nhận mẫu. Ví dụ: 15-CV/BTCTU.", "document")
    if row.confirmed_by:
        raise Impossible(f"Mẫu này đã được xác nhận theo {row.confirmed_by}.")
    with act(actor, "statistics.confirm") as opened:
        FormVersion.objects.known().filter(pk=version).update(known_to_act=opened)
        FormVersion.objects.create(
            code=row.code, content=row.content, document=row.document, valid_from=row.valid_from, valid_to=row.valid_to,
            origin=row.origin, confirmed_by=document.strip(), confirmed_on=on, known_from_act=opened,
        )  # fmt: skip
        record(opened, "statistics.confirm", count=1, form=row.code)
