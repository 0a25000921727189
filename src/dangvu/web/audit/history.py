"""The history of changes: each act a few plain sentences, the newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_HISTORY
from dangvu.organisations.history import DoneAct
from dangvu.organisations.history import history as acts_at
from dangvu.web.audit.sentences import SUBJECTS, sentence
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page

PER_PAGE = 50


@at_organisation(READ_HISTORY)
def history(request: HttpRequest, place: Place) -> HttpResponse:
    """What was done at the organisation and below it, of one subject or of all."""
    subject = request.GET.get("muc", "")
    before = request.GET.get("truoc", "")
    if (subject and subject not in SUBJECTS) or (before and not (before.isascii() and before.isdigit())):
        raise WrongRequest("Không có mục nhật ký này. Chọn lại mục trong danh sách.")
    inside = set(place.tree.descendants(place.node.id))
    acts = acts_at(
        actor=place.actor, organisations=inside, before=int(before) if before else None, actions=subject,
        most=PER_PAGE,
    )  # fmt: skip
    here = place.url("history")
    chips = [("Tất cả", here, not subject)]
    chips += [(title, f"{here}&muc={slug}", slug == subject) for slug, title in SUBJECTS.items()]
    older = f"{here}&muc={subject}&truoc={acts[-1].number}" if len(acts) == PER_PAGE else ""
    return page(
        request, "audit/history.html", place, "history",
        acts=[(act, _lines(place, act)) for act in acts], chips=chips, older=older,
    )  # fmt: skip


def _lines(place: Place, act: DoneAct) -> list[tuple[str, str]]:
    """[(sentence, where)]; a run of the same sentence at one place is said once."""
    lines = []
    for done in act.done:
        node = place.tree.nodes.get(done.organisation or 0)
        lines.append(
            (sentence(done.action, done.count, done.detail), place.tree.label(node.id) if node else "")
        )
    return list(dict.fromkeys(lines))
