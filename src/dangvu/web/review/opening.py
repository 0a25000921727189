"""Opening a period, or moving its days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import ACCEPT_FIGURES
from dangvu.foundation.parameters.queries import calendar
from dangvu.review import actions, queries
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.review.forms import MoveForm, OpenForm


@at_organisation(ACCEPT_FIGURES, post=ACCEPT_FIGURES)
def review_open(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask those below for their figures; where that is done already, move the days with a reason."""
    side = queries.own_side(actor=place.actor, node=place.node, period=place.period)
    if side is not None:
        return _move(request, place, side)
    first = max(place.period.after, clock.today())
    days = calendar()
    form = OpenForm(
        request.POST or None,
        initial={"cut_off": days.add(first, 5), "confirm_by": days.add(first, 8), "levels": "1"},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        answer = submit(
            request, place, "review.open_period",
            lambda: actions.open_period(
                actor=place.actor, organisation=place.node.id, period=place.period, cut_off=data["cut_off"],
                confirm_by=data["confirm_by"], levels=int(data["levels"]), lead_days=data["lead_days"] or 0,
            ),
            then=place.url("review"), said=f"Đã mở kỳ báo cáo {place.period.label}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    below = len(place.tree.children(place.node.id))
    return page(
        request, "review/open.html", place, "review", form=form, below=below, back=place.url("review")
    )


def _move(request: HttpRequest, place: Place, side: queries.OwnSide) -> HttpResponse:
    terms = side.cycle.terms
    form = MoveForm(request.POST or None, initial={"cut_off": terms.cut_off, "confirm_by": terms.confirm_by})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        answer = submit(
            request, place, "review.move_days",
            lambda: actions.move_days(
                actor=place.actor, organisation=place.node.id, period=place.period, cut_off=data["cut_off"],
                confirm_by=data["confirm_by"], reason=data["reason"],
            ),
            then=place.url("review"), said=f"Đã dời hạn gửi sang ngày {data['cut_off']:%d/%m/%Y}.", form=form,
            reason=data["reason"],
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "review/move.html", place, "review", form=form, side=side, back=place.url("review"))
