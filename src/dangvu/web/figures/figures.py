"""All figures of an organisation and a period, by subject, and a table by unit for one group of them: split, compared,
printed, and kept as a workbook of exactly what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, READ_FINDINGS
from dangvu.foundation.workbooks.writing import ColumnSpec, SheetSpec, Value, write_workbook
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import NOTHING, Figure
from dangvu.indicators.kinds import adjustments, is_all_counted
from dangvu.indicators.opening import split_table
from dangvu.indicators.parts import DIMENSIONS, splits
from dangvu.indicators.queries import FigureTable, available
from dangvu.indicators.queries import figures as figures_of
from dangvu.intake.completeness import Limits, limits
from dangvu.organisations.tree import Node
from dangvu.web.errors import WrongRequest
from dangvu.web.figures.compare import CHOICES, Cell, Changed, Comparison, changed, comparison, difference
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import EXCEL, attachment
from dangvu.web.numbers import Number, head, number
from dangvu.web.pages import page

#: The subjects by the letters of the printed code, in the order of a report.
SUBJECTS = {
    "DV": "Đảng viên",
    "KN": "Kết nạp đảng viên",
    "CT": "Công nhận chính thức",
    "QC": "Quần chúng ưu tú",
    "BV": "Thẩm tra, tiêu chuẩn chính trị",
    "SH": "Chuyển sinh hoạt đảng",
    "GD": "Giảm khác",
    "BD": "Bồi dưỡng",
    "TC": "Tổ chức đảng",
    "CU": "Kiện toàn cấp ủy",
    "CB": "Sinh hoạt chi bộ",
    "QT": "Học tập, quán triệt",
    "VB": "Văn bản",
    "HN": "Hội nghị",
    "YK": "Ý kiến, kiến nghị",
    "KT": "Kiểm tra, giám sát",
    "KL": "Kỷ luật đảng",
    "DT": "Đơn thư",
    "PC": "Phòng, chống tham nhũng",
    "NQ": "Chỉ tiêu nghị quyết",
    "NV": "Nhiệm vụ được giao",
    "DA": "Đề án",
    "DH": "Mô hình, điển hình",
    "MT": "Đoàn thể",
    "VD": "Dân vận",
    "XL": "Đánh giá, xếp loại",
    "KH": "Khen thưởng",
    "HH": "Huy hiệu Đảng",
    "DP": "Đảng phí",
    "TH": "Thẻ đảng viên",
    "ST": "Sổ tay đảng viên điện tử",
}
OTHER = "Số liệu khác"

#: The columns of the table by unit when no subject is chosen.
MAIN = (
    "members_start", "admitted", "admission_target", "admission_target_share", "made_official", "transferred_in",
    "transferred_out", "members_end", "thematic_meetings", "inspections",
)  # fmt: skip


#: So many figures of a group are split at once: a table of two hundred columns is read by nobody.
MOST_SPLIT = 6


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one subject."""

    slug: str
    title: str
    indicators: list[Indicator]


@dataclass(frozen=True)
class Look:
    """What of the figures a person asked to see: which group, split how, compared with what."""

    group: str
    split: str
    compared: Comparison

    @property
    def query(self) -> str:
        """The same, for an address that goes on from ``?ky=…``."""
        group = f"&nhom={self.group}" if self.group else ""
        split = f"&tach={self.split}" if self.split else ""
        return group + split + self.compared.query


def look(request: HttpRequest, place: Place) -> Look:
    """What the address asks for; an unknown group shows the main figures, an unknown split is a wrong request."""
    split = request.GET.get("tach", "")
    if split and split not in DIMENSIONS:
        raise WrongRequest(f"Không có cách tách “{split[:40]}”. Chọn lại trong ô “Tách theo”.")
    group = request.GET.get("nhom", "")
    return Look(group if group in SUBJECTS else "", split, comparison(request, place))


@dataclass(frozen=True)
class Column:
    """One column: the figure (or a part of one), and what an address adds to open that part."""

    indicator: Indicator
    title: str
    more: str
    is_part: bool


@dataclass(frozen=True)
class Row:
    """One unit with its cells, and the figures they were made from."""

    name: str
    url: str
    cells: list[Cell]
    now: Mapping[str, Figure]
    then: Mapping[str, Figure]
    placed: bool = True


