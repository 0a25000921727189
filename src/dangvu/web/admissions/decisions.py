"""By which decision people were recognised, where a list told only from which day: many at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.web.forms import DayField, TextField, TicksField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.admissions import actions
from dangvu.work.admissions.queries.decisions import Undecided, undecided

#: So many stand on one page; those after them come when these are told.
_MOST = 100


class DecisionForm(forms.Form):
    """One decision and whom it recognised."""

    number = TextField("Số quyết định", max_length=60, hint="Ví dụ: 812-QĐ/ĐUK")
    decided_on = DayField("Ngày quyết định", hint="Ví dụ: 10/04/2023")
    people = TicksField("Đảng viên được công nhận", [])

    def __init__(self, data: Any, listed: list[Undecided]) -> None:
        super().__init__(data)
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (str(one.person), f"{one.name}, {one.place}, chính thức từ {one.official_on:%d/%m/%Y}") for one in listed
        ]  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def decisions(request: HttpRequest, place: Place) -> HttpResponse:
    """Whoever became official in the period without a decision told; one decision, and whom it recognised, ticked."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    listed, every = undecided(
        **asked, tree=place.tree, start=place.period.start, end=place.period.end, most=_MOST
    )
    form, here = DecisionForm(request.POST or None, listed), place.url("recognition_decisions")
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        told = [actions.ToldDecision(int(one), d["number"], d["decided_on"]) for one in d["people"]]
        answer = submit(
            request, place, "admissions.tell_decisions", lambda: actions.tell_decisions(**asked, decisions=told),
            then=here, said=lambda count: f"Đã ghi quyết định {d['number']} của {count} đảng viên.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    lead = f"Mọi đảng viên được công nhận chính thức trong {place.period.label} đều đã có quyết định."
    if listed:
        lead = (
            f"{every} đảng viên được công nhận chính thức trong {place.period.label} chưa ghi quyết định nên chưa rõ chi bộ xét đúng"
            " hạn hay chậm. Đánh dấu những người trong cùng một quyết định rồi ghi một lần."
        )
    if every > len(listed):
        lead += f" Trang này có {len(listed)} người đầu; ghi xong sẽ hiện tiếp."
    return page(
        request, "ask.html", place, "admissions", crumb="Kết nạp", form=form, back=place.url("admissions"), lead=lead,
        title="Ghi quyết định công nhận chính thức", button="Ghi quyết định" if listed and place.may(WRITE_WORK) else "",
    )  # fmt: skip
