"""The receiver's board: who has sent, worst first; reminding, accepting what is equal, locking, unlocking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import ACCEPT_FIGURES, ISSUE_REPORT, READ_FIGURES, READ_REPORT
from dangvu.foundation.refusals import Impossible
from dangvu.review import actions, queries
from dangvu.review.mail import letters
from dangvu.review.narrative import queries as narrative
from dangvu.review.queries import Board, Line
from dangvu.review.rules import State, days_in_words
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.review.forms import ExceptionForm, ReasonForm, WithoutForm
from dangvu.web.review.sending import own_side
from dangvu.work.officers.queries import officers

#: (what the address says, the states that it shows, its title, the look of its part of the bar).
_FILTERS = (
    ("chua-gui", (State.OPEN,), "Chưa gửi", "rd"),
    ("tra-lai", (State.RETURNED,), "Trả lại để sửa", "am"),
    ("cho-xem", (State.SENT,), "Chờ xem", "a"),
    ("da-nhan", (State.ACCEPTED, State.LOCKED), "Đã nhận", "t"),
)


@dataclass(frozen=True)
class Chip:
    """One filter with its count, and its part of the bar."""

    title: str
    count: int
    url: str
    current: bool
    look: str = ""
    x: float = 0
    width: float = 0


@dataclass(frozen=True)
class Row:
    """One unit of the board as the page shows it."""

    line: Line
    url: str
    days: str
    is_due: bool


@at_organisation(READ_FIGURES, post=ACCEPT_FIGURES)
def review(request: HttpRequest, place: Place) -> HttpResponseBase:
    """The board of the period; where nobody sends here, the unit's own side. A form sends what is to be done."""
    board = queries.board(actor=place.actor, receiver=place.node, period=place.period)
    if request.method == "POST":
        return _ordered(request, place, board)
    side = queries.own_side(actor=place.actor, node=place.node, period=place.period)
    if board is None and (side is not None or not place.tree.children(place.node.id)):
        return own_side(request, place)
    if board is None:
        return page(
            request, "review/none.html", place, "review", open_url=place.url_if(ACCEPT_FIGURES, "review_open")
        )
    return _board(request, place, board)


def _board(request: HttpRequest, place: Place, board: Board, **forms: Any) -> HttpResponse:
    asked = request.GET.get("loc", "")
    states = next((states for slug, states, *_ in _FILTERS if slug == asked), tuple(State))
    rows = [_row(place, line) for line in board.lines if line.state in states]
    may = place.may(ACCEPT_FIGURES)
    equal = [line for line in board.lines if line.is_equal and line.sent_by != place.actor.user_id]
    unlock_right, unlock_at = actions.who_unlocks(place.node.id)
    signs = unlock_right == ISSUE_REPORT and place.may(ISSUE_REPORT)
    may_unlock = signs or (
        unlock_at != place.node.id and unlock_at in place.tree and _accepts_above(place, unlock_at)
    )
    return page(
        request, "review/board.html", place, "review", board=board, rows=rows, chips=_chips(place, board, asked),
        may=may, equal=equal, today=clock.today(), due=board.cycle.due(board.lines[0].node.id) if board.lines else None,
        cut_off_days=days_in_words(board.cycle.terms.cut_off, clock.today()),
        calls_url=place.url("review_calls"), move_url=place.url("review_open"), own_url=place.url("sending"),
        report_url=place.url_if(READ_REPORT, "report"), gathering_url=place.url_if(READ_REPORT, "gathering"),
        not_chosen=narrative.waiting(board.cycle, place.node.id), may_unlock=may_unlock and board.unlock_asked,
        unlock_url=place.url("review_unlock") if signs else place.url("review"),
        lock_form=forms.get("lock_form") or WithoutForm(), exception_form=forms.get("exception_form") or _exceptions(board),
        unlock_form=forms.get("unlock_form") or ReasonForm(), opened=forms.get("opened", ""),
        status=200,
    )  # fmt: skip


