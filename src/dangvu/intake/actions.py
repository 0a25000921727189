"""Bringing workbooks in: hop 1 to hop 3 of the way of a number."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from django.db import DatabaseError, transaction

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import CONFIRM, LOAD, Refused
from dangvu.foundation.tables import SheetKind
from dangvu.foundation.workbooks import Unreadable, find_workbooks
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.intake import mended
from dangvu.intake.accept import RANK
from dangvu.intake.accept.context import Shared
from dangvu.intake.models import Finding, Line, LineState, Severity, Submission
from dangvu.intake.people import NUMBERS
from dangvu.intake.reading import read_files
from dangvu.intake.sender import Dating, SheetFacts, keys_of
from dangvu.intake.settle import accept
from dangvu.intake.store import ReadFile, StoredSheet, store, waiting_rows, write_findings
from dangvu.intake.upload.models import Batch
from dangvu.members.actions import merge_people
from dangvu.members.models import Membership, Movement, Person, PersonProfile
from dangvu.members.queries import transfers_to_link
from dangvu.organisations.access import require
from dangvu.work.officers.actions import follow_members

log = logging.getLogger(__name__)

#: So many files into a first load the planner is told how much there is by now: early, and when it is five times that.
_TELL_PLANNER = (4, 20)


@dataclass
class LoadResult:
    """What a load did, for a line of summary and for JSON."""

    files: int = 0
    already: int = 0
    unreadable: int = 0
    rows: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    acts: list[int] = field(default_factory=list)  # what the load wrote, for its undo


def load_folder(*, actor: Actor, folder: Path) -> LoadResult:
    """Read every workbook below ``folder``; each file is one transaction, wholly in or wholly out."""
    paths, skipped = find_workbooks(folder)
    result = load_files(actor=actor, paths=paths, root=folder)
    result.skipped = [(path.name, reason) for path, reason in skipped]
    return result


def load_files(*, actor: Actor, paths: Sequence[Path], root: Path | None = None) -> LoadResult:
    """Read the files, then accept them: first those that say who is where, so that little has to wait.

    ``root``: the folder below which the names of folders may tell whose a file is.
    The same bytes are received once; a file that can't be read becomes one finding and the others go on.
    """
    require(actor, LOAD, None)
    result = LoadResult()
    with without_collector(), bulk.durable_at_end():
        _load(actor, paths, root, result)
    if result.files or result.unreadable:
        # Told to be done only when it is on the disk: this commit takes all before it there.
        with act(actor, "intake.load") as opened:
            record(opened, "intake.load", count=result.files, unreadable=result.unreadable, rows=result.rows)
            keep_batch(result, opened, None)
    return result


def keep_batch(result: LoadResult, opened: Act, organisation: int | None) -> Batch:
    """What was written together, so that it can be shown and undone together; posts follow whoever it moved."""
    follow_members(opened, result.acts)
    return Batch.objects.create(
        act=opened, organisation_id=organisation, acts=[*result.acts, opened.number], files=result.files,
        rows=result.rows,
    )  # fmt: skip


@contextmanager
def without_collector() -> Iterator[None]:
    """A load makes a few hundred thousand small objects that live to its end and no cycles: searching them again
    and again for garbage takes an eighth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _load(actor: Actor, paths: Sequence[Path], root: Path | None, result: LoadResult) -> None:
    started = perf_counter()
    files, broken = _read(paths, root, result)
    result.seconds["đọc và nhận biểu"] = perf_counter() - started
    take_in(actor=actor, files=files, broken=broken, result=result)


def take_in(
    *, actor: Actor, files: Sequence[ReadFile], broken: Sequence[Unreadable], result: LoadResult,
    home: int | None = None,
) -> None:  # fmt: skip
    """Accept files that were read, each in one transaction, then whatever of earlier loads fits now.

    ``home`` is the organisation at which they were handed in: rows outside what the actor may load are held there.
    """
    shared = Shared.fresh(actor, home)
    if not shared.rights.anywhere:
        require(actor, LOAD, home)
    started = perf_counter()
    for unreadable in broken:
        _keep_unreadable(actor, unreadable, result, home)
    with bulk.ids_in_store() as ids:
        _accept_files(shared, files, ids, result)
    result.seconds["khớp, kiểm tra, ghi"] = perf_counter() - started
    if files:
        started = perf_counter()
        _settle_all(actor, result.acts, home)
        result.seconds["khớp lại dòng chờ"] = perf_counter() - started


