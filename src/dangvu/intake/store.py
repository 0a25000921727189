"""Writing down what was received: the file, its sheets, their rows; and reading waiting rows back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from dangvu.foundation import bulk
from dangvu.foundation.audit.models import Act
from dangvu.foundation.tables import ReadSheet, SheetKind
from dangvu.foundation.workbooks.models import ReceivedFile, SourceRow, SourceSheet
from dangvu.intake import mended
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.codec import digest, read_back, written
from dangvu.intake.models import Finding, Line, LineState, Severity, Submission
from dangvu.intake.pending import Found, Pending, Place
from dangvu.intake.sender import Key, SheetFacts


@dataclass(slots=True)
class ReadFile:
    """A file that was read and recognised, before anything is written."""

    name: str
    sha256: str
    size: int
    remarks: list[str]
    sheets: list[ReadSheet]
    facts: list[SheetFacts] = field(default_factory=list)  # of the recognised sheets, in order
    mends: dict[tuple[int, int], dict[str, str]] = field(
        default_factory=dict
    )  # {(sheet, row): {column: value}}
    _kept: list[list[tuple[str, str]]] = field(
        default_factory=list, compare=False
    )  # sealed anew by whoever seals it

    def kept(self) -> list[list[tuple[str, str]]]:
        """Of each recognised sheet each row as it is written down, and its mark; worked out once."""
        self._kept = self._kept or [
            [
                (
                    json.dumps(written(row.cells, row.group, kind.sealed), ensure_ascii=False),
                    digest(row.cells, row.group, kind.sealed),
                )
                for row in sheet.rows
            ]
            for sheet, kind in self.recognised
        ]
        return self._kept

    @property
    def recognised(self) -> list[tuple[ReadSheet, SheetKind]]:
        return [(sheet, sheet.kind) for sheet in self.sheets if sheet.kind is not None]


@dataclass(slots=True)
class StoredSheet:
    """A recognised sheet that has been written down."""

    submission: Submission
    facts: SheetFacts
    rows: list[Pending]
    file_id: int = 0


Note = tuple[int | None, str, Found]


def store(file: ReadFile, keys: Sequence[Key | None], opened: Act) -> tuple[list[StoredSheet], list[Note]]:
    """Write the file, its sheets and rows in one insert per table; the recognised sheets, and notes on sheets.

    ``keys`` tells for each recognised sheet whose it is and of which days; None: it waits.
    """
    received = ReceivedFile.objects.create(
        act=opened, name=file.name, sha256=file.sha256, size=file.size, remarks=file.remarks
    )
    notes: list[Note] = [(None, "", Found("file_remark", Severity.REMARK, remark)) for remark in file.remarks]
    sheets = [sheet for sheet in file.sheets if sheet.state != "empty"]
    told = iter(file.facts)
    facts = [next(told) if sheet.kind is not None else None for sheet in sheets]
    sheet_ids = bulk.insert(
        SourceSheet,
        ("file", "position", "name", "kind", "confidence", "title", "facts", "ignored"),
        [_sheet_row(received.pk, sheet, fact) for sheet, fact in zip(sheets, facts, strict=True)],
    )
    for id_, sheet in zip(sheet_ids, sheets, strict=True):
        notes += [(id_, sheet.name, found) for found in _about(sheet)]
    recognised = [
        (id_, sheet, fact)
        for id_, sheet, fact in zip(sheet_ids, sheets, facts, strict=True)
        if fact is not None
    ]
    submission_ids = bulk.insert(
        Submission,
        ("act", "sheet", "kind", "sender", "start", "end", "part", "settled"),
        [
            (opened.number, id_, fact.kind, *(key or (None, None, None, "")), key is not None)
            for (id_, _, fact), key in zip(recognised, keys, strict=True)
        ],
    )
    row_ids = iter(
        bulk.insert(
            SourceRow,
            ("sheet", "number", "values"),
            [
                (id_, row.number, text)
                for (id_, sheet, _), kept in zip(recognised, file.kept(), strict=True)
                for row, (text, _) in zip(sheet.rows, kept, strict=True)
            ],
        )
    )
    stored = []
    for (id_, sheet, fact), kept, pk, key in zip(recognised, file.kept(), submission_ids, keys, strict=True):
        submission = Submission(
            pk=pk, act=opened, sheet_id=id_, kind=fact.kind, settled=key is not None,
            **dict(zip(("sender_id", "start", "end", "part"), key or (None, None, None, ""), strict=True)),
        )  # fmt: skip
        place = Place(file.name, sheet.name, id_, pk, BY_SLUG[fact.kind], key[0] if key else None)
        rows = [
            Pending(next(row_ids), row.number, row.cells, row.group, place, mark)
            for row, (_, mark) in zip(sheet.rows, kept, strict=True)
        ]
        stored.append(StoredSheet(submission, fact, rows, received.pk))
    return stored, notes


def _sheet_row(file: int, sheet: ReadSheet, facts: SheetFacts | None) -> tuple[object, ...]:
    hush = sheet.kind is not None and sheet.kind.sealed
    ignored = [
        [row, "" if hush else text, why]
        for row, text, why in sheet.ignored
        if why not in ("blank", "numbering")
    ]
    return (
        file, sheet.index, sheet.name[:255], sheet.kind.slug if sheet.kind else "", round(sheet.confidence, 3),
        "\n".join(sheet.title_lines), json.dumps(facts.written() if facts else {}, ensure_ascii=False),
        json.dumps(ignored, ensure_ascii=False),
    )  # fmt: skip


def _about(sheet: ReadSheet) -> list[Found]:
    found = []
    if sheet.kind is None:
        found.append(
            Found(
                "unrecognised_sheet", Severity.REMARK if sheet.state == "prose" else Severity.WAIT,
                sheet.reason or f"Chưa nhận ra trang “{sheet.name}” là loại biểu nào nên chưa đọc.",
                "Nếu trang này có số liệu: ghi tên biểu ở dòng tiêu đề và tên các cột như biểu mẫu rồi nạp lại.",
            )
        )  # fmt: skip
    if sheet.hidden:
        found.append(
            Found(
                "hidden_sheet", Severity.REMARK, f"Trang “{sheet.name}” đang bị ẩn trong tệp; vẫn được đọc."
            )
        )
    if sheet.dropped_columns:
        found.append(
            Found(
                "column_not_kept", Severity.REMARK,
                f"Không lưu nội dung cột: {', '.join(sheet.dropped_columns)} (phần mềm không giữ nội dung vụ việc).",
            )
        )  # fmt: skip
    if (
        sheet.declared_total is not None
        and sheet.kind is not None
        and sheet.declared_total != len(sheet.rows)
    ):
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
    mended.onto([row for _, row in found])
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
                row.number, found.column, found.text, row.named, found.message,
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