def _accepts_above(place: Place, above: int) -> bool:
    held = place.actor.organisations_with(ACCEPT_FIGURES)
    return place.actor.is_operator or not held.isdisjoint(place.tree.path(above))


def _row(place: Place, line: Line) -> Row:
    url = (
        place.url_of("review_unit", unit=line.node.code)
        if line.sent_at
        else place.url("sending", line.node.code)
    )
    by = line.next.by
    return Row(line, url, days_in_words(by, clock.today()) if by else "", bool(line.next.late))


def _chips(place: Place, board: Board, asked: str) -> list[Chip]:
    base, counts, at = place.url("review"), board.counts, 0.0
    chips = [Chip("Tất cả", len(board.lines), base, not asked)]
    each = 1302 / max(1, len(board.lines))
    for slug, states, title, look in _FILTERS:
        count = sum(counts[state] for state in states)
        chips.append(
            Chip(
                title, count, f"{base}&loc={slug}", slug == asked, look, round(at, 1), round(count * each, 1)
            )
        )
        at += count * each
    return chips


def _exceptions(board: Board, data: Any = None) -> ExceptionForm:
    units = [(line.node.code, line.node.name) for line in board.lines]
    return ExceptionForm(data, units=units)


def _ordered(request: HttpRequest, place: Place, board: Board | None) -> HttpResponseBase:
    """What the form of the board asks for; a form that says nothing we know leads back to the board."""
    orders = {
        "nhac": _remind, "nhan": _accept_equal, "khoa": _lock, "cho-phep": _let_change, "de-nghi": _ask_unlock,
        "dong-y": _answer, "khong-dong-y": _answer,
    }  # fmt: skip
    order = orders.get(request.POST.get("viec", ""))
    if board is None or order is None:
        messages.error(request, "Chưa rõ việc cần làm; đề nghị chọn lại trên trang này.")
        return redirect(place.url("review"))
    return order(request, place, board)


def _remind(request: HttpRequest, place: Place, board: Board) -> HttpResponseBase:
    ticked = set(request.POST.getlist("dv"))
    missing = [line.node for line in board.missing if not ticked or line.node.code in ticked]

    answer = submit(
        request, place, "review.remind",
        lambda: actions.remind(
            actor=place.actor, receiver=place.node.id, units=[node.id for node in missing], period=place.period
        ),
        then=place.url("review"), said=lambda count: f"Đã nhắc {count} đơn vị: các đơn vị thấy ở trang Việc cần làm.",
    )  # fmt: skip
    # Outside the act: a mail server that is slow must not hold the writer's lock.
    sent = letters(
        actor=place.actor,
        receiver=place.node,
        units=missing,
        period=place.period,
        due=board.cycle.terms.cut_off,
    )
    if sent:
        messages.success(request, f"Đã gửi {sum(sent.values())} thư nhắc.")
    return _sent(answer)


def _accept_equal(request: HttpRequest, place: Place, board: Board) -> HttpResponseBase:
    shown = dict(one.split(":", 1) for one in request.POST.getlist("ban") if ":" in one)
    lines = [line for line in board.lines if line.is_equal and line.sent_by != place.actor.user_id]
    units = [line.node.id for line in lines if shown.get(line.node.code) == str(line.version)]
    seen = {line.node.id: line.version or 0 for line in lines}
    if not units:
        messages.info(request, "Không có đơn vị nào gửi số khớp hẳn đang chờ nhận.")
        return redirect(place.url("review"))
    return _sent(
        submit(
            request, place, "review.accept",
            lambda: actions.accept(actor=place.actor, receiver=place.node.id, units=units, period=place.period, seen=seen),
            then=place.url("review"), said=lambda count: f"Đã nhận số liệu của {count} đơn vị.",
        )
    )  # fmt: skip


