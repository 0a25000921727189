"""Charts of a figure, drawn by the server: every number stands on its bar, every bar opens, the table is below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.definition import Indicator
from dangvu.indicators.engine import Figure
from dangvu.indicators.opening import by_month, open_figure, pyramid
from dangvu.indicators.queries import printed
from dangvu.indicators.targets import Measured
from dangvu.organisations.tree import Node
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import number
from dangvu.web.pages import page

#: So many units at each end of the list of units.
_ENDS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands and how large it is drawn, what it says, and what it opens."""

    label: str
    text: str
    x: int
    y: int
    width: int
    height: int
    url: str = ""
    second: bool = False
    label_x: int = 0

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def above(self) -> int:
        return self.y - 6


@dataclass(frozen=True)
class Chart:
    """A question, its drawing and the same numbers as a table."""

    slug: str
    kind: str  # columns, rows, pyramid
    question: str
    answer: str
    description: str
    bars: list[Bar]
    height: int
    heads: tuple[str, ...]
    table: list[tuple[str, ...]]
    lines: Mapping[str, str] = field(default_factory=dict)


@at_organisation(READ_FIGURES)
def charts(request: HttpRequest, place: Place, figure: str) -> HttpResponse:
    """What can be drawn of the figure: its months against last year's, its units, its ages and sexes."""
    found = open_figure(
        actor=place.actor,
        name=figure,
        organisation=place.node,
        period=place.period,
        known=place.known,
        by=place.by,
        most=0,
    )
    indicator = found.whole
    drawn = [
        chart
        for chart in (_months(place, figure), _units(place, found.units, indicator), _pyramid(place, figure))
        if chart is not None
    ]
    return page(
        request, "figures/charts.html", place, "figures", indicator=indicator, charts=drawn,
        number=number(place, indicator, found.figure), back=place.figure_url(place.node.code, indicator.code),
        printing="in" in request.GET,
        print_url=place.figure_url(place.node.code, f"{indicator.code}/bieu-do") + "&in=1",
        screen_url=place.figure_url(place.node.code, f"{indicator.code}/bieu-do"),
    )  # fmt: skip


def _scale(values: Sequence[float], room: int) -> list[int]:
    most = max(values, default=0)
    return [round(value / most * room) if most > 0 else 0 for value in values]


