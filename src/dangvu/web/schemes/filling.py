"""What stands in a scheme: added piece by piece, said to be done, measured, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.web.schemes.forms import DoneForm, ItemForm, MeasureForm, PhaseForm, ValueForm
from dangvu.web.schemes.views import own_view, view_of
from dangvu.web.tasks.tabs import SECTION
from dangvu.work.schemes import actions
from dangvu.work.schemes.queries import ItemView

Told = Mapping[str, Any]


def _phase(told: dict[str, Any], d: Told) -> None:
    actions.add_phases(**told, phases=[actions.NewPhase(d["title"], d["starts_on"], d["ends_on"])])


def _item(told: dict[str, Any], d: Told) -> None:
    actions.add_items(**told, items=[actions.NewItem(d["title"], d["due_on"], d["kind"], int(d["unit"]))])


def _measure(told: dict[str, Any], d: Told) -> None:
    plan = ((d["on"], d["value"]),) if d["on"] else ()
    actions.add_measures(**told, measures=[actions.NewMeasure(d["title"], d["unit"], d["falling"], plan)])


def _value(told: dict[str, Any], d: Told) -> None:
    new = actions.NewValue(int(d["measure"]), d["on"], d["value"], bool(d["planned"]), d["basis"])
    actions.record_values(**told, values=[new])


_ADD: Mapping[str, tuple[str, Any, Callable[[dict[str, Any], Told], None]]] = {
    "giai-doan": ("Thêm giai đoạn", PhaseForm, _phase),
    "hang-muc": ("Thêm hạng mục, sơ kết, tổng kết", ItemForm, _item),
    "chi-so": ("Thêm chỉ số", MeasureForm, _measure),
    "so-do": ("Ghi số đo, mốc kế hoạch", ValueForm, _value),
}
_DROP: Mapping[str, tuple[str, str, Callable[..., None]]] = {
    "giai-doan": ("Bỏ giai đoạn ghi nhầm", "phases", actions.take_back_phases),
    "hang-muc": ("Bỏ hạng mục ghi nhầm", "items", actions.take_back_items),
    "chi-so": ("Bỏ chỉ số ghi nhầm", "measures", actions.take_back_measures),
    "so-do": ("Bỏ số ghi nhầm", "values", actions.take_back_values),
}


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def add(request: HttpRequest, place: Place, scheme: int, what: str) -> HttpResponse:
    """One more piece of a scheme: a phase, an item or review, a measure, a value."""
    if what not in _ADD:
        raise LookupError(what)
    title, kind, write = _ADD[what]
    view, back = own_view(place, scheme), place.url_of("scheme", scheme=scheme)
    form: forms.Form = kind(place, view, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"actor": place.actor, "organisation": place.node.id, "scheme": scheme}
        again = "them" in request.POST
        answer = submit(
            request, place, "schemes.add", lambda: write(told, form.cleaned_data),
            then=request.get_full_path() if again else back, said="Đã ghi.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "schemes/add.html", place, SECTION, form=form, view=view, back=back, title=title)


def _item_of(place: Place, scheme: int, item: int) -> ItemView:
    """An item that this organisation, or one below it, does."""
    found = next((one for one in view_of(place, scheme).items if one.id == item), None)
    if found is None:
        raise LookupError(item)
    return found


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def done(request: HttpRequest, place: Place, scheme: int, item: int) -> HttpResponse:
    """An item is done, on which day and by which paper."""
    form, back = DoneForm(request.POST or None), place.url_of("scheme", scheme=scheme)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "schemes.done",
            lambda: actions.say_items_done(
                actor=place.actor, organisation=place.node.id, items=[item], done_on=d["done_on"], paper=d["paper"],
                note=d["note"],
            ),
            then=back, said=f"Đã ghi: xong ngày {d['done_on']:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    found = _item_of(place, scheme, item)
    return page(
        request, "schemes/ask.html", place, SECTION, form=form, view=view_of(place, scheme), back=back,
        title="Báo đã xong", said=f"{found.title}: hạn {found.due_on:%d/%m/%Y}, {found.place}.", button="Báo đã xong",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def undone(request: HttpRequest, place: Place, scheme: int, item: int) -> HttpResponse:
    """What was said by mistake is taken back."""
    back = place.url_of("scheme", scheme=scheme)
    form, answer = why(
        request, place, "schemes.undone",
        lambda reason: actions.take_back_items_done(
            actor=place.actor, organisation=place.node.id, items=[item], reason=reason
        ),
        then=back, said="Đã rút lại: hạng mục ghi là chưa xong.",
    )  # fmt: skip
    if answer:
        return answer
    found = _item_of(place, scheme, item)
    return page(
        request, "schemes/ask.html", place, SECTION, form=form, view=view_of(place, scheme), back=back,
        title="Rút lại việc đã báo xong", button="Rút lại",
        said=f"{found.title}: sau khi rút, hạng mục ghi là chưa xong; điều đã báo vẫn giữ trong nhật ký.",
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def drop(request: HttpRequest, place: Place, scheme: int, what: str, piece: int) -> HttpResponse:
    """A piece that was written by mistake."""
    if what not in _DROP:
        raise LookupError(what)
    title, name, take_back = _DROP[what]
    view, back = own_view(place, scheme), place.url_of("scheme", scheme=scheme)
    told = {"actor": place.actor, "organisation": place.node.id, "scheme": scheme, name: [piece]}
    form, answer = why(
        request, place, "schemes.drop_piece", lambda reason: take_back(**told, reason=reason), then=back, said="Đã bỏ.",
    )  # fmt: skip
    if answer:
        return answer
    named = {
        "giai-doan": {p.id: p.title for p in view.phases}, "hang-muc": {i.id: i.title for i in view.items},
        "chi-so": {m.id: f"{m.title}, cùng mọi số của chỉ số này" for m in view.measures},
        "so-do": {v.id: f"{m.title}: {v.said} ngày {v.on:%d/%m/%Y}" for m in view.measures for v in (*m.plan, *m.found)},
    }[what]  # fmt: skip
    if piece not in named:
        raise LookupError(piece)
    return page(
        request, "schemes/ask.html", place, SECTION, form=form, view=view, back=back, title=title, said=f"{named[piece]}.",
        button="Bỏ",
    )  # fmt: skip
