"""The book of proposals: how far each has come, to whom it is sent, what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import ACCEPT_FIGURES, READ_REPORT, WRITE_WORK
from dangvu.web.forms import ChoiceField, DayField, TextField, at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.tasks.origins import born
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.queries import OpinionView, Routed
from dangvu.work.meetings.rules import OpinionState

_MOST = 4_000


@dataclass(frozen=True)
class Filter:
    """One part of the list: what the address says, what it is called, which entries belong to it."""

    slug: str
    title: str
    holds: Callable[[OpinionView, int], bool]


def _own(*states: OpinionState) -> Callable[[OpinionView, int], bool]:
    return lambda one, here: one.holder == here and one.state in states


_FILTERS = (
    Filter("chua-tra-loi", "Chưa trả lời", _own(OpinionState.NEW, OpinionState.ROUTED)),
    Filter("chua-chuyen", "Chưa chuyển", _own(OpinionState.NEW)),
    Filter("da-chuyen", "Đã chuyển, chờ trả lời", _own(OpinionState.ROUTED)),
    Filter("da-tra-loi", "Đã trả lời", _own(OpinionState.ANSWERED)),
    Filter(
        "duoc-chuyen", "Được chuyển đến, chưa trả lời",
        lambda one, here: one.is_sent_to(here) and one.state is OpinionState.ROUTED,
    ),
    Filter("da-neu", "Đã nêu với cấp trên", lambda one, here: one.holder != here and not one.is_sent_to(here)),
)  # fmt: skip


@at_organisation(READ_REPORT)
def opinions(request: HttpRequest, place: Place) -> HttpResponse:
    """The entries that concern the organisation; ``loc``: of one state, ``dv``: made by one unit."""
    here = place.node.id
    every = queries.opinions_at(actor=place.actor, organisation=here, tree=place.tree)
    asked = request.GET.get("loc", "")
    chosen = next((one for one in _FILTERS if one.slug == asked), None)
    units = sorted({(v.name, str(v.organisation)) for one in every for v in one.direct})
    unit = request.GET.get("dv", "")
    shown = [one for one in every if chosen is None or chosen.holds(one, here)]
    shown = [one for one in shown if not unit or any(str(v.organisation) == unit for v in one.voices)]
    part, base = leaf(request, shown), place.url("opinions")
    counts = [(f, sum(f.holds(one, here) for one in every)) for f in _FILTERS]
    chips = [("Tất cả", len(every), base, chosen is None)]
    chips += [
        (f.title, count, f"{base}&loc={f.slug}", f is chosen) for f, count in counts if count or f is chosen
    ]
    return page(
        request, "meetings/opinions.html", place, "opinions", leaf=part, chips=chips, asked=asked, units=units, unit=unit,
        rows=[(one, place.url_of("opinion", opinion=one.id)) for one in part.items], here_id=here,
        gathering_url=place.url_if(ACCEPT_FIGURES, "gathering"), period_code=place.period.code,
    )  # fmt: skip


class RouteForm(forms.Form):
    """To whom an entry is sent: a unit of the tree, or another body by its name."""

    to = at_times(ChoiceField("Nơi trả lời", [], required=False))
    body = at_times(
        TextField(
            "Nơi khác",
            max_length=300,
            required=False,
            hint="Khi không có trong danh sách trên. Ví dụ: Ban Tổ chức Tỉnh ủy",
        )
    )
    due = DayField("Hạn trả lời", hint="Ví dụ: 31/07/2023", required=False)
    note = TextField("Ghi chú", max_length=500, required=False)

    def __init__(self, data: Any, place: Place, now: Routed | None) -> None:
        sent: dict[str, Any] = {}
        if now is not None:
            body = "" if now.organisation else now.name
            sent = {"to": now.organisation or "", "body": body, "due": now.due, "note": now.note}
        super().__init__(data, initial=sent)
        tree = place.tree
        near = [*reversed(tree.path(place.node.id)), *tree.children(place.node.id)]
        self.fields["to"].choices = [("", "Chọn đơn vị"), *((str(id_), tree.label(id_)) for id_ in near)]  # type: ignore[attr-defined]
        self.fields["body"].widget.attrs["list"] = "noi-khac"


class AnswerForm(forms.Form):
    """What is answered, when, by whom."""

    text = TextField("Nội dung trả lời", lines=4, max_length=_MOST)
    on = DayField("Ngày trả lời", hint="Ví dụ: 20/07/2023")
    by = TextField(
        "Người, cơ quan trả lời", max_length=300, required=False, hint="Để trống: nơi đã được chuyển đến."
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="tra-loi-%s", initial={"on": clock.today()})


class DropForm(forms.Form):
    """Why an entry leaves the book."""

    reason = TextField("Lý do", max_length=500, hint="Ví dụ: đơn vị chỉ cảm ơn, không kiến nghị")

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="bo-%s")


@at_organisation(READ_REPORT, post=WRITE_WORK)
def opinion(request: HttpRequest, place: Place, opinion: int) -> HttpResponseBase:
    """One entry: sent on, answered, or dropped by whoever keeps it; answered by whoever it was sent to."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "tree": place.tree}
    one = queries.opinion_at(**asked, opinion=opinion)
    order = request.POST.get("viec", "")
    data = {name: request.POST if order == name else None for name in ("chuyen", "tra-loi", "bo")}
    route, answer, drop = (
        RouteForm(data["chuyen"], place, one.routed),
        AnswerForm(data["tra-loi"]),
        DropForm(data["bo"]),
    )
    if request.method == "POST":
        done = _ordered(request, place, opinion, route, answer, drop)
        if done:
            return done
    keeps = one.holder == place.node.id and place.may(WRITE_WORK)
    answers = place.may(WRITE_WORK) and (keeps or one.is_sent_to(place.node.id))
    book = queries.opinions_at(**asked) if keeps else []
    bodies = sorted({v.routed.name for v in book if v.routed and v.routed.organisation is None})
    return page(
        request, "meetings/opinion.html", place, "opinions", one=one, route=route, answer=answer, drop=drop,
        may_route=keeps and one.state is not OpinionState.ANSWERED, may_answer=answers, may_drop=keeps, bodies=bodies,
        born=born(place, "kien_nghi", opinion), back=place.url("opinions"), steps=[(hasattr(step, "by"), step) for step in one.before],
    )  # fmt: skip


