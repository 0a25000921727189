"""'Gửi số liệu': the unit's own figures, three kinds side by side, what it was told, and the button that sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from dangvu.contradictions.queries import total
from dangvu.foundation import clock
from dangvu.foundation.capabilities import (
    ACCEPT_FIGURES,
    READ_FIGURES,
    READ_INSPECTION,
    READ_REPORT,
    SEND_FIGURES,
)
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.definition import Indicator
from dangvu.indicators.engine import Figure
from dangvu.indicators.freeze import frozen_reported
from dangvu.indicators.kinds import AdjustmentView, Reported, adjustments, declarable, reported_figures
from dangvu.indicators.queries import printed
from dangvu.review import actions, queries
from dangvu.review.narrative import queries as narrative
from dangvu.review.queries import OwnSide
from dangvu.review.rules import days_in_words
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.figures.figures import MAIN, grouped
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import Number, number
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.review.forms import AdjustForm, AnswerForm, DeclareForm


@dataclass(frozen=True)
class Row:
    """One figure: from records, declared, adjusted, what is sent; what was frozen last, and whether it has moved."""

    indicator: Indicator
    counted: Number
    own: str
    field: BoundField | None
    from_units: str
    adjusted: str
    adjust_url: str
    sent: str
    differs: bool
    frozen: str
    frozen_url: str
    moved_url: str


@at_organisation(READ_FIGURES, post=SEND_FIGURES)
def sending(request: HttpRequest, place: Place) -> HttpResponseBase:
    """The unit's own side of the period; its forms come here."""
    return own_side(request, place)


def own_side(request: HttpRequest, place: Place) -> HttpResponseBase:
    """The unit's side of the period. ``tat-ca``: every figure, else the main ones and whatever is not from records."""
    side = queries.own_side(actor=place.actor, node=place.node, period=place.period)
    if side is None:
        return page(
            request, "review/nothing.html", place, "review", open_url=place.url_if(ACCEPT_FIGURES, "review_open")
            if place.tree.children(place.node.id) else "",
        )  # fmt: skip
    table = reported_figures(
        actor=place.actor, organisation=place.node, period=place.period, known=place.known
    )
    can = place.may(SEND_FIGURES) and side.may_change and place.known_day is None
    said = [i for i in table.indicators if declarable(i) and (not i.sensitive or place.may(READ_INSPECTION))]
    initial = {f"k-{i.code}": _whole(table.figures[i.name].own) for i in said}
    declare = DeclareForm(request.POST if _asks(request, "khai") else None, figures=said, initial=initial)
    answers = AnswerForm(
        request.POST if _asks(request, "gui") else None, remarks=[remark.id for remark in side.remarks]
    )
    if request.method == "POST":
        answer = _ordered(request, place, said, declare, answers)
        if answer:
            return answer
    old = frozen_reported(actor=place.actor, version=side.versions[0].id) if side.versions else {}
    every = "tat-ca" in request.GET
    fields = {name: declare[f"k-{i.code}"] for name, i in ((i.name, i) for i in said)} if can else {}
    groups = [
        (group.title, rows)
        for group in grouped(table.indicators)
        if (rows := [
            _row(place, side, i, table.figures[i.name], old.get(i.name), fields.get(i.name), can)
            for i in group.indicators if every or _is_main(i, table.figures[i.name], old.get(i.name), side)
        ])
    ]  # fmt: skip
    by = side.next.by
    return page(
        request, "review/sending.html", place, "review", side=side, groups=groups, every=every, can=can,
        count=len(table.indicators), declare=declare, answers=answers,
        remarks=[(remark, answers[f"answer{remark.id}"] if can else None, _url(place, remark)) for remark in side.remarks],
        adjustments=adjustments(actor=place.actor, organisation=place.node, period=place.period),
        mine={one.id for one in adjustments(actor=place.actor, organisation=place.node, period=place.period, own=True)} if can else set(),
        days=days_in_words(by, clock.today()) if by else "", is_late=bool(side.next.late), every_url=f"{place.url('sending')}&tat-ca=1",
        main_url=place.url("sending"), board_url=place.url("review") if side.cycle.asked(place.node.id) else "",
        moved=_moved(table.figures, old), **_narrative(place),
        contradictions=total(actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period),
        contradictions_url=place.url("contradictions"),
        needs_reason=bool(side.waiting_for) and side.receiver is not None,
    )  # fmt: skip


def _narrative(place: Place) -> dict[str, object]:
    """How far the unit's own words are: they go with its figures."""
    if not place.may(READ_REPORT):
        return {}
    asked: dict[str, Any] = {"actor": place.actor, "period": place.period, "tree": place.tree}
    found = narrative.tallies(receiver=place.node, **asked) or []
    return {
        "narrative": narrative.draft(node=place.node, **asked), "narrative_url": place.url("narrative"),
        "not_chosen": sum(one.new for one in found), "gathering_url": place.url("gathering"),
    }  # fmt: skip


def _asks(request: HttpRequest, what: str) -> bool:
    return request.method == "POST" and request.POST.get("viec") == what


def _url(place: Place, remark: queries.RemarkView) -> str:
    return place.figure_url(place.node.code, remark.indicator.code) if remark.indicator else ""


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _is_main(i: Indicator, now: Reported, old: Reported | None, side: OwnSide) -> bool:
    told = {remark.indicator.name for remark in side.remarks if remark.indicator}
    moved = old is not None and old.figure.value != now.figure.value
    return i.name in MAIN or i.name in told or now.is_mixed or now.own is not None or moved


