"""One search for people, organisations, figures and pages. What is typed is sent by POST and never stands in an address.

People come first and only for whoever may see them; with script everything is found as typed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, READ_IDENTIFIERS, READ_NAMES
from dangvu.indicators import queries as indicators
from dangvu.members.queries.search import search
from dangvu.organisations import queries as organisations
from dangvu.organisations.access import organisations_visible
from dangvu.web.gate import Place, at_organisation
from dangvu.web.members.searching import row_of
from dangvu.web.pages import page
from dangvu.web.search.places import places

_PEOPLE, _MORE_PEOPLE, _OTHERS = 20, 50, 30


@at_organisation(READ_FIGURES, post=READ_FIGURES)
def find(request: HttpRequest, place: Place) -> HttpResponse:
    """The search page; sent a few letters, everything that they name and the person may open."""
    typed = request.POST.get("tim", "")[:200]
    by_name = bool(place.actor.organisations_with(READ_NAMES))
    limit = _MORE_PEOPLE if request.POST.get("nguoi") else _PEOPLE
    people = search(place.actor, typed, limit=limit) if by_name else None
    units = organisations.named(
        typed, place.tree, organisations_visible(place.actor, READ_FIGURES, place.tree)
    )
    figures = indicators.named(actor=place.actor, organisation=place.node.id, asked=typed)
    found = places(place, typed)
    groups = [
        ("don-vi", "Tổ chức", len(units), [_unit(place, node.id) for node in units[:_OTHERS]]),
        ("trang", "Trang và việc", len(found), found[:_OTHERS]),
        ("so-lieu", "Số liệu", len(figures), [
            (one.title, f"{one.code}, {place.node.name}, {place.period.label}", place.figure_url(place.node.code, one.code))
            for one in figures[:_OTHERS]
        ]),
    ]  # fmt: skip
    return page(
        request, "search/search.html", place, "search", typed=typed, people=people,
        rows=[row_of(place, row) for row in people.people] if people else [], most=_MORE_PEOPLE,
        may_have_more=people is not None and people.count > limit == _PEOPLE,
        groups=[group for group in groups if group[2]], others=sum(group[2] for group in groups),
        by_parts=place.may(READ_IDENTIFIERS), results_only=request.headers.get("HX-Target") == "ket-qua",
    )  # fmt: skip


def _unit(place: Place, organisation: int) -> tuple[str, str, str]:
    """(name, where it lies, address)."""
    node = place.tree[organisation]
    above = place.tree.nodes.get(node.parent or 0)
    return node.name, above.name if above else node.kind_label, place.url("organisation", node.code)
