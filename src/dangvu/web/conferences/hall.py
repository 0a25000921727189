"""Running a conference, following it, and the screen in the hall."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.proceedings import queries as proceedings
from dangvu.web import sent
from dangvu.web.conferences.shared import (
    SECTION,
    asked,
    kept,
    own,
    paper_rows,
    tabs,
    told,
    url,
    view_of,
)
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import is_part, page
from dangvu.web.posts import submit
from dangvu.work.conferences import actions, queries
from dangvu.work.conferences.queries import ConferenceView
from dangvu.work.conferences.queries.roll import UNMARKED
from dangvu.work.resolutions.queries import TaskView

#: So many of those who wait are shown in the hall.
_NEXT = 4


@at_organisation(READ_NAMES)
def conference(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The conference: for its own office to run it, for a unit that is called what concerns it."""
    view = view_of(place, conference)
    called = queries.roll(**asked(place, conference))
    floor = queries.floor(**asked(place, conference), called=called)
    papers = queries.papers(**asked(place, conference))
    shown: dict[str, Any] = {
        "view": view, "called": called, "floor": floor, "papers": papers, "today_": clock.today(),
        "step": url(place, "step", conference), "roll_url": url(place, "roll", conference), "may": place.may(WRITE_WORK) and not view.is_cancelled,
    }  # fmt: skip
    if not view.is_own:
        return _called(request, place, view, shown)
    points = queries.points(**asked(place, conference))
    marks = ("den_muon", "vang_co_ly_do", "vang_khong_ly_do", UNMARKED)
    late, excused, absent, unmarked = (len(called.marked(mark)) for mark in marks)
    given = proceedings.tasks_of(**told(place, conference))
    names = (
        "roll", "invite", "groups", "papers", "programme", "speakers", "opinion", "points", "screen", "correct", "cancel", "notice",
    )  # fmt: skip
    return page(
        request, "conferences/one.html", place, SECTION, **shown, tabs=tabs(place, view, "conference"),
        urls={name: url(place, name, conference) for name in names},
        opinions=[(one, place.url_of("opinion", opinion=one.id)) for one in proceedings.opinions_of(**asked(place, conference))],
        points=[(point, given.get(point.number), _task_url(place, given.get(point.number)), "") for point in points],
        notice=proceedings.notice_of(**asked(place, conference)), groups=queries.groups(**asked(place, conference), called=called),
        late_count=late, excused_count=excused, absent_count=absent, unmarked_count=unmarked, came=sum(paper.received_on is not None for paper in papers), tasks_url=place.url("tasks"),
    )  # fmt: skip


def _task_url(place: Place, given: TaskView | None) -> str:
    return place.url_of("task", task=given.id) if given else ""


def _called(request: HttpRequest, place: Place, view: ConferenceView, shown: dict[str, Any]) -> HttpResponse:
    """A conference above to which somebody of the organisation is called."""
    waits = {turn.who.id for turn in (*shown["floor"].waiting, shown["floor"].speaking) if turn}
    files = queries.files(**asked(place, view.id))
    return page(
        request, "conferences/called.html", place, SECTION, **shown, files=kept(place, view.id, files.own),
        theirs=paper_rows(place, view.id, shown["papers"], files, shown["today_"]),
        rows=[(row, row.id in waits, url(place, "invitation", view.id, delegate=row.id)) for row in shown["called"].rows],
        opinions_url=f"{place.url('opinions')}&loc=da-neu", back=place.url("conferences"),
    )  # fmt: skip


_SAID = {
    "muc": "Đã chuyển mục.", "be-mac": "Hội nghị đã bế mạc.", "moi": "Đã mời phát biểu.", "thoi": "Đã bỏ lượt đăng ký.",
    "het-loi": "Đã kết thúc lượt phát biểu.", "xin-noi": "Đã đăng ký phát biểu.", "tham-luan": "Đã ghi nhận tham luận.",
}  # fmt: skip


@at_organisation(None, post=WRITE_WORK)
def step(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """One press in the hall or before it: the next item, the next speaker; a unit's paper, a unit's speaker."""
    view_of(place, conference)
    what, _, rest = request.POST.get("buoc", "").partition(":")
    number = sent.number(rest or "0")
    if what not in _SAID or number is None:
        raise WrongRequest("Không rõ việc cần ghi. Mở lại trang hội nghị rồi bấm lại.")
    known = told(place, conference)

    def do() -> Any:
        if what in ("muc", "be-mac"):
            return actions.begin_item(**known, number=number if what == "muc" else None)
        if what in ("moi", "thoi"):
            return (actions.call_speaker if what == "moi" else actions.withdraw_speaker)(
                **known, number=number
            )
        if what == "xin-noi":
            return actions.ask_for_floor(**known, delegates=[number])
        if what == "tham-luan":
            return actions.receive_paper(**known, unit=number, on=clock.today())
        return actions.end_speaking(**known)

    back = url(place, "papers" if "o-tham-luan" in request.POST else "", conference)
    kind = {
        "muc": "conferences.begin_item", "be-mac": "conferences.begin_item", "moi": "conferences.call_speaker",
        "thoi": "conferences.withdraw_speaker", "xin-noi": "conferences.ask_for_floor",
        "tham-luan": "conferences.receive_paper", "het-loi": "conferences.end_speaking",
    }[what]  # fmt: skip
    return submit(request, place, kind, do, then=back, said=_SAID[what]) or HttpResponseRedirect(back)


@at_organisation(READ_NAMES)
def screen(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """What the hall reads from ten metres: the item, who speaks and who waits, how many are there. Names and units only."""
    view = own(place, conference)
    called = queries.roll(**asked(place, conference))
    floor = queries.floor(**asked(place, conference), called=called)
    return page(
        request, "conferences/screen.html", place, SECTION, view=view, called=called, floor=floor,
        hall="part.html" if is_part(request) else "conferences/hall.html", waiting=floor.waiting[:_NEXT],
        more=max(0, len(floor.waiting) - _NEXT), back=url(place, "", conference), now=clock.now(),
    )  # fmt: skip
