"""What may be asked of reports: the draft of a review, and what was issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES, READ_REPORT
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.kinds import reported_figures
from dangvu.members.queries.badge_list import BadgeList
from dangvu.organisations.access import may, require, visible
from dangvu.organisations.queries import committee_on, tree_on
from dangvu.organisations.tree import Node, Tree
from dangvu.review.narrative import queries as narrative
from dangvu.review.queries import printed_from
from dangvu.work.admissions import queries as admissions
from dangvu.work.admissions.rules.steps import ABOVE, CELL
from dangvu.work.meetings import queries as meetings
from dangvu.work.officers.queries import officers
from dangvu.work.resolutions import queries as resolutions

from . import basis, render
from .context import Composed, Material, compose, issuer_name, letterhead_of
from .document import Letterhead, Origin
from .letterhead import SHORT_DOTS
from .models import IssuedReport
from .office.writing import Finished, write, written_again
from .outlines import badge_list as badge_lists
from .outlines import dossier, minutes
from .outlines import task_sheet as task_sheets
from .outlines.half_year_review import OUTLINE
from .outlines.inspection_review import INSPECTION_REVIEW
from .outlines.pieces import Outline
from .outlines.yearly_review import YEARLY_REVIEW


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
    has_evidence: bool


def gather(
    *,
    actor: Actor,
    organisation: Node,
    period: Period,
    known: int,
    number: int | None = None,
    outline: Outline = OUTLINE,
) -> Material:
    """What the report is written from, as known after act ``known``; with a number it is no draft."""
    require(actor, READ_REPORT, organisation.id)
    if outline.needs:
        require(actor, outline.needs, organisation.id)
    today = clock.today()
    tree = tree_on(period.end, known)
    reported = reported_figures(
        actor=actor, organisation=organisation, period=period, known=known, by_unit=True
    )
    moment = basis.moment(known)
    told = set(reported.table.figures)
    if outline.needs:  # a report of one line of work: adjustments elsewhere are nothing to its reader
        told &= outline.said
    return Material(
        outline=outline,
        reported=reported,
        table=reported.table,
        tree=tree,
        letterhead=letterhead_of(committee_on(organisation.id, today), organisation, outline.symbol, number),
        dated=today,
        fixed_time=moment.at,
        parameters=Parameters(known),
        grounds=[
            *basis.grounds(period, moment, "{annex}"),
            *basis.by_hand(organisation, period, known, told),
        ],
        limits=(
            *basis.limits(actor=actor, organisation=organisation, tree=tree, period=period),
            *(_not_yet_told(organisation, period) if number is None and outline.gathers else ()),
        ),
        draft=number is None,
        origin=Origin(organisation.code, period.code, known, figure_address(period)),
        narrative=narrative.printed(organisation.id, period, known),
    )


def figure_address(period: Period) -> str:
    """Where a figure of the period opens on this desk, {organisation} and {figure} left open; '' without an address."""
    base: str = settings.DANGVU_ADDRESS
    return f"{base}/o/{{organisation}}/so-lieu/{{figure}}/?ky={period.code}" if base else ""


def _not_yet_told(organisation: Node, period: Period) -> list[str]:
    count = narrative.not_yet_in(organisation.id, period)
    said = f"Còn {count} đoạn nội dung đơn vị gửi chưa được chọn lấy hay không lấy vào báo cáo"
    return [said] if count else []


def draft(*, actor: Actor, organisation: Node, period: Period) -> Composed:
    """The review as it stands now. The same records on the same day give the same document."""
    known = printed_from(organisation.id, period)
    return compose(gather(actor=actor, organisation=organisation, period=period, known=known))


def drafted(*, actor: Actor, organisation: Node, period: Period, outline: Outline = OUTLINE) -> Finished:
    """The same as a Word file, in the office's own template where it has one in use."""
    known = printed_from(organisation.id, period)
    material = gather(actor=actor, organisation=organisation, period=period, known=known, outline=outline)
    return write(actor=actor, material=material, known=known)


