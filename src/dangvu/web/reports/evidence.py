"""What an issued report rests on: its page and manifest, the check of a file, and the edition with names."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dangvu.foundation.capabilities import READ_NAMES, READ_REPORT
from dangvu.reports.evidence.named import FILE, ask_with_names
from dangvu.reports.evidence.queries import Kept, belonging, kept
from dangvu.reports.evidence.verify import MOST_BYTES, verify
from dangvu.reports.queries import IssuedSummary, issued_reports
from dangvu.web.forms import TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import submit


class FilesForm(forms.Form):
    """Files to look at. They are taken from the request, one by one, and not kept."""

    tep = forms.Field(
        label="Tệp cần kiểm tra", error_messages={"required": "Chưa chọn tệp nào."},
        widget=forms.FileInput(attrs={
            "accept": ".docx,.html,.json", "data-choose": "Chọn tệp", "data-none": "Chưa chọn tệp nào",
        }),
        help_text="Tệp Word, bản tra cứu (.html) hoặc bản kê (.json) của một báo cáo đã ban hành.",
    )  # fmt: skip
    tep_2 = forms.Field(
        label="Tệp thứ hai", required=False,
        widget=forms.FileInput(attrs={
            "accept": ".docx,.html,.json", "data-choose": "Chọn tệp", "data-none": "Chưa chọn tệp nào",
        }),
        help_text="Để xem hai tệp có cùng một báo cáo không.",
    )  # fmt: skip


class NamesForm(forms.Form):
    """Why names are asked for; and that what it means was read."""

    reason = TextField("Lý do cần danh sách người", max_length=300, hint="Ghi vào nhật ký cùng tên đồng chí.")
    understood = forms.BooleanField(
        label="Tôi đã đọc các điều trên và chịu trách nhiệm giữ tệp này.",
        error_messages={"required": "Chưa đánh dấu ô đã đọc các điều trên."},
    )


@at_organisation(READ_REPORT)
def issued_page(request: HttpRequest, place: Place, report: int) -> HttpResponse:
    """The report as one page that opens anywhere, as it was issued. To keep: it is not shown inside the desk."""
    there, files = _there(place, report)
    return attachment(files.page, f"Bao-cao-{there.number.replace('/', '-')}.html", FILE)


@at_organisation(READ_REPORT)
def issued_manifest(request: HttpRequest, place: Place, report: int) -> HttpResponse:
    """What the report rests on, for machines."""
    there, files = _there(place, report)
    return attachment(
        files.manifest, f"Bao-cao-{there.number.replace('/', '-')}.manifest.json", "application/json"
    )


@at_organisation(READ_REPORT, post=READ_REPORT)
def report_verify(request: HttpRequest, place: Place) -> HttpResponse:
    """Whether a file is one that was issued here, and whether it is whole. Nothing is kept."""
    form = FilesForm(request.POST or None, request.FILES or None)
    found, issued = None, []
    if request.method == "POST" and form.is_valid():
        files = [file for field in form.fields for file in request.FILES.getlist(field)]
        sent = [(file.name or "tệp", file.read(MOST_BYTES + 1)) for file in files]
        found = verify(sent)
        numbers = [belonging(actor=place.actor, content=content) for _, content in sent]
        issued = list(zip(found.verdicts, numbers, strict=True))
    return page(
        request, "reports/verify.html", place, "report", form=form, found=found, issued=issued,
        report_url=place.url("report"),
    )  # fmt: skip


@at_organisation(READ_NAMES, post=READ_NAMES)
def issued_with_names(request: HttpRequest, place: Place, report: int) -> HttpResponse:
    """What the edition with names holds and who must not get it; a POST makes it in the background."""
    there, _ = _there(place, report)
    form = NamesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        answer = submit(
            request, place, "reports.read_names",
            lambda: ask_with_names(actor=place.actor, report=report, reason=reason),
            then=reverse("jobs"), said="Đã nhận việc. Tệp có tên người làm xong nằm ở đây.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "reports/with_names.html", place, "report", form=form, issued=there,
        report_url=place.url("report"),
    )  # fmt: skip


def _there(place: Place, report: int) -> tuple[IssuedSummary, Kept]:
    """LookupError where the report is not one of this organisation, or carries no evidence."""
    there = {row.id: row for row in issued_reports(actor=place.actor, organisation=place.node)}
    if report not in there:
        raise LookupError(report)
    return there[report], kept(actor=place.actor, report=report)