def _accept_files(shared: Shared, files: Sequence[ReadFile], ids: bulk.Reserved, result: LoadResult) -> None:
    actor, home = shared.actor, shared.rights.home
    dating = Dating([file.facts for file in files])
    _ask_numbers(shared, files)
    if first_load := not Movement.objects.exists():
        shared.peopled = set()
    for place, file in enumerate(sorted(files, key=_order)):
        if first_load and place in _TELL_PLANNER:
            bulk.tell_planner((Movement, Membership, Person, PersonProfile, Line, SourceRow, Submission))
        try:
            with act(actor, "intake.load_file") as opened:
                if opened.number not in (
                    shared.as_of,
                    shared.as_of + 1,
                ):  # someone else wrote since the last file
                    shared = _anew(actor, home, files, ids)
                _accept_file(file, dating, shared, opened)
                shared.as_of = opened.number
        except DatabaseError:
            raise  # a full disk or a lost server concerns every file
        except Exception as error:
            if not isinstance(error, Refused):
                log.exception("a file could not be processed")
            result.unreadable += 1
            _keep_unreadable(actor, _failed(file, error), result, home)
            shared = _anew(actor, home, files, ids)
            continue
        result.acts.append(opened.number)
        result.files += 1
        result.rows += sum(len(sheet.rows) for sheet, _ in file.recognised)


def _anew(actor: Actor, home: int | None, files: Iterable[ReadFile], ids: bulk.Reserved) -> Shared:
    """What the files share, as of now."""
    ids.forget()
    shared = Shared.fresh(actor, home)
    _ask_numbers(shared, files)
    return shared


def _ask_numbers(shared: Shared, files: Iterable[ReadFile]) -> None:
    """Look up all the files' official numbers at once."""
    shared.numbered.ask(
        number
        for file in files
        for sheet, _ in file.recognised
        for row in sheet.rows
        for column in NUMBERS
        if (cell := row.cells.get(column)) and isinstance(number := cell.value, str)
    )


def _read(
    paths: Sequence[Path], root: Path | None, result: LoadResult
) -> tuple[list[ReadFile], list[Unreadable]]:
    found = read_files(paths, root)
    broken = [file for file in found if isinstance(file, Unreadable)]
    files = [file for file in found if isinstance(file, ReadFile)]
    result.unreadable += len(broken)
    result.already += len(found) - len(broken) - len(files)
    return files, broken


def _order(file: ReadFile) -> tuple[int, str]:
    return (min((RANK[kind.slug] for _, kind in file.recognised), default=len(RANK)), file.name)


def _accept_file(file: ReadFile, dating: Dating, shared: Shared, opened: Act) -> None:
    keys = keys_of(file.facts, file.name, dating, shared.matcher)
    stored, notes = store(file, keys, opened)
    _lay_mends(file, stored, shared, opened)
    accept(stored, shared, opened)
    organisation = next((s.submission.sender_id for s in stored if s.submission.sender_id), None)
    write_findings(
        [
            (
                found.kind, str(found.severity), organisation, file.name, sheet_name, None, "", "", "", found.message,
                found.advice, sheet_id, None,
            )
            for sheet_id, sheet_name, found in notes
        ],
        opened,
    )  # fmt: skip
    record(
        opened,
        "intake.load_file",
        count=sum(len(s.rows) for s in stored),
        organisation_id=organisation,
        file=file.name,
    )


