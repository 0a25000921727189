"""A sheet of an uploaded file as a person needs to see it in order to say which column is which."""

from __future__ import annotations

from dataclasses import dataclass

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import LOAD, READ_INSPECTION, Refused
from dangvu.foundation.workbooks import Workbook
from dangvu.foundation.workbooks.annotating import LISTS_SHEET
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.accept.context import Shared
from dangvu.intake.rights import INSPECTION_LINE
from dangvu.intake.upload.choices import SeenSheet, seen
from dangvu.intake.upload.models import Upload, UploadFile, VerdictRow
from dangvu.intake.upload.reading import Incoming, read_all, understood
from dangvu.organisations.access import may, require

INSPECTORS_ONLY = (
    "Lần nạp này có biểu kiểm tra, kỷ luật do người khác gửi; chỉ người làm công tác kiểm tra được xem."
)


def may_see(actor: Actor, upload: Upload) -> bool:
    """Whether what others handed in may be looked at: lists about inspection and discipline by that line alone."""
    if (
        actor.is_operator
        or upload.act.user_id == actor.user_id
        or may(actor, READ_INSPECTION, upload.organisation_id)
    ):
        return True
    return not VerdictRow.objects.filter(upload=upload, kind__in=INSPECTION_LINE).exists()


@dataclass(frozen=True, slots=True)
class SheetToTell:
    """A sheet with its columns, its file and the unit for which choices are remembered."""

    file_name: str
    sheet: SeenSheet
    sender: int | None


def seen_sheet(
    *, actor: Actor, upload: int, file: int, sheet_index: int, header_row: int | None = None
) -> SheetToTell:
    """One sheet of a file that is still kept. LookupError where there is none."""
    kept = UploadFile.objects.select_related("upload__act").filter(pk=file, upload_id=upload).first()
    if kept is None or kept.data is None:
        raise LookupError(file)
    require(actor, LOAD, kept.upload.organisation_id)
    if not may_see(actor, kept.upload):
        raise Refused(INSPECTORS_ONLY)
    (_, workbook), *_ = read_all([Incoming(kept.name, kept.opened())])
    if not isinstance(workbook, Workbook):
        raise LookupError(file)
    shared = Shared.fresh(actor)
    tree = shared.matcher.tree
    read, sender = understood(kept, workbook, shared.matcher, kept.upload.organisation_id)
    raws = [sheet for sheet in workbook.sheets if not sheet.name.startswith(LISTS_SHEET)]
    if not 0 <= sheet_index < len(raws):
        raise LookupError(sheet_index)
    unit = tree.unit_of(sender) or sender if sender is not None and sender in tree else None
    if unit is None or not shared.rights.covers(unit):
        unit = kept.upload.organisation_id
    return SheetToTell(kept.name, seen(raws[sheet_index], read.sheets[sheet_index], header_row), unit)


def columns_of(kind: str) -> list[tuple[str, str]]:
    """(name, label) of the columns of a kind of sheet, to choose from."""
    told = BY_SLUG.get(kind)
    return [(name, told.column(name).label) for name in told.names] if told else []
