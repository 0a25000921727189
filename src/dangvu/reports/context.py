"""From an outline and the figures of a moment to a document. Nothing is computed here: numbers are only printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dangvu.foundation.parameters.queries import NoSuchParameter, Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.catalogue import BY_CODE, BY_NAME, CATALOGUE
from dangvu.indicators.considering import Probationers
from dangvu.indicators.definition import Indicator, Kind, Numerator, Organisations, Rows
from dangvu.indicators.engine import Figure
from dangvu.indicators.kinds import Reported, ReportedTable
from dangvu.indicators.linked import MassNamed, Transfers
from dangvu.indicators.mass_sources import MASS_MEMBERSHIPS
from dangvu.indicators.queries import FigureTable, computation, printed
from dangvu.indicators.sources import MOVEMENTS
from dangvu.organisations.models import Committee
from dangvu.organisations.tree import Node, Tree
from dangvu.review.sections import Section as NarrativeSection
from dangvu.work.ranking.rules import last_ranked

from .document import (
    Annex,
    Definition,
    Document,
    Letterhead,
    Origin,
    Paragraph,
    Run,
    Section,
    Table,
    TableColumn,
)
from .letterhead import SHORT_DOTS, number_and_symbol, short_date
from .outlines.pieces import Outline, Part, Scope
from .sentences import Scene, figure_text, filled, paragraph
from .unit_tables import Lines, lines_of, target_rows, word_table, workbook_table
from .xlsx_annex import AnnexColumn, AnnexTable

DEFINITIONS_TITLE = "Cách tính các số liệu trong báo cáo"
TARGETS_TITLE = "Kết quả thực hiện chỉ tiêu"
NO_TARGETS = "Chưa có số liệu về chỉ tiêu được giao cho kỳ này."
SHARE_DECIMALS = "figures.print_share_decimals"


@dataclass(frozen=True)
class Material:
    """Everything a report is written from, gathered before the first word is."""

    outline: Outline
    reported: ReportedTable
    table: FigureTable  # the same as plain figures
    tree: Tree
    letterhead: Letterhead
    dated: date
    fixed_time: datetime
    parameters: Parameters
    grounds: Sequence[str]  # with {annex} for the annex of definitions
    limits: tuple[str, ...]
    draft: bool
    also: frozenset[str] = (
        frozenset()
    )  # machine names of figures that an office's own template prints besides
    origin: Origin | None = None
    narrative: Mapping[str, Sequence[str]] = field(
        default_factory=dict
    )  # the office's own paragraphs by section

    @property
    def year_ended(self) -> bool:
        """Whether a target of the year can no longer be reached."""
        end = self.table.period.end
        return (end.month, end.day) == (12, 31)


@dataclass(frozen=True)
class Composed:
    """The document, its tables as values, and the figures that it prints."""

    document: Document
    workbook: tuple[AnnexTable, ...]
    printed: tuple[tuple[Indicator, Figure], ...]


# -- words -----------------------------------------------------------------------------------------------


def scope_of(organisation: int, tree: Tree) -> Scope:
    """What the organisation has below it."""
    below = [tree[node] for node in tree.descendants(organisation) if node != organisation]
    if any(node.is_grassroots for node in below):
        return Scope.WHOLE
    return Scope.COMMITTEE if below else Scope.CELL


def next_label(period: Period) -> str:
    """What the tasks of the report are for: '6 tháng cuối năm 2023' after the first half."""
    year, code = period.end.year, period.code
    if code.endswith("-9M"):
        return f"3 tháng cuối năm {year}"
    if code.endswith("-H2"):
        return f"năm {year + 1}"
    if ".." in code:
        return "thời gian tới"
    months = period.end.month - period.start.month + 1
    first = (period.end + timedelta(days=1)).month
    return Period.months(period.after.year, first, first + months - 1).label


def summary(period: Period, outline: Outline) -> str:
    """The summary under the name of the type, in two lines."""
    kind = "tổng kết" if period == period.year else "sơ kết"
    return outline.about.format(kind=kind, period=period.label, next_period=next_label(period))


def letterhead_of(
    committee: Committee | None, organisation: Node, symbol: str, number: int | None
) -> Letterhead:
    """The letterhead on record; without one the name of the issuer alone, and dotted places for the rest."""
    if committee is None:
        issuer = issuer_name(organisation)
        return Letterhead(issuer_name=issuer, number=_number(number), symbol=f"{symbol}/{SHORT_DOTS}")
    owner = committee.symbol.rpartition("/")[2].strip()
    return Letterhead(
        upper_name=committee.upper_name,
        issuer_name=committee.name,
        place=committee.place,
        number=_number(number),
        symbol=f"{symbol}/{owner or SHORT_DOTS}",
        signer_authority=committee.signer_authority,
        signer_title=committee.signer_title,
        signer_name=committee.signer_name,
        recipients=tuple(committee.recipients),
        archive=committee.archive,
    )


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def issuer_name(organisation: Node) -> str:
    """The committee of a Đảng bộ is its Đảng ủy; a Chi bộ signs by its own name; else it is not known."""
    name = organisation.name.strip()
    found = re.match(r"đảng bộ\b", name, re.IGNORECASE)
    if found:
        return f"Đảng ủy{name[found.end() :]}"
    return name if re.match(r"chi bộ\b", name, re.IGNORECASE) else ""


def share_decimals(parameters: Parameters, day: date) -> int | None:
    """The decimals of percentages in the body; None: those of each definition."""
    try:
        return int(parameters.on(SHARE_DECIMALS, day).value)
    except NoSuchParameter:
        return None


# -- the document ----------------------------------------------------------------------------------------


def compose(material: Material) -> Composed:
    """The whole report."""
    tables = _tables(material)
    scene = _scene(material, tables)
    sections = [_section(part, material, scene) for part in material.outline.parts]
    used = _used(sections, tables, material)
    annexes = [Annex(lines.source.title, (word_table(lines),)) for lines in tables]
    figures = material.table.figures
    annexes.append(
        Annex(
            DEFINITIONS_TITLE,
            definitions=tuple(
                definition(i, figures[i.name], material.reported.figures[i.name]) for i in used
            ),
        )
    )
    document = Document(
        type_name=material.outline.type_name,
        summary=summary(material.table.period, material.outline),
        letterhead=material.letterhead,
        date=material.dated,
        sections=tuple(sections),
        annexes=tuple(annexes),
        draft=material.draft,
        fixed_time=material.fixed_time,
        closing_limits=material.limits,
        origin=material.origin,
    )
    return Composed(document, _workbook(material, tables, used), tuple((i, figures[i.name]) for i in used))


def _tables(material: Material) -> list[Lines]:
    table = material.table
    scope = scope_of(table.organisation.id, material.tree)
    wanted = [source for source in material.outline.tables if scope in source.scope]
    made = [lines_of(source, table.units, table.figures, year_ended=material.year_ended) for source in wanted]
    return [lines for lines in made if lines is not None]


def _scene(material: Material, tables: Sequence[Lines]) -> Scene:
    period = material.table.period
    words = {
        "organisation": material.table.organisation.name,
        "period": period.label,
        "next_period": next_label(period),
        "last_day": short_date(period.end),
        "ranked_year": str(last_ranked(period.end)),
        "each_quarter": "mỗi quý" if len(period.quarters()) > 1 else "trong kỳ",
        "annex": f"Phụ lục {len(tables) + 1}",
        **{f"annex_{lines.source.key}": f"Phụ lục {number}" for number, lines in enumerate(tables, 1)},
    }
    scope = scope_of(material.table.organisation.id, material.tree)
    known = {f"annex_{source.key}": "" for source in material.outline.tables}
    return Scene(
        material.table.figures, known | words, scope, share_decimals(material.parameters, period.end)
    )


def _section(part: Part, material: Material, scene: Scene) -> Section:
    paragraphs = [said for choices in part.paragraphs if (said := paragraph(choices, scene)) is not None]
    tables: tuple[Table, ...] = ()
    if part.targets:
        lead, tables = _targets(material, scene)
        paragraphs.append(lead)
    if part.limits:
        paragraphs += [_plain(filled(line, scene.words)) for line in material.grounds]
    places = [said for place in part.prose for said in _prose(place, material, scene)]
    # A table follows the paragraphs of its section, so that what the office adds stands before it.
    ordered = [*places, *paragraphs] if part.targets else [*paragraphs, *places]
    return Section(part.level, filled(part.title, scene.words), tuple(ordered), tables)


def _prose(place: str | NarrativeSection, material: Material, scene: Scene) -> list[Paragraph]:
    """The office's own paragraphs; where it has none, a marked place for them."""
    said: Sequence[str] = ()
    if isinstance(place, NarrativeSection):
        said, place = material.narrative.get(place.key, ()), place.about
    return [_plain(text) for text in said] or [
        Paragraph((Run(filled(place, scene.words)),), placeholder=True)
    ]


