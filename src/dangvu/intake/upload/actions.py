"""What may be done with files that are handed in: receive, read, mend, write, drop. Nothing is a fact before ``write``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter

from django.db import transaction
from django.db.models import Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import CONFIRM, LOAD
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.foundation.tables import SheetKind
from dangvu.foundation.workbooks import Unreadable, Workbook
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.foundation.workbooks.received import safe_name
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.accept.context import Shared
from dangvu.intake.actions import LoadResult, keep_batch, take_in, without_collector
from dangvu.intake.mend import check_values
from dangvu.intake.mended import said
from dangvu.intake.reading import received_before
from dangvu.intake.store import ReadFile
from dangvu.intake.upload.judge import Verdict, judge
from dangvu.intake.upload.models import (
    Batch,
    RowState,
    SecretRefusal,
    StagedMend,
    Upload,
    UploadFile,
    UploadState,
    VerdictNote,
    VerdictRow,
)
from dangvu.intake.upload.reading import Incoming, read_all, understood
from dangvu.intake.upload.secrecy import marks
from dangvu.organisations.access import may, require

MB = 1024 * 1024
FILE_BYTES, ALL_BYTES, FILES = 20 * MB, 200 * MB, 200
KEPT_FOR = timedelta(days=7)
"""How long an upload that nobody writes is kept."""
LONG_BYTES = 500 * 1024
"""Files of more bytes than this, put together, are read in the background."""
QUICK = 2.0
"""An upload that takes no longer to read (seconds) is read anew after each mended value."""
MARKED = (
    "Có tệp mang dấu độ mật nên không được nhận và không được lưu ({where}). Phần mềm này không dùng cho văn bản mật. "
    "Đề nghị dừng lại, ngắt máy khỏi mạng, xóa tệp khỏi máy và báo ngay Văn phòng cấp ủy, bộ phận cơ yếu."
)


@dataclass
class Received:
    """What became of the files that were handed in."""

    upload: int
    takes_long: bool = False  # reading them is a job for the background
    refused: list[str] = field(default_factory=list)  # where marks of secrecy were found
    empty: bool = False  # nothing was kept


def receive(
    *,
    actor: Actor,
    organisation: int,
    files: Sequence[Incoming],
    into: int | None = None,
    request: str | None = None,
) -> Received:
    """Keep files for reading, in a new upload or in one still open; a file of the same name takes the other's place.

    A file with a mark of secrecy is refused before anything of it is stored: only its hash, the time and the
    person are. AlreadyDone where this very request was received before.
    """
    require(actor, LOAD, organisation)
    _check_sizes(files)
    kept, refused = _sorted_out(files)
    with act(actor, "intake.upload", request=request) as opened:
        _expire(opened)
        upload = _open_upload(organisation, into, opened)
        SecretRefusal.objects.bulk_create(
            SecretRefusal(sha256=sha256, at=opened.at, user_id=actor.user_id, actor=actor.label)
            for sha256, _ in refused
        )
        if kept:
            _keep(upload, kept)
        record(
            opened, "intake.upload", count=len(kept), organisation_id=organisation, refused=len(refused),
        )  # fmt: skip
        empty = not UploadFile.objects.filter(upload=upload).exists()
        if empty:
            upload.state = UploadState.DROPPED
            upload.save(update_fields=["state"])
    long = sum(len(file.data) for file, _ in kept) > LONG_BYTES
    return Received(upload.pk, long, [where for _, where in refused], empty)


def _check_sizes(files: Sequence[Incoming]) -> None:
    if not files:
        raise Impossible(
            "Chưa chọn tệp nào. Bấm “Chọn tệp”, chọn các tệp Excel của đơn vị rồi bấm lại.", "tep"
        )
    if len(files) > FILES:
        raise Impossible(f"Mỗi lần nạp tối đa {FILES} tệp; hãy chia thành nhiều lần.", "tep")
    for file in files:
        if len(file.data) > FILE_BYTES:
            raise Impossible(
                f"Tệp “{safe_name(file.name)}” nặng {len(file.data) // MB} MB, quá mức {FILE_BYTES // MB} MB. "
                "Hãy bỏ ảnh và trang thừa, lưu lại rồi gửi lại.", "tep",
            )  # fmt: skip
    if sum(len(file.data) for file in files) > ALL_BYTES:
        raise Impossible(f"Các tệp cộng lại nặng quá {ALL_BYTES // MB} MB; hãy chia thành nhiều lần.", "tep")


def _sorted_out(
    files: Sequence[Incoming],
) -> tuple[list[tuple[Incoming, Workbook | Unreadable]], list[tuple[str, str]]]:
    """(files to keep, [(hash, where the mark stands) of files that may not be])."""
    kept, refused = [], []
    for file, read in read_all(files):
        # Of a file that can't be read only the name is looked at: the reader has found it dangerous or broken.
        whole = isinstance(read, Workbook)
        seen = read if isinstance(read, Workbook) else Workbook(read.path, read.name, read.sha256, 0, [], [])
        where = next(iter(marks(seen, file.data if whole else b"")), "")
        if where:
            refused.append((hashlib.sha256(file.data).hexdigest(), where))
        else:
            kept.append((file, read))
    return kept, refused


def _open_upload(organisation: int, into: int | None, opened: Act) -> Upload:
    if into is None:
        return Upload.objects.create(organisation_id=organisation, act=opened, state=UploadState.RECEIVED)
    upload = Upload.objects.get(pk=into, organisation_id=organisation)
    if upload.state not in (UploadState.RECEIVED, UploadState.SHOWN):
        raise Impossible("Lần nạp này đã ghi hoặc đã bỏ, không thêm tệp được nữa. Hãy mở một lần nạp mới.")
    upload.stale = True
    upload.save(update_fields=["stale"])
    return upload


def _keep(upload: Upload, kept: Sequence[tuple[Incoming, Workbook | Unreadable]]) -> None:
    names = [read.name for _, read in kept]
    UploadFile.objects.filter(upload=upload, name__in=names).delete()
    seen = received_before() | set(
        UploadFile.objects.filter(upload=upload, data__isnull=False).values_list("sha256", flat=True)
    )
    first = UploadFile.objects.filter(upload=upload).count()
    rows = []
    for number, (file, read) in enumerate(kept):
        message = read.message if isinstance(read, Unreadable) else ""
        if not message and read.sha256 in seen:
            message = _met_before(read)
        seen.add(read.sha256)
        rows.append(
            UploadFile(
                upload=upload, position=first + number, name=read.name, sha256=read.sha256, size=len(file.data),
                data=None if message else UploadFile.shut(file.data), message=message,
            )
        )  # fmt: skip
    UploadFile.objects.bulk_create(rows)


def _met_before(read: Workbook | Unreadable | UploadFile) -> str:
    there = (
        ReceivedFile.objects.filter(sha256=read.sha256, undone_by__isnull=True).select_related("act").first()
    )
    if there is None:
        return f"Tệp “{read.name}” có nội dung giống hệt một tệp khác trong lần nạp này, nên chỉ đọc một tệp."
    return (
        f"Tệp “{read.name}” đã được nạp ngày {there.act.at.astimezone(clock.HERE):%d/%m/%Y} "
        f"({there.act.actor}) và không có gì khác, nên không đọc lại."
    )


# -- reading ---------------------------------------------------------------------------------------------


class _NothingWritten(Exception):
    """Ends a rehearsal: all that it wrote is rolled back."""


def examine(*, actor: Actor, upload: int) -> Upload:
    """Read the files and rehearse their load: the real load, in a transaction that is rolled back.

    What it said is kept row by row. Needs no other process; a worker may call it as well.
    """
    kept = Upload.objects.get(pk=upload)
    require(actor, LOAD, kept.organisation_id)
    _must_be_open(kept)
    started = perf_counter()
    shared_files, read = _read(actor, kept)
    verdict = Verdict()
    try:
        with without_collector(), transaction.atomic():
            verdict = _load(actor, kept, shared_files, read)[0]
            raise _NothingWritten
    except _NothingWritten:
        pass
    _keep_verdict(kept, verdict, perf_counter() - started)
    return kept


def _must_be_open(upload: Upload) -> None:
    if upload.state not in (UploadState.RECEIVED, UploadState.SHOWN):
        raise Impossible("Lần nạp này đã ghi hoặc đã bỏ. Muốn nạp tiếp, hãy mở một lần nạp mới.")


def _read(actor: Actor, upload: Upload) -> tuple[list[UploadFile], list[ReadFile]]:
    files = list(UploadFile.objects.filter(upload=upload, data__isnull=False).order_by("position"))
    matcher = Shared.fresh(actor).matcher
    home = upload.organisation_id if upload.organisation_id not in matcher.tree.roots else None
    incoming = [Incoming(file.name, file.opened()) for file in files]
    read = []
    for file, (_, workbook) in zip(files, read_all(incoming), strict=True):
        if isinstance(workbook, Workbook):  # it could be read when it was received
            understood_file, sender = understood(file, workbook, matcher, home)
            read.append(understood_file)
            if file.sender_id != sender:
                file.sender_id = sender
                file.save(update_fields=["sender"])
    return files, read


def _load(
    actor: Actor, upload: Upload, files: Sequence[UploadFile], read: Sequence[ReadFile]
) -> tuple[Verdict, LoadResult]:
    result, seen = LoadResult(), received_before()
    fresh = [file for file in read if file.sha256 not in seen]
    take_in(actor=actor, files=fresh, broken=(), result=result, home=upload.organisation_id)
    return judge(files, result), result


def _keep_verdict(upload: Upload, verdict: Verdict, seconds: float) -> None:
    with transaction.atomic():
        VerdictRow.objects.filter(upload=upload).delete()
        VerdictNote.objects.filter(upload=upload).delete()
        for file in UploadFile.objects.filter(
            upload=upload, data__isnull=False, sha256__in=received_before()
        ):
            file.data, file.message = None, _met_before(file)  # somebody else brought it in meanwhile
            file.save(update_fields=["data", "message"])
        for row in verdict.rows:
            row.upload = upload
        for note in verdict.notes:
            note.upload = upload
        VerdictRow.objects.bulk_create(verdict.rows, batch_size=500)
        VerdictNote.objects.bulk_create(verdict.notes, batch_size=500)
        upload.state, upload.stale, upload.read_at = UploadState.SHOWN, False, clock.now()
        upload.seconds, upload.moved, upload.counts = round(seconds, 1), verdict.moved, verdict.counts()
        upload.save()


# -- writing ---------------------------------------------------------------------------------------------


class _Otherwise(Exception):
    """The load would now do something else than what was shown."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.verdict = verdict


