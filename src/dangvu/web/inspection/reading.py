"""Opening a record that says of whom it is: for a reason, once, written down; the answer is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from dangvu.foundation.audit.actions import act
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.foundation.sealed import Unreadable
from dangvu.web.forms import TextField
from dangvu.web.gate import Place
from dangvu.web.posts import TOKEN

T = TypeVar("T")


class ReadForm(forms.Form):
    """Why it is read."""

    reason = TextField("Lý do cần xem", hint="Ví dụ: soạn thông báo kết luận. Không ghi họ tên ở đây")


def opened(request: HttpRequest, place: Place, form: ReadForm, kind: str, do: Callable[[str], T]) -> T | None:
    """What is read, once the reason was sent; None: the page asks for it."""
    if request.method != "POST" or not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    try:
        with act(place.actor, kind, reason, request=request.POST.get(TOKEN, "")[:64] or None):
            return do(reason)
    except AlreadyDone:
        messages.info(request, "Lần xem đó đã ghi rồi. Muốn xem lại, ghi lý do lần nữa.")
    except (Impossible, Unreadable) as refusal:
        form.add_error("reason", str(refusal))
    return None
