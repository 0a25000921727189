"""The year's plan of meetings, and calling one to its day."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.meetings.forms import CallForm, PlanForm
from dangvu.web.meetings.sitting import view_of
from dangvu.web.meetings.views import tabs
from dangvu.web.pages import leaf, page
from dangvu.web.posts import is_stale, submit
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.queries import SittingLine, Stage
from dangvu.work.meetings.rules import SittingKind

_ONLY_CELLS = "Trang này của một chi bộ. Mở trang của chi bộ cần ghi, trong cây tổ chức hoặc trong kế hoạch năm, rồi làm lại."


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "") or str(clock.today().year)
    if not (asked.isascii() and asked.isdigit() and 1930 <= int(asked) <= 2999):
        raise WrongRequest(f"Không có năm “{asked[:10]}”. Chọn lại năm trên trang này.")
    return int(asked)


@at_organisation(READ_FIGURES)
def plan(request: HttpRequest, place: Place) -> HttpResponse:
    """The plan of a year (``nam``): of a cell month by month, of an organisation cell by cell."""
    if "viec" in request.GET:
        return _to_write_up(request, place)
    year = _year(request)
    lines = queries.plan(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    base, names = place.url("meeting_plan"), place.may(READ_NAMES)
    context: dict[str, Any] = {
        "tabs": tabs(place, "meeting_plan"), "year": year, "lines": lines,
        "years": [(one, f"{base}&nam={one}", one == year) for one in range(year - 1, year + 2)],
    }  # fmt: skip
    if place.node.is_cell:
        may = place.may(WRITE_WORK)
        return page(
            request, "meetings/plan.html", place, "meetings", **context,
            edit=f"{place.url('meeting_plan_edit')}&nam={year}" if may else "",
            call=place.url("sitting_new") if may else "",
            rows=[(one, place.url_of("sitting", sitting=one.id) if names else "") for one in lines],
        )  # fmt: skip
    by = defaultdict[int, list[SittingLine]](list)
    for line in lines:
        by[line.organisation].append(line)
    cells = [place.tree[id_] for id_ in place.tree.descendants(place.node.id) if place.tree[id_].is_cell]
    part = leaf(request, cells)
    return page(
        request, "meetings/plans.html", place, "meetings", **context, leaf=part, planned=len(by), every=len(cells),
        rows=[
            (
                place.tree.label(cell.id), f"{place.url('meeting_plan', cell.code)}&nam={year}", len(by[cell.id]),
                sum(one.stage is Stage.HELD or one.in_book for one in by[cell.id]),
                [one for one in by[cell.id] if one.kind.has_theme],
            )
            for cell in part.items
        ],
    )  # fmt: skip


def _to_write_up(request: HttpRequest, place: Place) -> HttpResponse:
    """The meetings that were held, by their day, and have no minutes (``viec``)."""
    lines = queries.to_write_up(
        actor=place.actor, organisation=place.node.id, tree=place.tree, today=clock.today()
    )
    part, names = leaf(request, lines), place.may(READ_NAMES)
    return page(
        request, "meetings/write_up.html", place, "meetings", tabs=tabs(place, "meeting_plan"), leaf=part,
        rows=[(one, place.url_of("sitting", sitting=one.id) if names else "") for one in part.items],
        back=place.url("meeting_plan"),
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def plan_edit(request: HttpRequest, place: Place) -> HttpResponse:
    """One form for the whole year; what was called already stays."""
    if not place.node.is_cell:
        raise WrongRequest(_ONLY_CELLS)
    year, today = _year(request), clock.today()
    lines = queries.plan(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    regular = [one for one in lines if one.kind is SittingKind.REGULAR and one.stage is Stage.PLANNED]
    themes = [one for one in lines if one.kind is SittingKind.THEMATIC and one.stage is Stage.PLANNED]
    first = regular[0].month.month if regular else today.month if year == today.year else 1
    day = next((one.on.day for one in regular if one.on), None)
    form = PlanForm(year, first, day, themes, request.POST or None)
    back = f"{place.url('meeting_plan')}&nam={year}"
    if request.method == "POST" and form.is_valid():
        answer = submit(
            request, place, "meetings.plan_year",
            lambda: actions.plan_year(
                actor=place.actor, organisation=place.node.id, year=year, planned=form.told()
            ),
            then=back, said=f"Đã ghi kế hoạch sinh hoạt năm {year}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "meetings/plan_edit.html", place, "meetings", form=form, back=back, year=year,
        fixed=[one for one in lines if one.stage is not Stage.PLANNED],
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def call_new(request: HttpRequest, place: Place) -> HttpResponse:
    """A meeting that stands in no plan is called; where the plan has one of this month, it is offered first."""
    if not place.node.is_cell:
        raise WrongRequest(_ONLY_CELLS)
    today = clock.today()
    lines = queries.plan(actor=place.actor, organisation=place.node.id, tree=place.tree, year=today.year)
    waiting = [
        one
        for one in lines
        if one.stage is Stage.PLANNED and not one.in_book and one.month <= today.replace(day=28)
    ][-4:]
    return _called(request, place, None, place.url("meeting_plan"), waiting)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def call(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """A planned meeting gets its day, hour, place and papers; called again, it is corrected."""
    return _called(request, place, view_of(place, sitting), place.url_of("sitting", sitting=sitting), [])


def _called(
    request: HttpRequest,
    place: Place,
    view: queries.SittingView | None,
    back: str,
    waiting: list[SittingLine],
) -> HttpResponse:
    form = CallForm(view, request.POST or None)
    if request.method == "POST" and view is not None and is_stale(request, view.act):
        shown = CallForm(view, None)
        versions = [
            (
                form[name].label,
                shown[name].field.prepare_value(shown[name].initial) or "",
                form[name].value() or "",
            )
            for name in form.fields
            if name != "kind"
        ]
        return page(
            request, "meetings/call.html", place, "meetings", form=form, view=view, back=back, seen=view.act, status=409,
            changed="Buổi sinh hoạt này", versions=[one for one in versions if one[1] != one[2]],
        )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
        told = form.told()
        made: list[int] = []  # the page of a new meeting is not known before it is written
        answer = submit(
            request, place, "meetings.call",
            lambda: made.append(actions.call(**asked, call=told, sitting=view.id if view else None)),
            then=back if view else f"{place.url('meeting_plan')}&nam={told.on.year}",
            said=f"Đã triệu tập buổi họp ngày {told.on:%d/%m/%Y}. Đến ngày họp: mở buổi này, điểm danh.", form=form,
        )  # fmt: skip
        if answer:
            return redirect(place.url_of("sitting", sitting=made[0])) if made else answer
    return page(
        request, "meetings/call.html", place, "meetings", form=form, view=view, back=back,
        seen=view.act if view else None,
        waiting=[(one, place.url_of("sitting_call", sitting=one.id)) for one in waiting],
    )  # fmt: skip
