"""What may be asked of reports: the draft of a review, and what was issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.indicators import queries as indicators
from dangvu.organisations.access import require, visible
from dangvu.organisations.queries import committee_on, tree_on
from dangvu.organisations.tree import Node

from . import basis, render
from .context import Composed, Material, compose, letterhead_of
from .models import IssuedReport
from .outlines.half_year_review import OUTLINE


@dataclass(frozen=True)
class IssuedSummary:
    """One issued report, without its bytes."""

    id: int
    number: str
    report: str
    organisation_id: int
    period: Period
    dated: date
    sha256: str
    act: int


def gather(
    *, actor: Actor, organisation: Node, period: Period, known: int, number: int | None = None
) -> Material:
    """What the half-year review is written from, as known after act ``known``; with a number it is no draft."""
    require(actor, READ_REPORT, organisation.id)
    today = clock.today()
    tree = tree_on(period.end, known)
    table = indicators.figures(
        actor=actor, organisation=organisation, period=period, known=known, by_unit=True
    )
    moment = basis.moment(known)
    return Material(
        outline=OUTLINE,
        table=table,
        tree=tree,
        letterhead=letterhead_of(committee_on(organisation.id, today), organisation, OUTLINE.symbol, number),
        dated=today,
        fixed_time=moment.at,
        parameters=Parameters(known),
        grounds=basis.grounds(period, moment, "{annex}"),
        limits=basis.limits(actor=actor, organisation=organisation, tree=tree, period=period),
        draft=number is None,
    )


def draft(*, actor: Actor, organisation: Node, period: Period) -> Composed:
    """The review as it stands now. The same records on the same day give the same document."""
    return compose(gather(actor=actor, organisation=organisation, period=period, known=last_act()))


def half_year_review(*, actor: Actor, organisation: Node, period: Period) -> tuple[bytes, str]:
    """The draft in Word and a file name for it."""
    content = render.docx(draft(actor=actor, organisation=organisation, period=period).document)
    return content, file_name(organisation, period)


def file_name(organisation: Node, period: Period) -> str:
    """Plain letters only: mail programs and old Windows mangle the others."""
    code = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in organisation.code)
    return f"bao-cao-{code}-{period.code.replace('..', '_')}.docx"


def issued_reports(*, actor: Actor, organisation: Node | None = None) -> list[IssuedSummary]:
    """The issued reports that the actor may read (of one organisation), the latest first."""
    rows = visible(IssuedReport.objects.all(), actor, READ_REPORT).select_related("version").defer("content")
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation.id)
    return [
        IssuedSummary(
            row.pk, str(row), row.report, row.organisation_id,
            Period(row.version.period_start, row.version.period_end), row.dated, row.sha256, row.act_id,
        )
        for row in rows.order_by("-act_id", "-pk")
    ]  # fmt: skip


def issued_report(*, actor: Actor, report: int) -> bytes:
    """The bytes of an issued report, as they were issued. LookupError where there is none of that id."""
    row = IssuedReport.objects.filter(pk=report).first()
    if row is None:
        raise LookupError(report)
    require(actor, READ_REPORT, row.organisation_id)
    return bytes(row.content)
