"""A template to start from: the standard report of this organisation and period with tags in place of its numbers."""

from __future__ import annotations

from dataclasses import replace

from dangvu.review.sections import SECTIONS

from .. import letterhead as lh
from ..context import Composed, Material, compose, next_label
from ..document import Document, Paragraph, Run, Section
from ..package import read_parts, write_parts
from ..render import docx
from ..templates import template_on
from ..wordml import LIMITS_TITLE
from .opening import MAIN, Opened
from .rewriting import numbers_to_tags, words_to_tags
from .tags import Kind, Tag

_TARGETS, _GROUNDS, _LIMITS = "{{bảng: chỉ tiêu}}", "{{cơ sở số liệu}}", "{{phần chưa tính}}"
_ANNEXES = "{{phụ lục}}"


def starter(material: Material) -> bytes:
    """The report as it reads now, every number, day and name of it a tag, and what units write; prose that nobody is asked for stays marked.

    Sentences are those that fit now: what the office rarely has (0 cases) is added by hand from the picker.
    """
    tags = {section.key: (Tag(Kind.SECTION, section.key).printed,) for section in SECTIONS}
    composed = compose(replace(material, draft=True, narrative=tags))
    document = _tagged(composed, material)
    opened = Opened(read_parts(docx(document)))
    parts = read_parts(numbers_to_tags(opened))
    head, letters = document.letterhead, template_on(document.date)
    archive = lh.recipient_lines(head.recipients, head.archive)[-1]
    words = {
        lh.place_and_date(head.place, document.date): "{{nơi ngày}}",
        "Dự thảo": "{{dự thảo}}",
        f"Số {lh.number_and_symbol(head.number, head.symbol)}": "Số {{số}}-{{ký hiệu}}",
        "- {{nơi nhận}};": "{{nơi nhận}}",
        lh.spell_uy(archive, letters.uy): "",
    }
    parts = words_to_tags(parts, words)
    # After the signature, as in the standard report; the end mark of the text stays with the text.
    main = parts[MAIN].decode()
    last = main.rindex("<w:sectPr")
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="DvBody"/></w:pPr><w:r><w:t>{_ANNEXES}</w:t></w:r></w:p>'
    return write_parts(parts | {MAIN: (main[:last] + paragraph + main[last:]).encode()})


def _tagged(composed: Composed, material: Material) -> Document:
    period = material.table.period
    words = {
        material.table.organisation.name: "{{đơn vị}}",
        period.label: "{{kỳ}}",
        next_label(period): "{{kỳ sau}}",
        lh.short_date(period.end): "{{ngày cuối kỳ}}",
    }
    document = composed.document
    head = replace(
        document.letterhead, upper_name="{{cấp trên}}", issuer_name="{{cơ quan ban hành}}",
        signer_authority="{{thẩm quyền ký}}", signer_title="{{chức vụ người ký}}", signer_name="{{người ký}}",
        recipients=("{{nơi nhận}}",),
    )  # fmt: skip
    sections = tuple(
        _grounds(section) if part.limits else _section(section, words)
        for part, section in zip(material.outline.parts, document.sections, strict=True)
    )
    return replace(
        document, letterhead=head, sections=sections, annexes=(), closing_limits=(), summary=_said(document.summary, words),
    )  # fmt: skip


def _grounds(section: Section) -> Section:
    """What the numbers rest on is told anew in every report."""
    title = Paragraph((Run(LIMITS_TITLE),))
    return replace(section, paragraphs=(Paragraph((Run(_GROUNDS),)), title, Paragraph((Run(_LIMITS),))))


def _section(section: Section, words: dict[str, str]) -> Section:
    paragraphs = tuple(
        replace(
            said,
            runs=tuple(run if run.figure else replace(run, text=_said(run.text, words)) for run in said.runs),
        )
        for said in section.paragraphs
    )
    tables = (Paragraph((Run(_TARGETS),)),) if section.tables else ()
    return replace(section, title=_said(section.title, words), paragraphs=(*paragraphs, *tables), tables=())


def _said(text: str, words: dict[str, str]) -> str:
    """The words of this period as tags, the longest first: '6 tháng đầu năm 2023' before what may be part of it."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, words[word])
    return text
