"""Who asks for the floor, and what is said from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.proceedings.actions import hear
from dangvu.web.conferences.forms import OpinionForm, SpeakerForm
from dangvu.web.conferences.shared import SECTION, asked, own, told, url
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.conferences import actions, queries


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def speakers(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """A delegate asks for the floor: they wait in the order of asking."""
    view, back = own(place, conference), url(place, "", conference)
    called = queries.roll(**asked(place, conference))
    form = SpeakerForm(called, request.POST or None)
    if request.method == "POST" and form.is_valid():
        delegate = int(form.cleaned_data["delegate"])
        answer = submit(
            request, place, "conferences.ask_for_floor",
            lambda: actions.ask_for_floor(**told(place, conference), delegates=[delegate]),
            then=url(place, "speakers", conference) if "them" in request.POST else back, form=form,
            said=lambda count: "Đã đăng ký phát biểu." if count else "Người này đang chờ phát biểu rồi.",
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "conferences/speakers.html", place, SECTION, view=view, form=form, back=back,
                floor=queries.floor(**asked(place, conference), called=called),
                invite=url(place, "invite", conference), called=called)  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def opinion(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """What a unit said goes into the book of proposals; sent on at once where somebody is named."""
    view, back = own(place, conference), url(place, "", conference)
    called = queries.roll(**asked(place, conference))
    floor = queries.floor(**asked(place, conference), called=called)
    form = OpinionForm(place, request.POST or None, floor.speaking.who.unit if floor.speaking else None)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "proceedings.hear",
            lambda: hear(
                **told(place, conference), unit=int(d["unit"]), text=d["text"], is_proposal=d["kind"] == "kien_nghi",
                to=int(d["to"]) if d["to"] else None, body=d["body"], due=d["due"],
            ),
            then=url(place, "opinion", conference) if "them" in request.POST else back, form=form,
            said="Đã ghi vào sổ kiến nghị.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "conferences/opinion.html", place, SECTION, view=view, form=form, back=back, speaking=floor.speaking
    )  # fmt: skip
