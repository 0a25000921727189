"""Someone is back, or no longer exempt."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.members.actions.absences import end_absence
from dangvu.members.queries.profile import person_on_record
from dangvu.web.forms import DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.members.profile import about
from dangvu.web.pages import page
from dangvu.web.posts import submit


class EndForm(forms.Form):
    on = DayField("Trở lại sinh hoạt từ ngày")
    reason = TextField("Ghi chú", max_length=300, required=False)


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def absence(request: HttpRequest, place: Place, person: int, absence: int) -> HttpResponse:
    """End an absence on a day."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    row = next((a for a in found.absences if a.pk == absence), None)
    if row is None:
        raise LookupError(absence)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "members.end_absence",
            lambda: end_absence(
                actor=place.actor, organisation=place.node.id, absence=absence, on=d["on"], reason=d["reason"]
            ),
            then=place.member_url(found.person), said="Đã ghi trở lại sinh hoạt.", form=form, reason=d["reason"],
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "members/absence.html", place, "members", **about(place, found), form=form, absence=row
    )
