"""Writing down what was received: the file, its sheets, their rows; and reading waiting rows back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from dangvu.foundation import bulk
from dangvu.foundation.audit.models import Act
from dangvu.foundation.tables import ReadSheet, SheetKind
from dangvu.foundation.workbooks.models import ReceivedFile, SourceRow, SourceSheet
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.codec import digest, read_back, written
from dangvu.intake.models import Finding, Line, LineState, Severity, Submission
from dangvu.intake.pending import Found, Pending, Place
from dangvu.intake.sender import SheetFacts


@dataclass(slots=True)
class ReadFile:
    """A file that was read and recognised, before anything is written."""

    name: str
    sha256: str
    size: int
    remarks: list[str]
    sheets: list[ReadSheet]
    facts: list[SheetFacts] = field(default_factory=list)  # of the recognised sheets, in order

    @property
    def recognised(self) -> list[tuple[ReadSheet, SheetKind]]:
        return [(sheet, sheet.kind) for sheet in self.sheets if sheet.kind is not None]


@dataclass(slots=True)
class StoredSheet:
    """A recognised sheet that has been written down."""

    submission: Submission
    facts: SheetFacts
    rows: list[Pending]


def store(file: ReadFile, opened: Act) -> tuple[list[StoredSheet], list[tuple[SourceSheet | None, ReadSheet | None, Found]]]:
    """Write the file, its sheets and rows; the recognised sheets, and what is to be said of sheets."""
    received = ReceivedFile.objects.create(
        act=opened, name=file.name, sha256=file.sha256, size=file.size, remarks=file.remarks
    )
    notes: list[tuple[SourceSheet | None, ReadSheet | None, Found]] = [
        (None, None, Found("file_remark", Severity.REMARK, remark)) for remark in file.remarks
    ]
    stored = []
    facts = iter(file.facts)
    for sheet in file.sheets:
        if sheet.state == "empty":
            continue
        row = SourceSheet.objects.create(
            file=received, position=sheet.index, name=sheet.name[:255], kind=sheet.kind.slug if sheet.kind else "",
            confidence=round(sheet.confidence, 3), title="\n".join(sheet.title_lines),
            ignored=[list(entry) for entry in sheet.ignored if entry[2] not in ("blank", "numbering")],
        )  # fmt: skip
        notes += [(row, sheet, found) for found in _about(sheet)]
        if sheet.kind is None:
            continue
        told = next(facts)
        row.facts = told.written()
        row.save(update_fields=["facts"])
        submission = Submission.objects.create(act=opened, sheet=row, kind=sheet.kind.slug)
        place = Place(file.name, sheet.name, row.pk, submission.pk, sheet.kind)
        ids = bulk.insert(
            SourceRow,
            ("sheet", "number", "values"),
            [(row.pk, r.number, json.dumps(written(r.cells, r.group), ensure_ascii=False)) for r in sheet.rows],
        )
        pending = [
            Pending(id_, r.number, r.cells, r.group, place, digest(r.cells, r.group))
            for id_, r in zip(ids, sheet.rows, strict=True)
        ]
        stored.append(StoredSheet(submission, told, pending))
    return stored, notes


def _about(sheet: ReadSheet) -> list[Found]:
    found = []
    if sheet.kind is None:
        found.append(
            Found(
                "unrecognised_sheet", Severity.WAIT,
                sheet.reason or f"Chưa nhận ra trang “{sheet.name}” là loại biểu nào nên chưa đọc.",
                "Nếu trang này có số liệu: ghi tên biểu ở dòng tiêu đề và tên các cột như biểu mẫu rồi nạp lại.",
            )
        )  # fmt: skip
    if sheet.hidden:
        found.append(
            Found("hidden_sheet", Severity.REMARK, f"Trang “{sheet.name}” đang bị ẩn trong tệp; vẫn được đọc.")
        )
    if sheet.dropped_columns:
        found.append(
            Found(
                "column_not_kept", Severity.REMARK,
                f"Không lưu nội dung cột: {', '.join(sheet.dropped_columns)} (phần mềm không giữ nội dung vụ việc).",
            )
        )  # fmt: skip
    if sheet.declared_total is not None and sheet.kind is not None and sheet.declared_total != len(sheet.rows):
        found.append(
            Found(
                "total_differs", Severity.REMARK,
                f"Dòng tổng cộng ghi {sheet.declared_total}, đọc được {len(sheet.rows)} dòng.",
                "Đối chiếu lại số dòng trong tệp.",
            )
        )  # fmt: skip
    return found


def waiting_rows(submission: Submission) -> list[tuple[Line, Pending]]:
    """The waiting lines of a submission, as rows on their way in again."""
    kind = BY_SLUG[submission.kind]
    sheet = submission.sheet
    place = Place(sheet.file.name, sheet.name, sheet.pk, submission.pk, kind, submission.sender_id)
    lines = Line.objects.known().filter(submission=submission, state=LineState.WAITING)
    found = []
    for line in lines.select_related("source_row").order_by("source_row__number"):
        if line.source_row is not None:
            cells, group = read_back(line.source_row.values)
            found.append(
                (line, Pending(line.source_row.pk, line.source_row.number, cells, group, place, line.digest))
            )
    return found


def write_lines(rows: list[Pending], opened: Act) -> None:
    """What became of each row, and what was found about it."""
    bulk.insert(
        Line,
        ("submission", "state", "digest", "known_from_act", "source_row"),
        [(row.place.submission_id, str(row.state), row.digest, opened.number, row.row_id) for row in rows],
    )
    write_findings(
        [
            (
                found.kind, str(found.severity), row.place.organisation, row.place.file_name, row.place.sheet_name,
                row.number, found.column, found.text, row.text("name") or row.text("subject"), found.message,
                found.advice, row.place.sheet_id, row.row_id,
            )
            for row in rows
            for found in row.found
        ],
        opened,
    )  # fmt: skip


def write_findings(rows: list[tuple[object, ...]], opened: Act) -> None:
    """Findings as (kind, severity, organisation, file, sheet, row, column, text, name, message, advice, sheet id,
    source row)."""
    bulk.insert(
        Finding,
        (
            "kind", "severity", "organisation", "file_name", "sheet_name", "row", "column", "text", "name", "message",
            "advice", "sheet", "source_row", "known_from_act",
        ),
        [(*row, opened.number) for row in rows],
    )  # fmt: skip
