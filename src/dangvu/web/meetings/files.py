"""Papers of a meeting as files: handed in for those who are called, and read by them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.web.files import hand_in
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.meetings.sitting import view_of
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.meetings import actions, queries


def _told(place: Place, sitting: int) -> dict[str, Any]:
    return {"actor": place.actor, "organisation": place.node.id, "sitting": sitting}


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def attach(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """Hand in a paper of the meeting."""
    view, back = view_of(place, sitting), place.url_of("sitting", sitting=sitting)
    form, answer = hand_in(
        request, place, "meetings.attach",
        lambda name, data: actions.attach(**_told(place, sitting), name=name, data=data), then=back,
    )  # fmt: skip
    if answer:
        return answer
    return page(request, "meetings/attach.html", place, "meetings", form=form, view=view, back=back)


@at_organisation(READ_NAMES)
def file(request: HttpRequest, place: Place, sitting: int, file: int) -> HttpResponse:
    """One paper, to keep."""
    name, data = queries.file_of(**_told(place, sitting), tree=place.tree, file=file)
    return attachment(data, name, "application/octet-stream")


@at_organisation(None, post=WRITE_WORK)
def drop(request: HttpRequest, place: Place, sitting: int, file: int) -> HttpResponse:
    """A paper that does not belong to the meeting."""
    view_of(place, sitting)
    back = place.url_of("sitting", sitting=sitting)
    answer = submit(
        request, place, "meetings.drop_file", lambda: actions.drop_file(**_told(place, sitting), file=file), then=back,
        said="Đã bỏ tài liệu khỏi buổi này.",
    )  # fmt: skip
    return answer or HttpResponseRedirect(back)
