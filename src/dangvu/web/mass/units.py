"""The units of mass organisations; numbers with names beside numbers without."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.mass.forms import UnitCorrectionForm, UnitForm
from dangvu.web.mass.tabs import CRUMB, SECTION, tabs
from dangvu.web.pages import leaf, page
from dangvu.web.posts import is_stale, submit
from dangvu.web.reasons import why
from dangvu.work.mass import actions, queries


@at_organisation(READ_FIGURES)
def mass(request: HttpRequest, place: Place) -> HttpResponse:
    """The kinds with what is named and what is reported of them at the end of the period; the units."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    end, may = place.period.end, place.may(WRITE_WORK)
    every = queries.units(**asked, on=end)
    lines, members, people = queries.beside(**asked, start=place.period.start, end=end)
    kind, book = request.GET.get("loai", ""), place.url("mass")
    if kind and kind not in {line.kind for line in lines}:
        raise WrongRequest("Không có đoàn thể đó trong kỳ này. Đề nghị chọn lại ở đầu trang.")
    part = leaf(request, [one for one in every if kind in ("", one.kind)])
    return page(
        request, "mass/list.html", place, SECTION, tabs=tabs(place, "mass"), leaf=part, lines=lines, members=members,
        people=people, kind=kind, book_url=book, new=place.url("mass_unit_new") if may else "",
        count_new=place.url("mass_count_new") if may else "", end=end,
        people_url=place.url_of("explain", figure="MT-02"), memberships_url=place.url_of("explain", figure="MT-03"),
        unit_count=len(every),
        chips=[("Tất cả", "", len(every)),
               *((line.title, line.kind, sum(one.kind == line.kind for one in every)) for line in lines)],
        rows=[(one, place.url_of("mass_unit", unit=one.id)) for one in part.items],
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A unit is written down; its people are entered next."""
    form = UnitForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        answer = submit(
            request, place, "mass.found_units",
            lambda: actions.found_units(actor=place.actor, organisation=place.node.id, units=[told]),
            then=place.url("mass_unit_new") if "them" in request.POST else place.url("mass"),
            said=f"Đã ghi “{told.name}”.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=place.url("mass"), title="Ghi cơ sở đoàn thể",
        lead="Ghi cơ sở trước, rồi ghi đoàn viên, hội viên của cơ sở; nhiều người cùng lúc thì nạp biểu Excel.",
        button="Ghi cơ sở", more="Ghi và nhập cơ sở tiếp",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def correct(request: HttpRequest, place: Place, unit: int) -> HttpResponse:
    """What a unit is, said anew with a reason; or that it is no more."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    one = queries.unit(**asked, unit=unit, on=clock.today())
    back = place.url_of("mass_unit", unit=unit)
    form = UnitCorrectionForm(place, request.POST or None, one)
    context: dict[str, Any] = {}
    if request.method == "POST" and is_stale(request, one.act):
        rows = [("Tên cơ sở", one.name, form.data.get("name", "")), ("Tổ chức đảng lãnh đạo", one.place, "")]
        context = {"versions": rows[:1], "changed": "Cơ sở này", "status": 409}
    elif request.method == "POST" and form.is_valid():
        told, reason = form.told(), form.cleaned_data["reason"]
        answer = submit(
            request, place, "mass.correct_unit",
            lambda: actions.correct_unit(**asked, unit=unit, new=told, reason=reason),
            then=back, said="Đã sửa cơ sở đoàn thể.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=back, title=f"Sửa “{one.name}”", seen=one.act,
        lead="Điều đã ghi trước vẫn giữ trong nhật ký, cùng lý do sửa.", button="Ghi bản sửa", **context,
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, unit: int) -> HttpResponse:
    """A unit written down by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form, answer = why(
        request, place, "mass.take_back_unit",
        lambda reason: actions.take_back_unit(**asked, unit=unit, reason=reason),
        then=place.url("mass"), said="Đã bỏ cơ sở ghi nhầm.", hint="Ví dụ: ghi hai lần cùng một cơ sở",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.unit(**asked, unit=unit, on=clock.today())
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=place.url_of("mass_unit", unit=unit),
        title=f"Bỏ “{one.name}”", lead="Cơ sở này sẽ không còn tính, nhưng vẫn giữ trong nhật ký.", button="Bỏ cơ sở này",
    )  # fmt: skip