def _plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _targets(material: Material, scene: Scene) -> tuple[Paragraph, tuple[Table, ...]]:
    """The table of targets with the sentence that introduces it; the sentence alone where none was set."""
    figures = scene.figures
    rows = target_rows(material.outline.targets, figures, year_ended=material.year_ended)
    if not rows:
        return _plain(NO_TARGETS), ()
    columns = (
        TableColumn("TT", 10, "center"),
        TableColumn("Chỉ tiêu", 52),
        TableColumn("Đơn vị tính", 24, "center"),
        TableColumn("Được giao", 20, "right"),
        TableColumn("Thực hiện", 20, "right"),
        TableColumn("Tỷ lệ", 16, "right"),
        TableColumn("Đánh giá", 23, "center"),
    )
    lines = tuple(
        (
            str(number),
            line.title,
            line.unit,
            vietnamese(figures[line.target].value),
            vietnamese(figures[line.result].value),
            figure_text(scene, line.share),
            verdict,
        )
        for number, (line, verdict) in enumerate(rows, 1)
    )
    lead = f"Kết quả thực hiện các chỉ tiêu đến hết ngày {scene.words['last_day']}:"
    codes = [[BY_NAME[name].code for name in (line.target, line.result, line.share)] for line, _ in rows]
    named = tuple(("", "", "", *of, "") for of in codes)
    return _plain(lead), (Table("", columns, lines, figures=named),)


