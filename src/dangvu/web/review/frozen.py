"""The rows that stood behind a figure when it was sent or locked: kept then, whatever the records say now."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.vietnamese import order_key
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.freeze import frozen_records, frozen_reported
from dangvu.indicators.queries import printed
from dangvu.review.queries import version_at
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page

log = logging.getLogger("dangvu.reads")


@at_organisation(READ_FIGURES)
def frozen_list(request: HttpRequest, place: Place, version: int, figure: str) -> HttpResponse:
    """One frozen figure of this organisation with its list; LookupError (404) for a version of another one."""
    asked, kept = (
        indicator(figure),
        version_at(actor=place.actor, organisation=place.node.id, version=version),
    )
    told = frozen_reported(actor=place.actor, version=version)
    if asked.name not in told:
        raise LookupError(figure)
    if asked.sensitive:
        log.info("user %s read frozen %s of %s", place.actor.user_id, asked.code, place.node.code)
    rows = frozen_records(actor=place.actor, version=version, name=asked.name, organisation=place.node)
    if any(row.person is not None for row in rows):  # people whose names may be seen: as every list of people
        rows.sort(key=lambda row: order_key(row.label))
    one = told[asked.name]
    return page(
        request, "review/frozen.html", place, "review", asked=asked, kept=kept, one=one, printed=printed(asked, one.figure),
        leaf=leaf(request, rows), weighted=any(row.weight != 1 for row in rows), now_url=place.figure_url(place.node.code, asked.code), back=place.url("sending"),
    )  # fmt: skip
