"""Putting one row right after it was loaded: the value is a new fact with its trace, and only that row moves."""

from __future__ import annotations

from collections.abc import Mapping

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import CONFIRM, LOAD
from dangvu.foundation.refusals import Impossible
from dangvu.intake import mended
from dangvu.intake.accept import BY_SLUG, take_back
from dangvu.intake.accept.context import Shared
from dangvu.intake.codec import read_back
from dangvu.intake.models import Finding, Line, LineState
from dangvu.intake.pending import Pending, Place
from dangvu.intake.sender import SheetFacts
from dangvu.intake.settle import accept
from dangvu.intake.store import StoredSheet
from dangvu.members.models import Movement
from dangvu.organisations.access import may, require
from dangvu.work.officers.actions import follow_members

REASON = "sửa một dòng của biểu"


def check_values(kind: str, values: Mapping[str, str], *, may_confirm: bool) -> None:
    """Refuse a value that would still not be understood, and a confirmation by whoever may not confirm."""
    for column, text in values.items():
        if column == mended.CONFIRMED:
            if not may_confirm:
                raise Impossible(
                    "Đồng chí không được giao xác nhận dòng trái quy định; đề nghị người có thẩm quyền xác nhận."
                )
            if not text.strip():
                raise Impossible(
                    "Ghi căn cứ xác nhận, ví dụ “Đã có văn bản đồng ý của cấp có thẩm quyền”.", column
                )
        elif not column.startswith("#"):
            cell = mended.understood(BY_SLUG[kind], column, text)
            if cell.problem not in (None, "lost_zero"):
                raise Impossible(cell.message or "Giá trị này vẫn chưa đọc được.", column)


def mend(*, actor: Actor, source_row: int, values: Mapping[str, str], reason: str = "") -> str:
    """Lay values over a row that was loaded and try it again; what became of it."""
    line = _line(source_row)
    submission = line.submission
    require(actor, LOAD, submission.sender_id)
    if not values:
        raise Impossible("Chưa sửa ô nào. Ghi giá trị đúng vào ô bị báo rồi bấm lại.")
    check_values(
        submission.kind, values,
        may_confirm=submission.sender_id is not None and may(actor, CONFIRM, submission.sender_id),
    )  # fmt: skip
    shared = Shared.fresh(actor)
    if why := shared.rights.lacking(submission.kind, submission.sender_id):
        raise Impossible(why)
    with act(actor, "intake.mend", reason or REASON) as opened:
        row = _again(line, shared, opened)
        mended.keep({source_row: (row.place.kind, values)}, opened)
        mended.onto([row])
        facts = SheetFacts.read_back(submission.kind, submission.sheet.facts)
        accept([StoredSheet(submission, facts, [row], submission.sheet.file_id)], shared, opened, again=True)
        follow_members(opened)
        record(
            opened, "intake.mend", count=1, organisation_id=submission.sender_id, row=source_row,
            columns=sorted(values),
        )  # fmt: skip
    return str(row.state)


def set_aside(*, actor: Actor, source_row: int, reason: str) -> None:
    """A row that is no record, or stands there by mistake: it is no longer asked about, and what it said is retired."""
    line = _line(source_row)
    require(actor, LOAD, line.submission.sender_id)
    if not reason.strip():
        raise Impossible("Ghi lý do bỏ dòng, ví dụ “Dòng ghi nhầm, đơn vị đã xác nhận”.", "reason")
    shared = Shared.fresh(actor)
    if why := shared.rights.lacking(line.submission.kind, line.submission.sender_id):
        raise Impossible(why)
    with act(actor, "intake.set_aside", reason) as opened:
        _again(line, shared, opened)
        follow_members(opened)
        record(opened, "intake.set_aside", count=1, organisation_id=line.submission.sender_id, row=source_row)


def _line(source_row: int) -> Line:
    line: Line | None = (
        Line.objects.known().filter(source_row_id=source_row)
        .select_related("submission__sheet__file", "source_row").first()
    )  # fmt: skip
    if line is None or line.source_row is None:
        raise LookupError(source_row)
    if not line.submission.settled:
        raise Impossible("Biểu của dòng này chưa rõ của đơn vị nào hoặc kỳ nào; hãy chỉ rõ điều đó trước.")
    return line


def _again(line: Line, shared: Shared, opened: Act) -> Pending:
    """Close what became of a row and what it said; the row, on its way in again."""
    submission, source = line.submission, line.source_row
    assert source is not None
    cells, group = read_back(source.values)
    place = Place(
        submission.sheet.file.name, submission.sheet.name, submission.sheet_id, submission.pk,
        BY_SLUG[submission.kind], submission.sender_id,
    )  # fmt: skip
    row = Pending(source.pk, source.number, cells, group, place, line.digest)
    if line.state == LineState.ACCEPTED and submission.sender_id is not None:
        people = Movement.objects.known().filter(source_row_id=source.pk).values_list("person_id", flat=True)
        row.hint = next(iter(people), None)
        take_back(
            actor=shared.actor, organisation=submission.sender_id, kind=submission.kind, rows=[source.pk],
            reason=REASON, trees=shared.trees,
        )  # fmt: skip
    Line.objects.filter(pk=line.pk).update(known_to_act=opened)
    Finding.objects.known().filter(source_row_id=source.pk).update(known_to_act=opened)
    return row
