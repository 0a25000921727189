"""The book of meetings of a period, one more line of it, and one taken back that was written by mistake."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.foundation.periods import quarter_of
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.meetings.forms import QUALITIES, MeetingForm
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.rules import SittingKind

_KINDS = (("", "Tất cả"), (SittingKind.REGULAR.value, "Định kỳ"), (SittingKind.THEMATIC.value, "Chuyên đề"))


def tabs(place: Place, here: str) -> list[tuple[str, str, bool]]:
    """[(title, address, whether it is open)] of the pages about meetings."""
    names = [("meetings", "Sổ sinh hoạt"), ("meeting_plan", "Kế hoạch năm"), ("meetings_not_met", "Chưa họp"),
             ("meeting_sheets", "Mẫu chấm điểm")]  # fmt: skip
    if place.node.is_cell:
        del names[2]
    return [(title, place.url(name), name == here) for name, title in names]


@at_organisation(READ_FIGURES)
def meetings(request: HttpRequest, place: Place) -> HttpResponse:
    """What was held in the period, the latest first; of one cell, quarter by quarter as well. ``loai``: of one kind."""
    period, may = place.period, place.may(WRITE_WORK)
    kind, quality = request.GET.get("loai", ""), request.GET.get("xep", "")
    if kind not in dict(_KINDS) or (quality and quality not in dict(QUALITIES)):
        raise WrongRequest("Sổ này không có loại đó. Đề nghị chọn lại ở đầu trang.")
    every = queries.held(actor=place.actor, organisation=place.node.id, start=period.start, end=period.end)
    shown = [one for one in every if kind in ("", one.kind) and quality in ("", one.quality)]
    both = [one for one in shown if one.attended is not None and one.obliged is not None]
    part, book = leaf(request, shown), place.url("meetings")
    names = place.may(READ_NAMES)
    return page(
        request, "meetings/list.html", place, "meetings", tabs=tabs(place, "meetings"),
        leaf=part, new=place.url("meeting_new") if may else "", kind=kind,
        call=place.url("sitting_new") if may and place.node.is_cell else "",
        chips=[(title, f"{book}&loai={slug}" if slug else book, sum(slug in ("", one.kind) for one in every),
                slug == kind and not quality) for slug, title in _KINDS]
        + [(f"Xếp loại {title.lower()}", f"{book}&xep={slug}", count, slug == quality) for slug, title in QUALITIES
           if (count := sum(one.quality == slug for one in every)) or slug == quality],
        rows=[
            (one, place.url_of("sitting", sitting=one.sitting) if one.sitting and names else "",
             place.url_of("meeting_take_back", meeting=one.id) if may and one.typed and not one.sitting else "")
            for one in part.items
        ],
        obliged=sum(one.obliged or 0 for one in both), present=sum(one.attended or 0 for one in both), told=len(both),
        quarters=_quarters(every, period.start.year) if place.node.is_cell and period.code == str(period.start.year) else [],
        year_url=f"{book.partition('?')[0]}?ky={period.end.year}",
    )  # fmt: skip


def _quarters(every: list[queries.Meeting], year: int) -> list[tuple[str, int]]:
    thematic = [one for one in every if one.kind.value == SittingKind.THEMATIC.value]
    return list(zip(("I", "II", "III", "IV"), queries.by_quarter(thematic, year), strict=True))


@at_organisation(READ_FIGURES)
def not_met(request: HttpRequest, place: Place) -> HttpResponse:
    """The cells without a regular meeting in a month (``thang``; this month), or without a theme in its quarter."""
    month, theme = _month(request.GET.get("thang", "")), request.GET.get("loai") == "chuyen-de"
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "tree": place.tree}
    cells = queries.without_theme(**asked, on=month) if theme else queries.not_met(**asked, month=month)
    every = sum(place.tree[id_].is_cell for id_ in place.tree.descendants(place.node.id))
    part = leaf(request, cells)
    last = clock.today().replace(day=1)
    months = [
        date((last.year * 12 + last.month - 1 - back) // 12, (last.month - 1 - back) % 12 + 1, 1)
        for back in range(12)
    ]
    return page(
        request, "meetings/not_met.html", place, "meetings", tabs=tabs(place, "meetings_not_met"), leaf=part, month=month,
        met=every - len(cells), every=every, code=place.period.code, theme=theme, quarter=quarter_of(month),
        months=[(f"{one:%Y-%m}", f"Tháng {one.month}/{one.year}", one == month) for one in months],
        rows=[(place.tree.label(node.id), place.url("meetings", node.code)) for node in part.items],
    )  # fmt: skip


def _month(asked: str) -> date:
    """The first day of the month asked for: '2023-06'; none: this month."""
    if not asked:
        return clock.today().replace(day=1)
    year, dash, month = asked.partition("-")
    good = (
        dash and year.isascii() and year.isdigit() and len(year) == 4 and month.isascii() and month.isdigit()
    )
    if not good or not 1 <= int(month) <= 12 or not 1930 <= int(year) <= 2999 or len(month) != 2:
        raise WrongRequest(f"Không có tháng “{asked[:10]}”. Chọn lại tháng trên trang này.")
    return date(int(year), int(month), 1)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One meeting is written into the book; it counts at once."""
    form = MeetingForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        book = f"{place.url('meetings').partition('?')[0]}?ky={told.on.year}"
        answer = submit(
            request, place, "meetings.enter",
            lambda: actions.enter(actor=place.actor, organisation=place.node.id, meeting=told),
            then=f"{place.url('meeting_new')}" if "them" in request.POST else book,
            said=f"Đã ghi buổi {SittingKind(told.kind).label.lower()} ngày {told.on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "meetings/new.html", place, "meetings", form=form, back=place.url("meetings"),
        upload_url=place.url("uploads"), call=place.url("sitting_new") if place.node.is_cell else "",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, meeting: int) -> HttpResponse:
    """A meeting typed in by mistake no longer counts; it stays in the history."""
    back = place.url("meetings")
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form, answer = why(
        request, place, "meetings.drop",
        lambda reason: actions.take_back(**asked, meetings=[meeting], reason=reason),
        then=back, said="Đã bỏ buổi sinh hoạt ghi nhầm.", hint="Ví dụ: ghi nhầm ngày",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.one(**asked, meeting=meeting)
    return page(request, "meetings/take_back.html", place, "meetings", form=form, back=back, one=one)
