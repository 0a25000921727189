"""Tasks as lists: every part with how it stands, task by task, unit by unit; and one task."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.foundation.due import TITLES, Standing
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.tasks import origins
from dangvu.web.tasks.tabs import SECTION, STANDINGS, tabs
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.queries import PartView, TaskView

_WHOSE = (("", "Mọi nơi"), ("minh", "Của đơn vị mình"), ("duoi", "Của đơn vị bên dưới"))


@at_organisation(READ_FIGURES)
def parts(request: HttpRequest, place: Place) -> HttpResponse:
    """Each organisation's part of each task. ``loc``: how it stands; ``cua``: own or below; ``dv``: of one unit;
    ``nguoi``: of whoever is in charge of that part (a number, so that no name stands in an address)."""
    every = queries.task_parts(actor=place.actor, organisation=place.node.id, tree=place.tree)
    asked = {name: request.GET.get(name, "") for name in ("loc", "cua", "dv", "nguoi")}
    rows = _whose(place, every, asked["cua"], asked["dv"])
    rows, person = _of_person(rows, every, asked["nguoi"])
    if asked["loc"] not in ("", *(slug for slug, _, _ in STANDINGS)):
        raise WrongRequest("Danh sách nhiệm vụ không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    shown = [one for one in rows if asked["loc"] in ("", one.standing)]
    part = leaf(request, shown)
    kept = "".join(f"&{name}={value}" for name, value in asked.items() if value and name != "loc")
    chips = [("Tất cả", len(rows), place.url("task_parts") + kept, not asked["loc"])]
    for slug, title, _ in STANDINGS:
        count = sum(one.standing == slug for one in rows)
        if count or slug == asked["loc"]:
            chips.append((title, count, f"{place.url('task_parts')}&loc={slug}{kept}", slug == asked["loc"]))
    return page(
        request, "tasks/parts.html", place, SECTION, tabs=tabs(place, "task_parts"), leaf=part, chips=chips, asked=asked,
        rows=[(one, place.url_of("task", task=one.task), *urls(place, one.task, one)) for one in part.items],
        whose=_WHOSE, units=_units(place, every), people=_people(every) if place.may(READ_NAMES) else [], person=person,
        period_code=place.period.code, every_url=place.url("task_parts"), new=_new(place), cell=place.node.is_cell,
    )  # fmt: skip


def _whose(place: Place, every: list[PartView], whose: str, unit: str) -> list[PartView]:
    """Those of the own organisation, of those below, or of one unit with what is below it."""
    if whose not in dict(_WHOSE):
        raise WrongRequest("Danh sách nhiệm vụ không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    here = place.node.id
    if unit:
        at = next((node.id for node in place.tree if node.code == unit), None)
        inside = set(place.tree.descendants(at)) if at is not None else set[int]()
        every = [one for one in every if one.organisation in inside]
    if not whose:
        return every
    return [one for one in every if (one.organisation == here or one.ended) == (whose == "minh")]


def _of_person(rows: list[PartView], every: list[PartView], asked: str) -> tuple[list[PartView], str]:
    if not asked:
        return rows, ""
    part = sent.number(asked)
    person = queries.person_of(every, part) if part is not None else ""
    if not person:
        raise WrongRequest("Không còn việc nào của người này. Đề nghị chọn lại ở đầu trang.")
    return [one for one in rows if one.in_charge == person], person


def _people(every: list[PartView]) -> list[tuple[int, str, int]]:
    """[(the number of one of their parts, who, how many)] in the order of their names."""
    first: dict[str, tuple[int, int]] = {}
    for one in every:
        if one.in_charge:
            pk, count = first.get(one.in_charge, (one.id, 0))
            first[one.in_charge] = min(pk, one.id), count + 1
    return [(pk, who, count) for who, (pk, count) in sorted(first.items())]


def _units(place: Place, every: list[PartView]) -> list[tuple[str, str]]:
    there = {above for one in every for above in place.tree.path(one.organisation)}
    return [
        (place.tree[id_].code, place.tree[id_].name)
        for id_ in place.tree.children(place.node.id)
        if id_ in there
    ]


def _new(place: Place) -> str:
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
        asked=asked, base=place.url("tasks") + goc, new=_new(place) + goc if _new(place) else "",
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
        new=_new(place),
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
