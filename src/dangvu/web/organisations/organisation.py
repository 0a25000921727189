"""An organisation's page: what it is, where it stands, its headline figures and those of each unit below it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, REORGANISE
from dangvu.foundation.partial_date import PartialDate
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import Figure
from dangvu.indicators.queries import figures
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import Number, head, number, unit_table
from dangvu.web.organisations.panel import NEEDED, panel
from dangvu.web.pages import page

COLUMNS = ("members_end", "admitted", "admission_target", "admission_target_share")
HEADLINES = ("members_start", "members_end", "admitted", "admission_target_share", "made_official")


@at_organisation(READ_FIGURES)
def organisation(request: HttpRequest, place: Place) -> HttpResponse:
    """Name, kind, path, children with their headline figures, and the ways on."""
    table = figures(
        actor=place.actor, organisation=place.node, period=place.period, known=place.known, by_unit=True,
        names=(*COLUMNS, *HEADLINES, *NEEDED), unit_names=COLUMNS,
    )  # fmt: skip
    return page(
        request, "organisations/organisation.html", place, "organisation",
        path=_path(place),
        founded=_founded(place.node.founded),
        table=unit_table(place, [indicator(name) for name in COLUMNS], table.figures, table.units),
        headlines=[_headline(place, indicator(name), table.figures[name]) for name in HEADLINES],
        panel=panel(place, clock.today(), table.figures),
        tree_url=place.url("tree"), meetings_url=place.url("meetings"),
        sector=place.tree.sector_label(place.node.id), sector_is_own=bool(place.node.sector),
        sector_url=place.url("sector") if place.may(REORGANISE) else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Headline:
    """A number beside its name; of a percentage, the two numbers it comes from and its bar."""

    title: str
    number: Number
    part: float | None = None
    whole: float | None = None
    width: int = 0


def _headline(place: Place, asked: Indicator, figure: Figure) -> Headline:
    shown = number(place, asked, figure)
    if asked.kind is not Kind.RATIO:
        return Headline(head(asked), shown)
    return Headline(
        head(asked), shown, figure.numerator, figure.denominator, min(100, int(figure.value or 0))
    )


def _path(place: Place) -> list[tuple[str, str]]:
    """[(name, address)] from the root to the parent; no address above what the person may see."""
    seen = set(place.actor.grants)
    found = []
    for above in reversed(place.tree.ancestors(place.node.id)):
        node = place.tree[above]
        opens = place.actor.is_operator or not seen.isdisjoint(place.tree.path(above))
        found.append((node.name, place.url("organisation", node.code) if opens else ""))
    return found


def _founded(iso: str) -> str:
    return str(PartialDate.from_iso(iso)) if iso else ""
