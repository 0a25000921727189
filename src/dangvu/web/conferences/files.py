"""Papers of a conference as files: its own, and those of the units that were asked to speak."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.web import sent
from dangvu.web.conferences.shared import SECTION, asked, told, url, view_of
from dangvu.web.files import hand_in
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.conferences import actions, queries


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def attach(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """Hand in a paper of the conference, or (``?don-vi=``) what a unit was asked to speak about."""
    view = view_of(place, conference)
    unit = sent.number(request.GET.get("don-vi", ""))
    paper = next((one for one in queries.papers(**asked(place, conference)) if one.unit == unit), None)
    if paper is None and (unit is not None or not view.is_own):
        raise LookupError(unit)
    back = url(place, "papers" if view.is_own else "", conference)
    form, answer = hand_in(
        request, place, "conferences.attach",
        lambda name, data: actions.attach(**told(place, conference), name=name, data=data, unit=unit), then=back,
    )  # fmt: skip
    if answer:
        return answer
    return page(
        request, "conferences/attach.html", place, SECTION, form=form, view=view, paper=paper, back=back
    )


@at_organisation(READ_NAMES)
def file(request: HttpRequest, place: Place, conference: int, file: int) -> HttpResponse:
    """One paper, to keep."""
    name, data = queries.file_of(**asked(place, conference), file=file)
    return attachment(data, name, "application/octet-stream")


@at_organisation(None, post=WRITE_WORK)
def drop(request: HttpRequest, place: Place, conference: int, file: int) -> HttpResponse:
    """A paper that does not belong to the conference."""
    view = view_of(place, conference)
    back = url(place, "papers" if view.is_own else "", conference)
    answer = submit(
        request, place, "conferences.drop_file", lambda: actions.drop_file(**told(place, conference), file=file), then=back,
        said="Đã bỏ tài liệu khỏi hội nghị.",
    )  # fmt: skip
    return answer or HttpResponseRedirect(back)
