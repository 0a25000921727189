"""Answering forms whose work opens acts of its own: a load is many acts in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect

from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.web.posts import REPEATED


def do(
    request: HttpRequest, work: Callable[[], Any], *, then: str, said: str | Callable[[Any], str], form: forms.BaseForm | None = None
) -> HttpResponseRedirect | None:  # fmt: skip
    """As ``posts.submit``, without an act around the work. None: the form is to be shown again with its error."""
    try:
        done = work()
    except AlreadyDone:
        messages.info(request, REPEATED)
        return HttpResponseRedirect(then)
    except Impossible as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(then)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    text = said if isinstance(said, str) else said(done)
    if text:
        messages.success(request, text)
    return HttpResponseRedirect(then)
