"""An edited report read back: its numbers against the records, sentence by sentence, and the new ones where ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect

from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import BY_NAME
from dangvu.reports.identity import place_of_tag
from dangvu.reports.jobs import WORD
from dangvu.reports.reading.actions import drop_returned, keep_returned, refresh_returned
from dangvu.reports.reading.compare import Line, Verdict
from dangvu.reports.reading.prose import Check, Checked
from dangvu.reports.reading.queries import ReadBack, Returned, returned
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import leaf, page

#: {verdict: (its word, the class of its tag, its drawing, what may be done)}
_WORDS = {
    Verdict.BY_HAND: ("Sửa tay, khác sổ", "bad", "err", "Hỏi người sửa: ghi bổ sung vào sổ nếu số trong tệp đúng, hoặc đánh dấu để lấy số trong sổ."),
    Verdict.OUTDATED: ("Sổ đã đổi", "warn", "warn", "Số in lúc trước nay không còn đúng."),
    Verdict.LOST: ("Mất dấu", "warn", "warn", "Số viết lại ngoài khung của số; phần mềm không tự sửa được, sửa tay trong Word nếu cần."),
    Verdict.GONE: ("Đã bỏ", "", "", "Câu hoặc số này không còn trong tệp."),
    Verdict.UNTOLD: ("Không so được", "", "", "Sổ chưa có số này, hoặc đồng chí không được xem."),
    Verdict.AGREES: ("Sửa tay, đúng sổ", "ok", "check", ""),
    Verdict.SAME: ("Đúng", "ok", "check", ""),
}  # fmt: skip
_PROSE = {
    Check.DIFFERS: ("Khác sổ", "bad", "err"), Check.AGREES: ("Khớp", "ok", "check"),
    Check.CANNOT_TELL: ("Không rõ", "", ""),
}  # fmt: skip
_TO_LOOK = "can-xem"
_SLUGS = {
    Verdict.BY_HAND: "sua-tay", Verdict.OUTDATED: "so-doi", Verdict.LOST: "mat-dau", Verdict.GONE: "da-bo",
    Verdict.UNTOLD: "khong-so-duoc", Verdict.AGREES: "sua-dung", Verdict.SAME: "dung",
}  # fmt: skip
_MOST_UNKNOWN = 40


class FileForm(forms.Form):
    """The file that came back."""

    tep = forms.FileField(
        label="Bản Word đã sửa", allow_empty_file=True, max_length=300,
        error_messages={"required": "Chưa chọn tệp nào.", "max_length": "Tên tệp dài quá; đổi tên ngắn lại rồi đưa lại."},
        widget=forms.FileInput(attrs={"accept": ".docx,.txt", "data-choose": "Chọn tệp", "data-none": "Chưa chọn tệp nào"}),
        help_text="Tệp .docx phần mềm đã in rồi được sửa trong Word hoặc LibreOffice; cũng đọc được văn bản viết từ đầu.",
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One printed number as the page shows it."""

    line: Line
    tag: tuple[str, str, str]
    advice: str
    url: str
    why: str
    spot: str
    where: str
    title: str


@dataclass(frozen=True)
class ProseRow:
    """One number of the office's own prose."""

    one: Checked
    tag: tuple[str, str, str]
    expected: str
    title: str
    url: str
    where: str


@at_organisation(READ_REPORT, post=READ_REPORT)
def readback(request: HttpRequest, place: Place) -> HttpResponse:
    """The form for a file; where one is here, what became of its numbers. A POST brings, refreshes or drops one."""
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        answer = _DOING.get(request.POST.get("viec", "doc"), _bring)(request, place, form)
        if answer is not None:
            return answer
    try:
        there = returned(actor=place.actor, organisation=place.node)
    except Impossible as refusal:
        messages.error(request, str(refusal))
        there = None
    shown = {} if there is None else _shown(request, place, there)
    return page(
        request, "reports/readback.html", place, "report", form=form, there=there, report_url=place.url("report"),
        here=place.url("readback"), file_url=place.url("readback_file"), **shown,
    )  # fmt: skip


