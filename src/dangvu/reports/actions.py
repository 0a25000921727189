"""Writing a report: a draft changes nothing; issuing freezes, numbers and keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max, Q

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ISSUE_REPORT
from dangvu.foundation.periods import Period
from dangvu.indicators.freeze import freeze
from dangvu.indicators.models import FigureVersion
from dangvu.indicators.queries import printed
from dangvu.organisations.access import require
from dangvu.organisations.tree import Node
from dangvu.review.queries import signed

from . import render
from .context import Composed, Material
from .evidence.making import evidence
from .kept import as_data
from .letterhead import number_and_symbol
from .models import IssuedReport
from .office.writing import write
from .outlines.half_year_review import OUTLINE
from .outlines.inspection_review import INSPECTION_REVIEW
from .outlines.pieces import Outline
from .outlines.yearly_review import YEARLY_REVIEW
from .queries import drafted, gather, whole_year
from .templates import template_on
from .xlsx_annex import annex_workbook


@dataclass(frozen=True)
class Written:
    """A report as files. ``number`` is '' for a draft; ``figures`` are those that it prints."""

    docx: bytes
    xlsx: bytes
    sha256: str
    number: str
    figures: dict[str, dict[str, Any]]
    issued: int | None = None  # the id of the issued report
    page: bytes | None = None  # of an issued report: the page that opens anywhere
    manifest: bytes | None = None  # and what it rests on


def write_review(*, actor: Actor, organisation: Node, period: Period, issue: bool = False) -> Written:
    """The review that belongs to the period: of a whole year the yearly one, of any other the half-year one.

    A draft, or (``issue``) numbered, frozen and kept for good.
    """
    write = write_yearly_review if period == period.year else write_half_year_review
    return write(actor=actor, organisation=organisation, period=period, issue=issue)


def write_half_year_review(
    *, actor: Actor, organisation: Node, period: Period, issue: bool = False
) -> Written:
    """The half-year review of the organisation: a draft, or (``issue``) numbered, frozen and kept for good."""
    if issue:
        return _issue(actor, organisation, period, OUTLINE)
    finished = drafted(actor=actor, organisation=organisation, period=period)
    return _written(finished.composed, finished.content)


def write_inspection_review(*, actor: Actor, organisation: Node, period: Period) -> Written:
    """The report on inspection, supervision and discipline: a draft always.

    It is not issued here: whoever may read reports may read what was issued, and this one is for fewer eyes.
    """
    finished = drafted(actor=actor, organisation=organisation, period=period, outline=INSPECTION_REVIEW)
    return _written(finished.composed, finished.content)


def write_yearly_review(*, actor: Actor, organisation: Node, period: Period, issue: bool = False) -> Written:
    """The yearly review: a draft, or (``issue``) numbered as the half-year one. Impossible for no whole year."""
    whole_year(period)
    if issue:
        return _issue(actor, organisation, period, YEARLY_REVIEW)
    finished = drafted(actor=actor, organisation=organisation, period=period, outline=YEARLY_REVIEW)
    return _written(finished.composed, finished.content)


def _issue(actor: Actor, organisation: Node, period: Period, outline: Outline) -> Written:
    require(actor, ISSUE_REPORT, organisation.id)
    with act(actor, "reports.issue") as opened:
        frozen = signed(organisation.id, period)
        known = opened.number - 1 if frozen is None else frozen.known
        number = _next_number(organisation.id, outline.symbol)
        material = gather(
            actor=actor, organisation=organisation, period=period, known=known, number=number, outline=outline
        )
        finished = write(actor=actor, material=material, known=known)
        composed = finished.composed
        title = f"{outline.type_name.capitalize()} {number_of(material)}, {period.label}"
        version = (
            FigureVersion.objects.get(pk=frozen.version)
            if frozen and frozen.version
            else freeze(actor=actor, table=material.reported, known=known, title=title, lists=True)
        )
        files = evidence(actor=actor, material=material, finished=finished, version=version, opened=opened)
        row = IssuedReport.objects.create(
            act=opened,
            organisation_id=organisation.id,
            report=outline.name,
            version=version,
            number=number,
            symbol=material.letterhead.symbol,
            dated=material.dated,
            template=template_on(material.dated).document,
            sha256=render.sha256(files.docx),
            content=files.docx,
            document=as_data(files.document),
            manifest=files.manifest,
            page=files.page,
            **finished.kept,
        )
        record(
            opened,
            "reports.issue",
            count=1,
            organisation_id=organisation.id,
            report=row.pk,
            sha256=row.sha256,
        )
    written = _written(composed, files.docx, number_of(material), row.pk)
    return replace(written, page=files.page, manifest=files.manifest)


def number_of(material: Material) -> str:
    """'05-BC/ĐUK'."""
    return number_and_symbol(material.letterhead.number, material.letterhead.symbol)


def _next_number(organisation: int, symbol: str) -> int:
    """The next number of the committee's reports. Asked under the writer's lock, so nobody else takes it."""
    of_type = Q(symbol=symbol) | Q(symbol__startswith=f"{symbol}/")
    rows = IssuedReport.objects.filter(of_type, organisation_id=organisation)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _written(composed: Composed, content: bytes, number: str = "", issued: int | None = None) -> Written:
    figures = {
        indicator.name: {
            "code": indicator.code,
            "value": figure.value,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "printed": printed(indicator, figure),
        }
        for indicator, figure in composed.printed
    }
    return Written(
        content, annex_workbook(composed.workbook), render.sha256(content), number, figures, issued
    )
