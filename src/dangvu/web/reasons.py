"""Where a page asks why: taking back, cancelling, dropping; reading what is shown only for a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.audit.actions import act
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.foundation.sealed import Unreadable
from dangvu.web.forms import TextField
from dangvu.web.gate import Place
from dangvu.web.posts import REPEATED, TOKEN, submit

T = TypeVar("T")


class ReasonForm(forms.Form):
    """Only why."""

    reason = TextField("Lý do", hint="Ví dụ: ghi nhầm")

    def __init__(self, data: Any = None, hint: str = "") -> None:
        super().__init__(data)
        if hint:
            self.fields["reason"].help_text = hint


def why(
    request: HttpRequest, place: Place, kind: str, do: Callable[[str], Any], *, then: str, said: str, hint: str = ""
) -> tuple[ReasonForm, HttpResponse | None]:  # fmt: skip
    """The form that asks why, and, once it was sent, the answer to ``do(reason)``; None: the page shows the form."""
    form = ReasonForm(request.POST or None, hint)
    if request.method != "POST" or not form.is_valid():
        return form, None
    reason = form.cleaned_data["reason"]
    answer = submit(request, place, kind, lambda: do(reason), then=then, said=said, form=form, reason=reason)
    return form, answer


def opened(
    request: HttpRequest, place: Place, form: forms.Form, kind: str, do: Callable[[str], T]
) -> T | None:
    """What is read in full once, for a reason that is written down; None: the page asks for it. Kept nowhere."""
    if request.method != "POST" or not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    try:
        with act(place.actor, kind, reason, request=request.POST.get(TOKEN, "")[:64] or None):
            return do(reason)
    except AlreadyDone:
        messages.info(request, f"{REPEATED} Muốn xem lại, ghi lý do lần nữa.")
    except (Impossible, Unreadable) as refusal:
        form.add_error("reason", str(refusal))
    return None
