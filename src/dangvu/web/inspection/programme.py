"""The yearly programme of inspection and supervision: its lines, one more, one taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_INSPECTION, WRITE_INSPECTION
from dangvu.web.forms import ChoiceField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.inspection.pages import ask, form_page, read, tabs
from dangvu.web.pages import page
from dangvu.web.reasons import why
from dangvu.work.inspection import actions, queries
from dangvu.work.inspection.actions.programme import PLANNED
from dangvu.work.inspection.rules import Body


@at_organisation(READ_INSPECTION)
def programme(request: HttpRequest, place: Place) -> HttpResponse:
    """What is meant to be done in the year of the period, and what was; ``loc=chua``: what ought to have begun today."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    waits = request.GET.get("loc") == "chua"
    year = clock.today().year if waits else place.period.end.year
    read(place, "the programme of inspection")
    lines = queries.not_begun(**asked, on=clock.today()) if waits else queries.programme(**asked, year=year)
    may = place.may(WRITE_INSPECTION)
    return page(
        request, "inspection/programme.html", place, "inspections", tabs=tabs(place, "inspection_programme"), year=year, waits=waits, all_url=place.url("inspection_programme"),
        new=place.url("inspection_line_new") if may else "", done=sum(one.said == "Đã kết luận" for one in lines),
        rows=[
            (one, place.url_of("inspection_line_drop", line=one.id) if may and not one.entered else "",
             f"{place.url('inspection_cases')}&dong={one.id}" if one.entered else "")
            for one in lines
        ],
    )  # fmt: skip


class LineForm(forms.Form):
    """One line: who, what, when, of how many."""

    body = ChoiceField("Chủ thể", [(one.value, one.label) for one in Body])
    kind = ChoiceField("Loại cuộc", [(one.value, one.label) for one in PLANNED])
    quarter = ChoiceField("Quý", [(str(number), f"Quý {number}") for number in range(1, 5)])
    organisations = WholeNumberField("Số tổ chức đảng là đối tượng", required=False)
    members = WholeNumberField("Số đảng viên là đối tượng", required=False)

    def told(self, year: int) -> actions.NewLine:
        d = self.cleaned_data
        return actions.NewLine(
            year, int(d["quarter"]), d["body"], d["kind"], d["organisations"] or 0, d["members"] or 0
        )


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def line_new(request: HttpRequest, place: Place) -> HttpResponse:
    """A line of the programme of the period's year."""
    form, year = LineForm(request.POST or None), place.period.end.year
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    return ask(
        request, place, form, "inspection.plan", lambda: actions.plan(**asked, lines=[form.told(year)]),
        said="Đã ghi một dòng chương trình.", title=f"Thêm dòng chương trình năm {year}", tab="inspection_programme", button="Ghi vào chương trình",
        lead="Ghi số đối tượng, không ghi tên. Khi ghi cuộc, chọn dòng này để biết chương trình đã làm đến đâu.",
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def line_drop(request: HttpRequest, place: Place, line: int) -> HttpResponse:
    """A line written by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    form, answer = why(
        request, place, "inspection.drop_line", lambda reason: actions.drop_line(**asked, lines=[line], reason=reason),
        then=place.url("inspection_programme"), said="Đã bỏ dòng chương trình.",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.programme_line(**asked, line=line)
    return form_page(
        request, place, form, title="Bỏ dòng chương trình", lead=f"{one.label}, {one.place}. Dòng này không còn trong chương trình, nhưng vẫn giữ trong nhật ký.",
        button="Bỏ dòng này", tab="inspection_programme",
    )  # fmt: skip