def _lay_mends(file: ReadFile, stored: Sequence[StoredSheet], shared: Shared, opened: Act) -> None:
    """Values that were put right: of these files, before anything was written, or of the same row of an earlier one."""
    told: dict[int, tuple[SheetKind, dict[str, str]]] = {}
    if not (shared.any_mends or file.mends):
        return
    for (sheet, kind), there in zip(file.recognised, stored, strict=True):
        before = mended.of_earlier(there.submission, kind, opened) if shared.any_mends else {}
        for row in there.rows:
            values = file.mends.get((sheet.index, row.number)) or before.get(row.digest)
            if values:
                mended.lay_over(row, values)
                told[row.row_id] = row.place.kind, values
    mended.keep(told, opened)
    shared.any_mends = shared.any_mends or bool(told)


def _failed(file: ReadFile, error: Exception) -> Unreadable:
    """A file on which an action refused, or the program failed: nothing of it was written, and the others go on."""
    if isinstance(error, Refused):
        return Unreadable(
            Path(file.name), file.name, file.sha256, "no_right",
            f"Chưa ghi gì từ tệp “{file.name}”: {error}",
        )  # fmt: skip
    return Unreadable(
        Path(file.name), file.name, file.sha256, "failed_file",
        f"Phần mềm gặp lỗi khi xử lý tệp “{file.name}”, nên chưa ghi gì từ tệp này. "
        "Các tệp khác vẫn được nạp. Đề nghị báo người quản trị kèm tệp này.",
    )  # fmt: skip


def _keep_unreadable(
    actor: Actor, unreadable: Unreadable, result: LoadResult, home: int | None = None
) -> None:
    """One open finding for a file that can't be read, however often it is tried."""
    with act(actor, "intake.unreadable_file") as opened:
        result.acts.append(opened.number)
        there = Finding.objects.known().filter(
            file_name=unreadable.name, severity=Severity.ERROR, organisation_id=home
        )
        there.update(known_to_act=opened)
        write_findings(
            [(unreadable.code or "unreadable_file", str(Severity.ERROR), home, unreadable.name, "", None, "", "", "",
              unreadable.message, "", None, None)],
            opened,
        )  # fmt: skip


def settle_waiting(*, actor: Actor) -> int:
    """Match again whatever waits, until nothing more fits; then join people linked by a transfer.

    Each file's waiting rows are one transaction. Returns how many rows were accepted.
    """
    require(actor, LOAD, None)
    return _settle_all(actor, [], None)


def accept_waiting(*, actor: Actor, organisation: int) -> int:
    """Have rows accepted that others handed in without the right to write them; how many no longer wait.

    Call it outside an act: each file's rows are one transaction, and all of it one load that can be undone.
    """
    require(actor, LOAD, organisation)
    result = LoadResult()
    with transaction.atomic():
        result.rows = _settle_all(actor, result.acts, organisation)
        if result.rows:
            with act(actor, "intake.load") as opened:
                record(opened, "intake.load", count=result.rows, organisation_id=organisation)
                keep_batch(result, opened, organisation)
    return result.rows


def _settle_all(actor: Actor, acts: list[int], home: int | None) -> int:
    """As :func:`settle_waiting`, within what the actor may load; ``acts`` gets the acts that wrote something."""
    accepted = 0
    while True:
        moved = _settle_once(actor, acts, home)
        accepted += moved
        if not moved:
            break
    rights = Shared.fresh(actor, home).rights
    pairs = [
        (arrived, departed, unit)
        for arrived, departed in transfers_to_link()
        if rights.covers(unit := _unit_of(arrived))
    ]
    if pairs:
        with act(actor, "intake.link_transfers") as opened:
            acts.append(opened.number)
            for arrived, departed, unit in pairs:
                merge_people(
                    actor=actor, organisation=unit, pairs={arrived: departed},
                    reason="cùng họ tên, ngày sinh; nơi này báo chuyển đi, nơi kia báo chuyển đến",
                )  # fmt: skip
    return accepted


def _unit_of(person: int) -> int:
    return int(Movement.objects.known().filter(person_id=person).values_list("organisation_id", flat=True)[0])


