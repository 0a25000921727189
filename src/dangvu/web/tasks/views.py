"""Tasks: given to organisations, said to be done by each of them, and what is still waited for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField, TicksField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.queries import PartView, TaskView

_SECTION = "targets"


@at_organisation(READ_FIGURES)
def tasks(request: HttpRequest, place: Place) -> HttpResponse:
    """The tasks that this organisation has or gave, with how many have done each."""
    every = queries.tasks(actor=place.actor, organisation=place.node.id)
    filters = {
        "": ("Tất cả", every),
        "chua": ("Đơn vị mình chưa làm", [one for one in every if one.waits_here]),
        "cho": ("Còn đơn vị bên dưới chưa làm", [one for one in every if one.waits_below]),
    }
    asked = request.GET.get("loc", "")
    if asked not in filters:
        raise WrongRequest("Danh sách nhiệm vụ không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    may = place.may(WRITE_WORK)
    return page(
        request, "tasks/list.html", place, _SECTION,
        rows=[(one, place.url_of("task", task=one.id), *_own_urls(place, one)) for one in filters[asked][1]],
        chips=[
            (title, slug, len(found)) for slug, (title, found) in filters.items() if slug != "cho" or not place.node.is_cell
        ],
        asked=asked, base=place.url("tasks"), new=place.url("task_new") if may and not place.node.is_cell else "",
        targets_url=place.url("targets"),
    )  # fmt: skip


def _own_urls(place: Place, one: TaskView) -> tuple[str, str]:
    """Where the organisation says of itself that it is done, and where it takes that back."""
    return _urls(place, one.id, one.own) if one.own else ("", "")


def _urls(place: Place, task: int, row: PartView) -> tuple[str, str]:
    if not place.may(WRITE_WORK):
        return "", ""
    code = place.tree[row.organisation].code
    if row.done_on is None:
        return place.url_of("task_done", code, task=task), ""
    return "", place.url_of("task_undone", code, task=task) if row.typed else ""


@at_organisation(READ_FIGURES)
def one(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """Who has the task, who has done it, when and by which paper."""
    found = queries.task(actor=place.actor, organisation=place.node.id, task=task)
    asked = request.GET.get("loc", "")
    lists = {
        "": ("Tất cả", list(found.progress)),
        "chua": ("Chưa làm", [row for row in found.progress if row.done_on is None]),
        "roi": ("Đã làm", [row for row in found.progress if row.done_on is not None]),
    }
    if asked not in lists:
        raise WrongRequest("Danh sách này không có cách lọc đó. Đề nghị chọn lại ở đầu trang.")
    part = leaf(request, lists[asked][1])
    may = place.may(WRITE_WORK) and found.given_here
    return page(
        request, "tasks/one.html", place, _SECTION, task=found, leaf=part, asked=asked,
        rows=[(row, *_urls(place, task, row)) for row in part.items],
        chips=[(title, slug, len(rows)) for slug, (title, rows) in lists.items()],
        base=place.url_of("task", task=task), back=place.url("tasks"),
        drop=place.url_of("task_take_back", task=task) if may and all(row.typed for row in found.progress) else "",
    )  # fmt: skip


class TaskForm(forms.Form):
    title = TextField("Nhiệm vụ", max_length=300, hint="Ví dụ: Sơ kết giữa nhiệm kỳ 2020–2025")
    kind = ChoiceField(
        "Loại", queries.TASK_KINDS, hint="“Sơ kết giữa nhiệm kỳ” được tính vào số liệu NV-01 đến NV-03"
    )
    units = TicksField(
        "Đơn vị phải làm", [], hint="Đã chọn sẵn mọi tổ chức trực tiếp bên dưới; bỏ chọn nơi không phải làm"
    )

    def __init__(self, place: Place, data: Any) -> None:
        children = place.tree.children(place.node.id)
        super().__init__(
            data, initial={"units": [str(id_) for id_ in children], "kind": queries.TASK_KINDS[-1][0]}
        )
        self.fields["units"].choices = [(str(id_), place.tree[id_].name) for id_ in children]  # type: ignore[attr-defined]


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A task is given to organisations directly below; each will say when it is done."""
    form = TaskForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        units = [int(id_) for id_ in d["units"]]
        answer = submit(
            request, place, "resolutions.give",
            lambda: actions.give_task(
                actor=place.actor, organisation=place.node.id, kind=d["kind"], title=d["title"], units=units
            ),
            then=place.url("tasks"), said=f"Đã giao nhiệm vụ cho {len(units)} tổ chức.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "tasks/new.html", place, _SECTION, form=form, back=place.url("tasks"),
        below=bool(place.tree.children(place.node.id)), upload_url=place.url("uploads"),
    )  # fmt: skip


class DoneForm(forms.Form):
    done_on = DayField("Ngày làm xong", hint="Ví dụ: 12/06/2023")
    form = TextField("Hình thức", max_length=60, required=False, hint="Ví dụ: Hội nghị trực tiếp")
    paper = TextField(
        "Văn bản chứng minh", max_length=200,
        hint="Ví dụ: Biên bản hội nghị số 05-BB/ĐU ngày 12/06/2023. Không ghi văn bản mật",
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = TextField("Lý do", hint="Ví dụ: ghi nhầm nhiệm vụ")


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def done(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """The unit says: done, on this day, by this paper. It counts at once."""
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "resolutions.done",
            lambda: actions.say_done(
                actor=place.actor, organisation=place.node.id, task=task, done_on=d["done_on"], form=d["form"],
                paper=d["paper"],
            ),
            then=place.url_of("task", task=task), form=form,
            said=f"Đã báo làm xong ngày {d['done_on']:%d/%m/%Y}. Cấp giao nhiệm vụ thấy ngay.",
        )  # fmt: skip
        if answer:
            return answer
    found = _having(place, task)
    return page(
        request, "tasks/done.html", place, _SECTION, form=form, task=found, back=place.url("tasks"),
        one_url=place.url_of("task", task=task),
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def undone(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """What was said by mistake is taken back, with a reason: the task is still to be done."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        answer = submit(
            request, place, "resolutions.undone",
            lambda: actions.take_back_done(
                actor=place.actor, organisation=place.node.id, task=task, reason=reason
            ),
            then=place.url_of("task", task=task), said="Đã rút lại: nhiệm vụ này ghi là chưa làm.", form=form,
            reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    found = _having(place, task)
    return page(
        request, "tasks/undone.html", place, _SECTION, form=form, task=found, back=place.url("tasks"),
        one_url=place.url_of("task", task=task),
    )  # fmt: skip


def _having(place: Place, task: int) -> TaskView:
    """The task, which this organisation itself has."""
    found = queries.task(actor=place.actor, organisation=place.node.id, task=task)
    if found.own is None:
        raise LookupError(task)
    return found


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """A task that was given by mistake is nobody's any more; it stays in the history."""
    form = ReasonForm(request.POST or None)
    back = place.url("tasks")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        answer = submit(
            request, place, "resolutions.drop_task",
            lambda: actions.take_back_task(
                actor=place.actor, organisation=place.node.id, task=task, reason=reason
            ),
            then=back, said="Đã bỏ nhiệm vụ giao nhầm.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    found = queries.task(actor=place.actor, organisation=place.node.id, task=task)
    if not found.given_here:
        raise LookupError(task)
    return page(request, "tasks/take_back.html", place, _SECTION, form=form, task=found, back=back)
