"""Tables by unit, once as printed texts for Word and once as values for the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.definition import Kind
from dangvu.indicators.engine import Figure
from dangvu.indicators.queries import printed
from dangvu.organisations.tree import Node

from .document import Align, Table, TableColumn
from .outlines.pieces import Column, TargetLine, UnitTable
from .xlsx_annex import AnnexColumn, AnnexTable, Cell

Figures = Mapping[str, Figure]

DASH = "–"
_NUMBER_MM, _LEAST_NAME_MM = 10, 60
_UPRIGHT_MM, _TURNED_MM = 164, 250  # the text of an A4 page, upright and turned, rounding left aside
ORGANISATION, TOTAL = "Tổ chức đảng", "Cộng"
WHOLE_NOTE = "Dòng cộng là số liệu của cả tổ chức; có cột lớn hơn tổng các dòng vì gồm cả việc do chính cấp ủy thực hiện."


@dataclass(frozen=True)
class Lines:
    """A table by unit before it is written: the columns kept, a line of figures for each unit, the whole."""

    source: UnitTable
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, Figures], ...]
    whole: Figures | None
    year_ended: bool
    codes: tuple[str, ...] = ()  # of the organisation in each line

    @property
    def figures(self) -> set[str]:
        """Machine names of the figures in it."""
        return {column.figure for column in self.columns if column.figure}


def lines_of(
    source: UnitTable, units: Sequence[tuple[Node, Figures]], whole: Figures, *, year_ended: bool
) -> Lines | None:
    """The table for these units; None where nothing of it can be shown."""
    kept = [(node, figures) for node, figures in units if not source.only or _value(figures, source.only)]
    rows = tuple((node.name, figures) for node, figures in kept)
    columns = tuple(column for column in source.columns if _shown(column, rows))
    if not rows or not any(column.figure for column in columns):
        return None
    codes = tuple(node.code for node, _ in kept)
    return Lines(source, columns, rows, None if source.only else whole, year_ended, codes)


def word_table(lines: Lines) -> Table:
    """The table as printed."""
    columns = (
        TableColumn("TT", _NUMBER_MM, "center"),
        TableColumn(ORGANISATION, _name_width(lines.columns)),
        *(TableColumn(c.title, c.width_mm, _align(c)) for c in lines.columns),
    )
    rows = tuple(
        (str(number), name, *(_text(column, figures, lines) for column in lines.columns))
        for number, (name, figures) in enumerate(lines.rows, 1)
    )
    whole = lines.whole
    total = None if whole is None else ("", TOTAL, *(_text(column, whole, lines) for column in lines.columns))
    notes = [lines.source.note] if lines.source.note else []
    if not _adds_up(lines):
        notes.append(WHOLE_NOTE)
    named = [_named(lines, f"@{code}") for code in lines.codes] + ([_named(lines, "")] if total else [])
    return Table("", columns, rows, total, " ".join(notes), tuple(named))


def _named(lines: Lines, unit: str) -> tuple[str, ...]:
    """The figures that stand in the cells of a line: number and name first, which are none."""
    return ("", "", *(f"{BY_NAME[c.figure].code}{unit}" if c.figure else "" for c in lines.columns))


def workbook_table(lines: Lines, title_lines: tuple[str, ...]) -> AnnexTable:
    """The same table as values; shares become formulas."""
    place = {column.figure: index for index, column in enumerate(lines.columns, 2) if column.figure}
    columns = [AnnexColumn("TT", "integer", 6), AnnexColumn(ORGANISATION, "text", 48)]
    columns += [_workbook_column(column, place) for column in lines.columns]
    rows: list[tuple[Cell, ...]] = [
        (number, name, *(_cell(column, figures, lines) for column in lines.columns))
        for number, (name, figures) in enumerate(lines.rows, 1)
    ]
    whole = lines.whole
    total: tuple[Cell, ...] | None = None
    if whole is not None:
        total = (None, TOTAL, *(_cell(column, whole, lines) for column in lines.columns))
    return AnnexTable(lines.source.title, tuple(columns), tuple(rows), title_lines, total=total)


def target_rows(
    targets: Sequence[TargetLine], figures: Figures, *, year_ended: bool
) -> list[tuple[TargetLine, str]]:
    """The targets that were set, each with its verdict."""
    return [
        (
            line,
            verdict(figures[line.result].value or 0, figures[line.target].value or 0, year_ended=year_ended),
        )
        for line in targets
        if _value(figures, line.target)
    ]


def verdict(result: float, target: float, *, year_ended: bool) -> str:
    """Whether the year's target was reached, in words."""
    if not target:
        return "Không giao"
    if result > target:
        return "Vượt chỉ tiêu"
    if result == target:
        return "Đạt chỉ tiêu"
    return "Không đạt" if year_ended else "Chưa đạt"


def _shown(column: Column, rows: Sequence[tuple[str, Figures]]) -> bool:
    name = column.figure or column.under
    if not all(name in figures for _, figures in rows):
        return False
    return column.shown_above is None or any(
        _value(figures, name) > column.shown_above for _, figures in rows
    )


def _value(figures: Figures, name: str) -> float:
    figure = figures.get(name)
    return (figure.value or 0) if figure else 0


def _name_width(columns: Sequence[Column]) -> float:
    """What the columns leave of the upright page; of the turned page where too little would remain."""
    taken = _NUMBER_MM + sum(column.width_mm for column in columns)
    upright = _UPRIGHT_MM - taken
    return upright if upright >= _LEAST_NAME_MM else max(_TURNED_MM - taken, _LEAST_NAME_MM)


def _align(column: Column) -> Align:
    return "left" if column.verdict else "right"


def _text(column: Column, figures: Figures, lines: Lines) -> str:
    if column.verdict:
        return _verdict(column, figures, lines)
    figure = figures[column.figure]
    if figure.value is None or (column.blank_zero and not figure.value):
        return DASH
    return printed(BY_NAME[column.figure], figure)


def _verdict(column: Column, figures: Figures, lines: Lines) -> str:
    return verdict(_value(figures, column.over), _value(figures, column.under), year_ended=lines.year_ended)


def _cell(column: Column, figures: Figures, lines: Lines) -> Cell:
    if column.verdict:
        return _verdict(column, figures, lines)
    if BY_NAME[column.figure].kind is Kind.RATIO:
        return None  # a formula fills it
    value = figures[column.figure].value
    if value is None or (column.blank_zero and not value):
        return None
    return int(value) if float(value).is_integer() else value


def _workbook_column(column: Column, place: Mapping[str, int]) -> AnnexColumn:
    if column.verdict:
        return AnnexColumn(column.title, "text", 22)
    indicator = BY_NAME[column.figure]
    if indicator.kind is not Kind.RATIO:
        return AnnexColumn(column.title, "integer", 12)
    return AnnexColumn(
        column.title, "percent", 12, indicator.decimals,
        numerator=place[column.over], denominator=place[column.under],
    )  # fmt: skip


def _adds_up(lines: Lines) -> bool:
    """Whether every counted column is the sum of its lines."""
    whole = lines.whole
    if whole is None:
        return True
    counted = [c.figure for c in lines.columns if c.figure and BY_NAME[c.figure].denominator is None]
    return all(
        sum(_value(figures, name) for _, figures in lines.rows) == _value(whole, name) for name in counted
    )
