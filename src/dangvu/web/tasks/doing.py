"""The unit's own word of its part: who does it, how far it has come, that it is done; and taking that back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.web.tasks.forms import ChargeForm, DoneForm, ResultForm
from dangvu.web.tasks.tabs import SECTION
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.queries import PartView, TaskView


def _having(place: Place, task: int) -> TaskView:
    """The task, which this organisation itself has."""
    found = queries.task(actor=place.actor, organisation=place.node.id, task=task)
    if found.own is None:
        raise LookupError(task)
    return found


def _done_by(place: Place, task: int, asked: str) -> tuple[TaskView, PartView | None]:
    """The task, and the part of an organisation that is no more, where the giver says what came of it."""
    if not asked:
        return _having(place, task), None
    found = queries.task(actor=place.actor, organisation=place.node.id, task=task)
    ended = next((one for one in found.progress if one.ended and str(one.organisation) == asked), None)
    if ended is None or not found.given_here:
        raise LookupError(task)
    return found, ended


def _told(place: Place, task: int) -> dict[str, Any]:
    return {"actor": place.actor, "organisation": place.node.id, "task": task}


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def done(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """The unit says: done, on this day, by this paper. It counts at once."""
    form, back = DoneForm(request.POST or None), place.url_of("task", task=task)
    found, ended = _done_by(place, task, request.GET.get("noi", ""))
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "resolutions.done",
            lambda: actions.say_done(
                **_told(place, task), done_on=d["done_on"], form=d["form"], paper=d["paper"],
                ended=ended.organisation if ended else None,
            ),
            then=back, form=form,
            said=f"Đã báo làm xong ngày {d['done_on']:%d/%m/%Y}. Cấp giao nhiệm vụ thấy ngay.",
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "tasks/done.html", place, SECTION, form=form, task=found, ended=ended, back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def undone(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """What was said by mistake is taken back, with a reason: the task is still to be done."""
    back = place.url_of("task", task=task)
    form, answer = why(
        request, place, "resolutions.undone",
        lambda reason: actions.take_back_done(**_told(place, task), reason=reason),
        then=back, said="Đã rút lại: nhiệm vụ này ghi là chưa làm.", hint="Ví dụ: ghi nhầm nhiệm vụ",
    )  # fmt: skip
    if answer:
        return answer
    return page(request, "tasks/undone.html", place, SECTION, form=form, task=_having(place, task), back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def result(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """How far the own part has come by a day; what was told before stays beside it."""
    form, back = (
        ResultForm(request.POST or None, initial={"on": clock.today()}),
        place.url_of("task", task=task),
    )
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "resolutions.result",
            lambda: actions.report_result(**_told(place, task), on=d["on"], text=d["text"], percent=d["percent"]),
            then=back, said="Đã ghi kết quả; cấp giao nhiệm vụ thấy ngay.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "tasks/result.html", place, SECTION, form=form, task=_having(place, task), back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def result_undo(request: HttpRequest, place: Place, task: int, result: int) -> HttpResponse:
    """One entry of results was written by mistake."""
    back = place.url_of("task", task=task)
    form, answer = why(
        request, place, "resolutions.no_result",
        lambda reason: actions.take_back_results(
            actor=place.actor, organisation=place.node.id, results=[result], reason=reason
        ),
        then=back, said="Đã bỏ kết quả ghi nhầm.", hint="Ví dụ: ghi nhầm nhiệm vụ",
    )  # fmt: skip
    if answer:
        return answer
    found = _having(place, task)
    there = next((one for one in queries.results(**_told(place, task)) if one.id == result), None)
    if there is None:
        raise LookupError(result)
    return page(
        request, "tasks/result_undo.html", place, SECTION, form=form, task=found, result=there, back=back
    )


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def charge(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """Who of the organisation does its part."""
    found = _having(place, task)
    now = found.own.in_charge if found.own else ""
    form, back = ChargeForm(request.POST or None, initial={"in_charge": now}), place.url_of("task", task=task)
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["in_charge"]
        answer = submit(
            request, place, "resolutions.charge",
            lambda: actions.put_in_charge(**_told(place, task), in_charge=who),
            then=back, said=f"Đã phân công {who}." if who else "Đã ghi: chưa phân công.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "tasks/charge.html", place, SECTION, form=form, task=found, back=back)
