"""What may be asked of an office's templates: which there are, what a check finds, how a report looks in one, which tag
prints what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.periods import Period
from dangvu.indicators.definition import Indicator
from dangvu.indicators.queries import available, named
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.review.queries import printed_from

from .. import queries as reports
from ..context import Material, compose
from ..models import OfficeTemplate
from ..outlines.half_year_review import OUTLINE
from .answers import Answer, told
from .check import Checked, check
from .findings import Finding, Grade, errors
from .meaning import Knowledge, Meant, NoMeaning, meaning
from .opening import open_template
from .places import with_pages
from .starter import starter
from .tags import LINES, TABLES, WORDS, Kind, Tag
from .writing import Finished, in_use, knowledge, write_in

CURRENT, WAITING, OLDER, DRAFT, WITHDRAWN = (
    "đang dùng", "chưa đến ngày dùng", "đã có mẫu thay", "bản nháp", "đã ngừng dùng",
)  # fmt: skip


@dataclass(frozen=True)
class TemplateView:
    """A template as a list shows it. ``valid_from`` None: a draft, or withdrawn."""

    id: int
    organisation: Node
    title: str
    name: str
    sha256: str
    at: datetime
    by: str
    state: str
    valid_from: date | None
    shared: bool
    is_own: bool


@dataclass(frozen=True)
class CheckView:
    """What a check of a template found for one organisation and period."""

    findings: list[Finding]
    tags: int  # how many there are
    figures: int  # how many figures they print

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.findings if one.grade is Grade.ERROR]

    @property
    def advice(self) -> list[Finding]:
        return [one for one in self.findings if one.grade is Grade.ADVICE]


@dataclass(frozen=True)
class Picked:
    """A figure in the picker: its tag with what was chosen, what that prints now, or why it is not possible."""

    indicator: Indicator
    tag: str
    example: str
    refusal: str = ""


@dataclass(frozen=True)
class Choice:
    """What the picker offers: figures (of ``every`` that there are), sections and the other tags, each with what it prints."""

    figures: list[Picked]
    every: int
    sections: list[tuple[str, str]]  # the tags of what units write
    others: list[tuple[str, str]]


# -- the templates of an office ------------------------------------------------------------------------


def office_templates(*, actor: Actor, organisation: Node) -> list[TemplateView]:
    """The templates of the organisation, the latest first; before them that which it has from above, if any."""
    require(actor, READ_REPORT, organisation.id)
    current = in_use(organisation.id, OUTLINE.name, clock.today())
    rows = list(
        _rows().filter(organisation_id=organisation.id, report=OUTLINE.name).order_by("-act_id", "-pk")
    )
    if current is not None and current.organisation_id != organisation.id:
        rows.insert(0, _rows().get(pk=current.pk))
    tree = tree_on(clock.today())
    return [
        _view(row, organisation, tree.nodes.get(row.organisation_id, organisation), current) for row in rows
    ]


def office_template_in_use(*, actor: Actor, organisation: Node) -> TemplateView | None:
    """The template in which a report of today is written; None: the standard form."""
    there = office_templates(actor=actor, organisation=organisation)
    return next((one for one in there if one.state == CURRENT), None)


def office_template(*, actor: Actor, organisation: Node, template: int) -> TemplateView:
    """One template of the organisation, or that which it has from above. LookupError otherwise."""
    there = office_templates(actor=actor, organisation=organisation)
    found = next((one for one in there if one.id == template), None)
    if found is None:
        raise LookupError(template)
    return found


def office_template_file(*, actor: Actor, organisation: Node, template: int) -> tuple[bytes, str]:
    """The file as it was uploaded, and its name."""
    view = office_template(actor=actor, organisation=organisation, template=template)
    return bytes(OfficeTemplate.objects.values_list("content", flat=True).get(pk=view.id)), view.name


def _rows() -> Any:
    return OfficeTemplate.objects.select_related("act").prefetch_related("uses").defer("content")


def _view(row: OfficeTemplate, asker: Node, owner: Node, current: OfficeTemplate | None) -> TemplateView:
    every = list(row.uses.all())
    use = next((one for one in every if one.known_to_act_id is None), None)
    if current is not None and row.pk == current.pk:
        state = CURRENT
    elif use is None:
        state = WITHDRAWN if every else DRAFT
    else:
        state = WAITING if use.valid_from > clock.today() else OLDER
    return TemplateView(
        row.pk, owner, row.title, row.name, row.sha256, row.act.at, row.act.actor, state,
        use and use.valid_from, bool(use and use.shared), owner.id == asker.id,
    )  # fmt: skip


# -- checking and trying -------------------------------------------------------------------------------


def _gathered(actor: Actor, organisation: Node, period: Period) -> tuple[Material, int]:
    known = printed_from(organisation.id, period)
    return reports.gather(actor=actor, organisation=organisation, period=period, known=known), known


def checked_now(*, actor: Actor, organisation: Node, period: Period, content: bytes) -> Checked:
    """The check of a file for this organisation and period. NotUsable where it is not even opened."""
    material, _ = _gathered(actor, organisation, period)
    return check(open_template(content), knowledge(actor, material, compose(material)))


def check_view(*, actor: Actor, organisation: Node, period: Period, content: bytes) -> CheckView:
    """The same as people read it, each finding with its page."""
    checked = checked_now(actor=actor, organisation=organisation, period=period, content=content)
    figures = {one.meant.indicator.code for one in checked.tags if one.meant and one.meant.indicator}
    found = with_pages(checked.findings, open_template(content).parts)
    return CheckView(found, len(checked.tags), len(figures))


def misfit(*, actor: Actor, organisation: Node, period: Period, template: int) -> str:
    """Why the report of this period can't be issued in the organisation's own template; empty where it can."""
    view = office_template(actor=actor, organisation=organisation, template=template)
    if not view.is_own:
        return ""
    content, _ = office_template_file(actor=actor, organisation=organisation, template=template)
    wrong = errors(
        checked_now(actor=actor, organisation=organisation, period=period, content=content).findings
    )
    if not wrong:
        return ""
    return f"Mẫu “{view.title}” có {len(wrong)} chỗ phải sửa cho kỳ này. {wrong[0].place.words}: {wrong[0].wrong}."


def trial(*, actor: Actor, organisation: Node, period: Period, content: bytes) -> Finished:
    """The draft of the report in this file, what is wrong in red."""
    material, known = _gathered(actor, organisation, period)
    return write_in(content, actor=actor, material=material, composed=compose(material), known=known)


def starter_template(*, actor: Actor, organisation: Node, period: Period) -> bytes:
    """The standard report with tags in place of its numbers, to go on from in Word."""
    return starter(_gathered(actor, organisation, period)[0])


# -- the picker ----------------------------------------------------------------------------------------


def pick(*, actor: Actor, organisation: Node, period: Period, asked: str, pattern: Tag) -> Choice:
    """Figures whose code or title has these words (none asked: all), each as a tag with the days, unit, level, digits and
    form of ``pattern``; and every other tag with what it prints."""
    require(actor, READ_REPORT, organisation.id)
    every = available(actor, organisation.id)
    found = named(actor=actor, organisation=organisation.id, asked=asked) if asked.strip() else every
    material, known = _gathered(actor, organisation, period)
    composed = compose(material)
    facts = knowledge(actor, material, composed)
    tags = [replace(pattern, kind=Kind.FIGURE, name=one.code) for one in found]
    meant = [_meant(tag, facts) for tag in tags]
    words = [Tag(Kind.WORD, slug) for slug in WORDS if slug != "ordinal"]
    parts = [Tag(Kind.SECTION, key) for key in facts.sections]
    wanted = [one for one in meant if isinstance(one, Meant)] + [Meant(tag) for tag in (*words, *parts)]
    answers = iter(told(actor=actor, material=material, composed=composed, known=known, meant=wanted))
    shown = [
        Picked(indicator, tag.printed, "", f"{one}. {one.mend}")
        if isinstance(one, NoMeaning)
        else Picked(indicator, tag.printed, next(answers).text or "chưa có số liệu")
        for indicator, tag, one in zip(found, tags, meant, strict=True)
    ]
    said = [(tag.printed, _short(next(answers), tag)) for tag in words]
    written = [(tag.printed, _collected(next(answers))) for tag in parts]
    tables = [(Tag(Kind.TABLE, key).printed, _TABLE) for key in TABLES if key in facts.tables]
    return Choice(shown, len(every), written, [*said, *tables, *_OTHERS])


_TABLE = "bảng có sẵn của báo cáo; đứng một mình trên một dòng"
_OTHERS = (
    ("{{từng đơn vị}}", "tên đơn vị; đặt trong một dòng của bảng, dòng đó in lại cho từng đơn vị trực thuộc"),
    ("{{từng đơn vị; cấp: chi bộ}}", "như trên, cho từng đơn vị của một cấp"),
    ("{{thứ tự}}", "số thứ tự, ở dòng có “từng đơn vị”"),
    ("{{danh sách: KN-01}}", "họ tên những người được tính vào KN-01, mỗi người một dòng"),
    ("{{nội dung}}", "toàn bộ phần lời của báo cáo chuẩn"),
    ("{{phụ lục}}", "các phụ lục của báo cáo chuẩn, cả phần cách tính từng số"),
)


def _meant(tag: Tag, facts: Knowledge) -> Meant | NoMeaning:
    try:
        return meaning(tag, facts)
    except NoMeaning as refusal:
        return refusal


def _collected(answer: Answer) -> str:
    if not answer.lines:
        return "chưa có đoạn nào"
    first = answer.lines[0]
    return f"{len(answer.lines)} đoạn: “{first[:80]}{'…' if len(first) > 80 else ''}”"


def _short(answer: Answer, tag: Tag) -> str:
    if tag.name in LINES:
        first = answer.lines[0] if answer.lines else ""
        return f"{first[:80]}… ({len(answer.lines)} dòng; đứng một mình trên một dòng)"
    return answer.text.replace("\n", " ") or "(không in gì)"
