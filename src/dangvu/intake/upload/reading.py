"""From uploaded bytes to understood files: read in the child process, recognised, with what people said laid over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dangvu.foundation.periods import Period
from dangvu.foundation.tables import recognise
from dangvu.foundation.workbooks import Reader, Unreadable, Workbook
from dangvu.foundation.workbooks.annotating import LISTS_SHEET
from dangvu.foundation.workbooks.received import safe_name
from dangvu.intake import mended
from dangvu.intake.accept import KINDS
from dangvu.intake.mended import AS_AT, PERIOD, SENDER
from dangvu.intake.sender import SheetFacts, sender_of
from dangvu.intake.store import ReadFile
from dangvu.intake.upload.choices import as_chosen, choices_of
from dangvu.intake.upload.models import StagedMend, UploadFile
from dangvu.organisations.matching import Matcher


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as the browser sent it."""

    name: str
    data: bytes


def read_all(files: Sequence[Incoming]) -> Iterator[tuple[Incoming, Workbook | Unreadable]]:
    """Each file with what the reader child made of it. The bytes touch the disk only inside a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="dangvu-") as folder, Reader() as reader:
        paths = []
        for number, file in enumerate(files):
            inside = Path(folder, str(number))
            inside.mkdir(mode=0o700)
            path = inside / safe_name(file.name)
            path.write_bytes(file.data)
            paths.append(path)
        yield from zip(files, reader.read_many(paths), strict=True)


def understood(
    kept: UploadFile, workbook: Workbook, matcher: Matcher, home: int | None
) -> tuple[ReadFile, int | None]:
    """The file with its sheets recognised as its sender's earlier choices say, mended values laid over; the sender."""
    raws = [sheet for sheet in workbook.sheets if not sheet.name.startswith(LISTS_SHEET)]
    sheets = []
    for index, raw in enumerate(raws):
        sheet = recognise(raw, KINDS)
        sheet.index = index
        sheets.append(sheet)
    told = list(StagedMend.objects.filter(file=kept).values_list("sheet_index", "number", "column", "text"))
    sender = _sender(sheets, told, workbook.name, matcher)
    whose = sender if sender is not None else home
    choices = choices_of(matcher.tree.path(whose) if whose is not None and whose in matcher.tree else ())
    if choices:
        for index, raw in enumerate(raws):
            sheets[index] = as_chosen(raw, sheets[index], choices)
            sheets[index].index = index
    file = ReadFile(workbook.name, workbook.sha256, workbook.size, list(workbook.remarks), sheets)
    for sheet, kind in file.recognised:
        facts = SheetFacts.of(sheet, kind)
        facts.home = home
        file.facts.append(facts)
        for _, _, column, text in (m for m in told if m[0] == sheet.index and m[1] == 0):
            _say(facts, column, text)
    kinds = {sheet.index: kind for sheet, kind in file.recognised}
    for sheet_index, number, column, text in told:
        if number and sheet_index in kinds:
            text = mended.kept(kinds[sheet_index], column, text)
            file.mends.setdefault((sheet_index, number), {})[column] = text
    return file, sender


def _say(facts: SheetFacts, column: str, text: str) -> None:
    """What a person said of a whole sheet."""
    if column == SENDER:
        facts.told_sender = int(text)
    elif column == AS_AT:
        facts.as_at = date.fromisoformat(text)
    elif column == PERIOD:
        facts.period = Period.parse(text)


def _sender(
    sheets: Sequence[object], told: Iterable[tuple[int, int, str, str]], name: str, matcher: Matcher
) -> int | None:
    """Whose file it is, as far as its titles (of sheets not recognised as well) and its name tell."""
    said = next((int(text) for _, number, column, text in told if number == 0 and column == SENDER), None)
    if said is not None:
        return said
    facts = [SheetFacts("", "", list(getattr(sheet, "title_lines", ()))) for sheet in sheets]
    found = [sender for sender in sender_of(facts, name, matcher) if sender is not None] if facts else []
    if not found:
        return None
    return min(found, key=lambda sender: len(matcher.tree.path(sender)))
