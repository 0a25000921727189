"""A figure as a page shows it: its text, and the address behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import Figure
from dangvu.indicators.queries import printed
from dangvu.organisations.tree import Node
from dangvu.web.gate import Place

#: Heads of columns that stand in nearly every table, shorter than the titles.
HEADS = {
    "members_start": "Đảng viên đầu kỳ",
    "members_end": "Đảng viên cuối kỳ",
    "admitted": "Kết nạp",
    "admission_target": "Chỉ tiêu năm",
    "admission_target_share": "Đạt chỉ tiêu",
    "made_official": "Công nhận chính thức",
    "transferred_in": "Chuyển đến",
    "transferred_out": "Chuyển đi",
    "thematic_meetings": "Sinh hoạt chuyên đề",
    "inspections": "Kiểm tra",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that opens into its records. Grey where it is nothing."""

    text: str
    url: str
    is_zero: bool
    title: str = ""

    @property
    def html(self) -> SafeString:
        if not self.url:
            return format_html('<span class="q">{}</span>', self.text)
        return format_html(
            '<a class="{}" href="{}">{}</a>', "n z" if self.is_zero else "n", self.url, self.text
        )


def number(
    place: Place,
    indicator: Indicator,
    figure: Figure,
    at: Node | None = None,
    sign: bool = True,
    more: str = "",
) -> Number:
    """The number of ``at`` (the place's own organisation). What is no longer in the tree has no page to open.

    ``more`` says which part of the figure it is: '&tach=gioi-tinh&phan=nu'.
    """
    node = at or place.node
    text = printed(indicator, figure)
    url = place.figure_url(node.code, indicator.code) + more if node.id in place.tree else ""
    return Number(text if sign else text.removesuffix("%"), url, not figure.value, indicator.title)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit and its numbers, in the order of the columns."""

    name: str
    url: str
    cells: list[Number]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Numbers by unit: the total first, then each direct child in the order of the official list."""

    columns: list[str]
    total: UnitRow
    rows: list[UnitRow]


def head(indicator: Indicator) -> str:
    """What a column of this figure is called."""
    return HEADS.get(indicator.name, indicator.title)


def unit_table(
    place: Place,
    columns: Sequence[Indicator],
    total: Mapping[str, Figure],
    units: Sequence[tuple[Node, Mapping[str, Figure]]],
) -> UnitTable:
    """The table by unit for these columns; the percentage sign stands in the head."""

    def row(node: Node, figures: Mapping[str, Figure], name: str = "") -> UnitRow:
        cells = [number(place, i, figures[i.name], node, sign=False) for i in columns]
        here = node.id in place.tree and not name
        return UnitRow(name or node.name, place.url("figures", node.code) if here else "", cells)

    heads = [head(i) + (",\u00a0%" if i.kind is Kind.RATIO else "") for i in columns]
    return UnitTable(
        heads, row(place.node, total, "Toàn bộ"), [row(node, figures) for node, figures in units]
    )
