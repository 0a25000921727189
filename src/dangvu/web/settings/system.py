"""The Word templates by date; the state of the backups."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.accounts.actions.settings import back_up, may_set_up
from dangvu.foundation import clock
from dangvu.foundation.backup.queries import KEPT, age_in_words, backups
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.refusals import Impossible
from dangvu.reports.jobs import WORD
from dangvu.reports.templates import template_on, templates
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page


@at_organisation(MANAGE_SETTINGS)
def report_templates(request: HttpRequest, place: Place) -> HttpResponse:
    """Every template, the guidance that it follows, the day from which it is taken."""
    today = template_on(clock.today())
    listed = [(template, template == today) for template in reversed(templates())]
    return page(request, "settings/templates.html", place, "settings", templates=listed)


@at_organisation(MANAGE_SETTINGS)
def report_template(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """A template to look at in Word."""
    for template in templates():
        if template.file == f"{name}.docx":
            return attachment(template.path.read_bytes(), template.file, WORD)
    raise Http404


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def backup_state(request: HttpRequest, place: Place) -> HttpResponse:
    """How old the last backup is, whether it restored; one more on request."""
    allowed = may_set_up(place.actor)
    if request.method == "POST":
        _make(request, place, allowed)
        return redirect(request.get_full_path())
    found = [(backup, age_in_words(backup.age)) for backup in backups()]
    return page(
        request, "settings/backups.html", place, "settings", backups=found, allowed=allowed, kept=KEPT,
        last=found[0] if found else None,
    )  # fmt: skip


def _make(request: HttpRequest, place: Place, allowed: bool) -> None:
    if not allowed:
        messages.error(request, "Sao lưu là việc của người quản trị ở tổ chức cao nhất.")
        return
    try:
        made = back_up(actor=place.actor)
    except Impossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã sao lưu ra tệp {made.file} và khôi phục thử được.")
