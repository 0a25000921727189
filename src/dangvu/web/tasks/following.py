"""Every part of every task with how it stands: on screen, and the same rows as a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.tasks.tabs import SECTION, STANDINGS, tabs
from dangvu.web.tasks.views import new_url, urls
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.queries import PartView

_WHOSE = (("", "Mọi nơi"), ("minh", "Của đơn vị mình"), ("duoi", "Của đơn vị bên dưới"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and the parts that answer: ``shown`` with a standing, ``rows`` with any."""

    filters: dict[str, str]
    every: list[PartView]
    rows: list[PartView]
    person: str

    @property
    def shown(self) -> list[PartView]:
        return [one for one in self.rows if self.filters["loc"] in ("", one.standing)]


def _asked(request: HttpRequest, place: Place) -> Asked:
    """``loc``: how it stands; ``cua``: own or below; ``dv``: of one unit; ``nguoi``: of whoever is in charge of that
    part (a number, so that no name stands in an address)."""
    every = queries.task_parts(actor=place.actor, organisation=place.node.id, tree=place.tree)
    filters = {name: request.GET.get(name, "") for name in ("loc", "cua", "dv", "nguoi")}
    if filters["loc"] not in ("", *(slug for slug, _, _ in STANDINGS)):
        raise WrongRequest("Danh sách nhiệm vụ không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    rows = _whose(place, every, filters["cua"], filters["dv"])
    rows, person = _of_person(rows, every, filters["nguoi"])
    return Asked(filters, every, rows, person)


@at_organisation(READ_FIGURES)
def parts(request: HttpRequest, place: Place) -> HttpResponse:
    """Each organisation's part of each task, what is overdue on top."""
    asked = _asked(request, place)
    part = leaf(request, asked.shown)
    loc = asked.filters["loc"]
    kept = "".join(f"&{name}={value}" for name, value in asked.filters.items() if value and name != "loc")
    chips = [("Tất cả", len(asked.rows), place.url("task_parts") + kept, not loc)]
    for slug, title, _ in STANDINGS:
        count = sum(one.standing == slug for one in asked.rows)
        if count or slug == loc:
            chips.append((title, count, f"{place.url('task_parts')}&loc={slug}{kept}", slug == loc))
    return page(
        request, "tasks/parts.html", place, SECTION, tabs=tabs(place, "task_parts"), leaf=part, chips=chips, asked=asked.filters,
        rows=[(one, place.url_of("task", task=one.task), *urls(place, one.task, one)) for one in part.items],
        whose=_WHOSE, units=_units(place, asked.every), people=_people(asked.every) if place.may(READ_NAMES) else [],
        person=asked.person, period_code=place.period.code, every_url=place.url("task_parts"), new=new_url(place),
        cell=place.node.is_cell, export=place.url("task_parts_export") + kept + (f"&loc={loc}" if loc else ""),
    )  # fmt: skip


_COLUMNS: tuple[Shown[PartView], ...] = (
    Shown("viec", "Nhiệm vụ", lambda row: row.title, 44),
    Shown("giao", "Nơi giao", lambda row: row.giver_name, 32),
    Shown("lam", "Tổ chức làm", lambda row: row.place, 36),
    Shown("phu-trach", "Phụ trách", lambda row: row.in_charge, 24),
    Shown("ngay-giao", "Ngày giao", lambda row: row.given_on, 12, "date"),
    Shown("han", "Hạn", lambda row: row.due_on, 12, "date"),
    Shown("han-dau", "Hạn đầu", lambda row: row.first_due_on if row.extended else None, 12, "date"),
    Shown("xong", "Xong ngày", lambda row: row.done_on, 12, "date"),
    Shown("tinh-hinh", "Tình hình", lambda row: row.said, 28),
    Shown("van-ban", "Văn bản", lambda row: row.paper, 28),
    Shown("phan-tram", "Đã làm (%)", lambda row: row.last.percent if row.last else None, 12, "integer"),
    Shown("ket-qua", "Kết quả gần nhất", lambda row: row.last.text if row.last else "", 50),
)


@at_organisation(READ_FIGURES)
def export(request: HttpRequest, place: Place) -> HttpResponse:
    """The same rows as the list shows, all of them, as a workbook to keep."""
    asked = _asked(request, place)
    told = {slug: title for slug, title, _ in STANDINGS}.get(asked.filters["loc"], "mọi tình hình").lower()
    heads = [f"Nhiệm vụ của {place.node.name}", f"{len(asked.shown)} phần việc, {told}"]
    columns = [one for one in _COLUMNS if one.slug != "phu-trach" or place.may(READ_NAMES)]
    return workbook("nhiem-vu", heads, columns, asked.shown)


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
