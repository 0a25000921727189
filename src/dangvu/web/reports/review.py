"""The report of a period: its draft at once in Word, or the whole set of files made in the background."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import reverse

from dangvu.foundation.capabilities import ISSUE_REPORT, READ_INSPECTION, READ_NAMES, READ_REPORT
from dangvu.foundation.jobs.actions import ask
from dangvu.foundation.refusals import Impossible
from dangvu.reports.actions import write_review
from dangvu.reports.evidence.queries import proven
from dangvu.reports.jobs import REVIEW, WORD
from dangvu.reports.office import queries
from dangvu.reports.office.queries import office_template_in_use
from dangvu.reports.queries import (
    IssuedSummary,
    inspection_review,
    issued_report,
    issued_reports,
    rendered_again,
    review,
)
from dangvu.review.narrative.queries import not_yet_in
from dangvu.review.queries import signed
from dangvu.web import sent
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import submit


@at_organisation(READ_REPORT, post=READ_REPORT)
def report(request: HttpRequest, place: Place) -> HttpResponse:
    """What the review of the period holds, its draft, and what was issued. Asking for the set makes a job."""
    if request.method == "POST":
        answer = submit(
            request, place, "reports.ask", lambda: ask(
                actor=place.actor, organisation=place.node.id, work=REVIEW,
                title=f"Báo cáo {_kind(place)} {place.period.label}, {place.node.name}",
                parameters={"organisation": place.node.id, "period": place.period.code},
            ),
            then=reverse("jobs"), said="Đã nhận việc. Tệp làm xong nằm ở đây, tải lại được nhiều lần.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "reports/review.html", place, "report",
        download=place.url("report_file"), inspection_url=place.url_if(READ_INSPECTION, "inspection_report_file"), readback_url=place.url("readback"),
        kind=_kind(place), year=place.period.year, statistics_url=place.url("statistics"),
        year_url="" if _is_year(place) else replace(place, asked=place.period.year.code).url("report"),
        figures_url=place.url("figures"), templates_url=place.url("office_templates"),
        **_template(place),
        not_chosen=not_yet_in(place.node.id, place.period), gathering_url=place.url("gathering"),
        issued=_issued(place), verify_url=place.url("report_verify"),
        issue_url=place.url_if(ISSUE_REPORT, "report_issue"), waits=_waits(place), is_frozen=_is_frozen(place),
        checked=_checked(request, place), why_url=f"{place.figure_url(place.node.code, 'KN-01')}&so=chot#vi-sao",
    )  # fmt: skip


def _is_year(place: Place) -> bool:
    return place.period == place.period.year


def _kind(place: Place) -> str:
    return "tổng kết" if _is_year(place) else "sơ kết"


def _issued(place: Place) -> list[tuple[IssuedSummary, dict[str, str]]]:
    """The issued reports, each with the addresses of its files; the page and manifest only where they were kept."""
    names = place.may(READ_NAMES)
    found = []
    for row in issued_reports(actor=place.actor, organisation=place.node):
        urls = {"word": place.url_of("issued_file", report=row.id)}
        if row.has_evidence:
            urls |= {
                "page": place.url_of("issued_page", report=row.id),
                "manifest": place.url_of("issued_manifest", report=row.id),
                "names": place.url_of("issued_with_names", report=row.id) if names else "",
            }
        found.append((row, urls))
    return found


def _template(place: Place) -> dict[str, object]:
    """The template that the report takes, and why it can't be issued in it: told before anybody presses the button."""
    view = office_template_in_use(actor=place.actor, organisation=place.node)
    misfit = view and queries.misfit(
        actor=place.actor, organisation=place.node, period=place.period, template=view.id
    )
    url = view and place.url_of("office_template", template=view.id)
    return {"own_template": view, "misfit": misfit, "own_template_url": url}


def _waits(place: Place) -> str:
    """Why the report cannot be issued yet; empty where it can."""
    try:
        signed(place.node.id, place.period)
    except Impossible as refusal:
        return str(refusal)
    return ""


def _is_frozen(place: Place) -> bool:
    return not _waits(place) and signed(place.node.id, place.period) is not None


def _checked(request: HttpRequest, place: Place) -> list[tuple[bool, str]]:
    """What came out when an issued report was checked (``?kiem-tra=``): (all is well, in words)."""
    asked = sent.number(request.GET.get("kiem-tra", ""))
    there = {row.id: row for row in issued_reports(actor=place.actor, organisation=place.node)}
    if asked is None or asked not in there:
        return []
    row = there[asked]
    again = rendered_again(actor=place.actor, report=row.id)
    if again is None:
        return [
            (
                True,
                f"Báo cáo số {row.number} ban hành trước khi có lưu nội dung nên không dựng lại được; tệp đã ban hành vẫn nguyên.",
            )
        ]
    said = [
        (True, f"Dựng lại báo cáo số {row.number}: trùng từng byte với tệp đã ban hành (SHA-256 {again.sha256[:16]}…).")
        if again.is_same
        else (True, f"Dựng lại báo cáo số {row.number} ra tệp khác: mẫu văn bản “{again.template}” đã đổi. Tệp đã ban hành vẫn nguyên.")
    ]  # fmt: skip
    if row.has_evidence:
        wrong = proven(actor=place.actor, report=row.id)
        said += [(False, f"Bản lưu không còn nguyên: {line}. Báo ngay người quản trị.") for line in wrong]
        if not wrong:
            said.append(
                (
                    True,
                    "Tệp Word, bản tra cứu, bản kê khớp nhau; số liệu và danh sách đã chốt đúng như trong bản kê.",
                )
            )
    return said


@at_organisation(None, post=ISSUE_REPORT)
def report_issue(request: HttpRequest, place: Place) -> HttpResponse:
    """Number the report and keep it for good; where somebody asked for these days, with the figures as locked."""
    if request.POST.get("viec") != "ban-hanh":
        messages.error(request, "Chưa rõ việc cần làm; đề nghị chọn lại trên trang này.")
        return HttpResponseRedirect(place.url("report"))
    answer = submit(
        request, place, "reports.issue",
        lambda: write_review(actor=place.actor, organisation=place.node, period=place.period, issue=True),
        then=place.url("report") + "#da-ban-hanh", said=lambda written: f"Đã ban hành báo cáo số {written.number}.",
    )  # fmt: skip
    assert answer is not None
    return answer


@at_organisation(READ_REPORT)
def issued_file(request: HttpRequest, place: Place, report: int) -> HttpResponse:
    """The bytes of an issued report, as they were issued."""
    there = {row.id: row for row in issued_reports(actor=place.actor, organisation=place.node)}
    if report not in there:
        raise LookupError(report)
    return attachment(
        issued_report(actor=place.actor, report=report),
        f"Bao-cao-{there[report].number.replace('/', '-')}.docx",
        WORD,
    )


@at_organisation(READ_REPORT)
def report_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The draft in Word. It freezes and numbers nothing."""
    content, name = review(actor=place.actor, organisation=place.node, period=place.period)
    return attachment(content, name, WORD)


@at_organisation(READ_INSPECTION)
def inspection_report_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The draft of the report on inspection, supervision and discipline, for who may read that line of rights."""
    content, name = inspection_review(actor=place.actor, organisation=place.node, period=place.period)
    return attachment(content, name, WORD)
