"""The forms on paper and as workbooks: one, or all as the statistics of members."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.reports import statistics_papers as papers
from dangvu.reports.jobs import WORD
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import EXCEL, attachment
from dangvu.web.statistics.views import asked


@at_organisation(READ_FIGURES)
def form_word(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """One form in Word."""
    place, version = asked(place, form)
    content, name = papers.word(
        actor=place.actor,
        organisation=place.node,
        period=place.period,
        known=place.known,
        codes=[version.form.code],
    )
    return attachment(content, name, WORD)


@at_organisation(READ_FIGURES)
def form_excel(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """One form as a workbook."""
    place, version = asked(place, form)
    content, name = papers.excel(
        actor=place.actor,
        organisation=place.node,
        period=place.period,
        known=place.known,
        codes=[version.form.code],
    )
    return attachment(content, name, EXCEL)


@at_organisation(READ_FIGURES)
def statistics_word(request: HttpRequest, place: Place) -> HttpResponse:
    """All forms in one Word file."""
    content, name = papers.word(
        actor=place.actor, organisation=place.node, period=place.period, known=place.known
    )
    return attachment(content, name, WORD)


@at_organisation(READ_FIGURES)
def statistics_excel(request: HttpRequest, place: Place) -> HttpResponse:
    """All forms in one workbook, a sheet each."""
    content, name = papers.excel(
        actor=place.actor, organisation=place.node, period=place.period, known=place.known
    )
    return attachment(content, name, EXCEL)
