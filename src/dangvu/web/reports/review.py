"""The report of a period: what it is, and the draft to download. A draft freezes and numbers nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_REPORT
from dangvu.reports.queries import half_year_review
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@at_organisation(READ_REPORT)
def report(request: HttpRequest, place: Place) -> HttpResponse:
    """What the half-year review holds, and its draft."""
    return page(
        request,
        "reports/review.html",
        place,
        "report",
        download=place.url("report_file"),
        figures_url=place.url("figures"),
    )


@at_organisation(READ_REPORT)
def report_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The draft in Word."""
    content, name = half_year_review(actor=place.actor, organisation=place.node, period=place.period)
    return attachment(content, name, WORD)