# -- how each number was computed -------------------------------------------------------------------------


def _used(sections: Sequence[Section], tables: Sequence[Lines], material: Material) -> tuple[Indicator, ...]:
    """Every figure that the report prints, in the order of the catalogue."""
    codes = {
        run.figure for section in sections for said in section.paragraphs for run in said.runs if run.figure
    }
    names = {BY_CODE[code].name for code in codes}
    for lines in tables:
        names |= lines.figures
    for line, _ in target_rows(
        material.outline.targets, material.table.figures, year_ended=material.year_ended
    ):
        names |= {line.target, line.result, line.share}
    names |= material.also & material.table.figures.keys()
    return tuple(indicator for indicator in CATALOGUE if indicator.name in names)


def definition(indicator: Indicator, figure: Figure, reported: Reported | None = None) -> Definition:
    """How the figure came about, as the annex prints it."""
    how = computation(indicator, figure)
    if figure.value is None:
        how = "chưa có số liệu"
    elif reported is not None and reported.is_mixed:
        how = f"{how}, {in_parts(reported)}"
    return Definition(
        code=indicator.code,
        title=f"{indicator.title} ({indicator.unit})",
        how=how,
        numerator=indicator.numerator_text,
        denominator=indicator.denominator_text,
        source=source_of(indicator),
        basis=indicator.basis,
    )


def in_parts(reported: Reported) -> str:
    """'gồm 86 theo hồ sơ, 3 đơn vị tự khai, +2 điều chỉnh'."""
    said = [f"{vietnamese(reported.counted or 0)} theo hồ sơ"]
    if reported.declared is not None:
        said.append(f"{vietnamese(reported.declared)} đơn vị tự khai")
    if reported.adjusted:
        sign = "+" if reported.adjusted > 0 else "−"
        said.append(f"{sign}{vietnamese(abs(reported.adjusted))} điều chỉnh")
    if reported.silent:
        said.append(f"{len(reported.silent)} đơn vị chưa khai")
    return f"gồm {', '.join(said)}"


