"""The six acts of reorganisation as screens: what is intended, its rehearsal, and writing it with its decision."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from dangvu.foundation.capabilities import REORGANISE
from dangvu.foundation.refusals import Impossible
from dangvu.reorganisation.actions import carry_out, rehearse
from dangvu.reorganisation.effects import Effects
from dangvu.reorganisation.queries import names_in
from dangvu.web.gate import Place, at_organisation
from dangvu.web.organisations.forms import (
    ActForm,
    DecisionForm,
    DissolveForm,
    FoundForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
)
from dangvu.web.organisations.panel import ACTS, act_url
from dangvu.web.pages import page
from dangvu.web.posts import submit

_FORMS: dict[str, type[ActForm]] = {
    "nhap": MergeForm,
    "tach": SplitForm,
    "chuyen": MoveForm,
    "doi-ten": RenameForm,
    "giai-the": DissolveForm,
    "thanh-lap": FoundForm,
}
_TITLES = {
    "nhap": "Nhập tổ chức khác vào {}",
    "tach": "Tách {}",
    "chuyen": "Chuyển {} về cấp trên khác",
    "doi-ten": "Đổi tên {}",
    "giai-the": "Giải thể {}",
    "thanh-lap": "Thành lập tổ chức mới trực thuộc {}",
}
#: The step that a button asks for.
STEP, WRITE, AMEND = "buoc", "ghi", "sua"
_SHOWN_FOLLOWERS = 200
NO_NAME = "(ẩn tên)"


@at_organisation(REORGANISE, post=REORGANISE)
def reorganise(request: HttpRequest, place: Place, act: str) -> HttpResponse:
    """One act: the form; its rehearsal (nothing is written); the same with its decision, written."""
    if act not in _FORMS:
        raise Http404
    form = _FORMS[act](place, request.POST or None)
    step = request.POST.get(STEP, "")
    if request.method == "POST" and step != AMEND and form.is_valid():
        try:
            shown = rehearse(actor=place.actor, plan=form.plan())
        except Impossible as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _rehearsed(request, place, act, form, shown, step)
    return page(
        request, "organisations/reorganise.html", place, "organisation",
        form=form, act=act, title=_TITLES[act].format(place.node.name), is_split=act == "tach",
        amended=step == AMEND, others=[(ACTS[other], act_url(place, other)) for other in ACTS if other != act],
    )  # fmt: skip


def _rehearsed(
    request: HttpRequest, place: Place, act: str, form: ActForm, shown: Effects, step: str
) -> HttpResponse:
    """The rehearsal, with the decision's form; written where that was asked and nothing changed meanwhile."""
    decision = DecisionForm(request.POST if step == WRITE else None)
    if step == WRITE and decision.is_valid():
        plan = form.plan(decision.decision())
        answer = submit(
            request, place, f"reorganisation.{act}",
            lambda: carry_out(actor=place.actor, plan=plan, seen=request.POST.get("dau", "")),
            then=_goes_on(place, act, plan.on), said=lambda done: f"Đã ghi: {done.sentence}.", form=decision,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "organisations/rehearsal.html", place, "organisation",
        form=form, decision=decision, act=act, shown=shown, on=form.cleaned_data["on"],
        title=_TITLES[act].format(place.node.name), **_people(place, shown),
    )  # fmt: skip


def _goes_on(place: Place, act: str, on: object) -> str:
    """Where the person is led: to the superior where the organisation may be no more."""
    if act == "giai-the" and place.node.parent is not None:
        return place.url("organisation", place.tree[place.node.parent].code)
    return place.url("organisation")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whom the act concerns."""

    name: str
    what: str
    where: str


def _people(place: Place, shown: Effects) -> dict[str, object]:
    names = names_in(actor=place.actor, organisation=place.node.id, effects=shown)
    followers = [Line(names.get(f.person, NO_NAME), f.source, f.target) for f in shown.followers]
    return {
        "followers": followers[:_SHOWN_FOLLOWERS],
        "more_followers": max(0, len(followers) - _SHOWN_FOLLOWERS),
        "posts": [
            Line(names.get(p.person, NO_NAME), f"{p.post}, {p.organisation}", p.why) for p in shown.posts
        ],
        "placed": len(shown.followers) + shown.carried,
    }
