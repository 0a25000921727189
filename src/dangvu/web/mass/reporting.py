"""Numbers that units report, and what was held of mass mobilisation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.mass.forms import ActivityForm, CountForm
from dangvu.web.mass.tabs import CRUMB, SECTION, tabs
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.work.mass import actions, queries


def _window(place: Place) -> dict[str, Any]:
    return {
        "actor": place.actor,
        "organisation": place.node.id,
        "start": place.period.start,
        "end": place.period.end,
    }


def _book(place: Place, name: str, year: int) -> str:
    return f"{place.url(name).partition('?')[0]}?ky={year}"


@at_organisation(READ_FIGURES)
def counts(request: HttpRequest, place: Place) -> HttpResponse:
    """What was reported in the period, the latest first."""
    part, may = leaf(request, queries.counts(**_window(place))), place.may(WRITE_WORK)
    return page(
        request, "mass/counts.html", place, SECTION, tabs=tabs(place, "mass_counts"), leaf=part,
        new=place.url("mass_count_new") if may else "",
        rows=[(one, place.url_of("mass_count_take_back", count=one.id) if may and one.typed else "") for one in part.items],
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def count_new(request: HttpRequest, place: Place) -> HttpResponse:
    """One report: the numbers of each kind and the number of people, each told and none made of another."""
    form = CountForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        answer = submit(
            request, place, "mass.report",
            lambda: actions.report(actor=place.actor, organisation=place.node.id, counts=[told]),
            then=_book(place, "mass_counts", told.on.year), said=f"Đã ghi số báo cáo tính đến {told.on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "mass/count_new.html", place, SECTION, form=form, back=place.url("mass_counts"))


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def count_take_back(request: HttpRequest, place: Place, count: int) -> HttpResponse:
    """Numbers typed in by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    back = place.url("mass_counts")
    form, answer = why(
        request, place, "mass.take_back_counts",
        lambda reason: actions.take_back_counts(**asked, counts=[count], reason=reason),
        then=back, said="Đã bỏ số ghi nhầm.", hint="Ví dụ: số của đơn vị khác",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.count(**asked, count=count)
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=back, title="Bỏ số báo cáo ghi nhầm",
        lead=f"{one.kind_title}, {one.place}, tính đến {one.on:%d/%m/%Y}. Sẽ không còn tính, nhưng vẫn giữ trong nhật ký.",
        button="Bỏ số này",
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def activities(request: HttpRequest, place: Place) -> HttpResponse:
    """Dialogues and steps of grassroots democracy of the period, the latest first."""
    part, may = leaf(request, queries.activities(**_window(place))), place.may(WRITE_WORK)
    return page(
        request, "mass/activities.html", place, SECTION, tabs=tabs(place, "mass_activities"), leaf=part,
        new=place.url("mass_activity_new") if may else "", skilful=f"{place.url('exemplars')}&loai=dan_van_kheo",
        rows=[
            (one, place.url_of("mass_activity_take_back", activity=one.id) if may and one.typed else "")
            for one in part.items
        ],
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def activity_new(request: HttpRequest, place: Place) -> HttpResponse:
    """One dialogue or step is written down; it counts at once."""
    form = ActivityForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        answer = submit(
            request, place, "mass.hold",
            lambda: actions.hold(actor=place.actor, organisation=place.node.id, activities=[told]),
            then=place.url("mass_activity_new") if "them" in request.POST else _book(place, "mass_activities", told.on.year),
            said=f"Đã ghi “{told.title}”, ngày {told.on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=place.url("mass_activities"),
        title="Ghi việc dân vận, dân chủ ở cơ sở", button="Ghi vào sổ", more="Ghi và nhập việc tiếp",
        lead="Chỉ ghi việc đã làm. Mô hình “dân vận khéo” được công nhận thì ghi ở mục Điển hình.",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def activity_take_back(request: HttpRequest, place: Place, activity: int) -> HttpResponse:
    """An activity typed in by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    back = place.url("mass_activities")
    form, answer = why(
        request, place, "mass.take_back_activities",
        lambda reason: actions.take_back_activities(**asked, activities=[activity], reason=reason),
        then=back, said="Đã bỏ việc ghi nhầm.", hint="Ví dụ: ghi hai lần cùng một việc",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.activity(**asked, activity=activity)
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=back, title=f"Bỏ “{one.title}”",
        lead=f"{one.kind_title}, {one.place}, ngày {one.on:%d/%m/%Y}. Sẽ không còn tính, nhưng vẫn giữ trong nhật ký.",
        button="Bỏ việc này",
    )  # fmt: skip
