"""Taking back, cancelling, dropping: the page asks only why, then it is done once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.web.forms import TextField
from dangvu.web.gate import Place
from dangvu.web.posts import submit


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