@at_organisation(READ_REPORT)
def readback_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The file as it stands now, with the numbers that were brought up to date."""
    there = returned(actor=place.actor, organisation=place.node)
    if there is None:
        return HttpResponseRedirect(place.url("readback"))
    stem, _, kind = there.name.rpartition(".")
    name = f"{stem}-cap-nhat.{kind}" if there.written and stem else there.name
    return attachment(there.content, name, WORD)


# -- what a POST does -----------------------------------------------------------------------------------


def _bring(request: HttpRequest, place: Place, form: FileForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["tep"]
    try:
        keep_returned(
            actor=place.actor, organisation=place.node, period=place.period, name=file.name or "tep.docx", data=file.read()
        )  # fmt: skip
    except Impossible as refusal:
        form.add_error("tep", str(refusal))
        return None
    return HttpResponseRedirect(place.url("readback") + "#ket-qua")


def _refresh(request: HttpRequest, place: Place, form: FileForm) -> HttpResponse | None:
    spots = [spot for text in request.POST.getlist("so") if (spot := place_of_tag(text[:20])) is not None]
    try:
        count = refresh_returned(actor=place.actor, organisation=place.node, ticked=set(spots))
        messages.success(
            request,
            f"Đã đưa {vietnamese(count)} số trong sổ vào tệp. Lời văn giữ nguyên. Tải tệp về ở dưới đây.",
        )
    except Impossible as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(place.url("readback") + "#ket-qua")


def _drop(request: HttpRequest, place: Place, form: FileForm) -> HttpResponse | None:
    drop_returned(actor=place.actor, organisation=place.node)
    messages.success(request, "Đã xóa tệp khỏi máy chủ.")
    return HttpResponseRedirect(place.url("readback"))


_DOING: dict[str, Callable[[HttpRequest, Place, FileForm], HttpResponse | None]] = {
    "doc": _bring, "cap-nhat": _refresh, "xoa": _drop,
}  # fmt: skip


# -- what the page shows --------------------------------------------------------------------------------


def _shown(request: HttpRequest, place: Place, there: Returned) -> dict[str, object]:
    read = there.read
    at = place if read.period == place.period else _of_period(place, read)
    kind = request.GET.get("loai", _TO_LOOK)
    lists = dict(_lists(read))
    if kind not in lists:
        raise WrongRequest("Không có mục này. Chọn lại trong các ô ở trên danh sách.")
    title, lines = lists[kind]
    shown = leaf(request, lines)
    names = {node.code: node.name for node in place.tree}
    rows = [_row(at, read, line, names) for line in shown.items]
    prose = {check: [_prose_row(at, read, one) for one in read.prose_of(check)] for check in Check}
    return {
        "read": read, "leaf": shown, "rows": rows, "heading": title, "kind": kind,
        "chips": [(label, f"{place.url('readback')}&loai={slug}#so", len(found), slug == kind) for slug, (label, found) in lists.items() if found or slug == _TO_LOOK],
        "can_refresh": any(row.line.can_refresh for row in rows),
        "differing": prose[Check.DIFFERS], "agreeing": prose[Check.AGREES], "unknown": prose[Check.CANNOT_TELL][:_MOST_UNKNOWN],
        "unknown_count": len(prose[Check.CANNOT_TELL]), "reworded": [(one, _where(read.heading(one.paragraph))) for one in read.reworded],
        "written": there.written, "to_look": len(lists[_TO_LOOK][1]),
    }  # fmt: skip


def _of_period(place: Place, read: ReadBack) -> Place:
    """The same place at the period that the file prints: links open those days."""
    return replace(place, asked=read.period.code)


def _lists(read: ReadBack) -> Iterator[tuple[str, tuple[str, Sequence[Line]]]]:
    yield (
        _TO_LOOK,
        ("Cần xem", [line for line in read.lines if line.needs_a_look and line.verdict is not Verdict.GONE]),
    )
    for verdict, slug in _SLUGS.items():
        yield slug, (_WORDS[verdict][0], read.of(verdict))


def _row(place: Place, read: ReadBack, line: Line, names: Mapping[str, str]) -> Row:
    """``names``: {code: name} of the tree. What the file says of a unit is a stranger's word until it is found there."""
    label, look, drawing, advice = _WORDS[line.verdict]
    unit = line.printed.unit if line.printed.unit in names else ""
    url = place.figure_url(unit or place.node.code, line.indicator.code)
    known = line.printed.known or read.printed_known
    of_unit = f", {names[unit]}" if unit and not line.row else ""
    moved = bool(known) and line.printed.text != "" and line.now not in ("", line.printed.text)
    return Row(
        line, (label, look, drawing), advice, url, f"{url}&so=luot&luot={known}#vi-sao" if moved else "",
        f"{line.printed.code}#{line.printed.number}", _where(line.heading), line.indicator.title + of_unit,
    )  # fmt: skip


def _where(heading: str) -> str:
    return f"mục “{heading}”" if heading else ""


def _prose_row(place: Place, read: ReadBack, one: Checked) -> ProseRow:
    if not one.name:
        return ProseRow(one, _PROSE[one.check], "", "", "", "")
    indicator = BY_NAME[one.name]
    expected = (
        "" if one.expected is None else vietnamese(one.expected) + ("%" if indicator.unit == "%" else "")
    )
    url = place.figure_url(one.unit or place.node.code, indicator.code)
    where = _where(read.heading(one.number.paragraph))
    return ProseRow(one, _PROSE[one.check], expected, indicator.title, url, where)
