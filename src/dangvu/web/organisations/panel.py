"""What the pages say of one organisation on a day: its facts, its officers, its history, and what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from dangvu.accounts.queries import may_ask_who_sees
from dangvu.foundation import clock
from dangvu.foundation.capabilities import REORGANISE, WRITE_WORK
from dangvu.foundation.partial_date import PartialDate
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.engine import Figure
from dangvu.organisations.queries import Event, history, term_on, terms
from dangvu.reorganisation.queries import Branch, facts
from dangvu.web.gate import Place
from dangvu.web.numbers import Number, number
from dangvu.work.officers.queries import Officer, concerns, officers

#: The six acts as they stand in addresses, and what they are called.
ACTS = {
    "nhap": "nhập",
    "tach": "tách",
    "chuyen": "chuyển",
    "doi-ten": "đổi tên",
    "giai-the": "giải thể",
    "thanh-lap": "thành lập",
}
#: The figures that a panel looks at.
_NUMBERS = ("members_end", "members_probationary", "admitted", "admission_target", "admission_target_share")
NEEDED = (*_NUMBERS, "members_official")


@dataclass(frozen=True)
class Panel:
    """An organisation on a day, as its page and the tree show it."""

    name: str
    kind: str
    below: int
    founded: str
    numbers: dict[str, Number]
    has_target: bool
    officers: list[Officer]
    secretary: Officer | None
    term: str
    concerns: list[str]
    history: list[Event]
    acts: list[tuple[str, str]]
    officers_url: str
    who_url: str
    may_fill: bool


def panel(
    place: Place, day: date, known: Mapping[str, Figure] | None = None, then: Branch | None = None
) -> Panel:
    """The organisation of the place on ``day``; its numbers run from the first of that year to that day.

    ``known`` are figures that the page has already; ``then`` is the organisation as it was on that day.
    """
    found = known or facts(actor=place.actor, organisation=place.node.id, on=day, today=place.tree)
    node = place.node
    sitting = officers(actor=place.actor, organisation=node.id, on=day, tree=place.tree)
    told = terms(node.id)
    term = term_on(node.id, day, told) if told else None
    official = int(found["members_official"].value or 0)
    return Panel(
        name=then.node.name if then else node.name,
        kind=then.node.kind_label if then else node.kind_label,
        below=len(then.children) if then else len(place.tree.children(node.id)),
        founded=str(PartialDate.from_iso(node.founded)) if node.founded else "",
        numbers={name: _number(place, name, found[name], day) for name in _NUMBERS},
        has_target=bool(found["admission_target"].value),
        officers=sitting,
        secretary=next((o for o in sitting if o.post in ("bi_thu", "to_truong")), None),
        term=f"Nhiệm kỳ {term.years}" if term else "",
        concerns=concerns(
            actor=place.actor,
            organisation=node.id,
            official=official,
            on=day,
            tree=place.tree,
            sitting=sitting,
            term=term,
        )
        if day == clock.today()
        else [],
        history=history(node.id, place.tree, told=told),
        acts=_acts(place),
        officers_url=place.url("officers"),
        who_url=place.url("who_may_see") if may_ask_who_sees(place.actor, node.id, place.tree) else "",
        may_fill=place.may(WRITE_WORK),
    )


def _number(place: Place, name: str, figure: Figure, day: date) -> Number:
    """A number that opens for the days that it was counted over, not for the period of the page."""
    shown = number(place, indicator(name), figure)
    page = shown.url.partition("?")[0]
    return replace(shown, url=f"{page}?ky={day.year}-01-01..{day:%Y-%m-%d}" if page else "")


def _acts(place: Place) -> list[tuple[str, str]]:
    """[(what it is called, its address)] of the acts that make sense here, for whoever may reorganise."""
    if not place.may(REORGANISE):
        return []
    lone = place.node.parent is None
    cannot = {"tach", "chuyen", "giai-the", "nhap"} if lone else set()
    if place.node.kind == "to_dang":
        cannot.add("thanh-lap")
    return [(called, act_url(place, act)) for act, called in ACTS.items() if act not in cannot]


def act_url(place: Place, act: str) -> str:
    return reverse("reorganise", kwargs={"code": place.node.code, "act": act}) + place.query
