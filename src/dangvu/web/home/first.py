"""The first page: the organisation at which the person holds their highest role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dangvu.accounts.queries import actor_for
from dangvu.foundation import clock
from dangvu.organisations.queries import tree_on


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, or to the person's own organisation."""
    if not request.user.is_authenticated:
        return redirect("sign_in")
    actor = actor_for(request.user)
    tree = tree_on(clock.today())
    own = sorted((len(tree.path(id_)), tree[id_].position, id_) for id_ in actor.grants if id_ in tree)
    if own:
        return redirect("organisation", code=tree[own[0][2]].code)
    return _nowhere(request)


def _nowhere(request: HttpRequest) -> HttpResponse:
    return render(request, "home/nowhere.html")
