"""Values that a person put right: laid over the cells of a row, which itself keeps what the sender wrote.

A column whose name begins with '#' is no column of the sheet: ``#person`` names the person meant, ``#confirmed``
gives the reason for counting a row that breaks a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dangvu.foundation import bulk
from dangvu.foundation.audit.models import Act
from dangvu.foundation.tables import ReadCell, SheetKind
from dangvu.foundation.vietnamese import clean
from dangvu.intake.codec import digest, opened, read_back, shut
from dangvu.intake.models import Line, Submission
from dangvu.intake.pending import Pending
from dangvu.intake.upload.models import Mend

PERSON, CONFIRMED = "#person", "#confirmed"
SENDER, AS_AT, PERIOD = "#sender", "#as_at", "#period"


def understood(kind: SheetKind, column: str, text: str) -> ReadCell:
    """A value typed for a column, read as the same words in the workbook would be."""
    said = clean(text)
    told = kind.column(column)
    if not said:
        problem = told.missing if told.required else None
        return ReadCell("", None, "", None, problem, f"Thiếu “{told.label}”." if problem else None)
    value, problem, message, shown = told.parse(said, said)
    return ReadCell(said if shown is None else shown, value, said, None, problem, message)


def lay_over(row: Pending, values: Mapping[str, str]) -> None:
    """The row as it is with these values; its mark is that of a row that says so itself."""
    for column, text in values.items():
        if column == PERSON:
            row.hint = int(text)
        elif column == CONFIRMED:
            row.confirmed = True
        elif not column.startswith("#"):
            row.cells = {**row.cells, column: understood(row.place.kind, column, text)}
    row.digest = digest(row.cells, row.group, row.place.kind.sealed)


def said(kind: SheetKind, column: str, text: str) -> str:
    """A value as it is kept: of a sealed column encrypted."""
    return shut(text) if column in kind.sealed else text


def kept(kind: SheetKind, column: str, text: str) -> str:
    """The value that :func:`said` made."""
    return opened(text) if column in kind.sealed else text


def onto(rows: Sequence[Pending]) -> None:
    """Lay what is known to be right over rows that were read back."""
    by_row: dict[int, dict[str, str]] = defaultdict(dict)
    for ids in bulk.chunks([row.row_id for row in rows]):
        told = Mend.objects.known().filter(source_row_id__in=ids)
        for row_id, column, text in told.values_list("source_row_id", "column", "text"):
            by_row[row_id][column] = text
    for row in rows:
        if row.row_id in by_row:
            kind = row.place.kind
            lay_over(row, {c: kept(kind, c, text) for c, text in by_row[row.row_id].items()})


def is_any() -> bool:
    """Whether anything was ever put right: a first load need not ask for each of its sheets."""
    return Mend.objects.known().exists()


def of_earlier(submission: Submission, kind: SheetKind, opened: Act) -> dict[str, dict[str, str]]:
    """{mark of a row as it was sent: values laid over it} of what this sender sent before of this kind.

    A sender who sends a workbook again sends the old words again; what was put right here stays right.
    """
    if submission.sender_id is None:
        return {}
    lines = Line.objects.known().filter(
        submission__kind=submission.kind, submission__sender=submission.sender_id
    )
    rows = (
        Mend.objects.known().filter(source_row__in=lines.values("source_row")).exclude(known_from_act=opened)
    )
    by_row: dict[str, dict[str, str]] = defaultdict(dict)
    for sent, column, text in rows.order_by("pk").values_list("source_row__values", "column", "text"):
        by_row[digest(*read_back(sent), kind.sealed)][column] = kept(kind, column, text)
    return dict(by_row)


def keep(values: Mapping[int, tuple[SheetKind, Mapping[str, str]]], opened: Act) -> None:
    """Write mended values down ({source row: (its kind, {column: value})}); an earlier one of the same cell is superseded."""
    for row_id, (_, told) in values.items():
        Mend.objects.known().filter(source_row_id=row_id, column__in=list(told)).update(known_to_act=opened)
    bulk.insert(
        Mend,
        ("known_from_act", "source_row", "column", "text"),
        [
            (opened.number, row_id, column, said(kind, column, text))
            for row_id, (kind, told) in values.items()
            for column, text in told.items()
        ],
    )  # fmt: skip
