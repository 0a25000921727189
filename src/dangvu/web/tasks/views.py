"""Tasks as lists: every part with how it stands, task by task, unit by unit; and one task."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.foundation.due import TITLES, Standing
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.tasks import origins
from dangvu.web.tasks.tabs import SECTION, tabs
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.queries import PartView, TaskView


def new_url(place: Place) -> str:
    """Where a task is given; '' for whoever may not."""
    return place.url("task_new") if place.may(WRITE_WORK) else ""


def urls(place: Place, task: int, row: PartView) -> tuple[str, str]:
    """Where the organisation says of its part that it is done, and where it takes that back."""
    if not place.may(WRITE_WORK):
        return "", ""
    if row.ended:
        return ("" if row.done_on else f"{place.url_of('task_done', task=task)}&noi={row.organisation}"), ""
    code = place.tree[row.organisation].code
    if row.done_on is None:
        return place.url_of("task_done", code, task=task), ""
    return "", place.url_of("task_undone", code, task=task) if row.typed else ""


@at_organisation(READ_FIGURES)
def tasks(request: HttpRequest, place: Place) -> HttpResponse:
    """The tasks that this organisation has or gave, with how many have done each; ``goc``: born from one thing."""
    every = queries.tasks(actor=place.actor, organisation=place.node.id)
    origin = origins.named(place, request.GET.get("goc", ""))
    if origin is not None:
        every = [one for one in every if one.given_here and one.origin and (one.origin.kind, one.origin.id) == (origin.kind, origin.id)]  # fmt: skip
    filters = {
        "": ("Tất cả", every),
        "chua": ("Đơn vị mình chưa làm", [one for one in every if one.waits_here]),
        "cho": ("Còn đơn vị bên dưới chưa làm", [one for one in every if one.waits_below]),
    }
    asked = request.GET.get("loc", "")
    if asked not in filters:
        raise WrongRequest("Danh sách nhiệm vụ không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    goc = origins.address(origin.kind, origin.id) if origin and origin.id else ""
    part = leaf(request, filters[asked][1])
    return page(
        request, "tasks/list.html", place, SECTION, tabs=tabs(place, "tasks"), leaf=part, origin=origin,
        rows=[(one, place.url_of("task", task=one.id), *_own_urls(place, one)) for one in part.items],
        chips=[
            (title, slug, len(found)) for slug, (title, found) in filters.items() if slug != "cho" or not place.node.is_cell
        ],
        asked=asked, base=place.url("tasks") + goc, new=new_url(place) + goc if new_url(place) else "",
        every_url=place.url("tasks"),
    )  # fmt: skip


def _own_urls(place: Place, one: TaskView) -> tuple[str, str]:
    return urls(place, one.id, one.own) if one.own else ("", "")


@at_organisation(READ_FIGURES)
def units(request: HttpRequest, place: Place) -> HttpResponse:
    """How the tasks stand in each unit: whoever is latest first. Each number opens its list."""
    every = queries.task_parts(actor=place.actor, organisation=place.node.id, tree=place.tree)
    lines, shown = queries.by_unit(every, place.node.id, place.tree), list(Standing)
    base = place.url("task_parts")

    def cells(unit: queries.UnitCount) -> list[tuple[str, int, str, bool]]:
        of = (
            "&cua=minh" if unit.organisation == place.node.id else f"&dv={place.tree[unit.organisation].code}"
        )
        counted = [
            (TITLES[s], unit.counts[s], f"{base}{of}&loc={s.value}", s is Standing.OVERDUE) for s in shown
        ]
        return [("Tất cả", unit.all, f"{base}{of}", False), *counted]

    return page(
        request, "tasks/units.html", place, SECTION, tabs=tabs(place, "task_units"), titles=["Tất cả", *(TITLES[s] for s in shown)],
        lines=[(line, "Cấp ủy tự làm" if line.organisation == place.node.id else line.label, cells(line)) for line in lines],
        total=[
            ("Tất cả", len(every), base),
            *((TITLES[s], sum(one.standing is s for one in every), f"{base}&loc={s.value}") for s in shown),
        ],
        new=new_url(place),
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def one(request: HttpRequest, place: Place, task: int) -> HttpResponse:
    """One task: by when, for whom, who has done it and by which paper; of the own part how far it has come."""
    told: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "task": task}
    found = queries.task(**told)
    asked = request.GET.get("loc", "")
    lists = {
        "": ("Tất cả", list(found.progress)),
        "chua": ("Chưa làm", [row for row in found.progress if row.is_open]),
        "roi": ("Đã làm", [row for row in found.progress if not row.is_open]),
        "qua-han": ("Quá hạn", [row for row in found.progress if row.standing is Standing.OVERDUE]),
    }
    if asked not in lists:
        raise WrongRequest("Danh sách này không có cách lọc đó. Đề nghị chọn lại ở đầu trang.")
    part = leaf(request, lists[asked][1])
    may, own = place.may(WRITE_WORK), found.own
    giver = may and found.given_here
    return page(
        request, "tasks/one.html", place, SECTION, task=found, own=own, leaf=part, asked=asked, names=place.may(READ_NAMES),
        rows=[(row, *urls(place, task, row)) for row in part.items], alone=len(found.progress) == 1 and own is not None,
        chips=[(title, slug, len(rows)) for slug, (title, rows) in lists.items() if rows or not slug or slug == asked],
        base=place.url_of("task", task=task), back=place.url("task_parts"),
        extensions=_extensions(place, task, queries.extensions(**told), giver),
        results=[(r, place.url_of("task_result_undo", task=task, result=r.id)) for r in queries.results(**told)],
        origin_url=origins.page_of(place, found.origin, found.given_here), may_own=may and own is not None,
        own_urls=urls(place, task, own) if own else ("", ""), result_url=place.url_of("task_result", task=task),
        charge_url=place.url_of("task_charge", task=task), paper_url=place.url_of("task_paper", task=task),
        extend_url=place.url_of("task_extend", task=task) if giver and any(r.is_open and r.due_on for r in found.progress) else "",
        drop=place.url_of("task_take_back", task=task) if giver and all(row.typed for row in found.progress) else "",
        programme_url=place.url_of("programme", programme=found.programme) if found.programme and found.given_here else "",
    )  # fmt: skip


def _extensions(
    place: Place, task: int, found: list[queries.ExtensionView], giver: bool
) -> list[tuple[queries.ExtensionView, str]]:
    """The extensions, each with where it is taken back: the last one of each organisation can be, by the giver."""
    last: set[int] = set()
    rows = []
    for one in found:
        undo = giver and one.organisation not in last
        last.add(one.organisation)
        rows.append((one, place.url_of("task_unextend", task=task, unit=one.organisation) if undo else ""))
    return rows
