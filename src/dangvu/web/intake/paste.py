"""A block pasted from Excel, and workbooks prepared to be filled in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import LOAD, WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.intake.upload.prepared import as_file, block, headers, kinds
from dangvu.intake.upload.prepared import prepared as prepared_workbook
from dangvu.web.gate import Place, at_organisation
from dangvu.web.intake.forms import PasteForm
from dangvu.web.intake.uploads import at, take_files
from dangvu.web.lists import EXCEL, attachment
from dangvu.web.pages import page


@at_organisation(LOAD, post=LOAD)
def paste(request: HttpRequest, place: Place) -> HttpResponse:
    """Cells copied in Excel: read as a file would be, shown, and only then written."""
    first = {
        "kind": request.GET.get("loai", "" if place.may(WRITE_WORK) else "inspections") or "admissions",
        "on": min(place.period.end, clock.today()),
    }
    form = PasteForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            pasted = block(said["kind"], said["text"])
            stamp = f"{clock.now():%d-%m-%Y %Hg%M%S}"
            file = as_file(said["kind"], place.node, pasted, said["on"], place.period, stamp)
        except Impossible as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            answer = take_files(request, place, form, [file])
            if answer:
                return answer
    return page(
        request, "intake/paste.html", place, "uploads", form=form, back=place.url("uploads"),
        orders=[(title, headers(slug)) for slug, title in kinds()],
    )  # fmt: skip


@at_organisation(LOAD)
def prepared(request: HttpRequest, place: Place) -> HttpResponse:
    """The workbooks that can be taken along, filled in and handed in again."""
    return page(
        request, "intake/prepared.html", place, "uploads", back=place.url("uploads"),
        rows=[(title, at(place, "prepared_file", kind=slug), headers(slug)) for slug, title in kinds()],
        on=min(place.period.end, clock.today()),
    )  # fmt: skip


@at_organisation(LOAD)
def prepared_file(request: HttpRequest, place: Place, kind: str) -> HttpResponse:
    """One prepared workbook, with what is on record already."""
    on = min(place.period.end, clock.today())
    content, name = prepared_workbook(
        actor=place.actor, organisation=place.node.id, kind=kind, on=on, period=place.period
    )
    return attachment(content, name, EXCEL)
