"""One row put right: before it is written, or after; and what a sheet does not say about itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation.capabilities import LOAD, READ_FINDINGS
from dangvu.foundation.refusals import Impossible
from dangvu.intake import mend as mending
from dangvu.intake.mended import CONFIRMED
from dangvu.intake.upload import actions, choices, queries
from dangvu.intake.upload.prepared import kinds
from dangvu.intake.upload.proposals import Proposer
from dangvu.intake.upload.seen import columns_of, seen_sheet
from dangvu.web.gate import Place, at_organisation
from dangvu.web.intake.doing import do
from dangvu.web.intake.forms import RowForm, SheetForm, period_choices
from dangvu.web.intake.uploads import TAGS, at
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.reasons import ReasonForm

_AROUND = 7
"""The most columns of the extract of a sheet."""


@at_organisation(LOAD, post=LOAD)
def row(request: HttpRequest, place: Place, upload: int, row: int) -> HttpResponse:
    """One row of a verdict: what is wrong, one proposal for each fault, its place in the sheet."""
    found = queries.row(
        actor=place.actor, organisation=place.node.id, upload=upload, row=row, tree=place.tree
    )
    cells = {cell["c"]: cell["t"] for cell in found.row.cells}
    form = RowForm(found.proposals, cells, request.POST or None)
    back = at(place, "upload", upload=upload)
    if request.method == "POST" and form.is_valid():
        if not form.values:
            form.add_error(None, "Chưa sửa ô nào. Nhận đề xuất hoặc ghi giá trị đúng, rồi bấm lại.")
        else:
            answer = do(
                request, lambda: actions.stage(actor=place.actor, row=row, values=form.values), then=back, form=form,
                said=lambda kept: "Đã sửa, chưa ghi vào hồ sơ. Bấm “Đọc lại” khi sửa xong các dòng."
                if kept.stale else "Đã sửa và đọc lại; chưa ghi vào hồ sơ.",
            )  # fmt: skip
            if answer:
                return answer
    look, drawing = TAGS[queries.RowState(found.row.state)]
    return page(
        request, "intake/row.html", place, "uploads", found=found, form=form, back=back, tag=look, icon=drawing,
        extract=_extract(found), sheet_url=at(place, "upload_sheet", upload=upload, file=found.row.file_id, sheet=found.row.sheet_index),
        confirms=any(p.column == CONFIRMED for p in found.proposals), label=queries.RowState(found.row.state).label,
        sheet_fault=any(p.kind in ("unknown_sender", "undated_sheet") for p in found.proposals),
    )  # fmt: skip


def _extract(found: queries.RowView) -> dict[str, Any]:
    """The row between its neighbours, as the sheet shows them: the faulty columns and those beside."""
    cells = found.row.cells
    bad = {cell["c"] for cell in cells if cell.get("s") in ("loi", "canh_bao", "doi")}
    names = [cell["c"] for cell in cells]
    wanted = names[:2] + [name for name in names if name in bad]
    wanted += [name for name in names if name not in wanted]
    kept = [name for name in names if name in wanted[:_AROUND]]
    labels = {cell["c"]: cell["l"] for cell in cells}
    rows = []
    for other in found.around:
        said = {cell["c"]: cell for cell in other.cells}
        mine = other.pk == found.row.pk
        rows.append(
            (
                other.number,
                [(said.get(name, {}).get("t", ""), mine and name in bad) for name in kept],
            )
        )
    return {"labels": [labels[name] for name in kept], "rows": rows}


@at_organisation(LOAD, post=LOAD)
def sheet(request: HttpRequest, place: Place, upload: int, file: int, sheet: int) -> HttpResponse:
    """Say which column is which, whose the sheet is, of which day: once, and remembered for the sender."""
    queries.verdict(actor=place.actor, organisation=place.node.id, upload=upload)
    found = seen_sheet(
        actor=place.actor, upload=upload, file=file, sheet_index=sheet,
        header_row=_whole(request.POST.get("dong") or request.GET.get("dong")),
    )  # fmt: skip
    kind = request.POST.get("kind") or request.GET.get("loai") or found.sheet.kind
    inside = [(str(id_), place.tree.label(id_)) for id_ in place.tree.descendants(place.node.id)]
    about = SheetForm(inside, period_choices(place.latest), request.POST or None)
    back, error = at(place, "upload", upload=upload), ""
    if request.method == "POST" and request.POST.get("viec") == "cot":
        told = {column.header: request.POST.get(f"cot-{column.place}", "") for column in found.sheet.columns}
        try:
            _choose(place, found.sender or place.node.id, kind or "", told, upload)
        except Impossible as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Đã nhớ cách đọc các cột cho đơn vị này và đọc lại. Chưa ghi gì.")
            return HttpResponseRedirect(back)
    elif request.method == "POST" and about.is_valid():
        if not about.values:
            about.add_error(None, "Chưa chọn gì. Chọn tổ chức gửi, ngày hoặc kỳ của biểu rồi bấm lại.")
        else:
            answer = do(
                request,
                lambda: actions.tell_sheet(actor=place.actor, file=file, sheet_index=sheet, values=about.values),
                then=back, said="Đã ghi nhận và đọc lại. Chưa ghi vào hồ sơ.", form=about,
            )  # fmt: skip
            if answer:
                return answer
    return page(
        request, "intake/sheet.html", place, "uploads", found=found, kind=kind, kinds=kinds(), about=about, back=back,
        options=columns_of(kind) if kind else [], error=error,
        sender=place.tree.label(found.sender) if found.sender in place.tree.nodes else place.node.name,
        columns=[(c, request.POST.get(f"cot-{c.place}", c.column)) for c in found.sheet.columns],
    )  # fmt: skip


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and 0 < int(text) < 200 else None


def _choose(place: Place, sender: int, kind: str, told: dict[str, str], upload: int) -> None:
    choices.choose(actor=place.actor, sender=sender, kind=kind, columns=told)
    actions.examine(actor=place.actor, upload=upload)


@at_organisation(READ_FINDINGS, post=LOAD)
def finding(request: HttpRequest, place: Place, finding: int) -> HttpResponse:
    """A row that was loaded and not counted, put right in place: only that row moves."""
    view, cells, faults, kind = queries.mendable(actor=place.actor, finding=finding)
    inside = place.tree.descendants(place.node.id)
    sender = view.sender
    if sender not in inside:
        raise LookupError(finding)
    proposals = Proposer(place.tree).of(kind, cells, faults, sender)
    form = RowForm(proposals, {cell["c"]: cell["t"] for cell in cells}, request.POST or None)
    aside = ReasonForm(
        request.POST if request.POST.get("viec") == "bo" else None, "Ví dụ: Đơn vị gửi nhầm tệp của năm trước"
    )
    back = place.url("findings")
    if request.method == "POST" and request.POST.get("viec") == "bo":
        if aside.is_valid():
            reason = aside.cleaned_data["reason"]
            answer = submit(
                request, place, "intake.set_aside",
                lambda: mending.set_aside(actor=place.actor, source_row=view.source_row, reason=reason),
                then=back, said="Đã bỏ dòng; lý do được giữ trong nhật ký.", form=aside, reason=reason,
            )  # fmt: skip
            if answer:
                return answer
    elif request.method == "POST" and form.is_valid():
        answer = submit(
            request, place, "intake.mend",
            lambda: mending.mend(actor=place.actor, source_row=view.source_row, values=form.values),
            then=back, form=form, said=_became,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "intake/finding.html", place, "findings", view=view, cells=cells, proposals=proposals, form=form,
        aside=aside, back=back, may_write=place.may(LOAD),
    )  # fmt: skip


def _became(state: str) -> str:
    return {
        "da_ghi": "Đã sửa; dòng này được tính.", "cho": "Đã sửa; dòng này còn chờ khớp.",
        "giu_lai": "Đã sửa, nhưng dòng này vẫn còn chỗ cần xem.",
    }.get(state, "Đã sửa.")  # fmt: skip
