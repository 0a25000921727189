"""What may be done with the templates of an office: keep a file, take it into use, take it out of use."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_TEMPLATE
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import mark_in_file
from dangvu.foundation.workbooks.received import safe_name
from dangvu.intake.upload.actions import MARKED
from dangvu.organisations.access import require
from dangvu.organisations.tree import Node

from .. import render
from ..models import OfficeTemplate, TemplateUse
from ..outlines.half_year_review import OUTLINE
from .findings import errors
from .opening import NotUsable, open_template
from .queries import checked_now
from .rewriting import numbers_to_tags


def keep_template(
    *, actor: Actor, organisation: Node, title: str, name: str, content: bytes, tags_for_numbers: bool = False
) -> int:
    """Keep a Word file as a template of the organisation, not yet in use; its id. The same file is kept once.

    ``tags_for_numbers``: a report of ours is sent in; every number still bound in it becomes its tag. Impossible where
    the file can't be opened (macros, a password, links that fetch, no Word file) or bears a mark of secrecy.
    """
    require(actor, WRITE_TEMPLATE, organisation.id)
    try:
        opened = open_template(content)
    except NotUsable as refusal:
        raise Impossible(str(refusal), "tep") from refusal
    if where := mark_in_file(name, content):
        raise Impossible(MARKED.format(where=where), "tep")
    if tags_for_numbers:
        content = numbers_to_tags(opened)
    sha256 = render.sha256(content)
    with act(actor, "reports.template.keep") as opened_act:
        there = OfficeTemplate.objects.filter(
            organisation_id=organisation.id, sha256=sha256, report=OUTLINE.name
        ).first()
        if there is not None:
            return int(there.pk)
        row = OfficeTemplate.objects.create(
            act=opened_act, organisation_id=organisation.id, report=OUTLINE.name, title=title,
            name=safe_name(name), sha256=sha256, content=content,
        )  # fmt: skip
        record(
            opened_act,
            "reports.template.keep",
            count=1,
            organisation_id=organisation.id,
            template=row.pk,
            sha256=sha256,
        )
    return int(row.pk)


def use_template(
    *, actor: Actor, organisation: Node, template: int, valid_from: date, shared: bool, period: Period
) -> None:
    """Write the organisation's reports of ``valid_from`` and later in this template (``shared``: also those of units
    below that have none of their own).

    It is checked for ``period`` first: Impossible where something in it must be mended. LookupError: not of this organisation.
    """
    require(actor, WRITE_TEMPLATE, organisation.id)
    row = OfficeTemplate.objects.filter(pk=template, organisation_id=organisation.id).first()
    if row is None:
        raise LookupError(template)
    wrong = errors(
        checked_now(
            actor=actor, organisation=organisation, period=period, content=bytes(row.content)
        ).findings
    )
    if wrong:
        raise Impossible(
            f"Mẫu còn {len(wrong)} chỗ phải sửa nên chưa dùng được. Sửa trong Word rồi tải lên lại; các chỗ nêu ở dưới."
        )
    with act(actor, "reports.template.use") as opened:
        TemplateUse.objects.known().filter(template=row).update(known_to_act=opened.number)
        TemplateUse.objects.create(template=row, valid_from=valid_from, shared=shared, known_from_act=opened)
        record(
            opened, "reports.template.use", count=1, organisation_id=organisation.id, template=row.pk,
            valid_from=f"{valid_from:%d/%m/%Y}", shared=shared,
        )  # fmt: skip


def withdraw_template(*, actor: Actor, organisation: Node, template: int) -> None:
    """Take a template out of use. What was written in it stays. Impossible where it is not in use."""
    require(actor, WRITE_TEMPLATE, organisation.id)
    row = OfficeTemplate.objects.filter(pk=template, organisation_id=organisation.id).first()
    if row is None:
        raise LookupError(template)
    with act(actor, "reports.template.withdraw") as opened:
        closed = TemplateUse.objects.known().filter(template=row).update(known_to_act=opened.number)
        if not closed:
            raise Impossible("Mẫu này hiện không được dùng nên không cần ngừng.")
        record(opened, "reports.template.withdraw", count=1, organisation_id=organisation.id, template=row.pk)
