"""From a form that was sent to one act: done once, said plainly, never over someone else's change."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect

from dangvu.foundation.audit.actions import act
from dangvu.foundation.audit.queries import was_done
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.web import sent
from dangvu.web.gate import Place

#: The field that names one showing of a form: an act is done once for each.
TOKEN = "lan"  # noqa: S105 - a field's name, not a secret
#: The field that says what the form was filled in over: the number of the act that last changed the record.
SEEN = "da_biet"

REPEATED = "Việc này đã được ghi ở lần bấm trước, không ghi thêm lần nữa."


def new_token() -> str:
    """The name of one showing of a form."""
    return secrets.token_urlsafe(16)


def submit(
    request: HttpRequest,
    place: Place,
    kind: str,
    do: Callable[[], Any],
    *,
    then: str,
    said: str | Callable[[Any], str],
    form: forms.BaseForm | None = None,
    reason: str = "",
) -> HttpResponse | None:
    """Do what a valid form asks, as one act of ``kind``; the answer, or None where the form is to be shown again.

    ``do`` calls the area's action; what it returns is given to ``said``. ``Impossible`` becomes an error of the
    form (None is returned, nothing was written). A form sent twice is done once and answered alike.
    """
    try:
        with act(place.actor, kind, reason, request=request.POST.get(TOKEN, "")[:64] or None):
            done = do()
    except AlreadyDone:
        messages.info(request, REPEATED)
        return HttpResponseRedirect(then)
    except Impossible as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(then)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    messages.success(request, said if isinstance(said, str) else said(done))
    return HttpResponseRedirect(then)


def both_versions(form: forms.Form, theirs: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """[(field, what was just written, what is being typed)] of what differs; ``theirs`` is {field: its words}."""
    rows = []
    for name, said in theirs.items():
        field, mine = form.fields[name], form.data.get(name, "")
        choices = dict(getattr(field, "choices", ()))
        typed = (
            yes_or_no(bool(mine)) if isinstance(field, forms.BooleanField) else str(choices.get(mine, mine))
        )
        rows.append((str(field.label), said, typed))
    return [row for row in rows if row[1] != row[2]] or rows[:1]


def yes_or_no(tick: bool) -> str:
    """A tick in words."""
    return "có" if tick else "không"


def is_stale(request: HttpRequest, last_change: int) -> bool:
    """Whether the record was changed (by act ``last_change``) after the form was shown.

    The view then answers 409 with ``includes/stale.html`` and both versions; it never writes over. A form sent twice
    is not stale by its own change: ``submit`` answers it as the first time.
    """
    seen = sent.number(request.POST.get(SEEN, ""))
    if seen is not None and seen >= last_change:
        return False
    token = request.POST.get(TOKEN, "")[:64]
    return not (token and was_done(token))
