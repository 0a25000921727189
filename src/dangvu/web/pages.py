"""Rendering a page inside its frame, and cutting a long list into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import (
    LOAD,
    MANAGE_ACCOUNTS,
    MANAGE_SETTINGS,
    READ_DOCUMENTS,
    READ_FIGURES,
    READ_FINDINGS,
    READ_HISTORY,
    READ_INSPECTION,
    READ_NAMES,
    READ_REPORT,
)
from dangvu.organisations.queries import committee_on
from dangvu.web import periods
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place

#: The grey bar: (name of the page, what it is called, the capability that shows it), in the order of a working day.
MENU = (
    ("organisation", "Tổ chức", READ_FIGURES),
    ("members", "Đảng viên", READ_NAMES),
    ("admissions", "Kết nạp", READ_FIGURES),
    ("classes", "Lớp", READ_FIGURES),
    ("meetings", "Sinh hoạt", READ_FIGURES),
    ("inspections", "Kiểm tra", READ_INSPECTION),
    ("exemplars", "Điển hình", READ_FIGURES),
    ("mass", "Đoàn thể", READ_FIGURES),
    ("documents", "Văn bản", READ_DOCUMENTS),
    ("conferences", "Hội nghị", READ_NAMES),
    ("targets", "Chỉ tiêu", READ_FIGURES),
    ("task_parts", "Nhiệm vụ", READ_FIGURES),
    ("ranking", "Xếp loại", READ_FIGURES),
    ("figures", "Số liệu", READ_FIGURES),
    ("statistics", "Thống kê", READ_FIGURES),
    ("review", "Kỳ báo cáo", READ_FIGURES),
    ("uploads", "Nạp dữ liệu", LOAD),
    ("findings", "Cần xử lý", READ_FINDINGS),
    ("report", "Báo cáo", READ_REPORT),
    ("opinions", "Kiến nghị", READ_REPORT),
    ("history", "Nhật ký", READ_HISTORY),
    ("accounts", "Tài khoản", MANAGE_ACCOUNTS),
    ("settings", "Quản trị", MANAGE_SETTINGS),
)
#: One line holds so many; where there are more, these stand under “Thêm”. The one that is open comes forward, and the
#: last of the line makes room for it: beside “Thêm” the line holds one more.
_IN_ONE_LINE = 9
_ASIDE = frozenset(
    {
        "classes",
        "meetings",
        "conferences",
        "exemplars",
        "mass",
        "task_parts",
        "ranking",
        "statistics",
        "findings",
        "opinions",
        "history",
        "accounts",
        "settings",
    }
)
T = TypeVar("T")


def page(request: HttpRequest, template: str, place: Place, section: str, **context: Any) -> HttpResponse:
    """A page of an organisation in its frame: where I am, where I may go, the period.

    Templates extend ``frame``: for a request of htmx that is only the part inside, without the bars.
    """
    today = clock.today()
    part = is_part(request)
    frame = {
        "frame": "part.html" if part else "frame.html",
        "place": place,
        "here": place.url("organisation"),
        "period_label": place.period.label,
        "menu": _menu(place, section),
        "finds_people": place.may(READ_NAMES),
        "choices": periods.choices(place.latest, place.period),
        "today": today,
        "committee": committee_on(place.node.id, today),
    }
    status = context.pop("status", 200)
    response = render(request, template, {**frame, **context}, status=status)
    response["Vary"] = "HX-Request"
    return response


@dataclass(frozen=True)
class Menu:
    """The bar: what stands in the line, and what stands under “Thêm”."""

    line: Sequence[tuple[str, str, bool]]
    more: Sequence[tuple[str, str, bool]]


def _menu(place: Place, section: str) -> Menu:
    open_ = [(name, title) for name, title, capability in MENU if place.may(capability)]
    first = ("Việc cần làm", reverse("home"), section == "home")
    crowded = len(open_) + 1 > _IN_ONE_LINE
    line, more = [first], list[tuple[str, str, bool]]()
    for name, title in open_:
        aside = crowded and name in _ASIDE and name != section
        (more if aside else line).append((title, place.url(name), name == section))
    while crowded and len(line) > _IN_ONE_LINE + 1:
        last = max(at for at, (_, _, current) in enumerate(line) if not current)
        more.insert(0, line.pop(last))
    return Menu(line, more)


def own_page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page of no organisation, for whoever is signed in: their account, their jobs."""
    status = context.pop("status", 200)
    frame = {"frame": "part.html" if is_part(request) else "own.html"}
    response = render(request, template, {**frame, **context}, status=status)
    response["Vary"] = "HX-Request"
    return response


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page that it has."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """One page of a long list; ``count`` is that of the whole list."""

    items: Sequence[T]
    count: int
    number: int
    last: int
    parameter: str
    before: str = ""
    after: str = ""
    most: int = 0  # on a page; 0: as every list has

    @property
    def first_item(self) -> int:
        return (self.number - 1) * (self.most or PER_PAGE) + 1 if self.count else 0

    @property
    def last_item(self) -> int:
        return self.first_item + len(self.items) - 1 if self.count else 0


PER_PAGE = 100


def leaf(
    request: HttpRequest,
    items: Sequence[T],
    parameter: str = "trang",
    anchor: str = "",
    most: int | None = None,
) -> Leaf[T]:
    """The page of ``items`` that the address asks for; ``most``: so many on a page."""
    most = most or PER_PAGE
    last = max(1, -(-len(items) // most))
    asked = request.GET.get(parameter, "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 7 and 1 <= int(asked) <= last):
        raise WrongRequest(f"Danh sách này có {last} trang; không có trang “{asked[:20]}”.")
    current = int(asked)

    def url(number: int) -> str:
        if not 1 <= number <= last:
            return ""
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}{anchor}"

    shown = items[(current - 1) * most : current * most]
    return Leaf(shown, len(items), current, last, parameter, url(current - 1), url(current + 1), most)
