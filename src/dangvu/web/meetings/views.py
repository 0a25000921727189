"""The thematic meetings of a period, one more of them, and one taken back that was written by mistake."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.forms import ChoiceField, DayField, TextField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.work.meetings import actions, queries


@at_organisation(READ_FIGURES)
def meetings(request: HttpRequest, place: Place) -> HttpResponse:
    """What was held in the period, the latest first; of one cell, quarter by quarter as well."""
    period, may = place.period, place.may(WRITE_WORK)
    held = queries.thematic(actor=place.actor, organisation=place.node.id, start=period.start, end=period.end)
    part = leaf(request, held)
    return page(
        request, "meetings/list.html", place, "organisation",
        leaf=part, new=place.url("meeting_new") if may else "",
        rows=[
            (one, place.url_of("meeting_take_back", meeting=one.id) if may and one.typed else "")
            for one in part.items
        ],
        quarters=list(zip(("I", "II", "III", "IV"), queries.by_quarter(held, period.start.year), strict=True))
        if place.node.is_cell and period.code == str(period.start.year) else [],
        year_url=f"{place.url('meetings').partition('?')[0]}?ky={period.end.year}",
    )  # fmt: skip


class MeetingForm(forms.Form):
    cell = ChoiceField("Chi bộ", [])
    on = DayField("Ngày sinh hoạt", hint="Ví dụ: 05/07/2023")
    topic = TextField(
        "Chuyên đề", max_length=500, hint="Ví dụ: Học tập và làm theo tư tưởng Hồ Chí Minh về nêu gương"
    )
    attended = WholeNumberField("Số đảng viên dự", least=0, required=False)

    def __init__(self, place: Place, data: Any) -> None:
        super().__init__(data)
        tree = place.tree
        cells = [tree[id_] for id_ in tree.descendants(place.node.id) if tree[id_].is_cell]
        label = tree.label if len(cells) > 1 else lambda id_: tree[id_].name
        choices = [(str(node.id), label(node.id)) for node in cells]
        self.fields["cell"].choices = choices if len(cells) == 1 else [("", "Chọn chi bộ"), *choices]  # type: ignore[attr-defined]


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One meeting is written into the book; it counts at once."""
    form = MeetingForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        book = f"{place.url('meetings').partition('?')[0]}?ky={d['on'].year}"
        answer = submit(
            request, place, "meetings.enter",
            lambda: actions.enter_thematic(
                actor=place.actor, organisation=place.node.id, cell=int(d["cell"]), on=d["on"], topic=d["topic"],
                attended=d["attended"],
            ),
            then=f"{place.url('meeting_new')}" if "them" in request.POST else book,
            said=f"Đã ghi buổi sinh hoạt chuyên đề ngày {d['on']:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "meetings/new.html", place, "organisation", form=form, back=place.url("meetings"),
        upload_url=place.url("uploads"),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = TextField("Lý do", hint="Ví dụ: ghi nhầm ngày")


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, meeting: int) -> HttpResponse:
    """A meeting typed in by mistake no longer counts; it stays in the history."""
    form = ReasonForm(request.POST or None)
    back = place.url("meetings")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        answer = submit(
            request, place, "meetings.drop",
            lambda: actions.take_back(
                actor=place.actor, organisation=place.node.id, meetings=[meeting], reason=reason
            ),
            then=back, said="Đã bỏ buổi sinh hoạt ghi nhầm.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    one = queries.one(actor=place.actor, organisation=place.node.id, meeting=meeting)
    return page(request, "meetings/take_back.html", place, "organisation", form=form, back=back, one=one)
