"""The sender's own workbook back: the cells that failed coloured, commented and given drop-downs.

Uploaded again it corrects the rows that were mended there; the others say the same and stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import LOAD, Refused
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.workbooks import Workbook
from dangvu.foundation.workbooks.annotating import CannotAnnotate, Mark, annotate, as_workbook
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.accept.context import Shared
from dangvu.intake.upload.models import RowState, UploadFile, VerdictRow
from dangvu.intake.upload.proposals import CALM, Proposer
from dangvu.intake.upload.reading import Incoming, read_all, understood
from dangvu.intake.upload.seen import INSPECTORS_ONLY, may_see
from dangvu.organisations.access import require

#: Rows whose faults are marked; what only wants to be known is not.
_FAULTY = (RowState.ERROR, RowState.WAITING, RowState.WARNING)
_LONG = 60
"""The most entries of a drop-down."""


def workbook_back(*, actor: Actor, file: int) -> tuple[bytes, str]:
    """(the bytes of an .xlsx, its name) of a file of an upload."""
    kept = UploadFile.objects.select_related("upload__act").get(pk=file)
    require(actor, LOAD, kept.upload.organisation_id)
    if kept.data is None:
        raise Impossible("Tệp này không còn được giữ lại, hoặc không đọc được, nên không tải lại được.")
    if not may_see(actor, kept.upload):
        raise Refused(INSPECTORS_ONLY)
    data = kept.opened()
    (_, read), *_ = read_all([Incoming(kept.name, data)])
    if not isinstance(read, Workbook):
        raise Impossible(read.message)
    marks = _marks(actor, kept, read)
    whole = data if data.startswith(b"PK\x03\x04") and _is_xlsx(data) else as_workbook(read.sheets)
    try:
        made = annotate(whole, marks)
    except CannotAnnotate:
        made = annotate(as_workbook(read.sheets), marks)
    return made, f"{PurePath(kept.name).stem}.xlsx"


def _is_xlsx(data: bytes) -> bool:
    return b"xl/workbook.xml" in data


def _marks(actor: Actor, kept: UploadFile, workbook: Workbook) -> list[Mark]:
    shared = Shared.fresh(actor)
    file, _ = understood(kept, workbook, shared.matcher, kept.upload.organisation_id)
    sheets = {sheet.index: sheet for sheet in file.sheets}
    rows = list(VerdictRow.objects.filter(file=kept).order_by("sheet_index", "number"))
    by_sheet: dict[int, list[VerdictRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet_index, []).append(row)
    proposer = Proposer(shared.matcher.tree)
    marks = []
    for row in rows:
        if row.state not in _FAULTY or row.sheet_index not in sheets:
            continue
        places = sheets[row.sheet_index].places
        siblings = [other.cells for other in by_sheet[row.sheet_index] if other.pk != row.pk]
        for proposal in proposer.of(row.kind, row.cells, row.found, row.organisation_id, siblings):
            if proposal.kind in CALM and proposal.kind != "duplicate_row":
                continue
            column = proposal.column if proposal.column in places else _column_of(row, proposal.kind)
            at = places.get(column) or places.get(BY_SLUG[row.kind].needs[0]) or [0]
            options = [words for _, words in proposal.options] if not proposal.column.startswith("#") else []
            marks.append(
                Mark(
                    sheets[row.sheet_index].name, row.number, at[0], _comment(proposal.message, proposal.value, proposal.why),
                    "warn" if row.state == RowState.WARNING else "bad", _shortened(proposal.value, options),
                )
            )  # fmt: skip
    return marks


def _column_of(row: VerdictRow, kind: str) -> str:
    return next((str(fault["c"]) for fault in row.found if fault["k"] == kind), "")


def _comment(message: str, value: str, why: str) -> str:
    said = message
    if value:
        said += f"\nĐề xuất: {value}."
    if why:
        said += f"\n{why}"
    return f"{said}\nSửa ô này, lưu tệp rồi gửi lại."


def _shortened(value: str, options: Sequence[str]) -> list[str]:
    if not options:
        return [value] if value and "/" not in value else []
    return list(options[:_LONG])
