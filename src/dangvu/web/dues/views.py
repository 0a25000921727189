"""Dues: what was collected, handed up and kept; one cell's month on one page; arrears for consideration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.vietnamese import clean
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import is_stale, submit
from dangvu.web.ranking.tabs import SECTION, tabs, year_of, years
from dangvu.web.reasons import why
from dangvu.work.dues import actions, queries
from dangvu.work.dues.actions import Told
from dangvu.work.dues.limits import limits_of
from dangvu.work.dues.queries import Arrears, Line, UnitDues
from dangvu.work.dues.rules import Payer

_MONEY = WholeNumberField("Số tiền", least=0, most=10**10, required=False)


@at_organisation(READ_FIGURES)
def overview(request: HttpRequest, place: Place) -> HttpResponse:
    """The period by units: due, collected, handed up, kept; printed each quarter."""
    view = queries.period_dues(
        actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period
    )
    base = place.url("dues")
    if request.GET.get("tep") == "xlsx":
        return workbook("Dang-phi", ["Đảng phí thu, nộp, giữ lại", place.node.name, place.period.label], _COLUMNS, [*view.units, view.own])  # fmt: skip
    names = place.may(READ_NAMES)
    year = place.period.end.year
    late = (
        queries.arrears(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
        if names
        else []
    )
    month = min(place.period.end, clock.today()).replace(day=1)
    return page(
        request, "dues/list.html", place, SECTION, tabs=tabs(place, "dues"), view=view, excel=f"{base}&tep=xlsx", late=len(late),
        rows=[(one, place.url("dues", place.tree[one.organisation].code)) for one in view.units if one.due or one.paid],
        silent=sum(not (one.due or one.paid) for one in view.units), year=year,
        late_url=f"{place.url('dues_arrears')}&nam={year}" if names else "",
        enter=f"{place.url('dues_month')}&thang={month:%Y-%m}" if place.may(WRITE_WORK) and place.node.is_cell else "",
        cells=[(place.tree.label(one), place.url("dues_month", place.tree[one].code)) for one in place.tree.children(place.node.id)
               if place.tree[one].is_cell] if place.may(WRITE_WORK) else [],
    )  # fmt: skip


_COLUMNS: tuple[Shown[UnitDues], ...] = (
    Shown("ten", "Tổ chức đảng", lambda one: one.name, 40),
    Shown("phai", "Đảng viên phải đóng", lambda one: one.due, 18, "integer"),
    Shown("thu", "Đã thu của đảng viên", lambda one: one.paid, 18, "integer"),
    Shown("nhan", "Số nhận được", lambda one: one.received, 18, "integer"),
    Shown("nop", "Nộp lên", lambda one: one.handed, 18, "integer"),
    Shown("giu", "Giữ lại", lambda one: one.kept, 18, "integer"),
)  # fmt: skip


@at_organisation(READ_NAMES)
def arrears(request: HttpRequest, place: Place) -> HttpResponse:
    """Who has three unpaid months of a year without a reason: for the cell to consider."""
    year = year_of(request.GET.get("nam", ""))
    rows = queries.arrears(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    base = place.url("dues_arrears")
    if request.GET.get("tep") == "xlsx":
        return workbook(
            f"No-dang-phi-{year}", [f"Đảng viên chưa đóng đảng phí, năm {year}", place.node.name], _LATE, rows
        )
    part = leaf(request, rows)
    return page(
        request, "dues/arrears.html", place, SECTION, tabs=tabs(place, "dues"), year=year, years=years(base, year),
        rows=[(one, place.member_url(one.person)) for one in part.items], leaf=part, excel=f"{base}&nam={year}&tep=xlsx", back=place.url("dues"),
    )  # fmt: skip


def _months(one: Arrears) -> str:
    return ", ".join(f"{month:%m/%Y}" for month in one.months)


_LATE: tuple[Shown[Arrears], ...] = (
    Shown("ten", "Họ và tên", lambda one: one.name, 30),
    Shown("noi", "Chi bộ", lambda one: one.place, 36),
    Shown("thang", "Các tháng chưa đóng, không ghi lý do", _months, 36),
    Shown("ngay", "Vào danh sách từ", lambda one: one.on, 16, "date"),
)


class MonthForm(forms.Form):
    """What holds for the whole list."""

    wage = WholeNumberField("Căn cứ chung cho dòng còn trống", least=0, most=10**10, required=False,
                            hint="Ví dụ: 7.450.000; chỉ dùng cho dòng chưa ghi lương")  # fmt: skip
    payer = ChoiceField("Đổi diện của mọi dòng chưa ghi tháng nào", [("", "giữ nguyên"), *((p.value, p.label) for p in Payer)], required=False)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A member's line in the form."""

    line: Line
    payer: str
    base: str
    paid: str = ""
    unpaid: bool = False
    reason: str = ""
    error: str = ""


def _known(line: Line) -> Entry:
    base = vietnamese(line.base) if line.base is not None else ""
    told = line.paid is not None and line.paid not in (line.due, 0)
    return Entry(line, line.payer.value, base, vietnamese(line.paid) if told else "",
                 line.paid == 0 and bool(line.due), line.reason)  # fmt: skip


