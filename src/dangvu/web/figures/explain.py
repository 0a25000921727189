"""'Cách tính': one figure, how it is computed, its split by unit, and every record behind it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.indicators.definition import Kind
from dangvu.indicators.queries import HIDDEN_NAME, ExplainedRecord, by_unit, printed
from dangvu.indicators.queries import explain as explain_figure
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import number
from dangvu.web.pages import Leaf, leaf, page

log = logging.getLogger("dangvu.reads")

KINDS = {
    Kind.COUNT: "Số đếm: danh sách có bao nhiêu dòng thì số là bấy nhiêu.",
    Kind.SUM: "Số cộng: cộng cột “Số” của các dòng trong danh sách.",
    Kind.MEAN: "Số bình quân: tử số chia mẫu số.",
    Kind.RATIO: "Tỷ lệ phần trăm: tử số chia mẫu số.",
    Kind.REPORTED: "Số đơn vị báo cáo.",
}


@dataclass(frozen=True)
class RecordList:
    """The rows behind one of the two numbers; ``total`` is that number, ``leaf.count`` the length of the list."""

    leaf: Leaf[ExplainedRecord]
    total: float
    names_hidden: bool
    is_people: bool

    @property
    def is_weighted(self) -> bool:
        """Whether rows add something other than one: then the list's length is not the number."""
        return self.total != self.leaf.count


@at_organisation(READ_FIGURES)
def explain(request: HttpRequest, place: Place, figure: str) -> HttpResponse:
    """The figure of this machine name or printed code; LookupError (404) for an unknown one."""
    found = explain_figure(actor=place.actor, name=figure, organisation=place.node, period=place.period)
    asked = found.indicator
    if asked.sensitive:
        log.info("user %s read %s of %s", place.actor.user_id, asked.code, place.node.code)
    value = found.figure
    units = by_unit(actor=place.actor, name=asked.name, organisation=place.node, period=place.period)
    return page(
        request, "figures/explain.html", place, "figures",
        indicator=asked,
        figure=value,
        printed=printed(asked, value),
        whole=printed(asked, value, decimals=0) if asked.kind is Kind.RATIO else "",
        kind_text=KINDS[asked.kind],
        figures_url=place.url("figures"),
        units=[
            (node.name, place.url("figures", node.code) if node.id in place.tree else "",
             number(place, asked, split, node, sign=False), split.numerator, split.denominator)
            for node, split in units
        ],
        top=_listed(request, found.records, "trang", "#ds"),
        bottom=_listed(request, found.denominator_records, "trang-mau", "#mau-so") if asked.denominator else None,
    )  # fmt: skip


def _listed(
    request: HttpRequest, records: Sequence[ExplainedRecord], parameter: str, anchor: str
) -> RecordList:
    total = float(sum((Decimal(str(record.weight)) for record in records), Decimal(0)))
    hidden = any(record.label == HIDDEN_NAME for record in records)
    people = hidden or any(record.person is not None for record in records)
    return RecordList(leaf(request, records, parameter, anchor), total, hidden, people)
