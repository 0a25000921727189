"""The conferences of an organisation and those to which it is called."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.proceedings.queries import unassigned
from dangvu.web.conferences.shared import SECTION
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.work.conferences import queries


@at_organisation(READ_NAMES)
def conferences(request: HttpRequest, place: Place) -> HttpResponse:
    """The list, the latest first; ``loc``: those to come, or those whose conclusions are not given out."""
    every = queries.conferences(actor=place.actor, organisation=place.node.id, tree=place.tree)
    open_ = {one.conference: one.points for one in unassigned(actor=place.actor, organisation=place.node.id)}
    today = clock.today()
    lists = {
        "": ("Tất cả", every),
        "sap-toi": ("Sắp họp", [one for one in every if one.on >= today and not one.is_cancelled][::-1]),
        "chua-giao": ("Kết luận chưa giao", [one for one in every if one.id in open_]),
    }
    asked = request.GET.get("loc", "")
    if asked not in lists:
        raise WrongRequest("Danh sách hội nghị không có cách lọc này. Chọn lại ở đầu trang.")
    part = leaf(request, lists[asked][1])
    return page(
        request, "conferences/list.html", place, SECTION, leaf=part, today_=today,
        rows=[(one, place.url_of("conference", conference=one.id), open_.get(one.id, 0)) for one in part.items],
        chips=[
            (title, len(found), f"{place.url('conferences')}{f'&loc={slug}' if slug else ''}", slug == asked)
            for slug, (title, found) in lists.items() if found or not slug or slug == asked
        ],
        new=place.url("conference_new") if place.may(WRITE_WORK) else "",
    )  # fmt: skip
