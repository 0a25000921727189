"""The report of a period: its draft at once in Word, or the whole set of files made in the background."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.jobs.actions import ask
from dangvu.reports.jobs import HALF_YEAR_REVIEW, WORD
from dangvu.reports.queries import half_year_review, issued_reports
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import submit


@at_organisation(READ_REPORT, post=READ_REPORT)
def report(request: HttpRequest, place: Place) -> HttpResponse:
    """What the half-year review holds, its draft, and what was issued. Asking for the set makes a job."""
    if request.method == "POST":
        answer = submit(
            request, place, "reports.ask", lambda: ask(
                actor=place.actor, organisation=place.node.id, work=HALF_YEAR_REVIEW,
                title=f"Báo cáo sơ kết {place.period.label}, {place.node.name}",
                parameters={"organisation": place.node.id, "period": place.period.code},
            ),
            then=reverse("jobs"), said="Đã nhận việc. Tệp làm xong nằm ở đây, tải lại được nhiều lần.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "reports/review.html", place, "report",
        download=place.url("report_file"),
        figures_url=place.url("figures"),
        issued=issued_reports(actor=place.actor, organisation=place.node),
    )  # fmt: skip


@at_organisation(READ_REPORT)
def report_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The draft in Word. It freezes and numbers nothing."""
    content, name = half_year_review(actor=place.actor, organisation=place.node, period=place.period)
    return attachment(content, name, WORD)
