"""What one unit sent: figure by figure, its parts and its words; accepting, or returning single figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import ACCEPT_FIGURES, READ_FIGURES, READ_REPORT
from dangvu.indicators.actions import let_declare, let_keep_records
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.engine import Figure
from dangvu.indicators.kinds import adjustments
from dangvu.indicators.queries import printed
from dangvu.organisations.tree import Node
from dangvu.review import actions, queries
from dangvu.review.actions import NewRemark
from dangvu.review.narrative import queries as narrative
from dangvu.review.queries import SentFigure
from dangvu.review.rules import State, days_in_words
from dangvu.web import sent
from dangvu.web.figures.figures import MAIN
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import Number, number
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.review.forms import DeclaringForm, RemarkForm

#: Not a figure: the paragraphs that were sent with them.
WORDS = "noi-dung"


@dataclass(frozen=True)
class Row:
    """One figure as the receiver looks at it."""

    sent: SentFigure
    counted: Number
    declared: str
    value: str
    frozen_url: str
    before: str
    is_odd: bool


@at_organisation(READ_FIGURES, post=ACCEPT_FIGURES)
def review_unit(request: HttpRequest, place: Place, unit: str) -> HttpResponseBase:
    """The last sending of a unit directly below; LookupError (404) for anything else."""
    node = _unit(place, unit)
    side = queries.own_side(actor=place.actor, node=node, period=place.period)
    if side is None or side.receiver is None or side.receiver.id != place.node.id:
        raise LookupError(unit)
    figures = queries.sent_figures(actor=place.actor, unit=node, period=place.period)
    version = side.versions[0] if side.versions else None
    rows = [_row(place, node, one, version.id if version else 0) for one in figures]
    form = RemarkForm(request.POST if request.POST.get("viec") == "tra-lai" else None, figures=_choices(rows))
    if request.method == "POST":
        answer = _ordered(request, place, node, form)
        if answer:
            return answer
    every = "tat-ca" in request.GET
    may = place.may(ACCEPT_FIGURES) and not (side.is_locked and not side.cycle.is_excepted(node.id))
    state = side.state
    line = side.cycle.states.get(node.id)
    here = place.url_of("review_unit", unit=node.code)
    return page(
        request, "review/unit.html", place, "review", node=node, side=side, form=form, version=version,
        rows=[row for row in rows if every or row.is_odd or row.sent.indicator.name in MAIN], every=every, count=len(rows),
        odd=sum(row.is_odd for row in rows), here=here, every_url=f"{here}&tat-ca=1",
        may_accept=may and state is State.SENT and not (line and line.sent_by is not None and line.sent_by == place.actor.user_id),
        is_own=bool(state is State.SENT and line and line.sent_by is not None and line.sent_by == place.actor.user_id),
        may_return=may and state in (State.SENT, State.ACCEPTED), back=place.url("review"),
        adjustments=adjustments(actor=place.actor, organisation=node, period=place.period, known=version.known_at if version else None),
        declaring_form=DeclaringForm(
            request.POST if request.POST.get("viec") == "tu-khai" else None, initial={"on": place.period.start}
        ),
        may_declare=place.may(ACCEPT_FIGURES) and not side.is_locked, sending_url=place.url("sending", node.code),
        written=narrative.sent_by(actor=place.actor, unit=node, period=place.period, tree=place.tree) if place.may(READ_REPORT) else [],
        days=days_in_words(side.next.by, clock.today()) if side.next.by else "", note=line.note if line else "",
    )  # fmt: skip


def _unit(place: Place, code: str) -> Node:
    for child in place.tree.children(place.node.id):
        if place.tree[child].code == code:
            return place.tree[child]
    raise LookupError(code)


def _row(place: Place, node: Node, one: SentFigure, version: int) -> Row:
    i = one.indicator
    shown = (
        one.sent.counted if one.sent.counted is not None and i.denominator is None else one.sent.figure.value
    )
    declared = "" if one.declared is None else printed(i, Figure(one.declared, one.declared))
    before = (
        ""
        if one.before is None or one.before == one.sent.figure.value
        else printed(i, Figure(one.before, one.before))
    )
    counted = number(place, i, Figure(shown, shown), node)
    return Row(
        one, counted, declared, printed(i, one.sent.figure),
        place.url_of("frozen_list", node.code, version=version, figure=i.code), before,
        one.differs or bool(one.sent.adjusted) or one.sent.declared is not None or bool(before),
    )  # fmt: skip


def _name(chosen: str) -> str:
    """What a remark is about: a figure; '': the whole, as for the unit's words."""
    return "" if chosen == WORDS else indicator(chosen).name


