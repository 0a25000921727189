"""Contradictions of a period: how many of each kind, and the lists, each row with the page that mends it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.http import urlencode

from dangvu.contradictions import queries
from dangvu.contradictions.queries import Line
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page

SECTION = "review"


@at_organisation(READ_FIGURES)
def overview(request: HttpRequest, place: Place) -> HttpResponse:
    """How many of each kind that the person may be told; ``don-vi``: of one unit."""
    unit, code = _unit(request, place)
    subjects = queries.counts(**_asked(place), unit=unit)
    found = [(one.title, [(kind, count, _list(place, kind.slug, code)) for kind, count in one.kinds if count]) for one in subjects]  # fmt: skip
    clear = [(one.title, [kind for kind, count in one.kinds if not count]) for one in subjects]
    return page(
        request, "contradictions/overview.html", place, SECTION,
        subjects=[one for one in found if one[1]], clear=[one for one in clear if one[1]],
        count=sum(count for one in subjects for _, count in one.kinds), every=_list(place, "", code),
        kinds=sum(len(one.kinds) for one in subjects), units=_units(place), unit=code,
        clear_count=sum(len(kinds) for _, kinds in clear),
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def listed(request: HttpRequest, place: Place) -> HttpResponse:
    """The contradictions of one kind (``loai``) or of all, of one unit (``don-vi``) or of all; the same as a workbook."""
    unit, code = _unit(request, place)
    slug = request.GET.get("loai", "")
    lines = queries.contradictions(**_asked(place), slug=slug, unit=unit)
    kind = next((one for one in queries.seen(**_here(place)) if one.slug == slug), None)
    if request.GET.get("tep") == "xlsx":
        title = kind.title if kind else "Mọi mâu thuẫn số liệu"
        return workbook("Mau-thuan-so-lieu", [title, place.node.name, place.period.label], _COLUMNS, lines)
    part = leaf(request, lines)
    return page(
        request, "contradictions/list.html", place, SECTION, leaf=part, kind=kind, back=_overview(place, code),
        rows=[(line, _mend(place, line)) for line in part.items], units=_units(place), unit=code,
        excel=f"{_list(place, slug, code)}&tep=xlsx", names_hidden=not place.may(READ_NAMES),
    )  # fmt: skip


_COLUMNS: tuple[Shown[Line], ...] = (
    Shown("loai", "Mâu thuẫn", lambda one: one.kind.title, 44),
    Shown("noi", "Tổ chức", lambda one: one.place, 36),
    Shown("ai", "Đảng viên", lambda one: one.name, 26),
    Shown("sao", "Nội dung", lambda one: one.words, 80),
    Shown("can", "Căn cứ", lambda one: one.kind.why, 60),
    Shown("sua", "Cách sửa", lambda one: one.kind.mend, 50),
)  # fmt: skip


def _here(place: Place) -> dict[str, Any]:
    return {"actor": place.actor, "organisation": place.node.id, "tree": place.tree}


def _asked(place: Place) -> dict[str, Any]:
    return {**_here(place), "period": place.period}


def _units(place: Place) -> list[tuple[str, str]]:
    """[(code, name)] of the units right below."""
    return [(place.tree[one].code, place.tree[one].name) for one in place.tree.children(place.node.id)]


def _unit(request: HttpRequest, place: Place) -> tuple[int | None, str]:
    code = request.GET.get("don-vi", "")
    if not code:
        return None, ""
    for one in place.tree.children(place.node.id):
        if place.tree[one].code == code:
            return one, code
    raise WrongRequest("Không có đơn vị đó ngay bên dưới. Đề nghị chọn lại đơn vị ở đầu trang.")


def _list(place: Place, slug: str, unit: str) -> str:
    return place.url("contradictions_list") + _more(loai=slug, **{"don-vi": unit})


def _overview(place: Place, unit: str) -> str:
    return place.url("contradictions") + _more(**{"don-vi": unit})


def _more(**asked: str) -> str:
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"&{told}" if told else ""


def _mend(place: Place, line: Line) -> str:
    """The page that mends it, for whoever may open it; else none."""
    name = line.kind.page
    if not line.code:
        return ""
    if name == "member":
        return place.member_url(line.person, line.code) if line.person is not None else ""
    url = reverse(name, kwargs={"code": line.code, **line.arguments})
    view: Any = resolve(url).func
    return url + place.query if place.may(view.capability) else ""