def source_of(indicator: Indicator) -> str:
    """The lists that the figure counts."""
    titles = [
        _source_title(side) for side in (indicator.numerator, indicator.denominator) if side is not None
    ]
    return "; ".join(dict.fromkeys(titles))


def _source_title(numerator: Numerator) -> str:
    if isinstance(numerator, Rows):
        return numerator.source.title
    if isinstance(numerator, Transfers):
        return MOVEMENTS.title
    if isinstance(numerator, MassNamed):
        return MASS_MEMBERSHIPS.title
    if isinstance(numerator, Probationers):
        return numerator.title
    if isinstance(numerator, Organisations):
        return "Danh sách tổ chức đảng vào ngày cuối kỳ"
    return "Danh sách tổ chức đảng và đảng viên trước và sau khi sắp xếp"


# -- the same tables as values ----------------------------------------------------------------------------


def _workbook(
    material: Material, tables: Sequence[Lines], used: Sequence[Indicator]
) -> tuple[AnnexTable, ...]:
    table = material.table
    under = (table.organisation.name.upper(), _capital(table.period.label))
    made = [workbook_table(lines, (lines.source.title.upper(), *under)) for lines in tables]
    targets = _targets_workbook(material, under)
    return (*targets, *made, _definitions_workbook(table.figures, used, under, material))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _targets_workbook(material: Material, under: tuple[str, ...]) -> list[AnnexTable]:
    figures = material.table.figures
    rows = target_rows(material.outline.targets, figures, year_ended=material.year_ended)
    if not rows:
        return []
    columns = (
        AnnexColumn("TT", "integer", 6),
        AnnexColumn("Chỉ tiêu", "text", 40),
        AnnexColumn("Đơn vị tính", "text", 14),
        AnnexColumn("Được giao"),
        AnnexColumn("Thực hiện"),
        AnnexColumn("Tỷ lệ", "percent", numerator=4, denominator=3),
        AnnexColumn("Đánh giá", "text", 18),
    )
    lines = tuple(
        (number, line.title, line.unit, figures[line.target].value, figures[line.result].value, None, verdict)
        for number, (line, verdict) in enumerate(rows, 1)
    )
    return [AnnexTable("Chỉ tiêu", columns, lines, (TARGETS_TITLE.upper(), *under))]


def _definitions_workbook(
    figures: Mapping[str, Figure], used: Sequence[Indicator], under: tuple[str, ...], material: Material
) -> AnnexTable:
    columns = (
        AnnexColumn("Mã", "text", 9),
        AnnexColumn("Số liệu", "text", 46),
        AnnexColumn("Đơn vị", "text", 11),
        AnnexColumn("Tử số (hoặc số đếm)", "integer", 12),
        AnnexColumn("Mẫu số", "integer", 12),
        AnnexColumn("Tỷ lệ", "percent", 11, numerator=3, denominator=4),
        AnnexColumn("In trong báo cáo", "text", 16),
        AnnexColumn("Cách tính", "text", 60),
        AnnexColumn("Nguồn", "text", 34),
        AnnexColumn("Căn cứ", "text", 44),
    )
    rows = tuple(_definition_row(i, figures[i.name]) for i in used)
    number = number_and_symbol(material.letterhead.number, material.letterhead.symbol)
    lines = (DEFINITIONS_TITLE.upper(), *under, f"(Kèm theo Báo cáo số {number})")
    return AnnexTable("Cách tính", columns, rows, lines)


def _definition_row(indicator: Indicator, figure: Figure) -> tuple[str | float | None, ...]:
    ratio = indicator.kind is Kind.RATIO
    value = "chưa có số liệu" if figure.value is None else printed(indicator, figure)
    # Only a percentage has its two numbers in both columns: a mean is not one, and says so in its text.
    top = figure.numerator if ratio or indicator.denominator is None else None
    shown = value if ratio or indicator.denominator is None else computation(indicator, figure)
    bottom = figure.denominator if ratio else None
    return (
        indicator.code, indicator.title, indicator.unit, top, bottom, None, shown, indicator.definition,
        source_of(indicator), indicator.basis,
    )  # fmt: skip