def _months(place: Place, figure: str) -> Chart | None:
    year, last = place.period.end.year, place.period.end.month

    def of(year_: int) -> list[int] | None:
        return by_month(
            actor=place.actor,
            name=figure,
            organisation=place.node,
            year=year_,
            months=last,
            known=place.known,
            by=place.by,
        )

    now, then = of(year), of(year - 1)
    if now is None:
        return None
    before = then or [0] * last
    heights = _scale([*now, *before], 180)
    step = 760 // last
    wide = max(14, min(34, step // 2 - 6))
    bars = []
    for month in range(last):
        left = 30 + month * step
        for second, values in ((True, before), (False, now)):
            if second and then is None:
                continue
            size = heights[month + (last if second else 0)]
            at = replace(place, asked=f"{year - second}-{month + 1:02d}")
            bars.append(
                Bar(
                    f"T{month + 1}", vietnamese(values[month]), left + (0 if second else wide // 2 + 2 if then is None else wide + 4), 220 - size, wide,
                    size, at.figure_url(place.node.code, figure), second,
                    left + wide + 2,
                )
            )  # fmt: skip
    total, old = sum(now), sum(before)
    answer = f"{last} tháng năm {year}: {vietnamese(total)}"
    answer += (
        "; năm trước chưa có số liệu." if then is None else f"; cùng kỳ năm {year - 1}: {vietnamese(old)}."
    )
    said = ", ".join(f"tháng {m + 1}: {value}" for m, value in enumerate(now))
    rows = [
        (f"Tháng {m + 1}", vietnamese(now[m]), "–" if then is None else vietnamese(before[m]))
        for m in range(last)
    ]
    return Chart(
        "thang", "columns", "Mỗi tháng bao nhiêu, so với cùng kỳ năm trước?", answer, f"Năm {year}: {said}.", bars,
        260, ("Tháng", f"Năm {year}", f"Năm {year - 1}"),
        [*rows, ("Cộng", vietnamese(total), "–" if then is None else vietnamese(old))],
    )  # fmt: skip


def _units(place: Place, units: Sequence[tuple[Node, Figure]], indicator: Indicator) -> Chart | None:
    told = [(node, figure) for node, figure in units if figure.value is not None]
    if len(told) < 2:
        return None
    ordered = sorted(told, key=lambda pair: (-(pair[1].value or 0), pair[0].position))
    shown = ordered if len(ordered) <= 2 * _ENDS else [*ordered[:_ENDS], *ordered[-_ENDS:]]
    widths = _scale([max(0, figure.value or 0) for _, figure in shown], 330)
    bars = []
    for place_, ((node, figure), width) in enumerate(zip(shown, widths, strict=True)):
        gap = 22 if len(shown) < len(ordered) and place_ >= _ENDS else 0
        bars.append(
            Bar(
                node.name if len(node.name) <= 46 else node.name[:45] + "…", printed(indicator, figure), 400,
                10 + place_ * 30 + gap, width, 20, place.figure_url(node.code, indicator.code), place_ >= _ENDS and bool(gap),
            )
        )  # fmt: skip
    most = max(figure.value or 0 for _, figure in ordered)
    none = sum(1 for _, figure in ordered if not figure.value)
    answer = f"{len(ordered)} đơn vị có số liệu; cao nhất {printed(indicator, ordered[0][1])} ({ordered[0][0].name})"
    answer += f"; {none} đơn vị là 0." if none and most else "."
    return Chart(
        "don-vi", "rows", "Đơn vị nào cao nhất, đơn vị nào thấp nhất?", answer,
        "; ".join(f"{node.name}: {printed(indicator, figure)}" for node, figure in shown) + ".", bars,
        20 + len(shown) * 30 + (22 if len(shown) < len(ordered) else 0), ("Đơn vị", indicator.title),
        [(node.name, printed(indicator, figure)) for node, figure in ordered],
    )  # fmt: skip


def _pyramid(place: Place, figure: str) -> Chart | None:
    ages = pyramid(
        actor=place.actor,
        name=figure,
        organisation=place.node,
        period=place.period,
        known=place.known,
        by=place.by,
    )
    if ages is None:
        return None
    sizes = _scale([n for _, women, men in ages for n in (women, men)], 250)
    bars = []
    for row, (age, women, men) in enumerate(ages):
        left, right = sizes[2 * row], sizes[2 * row + 1]
        top = 34 + row * 34
        bars.append(Bar(age, vietnamese(women), 330 - left, top, left, 24))
        bars.append(Bar("", vietnamese(men), 490, top, right, 24, second=True))
    women, men = sum(w for _, w, _ in ages), sum(m for _, _, m in ages)
    if not women + men:
        return None
    return Chart(
        "thap-tuoi", "pyramid", "Những người này bao nhiêu tuổi, nam nữ ra sao?",
        f"Nữ {vietnamese(women)}, nam {vietnamese(men)}; người chưa ghi ngày sinh hoặc giới tính không có trong hình.",
        "; ".join(f"{age}: nữ {w}, nam {m}" for age, w, m in ages) + ".", bars, 40 + 34 * len(ages),
        ("Tuổi", "Nữ", "Nam", "Cộng"),
        [*((age, vietnamese(w), vietnamese(m), vietnamese(w + m)) for age, w, m in ages),
         ("Cộng", vietnamese(women), vietnamese(men), vietnamese(women + men))],
    )  # fmt: skip


def cumulative(place: Place, measured: Measured, whole: float) -> Chart | None:
    """The year so far, month by month, against the target and the even pace; with where it may end."""
    if measured.indicator is None:
        return None
    months = by_month(
        actor=place.actor, name=measured.indicator.name, organisation=place.node, year=measured.target.year,
        months=measured.period.end.month, known=place.known,
    )  # fmt: skip
    if not months:
        return None
    sums = [sum(months[: month + 1]) for month in range(len(months))]
    ends = measured.forecast
    most = max(whole, sums[-1], ends.high if ends else 0) or 1

    def at(month: float, value: float) -> tuple[int, int]:
        return round(56 + 58 * month), round(290 - value / most * 240)

    points = [at(0, 0), *(at(month + 1, value) for month, value in enumerate(sums))]
    bars = [
        Bar(f"T{m + 1}", vietnamese(value), x, y, 0, 0)
        for m, (value, (x, y)) in enumerate(zip(sums, points[1:], strict=True))
    ]
    forecast = ""
    band = ""
    if ends is not None and len(months) < 12:
        (x0, y0), (x1, y1) = points[-1], at(12, ends.middle)
        forecast = f"M{x0} {y0}L{x1} {y1}"
        low, high = at(12, ends.low)[1], at(12, ends.high)[1]
        band = f"{x0},{y0} {x1},{high} {x1},{low}"
    top = at(12, whole)[1]
    said = ", ".join(f"tháng {m + 1}: {value}" for m, value in enumerate(sums))
    answer = f"Đã đạt {vietnamese(sums[-1])} trên {vietnamese(whole)}"
    if ends is not None and len(months) < 12:
        answer += f"; giữ nhịp này thì cả năm khoảng {ends.middle} ({ends.low} đến {ends.high})"
    return Chart(
        "luy-ke", "line", "Có kịp chỉ tiêu cả năm không?", answer + ".", f"Cộng dồn {said}.", bars, 330,
        ("Tháng", "Trong tháng", "Cộng dồn"),
        [(f"Tháng {m + 1}", vietnamese(months[m]), vietnamese(sums[m])) for m in range(len(months))],
        lines={
            "result": "M" + "L".join(f"{x} {y}" for x, y in points), "pace": f"M56 290L752 {top}",
            "target": f"M56 {top}H752", "forecast": forecast, "band": band, "top": str(top - 8),
            "whole": vietnamese(whole),
        },
    )  # fmt: skip