def _sent(one: Entry, data: Any) -> Entry:
    key = str(one.line.person)
    found = replace(
        one, payer=data.get(f"dien-{key}", ""), base=data.get(f"luong-{key}", "").strip()[:20], paid=data.get(f"dong-{key}", "").strip()[:20],
        unpaid=key in data.getlist("chua"), reason=clean(data.get(f"ly-{key}", ""))[:200], error="",
    )  # fmt: skip
    if found.payer not in list(Payer):
        return replace(found, payer=Payer.SALARY.value, error="Chọn một diện trong danh sách.")
    try:
        _MONEY.clean(found.base), _MONEY.clean(found.paid)
    except forms.ValidationError:
        return replace(found, error="Số tiền phải là số nguyên, ví dụ 7.450.000.")
    return found


def _month(request: HttpRequest) -> date:
    """The month that the address names; without one the last whole month."""
    today, asked = clock.today(), request.GET.get("thang", "")
    if not asked:
        return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    year, _, month = asked.partition("-")
    if not (
        asked.isascii()
        and year.isdigit()
        and len(year) == 4
        and month.isdigit()
        and 1 <= int(month) <= 12
        and int(year) >= 2012
    ):
        raise WrongRequest("Chọn một tháng trong danh sách ở đầu trang.")
    found = date(int(year), int(month), 1)
    if found > today:
        raise WrongRequest(f"Tháng {found:%m/%Y} chưa đến; chọn tháng trước đó.")
    return found


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def month(request: HttpRequest, place: Place) -> HttpResponse:
    """A cell's month: everybody paid what is due; who did not is ticked."""
    on, base, back = _month(request), place.url("dues_month"), place.url("dues")
    asked: dict[str, Any] = {
        "actor": place.actor,
        "organisation": place.node.id,
        "cell": place.node.id,
        "month": on,
    }
    lines = queries.month_of(**asked, tree=place.tree) if place.node.is_cell else []
    before = [_known(line) for line in lines]
    told = request.POST if request.method == "POST" else None
    entries = [_sent(one, told) for one in before] if told is not None else before
    form, seen = MonthForm(told), max((line.act for line in lines), default=0)
    drop = f"{place.url('dues_take_back')}&thang={on:%Y-%m}" if seen else ""
    context: dict[str, Any] = {
        "form": form, "drop": drop, "month": on, "back": back, "limits": limits_of(on), "seen": seen, "payers": [(p.value, p.label) for p in Payer],
        "months": [(f"{one:%m/%Y}", f"{base}&thang={one:%Y-%m}", one == on) for one in _around(on)], "told": seen > 0,
    }  # fmt: skip
    if told is not None and is_stale(request, seen):
        versions = [
            (b.line.name, b.base, m.base) for b, m in zip(before, entries, strict=True) if b.base != m.base
        ]
        return page(
            request,
            "dues/month.html",
            place,
            SECTION,
            **context,
            entries=entries,
            versions=versions,
            status=409,
        )
    if told is not None and form.is_valid() and entries and not any(one.error for one in entries):
        new = {one.line.person: _told(one, form.cleaned_data) for one in entries}
        answer = submit(
            request, place, "dues.record_month", lambda: actions.record_month(**asked, told=new), then=back, form=form,
            said=lambda paid: f"Đã ghi đảng phí tháng {on:%m/%Y}: thu {vietnamese(paid)} đồng.",
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "dues/month.html", place, SECTION, **context, entries=entries)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place) -> HttpResponse:
    """A cell's month that was written by mistake, all of it."""
    on, back = _month(request), place.url("dues")
    asked: dict[str, Any] = {
        "actor": place.actor,
        "organisation": place.node.id,
        "cell": place.node.id,
        "month": on,
    }
    lines = queries.month_of(**asked, tree=place.tree) if place.node.is_cell else []
    told = [line for line in lines if line.act]
    form, answer = why(
        request, place, "dues.take_back", lambda reason: actions.take_back(**asked, reason=reason),
        then=back, said=f"Đã bỏ đảng phí tháng {on:%m/%Y}.", hint="Ví dụ: ghi nhầm tháng",
    )  # fmt: skip
    if answer:
        return answer
    paid = sum(line.paid or 0 for line in told)
    said = (
        f"{len(told)} dòng, đã thu {vietnamese(paid)} đồng. Sẽ không còn tính, nhưng vẫn giữ trong nhật ký."
    )
    return page(
        request, "ask.html", place, SECTION, crumb="Đảng phí", form=form, back=back, title=f"Bỏ đảng phí tháng {on:%m/%Y}",
        lead=f"{place.node.name}: {said if told else 'tháng này chưa ghi dòng nào, không có gì để bỏ.'}", button="Bỏ tháng này" if told else "",
    )  # fmt: skip


def _told(one: Entry, d: dict[str, Any]) -> Told:
    payer = d["payer"] if d["payer"] and not one.line.act and one.line.base is None else one.payer
    base = _MONEY.clean(one.base)
    if base is None and payer not in (Payer.EXEMPT, Payer.STUDENT, Payer.OTHER, Payer.OLDER):
        base = d["wage"]
    paid = 0 if one.unpaid else _MONEY.clean(one.paid)
    return Told(payer, base, paid, one.reason if one.unpaid or paid is not None else "")


def _around(on: date) -> list[date]:
    """The months of the year up to today."""
    today = clock.today()
    return [one for number in range(1, 13) if (one := date(on.year, number, 1)) <= today]
