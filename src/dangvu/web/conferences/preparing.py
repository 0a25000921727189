"""Groups for discussion, and papers that units are asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.web.conferences.forms import GroupForm, GroupsForm, PapersForm
from dangvu.web.conferences.shared import SECTION, asked, kept, own, paper_rows, tabs, told, url
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.conferences import actions, queries


@at_organisation(READ_NAMES, post=WRITE_WORK)
def groups(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """Who sits in which group; shared out by one press, described group by group."""
    view = own(place, conference)
    called = queries.roll(**asked(place, conference))
    found = queries.groups(**asked(place, conference), called=called)
    here, chosen = url(place, "groups", conference), request.POST.get("to", "")
    sharing = GroupsForm(request.POST if "chia" in request.POST else None, initial={"count": len(found) or 3})
    forms = [
        (group, GroupForm(
            request.POST if chosen == str(group.number) else None, prefix=f"t{group.number}",
            initial={"place": group.place, "leader": group.leader, "secretary": group.secretary},
        ))
        for group in found
    ]  # fmt: skip
    if sharing.is_bound and sharing.is_valid():
        count = sharing.cleaned_data["count"]
        answer = submit(
            request, place, "conferences.make_groups",
            lambda: actions.make_groups(**told(place, conference), count=count), then=here,
            said=f"Đã chia {count} tổ thảo luận." if count else "Đã bỏ các tổ thảo luận.", form=sharing,
        )  # fmt: skip
        if answer:
            return answer
    sent = next(((group, form) for group, form in forms if form.is_bound), None)
    if sent and sent[1].is_valid():
        number, data = sent[0].number, sent[1].cleaned_data
        answer = submit(
            request, place, "conferences.describe_group",
            lambda: actions.describe_group(**told(place, conference), number=number, **data), then=here,
            said=f"Đã ghi tổ {number}.", form=sent[1],
        )  # fmt: skip
        if answer:
            return answer
    if request.method == "POST" and sent is None and not sharing.is_bound:
        raise WrongRequest("Không rõ việc cần ghi. Mở lại trang tổ thảo luận.")
    return page(
        request, "conferences/groups.html", place, SECTION, view=view, tabs=tabs(place, view, "conference_groups"),
        groups=forms, sharing=sharing, may=place.may(WRITE_WORK) and not view.is_cancelled, convened=len(called.convened),
        invite=url(place, "invite", conference),
    )  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def papers(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The units that were asked for a paper, and which have come; others are asked here."""
    view, here = own(place, conference), url(place, "papers", conference)
    found = queries.papers(**asked(place, conference))
    there = {paper.unit for paper in found}
    children = [
        (str(id_), place.tree[id_].name) for id_ in place.tree.children(place.node.id) if id_ not in there
    ]
    form = PapersForm(children, request.POST if "bo" not in request.POST else None)
    if request.method == "POST" and (unit := request.POST.get("bo", "")):
        if unit not in map(str, there):
            raise WrongRequest("Đơn vị này không có trong danh sách tham luận. Mở lại trang.")
        dropped = submit(
            request, place, "conferences.drop_papers",
            lambda: actions.drop_papers(**told(place, conference), units=[int(unit)]), then=here,
            said="Đã thôi đề nghị tham luận.",
        )  # fmt: skip
        return dropped or HttpResponseRedirect(here)
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = dict(form.cleaned_data)
        units = [int(one) for one in data.pop("units")]
        answer = submit(
            request, place, "conferences.ask_for_papers",
            lambda: actions.ask_for_papers(**told(place, conference), units=units, **data), then=here,
            said=lambda count: f"Đã đề nghị {count} đơn vị tham luận.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    if not form.is_bound or request.method != "POST":
        form = PapersForm(children, None)
    today, files = clock.today(), queries.files(**asked(place, conference))
    attach = url(place, "attach", conference)
    return page(
        request, "conferences/papers.html", place, SECTION, view=view, tabs=tabs(place, view, "conference_papers"), form=form,
        papers=paper_rows(place, conference, found, files, today), files=kept(place, conference, files.own), attach=attach, may=place.may(WRITE_WORK) and not view.is_cancelled,
        step=url(place, "step", conference), came=sum(paper.received_on is not None for paper in found), children=children,
    )  # fmt: skip