def half_year_review(*, actor: Actor, organisation: Node, period: Period) -> tuple[bytes, str]:
    """The draft in Word and a file name for it."""
    finished = drafted(actor=actor, organisation=organisation, period=period)
    return finished.content, file_name(organisation, period)


def inspection_review(*, actor: Actor, organisation: Node, period: Period) -> tuple[bytes, str]:
    """The draft of the report on inspection in Word and a file name for it. Refused without that line of rights."""
    finished = drafted(actor=actor, organisation=organisation, period=period, outline=INSPECTION_REVIEW)
    return finished.content, file_name(organisation, period).replace("bao-cao-", "bao-cao-kiem-tra-", 1)


def whole_year(period: Period) -> None:
    """Impossible for a period that is no whole year."""
    if period != period.year:
        raise Impossible("Báo cáo tổng kết năm làm cho cả năm. Chọn kỳ là một năm, ví dụ 2023.")


def review(*, actor: Actor, organisation: Node, period: Period) -> tuple[bytes, str]:
    """The draft of the period's review in Word and a file name for it: of a whole year that is the yearly review."""
    if period != period.year:
        return half_year_review(actor=actor, organisation=organisation, period=period)
    finished = drafted(actor=actor, organisation=organisation, period=period, outline=YEARLY_REVIEW)
    return finished.content, file_name(organisation, period).replace("bao-cao-", "bao-cao-tong-ket-", 1)


def file_name(organisation: Node, period: Period) -> str:
    """Plain letters only: mail programs and old Windows mangle the others."""
    code = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in organisation.code)
    return f"bao-cao-{code}-{period.code.replace('..', '_')}.docx"


