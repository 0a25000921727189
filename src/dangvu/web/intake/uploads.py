"""Handing files in, and the verdict on them: nothing is written before the one button that says how many rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dangvu.foundation.capabilities import LOAD, READ_FINDINGS
from dangvu.foundation.jobs.actions import ask
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.intake.actions import accept_waiting
from dangvu.intake.upload import actions, queries
from dangvu.intake.upload.jobs import READ
from dangvu.intake.upload.queries import RowFilter, RowState, VerdictRow, VerdictView
from dangvu.intake.upload.reading import Incoming
from dangvu.intake.upload.workbook_back import workbook_back
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.intake.doing import do
from dangvu.web.intake.forms import UploadForm
from dangvu.web.lists import EXCEL, attachment
from dangvu.web.pages import leaf, page
from dangvu.web.posts import REPEATED, TOKEN

#: {state of a row: (the class of its tag, its drawing)}; the word stands beside.
TAGS = {
    RowState.ERROR: ("bad", "err"), RowState.WAITING: ("act", "clock"), RowState.WARNING: ("warn", "warn"),
    RowState.NEW: ("", ""), RowState.CHANGED: ("", ""), RowState.SAME: ("", ""),
}  # fmt: skip
_CHIPS = (
    ("", "Tất cả"), ("xu-ly", "Cần xử lý"), (RowState.NEW, "Mới"), (RowState.CHANGED, "Thay đổi"),
    (RowState.SAME, "Không đổi"), (RowState.WARNING, "Cảnh báo"), (RowState.WAITING, "Chờ khớp"),
    (RowState.ERROR, "Lỗi"),
)  # fmt: skip


def at(place: Place, name: str, **kwargs: object) -> str:
    """The address of a page of this organisation that has more in it than the organisation."""
    return reverse(name, kwargs={"code": place.node.code, **kwargs}) + place.query


@at_organisation(LOAD, post=LOAD)
def uploads(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose files; the latest uploads; what else may be done here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = take_files(request, place, form, _sent(request))
        if answer:
            return answer
    waiting = queries.to_accept(actor=place.actor, tree=place.tree)
    items = [
        (item, at(place, "upload", upload=item.id))
        for item in queries.uploads(actor=place.actor, organisation=place.node.id)
    ]
    return page(
        request, "intake/uploads.html", place, "uploads", form=form, waiting=waiting,
        open_items=[one for one in items if one[0].is_open], items=[one for one in items if not one[0].is_open],
        paste_url=place.url("paste"), prepared_url=place.url("prepared"), batches_url=place.url("batches"),
        choices_url=place.url("column_choices"), findings_url=place.url_if(READ_FINDINGS, "findings"),
        accept_url=place.url("accept_waiting"),
    )  # fmt: skip


def _sent(request: HttpRequest) -> list[Incoming]:
    return [Incoming(file.name or "tep", file.read()) for file in request.FILES.getlist("tep")]


def take_files(
    request: HttpRequest, place: Place, form: Any, files: Sequence[Incoming], into: int | None = None
) -> HttpResponse | None:
    """Receive files and read them; then the verdict. None: the form is to be shown again."""
    token = request.POST.get(TOKEN, "")[:64] or None
    try:
        got = actions.receive(
            actor=place.actor, organisation=place.node.id, files=files, into=into, request=token
        )
        if got.takes_long:
            ask(
                actor=place.actor, title=f"Đọc {len(files)} tệp nạp vào {place.node.name}", work=READ,
                parameters={"upload": got.upload}, organisation=place.node.id,
            )  # fmt: skip
        elif not got.empty:
            actions.examine(actor=place.actor, upload=got.upload)
    except AlreadyDone:
        there = queries.upload_of(actor=place.actor, request=token or "")
        if there is None:
            messages.info(request, REPEATED)
            return HttpResponseRedirect(place.url("uploads"))
        return HttpResponseRedirect(at(place, "upload", upload=there))
    except Impossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    for where in got.refused:
        messages.error(request, actions.MARKED.format(where=where))
    if got.empty:
        return HttpResponseRedirect(place.url("uploads"))
    return HttpResponseRedirect(at(place, "upload", upload=got.upload))


@at_organisation(LOAD, post=LOAD)
def upload(request: HttpRequest, place: Place, upload: int) -> HttpResponse:
    """The verdict: counts by state, reason and sheet, each opening its rows. A POST adds files."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)  # is it mine?
        answer = take_files(request, place, form, _sent(request), into=upload)
        if answer:
            return answer
    found = queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    which = _filter(request, found)
    rows = queries.rows(actor=place.actor, organisation=place.node.id, upload=upload, which=which)
    shown = leaf(request, rows)
    return page(
        request, "intake/upload.html", place, "uploads", form=form, verdict=found, which=which, leaf=shown,
        chips=_chips(place, found, which), reasons=_reasons(place, found, which), sheets=_sheets(place, found),
        rows=[_row(place, row) for row in shown.items], files_back=[f for f in found.files if f.can_come_back],
        not_read=[f for f in found.files if f.message], notes=_notes(place, found), heading=_heading(which, found, shown.count),
        urls={name: at(place, name, upload=upload) for name in ("upload_read", "upload_write", "upload_drop", "upload_backs")},
        batch_url=at(place, "batch", batch=found.batch) if found.batch else "",
    )  # fmt: skip