def _told(remarks: list[NewRemark]) -> str:
    figures = sum(bool(one.name) for one in remarks)
    parts = [f"{figures} số" if figures else "", "lời văn" if figures < len(remarks) else ""]
    return " và ".join(part for part in parts if part)


def _choices(rows: list[Row]) -> list[tuple[str, str]]:
    odd = [row for row in rows if row.is_odd]
    rest = [row for row in rows if not row.is_odd]
    return [
        (row.sent.indicator.code, f"{row.sent.indicator.code} {row.sent.indicator.title}: {row.value}")
        for row in (*odd, *rest)
    ] + [(WORDS, "Nội dung báo cáo (lời văn)")]


def _ordered(request: HttpRequest, place: Place, node: Node, form: RemarkForm) -> HttpResponseBase | None:
    order = request.POST.get("viec", "")
    shown = sent.number(request.POST.get("ban", ""))
    seen = {node.id: shown} if shown is not None else {}
    if order == "nhan":
        return submit(
            request, place, "review.accept",
            lambda: actions.accept(
                actor=place.actor, receiver=place.node.id, units=[node.id], period=place.period, seen=seen
            ),
            then=place.url("review"), said=f"Đã nhận số liệu của {node.name}.",
        )  # fmt: skip
    if order in ("tu-khai", "ghi-so"):
        return _declaring(request, place, node)
    if order != "tra-lai":
        messages.error(request, "Chưa rõ việc cần làm; đề nghị chọn lại trên trang này.")
        return redirect(place.url_of("review_unit", unit=node.code))
    if not form.is_valid():
        return None
    data = form.cleaned_data
    remarks = [NewRemark(_name(code), text) for code, text in form.remarks()]
    return submit(
        request, place, "review.give_back",
        lambda: actions.give_back(
            actor=place.actor, receiver=place.node.id, unit=node.id, period=place.period, remarks=remarks, due=data["due"], seen=seen,
        ),
        then=place.url_of("review_unit", unit=node.code),
        said=f"Đã trả lại {_told(remarks)} cho {node.name} kèm ý kiến.", form=form,
    )  # fmt: skip


def _declaring(request: HttpRequest, place: Place, node: Node) -> HttpResponseBase | None:
    """From a day on the unit declares instead of keeping records here; or is counted from its records again."""
    here = place.url_of("review_unit", unit=node.code)
    if request.POST.get("viec") == "ghi-so":
        return submit(
            request, place, "indicators.let_keep_records",
            lambda: let_keep_records(
                actor=place.actor, organisation=place.node.id, units=[node.id], on=place.period.start
            ),
            then=here, said=f"{node.name} lại tính theo hồ sơ từ {place.period.start:%d/%m/%Y}.",
        )  # fmt: skip
    form = DeclaringForm(request.POST)
    if not form.is_valid():
        return None
    data = form.cleaned_data
    return submit(
        request, place, "indicators.let_declare",
        lambda: let_declare(
            actor=place.actor, organisation=place.node.id, units=[node.id], on=data["on"], reason=data["why"]
        ),
        then=here, said=f"{node.name} tự khai thay cho ghi sổ từ {data['on']:%d/%m/%Y}.", form=form, reason=data["why"],
    )  # fmt: skip
