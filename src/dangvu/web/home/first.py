"""The first page: what waits for me, and the way to my organisations."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dangvu.accounts.queries import actor_for
from dangvu.desk.queries import TITLES, Group, Waiting, desks_of, own, waiting
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.web.gate import Place
from dangvu.web.home.usual import usual
from dangvu.web.pages import page

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
#: Groups of which the page says that they are empty, in one quiet line.
_TOLD_WHEN_QUIET = (Group.OVERDUE, Group.TODAY, Group.THIS_WEEK)


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, or to what waits at the organisation where the person's highest role is."""
    if not request.user.is_authenticated:
        return redirect("sign_in")
    return _desk(request, actor_for(request.user))


def _desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = clock.today()
    tree = tree_on(today)
    nodes = desks_of(actor, tree)
    if not nodes:
        return _nowhere(request)
    place = Place(actor, nodes[0], tree, request.GET.get("ky", ""))
    period = place.period
    found = [(place.node, row) for row in own(actor=actor, node=place.node, tree=tree, period=period)]
    for node in nodes:
        found += [(node, row) for row in waiting(actor=actor, node=node, tree=tree, period=period)]
    found.sort(key=lambda one: (one[1].group, one[1].deadline or date.max))
    groups = [
        (title, group, [_shown(place, node, row) for node, row in found if row.group is group])
        for group, title in TITLES.items()
    ]
    mine = [row for _, row in found if row.group is not Group.ELSEWHERE]
    return page(
        request, "home/waiting.html", place, "home",
        groups=[(title, group is Group.OVERDUE, group is Group.ELSEWHERE, rows) for title, group, rows in groups if rows],
        day=f"{_DAYS[today.weekday()]}, {today:%d/%m/%Y}",
        count=len(mine),
        overdue=sum(row.group is Group.OVERDUE for row in mine),
        usual=usual(place),
        quiet=[title for title, group, rows in groups if not rows and group in _TOLD_WHEN_QUIET],
        others=[(node.name, place.url("organisation", node.code)) for node in nodes],
    )  # fmt: skip


def _shown(place: Place, node: Node, row: Waiting) -> dict[str, object]:
    """A row as the page shows it. Where somebody has desks at several organisations the row names its own."""
    if row.own:
        url = f"{reverse(row.page)}?{urlencode(row.query)}"
    else:
        url = place.url(row.page, row.code or node.code)
        if "ky" in row.query:  # of a period of its own
            url = url.partition("?")[0] + f"?{urlencode(row.query)}"
        elif row.query:
            url += f"&{urlencode(row.query)}"
    if row.anchor:
        url += f"#{row.anchor}"
    return {"row": row, "url": url, "at": node.name if node.id != place.node.id else ""}


def _nowhere(request: HttpRequest) -> HttpResponse:
    return render(request, "home/nowhere.html")