def _filter(request: HttpRequest, found: VerdictView) -> RowFilter:
    asked = request.GET.get("tt", "xu-ly" if any(found.counts[s] for s in queries.TO_MEND) else "")
    if asked not in {state for state, _ in _CHIPS}:
        raise WrongRequest("Không có tình trạng này. Chọn lại trong các ô lọc ở trên danh sách.")
    numbers = {}
    for name in ("tep", "trang_tinh"):
        value = request.GET.get(name, "")
        if value and not (value.isascii() and value.isdigit() and len(value) < 10):
            raise WrongRequest("Địa chỉ trang không đúng. Mở lại lần nạp từ mục “Nạp dữ liệu”.")
        numbers[name] = int(value) if value else None
    return RowFilter(asked, request.GET.get("ly-do", "")[:40], numbers["tep"], numbers["trang_tinh"])


def _count(found: VerdictView, state: str) -> int:
    if state == "xu-ly":
        return sum(found.counts[s] for s in queries.TO_MEND)
    return found.counts[state] if state else found.total


def _chips(place: Place, found: VerdictView, which: RowFilter) -> list[tuple[str, str, int, bool]]:
    base = at(place, "upload", upload=found.id)
    plain = not (which.reason or which.file is not None)
    return [
        (label, f"{base}&tt={state}", _count(found, state), plain and which.state == state)
        for state, label in _CHIPS
        if _count(found, state) or state == ""
    ]


def _reasons(place: Place, found: VerdictView, which: RowFilter) -> list[tuple[str, str, int, bool]]:
    base = at(place, "upload", upload=found.id)
    return [
        (label, f"{base}&tt=&ly-do={kind}", count, which.reason == kind)
        for kind, label, count in found.reasons
    ]


def _sheets(place: Place, found: VerdictView) -> list[dict[str, Any]]:
    base = at(place, "upload", upload=found.id)
    return [
        {
            "sheet": sheet, "url": (link := f"{base}&tep={sheet.file}&trang_tinh={sheet.sheet_index}") + "&tt=",
            "edit": at(place, "upload_sheet", upload=found.id, file=sheet.file, sheet=sheet.sheet_index),
            "counts": [(sheet.counts.get(state, 0), f"{link}&tt={state}") for state, _ in _CHIPS[2:]],
        }
        for sheet in found.sheets
    ]  # fmt: skip


def _notes(place: Place, found: VerdictView) -> list[dict[str, Any]]:
    return [
        note | {"edit": at(place, "upload_sheet", upload=found.id, file=note["file_id"], sheet=note["sheet_index"])
                if note["kind"] == "unrecognised_sheet" and note["file_id"] and note["sheet_index"] is not None else ""}
        for note in found.notes
    ]  # fmt: skip


