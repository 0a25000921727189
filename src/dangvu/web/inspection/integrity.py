"""Counts of anti-corruption work: the list of the period, one telling more, one taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_INSPECTION, WRITE_INSPECTION
from dangvu.web.forms import ChoiceField, DayField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.inspection.pages import ask, below, form_page, read, tabs
from dangvu.web.pages import leaf, page
from dangvu.web.reasons import why
from dangvu.work.integrity import actions, queries
from dangvu.work.integrity.rules import COUNTS


@at_organisation(READ_INSPECTION)
def integrity(request: HttpRequest, place: Place) -> HttpResponse:
    """What organisations counted in the period, and the sums."""
    read(place, "the counts of anti-corruption work")
    every = queries.counts(
        actor=place.actor, organisation=place.node.id, start=place.period.start, end=place.period.end
    )
    may = place.may(WRITE_INSPECTION)
    titles, part = (
        [title for title, _ in COUNTS.values()],
        leaf(request, every, most=40),
    )  # eight numbers each
    rows = [
        (one, list(zip(titles, one.values, strict=True)), place.url_of("integrity_drop", count=one.id) if may else "")
        for one in part.items
    ]  # fmt: skip
    return page(
        request, "inspection/integrity.html", place, "inspections", tabs=tabs(place, "integrity"), rows=rows, leaf=part,
        titles=titles, sums=[(title, sum(one.values[at] for one in every)) for at, title in enumerate(titles)],
        new=place.url("integrity_new") if may else "", figures_url=f"{place.url('figures')}&nhom=PC",
    )  # fmt: skip


class CountForm(forms.Form):
    """The numbers of one organisation up to a day."""

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data, initial={"by": str(place.node.id)})
        self.fields["by"] = ChoiceField("Tổ chức", below(place))
        self.fields["on"] = DayField("Số liệu đến ngày", hint="Ngày cuối kỳ báo cáo. Ví dụ: 30/06/2023")
        for name, (title, _) in COUNTS.items():
            self.fields[name] = WholeNumberField(title, required=False)

    def told(self) -> actions.NewCount:
        d = self.cleaned_data
        return actions.NewCount(int(d["by"]), d["on"], {name: d[name] or 0 for name in COUNTS})


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """Counts are told; told again for the same organisation and day, they replace."""
    form = CountForm(place, request.POST or None)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    return ask(
        request, place, form, "inspection.integrity", lambda: actions.tell(**asked, counts=[form.told()]),
        said="Đã ghi số liệu phòng, chống tham nhũng.", title="Ghi số liệu phòng, chống tham nhũng", tab="integrity", button="Ghi số liệu",
        lead="Ghi số phát sinh trong kỳ của riêng tổ chức này; cấp trên cộng các tổ chức bên dưới. Ghi lại cùng tổ chức, cùng ngày thì lần sau thay lần trước.",
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def drop(request: HttpRequest, place: Place, count: int) -> HttpResponse:
    """Counts typed by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form, answer = why(
        request, place, "inspection.integrity_drop",
        lambda reason: actions.take_back(**asked, counts=[count], reason=reason),
        then=place.url("integrity"), said="Đã bỏ số liệu ghi nhầm.",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.one_count(**asked, count=count)
    return form_page(
        request, place, form, title="Bỏ số liệu ghi nhầm", button="Bỏ số liệu này", tab="integrity",
        lead=f"{one.place}, số liệu đến {one.on:%d/%m/%Y}. Không còn tính, nhưng vẫn giữ trong nhật ký.",
    )  # fmt: skip
