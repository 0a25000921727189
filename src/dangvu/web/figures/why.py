"""Why a figure is another one than that beside it: every reason a line, every line's number opens its rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.difference import BOTTOM, Difference, Reason, Why, difference
from dangvu.web.errors import WrongRequest
from dangvu.web.figures.compare import Comparison
from dangvu.web.gate import Place
from dangvu.web.pages import Leaf, leaf

#: What an address says of a reason; one of the denominator begins with ``mau-``.
_SLUGS = {
    Why.ENTERED: "tang", Why.LEFT: "giam", Why.CORRECTED: "dinh-chinh", Why.LATE: "ghi-muon",
    Why.REORGANISED: "sap-xep", Why.DEFINITION: "cach-tinh", Why.ADJUSTED: "dieu-chinh",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One reason: what it adds to its number, and to the figure where that is a share."""

    title: str
    change: str
    value: str
    url: str
    count: int
    is_open: bool


@dataclass(frozen=True)
class Reasons:
    """The lines, and the rows of the one that is open. ``label``: what the figure is compared with."""

    label: str
    lines: list[Line]
    is_share: bool
    opened: str
    rows: Leaf[object] | None


def reasons(request: HttpRequest, place: Place, compared: Comparison, name: str) -> Reasons | None:
    """Why the figure differs from the one it is compared with; None where nothing is compared or nothing differs."""
    other = compared.other
    if other is None:
        return None
    found = difference(
        actor=place.actor, name=name, organisation=place.node, period=other.period, to_period=place.period,
        from_known=other.known, to_known=place.known, from_tree=other.by, to_tree=place.by,
        reported=compared.is_of_reported,
    )  # fmt: skip
    if found.before.value is None or found.after.value is None:
        return None  # of one of the two times there is no number: nothing to take apart
    asked = request.GET.get("vi-sao", "")
    slugs = {_slug(part): part for part in found.parts}
    if asked and asked not in slugs:
        raise WrongRequest("Phần của chênh lệch không còn ở đây. Mở lại từ bảng “Vì sao khác”.")
    base = place.figure_url(place.node.code, found.indicator.code) + compared.query
    lines = [
        Line(
            part.title + (" (mẫu số)" if part.of == BOTTOM else ""), _signed(part.change),
            _signed(part.value, found.indicator.decimals), f"{base}&vi-sao={slug}#vi-sao", len(part.records),
            slug == asked,
        )
        for slug, part in slugs.items()
    ]  # fmt: skip
    if not lines:
        return None
    opened = slugs.get(asked)
    return Reasons(
        compared.label, lines, _is_share(found), opened.title if opened else "",
        leaf(request, list(opened.records), "trang-vi-sao", "#vi-sao") if opened else None,
    )  # fmt: skip


def _slug(part: Reason) -> str:
    return ("mau-" if part.of == BOTTOM else "") + _SLUGS[part.why]


def _is_share(found: Difference) -> bool:
    return found.indicator.denominator is not None


def _signed(value: float, decimals: int = 0) -> str:
    if not value:
        return "0"
    shown = vietnamese(abs(value), decimals) if decimals else vietnamese(abs(value))
    return ("+" if value > 0 else "−") + shown