def _settle_once(actor: Actor, acts: list[int], home: int | None) -> int:
    waiting = (
        Submission.objects.filter(lines__state=LineState.WAITING, lines__known_to_act__isnull=True)
        .select_related("sheet__file").distinct().order_by("pk")
    )  # fmt: skip
    shared, dating, accepted = Shared.fresh(actor, home), Dating([]), 0
    by_file: dict[int, list[Submission]] = {}
    for submission in waiting:
        if shared.rights.may_settle(submission.kind, submission.sender_id):
            by_file.setdefault(submission.sheet.file_id, []).append(submission)
    if not by_file:
        return 0
    ordered = sorted(by_file.values(), key=lambda group: min(RANK[s.kind] for s in group))
    for submissions in ordered:
        with act(actor, "intake.settle_waiting") as opened:
            acts.append(opened.number)
            accepted += _try_again(submissions, dating, shared, opened)
    return accepted


def _try_again(submissions: list[Submission], dating: Dating, shared: Shared, opened: Act) -> int:
    """Try the waiting rows of one file once more; how many no longer wait."""
    old: list[StoredSheet] = []
    new: list[StoredSheet] = []
    facts = [SheetFacts.read_back(s.kind, s.sheet.facts) for s in submissions]
    keys = keys_of(facts, submissions[0].sheet.file.name, dating, shared.matcher)
    for submission, fact, key in zip(submissions, facts, keys, strict=True):
        settled_before = submission.settled
        if not settled_before and key is not None:
            submission.sender_id, submission.start, submission.end, submission.part = key
            submission.settled = True
            submission.save(update_fields=["sender", "start", "end", "part", "settled"])
        pairs = waiting_rows(submission)
        Line.objects.filter(pk__in=[line.pk for line, _ in pairs]).update(known_to_act=opened)
        sheet = StoredSheet(submission, fact, [row for _, row in pairs], submission.sheet.file_id)
        (old if settled_before else new).append(sheet)
    rows = [row for sheet in (*old, *new) for row in sheet.rows]
    Finding.objects.known().filter(source_row_id__in=[row.row_id for row in rows]).update(known_to_act=opened)
    if old:
        accept(old, shared, opened, again=True)
    if new:
        accept(new, shared, opened)
    return sum(row.state != LineState.WAITING for row in rows)


def confirm(*, actor: Actor, findings: Sequence[int], reason: str) -> int:
    """Count rows that were held back for breaking a rule: an authorised person says that they are true.

    Only rule breaches can be confirmed; what can't be read has to be mended. Returns how many rows count now.
    """
    rows = list(
        Finding.objects.known().filter(pk__in=findings, severity=Severity.HOLD).select_related("sheet__file")
    )
    for row in rows:
        require(actor, CONFIRM, row.organisation_id)
    confirmed = 0
    shared = Shared.fresh(actor)
    with act(actor, "intake.confirm", reason) as opened:
        lines = Line.objects.known().filter(
            state=LineState.HELD, source_row_id__in=[row.source_row_id for row in rows]
        ).select_related("submission__sheet__file", "source_row")  # fmt: skip
        by_submission: dict[int, list[Line]] = {}
        for line in lines:
            by_submission.setdefault(line.submission_id, []).append(line)
        for held in by_submission.values():
            submission = held[0].submission
            Line.objects.filter(pk__in=[line.pk for line in held]).update(state=LineState.WAITING)
            pending = [row for line, row in waiting_rows(submission) if line.pk in {h.pk for h in held}]
            Line.objects.filter(pk__in=[line.pk for line in held]).update(
                state=LineState.HELD, known_to_act=opened
            )
            Finding.objects.known().filter(source_row_id__in=[r.row_id for r in pending]).update(
                known_to_act=opened
            )
            for row in pending:
                row.confirmed = True
            facts = SheetFacts.read_back(submission.kind, submission.sheet.facts)
            accept([StoredSheet(submission, facts, pending)], shared, opened, again=True)
            confirmed += sum(row.state == LineState.ACCEPTED for row in pending)
        follow_members(opened)
        record(opened, "intake.confirm", count=confirmed, reason=reason)
    return confirmed