def _heading(which: RowFilter, found: VerdictView, count: int) -> str:
    parts = [dict(_CHIPS).get(which.state, "") if which.state else ""]
    parts.append(next((label for kind, label, _ in found.reasons if kind == which.reason), ""))
    for sheet in found.sheets:
        if (sheet.file, sheet.sheet_index) == (which.file, which.sheet_index):
            parts.append(f"{sheet.file_name}, trang {sheet.sheet}")
    said = "; ".join(part for part in parts if part)
    return f"{said}: {vietnamese(count)} dòng" if said else f"{vietnamese(count)} dòng"


def _row(place: Place, row: VerdictRow) -> dict[str, Any]:
    changed = [(cell["l"], cell["o"], cell["t"]) for cell in row.cells if cell.get("s") == RowState.CHANGED]
    look, drawing = TAGS[RowState(row.state)]
    return {
        "row": row, "tag": look, "icon": drawing, "label": RowState(row.state).label, "changed": changed,
        "faults": [fault["m"] for fault in row.found],
        "url": at(place, "upload_row", upload=row.upload_id, row=row.pk),
        "mended": any(cell.get("f") for cell in row.cells),
        "wants": row.state in queries.TO_MEND and any(fault["k"] != "no_right" for fault in row.found),
    }  # fmt: skip


@at_organisation(None, post=LOAD)
def read(request: HttpRequest, place: Place, upload: int) -> HttpResponse:
    """Read the files once more, with what was mended meanwhile."""
    queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    answer = do(
        request, lambda: actions.examine(actor=place.actor, upload=upload),
        then=at(place, "upload", upload=upload), said="Đã đọc lại các tệp. Chưa ghi gì.",
    )  # fmt: skip
    assert answer is not None
    return answer


@at_organisation(None, post=LOAD)
def write(request: HttpRequest, place: Place, upload: int) -> HttpResponse:
    """Write what was shown."""
    found = queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    answer = do(
        request,
        lambda: actions.write(
            actor=place.actor, upload=upload, request=request.POST.get(TOKEN, "")[:64] or None
        ),
        then=at(place, "upload", upload=upload),
        said=lambda batch: (
            f"Đã ghi {vietnamese(found.counts['ghi'])} dòng, đợt nạp số {batch.pk}. Nếu nhầm, hoàn tác được cả đợt."
        ),
    )
    assert answer is not None
    return answer


@at_organisation(None, post=LOAD)
def drop(request: HttpRequest, place: Place, upload: int) -> HttpResponse:
    """Give the upload up."""
    queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    answer = do(
        request, lambda: actions.drop(actor=place.actor, upload=upload), then=place.url("uploads"),
        said="Đã bỏ lần nạp. Chưa ghi gì, các tệp đã được xóa khỏi máy chủ.",
    )  # fmt: skip
    assert answer is not None
    return answer


@at_organisation(LOAD)
def back(request: HttpRequest, place: Place, upload: int, file: int) -> HttpResponse:
    """The sender's own workbook with the failed cells marked."""
    _own_file(place, upload, file)
    try:
        content, name = workbook_back(actor=place.actor, file=file)
    except Impossible as refusal:
        raise WrongRequest(str(refusal)) from refusal
    return attachment(content, name, EXCEL)


@at_organisation(LOAD)
def backs(request: HttpRequest, place: Place, upload: int) -> HttpResponse:
    """All workbooks with rows to mend, in one package."""
    found = queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    files = [file for file in found.files if file.can_come_back]
    if not files:
        raise WrongRequest("Không có tệp nào cần sửa, hoặc các tệp không còn được giữ lại.")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            content, name = workbook_back(actor=place.actor, file=file.id)
            package.writestr(zipfile.ZipInfo(name), content)
    return attachment(kept.getvalue(), "Cac tep can sua.zip", "application/zip")


def _own_file(place: Place, upload: int, file: int) -> None:
    found = queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    if file not in {each.id for each in found.files}:
        raise LookupError(file)


@at_organisation(None, post=LOAD)
def accept(request: HttpRequest, place: Place) -> HttpResponse:
    """Accept rows that others handed in without the right to write them."""
    answer = do(
        request, lambda: accept_waiting(actor=place.actor, organisation=place.node.id), then=place.url("uploads"),
        said=lambda count: f"Đã nhận {vietnamese(count)} dòng." if count else "Không có dòng nào nhận được lúc này.",
    )  # fmt: skip
    assert answer is not None
    return answer
