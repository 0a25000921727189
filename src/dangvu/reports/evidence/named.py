"""The edition with the names of people: made when somebody who may read them asks, logged as such, never kept as issued."""

from __future__ import annotations

import json
from typing import Any

from dangvu.accounts.queries import actor_of
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import READ_INSPECTION, READ_NAMES, READ_REPORT
from dangvu.foundation.jobs.actions import Made, Outcome, Progress, ask
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.freeze import frozen_records
from dangvu.organisations.access import may, require
from dangvu.organisations.queries import tree_on
from dangvu.reports.kept import as_document
from dangvu.reports.models import IssuedReport

from .page import Named, page
from .wording import Wording

WITH_NAMES = "dangvu.reports.evidence.named.with_names"
#: A page to keep, never one of the desk: no browser shows it in its place.
FILE = "application/octet-stream"


def ask_with_names(*, actor: Actor, report: int, reason: str) -> int:
    """Ask for the edition with names of an issued report: a job that the same person fetches; its id.

    Recorded as a reading of names, with its reason. LookupError without such a report; Impossible without a reason.
    """
    row = _row(actor, report)
    if not reason.strip():
        raise Impossible("Chưa ghi lý do.", "reason")
    with act(actor, "reports.read_names", reason) as opened:
        count = len(json.loads(bytes(row.manifest or b"{}"))["figures"])
        record(opened, "reports.read_names", count=count, organisation_id=row.organisation_id, report=row.pk)
        return ask(
            actor=actor, organisation=row.organisation_id, work=WITH_NAMES,
            title=f"Bản tra cứu có tên người, báo cáo số {row}", parameters={"report": row.pk},
        )  # fmt: skip


def with_names(user: int, parameters: dict[str, Any], progress: Progress) -> Outcome:
    """The job: with the rights that the person has when it is done."""
    progress.step("Đọc danh sách, viết tệp", 0, 1)
    row = _row(actor_of(user), parameters["report"])
    content = named_page(actor=actor_of(user), report=row.pk)
    name = f"CO-TEN-NGUOI-{str(row).replace('/', '-')}.html"
    said = "Đã làm xong. Tệp có tên người: chỉ giữ trong cơ quan, không gửi đi, xóa khi dùng xong."
    return Outcome(said, [Made(name, FILE, content)])


def named_page(*, actor: Actor, report: int) -> bytes:
    """The page with the lists behind its figures, names as known at their freezing. No identifier is in it."""
    row = _row(actor, report)
    body = json.loads(bytes(row.manifest or b"{}"))
    tree = tree_on(row.version.period_end, row.version.known_at)
    organisation = tree[row.organisation_id]
    inspection = may(actor, READ_INSPECTION, organisation.id)
    people = []
    for one in body["figures"]:
        indicator = BY_NAME.get(one["name"])
        if indicator is None or one["numerator_list"] is None or (indicator.sensitive and not inspection):
            continue
        rows = frozen_records(
            actor=actor, version=row.version_id, name=indicator.name, organisation=organisation
        )
        listed = [(r.label, f"{r.date:%d/%m/%Y}" if r.date else "", r.organisation) for r in rows]
        people.append(Named(one["code"], one["title"], listed))
    own = Wording(bytes(row.content)) if row.office_template_id else None
    return page(as_document(row.document or {}), body, people, own)


def _row(actor: Actor, report: int) -> IssuedReport:
    row = (
        IssuedReport.objects.select_related("version")
        .filter(pk=report)
        .exclude(manifest=None)
        .exclude(document=None)
        .first()
    )
    if row is None:
        raise LookupError(report)
    require(actor, READ_REPORT, row.organisation_id)
    require(actor, READ_NAMES, row.organisation_id)
    return row
