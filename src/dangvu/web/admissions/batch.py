"""One step of several people at once."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.web.admissions.addresses import TAGS, address, people_url
from dangvu.web.admissions.forms import StepForm
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.admissions import actions, queries
from dangvu.work.admissions.rules.steps import BY_SLUG, CELL

#: So many people are recorded on one page; the rest come after.
MOST = 50


@at_organisation(READ_NAMES, post=WRITE_WORK)
def batch(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """Tick the people, enter the day once, each with their own number or votes; all are recorded or none."""
    wanted = BY_SLUG.get(step)
    if wanted is None or not wanted.entered:
        raise Http404
    able, waiting = queries.ready(actor=place.actor, organisation=place.node.id, step=step)
    shown = able[:MOST]
    cells = {line.organisation for line in shown} if wanted.votes == CELL else set()
    counts = queries.official_counts(actor=place.actor, organisations=cells) if cells else {}
    form = StepForm(
        request.POST or None, step=wanted, people=[(line.person, line.name) for line in shown] or [(0, "")],
        lists={line.person: counts.get(line.organisation) for line in shown},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        entries = [form.entry(int(person)) for person in form.cleaned_data["people"]]
        answer = submit(
            request, place, "admissions.batch",
            lambda: actions.record_step(actor=place.actor, organisation=place.node.id, step=step, entries=entries),
            then=address(place, "admissions"), form=form,
            said=lambda passed: f"Đã ghi “{wanted.title}” của {len(entries)} người."
            + (f" {len(entries) - passed} người không đủ phiếu." if passed < len(entries) else ""),
        )  # fmt: skip
        if answer:
            return answer
    ticked = set(request.POST.getlist("people"))
    rows = [
        (
            line, str(line.person) in ticked, TAGS.get(line.state, ""),
            form[f"number_{line.person}"] if wanted.numbered else None,
            form[f"listed_{line.person}"] if wanted.votes == CELL else None,
            form[f"votes_{line.person}"] if wanted.votes else None,
        )
        for line in shown
    ]  # fmt: skip
    common = [
        form[name]
        for name in form.fields
        if name != "people" and not name.startswith(("number_", "votes_", "listed_"))
    ]
    return page(
        request, "admissions/batch.html", place, "admissions",
        form=form, step=wanted, rows=rows, common=common, waiting=waiting, more=len(able) - len(shown), count=len(able),
        back=address(place, "admissions"), people=people_url(place, buoc=step),

    )  # fmt: skip
