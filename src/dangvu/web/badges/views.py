"""Candidates for Huy hiệu Đảng on a day of award: on screen, in Excel, in Word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_MEMBERS
from dangvu.members.actions.badges import NewBadge, record_badges
from dangvu.members.queries.badge_list import (
    BadgeList,
    Candidate,
    badge_list,
    bonus_in_all,
    days_of_award,
)
from dangvu.members.rules.badge import Badge
from dangvu.reports.jobs import WORD
from dangvu.reports.queries import badge_paper
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import DayField, TextField, TicksField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, attachment, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.ranking.tabs import SECTION, tabs


def _asked(request: HttpRequest) -> date:
    """The day of award that the address names; without one the next of today."""
    today = clock.today()
    days = _near(today.year)
    asked = request.GET.get("dot", "")
    if not asked:
        return next(day for day in days if day >= today)
    found = [
        day
        for year in range(today.year - 4, today.year + 6)
        for day in days_of_award(year)
        if day.isoformat() == asked
    ]
    if not found:
        raise WrongRequest("Chọn một đợt trao Huy hiệu Đảng trong danh sách ở đầu trang.")
    return found[0]


def _near(year: int) -> list[date]:
    return [*days_of_award(year), *days_of_award(year + 1)]


def _list(place: Place, on: date) -> BadgeList:
    return badge_list(actor=place.actor, organisation=place.node.id, tree=place.tree, on=on)


@at_organisation(READ_NAMES)
def badges(request: HttpRequest, place: Place) -> HttpResponse:
    """Who has the years, who had them before, who would be early; each opens what it rests on."""
    on = _asked(request)
    view, base = _list(place, on), place.url("badges")
    groups = {
        "": ("Đủ năm trong đợt này", view.ready),
        "tu-truoc": ("Đủ năm từ trước, chưa ghi đã trao", view.overdue),
        "cho": ("Chờ sau kỷ luật", view.waiting),
        "som": ("Sắp đủ năm: chỉ trao sớm khi bệnh nặng", view.early),
    }
    asked = request.GET.get("loc", "")
    if asked not in groups:
        raise WrongRequest("Danh sách Huy hiệu Đảng không có nhóm này. Đề nghị chọn lại ở đầu trang.")
    here = f"{base}&dot={on.isoformat()}"
    chips = [
        (title, len(rows), f"{here}&loc={slug}" if slug else here, slug == asked)
        for slug, (title, rows) in groups.items() if rows or slug in ("", asked)
    ]  # fmt: skip
    group, every = groups[asked]
    if request.GET.get("tep") == "xlsx":
        heads = [f"Huy hiệu Đảng, đợt {on:%d/%m/%Y}: {group[:1].lower()}{group[1:]}", place.node.name]
        return workbook(f"Huy-hieu-Dang-{on:%d-%m-%Y}", heads, _COLUMNS, every)
    part, gives = leaf(request, every), place.may(WRITE_MEMBERS) and on <= clock.today()
    rows = [
        (one, place.member_url(one.person),
         place.url_of("member_act", person=one.person, act="huy-hieu") if gives else "")
        for one in part.items
    ]  # fmt: skip
    days = [
        (day, f"{base}&dot={day.isoformat()}", day == on) for day in sorted({*_near(clock.today().year), on})
    ]
    return page(
        request, "badges/list.html", place, SECTION, tabs=tabs(place, "badges"), view=view, chips=chips, group=group, rows=rows, leaf=part, days=days, bonus=bonus_in_all(every),
        excel=f"{here}&loc={asked}&tep=xlsx", word=f"{place.url('badge_paper')}&dot={on.isoformat()}",
        give_all=f"{place.url('badges_given')}&dot={on.isoformat()}" if gives and view.ready and not asked else "",
    )  # fmt: skip


_COLUMNS: tuple[Shown[Candidate], ...] = (
    Shown("ten", "Họ và tên", lambda one: one.name, 28),
    Shown("sinh", "Ngày sinh", lambda one: one.born_said, 14),
    Shown("noi", "Chi bộ, đảng bộ", lambda one: one.place, 36),
    Shown("tu", "Tính từ ngày", lambda one: one.due.since, 14, "date"),
    Shown("ngoai", "Thời gian ngoài Đảng", lambda one: one.outside_said, 28),
    Shown("tuoi", "Tuổi đảng", lambda one: one.due.age, 18),
    Shown("muc", "Mức Huy hiệu", lambda one: one.due.mark, 12, "integer"),
    Shown("thuong", "Tiền thưởng (đồng)", lambda one: one.bonus, 18, "integer"),
    Shown("du", "Đủ năm từ ngày", lambda one: one.due.reached, 14, "date"),
)  # fmt: skip


class GivenForm(forms.Form):
    """One decision, and everybody of the list who was given a badge by it."""

    decision_number = TextField("Số quyết định", max_length=60, hint="Ví dụ: 105-QĐ/TU")
    decided_on = DayField("Ngày quyết định")
    people = TicksField(
        "Đã trao cho",
        [],
        hint="Bỏ dấu người chưa trao. Trao sớm, truy tặng, sau kỷ luật: ghi ở trang của từng người",
    )

    def __init__(self, ready: Sequence[Candidate], data: Any = None) -> None:
        super().__init__(data, initial={"people": [str(one.person) for one in ready]})
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (str(one.person), f"{one.name}: {one.due.mark} năm ({one.place})") for one in ready
        ]  # fmt: skip

    def told(self, ready: Sequence[Candidate], on: date) -> list[NewBadge]:
        d = self.cleaned_data
        return [
            NewBadge(one.person, Badge(one.due.mark, on), d["decision_number"], d["decided_on"])
            for one in ready if str(one.person) in d["people"]
        ]  # fmt: skip


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def given(request: HttpRequest, place: Place) -> HttpResponse:
    """The badges of a day of award, given by one decision to those who are ready: entered at once."""
    on = _asked(request)
    ready = _list(place, on).ready if on <= clock.today() else []
    form, back = GivenForm(ready, request.POST or None), f"{place.url('badges')}&dot={on.isoformat()}"
    if request.method == "POST" and form.is_valid():
        told = form.told(ready, on)
        answer = submit(
            request, place, "members.record_badges",
            lambda: record_badges(actor=place.actor, organisation=place.node.id, badges=told),
            then=back, said=f"Đã ghi trao Huy hiệu Đảng cho {len(told)} đảng viên.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, crumb="Huy hiệu Đảng", form=form, back=back, title=f"Ghi đã trao Huy hiệu Đảng, đợt {on:%d/%m/%Y}",
        lead=f"{len(ready)} người đủ năm trong đợt, chưa ghi đã trao. Một quyết định ghi một lần cho nhiều người." if ready
        else "Đợt này chưa đến, hoặc không còn ai đủ năm mà chưa ghi đã trao.",
        button="Ghi đã trao" if ready else "",
    )  # fmt: skip


@at_organisation(READ_NAMES)
def paper(request: HttpRequest, place: Place) -> HttpResponse:
    """The list in Word, to go with the proposal."""
    on = _asked(request)
    content, name = badge_paper(
        actor=place.actor, organisation=place.node.id, tree=place.tree, view=_list(place, on)
    )
    return attachment(content, name, WORD)
