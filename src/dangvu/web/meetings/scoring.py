"""The province's sheet, and a meeting scored on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.meetings.forms import ScoreForm, SheetForm
from dangvu.web.meetings.sitting import view_of
from dangvu.web.meetings.views import tabs
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.rules import check_attendance


@at_organisation(READ_FIGURES)
def sheets(request: HttpRequest, place: Place) -> HttpResponse:
    """The sheets that hold here, the latest first."""
    found = queries.sheets_at(actor=place.actor, organisation=place.node.id, tree=place.tree)
    return page(
        request, "meetings/sheets.html", place, "meetings", tabs=tabs(place, "meeting_sheets"), sheets=found,
        new=place.url("meeting_sheet_new") if place.may(WRITE_WORK) else "",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def sheet_new(request: HttpRequest, place: Place) -> HttpResponse:
    """A sheet as its document prints it; the one before ends on its first day."""
    form, back = SheetForm(request.POST or None), place.url("meeting_sheets")
    if request.method == "POST" and form.is_valid():
        sheet = form.told()
        answer = submit(
            request, place, "meetings.keep_sheet",
            lambda: actions.keep_sheet(actor=place.actor, organisation=place.node.id, sheet=sheet), then=back,
            said=f"Đã lập mẫu chấm áp dụng từ ngày {sheet.begins:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "meetings/sheet_new.html", place, "meetings", form=form, back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def score(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """The meeting scored as its cell, or from above, on the sheet of its day."""
    view, back = view_of(place, sitting), place.url_of("sitting", sitting=sitting)
    own = view.organisation == place.node.id
    context: dict[str, Any] = {
        "view": view,
        "back": back,
        "own": own,
        "sheets_url": place.url("meeting_sheets"),
    }
    if view.sheet is None or view.minutes is None:
        return page(request, "meetings/score.html", place, "meetings", form=None, **context)
    mine = next((one for one in view.scores if one.own is own), None)
    other = next((one for one in view.scores if one.own is not own), None)
    # A sheet that was changed since the meeting was scored on it is filled in anew.
    same = mine is not None and len(mine.lines) == len(view.sheet.criteria)
    given = [one[2] for one in mine.lines] if mine and same else []
    form = ScoreForm(view.sheet, given, mine.note if mine else "", request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        answer = submit(
            request, place, "meetings.score",
            lambda: actions.score(
                actor=place.actor, organisation=place.node.id, sitting=sitting, points=form.told(), note=note
            ),
            then=back, said=lambda quality: f"Đã chấm điểm: xếp loại {quality.label.lower()}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    others = [one[2] for one in other.lines] if other else []
    fields = [form[f"p{n}"] for n in range(form.lines)]
    return page(
        request, "meetings/score.html", place, "meetings", form=form, other=other,
        attendance=check_attendance(view.count, view.limits) if view.count else None,
        lines=[(one, others[n] if n < len(others) else None) for n, one in enumerate(fields)], **context,
    )  # fmt: skip
