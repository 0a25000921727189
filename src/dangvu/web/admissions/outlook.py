"""The year's admissions foreseen: from the dossiers, from the pace, against the target."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import explain
from dangvu.web.admissions.addresses import address, people_url
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.work.admissions import queries
from dangvu.work.admissions.rules.forecast import ASSUMED, CONSIDERED, DECIDED, ENOUGH, SOURCE, WAY, Forecast
from dangvu.work.admissions.rules.steps import BY_SLUG

_GROUPS = (
    (DECIDED, "Đã có quyết định, chờ lễ kết nạp"),
    (CONSIDERED, "Chi bộ đã tán thành, đang xét"),
    (SOURCE, "Nguồn, chưa biểu quyết"),
)
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 690, 34, 300
_LINE = 18  # between two numbers, one above the other
_CLOSE = 34  # two numbers nearer than this would lie on each other


@at_organisation(READ_FIGURES)
def forecast(request: HttpRequest, place: Place) -> HttpResponse:
    """Low, middle and high for this year, with what they rest on and how they are computed."""
    today = clock.today()
    target = _target(place, today.year)
    found = queries.forecast(place.actor, place.tree.descendants(place.node.id), today, target)
    through = [sum(found.done_by_month[: month + 1]) for month in range(today.month)]
    share = found.pipeline.share
    return page(
        request, "admissions/forecast.html", place, "admissions",
        found=found, chart=Chart(found), year=today.year,
        months=[(month + 1, found.done_by_month[month], through[month]) for month in range(today.month)],
        later=[(month + 1, found.pipeline.months[month]) for month in range(today.month - 1, 12)],
        groups=[(title, len(found.pipeline.groups[name]), name == SOURCE, people_url(place, nhom=name)) for name, title in _GROUPS],
        source_expected=round(len(found.pipeline.groups[SOURCE]) * share), share=round(share * 100),
        pace_share=f"{found.pace.share * 100:.1f}".replace(".", ","),
        times=[(BY_SLUG[slug].title, *ASSUMED[slug], found.pipeline.recorded[slug]) for slug in WAY], enough=ENOUGH,
        missing=found.missing, over=-found.missing if found.missing is not None and found.missing < 0 else 0,
        board=address(place, "admissions"),
        admitted=reverse("figures", kwargs={"code": place.node.code}) + f"KN-01/?ky={Period(today.replace(month=1, day=1), today).code}",
        figure=place.figure_url(place.node.code, "KN-07"),
    )  # fmt: skip


def _target(place: Place, year: int) -> int | None:
    """The year's target as the figures have it; None where none was given."""
    asked = explain(
        actor=place.actor, name="admission_target", organisation=place.node, period=Period.months(year, 1, 12)
    )
    return int(asked.figure.value) if asked.figure.value else None


def _apart(ends: list[Point]) -> list[Point]:
    """The numbers at the right: equal ones once, and none so near another that they lie on each other."""
    low, middle, high = ends
    shown = [middle]
    if high.value != middle.value:
        shown.append(replace(high, y=min(high.y, middle.y - _LINE)))
    if low.value != middle.value:
        shown.append(replace(low, y=max(low.y, middle.y + _LINE)))
    return shown


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    value: int
    label: int = 0


class Chart:
    """Where everything stands in the drawing; the numbers are those of the table below it."""

    def __init__(self, found: Forecast) -> None:
        self.today, band = found.today, found.band
        self.top_value = max(band.high, found.target or 0, 10)
        self._step = (_RIGHT - _LEFT) / 12
        through, points = 0, [Point(_LEFT, self._y(0), 0)]
        for month in range(found.today.month):
            through += found.done_by_month[month]
            points.append(Point(self._x(month + 1), self._y(through), through, month + 1))
        last = points[-1]
        now = self._x(found.today.month - 1 + found.today.day / 31)
        shown = [replace(p, label=0) if now - p.x < _CLOSE else p for p in points[1:-1]]
        self.points = [*shown, Point(now, last.y, last.value, last.label)]
        self.line = "M" + " L".join(f"{p.x} {p.y}" for p in (points[0], *self.points))
        here = self.points[-1]
        self.ends = [Point(_RIGHT, self._y(value), value) for value in (band.low, band.middle, band.high)]
        self.labels = _apart(self.ends)
        self.ahead = f"M{here.x} {here.y} L{_RIGHT} {self.ends[1].y}"
        self.area = f"{here.x},{here.y} {_RIGHT},{self.ends[2].y} {_RIGHT},{self.ends[0].y}"
        self.target = Point(_RIGHT, self._y(found.target), found.target) if found.target else None
        self.months = [(self._x(month + 0.5), month + 1) for month in range(12)]
        self.grid = [(self._y(value), value) for value in self._ticks()]

    def _x(self, month: float) -> int:
        return round(_LEFT + month * self._step)

    def _y(self, value: float) -> int:
        return round(_BOTTOM - value / (self.top_value * 1.08) * (_BOTTOM - _TOP))

    def _ticks(self) -> list[int]:
        rough = self.top_value / 4
        size = next(
            (n for n in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000) if n >= rough), 10_000
        )
        return [size * n for n in range(int(self.top_value // size) + 1)]
