"""One unit and its people: entered, gone, taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.mass.forms import LeaveForm, MemberForm
from dangvu.web.mass.tabs import CRUMB, SECTION
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.work.mass import actions, queries


@at_organisation(READ_FIGURES)
def unit(request: HttpRequest, place: Place, unit: int) -> HttpResponse:
    """Who is in the unit at the end of the period, officers first."""
    asked: dict[str, Any] = {
        "actor": place.actor,
        "organisation": place.node.id,
        "unit": unit,
        "on": place.period.end,
    }
    one, everybody = queries.unit(**asked), queries.members(**asked)
    part, may = leaf(request, everybody), place.may(WRITE_WORK)
    named = place.may(READ_NAMES)
    return page(
        request, "mass/unit.html", place, SECTION, one=one, leaf=part, named=named, end=place.period.end,
        officers=sum(bool(person.post) for person in everybody), party=sum(p.is_party_member for p in everybody),
        back=place.url("mass"), enrol=place.url_of("mass_enrol", unit=unit) if may else "",
        correct=place.url_of("mass_unit_correct", unit=unit) if may else "",
        drop=place.url_of("mass_unit_take_back", unit=unit) if may and not everybody else "",
        rows=[
            (person, place.member_url(person.member) if person.member and named else "",
             place.url_of("mass_leave", membership=person.id) if may and person.until is None else "",
             place.url_of("mass_member_take_back", membership=person.id) if may and person.typed else "")
            for person in part.items
        ],
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def enrol(request: HttpRequest, place: Place, unit: int) -> HttpResponse:
    """A person is put into the unit; whoever is told elsewhere already stays one person."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "unit": unit}
    one = queries.unit(**asked, on=clock.today())
    form, back = MemberForm(request.POST or None), place.url_of("mass_unit", unit=unit)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        answer = submit(
            request, place, "mass.enrol", lambda: actions.enrol(**asked, members=[told]),
            then=place.url_of("mass_enrol", unit=unit) if "them" in request.POST else back,
            said=f"Đã ghi {told.name} vào {one.name}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=back, title="Ghi đoàn viên, hội viên",
        lead=f"{one.name}. Người đã có ở đoàn thể khác (trùng số định danh, hoặc trùng họ tên và năm sinh trong cùng đơn vị)"
        " vẫn là một người, thêm một lượt; đảng viên thì lấy theo hồ sơ đảng viên.",
        button="Ghi vào danh sách", more="Ghi và nhập người tiếp",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def leave(request: HttpRequest, place: Place, membership: int) -> HttpResponse:
    """Someone is no longer in the unit from a day on."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        then = place.url("mass")
        answer = submit(
            request, place, "mass.leave", lambda: actions.leave(**asked, memberships=[membership], on=on),
            then=then, said=f"Đã ghi thôi tham gia từ ngày {on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    person = queries.membership(**asked, membership=membership)
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=place.url_of("mass_unit", unit=person.unit),
        title=f"{person.name} thôi tham gia", lead="Từ ngày ấy không còn tính; quá trình trước đó vẫn giữ.",
        button="Ghi thôi tham gia",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, membership: int) -> HttpResponse:
    """Someone was put into the unit by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form, answer = why(
        request, place, "mass.take_back_members",
        lambda reason: actions.take_back_members(**asked, memberships=[membership], reason=reason),
        then=place.url("mass"), said="Đã bỏ người ghi nhầm.", hint="Ví dụ: người của cơ sở khác",
    )  # fmt: skip
    if answer:
        return answer
    person = queries.membership(**asked, membership=membership)
    return page(
        request, "ask.html", place, SECTION, crumb=CRUMB, form=form, back=place.url_of("mass_unit", unit=person.unit),
        title=f"Bỏ {person.name} khỏi danh sách", button="Bỏ người này",
        lead="Chỉ dùng khi ghi nhầm. Người thôi tham gia thì ghi “Thôi tham gia”.",
    )  # fmt: skip