def _lock(request: HttpRequest, place: Place, board: Board) -> HttpResponseBase:
    form = WithoutForm(request.POST)
    if form.is_valid():
        answer = submit(
            request, place, "review.lock",
            lambda: actions.lock(
                actor=place.actor, organisation=place.node.id, period=place.period, without=form.cleaned_data["without"]
            ),
            then=place.url("review"), said="Đã khóa kỳ và chốt số liệu.", form=form, reason=form.cleaned_data["without"],
        )  # fmt: skip
        if answer:
            return answer
    return _board(request, place, board, lock_form=form, opened="khoa")


def _let_change(request: HttpRequest, place: Place, board: Board) -> HttpResponseBase:
    form = _exceptions(board, request.POST)
    if form.is_valid():
        unit = next(line.node for line in board.lines if line.node.code == form.cleaned_data["unit"])
        answer = submit(
            request, place, "review.let_change",
            lambda: actions.let_change(
                actor=place.actor, organisation=place.node.id, unit=unit.id, period=place.period,
                reason=form.cleaned_data["reason"], until=form.cleaned_data["until"],
            ),
            then=place.url("review"), said=f"{unit.name} được sửa số đã gửi đến hết ngày {form.cleaned_data['until']:%d/%m/%Y}.",
            form=form, reason=form.cleaned_data["reason"],
        )  # fmt: skip
        if answer:
            return answer
    return _board(request, place, board, exception_form=form, opened="cho-phep")


def _ask_unlock(request: HttpRequest, place: Place, board: Board) -> HttpResponseBase:
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        answer = submit(
            request, place, "review.ask_to_unlock",
            lambda: actions.ask_to_unlock(
                actor=place.actor, organisation=place.node.id, period=place.period, reason=reason
            ),
            then=place.url("review"), said="Đã đề nghị mở khóa; cần một đồng chí khác ở cấp trên đồng ý.", form=form,
            reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    return _board(request, place, board, unlock_form=form, opened="de-nghi")


def _answer(request: HttpRequest, place: Place, board: Board) -> HttpResponseBase:
    del board
    agreed = request.POST.get("viec") == "dong-y"
    return _sent(
        submit(
            request, place, "review.unlock" if agreed else "review.refuse_unlock",
            lambda: actions.answer_unlock(
                actor=place.actor, organisation=place.node.id, period=place.period, agreed=agreed
            ),
            then=place.url("review"), said="Đã mở khóa kỳ." if agreed else "Đã trả lời: không mở khóa.",
        )
    )  # fmt: skip


def _sent(answer: HttpResponse | None) -> HttpResponse:
    assert answer is not None  # without a form a refusal is said on the page that follows
    return answer


@at_organisation(None, post=ISSUE_REPORT)
def unlock(request: HttpRequest, place: Place) -> HttpResponseBase:
    """At the root whoever signs answers a request to unlock."""
    if request.POST.get("viec") not in ("dong-y", "khong-dong-y"):
        messages.error(request, "Chưa rõ đồng chí đồng ý hay không; đề nghị chọn lại trên trang này.")
        return redirect(place.url("review"))
    right, at = actions.who_unlocks(place.node.id)
    if right != ISSUE_REPORT:
        messages.error(request, f"Mở khóa kỳ này do {place.tree[at].name} trả lời.")
        return redirect(place.url("review"))
    board = queries.board(actor=place.actor, receiver=place.node, period=place.period)
    if board is None:
        raise Impossible("Chưa có kỳ báo cáo nào mở cho những ngày này.")
    return _answer(request, place, board)


@at_organisation(READ_FIGURES)
def call_list(request: HttpRequest, place: Place) -> HttpResponse:
    """The units that have not sent, with whom to call, to print."""
    board = queries.board(actor=place.actor, receiver=place.node, period=place.period)
    rows = []
    for line in board.missing if board else ():
        sitting = officers(actor=place.actor, organisation=line.node.id, tree=place.tree)
        secretary = next((one.name for one in sitting if one.post == "bi_thu"), "")
        rows.append((line, secretary))
    return page(
        request, "review/calls.html", place, "review", board=board, rows=rows, printing="in" in request.GET,
        print_url=f"{place.url('review_calls')}&in=1", screen_url=place.url("review_calls"), back=place.url("review"),
    )  # fmt: skip
