"""Splitting a figure about people: by sex, by people, by religion, by age, by Party age.

Every row falls into exactly one part (a part of its own takes what was not told), so the parts always sum to
the figure. A part is an indicator like any other: it opens into its list with the same count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from dangvu.indicators.definition import Indicator, Kind, Rows, Window
from dangvu.indicators.sources import MEMBERS_AT_END, MEMBERS_AT_START, Source

REST = "chua-ghi"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its slug in addresses, what it is called, and which rows are in it (None: all that are left)."""

    slug: str
    title: str
    where: Callable[[Window], Q] | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to split; parts are tried in order, the last takes what is left."""

    slug: str
    title: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()  # only of these; empty: of every source of people

    def part(self, slug: str) -> Part:
        """LookupError where the dimension has none of this slug."""
        found = next((part for part in self.parts if part.slug == slug), None)
        if found is None:
            raise LookupError(slug)
        return found


def _aged(youngest: int, oldest: int | None) -> Callable[[Window], Q]:
    def where(window: Window) -> Q:
        condition = Q(p__birth_first__lte=window.years_before_end(youngest))
        if oldest is not None:
            condition &= Q(p__birth_first__gt=window.years_before_end(oldest + 1))
        return condition

    return where


def _party_aged(least: int, less_than: int | None) -> Callable[[Window], Q]:
    def where(window: Window) -> Q:
        condition = Q(p__party_from__lte=window.years_before_end(least))
        if less_than is not None:
            condition &= Q(p__party_from__gt=window.years_before_end(less_than))
        return condition

    return where


def _always(condition: Q) -> Callable[[Window], Q]:
    return lambda window: condition


DIMENSIONS: dict[str, Dimension] = {
    dimension.slug: dimension
    for dimension in (
        Dimension("gioi-tinh", "Giới tính", (
            Part("nu", "Nữ", _always(Q(p__sex="nu"))), Part("nam", "Nam", _always(Q(p__sex="nam"))),
            Part(REST, "Chưa ghi giới tính"),
        )),
        Dimension("dan-toc", "Dân tộc", (
            Part("thieu-so", "Dân tộc thiểu số", _always(Q(p__is_minority=True))),
            Part("kinh", "Kinh", _always(Q(p__ethnicity__gt=""))),
            Part(REST, "Chưa ghi dân tộc"),
        )),
        Dimension("ton-giao", "Tôn giáo", (
            Part("co-dao", "Có đạo", _always(Q(p__religion__gt=""))), Part(REST, "Không đạo hoặc chưa ghi"),
        )),
        Dimension("tuoi", "Tuổi", (
            Part("den-30", "Đến 30 tuổi", lambda w: Q(p__birth_first__gt=w.years_before_end(31))),
            Part("31-40", "31 đến 40", _aged(31, 40)), Part("41-50", "41 đến 50", _aged(41, 50)),
            Part("51-60", "51 đến 60", _aged(51, 60)), Part("tren-60", "Trên 60", _aged(61, None)),
            Part(REST, "Chưa ghi ngày sinh"),
        )),
        Dimension("tuoi-dang", "Tuổi đảng", (
            Part("du-bi", "Dự bị, chưa tính", _always(Q(status="du_bi"))),
            Part("duoi-10", "Dưới 10 năm", _party_aged(0, 10)), Part("10-19", "10 đến 19", _party_aged(10, 20)),
            Part("20-29", "20 đến 29", _party_aged(20, 30)), Part("30-39", "30 đến 39", _party_aged(30, 40)),
            Part("tu-40", "Từ 40 năm", _party_aged(40, None)), Part(REST, "Chưa ghi ngày vào Đảng"),
        ), (MEMBERS_AT_START, MEMBERS_AT_END)),
    )
}  # fmt: skip

#: The ages of the pyramid, the oldest on top.
AGES = ("tren-60", "51-60", "41-50", "31-40", "den-30")


def splits(indicator: Indicator) -> list[Dimension]:
    """The ways in which this figure (of a share: its numerator) can be split."""
    rows = indicator.numerator
    if not isinstance(rows, Rows) or not rows.source.people or rows.weight is not None:
        return []
    if indicator.kind not in (Kind.COUNT, Kind.RATIO):
        return []
    return [d for d in DIMENSIONS.values() if not d.sources or rows.source in d.sources]


def part_of(indicator: Indicator, dimension: Dimension, part: Part) -> Indicator:
    """The part as an indicator of its own: a count of the rows that fall into it. LookupError where none may be."""
    rows = indicator.numerator
    if dimension not in splits(indicator) or not isinstance(rows, Rows):
        raise LookupError(f"{indicator.code} / {dimension.slug}")
    return replace(
        indicator, name=f"{indicator.name}.{dimension.slug}.{part.slug}", kind=Kind.COUNT,
        title=f"{indicator.title}: {part.title.lower() if part.slug != 'kinh' else part.title}",
        numerator=_part_rows(rows, dimension.slug, part.slug), denominator=None, denominator_text="", decimals=0,
        numerator_text=f"{indicator.numerator_text}; {dimension.title.lower()}: {part.title}",
        unit="đảng viên" if indicator.kind is Kind.RATIO else indicator.unit,
    )  # fmt: skip


@cache
def _part_rows(rows: Rows, dimension: str, part: str) -> Rows:
    """Kept, as a run knows rows by their identity."""

    def where(window: Window) -> Q:
        return rows.condition(window) & Q(part=part)

    return replace(rows, source=_split(rows.source, dimension), where=where)


@cache
def _split(source: Source, dimension: str) -> Source:
    """The source with each row's part; all parts of all figures of the source are one query."""

    def rows(window: Window) -> QuerySet[Any]:
        found: QuerySet[Any] = source.rows(window).annotate(part=bucket(DIMENSIONS[dimension], window))
        return found

    return replace(source, name=f"{source.name}:{dimension}", rows=rows)


def bucket(dimension: Dimension, window: Window) -> Case:
    """The slug of the one part into which a row falls."""
    told = [When(part.where(window), then=Value(part.slug)) for part in dimension.parts if part.where]
    rest = next(part.slug for part in dimension.parts if part.where is None)
    return Case(*told, default=Value(rest), output_field=CharField())
