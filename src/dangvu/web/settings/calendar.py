"""The working calendar: days off, weekend days worked in exchange, each with its notice. Deadlines count by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.accounts.actions.settings import enter_holiday, may_set_up, remove_holiday
from dangvu.foundation import clock
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.parameters.queries import calendar_days
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class DaysForm(forms.Form):
    """A run of days off, or one worked in exchange."""

    day = DayField("Ngày đầu", hint="Ví dụ: 14/02/2026")
    last_day = DayField("Đến hết ngày", required=False, hint="Để trống nếu chỉ một ngày. Ví dụ: 22/02/2026")
    name = TextField("Dịp", max_length=120, hint="Ví dụ: Tết Nguyên đán Bính Ngọ")
    document = TextField("Văn bản thông báo", max_length=200, hint="Ví dụ: Thông báo 9859/TB-BNV")
    worked = forms.BooleanField(label="Đây là ngày nghỉ hằng tuần phải đi làm bù", required=False)


class RemoveForm(forms.Form):
    """A day to be an ordinary one again."""

    day = DayField("Ngày bỏ khỏi lịch", hint="Ví dụ: 14/02/2026")
    reason = TextField("Lý do", max_length=300, hint="Ví dụ: thông báo đã được thay")


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def holidays(request: HttpRequest, place: Place) -> HttpResponse:
    """The days of one year; more of them, or one fewer, at the root."""
    year = _year(request.GET.get("nam", ""))
    allowed, order = may_set_up(place.actor), request.POST.get("viec", "")
    entering = DaysForm(request.POST if order == "them" else None)
    removing = RemoveForm(request.POST if order == "bo" else None, auto_id="bo_%s")
    if request.method == "POST" and not allowed:
        messages.error(request, "Lịch nghỉ do người quản trị ở tổ chức cao nhất sửa.")
        return redirect(request.get_full_path())
    form = removing if order == "bo" else entering
    if form.is_valid():
        asked = form.cleaned_data
        done: dict[str, Any] = {
            "them": lambda: enter_holiday(actor=place.actor, **asked),
            "bo": lambda: remove_holiday(actor=place.actor, **asked),
        }
        answer = submit(
            request, place, "parameters.enter_holidays" if order == "them" else "parameters.remove_holidays",
            done[order], then=request.get_full_path(), form=form,
            said="Đã ghi vào lịch. Các thời hạn tính theo ngày làm việc đổi theo lịch này." if order == "them"
            else "Đã bỏ ngày này khỏi lịch.",
        )  # fmt: skip
        if answer:
            return answer
    listed = [(day, _WEEKDAYS[day.day.weekday()]) for day in calendar_days(year)]
    return page(
        request, "settings/holidays.html", place, "settings", listed=listed, year=year, allowed=allowed,
        entering=entering, removing=removing, order=order, before=year - 1, after=year + 1,
    )  # fmt: skip


def _year(asked: str) -> int:
    if not asked:
        return clock.today().year
    if not (asked.isascii() and asked.isdigit() and 1930 <= int(asked) <= 2100):
        raise WrongRequest("Năm của lịch nghỉ phải có dạng 2026.")
    return int(asked)
