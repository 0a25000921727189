"""The sheet of a task in Word."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.reports.jobs import WORD
from dangvu.reports.queries import task_sheet
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment


@at_organisation(READ_FIGURES)
def sheet(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """What has to be done, by whom, until when, and how it stands; of one unit where only one has it here."""
    content, name = task_sheet(actor=place.actor, organisation=place.node.id, task=task)
    return attachment(content, name, WORD)
