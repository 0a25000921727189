"""Calling a conference: what it is, its programme, another day, or none."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.web.conferences.forms import CorrectForm, ItemForm, NewForm, call_data, item_forms
from dangvu.web.conferences.shared import SECTION, own, told, url
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.reasons import why
from dangvu.work.conferences import actions
from dangvu.work.conferences.actions import Item, NewConference


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A conference is called; its programme stands there in the usual order."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        usual, made = data.pop("usual"), list[int]()

        def do() -> int:
            made.append(
                actions.call(
                    actor=place.actor, organisation=place.node.id, new=NewConference(**data), usual=usual
                )
            )
            return made[0]

        answer = submit(
            request, place, "conferences.call", do, then=place.url("conferences"), form=form,
            said="Đã ghi hội nghị. Việc tiếp theo: mời đại biểu, soát chương trình.",
        )  # fmt: skip
        if answer:
            if made:
                answer["Location"] = url(place, "", made[0])
            return answer
    return page(request, "conferences/new.html", place, SECTION, form=form, back=place.url("conferences"))


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def correct(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """Another day, place, chair, with the reason."""
    view = own(place, conference)
    now, back = call_data(view), url(place, "", conference)
    form = CorrectForm(request.POST or None, initial=now)
    if request.method == "POST" and is_stale(request, view.act):
        shown = [
            (form[n].label, form[n].field.prepare_value(now[n]) or "", form[n].value() or "") for n in now
        ]
        return page(request, "conferences/correct.html", place, SECTION, form=form, view=view, back=back, seen=view.act,
                    versions=[v for v in shown if v[1] != v[2]], status=409)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        reason = data.pop("reason")
        answer = submit(
            request, place, "conferences.correct",
            lambda: actions.correct(**told(place, conference), new=NewConference(**data), reason=reason),
            then=back, said="Đã sửa thông tin hội nghị.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "conferences/correct.html", place, SECTION, form=form, view=view, back=back, seen=view.act
    )


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def cancel(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The conference is not held."""
    view = own(place, conference)
    form, answer = why(
        request, place, "conferences.cancel", lambda reason: actions.cancel(**told(place, conference), reason=reason),
        then=place.url("conferences"), said="Đã hủy hội nghị; danh sách vẫn giữ.", hint="Ví dụ: gộp với hội nghị tháng sau",
    )  # fmt: skip
    if answer:
        return answer
    return page(
        request, "conferences/cancel.html", place, SECTION, form=form, view=view, back=url(place, "", conference)
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def programme(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The programme as one sheet: lines are changed, moved by their order, added, taken away."""
    view, back = own(place, conference), url(place, "", conference)
    forms = item_forms(view.items, request.POST or None)
    if request.method == "POST" and is_stale(request, view.programme_act):
        return page(request, "conferences/programme.html", place, SECTION, view=view, back=back, seen=view.programme_act,
                    forms=item_forms(view.items, None), moved=True, status=409)  # fmt: skip
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        items = _items(forms)
        answer = submit(
            request, place, "conferences.set_programme",
            lambda: actions.set_programme(**told(place, conference), items=items),
            then=back, said=f"Đã ghi chương trình {len(items)} mục.", form=forms[0],
        )  # fmt: skip
        if answer:
            return answer
    faults = [(form, form.errors) for form in forms if form.is_bound and form.errors]
    return page(request, "conferences/programme.html", place, SECTION, view=view, back=back, forms=forms, faults=faults,
                seen=view.programme_act)  # fmt: skip


def _items(forms: list[ItemForm]) -> list[Item]:
    """The lines that have a title, in the order that they are given; those without a number after the others."""
    lines: list[tuple[Any, Item]] = []
    for place, form in enumerate(forms):
        d = form.cleaned_data
        if d["title"]:
            item = Item(d["title"], d["kind"] or "khac", d["minutes"], d["speaker"], d["number"])
            lines.append(((d["order"] or 100 + place, place), item))
    return [item for _, item in sorted(lines, key=lambda line: line[0])]
