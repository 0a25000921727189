"""The first page: what waits for me, and the way to my organisations."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dangvu.accounts.queries import actor_for
from dangvu.desk.queries import TITLES, Group, Waiting, waiting
from dangvu.foundation import clock
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.web.gate import Place
from dangvu.web.pages import page

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, or to what waits at the organisation where the person's highest role is."""
    if not request.user.is_authenticated:
        return redirect("sign_in")
    actor = actor_for(request.user)
    today = clock.today()
    tree = tree_on(today)
    own = [tree[id_] for id_ in actor.grants if id_ in tree]
    if not own:
        return _nowhere(request)
    own.sort(key=lambda node: (len(tree.path(node.id)), node.position, node.id))
    place = Place(actor, own[0], tree, request.GET.get("ky", ""))
    found = [(node, row) for node in own for row in _at(place, node)]
    groups = [
        (title, group is Group.OVERDUE, group is Group.ELSEWHERE, [_shown(place, node, row) for node, row in found if row.group is group])
        for group, title in TITLES.items()
    ]  # fmt: skip
    mine = [row for _, row in found if row.group is not Group.ELSEWHERE]
    return page(
        request, "home/waiting.html", place, "home",
        groups=[group for group in groups if group[3]],
        day=f"{_DAYS[today.weekday()]}, {today:%d/%m/%Y}",
        count=len(mine),
        overdue=sum(row.group is Group.OVERDUE for row in mine),
        others=[(node.name, place.url("organisation", node.code)) for node in own],
    )  # fmt: skip


def _at(place: Place, node: Node) -> Sequence[Waiting]:
    return waiting(actor=place.actor, node=node, tree=place.tree, period=place.period)


def _shown(place: Place, node: Node, row: Waiting) -> dict[str, object]:
    """A row as the page shows it. Where somebody has roles at several organisations the row names its own."""
    url = place.url(row.page, node.code)
    if row.query:
        url += f"&{urlencode(row.query)}"
    return {"row": row, "url": url, "at": node.name if node.id != place.node.id else ""}


def _nowhere(request: HttpRequest) -> HttpResponse:
    return render(request, "home/nowhere.html")
