"""One meeting: how far it has come, what is next, and its minutes in Word."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.foundation.handed_in import FileView
from dangvu.reports.jobs import WORD
from dangvu.reports.queries import meeting_minutes
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.reasons import why
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.queries import SittingView, Stage

_ACTS = ("call", "roll", "votes", "minutes", "score", "drop", "paper", "attach")


def view_of(place: Place, sitting: int) -> SittingView:
    return queries.sitting(actor=place.actor, organisation=place.node.id, tree=place.tree, sitting=sitting)


@at_organisation(READ_NAMES)
def sitting(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """The meeting with its steps; what is next is one press away."""
    view, may = view_of(place, sitting), place.may(WRITE_WORK)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "tree": place.tree}
    urls = {name: place.url_of(f"sitting_{name}", sitting=sitting) for name in _ACTS}
    today = clock.today()
    is_day = view.state.on is not None and view.state.on <= today
    nexts = {
        Stage.PLANNED: ("Triệu tập", urls["call"]),
        Stage.CALLED: ("Điểm danh", urls["roll"]) if is_day else ("Sửa lịch họp, tài liệu", urls["call"]),
        Stage.ROLL: ("Ghi biên bản", urls["minutes"]),
    }
    own = view.organisation == place.node.id
    mine = next((one for one in view.scores if one.own is own), None)
    return page(
        request, "meetings/sitting.html", place, "meetings", view=view, urls=urls, may=may, is_day=is_day, own=own,
        next=nexts.get(view.stage) if may else None, mine=mine,
        roll=queries.roll(**asked, sitting=sitting) if view.count else None,
        back=place.url("meeting_plan") + f"&nam={view.state.month.year}", today=today,
        agenda=[line for line in view.state.agenda.splitlines() if line],
        papers=[line for line in view.state.papers.splitlines() if line], files=_files(place, sitting),
    )  # fmt: skip


def _files(place: Place, sitting: int) -> list[tuple[FileView, str, str]]:
    """Each paper with where it is read and where it is taken away."""
    kept = queries.files(actor=place.actor, organisation=place.node.id, tree=place.tree, sitting=sitting)
    return [
        (
            one,
            place.url_of("sitting_file", sitting=sitting, file=one.id),
            place.url_of("sitting_file_drop", sitting=sitting, file=one.id),
        )
        for one in kept
    ]


@at_organisation(READ_NAMES)
def paper(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """The minutes in Word, from what was recorded; 404 while there are none."""
    content, name = meeting_minutes(
        actor=place.actor, organisation=place.node.id, tree=place.tree, sitting=sitting
    )
    return attachment(content, name, WORD)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def drop(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """A meeting that is not held, or was written by mistake."""
    form, answer = why(
        request, place, "meetings.drop_sitting",
        lambda reason: actions.drop_sitting(
            actor=place.actor, organisation=place.node.id, sitting=sitting, reason=reason
        ),
        then=place.url("meeting_plan"), said="Đã bỏ buổi sinh hoạt; nhật ký vẫn giữ.", hint="Ví dụ: ghi nhầm ngày",
    )  # fmt: skip
    if answer:
        return answer
    view = view_of(place, sitting)
    return page(
        request, "meetings/drop.html", place, "meetings", form=form, view=view,
        back=place.url_of("sitting", sitting=sitting),
    )  # fmt: skip
