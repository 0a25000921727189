"""All figures of an organisation and a period, by subject, and a table by unit for one group of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.indicators.definition import Indicator
from dangvu.indicators.queries import FigureTable
from dangvu.indicators.queries import figures as figures_of
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import Number, number, unit_table
from dangvu.web.pages import page

#: The subjects by the letters of the printed code, in the order of a report.
SUBJECTS = {
    "DV": "Đảng viên",
    "KN": "Kết nạp đảng viên",
    "CT": "Công nhận chính thức",
    "SH": "Chuyển sinh hoạt đảng",
    "GD": "Giảm khác",
    "BD": "Bồi dưỡng",
    "TC": "Tổ chức đảng",
    "CB": "Sinh hoạt chi bộ",
    "KT": "Kiểm tra, giám sát",
    "NV": "Nhiệm vụ được giao",
}
OTHER = "Số liệu khác"

#: The columns of the table by unit when no subject is chosen.
MAIN = (
    "members_start", "admitted", "admission_target", "admission_target_share", "made_official", "transferred_in",
    "transferred_out", "members_end", "thematic_meetings", "inspections",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one subject."""

    slug: str
    title: str
    indicators: list[Indicator]


@at_organisation(READ_FIGURES)
def figures(request: HttpRequest, place: Place) -> HttpResponse:
    """Every number of the organisation, each a link, and the table by unit."""
    table = figures_of(actor=place.actor, organisation=place.node, period=place.period, by_unit=True)
    groups = grouped(table.indicators)
    asked = request.GET.get("nhom", "")
    columns = next((group.indicators for group in groups if group.slug == asked), _main(table))
    return page(
        request, "figures/figures.html", place, "figures",
        groups=[(group, _numbers(place, group, table)) for group in groups],
        asked=asked,
        table=unit_table(place, columns, table.figures, table.units),
        inspection_hidden=not any(i.sensitive for i in table.indicators),
    )  # fmt: skip


def grouped(indicators: Sequence[Indicator]) -> list[Group]:
    """The indicators by subject; a subject that has no title yet comes last, under 'other'."""
    by_slug: dict[str, list[Indicator]] = {slug: [] for slug in (*SUBJECTS, "")}
    for indicator in indicators:
        slug = indicator.code.partition("-")[0]
        by_slug[slug if slug in SUBJECTS else ""].append(indicator)
    return [Group(slug, SUBJECTS.get(slug, OTHER), found) for slug, found in by_slug.items() if found]


def _main(table: FigureTable) -> list[Indicator]:
    by_name = {indicator.name: indicator for indicator in table.indicators}
    return [by_name[name] for name in MAIN if name in by_name]


def _numbers(place: Place, group: Group, table: FigureTable) -> list[Number]:
    return [number(place, indicator, table.figures[indicator.name]) for indicator in group.indicators]
