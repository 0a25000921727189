"""Hop 1 and 2 of a load: files read in the reader child and recognised, by two processes where there are two processors.

Recognising is what a load spends before it needs the database, and a file tells nothing of another's kinds and columns,
so half of a folder is left to a copy of this process. The copy touches no database, and whatever becomes of it, this
process reads what it was asked for: it is only faster with it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import zip_longest
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal

from dangvu.foundation.tables import SheetKind, recognise_all
from dangvu.foundation.workbooks import Reader, Unreadable, Workbook
from dangvu.foundation.workbooks.annotating import LISTS_SHEET
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.intake.accept import BY_SLUG, KINDS
from dangvu.intake.sender import SheetFacts
from dangvu.intake.store import ReadFile
from dangvu.intake.upload.secrecy import marks

#: Fewer files are read here: a copy of the process would take longer to make.
_WORTH_A_COPY = 16

#: Said of a file that bears a mark of secrecy; neither its name nor anything in it is kept.
MARKED = (
    "Một tệp mang dấu độ mật nên không được nạp, không giữ lại gì ngoài mã băm. Lấy tệp ra khỏi thư mục và khỏi máy nối mạng;"
    " báo ngay văn phòng cấp ủy và cơ yếu."
)

Found = ReadFile | Unreadable | None
"""A file as it was read; None for one whose bytes were received before."""


def received_before() -> set[str]:
    """The hashes of the files that are on record; what was undone may come again."""
    return set(ReceivedFile.objects.filter(undone_by__isnull=True).values_list("sha256", flat=True))


def understood(workbook: Workbook, root: Path | None = None) -> ReadFile:
    """A workbook that was read, with its sheets recognised; ``root`` is the folder below which it was found."""
    sheets = []
    for index, raw in enumerate(sheet for sheet in workbook.sheets if sheet.name != LISTS_SHEET):
        for sheet in recognise_all(raw, KINDS):
            sheet.index = index
            sheets.append(sheet)
    file = ReadFile(workbook.name, workbook.sha256, workbook.size, list(workbook.remarks), sheets)
    file.facts = [SheetFacts.of(sheet, kind) for sheet, kind in file.recognised]
    if root is not None:
        folders = [folder.name for folder in workbook.path.resolve().relative_to(root.resolve()).parents][:-1]
        for facts in file.facts:
            facts.folders = folders
    file.kept()
    return file


def read_files(paths: Sequence[Path], root: Path | None) -> list[Found]:
    """What became of each file, in order; the same bytes are told once."""
    seen = received_before()
    if len(paths) >= _WORTH_A_COPY and _may_be_two():
        with _a_copy_reading(paths[1::2], root, seen) as answer:
            mine = _read(paths[::2], root, seen)
            theirs = _answered(answer)
        if theirs is None:
            theirs = _read(paths[1::2], root, seen)
        found = [file for pair in zip_longest(mine, theirs) for file in pair][: len(paths)]
    else:
        found = _read(paths, root, seen)
    return [_once(file, seen) for file in found]


def _once(file: Found, seen: set[str]) -> Found:
    if isinstance(file, ReadFile):
        if file.sha256 in seen:
            return None
        seen.add(file.sha256)
    return file


def _read(paths: Sequence[Path], root: Path | None, seen: Collection[str]) -> list[Found]:
    with Reader() as reader:
        return [
            read if isinstance(read, Unreadable) else None if read.sha256 in seen else _let_in(read, root)
            for read in reader.read_many(paths)
        ]


def _let_in(workbook: Workbook, root: Path | None) -> Found:
    """A workbook that bears no mark of secrecy, understood; of one that does only the hash goes on."""
    if any(True for _ in marks(workbook, workbook.path.read_bytes())):
        return Unreadable(
            workbook.path, f"tệp {workbook.sha256[:12]}", workbook.sha256, "secret_file", MARKED
        )
    return understood(workbook, root)


def _may_be_two() -> bool:
    """A copy of a process with several threads may wait for ever for a lock that one of them held."""
    return hasattr(os, "fork") and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


@contextmanager
def _a_copy_reading(paths: Sequence[Path], root: Path | None, seen: Collection[str]) -> Iterator[Connection]:
    ours, theirs = get_context("fork").Pipe(duplex=False)

    def work() -> None:
        signal(SIGINT, SIG_IGN)  # it ends with whom it works for
        ours.close()
        with suppress(Exception):  # whatever it is, this process meets it again, and says it
            theirs.send(_read(paths, root, seen))

    copy = get_context("fork").Process(target=work, daemon=True)
    copy.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        copy.kill()
        copy.join()


def _answered(answer: Connection) -> list[Found] | None:
    """What the copy read; None where it ended before it could tell."""
    try:
        found: list[Found] = answer.recv()
    except (EOFError, OSError):
        return None
    return found


def _kind(slug: str) -> SheetKind:
    return BY_SLUG[slug]


# A kind holds functions: between the two processes it goes by its name.
ForkingPickler.register(SheetKind, lambda kind: (_kind, (kind.slug,)))
