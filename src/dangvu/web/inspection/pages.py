"""What the pages of inspection share: their tabs, the page of one form, and the organisations of a choice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.web.forms import TextField
from dangvu.web.gate import Place
from dangvu.web.pages import page
from dangvu.web.posts import submit

log = logging.getLogger("dangvu.reads")

_TABS = (
    ("inspections", "Sổ kết luận"), ("inspection_programme", "Chương trình"), ("inspection_cases", "Các cuộc"),
    ("discipline", "Kỷ luật"), ("petitions", "Đơn thư"), ("integrity", "Phòng, chống tham nhũng"),
)  # fmt: skip


def tabs(place: Place, here: str) -> list[tuple[str, str, bool]]:
    """[(title, address, whether it is open)]."""
    return [(title, place.url(name), name == here) for name, title in _TABS]


def below(place: Place, *, itself: bool = True) -> list[tuple[str, str]]:
    """The organisation and those below it, for a choice."""
    tree = place.tree
    every = tree.descendants(place.node.id)
    return [
        (str(one), place.node.name if one == place.node.id else tree.label(one))
        for one in every
        if itself or one != place.node.id
    ]


class ReadForm(forms.Form):
    """Why a record is read that says of whom it is."""

    reason = TextField("Lý do cần xem", hint="Ví dụ: soạn thông báo kết luận. Không ghi họ tên ở đây")


def ask(
    request: HttpRequest, place: Place, form: forms.Form, kind: str, do: Callable[[], Any], *,
    said: str | Callable[[Any], str], tab: str, **shown: Any,
) -> HttpResponse:  # fmt: skip
    """One form: done once where it was sent and is valid, else shown (again) under its tab."""
    if request.method == "POST" and form.is_valid():
        answer = submit(request, place, kind, do, then=place.url(tab), said=said, form=form)
        if answer:
            return answer
    return form_page(request, place, form, tab=tab, **shown)


def form_page(
    request: HttpRequest, place: Place, form: forms.Form, *, title: str, lead: str, button: str, tab: str, **more: Any
) -> HttpResponse:  # fmt: skip
    """The page of one form, under its tab."""
    crumb = dict(_TABS)[tab]
    return page(
        request, "ask.html", place, "inspections", sealed=True, form=form, title=title, lead=lead, button=button,
        back=place.url(tab), crumb=crumb, **more,
    )  # fmt: skip


def read(place: Place, what: str) -> None:
    """That somebody read a list of this line of rights."""
    log.info("user %s read %s of %s, %s", place.actor.user_id, what, place.node.code, place.period.code)