def write(*, actor: Actor, upload: int, request: str | None = None) -> Batch:
    """Write what was shown, all of it or nothing. Where it would no longer be the same, the new verdict is shown."""
    kept = Upload.objects.get(pk=upload)
    require(actor, LOAD, kept.organisation_id)
    if kept.state == UploadState.WRITTEN:
        raise AlreadyDone
    _must_be_open(kept)
    if kept.stale or kept.state != UploadState.SHOWN:
        raise Impossible("Có tệp hoặc chỗ sửa chưa được đọc lại. Bấm “Đọc lại”, xem kết quả rồi hãy ghi.")
    started = perf_counter()
    files, read = _read(actor, kept)
    try:
        with without_collector(), transaction.atomic():
            locked = Upload.objects.select_for_update().get(pk=upload)
            if locked.state == UploadState.WRITTEN:
                raise AlreadyDone
            verdict, result = _load(actor, locked, files, read)
            shown = Verdict(list(VerdictRow.objects.filter(upload=upload)))
            if verdict.mark != shown.mark:
                raise _Otherwise(verdict)
            with act(actor, "intake.load", request=request) as opened:
                record(
                    opened, "intake.load", count=result.files, rows=result.rows, organisation_id=locked.organisation_id,
                    written=locked.counts.get("ghi", 0),
                )  # fmt: skip
                batch = keep_batch(result, opened, locked.organisation_id)
                locked.state, locked.batch = UploadState.WRITTEN, batch
                locked.save(update_fields=["state", "batch"])
                _keep_what_failed(locked)
    except _Otherwise as changed:
        _keep_verdict(kept, changed.verdict, perf_counter() - started)
        raise Impossible(
            "Sổ sách đã thay đổi từ lúc đồng chí xem, nên chưa ghi gì. Kết quả mới ở dưới đây; đề nghị xem lại rồi ghi."
        ) from None
    return batch


