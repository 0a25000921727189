"""Counts of petitions: the list of the period, one row more, what became of it, one taken back."""

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
from dangvu.work.petitions import actions, queries


@at_organisation(READ_INSPECTION)
def petitions(request: HttpRequest, place: Place) -> HttpResponse:
    """What came in the period and what became of it: numbers only."""
    read(place, "the counts of petitions")
    every = queries.petitions(
        actor=place.actor, organisation=place.node.id, start=place.period.start, end=place.period.end
    )
    may = place.may(WRITE_INSPECTION)
    rows = []
    part = leaf(request, every)
    for one in part.items:
        acts = [("Xử lý", "petition_settle"), ("Bỏ", "petition_drop")] if may and one.typed else []
        rows.append((one, [(title, place.url_of(name, petition=one.id)) for title, name in acts]))
    return page(
        request, "inspection/petitions.html", place, "inspections", tabs=tabs(place, "petitions"), rows=rows, leaf=part,
        total=sum(one.count for one in every), new=place.url("petition_new") if may else "",
        figures_url=f"{place.url('figures')}&nhom=DT",
    )  # fmt: skip


class PetitionForm(forms.Form):
    """So many of one kind. Neither who wrote them nor what of."""

    by = ChoiceField("Nơi nhận", [])
    kind = ChoiceField("Loại đơn", queries.KINDS)
    anonymous = forms.BooleanField(label="Nặc danh, mạo danh", required=False)
    count = WholeNumberField("Số đơn")
    on = DayField("Ngày nhận", hint="Ghi gộp cả tháng thì ghi ngày cuối tháng. Ví dụ: 31/03/2023")
    outcome = ChoiceField("Xử lý", queries.OUTCOMES)
    outcome_on = DayField("Ngày xử lý", required=False)

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data, initial={"by": str(place.node.id), "count": 1})
        self.fields["by"].choices = below(place)  # type: ignore[attr-defined]

    def told(self) -> actions.NewPetitions:
        d = self.cleaned_data
        return actions.NewPetitions(
            int(d["by"]), d["on"], d["kind"], d["outcome"], d["count"], d["anonymous"], d["outcome_on"]
        )


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A row of the book."""
    form = PetitionForm(place, request.POST or None)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    return ask(
        request, place, form, "inspection.petitions", lambda: actions.record_petitions(**asked, petitions=[form.told()]),
        said=lambda done: f"Đã ghi {form.cleaned_data['count']} đơn.", title="Ghi đơn thư", tab="petitions", button="Ghi vào sổ",
        lead="Chỉ ghi số lượng và cách xử lý; không ghi người gửi, người bị phản ánh, nội dung đơn.",
    )  # fmt: skip


class SettleForm(forms.Form):
    outcome = ChoiceField("Xử lý", queries.OUTCOMES)
    on = DayField("Ngày xử lý")


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def settle(request: HttpRequest, place: Place, petition: int) -> HttpResponse:
    """What became of those of one row."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "petition": petition}
    form = SettleForm(request.POST or None)
    one = queries.one_petition(**asked)
    return ask(
        request, place, form, "inspection.petition_settle", lambda: actions.settle(**asked, **form.cleaned_data),
        said="Đã ghi cách xử lý.", title="Ghi cách xử lý đơn", tab="petitions", button="Ghi",
        lead=f"{one.kind_title}: {one.count} đơn nhận ngày {one.on:%d/%m/%Y}. Chỉ một phần đã xử lý thì bỏ dòng này rồi ghi thành hai dòng.",
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def drop(request: HttpRequest, place: Place, petition: int) -> HttpResponse:
    """A row typed by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form, answer = why(
        request, place, "inspection.petitions_drop",
        lambda reason: actions.take_back(**asked, petitions=[petition], reason=reason),
        then=place.url("petitions"), said="Đã bỏ dòng ghi nhầm.",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.one_petition(**asked, petition=petition)
    return form_page(
        request, place, form, title="Bỏ dòng đơn thư", button="Bỏ dòng này", tab="petitions",
        lead=f"{one.kind_title}: {one.count} đơn nhận ngày {one.on:%d/%m/%Y}. Dòng này không còn tính, nhưng vẫn giữ trong nhật ký.",
    )  # fmt: skip
