"""What stands where each tag of a template stood: computed once, kept with the issued report, put in by ``fill``.

Nothing is computed that the report does not: figures are the reported ones as known at the same act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dangvu.foundation import ratio
from dangvu.foundation.actor import Actor
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.definition import Indicator
from dangvu.indicators.definition import Kind as FigureKind
from dangvu.indicators.engine import NOTHING, Figure
from dangvu.indicators.kinds import Scope
from dangvu.indicators.queries import explain, printed
from dangvu.indicators.rules import Contribution
from dangvu.organisations.tree import Node
from dangvu.review.sections import BY_KEY

from .. import letterhead as lh
from ..context import Composed, Material, next_label, share_decimals
from ..document import Run, Table
from ..identity import ASIDE
from ..render import letterhead_words
from ..sentences import filled, share_text
from ..templates import template_on
from ..unit_tables import DASH
from ..wordml import definitions_table
from .check import Found
from .meaning import Meant
from .tags import Form, Kind, Tag
from .when import NOW

NO_TABLE = "Không có số liệu cho bảng này trong kỳ."
LEFT_OUT = "(Danh sách {count} dòng có tên người nằm ở bản Word, không đưa vào bản tra cứu.)"
NO_RECORDS = "Không có trường hợp nào trong kỳ."


@dataclass(frozen=True)
class Answer:
    """What one tag prints: a text (a figure's, bound by ``figure``), lines, or a table."""

    text: str = ""
    figure: str | None = None
    missing: bool = False
    lines: tuple[str, ...] = ()
    table: Table | None = None
    names: bool = False  # the lines name people
    place: str = ""  # of a section of which nothing was collected: what the marked place in its stead says

    @property
    def run(self) -> Run:
        """The text as a run of the document."""
        return Run(self.text, self.figure, self.missing)


@dataclass(frozen=True)
class Said:
    """A tag as it is printed by ``Tag.printed``, and its answer."""

    tag: str
    answer: Answer


@dataclass(frozen=True)
class UnitRow:
    """One repeated row: the unit's name, and what its tags print there."""

    name: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Rows:
    """The rows that a 'từng đơn vị' becomes; ``row``: the how-manyth such row of the file, from 0."""

    row: int
    units: tuple[UnitRow, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Everything that is put into one template. Plain values: kept as JSON with an issued report."""

    said: tuple[Said, ...] = ()
    rows: tuple[Rows, ...] = ()

    @property
    def by_tag(self) -> dict[str, Answer]:
        return {one.tag: one.answer for one in self.said}

    @property
    def without_names(self) -> Answers:
        """The same, a line in the place of every list of people, also in a repeated row."""

        def told(said: tuple[Said, ...]) -> tuple[Said, ...]:
            return tuple(
                replace(one, answer=Answer(lines=(LEFT_OUT.format(count=len(one.answer.lines)),)))
                if one.answer.names
                else one
                for one in said
            )

        rows = tuple(
            replace(row, units=tuple(replace(unit, said=told(unit.said)) for unit in row.units))
            for row in self.rows
        )
        return Answers(told(self.said), rows)


def answers(
    *, actor: Actor, material: Material, composed: Composed, known: int, tags: Sequence[Found]
) -> Answers:
    """The answers to the tags that have a meaning. Lists of people are asked for with this actor's rights."""
    row_nodes = list(dict.fromkeys(one.line.row_node for one in tags if _is(one, Kind.EACH)))
    asking = _Asking(actor, material, composed, known)
    inside = [
        [one for one in tags if one.meant is not None and one.line.row_node is row] for row in row_nodes
    ]
    units = [
        next((one.meant.units for one in there if one.meant and _is(one, Kind.EACH)), ()) for there in inside
    ]
    for one in tags:
        if one.meant and one.line.row_node not in row_nodes:
            asking.needs(one.meant)
    for there, nodes in zip(inside, units, strict=True):
        for one in there:
            for node in nodes:
                asking.needs(_at(one.meant, node))
    said = {
        one.tag.printed: Said(one.tag.printed, asking.answer(one.meant))
        for one in tags
        if one.tag and one.meant and one.line.row_node not in row_nodes
    }
    rows = [
        Rows(number, tuple(_row(asking, node, place, there) for place, node in enumerate(nodes, 1)))
        for number, (nodes, there) in enumerate(zip(units, inside, strict=True))
        if nodes
    ]
    return Answers(tuple(said.values()), tuple(rows))


def told(
    *, actor: Actor, material: Material, composed: Composed, known: int, meant: Sequence[Meant]
) -> list[Answer]:
    """The answers to tags that stand nowhere yet: what the picker shows."""
    asking = _Asking(actor, material, composed, known)
    for one in meant:
        asking.needs(one)
    return [asking.answer(one) for one in meant]


def _is(one: Found, kind: Kind) -> bool:
    return one.tag is not None and one.tag.kind is kind


def _at(meant: Meant | None, node: Node) -> Meant:
    """A tag of a repeated row as it is meant for one unit; one that names its own unit keeps it."""
    assert meant is not None
    return meant if meant.tag.unit or meant.indicator is None else replace(meant, unit=node)


def _row(asking: _Asking, node: Node, place: int, tags: Iterable[Found]) -> UnitRow:
    said: dict[str, Said] = {}
    for one in tags:
        if one.tag is None or one.meant is None:
            continue
        if _is(one, Kind.EACH):
            answer = Answer(node.name)
        elif one.tag.kind is Kind.WORD and one.tag.name == "ordinal":
            answer = Answer(str(place))
        else:
            answer = asking.answer(_at(one.meant, node))
            if answer.missing and not answer.text:
                answer = replace(answer, text=DASH)  # as the tables of the standard report
        said[one.tag.printed] = Said(one.tag.printed, answer)
    return UnitRow(node.name, tuple(said.values()))


@dataclass
class _Asking:
    """Asks for every figure once: one run for each period, all its figures and units together."""

    actor: Actor
    material: Material
    composed: Composed
    known: int
    wanted: dict[Period, tuple[dict[str, Indicator], dict[int, Node]]] = field(
        default_factory=lambda: defaultdict(lambda: ({}, {}))
    )
    told: dict[Period, tuple[Scope, dict[int, dict[str, Figure]]]] = field(default_factory=dict)

    def needs(self, meant: Meant) -> None:
        if meant.indicator is None or meant.period is None or meant.unit is None:
            return
        indicators, nodes = self.wanted[meant.period]
        indicators[meant.indicator.name] = meant.indicator
        for node in meant.units or (meant.unit,):
            nodes[node.id] = node

    def answer(self, meant: Meant) -> Answer:
        tag = meant.tag
        if tag.kind is Kind.FIGURE:
            return self._figure(meant)
        if tag.kind is Kind.LIST:
            return self._list(meant)
        if tag.kind is Kind.TABLE:
            table = self._table(tag.name)
            return Answer(NO_TABLE) if table is None else Answer(table=table)
        if tag.kind is Kind.SECTION:
            return self._section(tag.name)
        return self._word(tag.name) if tag.kind is Kind.WORD else Answer()

    # -- figures -------------------------------------------------------------------------------------

    def _figure(self, meant: Meant) -> Answer:
        assert meant.indicator is not None
        figure = self._value(meant)
        text = "" if figure is None else self._text(meant.tag, meant.indicator, figure)
        return Answer(text, identity(meant, self.material.table.organisation), missing=not text)

    def _text(self, tag: Tag, indicator: Indicator, figure: Figure) -> str:
        if tag.form in (Form.TOP, Form.BOTTOM):
            number = figure.numerator if tag.form is Form.TOP else figure.denominator
            return "" if number is None else vietnamese(number)
        if figure.value is None:
            return ""
        if indicator.kind is FigureKind.RATIO:
            whole = share_decimals(self.material.parameters, self.material.table.period.end)
            return share_text(indicator, figure, whole if tag.decimals is None else tag.decimals)
        return printed(indicator, figure, tag.decimals)

    def _value(self, meant: Meant) -> Figure | None:
        """The reported figure; None: it can't be told apart (a unit above declares for all)."""
        assert meant.indicator is not None and meant.period is not None and meant.unit is not None
        table = self.material.table
        if meant.period == table.period and meant.unit.id == table.organisation.id and not meant.units:
            return table.figures.get(meant.indicator.name)
        scope, told = self._told(meant.period)
        if not meant.units:
            return told.get(meant.unit.id, {}).get(meant.indicator.name)
        if any(scope.told.get(node.id) is Contribution.INSIDE for node in meant.units):
            return None
        return _summed(
            meant.indicator, [told[node.id][meant.indicator.name] for node in meant.units if node.id in told]
        )

    def _told(self, period: Period) -> tuple[Scope, dict[int, dict[str, Figure]]]:
        if period not in self.told:
            indicators, nodes = self.wanted[period]
            scope = Scope(self.material.table.organisation, period, self.known)
            every = list(indicators.values())
            alone = [one for one in nodes if scope.told.get(one) is Contribution.INSIDE]
            found = scope.reported(every, [one for one in nodes if one not in alone])
            for one in alone:  # below a unit that declares for all: it tells what it has itself
                found |= Scope(nodes[one], period, self.known).reported(every, [one])
            figures = {
                one: {name: reported.figure for name, reported in told.items()} for one, told in found.items()
            }
            self.told[period] = scope, figures
        return self.told[period]

    def _list(self, meant: Meant) -> Answer:
        assert meant.indicator is not None and meant.period is not None and meant.unit is not None
        told = explain(
            actor=self.actor,
            name=meant.indicator.name,
            organisation=meant.unit,
            period=meant.period,
            known=self.known,
        )
        lines = [
            f"{number}. {record.label}, {record.organisation}"
            + (f", ngày {lh.short_date(record.date)}" if record.date else "")
            for number, record in enumerate(told.records, 1)
        ]
        value = self._value(meant)
        listed = told.figure.value if meant.indicator.denominator is None else None
        if value is not None and value.value is not None and listed is not None and value.value != listed:
            lines.append(
                f"Số báo cáo là {printed(meant.indicator, value)}, gồm cả số đơn vị tự khai và điều chỉnh không có danh sách."
            )
        names = any(record.person is not None for record in told.records)
        return Answer(lines=tuple(lines) or (NO_RECORDS,), names=names)

    # -- the rest ------------------------------------------------------------------------------------

    def _section(self, name: str) -> Answer:
        said = self.material.narrative.get(name, ())
        words = {"next_period": next_label(self.material.table.period)}
        return Answer(lines=tuple(said)) if said else Answer(place=filled(BY_KEY[name].about, words))

    def _table(self, name: str) -> Table | None:
        document = self.composed.document
        if name == "targets":
            return next((table for section in document.sections for table in section.tables), None)
        if name == "definitions":
            return next((definitions_table(a.definitions) for a in document.annexes if a.definitions), None)
        title = next((one.title for one in self.material.outline.tables if one.key == name), None)
        return next((a.tables[0] for a in document.annexes if a.title == title and a.tables), None)

    def _word(self, name: str) -> Answer:
        material = self.material
        period, head = material.table.period, material.letterhead
        if name == "recipients":
            lines = lh.recipient_lines(head.recipients, head.archive)
            return Answer(lines=tuple(lh.spell_uy(one, template_on(material.dated).uy) for one in lines))
        if name == "limits":  # these words close the text, as in the standard report
            items = [f"- {one.strip().rstrip(' ;.,')}" for one in material.limits]
            end = template_on(material.dated).end_mark
            return Answer(lines=(*(f"{one};" for one in items[:-1]), f"{items[-1]}{end}"))
        if name == "grounds":
            parts = zip(material.outline.parts, self.composed.document.sections, strict=True)
            said = [
                one.text
                for part, section in parts
                if part.limits
                for one in section.paragraphs
                if not one.placeholder
            ]
            return Answer(lines=tuple(said))
        words = {
            "organisation": material.table.organisation.name,
            "period": period.label,
            "next_period": next_label(period),
            "first_day": lh.short_date(period.start),
            "last_day": lh.short_date(period.end),
            "year": str(period.end.year),
            "place_and_date": lh.place_and_date(head.place, material.dated),
            "draft": "Dự thảo" if material.draft else "",
            **letterhead_words(head, template_on(material.dated)),
        }
        return Answer(words[name])


def _summed(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    """One figure of a level: the sum of its units; a share is made anew of the summed numbers."""
    tops = [figure.numerator for figure in figures if figure.numerator is not None]
    if not tops:
        return NOTHING
    top = sum(tops)
    if indicator.denominator is None:
        return Figure(top, top)
    bottom = sum(figure.denominator or 0 for figure in figures)
    if not bottom:
        return Figure(None, top, bottom)
    divide = ratio.share if indicator.kind is FigureKind.RATIO else ratio.quotient
    return Figure(divide(top, bottom, indicator.decimals, indicator.rounding), top, bottom)


def identity(meant: Meant, organisation: Node) -> str:
    """What the printed number is bound to: its code; its unit's code where that is another; the whole tag after '~' where
    it is of other days, of a level, or one of the two numbers of a share: not a figure of the report's own table."""
    tag = meant.tag
    unit = "" if meant.unit is None or meant.unit.id == organisation.id else meant.unit.code
    if not tag.level and tag.when == NOW and tag.form in (Form.VALUE, Form.SHARE):
        return f"{tag.name}@{unit}" if unit else tag.name
    return f"{tag.name}@{ASIDE}{replace(tag, unit=unit, decimals=None).inside}"