def drop(*, actor: Actor, upload: int) -> None:
    """Give an upload up: its bytes and its verdict are deleted, nothing was written."""
    kept = Upload.objects.get(pk=upload)
    require(actor, LOAD, kept.organisation_id)
    if kept.state == UploadState.DROPPED:
        return
    _must_be_open(kept)
    with act(actor, "intake.drop_upload") as opened:
        kept.state = UploadState.DROPPED
        kept.save(update_fields=["state"])
        _empty(kept)
        record(opened, "intake.drop_upload", count=1, organisation_id=kept.organisation_id)


def _empty(upload: Upload) -> None:
    UploadFile.objects.filter(upload=upload).update(data=None)
    VerdictRow.objects.filter(upload=upload).delete()
    VerdictNote.objects.filter(upload=upload).delete()
    StagedMend.objects.filter(file__upload=upload).delete()


def _keep_what_failed(upload: Upload) -> None:
    """Of what was written nothing is kept; the files with rows that failed are, for a while, to be sent back."""
    failed = VerdictRow.objects.filter(upload=upload, writes=False).exclude(state=RowState.SAME)
    kept = set(failed.values_list("file_id", flat=True))
    UploadFile.objects.filter(upload=upload).exclude(pk__in=kept).update(data=None)
    VerdictRow.objects.filter(upload=upload).filter(Q(writes=True) | Q(state=RowState.SAME)).delete()


