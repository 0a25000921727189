"""The papers of one person's way, to print: the checklist of the dossier, the draft of a step's decision."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_NAMES
from dangvu.reports.jobs import WORD
from dangvu.reports.outlines.dossier import CHECKLIST, PAPER_OF, UNCONFIRMED, papers_for
from dangvu.reports.queries import dossier_paper
from dangvu.web.admissions.addresses import address, here
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.work.admissions.queries import DossierView


@at_organisation(READ_NAMES)
def paper(request: HttpRequest, place: Place, person: int, paper: str) -> HttpResponse:
    """One paper in Word; 404 for a paper that this person's dossier does not come to now."""
    here(place, person)
    content, name = dossier_paper(actor=place.actor, person=person, paper=paper)
    return attachment(content, name, WORD)


def menu(place: Place, view: DossierView) -> list[tuple[str, str, str]]:
    """[(what, under which form, where)] that can be printed now."""
    person = view.case.person
    found = [("Phiếu kiểm tra hồ sơ", "", address(place, "dossier_paper", person=person, paper=CHECKLIST))]
    for one in papers_for(view):
        form = f"{one.form}, {UNCONFIRMED}" if one.form else UNCONFIRMED
        found.append(
            (f"Dự thảo: {one.title}", form, address(place, "dossier_paper", person=person, paper=one.slug))
        )
    return found


def draft_of(place: Place, view: DossierView, step: str) -> str:
    """Where the draft of a step's paper is; empty where the step has none."""
    if step not in PAPER_OF or PAPER_OF[step] not in papers_for(view):
        return ""
    return address(place, "dossier_paper", person=view.case.person, paper=step)
