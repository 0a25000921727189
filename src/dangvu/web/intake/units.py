"""Which units have sent something of the period, and which have not: the silent ones first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FINDINGS
from dangvu.intake.queries import sent_by_unit
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page


@at_organisation(READ_FINDINGS)
def units_sent(request: HttpRequest, place: Place) -> HttpResponse:
    """Each unit below with what it sent of the period and when."""
    units = sent_by_unit(actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period)
    return page(
        request, "intake/units.html", place, "findings",
        units=[
            (place.tree[unit.organisation], place.url("organisation", place.tree[unit.organisation].code), unit)
            for unit in sorted(units, key=lambda unit: (unit.sheets > 0, place.tree[unit.organisation].position))
        ],
        silent=sum(unit.sheets == 0 for unit in units),
    )  # fmt: skip
