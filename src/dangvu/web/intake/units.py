"""Which units have sent something of the period, and which have not: the silent ones first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FINDINGS
from dangvu.intake.queries import sent_by_unit
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page


@at_organisation(READ_FINDINGS)
def units_sent(request: HttpRequest, place: Place) -> HttpResponse:
    """Each unit below with what it sent of the period and when; ``?chua=1``: the silent ones alone."""
    units = sent_by_unit(actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period)
    silent = [unit for unit in units if unit.sheets == 0]
    alone = bool(request.GET.get("chua"))
    return page(
        request, "intake/units.html", place, "findings", count=len(units), alone=alone,
        every_url=place.url("units_sent"), silent_url=f"{place.url('units_sent')}&chua=1",
        units=[
            (place.tree[unit.organisation], place.url("organisation", place.tree[unit.organisation].code), unit)
            for unit in sorted(silent if alone else units, key=lambda unit: (unit.sheets > 0, place.tree[unit.organisation].position))
        ],
        silent=len(silent),
    )  # fmt: skip
