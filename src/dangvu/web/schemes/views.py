"""Schemes: the list, one as it stands, a new one, one put right or taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.reasons import why
from dangvu.web.schemes.forms import CorrectForm, SchemeForm
from dangvu.web.tasks.origins import born
from dangvu.web.tasks.tabs import SECTION, tabs
from dangvu.work.schemes import actions, queries
from dangvu.work.schemes.queries import SchemeView

_WHICH = {"": "Tất cả", "xong": "Đã xong", "chua": "Chưa xong", "qua-han": "Quá hạn"}


def view_of(place: Place, scheme: int) -> SchemeView:
    return queries.scheme(actor=place.actor, organisation=place.node.id, tree=place.tree, scheme=scheme)


def own_view(place: Place, scheme: int) -> SchemeView:
    """A scheme that this organisation keeps."""
    view = view_of(place, scheme)
    if view.organisation != place.node.id:
        raise LookupError(scheme)
    return view


@at_organisation(READ_FIGURES)
def schemes(request: HttpRequest, place: Place) -> HttpResponse:
    """The schemes kept here, and those in which this organisation or one below it takes part."""
    every = queries.schemes(actor=place.actor, organisation=place.node.id, tree=place.tree)
    every.sort(key=lambda one: not one.running)
    lists = {"": ("Tất cả", every), "dang": ("Đang thực hiện", [one for one in every if one.running]),
             "qua-han": ("Có hạng mục quá hạn", [one for one in every if one.overdue])}  # fmt: skip
    asked = request.GET.get("loc", "")
    if asked not in lists:
        raise WrongRequest("Danh sách đề án không có cách lọc này. Đề nghị chọn lại.")
    return page(
        request, "schemes/list.html", place, SECTION, tabs=tabs(place, "schemes"),
        chips=[(title, len(found), place.url("schemes") + (f"&loc={slug}" if slug else ""), slug == asked)
               for slug, (title, found) in lists.items()] if every else [],
        rows=[(one, place.url_of("scheme", scheme=one.id)) for one in lists[asked][1]],
        new=place.url("scheme_new") if place.may(WRITE_WORK) else "",
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def one(request: HttpRequest, place: Place, scheme: int) -> HttpResponse:
    """One scheme: phases, items by day, what is measured against what was planned."""
    view, asked = view_of(place, scheme), request.GET.get("loc", "")
    if asked not in _WHICH:
        raise WrongRequest("Danh sách hạng mục không có cách lọc này. Đề nghị chọn lại.")
    may, own = place.may(WRITE_WORK), view.organisation == place.node.id

    def of(name: str, **more: Any) -> str:
        return place.url_of(name, scheme=scheme, **more)

    def item_urls(item: queries.ItemView) -> tuple[str, str, str]:
        if not may:
            return "", "", ""
        drop = of("scheme_drop", what="hang-muc", piece=item.id) if own and item.is_open else ""
        if item.done_on is None:
            return of("scheme_item_done", item=item.id), "", drop
        return "", of("scheme_item_undone", item=item.id), drop

    keeps = may and own
    return page(
        request, "schemes/one.html", place, SECTION, view=view, own=own, asked=asked, keeps=keeps, back=place.url("schemes"),
        chips=[(title, len(view.within(slug)), of("scheme") + (f"&loc={slug}" if slug else ""), slug == asked)
               for slug, title in _WHICH.items() if not slug or view.within(slug) or slug == asked],
        items=[(item, *item_urls(item)) for item in view.within(asked)],
        phases=[(phase, of("scheme_drop", what="giai-doan", piece=phase.id) if keeps else "") for phase in view.phases],
        measures=[
            (m, of("scheme_drop", what="chi-so", piece=m.id) if keeps else "",
             [(v, of("scheme_drop", what="so-do", piece=v.id) if keeps else "") for v in sorted((*m.plan, *m.found), key=lambda v: v.on)])
            for m in view.measures
        ],
        add={what.replace("-", "_"): of("scheme_add", what=what) for what in ("giai-doan", "hang-muc", "chi-so", "so-do")} if keeps else {},
        correct_url=of("scheme_correct") if keeps else "", drop_url=of("scheme_take_back") if keeps else "",
        born=born(place, "de_an", scheme) if own else None,
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A scheme; its phases, items and measures are added on its page."""
    form, back = SchemeForm(request.POST or None), place.url("schemes")
    if request.method == "POST" and form.is_valid():
        told = actions.NewScheme(**form.cleaned_data)
        answer = submit(
            request, place, "schemes.new",
            lambda: actions.keep_schemes(actor=place.actor, organisation=place.node.id, schemes=[told]),
            then=back, said="Đã ghi đề án. Mở đề án để thêm giai đoạn, hạng mục, chỉ số.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "schemes/new.html", place, SECTION, form=form, back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def correct(request: HttpRequest, place: Place, scheme: int) -> HttpResponse:
    """What a scheme is, put right with a reason."""
    view, back = own_view(place, scheme), place.url_of("scheme", scheme=scheme)
    now: dict[str, Any] = {
        name: getattr(view, name) for name in ("title", "document", "starts_on", "ends_on", "budget")
    }
    form = CorrectForm(request.POST or None, initial=now)
    if request.method == "POST" and is_stale(request, view.act):
        versions = [
            (form[name].label, form[name].field.prepare_value(now[name]) or "", form[name].value() or "")
            for name in now
        ]
        return page(request, "schemes/correct.html", place, SECTION, form=form, view=view, back=back, seen=view.act,
                    versions=[v for v in versions if v[1] != v[2]], status=409)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        reason = told.pop("reason")
        answer = submit(
            request, place, "schemes.put_right",
            lambda: actions.correct_scheme(
                actor=place.actor, organisation=place.node.id, scheme=scheme, told=actions.NewScheme(**told), reason=reason
            ),
            then=back, said="Đã sửa thông tin đề án.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "schemes/correct.html", place, SECTION, form=form, view=view, back=back, seen=view.act
    )


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, scheme: int) -> HttpResponse:
    """A scheme that was written by mistake."""
    form, answer = why(
        request, place, "schemes.drop",
        lambda reason: actions.take_back_scheme(
            actor=place.actor, organisation=place.node.id, scheme=scheme, reason=reason
        ),
        then=place.url("schemes"), said="Đã bỏ đề án ghi nhầm.",
    )  # fmt: skip
    if answer:
        return answer
    view = own_view(place, scheme)
    return page(
        request, "schemes/ask.html", place, SECTION, form=form, view=view, back=place.url_of("scheme", scheme=scheme),
        title="Bỏ đề án ghi nhầm", button="Bỏ đề án này",
        said=f"{len(view.items)} hạng mục, {len(view.measures)} chỉ số của đề án cùng không còn tính; nhật ký vẫn giữ.",
    )  # fmt: skip