def _ordered(
    request: HttpRequest, place: Place, opinion: int, route: RouteForm, answer: AnswerForm, drop: DropForm
) -> HttpResponseBase | None:
    here = place.url_of("opinion", opinion=opinion)
    told: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    if route.is_bound and route.is_valid():
        d = route.cleaned_data
        return submit(
            request, place, "meetings.route",
            lambda: actions.route_opinion(
                **told, opinion=opinion, to=int(d["to"]) if d["to"] else None, body=d["body"], due=d["due"], note=d["note"]
            ),
            then=here, said="Đã chuyển kiến nghị đến nơi trả lời.", form=route,
        )  # fmt: skip
    if answer.is_bound and answer.is_valid():
        d = answer.cleaned_data
        return submit(
            request, place, "meetings.answer",
            lambda: actions.answer_opinion(**told, opinion=opinion, text=d["text"], on=d["on"], by=d["by"]),
            then=here, said="Đã ghi trả lời. Đơn vị nêu kiến nghị thấy ngay ở trang Kiến nghị của mình.", form=answer,
        )  # fmt: skip
    if drop.is_bound and drop.is_valid():
        reason = drop.cleaned_data["reason"]
        return submit(
            request, place, "meetings.drop_opinion",
            lambda: actions.drop_opinions(**told, opinions=[opinion], reason=reason),
            then=place.url("opinions"), said="Đã bỏ khỏi sổ kiến nghị; nhật ký vẫn giữ.", form=drop, reason=reason,
        )  # fmt: skip
    if not (route.is_bound or answer.is_bound or drop.is_bound):
        messages.error(request, "Chưa rõ việc cần làm; đề nghị chọn lại trên trang này.")
        return redirect(here)
    return None