def _expire(opened: Act) -> None:
    """Uploads that nobody wrote in time are given up with whatever is done next."""
    old = Upload.objects.filter(
        state__in=(UploadState.RECEIVED, UploadState.SHOWN), act__at__lt=opened.at - KEPT_FOR
    )
    for upload in old:
        upload.state = UploadState.EXPIRED
        upload.save(update_fields=["state"])
        _empty(upload)
    written = Upload.objects.filter(state=UploadState.WRITTEN, batch__act__at__lt=opened.at - KEPT_FOR)
    for upload in written.filter(files__data__isnull=False).distinct():
        _empty(upload)


# -- mending before writing --------------------------------------------------------------------------------


def stage(*, actor: Actor, row: int, values: Mapping[str, str]) -> Upload:
    """Put values of a row right before it is written; the file keeps what the sender wrote.

    A small upload is read anew at once; a big one waits for "Đọc lại".
    """
    shown = VerdictRow.objects.select_related("upload", "file").get(pk=row)
    upload = shown.upload
    require(actor, LOAD, upload.organisation_id)
    _must_be_open(upload)
    check_values(
        shown.kind, values, may_confirm=may(actor, CONFIRM, shown.organisation_id or upload.organisation_id)
    )
    _stage(actor, shown.file, shown.sheet_index, shown.number, values, BY_SLUG[shown.kind])
    return _read_again(actor, upload)


def tell_sheet(*, actor: Actor, file: int, sheet_index: int, values: Mapping[str, str]) -> Upload:
    """Say whose a sheet is, or of which day or period, where its titles do not."""
    kept = UploadFile.objects.select_related("upload").get(pk=file)
    require(actor, LOAD, kept.upload.organisation_id)
    _must_be_open(kept.upload)
    _stage(actor, kept, sheet_index, 0, values)
    return _read_again(actor, kept.upload)


def _stage(
    actor: Actor, file: UploadFile, sheet: int, number: int, values: Mapping[str, str], kind: SheetKind | None = None
) -> None:  # fmt: skip
    with act(actor, "intake.stage_mend") as opened:
        for column, text in values.items():
            StagedMend.objects.update_or_create(
                file=file, sheet_index=sheet, number=number, column=column,
                defaults={"text": text if kind is None else said(kind, column, text), "user_id": actor.user_id},
            )  # fmt: skip
        Upload.objects.filter(pk=file.upload_id).update(stale=True)
        record(opened, "intake.stage_mend", count=len(values), organisation_id=file.upload.organisation_id)


def _read_again(actor: Actor, upload: Upload) -> Upload:
    upload.refresh_from_db()
    if upload.seconds <= QUICK:
        return examine(actor=actor, upload=upload.pk)
    return upload
