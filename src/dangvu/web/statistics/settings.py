"""An administrator's forms: their versions through time, and saying by which document one is confirmed."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.accounts.actions.settings import may_set_up
from dangvu.foundation import clock
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.statistics import actions, queries
from dangvu.web.forms import ChoiceField, DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit

SECTION = "settings"


class ConfirmForm(forms.Form):
    """Which version an office's document confirms."""

    version = ChoiceField("Bản được xác nhận", [])
    document = TextField("Số văn bản xác nhận", max_length=200, hint="Ví dụ: Công văn 15-CV/BTCTU")
    on = DayField("Ngày văn bản", hint="Ví dụ: 15/05/2026")


def next_month(day: date) -> date:
    """The first day of the next month: a change that people are told of holds from then on."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@at_organisation(MANAGE_SETTINGS)
def form_settings(request: HttpRequest, place: Place) -> HttpResponse:
    """The forms that hold for a period that begins today, each with what it says of its standing."""
    found = [
        (version, place.url_of("form_versions", form=code), len(queries.versions(code)))
        for code, version in queries.forms_on(clock.today()).items()
    ]
    return page(request, "statistics/settings.html", place, SECTION, forms=found)


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def form_versions(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The versions of one form, the newest first; a form to confirm one, and where to change it."""
    found = queries.versions(form)
    open_ = [version for version in found if not version.is_confirmed]
    allowed = may_set_up(place.actor)
    asked = ConfirmForm(request.POST if request.method == "POST" and allowed and open_ else None)
    asked.fields["version"].choices = [  # type: ignore[attr-defined]
        (
            str(version.id),
            f"Bản từ {version.valid_from:%d/%m/%Y}{' (do quản trị sửa)' if version.entered else ''}",
        )
        for version in open_
    ]
    if asked.is_valid():
        told = asked.cleaned_data
        answer = submit(
            request, place, "statistics.confirm",
            lambda: actions.confirm(
                actor=place.actor, version=int(told["version"]), document=told["document"], on=told["on"]
            ),
            then=place.url_of("form_versions", form=form), form=asked,
            said=f"Đã ghi xác nhận mẫu biểu {form}. Từ nay biểu in không còn chữ “mẫu chưa xác nhận”.",
        )  # fmt: skip
        if answer:
            return answer
    start = next_month(clock.today())
    return page(
        request, "statistics/versions.html", place, SECTION, found=found, code_of=form, title=found[0].form.title,
        form=asked, allowed=allowed, unconfirmed=bool(open_), back=place.url("form_settings"),
        edit=place.url_of("form_edit", form=form), start=start,
    )  # fmt: skip