def issued_reports(*, actor: Actor, organisation: Node | None = None) -> list[IssuedSummary]:
    """The issued reports that the actor may read (of one organisation), the latest first."""
    rows = (
        visible(IssuedReport.objects.all(), actor, READ_REPORT)
        .select_related("version")
        .defer("content", "page", "manifest", "document")
    )
    rows = rows.annotate(has_evidence=Q(manifest__isnull=False))
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation.id)
    return [
        IssuedSummary(
            row.pk, str(row), row.report, row.organisation_id,
            Period(row.version.period_start, row.version.period_end), row.dated, row.sha256, row.act_id,
            row.has_evidence,
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


@dataclass(frozen=True)
class Again:
    """An issued report rendered once more: whether it comes out as it was issued, and what may differ."""

    is_same: bool
    sha256: str
    template: str
    content: bytes


def rendered_again(*, actor: Actor, report: int) -> Again | None:
    """The issued report from what was kept of it; None where it was issued before that was kept."""
    row = IssuedReport.objects.filter(pk=report).select_related("office_template").first()
    if row is None:
        raise LookupError(report)
    require(actor, READ_REPORT, row.organisation_id)
    if row.document is None:
        return None
    content = written_again(row)
    return Again(content == bytes(row.content), render.sha256(content), row.template, content)


# -- papers of one person's way into the Party -------------------------------------------------------------


def dossier_paper(*, actor: Actor, person: int, paper: str) -> tuple[bytes, str]:
    """A paper of someone's dossier in Word, and a file name that names nobody. LookupError where there is none.

    'phieu' is the checklist; a step's name is the draft of its resolution, decision or notice.
    """
    view = admissions.dossier(actor=actor, person=person)
    tree, at = tree_on(view.today), datetime.combine(view.today, datetime.min.time(), clock.HERE)
    cell = tree[view.case.organisation]
    if paper == dossier.CHECKLIST:
        head = replace(head_of(actor, tree, cell, "PKT"), signer_authority="NGƯỜI KIỂM TRA", signer_name="")
        return render.docx(dossier.checklist(view, head, at)), "phieu-kiem-tra-ho-so.docx"
    wanted = dossier.PAPER_OF.get(paper)
    if wanted is None or wanted not in dossier.papers_for(view):
        raise LookupError(paper)
    unit = tree[tree.unit_of(cell.id) or cell.id]
    above = tree[unit.parent] if unit.parent is not None else unit
    issuer = cell if wanted.organ == CELL else above if wanted.organ == ABOVE else unit
    head = head_of(actor, tree, issuer, wanted.symbol)
    head = replace(head, signer_authority=head.signer_authority or wanted.authority)
    rule = Parameters().if_known("membership.regulation", view.today)
    grounds = ["Điều lệ Đảng Cộng sản Việt Nam"]
    grounds += [f"{rule.document} về thi hành Điều lệ Đảng"] if rule else []
    document = dossier.draft(view, wanted, head, at, grounds)
    return render.docx(document), f"du-thao-{paper.replace('_', '-')}.docx"


def meeting_minutes(*, actor: Actor, organisation: int, tree: Tree, sitting: int) -> tuple[bytes, str]:
    """The minutes of a cell's meeting in Word, and a file name. LookupError while there are none."""
    asked: dict[str, Any] = {"actor": actor, "organisation": organisation, "tree": tree, "sitting": sitting}
    view = meetings.sitting(**asked)
    if view.minutes is None or view.state.on is None:
        raise LookupError(sitting)
    at = datetime.combine(view.state.on, datetime.min.time(), clock.HERE)
    head = replace(
        head_of(actor, tree, tree[view.organisation], "BB"),
        signer_authority="T/M CHI BỘ", signer_title="CHỦ TRÌ", signer_name=view.minutes.chair,
    )  # fmt: skip
    document = minutes.minutes(view, meetings.roll(**asked), head, at)
    return render.docx(document), f"bien-ban-{view.state.on:%d-%m-%Y}.docx"


def badge_paper(*, actor: Actor, organisation: int, tree: Tree, view: BadgeList) -> tuple[bytes, str]:
    """The list of a day of award in Word, and a file name."""
    require(actor, READ_NAMES, organisation, tree=tree)
    at = datetime.combine(clock.today(), datetime.min.time(), clock.HERE)
    document = badge_lists.paper(view, head_of(actor, tree, tree[organisation], "DS"), at)
    return render.docx(document), f"danh-sach-huy-hieu-{view.on:%d-%m-%Y}.docx"


def task_sheet(*, actor: Actor, organisation: int, task: int) -> tuple[bytes, str]:
    """The sheet of a task in Word, as the organisation sees it, and a file name. LookupError where it has none such."""
    asked: dict[str, Any] = {"actor": actor, "organisation": organisation, "task": task}
    view = resolutions.task(**asked)
    today = clock.today()
    tree, at = tree_on(today), datetime.combine(today, datetime.min.time(), clock.HERE)
    giver = tree[view.giver] if view.giver in tree else tree[organisation]
    alone = view.progress[0].organisation if len(view.progress) == 1 else organisation
    told = resolutions.results(**{**asked, "organisation": alone})
    document = task_sheets.sheet(
        view, head_of(actor, tree, giver, "PGV"), at, resolutions.extensions(**asked), told
    )
    return render.docx(document), f"phieu-giao-viec-{task}.docx"


def head_of(actor: Actor, tree: Tree, issuer: Node, symbol: str) -> Letterhead:
    """The letterhead on record; without one the names of the organisations and of its secretary."""
    head = letterhead_of(committee_on(issuer.id, clock.today()), issuer, symbol, None)
    above = tree[issuer.parent] if issuer.parent is not None else None
    sitting = (
        officers(actor=actor, organisation=issuer.id, tree=tree) if _may_read(actor, issuer, tree) else []
    )
    secretary = next((officer.name for officer in sitting if officer.post == "bi_thu" and officer.person), "")
    return replace(
        head,
        upper_name=head.upper_name or (issuer_name(above) or above.name if above else ""),
        symbol=head.symbol if head.symbol else f"{symbol}/{SHORT_DOTS}",
        signer_title=head.signer_title or "BÍ THƯ",
        signer_name=head.signer_name or secretary,
    )


def _may_read(actor: Actor, organisation: Node, tree: Tree) -> bool:
    return may(actor, READ_NAMES, organisation.id, tree=tree)
