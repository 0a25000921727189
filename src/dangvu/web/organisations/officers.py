"""The committee of an organisation: who sits in it, who sat in it, and filling and vacating its posts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.organisations.actions import Decision
from dangvu.organisations.queries import terms
from dangvu.web.gate import Place, at_organisation
from dangvu.web.organisations.forms import LeaveForm, SeatForm, TermForm
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.officers import actions, queries


@at_organisation(READ_FIGURES)
def officers(request: HttpRequest, place: Place) -> HttpResponse:
    """Who sits now, in which posts, by which decisions; the terms; who sat before."""
    actor, here = place.actor, place.node.id
    return page(
        request, "organisations/officers.html", place, "organisation",
        sitting=queries.officers(actor=actor, organisation=here, tree=place.tree),
        former=queries.former_officers(actor=actor, organisation=here, tree=place.tree),
        terms=terms(place.node.id),
        today_=clock.today(),
        may_fill=place.may(WRITE_WORK),
        urls={name: place.url(name) for name in ("take_seat", "leave_seat", "begin_term")},
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_seat(request: HttpRequest, place: Place) -> HttpResponse:
    """Put a member into a post: found by name, chosen where several bear it."""
    name = request.POST.get("name", "")
    found = _candidates(place, name) if name else []
    form = SeatForm(place.node.kind, found if len(found) > 1 else (), request.POST or None)
    if request.method == "POST":
        if form.is_valid() and not found:
            form.add_error(
                "name",
                f"Không có đảng viên nào tên “{form.cleaned_data['name']}” đang sinh hoạt ở {place.node.name}. Kiểm tra"
                " chính tả, hoặc gõ ít chữ hơn.",
            )
        if form.is_valid():
            person = int(form.cleaned_data.get("person") or found[0].person)
            answer = submit(
                request, place, "officers.take_seats", lambda: _take(place, form.cleaned_data, person),
                then=place.url("officers"), said="Đã ghi vào danh sách cấp ủy.", form=form,
            )  # fmt: skip
            if answer:
                return answer
    several = len(found) > 1 and "person" in form.errors and not request.POST.get("person")
    return page(
        request,
        "organisations/take_seat.html",
        place,
        "organisation",
        form=form,
        several=len(found) if several else 0,
    )


def _candidates(place: Place, name: str) -> list[queries.Candidate]:
    return queries.candidates(actor=place.actor, organisation=place.node.id, name=name, on=clock.today())


def _take(place: Place, told: dict[str, Any], person: int) -> list[int]:
    seat = actions.NewSeat(
        person, told["post"], told["on"], told["begun"], Decision(told["number"], told["date"])
    )
    return actions.take_seats(actor=place.actor, organisation=place.node.id, seats=[seat])


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def leave_seat(request: HttpRequest, place: Place) -> HttpResponse:
    """End posts on a day, by a decision."""
    there = queries.officers(actor=place.actor, organisation=place.node.id, tree=place.tree)
    form = LeaveForm(there, request.POST or None, {"seats": request.GET.getlist("chuc-vu")})
    if form.is_valid():
        told = form.cleaned_data
        answer = submit(
            request, place, "officers.leave_seats",
            lambda: actions.leave_seats(
                actor=place.actor, organisation=place.node.id, seats=[int(s) for s in told["seats"]], on=told["on"],
                ended=told["ended"], decision=Decision(told["number"], told["date"]),
            ),
            then=place.url("officers"), said="Đã ghi việc thôi giữ chức.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "organisations/leave_seat.html", place, "organisation", form=form, there=there)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def begin_term(request: HttpRequest, place: Place) -> HttpResponse:
    """A congress opens a term; the posts of the one before are over."""
    form = TermForm(request.POST or None)
    sitting = queries.officers(actor=place.actor, organisation=place.node.id, tree=place.tree)
    if form.is_valid():
        term = form.term()
        answer = submit(
            request, place, "officers.begin_term",
            lambda: actions.begin_term(
                actor=place.actor, organisation=place.node.id, term=term, on=form.cleaned_data["congress_on"]
            ),
            then=place.url("officers"), said=_ended, form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "organisations/begin_term.html", place, "organisation", form=form, sitting=sitting)


def _ended(count: int) -> str:
    posts = f" {count} chức vụ của nhiệm kỳ trước đã hết." if count else ""
    return f"Đã ghi nhiệm kỳ mới.{posts} Ghi tiếp người được bầu."
