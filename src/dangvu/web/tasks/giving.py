"""Giving a task, putting its deadline off, taking it back: the giver's own acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.web.tasks import origins
from dangvu.web.tasks.forms import ExtendForm, TaskForm
from dangvu.web.tasks.tabs import SECTION
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.queries import TaskView


def _programme(place: Place, asked: str) -> int | None:
    """The programme of the organisation that an address names."""
    if not asked:
        return None
    every = queries.programmes(actor=place.actor, organisation=place.node.id)
    return next((one.id for one in every if str(one.id) == asked), None)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A task is given to any number of organisations in one step; each will say when it is done."""
    origin = origins.named(place, request.GET.get("goc", ""))
    form = TaskForm(
        place, request.POST or None, origin, _programme(place, request.GET.get("chuong-trinh", ""))
    )
    back = place.url("tasks")
    if request.method == "POST" and form.is_valid():
        told = form.told()
        again = "them" in request.POST
        answer = submit(
            request, place, "resolutions.give",
            lambda: actions.give_tasks(actor=place.actor, organisation=place.node.id, tasks=[told]),
            then=request.get_full_path() if again else back, form=form,
            said=f"Đã giao nhiệm vụ cho {len(told.units)} tổ chức.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "tasks/new.html", place, SECTION, form=form, back=back, origin=origin,
        below=bool(place.tree.children(place.node.id)), upload_url=place.url("uploads"),
    )  # fmt: skip


def _given(place: Place, task: int) -> TaskView:
    """A task that this organisation gave."""
    found = queries.task(actor=place.actor, organisation=place.node.id, task=task)
    if not found.given_here:
        raise LookupError(task)
    return found


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """A task that was given by mistake is nobody's any more; it stays in the history."""
    back = place.url("tasks")
    form, answer = why(
        request, place, "resolutions.drop_task",
        lambda reason: actions.take_back_task(
            actor=place.actor, organisation=place.node.id, task=task, reason=reason
        ),
        then=back, said="Đã bỏ nhiệm vụ giao nhầm.", hint="Ví dụ: ghi nhầm nhiệm vụ",
    )  # fmt: skip
    if answer:
        return answer
    return page(
        request, "tasks/take_back.html", place, SECTION, form=form, task=_given(place, task), back=back
    )


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def extend(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """The deadline is put off for some of those who have not done it, with a reason."""
    found = _given(place, task)
    open_ = [row for row in found.progress if row.is_open and row.due_on]
    form = ExtendForm(
        request.POST or None,
        [
            (str(row.organisation), f"{row.place} (hạn {row.due_on:%d/%m/%Y}, {row.said.lower()})")
            for row in open_
        ],
    )
    back = place.url_of("task", task=task)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "resolutions.put_off",
            lambda: actions.extend(
                actor=place.actor, organisation=place.node.id, task=task, units=[int(id_) for id_ in d["units"]], to=d["to"],
                reason=d["reason"], document=d["document"], on=d["on"],
            ),
            then=back, said=f"Đã gia hạn đến {d['to']:%d/%m/%Y} cho {len(d['units'])} tổ chức.", form=form, reason=d["reason"],
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "tasks/extend.html", place, SECTION, form=form, task=found, back=back, open_count=len(open_)
    )


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def unextend(request: HttpRequest, place: Place, task: int, unit: int) -> HttpResponse:
    """An extension that was written by mistake: the deadline before it is in force again."""
    back = place.url_of("task", task=task)
    told: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "task": task}
    form, answer = why(
        request, place, "resolutions.not_put_off",
        lambda reason: actions.take_back_extension(**told, unit=unit, reason=reason),
        then=back, said="Đã bỏ lần gia hạn ghi nhầm; hạn trước đó lại có hiệu lực.", hint="Ví dụ: ghi nhầm nhiệm vụ",
    )  # fmt: skip
    if answer:
        return answer
    found = _given(place, task)
    last = next((one for one in queries.extensions(**told) if one.organisation == unit), None)
    if last is None:
        raise LookupError(unit)
    return page(request, "tasks/unextend.html", place, SECTION, form=form, task=found, last=last, back=back)
