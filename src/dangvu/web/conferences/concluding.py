"""What was concluded: points, the notice with its number, the tasks; and the papers of a conference in Word."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.proceedings import actions as proceedings
from dangvu.proceedings import queries as became
from dangvu.reports.conference_papers import conference_paper
from dangvu.reports.jobs import WORD
from dangvu.web.conferences.forms import NoticeForm, PointForm
from dangvu.web.conferences.shared import SECTION, asked, own, tabs, told, url, view_of
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.work.conferences import actions, queries
from dangvu.work.conferences.actions import NewPoint
from dangvu.work.conferences.queries import PointView
from dangvu.work.officers.queries import officers


def _new(form: PointForm) -> NewPoint:
    d = form.cleaned_data
    return NewPoint(" ".join(d["text"].split()), form.chosen(), d["due"], d["product"], d["kind"])


@at_organisation(READ_NAMES, post=WRITE_WORK)
def points(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The points with their tasks; one more is written here, and what is no task yet is given out."""
    view, here = own(place, conference), url(place, "points", conference)
    giving = "giao" in request.POST
    form = PointForm(place, request.POST if request.method == "POST" and not giving else None)
    if giving:
        answer = submit(
            request, place, "proceedings.assign_points", lambda: proceedings.assign_points(**told(place, conference)),
            then=here, said=lambda count: f"Đã giao {count} điểm thành nhiệm vụ.",
        )  # fmt: skip
        if answer:
            return answer
    if form.is_bound and form.is_valid():
        point = _new(form)
        answer = submit(
            request, place, "conferences.write_points",
            lambda: actions.write_points(**told(place, conference), points=[point]), then=here,
            said="Đã ghi điểm kết luận.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    found, given = queries.points(**asked(place, conference)), became.tasks_of(**told(place, conference))
    may, issued = (
        place.may(WRITE_WORK) and not view.is_cancelled,
        became.notice_of(**asked(place, conference)),
    )
    rows = [
        (point, given.get(point.number), place.url_of("task", task=given[point.number].id) if point.number in given else "",
         url(place, "point", conference, number=point.number) if may and point.number not in given else "")
        for point in found
    ]  # fmt: skip
    return page(
        request, "conferences/points.html", place, SECTION, view=view, tabs=tabs(place, view, "conference_points"), form=form,
        rows=rows, waiting=sum(1 for point in found if point.number not in given), may=may, today_=clock.today(),
        notice=issued, notice_url=url(place, "notice", conference),
        word=url(place, "paper", conference, paper="thong-bao"), document=place.url_of("document", document=issued.document) if issued else "",
    )  # fmt: skip


def _point(place: Place, conference: int, number: int) -> PointView:
    found = next((one for one in queries.points(**asked(place, conference)) if one.number == number), None)
    if found is None:
        raise LookupError(number)
    return found


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def point(request: HttpRequest, place: Place, conference: int, number: int) -> HttpResponse:
    """Put a point right, or drop it, while it is no task."""
    view, back = own(place, conference), url(place, "points", conference)
    one = _point(place, conference, number)
    if request.method == "POST" and "bo" in request.POST:
        answer = submit(
            request, place, "conferences.drop_points",
            lambda: proceedings.drop_point(**told(place, conference), number=number), then=back,
            said="Đã bỏ điểm kết luận.",
        )  # fmt: skip
        if answer:
            return answer
    form = PointForm(place, request.POST or None, one)
    stale = request.method == "POST" and is_stale(request, one.act)
    if form.is_bound and not stale and form.is_valid():
        new = _new(form)
        answer = submit(
            request, place, "conferences.correct_point",
            lambda: proceedings.correct_point(**told(place, conference), number=number, new=new), then=back,
            said="Đã sửa điểm kết luận.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "conferences/point.html", place, SECTION, view=view, form=form, back=back, point=one, seen=one.act,
                versions=[("Nhiệm vụ", one.text, form["text"].value() or "")] if stale else [],
                status=409 if stale else 200)  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def notice(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """Issue the notice: it takes its number, and every point becomes a task, in one step."""
    view, back = own(place, conference), url(place, "points", conference)
    sitting = officers(actor=place.actor, organisation=place.node.id, tree=place.tree)
    secretary = next((one.name for one in sitting if one.post == "bi_thu"), "")
    form = NoticeForm(request.POST or None, initial={"on": max(view.on, clock.today()), "signer": secretary})
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "proceedings.issue_notice",
            lambda: proceedings.issue_notice(**told(place, conference), **d), then=back, form=form,
            said=lambda done: f"Đã ban hành {done.symbol}, giao {done.tasks} nhiệm vụ. Đơn vị thấy ngay ở trang đầu.",
        )  # fmt: skip
        if answer:
            return answer
    given = became.tasks_of(**told(place, conference))
    found = [one for one in queries.points(**asked(place, conference)) if one.number not in given]
    return page(
        request, "conferences/notice.html", place, SECTION, view=view, form=form, back=back, points=found,
        notice=became.notice_of(**asked(place, conference)), word=url(place, "paper", conference, paper="thong-bao"),
    )  # fmt: skip


@at_organisation(READ_NAMES)
def paper(request: HttpRequest, place: Place, conference: int, paper: str) -> HttpResponse:
    """The notice of conclusions, or the invitation with a place for the name, in Word."""
    own(place, conference)
    content, name = conference_paper(
        actor=place.actor, organisation=place.node, tree=place.tree, conference=conference, paper=paper
    )
    return attachment(content, name, WORD)


@at_organisation(READ_NAMES)
def invitation(request: HttpRequest, place: Place, conference: int, delegate: int) -> HttpResponse:
    """The invitation of one delegate; a unit that is called has those of its own."""
    view = view_of(place, conference)
    if view.is_cancelled:
        raise WrongRequest("Hội nghị này đã hủy nên không in giấy mời.")
    content, name = conference_paper(
        actor=place.actor, organisation=place.node, tree=place.tree, conference=conference, paper="giay-moi", delegate=delegate
    )  # fmt: skip
    return attachment(content, name, WORD)