def _moved(now: Mapping[str, Reported], old: Mapping[str, Reported]) -> int:
    return sum(1 for name, one in now.items() if name in old and old[name].figure.value != one.figure.value)


def _row(
    place: Place,
    side: OwnSide,
    i: Indicator,
    now: Reported,
    old: Reported | None,
    field: BoundField | None,
    can: bool,
) -> Row:
    def text(value: float | None) -> str:
        return "" if value is None else printed(i, Figure(value, value))

    counted = number(place, i, Figure(now.counted, now.counted) if declarable(i) else now.figure)
    adjust_url = place.url_of("sending_adjust", figure=i.code) if can and declarable(i) else ""
    moved = old is not None and old.figure.value != now.figure.value
    why = f"{place.figure_url(place.node.code, i.code)}&so=chot#vi-sao"
    from_units = "" if now.declared is None or side.declares else text(now.declared)
    return Row(
        i, counted, text(now.own), field, from_units, _signed(now.adjusted) if now.adjusted else "", adjust_url,
        printed(i, now.figure), now.differs, "" if old is None else printed(i, old.figure),
        "" if old is None else place.url_of("frozen_list", version=side.versions[0].id, figure=i.code), why if moved else "",
    )  # fmt: skip


def _signed(value: float) -> str:
    return ("+" if value > 0 else "−") + vietnamese(abs(value))


def _ordered(
    request: HttpRequest, place: Place, said: list[Indicator], declare: DeclareForm, answers: AnswerForm
) -> HttpResponseBase | None:
    order = request.POST.get("viec", "")
    if order == "khai":
        return _declare(request, place, said, declare)
    if order == "gui":
        return _send(request, place, answers)
    if order == "bo-dieu-chinh":
        return _withdraw(request, place)
    messages.error(request, "Chưa rõ việc cần làm; đề nghị chọn lại trên trang này.")
    return redirect(place.url("sending"))


def _declare(
    request: HttpRequest, place: Place, said: list[Indicator], form: DeclareForm
) -> HttpResponseBase | None:
    if not form.is_valid():
        return None
    changed = {
        i.name: form.cleaned_data[f"k-{i.code}"]
        for i in said
        if f"k-{i.code}" in request.POST
        and form.cleaned_data[f"k-{i.code}"] != form.initial.get(f"k-{i.code}")
    }
    if not changed:
        messages.info(request, "Số tự khai không đổi nên chưa ghi gì.")
        return redirect(place.url("sending"))
    every = "&tat-ca=1" if "tat-ca" in request.GET else ""
    return submit(
        request, place, "review.declare",
        lambda: actions.declare(
            actor=place.actor, organisation=place.node.id, period=place.period, figures=changed
        ),
        then=place.url("sending") + every, said=lambda count: f"Đã ghi {count} số tự khai. Chưa gửi.", form=form,
    )  # fmt: skip


def _send(request: HttpRequest, place: Place, form: AnswerForm) -> HttpResponseBase | None:
    if not form.is_valid():
        return None
    without = form.cleaned_data["without"]
    return submit(
        request, place, "review.send",
        lambda: actions.send(
            actor=place.actor, organisation=place.node.id, period=place.period, answers=form.answers(), without=without
        ),
        then=place.url("sending"), said="Đã gửi và chốt số liệu. Ghi thêm sau giờ này không đổi số đã gửi.", form=form,
        reason=without,
    )  # fmt: skip


def _withdraw(request: HttpRequest, place: Place) -> HttpResponseBase | None:
    asked = sent.number(request.POST.get("dieu-chinh", ""))
    if asked is None:
        raise WrongRequest("Điều chỉnh không đọc được. Mở lại trang gửi số liệu.")
    reason = request.POST.get("ly-do", "").strip()[:500]
    return submit(
        request, place, "review.withdraw_adjustment",
        lambda: actions.withdraw_adjustment(
            actor=place.actor, organisation=place.node.id, period=place.period, adjustment=asked, reason=reason
        ),
        then=place.url("sending"), said="Đã bỏ điều chỉnh.", reason=reason,
    )  # fmt: skip


@at_organisation(SEND_FIGURES, post=SEND_FIGURES)
def adjust(request: HttpRequest, place: Place, figure: str) -> HttpResponse:
    """Put one figure right by hand, with the reason. LookupError (404) for a figure that cannot be."""
    asked = indicator(figure)
    if not declarable(asked) or (asked.sensitive and not place.may(READ_INSPECTION)):
        raise LookupError(figure)
    table = reported_figures(actor=place.actor, organisation=place.node, period=place.period)
    form = AdjustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        answer = submit(
            request, place, "review.adjust",
            lambda: actions.adjust(
                actor=place.actor, organisation=place.node.id, period=place.period, name=asked.name,
                value=data["value"], reason=data["reason"],
            ),
            then=place.url("sending"), said=f"Đã ghi điều chỉnh {_signed(data['value'])} cho “{asked.title}”.", form=form,
            reason=data["reason"],
        )  # fmt: skip
        if answer:
            return answer
    made: list[AdjustmentView] = adjustments(
        actor=place.actor, organisation=place.node, period=place.period, names=[asked.name]
    )
    return page(
        request, "review/adjust.html", place, "review", form=form, asked=asked, now=table.figures[asked.name],
        counted=number(place, asked, Figure(table.figures[asked.name].counted, table.figures[asked.name].counted)),
        made=made, back=place.url("sending"),
    )  # fmt: skip
