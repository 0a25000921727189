"""Which number comes next, and whose letters stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.organisations.access import require
from dangvu.organisations.queries import committee_on, term_on
from dangvu.organisations.tree import Node
from dangvu.work.documents import rules
from dangvu.work.documents.models import DocumentState, SeriesOpening
from dangvu.work.documents.rules import Last


def series_start(organisation: int, on: date) -> date:
    """The day from which the series of a document of ``on`` runs: that of the committee's term."""
    term = term_on(organisation, on)
    return term.valid_from if term is not None else rules.NO_TERM


def last_of(organisation: int, series: str, start: date) -> Last:
    """Where the series stands, withdrawn numbers and stubs counted; a term told later takes in what it covers."""
    rows = DocumentState.objects.known().filter(
        organisation_id=organisation, series=series, issued_on__gte=start
    )
    found = rows.order_by("-number").values_list("number", "issued_on").first()
    if found is not None:
        return Last(found[0], found[1], is_empty=False)
    opening = SeriesOpening.objects.known().filter(
        organisation_id=organisation, series=series, series_from=start
    )
    told = opening.values_list("last", flat=True).first()
    return Last(told or 0)


def issuer_of(node: Node, on: date) -> tuple[str, str]:
    """(the issuer's name, the letters behind its numbers): the committee's on that day, else what its level says."""
    committee = committee_on(node.id, on)
    letters = (committee.symbol if committee else "") or ("CB" if node.is_cell else "ĐU")
    return (committee.name if committee else "") or node.name, letters


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the next document of a type would be called."""

    type: str
    title: str
    symbol: str
    is_empty: bool


def proposals(*, actor: Actor, node: Node, on: date) -> list[Proposal]:
    """The next number and symbol of every type, as the register stands; it is given only when the document is."""
    require(actor, WRITE_WORK, node.id)
    start = series_start(node.id, on)
    _, letters = issuer_of(node, on)
    last = {series: last_of(node.id, series, start) for series in {t.series for t in rules.TYPES.values()}}
    return [
        Proposal(
            t.slug,
            t.title,
            rules.symbol_of(last[t.series].number + 1, t.series, letters),
            last[t.series].is_empty,
        )
        for t in rules.TYPES.values()
    ]
