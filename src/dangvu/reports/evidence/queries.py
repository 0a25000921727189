"""What may be asked of the evidence that was kept: the files themselves, whether a file is one of them, and whether
what is kept still proves itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.freeze import frozen
from dangvu.organisations.access import require, visible
from dangvu.reports.models import IssuedReport

from .canonical import number
from .facts import lists
from .verify import verify, word_in


@dataclass(frozen=True)
class Kept:
    """The page and the manifest of an issued report, as they were issued."""

    page: bytes
    manifest: bytes


def kept(*, actor: Actor, report: int) -> Kept:
    """LookupError where there is no such report, or it was issued before evidence was kept."""
    row = IssuedReport.objects.filter(pk=report).first()
    if row is None:
        raise LookupError(report)
    require(actor, READ_REPORT, row.organisation_id)
    if row.page is None or row.manifest is None:
        raise LookupError(report)
    return Kept(bytes(row.page), bytes(row.manifest))


def belonging(*, actor: Actor, content: bytes) -> str | None:
    """The number of the issued report of which these are the very bytes, among those that the actor may read."""
    (told,) = verify([("", content)]).verdicts
    named = told.sha256 if told.manifest is None else word_in(told.manifest)
    rows = visible(IssuedReport.objects.filter(sha256=named), actor, READ_REPORT)
    for row in rows.only("number", "symbol", "content", "page", "manifest"):
        if content in (bytes(row.content), bytes(row.page or b""), bytes(row.manifest or b"")):
            return str(row)
    return None


def proven(*, actor: Actor, report: int) -> list[str]:
    """What of an issued report no longer proves itself, in words; nothing: files, figures and lists are as they were."""
    row = IssuedReport.objects.select_related("version").get(pk=report)
    require(actor, READ_REPORT, row.organisation_id)
    if row.manifest is None or row.page is None:
        return []
    found = verify(
        [("Word", bytes(row.content)), ("bản tra cứu", bytes(row.page)), ("bản kê", bytes(row.manifest))]
    )
    said = [f"{one.name}: {complaint}" for one in found.verdicts for complaint in one.complaints]
    said += found.differences
    manifest: Mapping[str, Any] = json.loads(bytes(row.manifest))
    figures = frozen(row.version).get(row.organisation_id, {})
    told = lists(row.version, [BY_NAME[one["name"]] for one in manifest["figures"] if one["name"] in BY_NAME])
    for one in manifest["figures"]:
        figure = figures.get(one["name"])
        now = (
            None
            if figure is None
            else (number(figure.value), number(figure.numerator), number(figure.denominator))
        )
        if now != (one["value"], one["numerator"], one["denominator"]):
            said.append(f"{one['code']}: số đã chốt không còn như trong bản kê")
        top, bottom = told.get(one["name"], (None, None))
        if (top, bottom) != (one["numerator_list"], one["denominator_list"]):
            said.append(f"{one['code']}: danh sách đã chốt không còn như trong bản kê")
    return said