@dataclass(frozen=True)
class Table:
    """The table by unit: the whole first, then each unit in list order."""

    columns: list[Column]
    total: Row
    rows: list[Row]
    changes: list[Changed]
    nothing_then: bool = False  # the other time has no records at all


@at_organisation(READ_FIGURES)
def figures(request: HttpRequest, place: Place) -> HttpResponse:
    """Every number of the organisation, each a link with its definition, and the table by unit."""
    shown = look(request, place)
    groups = grouped(available(place.actor, place.node.id))
    names = [indicator.name for indicator in _chosen(shown, groups)]
    every = figures_of(
        actor=place.actor, organisation=place.node, period=place.period, known=place.known, by=place.by,
        by_unit=not shown.split, unit_names=names,
    )  # fmt: skip
    table = _table(place, shown, groups, every)
    return page(
        request, "figures/figures.html", place, "figures",
        groups=[(group, _numbers(place, group, every)) for group in groups],
        shown=shown, table=table, dimensions=DIMENSIONS.values(), compare_choices=CHOICES,
        most_split=MOST_SPLIT,
        defined=_defined(table.columns), limits=_limits(place), findings_url=place.url_if(READ_FINDINGS, "findings"), printing="in" in request.GET,
        file_url=place.figures_url("figures_file") + shown.query, print_url=place.figures_url() + shown.query + "&in=1",
        chart_url=place.figure_url(place.node.code, "KN-01/bieu-do"),
        screen_url=place.figures_url() + shown.query, same_tree_url=_in_one_tree(place, shown),
        adjustments=[] if is_all_counted(place.period, place.known) else adjustments(
            actor=place.actor, organisation=place.node, period=place.period, known=place.known
        ),
        inspection_hidden=not any(i.sensitive for i in every.indicators),
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def figures_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The table that is shown, as a workbook: the same units, columns and numbers."""
    shown = look(request, place)
    table = _table(place, shown, grouped(available(place.actor, place.node.id)), None)
    columns = [ColumnSpec("Đơn vị", 44)]
    for column in table.columns:
        columns.append(ColumnSpec(column.title, 14, "integer" if not column.indicator.decimals else "text"))
        if shown.compared.how:
            columns += [
                ColumnSpec(f"{column.title}, {shown.compared.label}", 14),
                ColumnSpec("Chênh lệch", 14),
            ]
    known = f"biết đến {place.known_day:%d/%m/%Y}" if place.known_day else "biết đến hôm nay"
    known += f", theo cây tổ chức ngày {place.by:%d/%m/%Y}" if place.by else ""
    sheet = SheetSpec(
        name="Số liệu", columns=columns,
        title_lines=[place.node.name.upper(), f"SỐ LIỆU {place.period.label.upper()}", f"({known})"],
        rows=[_values(row, table.columns, shown.compared) for row in (table.total, *table.rows)],
    )  # fmt: skip
    return attachment(write_workbook([sheet]), f"So-lieu-{place.period.code}.xlsx", EXCEL)


def _values(row: Row, columns: Sequence[Column], compared: Comparison) -> list[Value]:
    values: list[Value] = [row.name]
    for column, cell in zip(columns, row.cells, strict=True):
        value = row.now[column.indicator.name].value
        values.append(int(value) if value is not None and not column.indicator.decimals else cell.now.text)
        if compared.how and cell.then is not None:
            values += [cell.then.text, cell.gap]
    return values


def _chosen(shown: Look, groups: Sequence[Group]) -> list[Indicator]:
    """The figures of the group asked for; when they are split, the first few of those that can be."""
    chosen = next((g.indicators for g in groups if shown.group and g.slug == shown.group), _main(groups))
    if not shown.split:
        return chosen
    return [i for i in chosen if i.kind is Kind.COUNT and DIMENSIONS[shown.split] in splits(i)][:MOST_SPLIT]


def _table(place: Place, shown: Look, groups: Sequence[Group], every: FigureTable | None) -> Table:
    chosen = _chosen(shown, groups)
    names = [indicator.name for indicator in chosen]

    def read(at: Place) -> tuple[list[Column], Mapping[str, Figure], list[tuple[Node, Mapping[str, Figure]]]]:
        if at is place and every is not None and not shown.split:
            return [Column(i, _head(i), "", False) for i in chosen], every.figures, list(every.units)
        found = split_table(
            actor=at.actor,
            organisation=at.node,
            period=at.period,
            names=names,
            split=shown.split,
            known=at.known,
            by=at.by,
        )
        columns = [
            Column(
                i, DIMENSIONS[shown.split].part(slug).title if slug else _head(whole),
                f"&tach={shown.split}&phan={slug}" if slug else "", bool(slug),
            )
            for i, whole, slug in found.columns
        ]  # fmt: skip
        return columns, found.total, found.units

    columns, total, units = read(place)
    other = shown.compared.other
    then_total: Mapping[str, Figure] = {}
    then_units: dict[int, tuple[Node, Mapping[str, Figure]]] = {}
    if other is not None:
        _, then_total, before = read(other)
        then_units = {node.id: (node, found) for node, found in before}
    rows = [
        _row(place, other, columns, node, now, then_units.get(node.id, (node, {}))[1]) for node, now in units
    ]
    here = {node.id for node, _ in units}
    rows += [
        _row(place, other, columns, node, {}, found)
        for node, found in then_units.values()
        if node.id not in here
    ]
    whole = _row(place, other, columns, place.node, total, then_total, "Toàn bộ")
    changes = changed(
        [(row.name, row.cells, row.now, row.then) for row in (whole, *rows)], [c.indicator for c in columns]
    )
    nothing_then = other is not None and all(figure.value is None for figure in whole.then.values())
    return Table(columns, whole, rows, changes, nothing_then)


def _row(
    place: Place, other: Place | None, columns: Sequence[Column], node: Node, now: Mapping[str, Figure],
    then: Mapping[str, Figure], name: str = "",
) -> Row:  # fmt: skip
    filled = {c.indicator.name: now.get(c.indicator.name, NOTHING) for c in columns}
    before = {c.indicator.name: then.get(c.indicator.name, NOTHING) for c in columns}
    cells = []
    for column in columns:
        figure, indicator = filled[column.indicator.name], column.indicator
        shown = number(place, indicator, figure, node, sign=False, more=column.more)
        if other is None:
            cells.append(Cell(shown))
            continue
        old = before[indicator.name]
        said, gap = difference(indicator, figure, old)
        cells.append(
            Cell(shown, number(other, indicator, old, node, sign=False, more=column.more), said, bool(gap))
        )
    here = node.id in place.tree and not name
    return Row(name or node.name, place.figures_url(code=node.code) if here else "", cells, filled, before)


def _in_one_tree(place: Place, shown: Look) -> str:
    """Two periods laid beside each other in the tree of the later one; empty where that is not the question."""
    if shown.compared.how not in ("cung-ky", "ky-truoc") or place.by:
        return ""
    there = replace(place, asked=place.period.code, asked_tree=place.period.end.isoformat())
    return there.figures_url() + shown.query


def _head(indicator: Indicator) -> str:
    return head(indicator) + (",\u00a0%" if indicator.kind is Kind.RATIO else "")


def _defined(columns: Sequence[Column]) -> list[Indicator]:
    return [column.indicator for column in columns if not column.is_part]


def _limits(place: Place) -> Limits:
    return limits(
        actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period, known=place.known
    )


def grouped(indicators: Sequence[Indicator]) -> list[Group]:
    """The indicators by subject; a subject that has no title yet comes last, under 'other'."""
    by_slug: dict[str, list[Indicator]] = {slug: [] for slug in (*SUBJECTS, "")}
    for indicator in indicators:
        slug = indicator.code.partition("-")[0]
        by_slug[slug if slug in SUBJECTS else ""].append(indicator)
    return [Group(slug, SUBJECTS.get(slug, OTHER), found) for slug, found in by_slug.items() if found]


def _main(groups: Sequence[Group]) -> list[Indicator]:
    by_name = {indicator.name: indicator for group in groups for indicator in group.indicators}
    return [by_name[name] for name in MAIN if name in by_name]


def _numbers(place: Place, group: Group, table: FigureTable) -> list[Number]:
    return [number(place, indicator, table.figures[indicator.name]) for indicator in group.indicators]
