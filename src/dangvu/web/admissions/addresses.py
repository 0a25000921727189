"""Where the pages of this room are, and what a person's list is called."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from dangvu.web.gate import Place
from dangvu.work.admissions import queries
from dangvu.work.admissions.rules.deadlines import LATER, OVERDUE, THIS_WEEK, TODAY

#: The states of a deadline as people read them.
STATES = {OVERDUE: "Quá hạn", TODAY: "Hạn hôm nay", THIS_WEEK: "Hạn trong tuần này"}
#: What a list may be asked for: {word in the address: (states, words)}.
ASKED = {
    "qua_han": ((OVERDUE,), "Quá hạn"),
    "hom_nay": ((TODAY,), "Hạn hôm nay"),
    "tuan_nay": ((TODAY, THIS_WEEK), "Hạn trong tuần này"),
    "con_tuan": ((THIS_WEEK,), "Hạn trong những ngày còn lại của tuần"),
    "sau_tuan": ((LATER,), "Hạn sau tuần này"),
}
TAGS = {OVERDUE: "bad", TODAY: "warn", THIS_WEEK: "warn"}


def address(place: Place, name: str, **kwargs: object) -> str:
    """The address of a page of this organisation, keeping the period."""
    return reverse(name, kwargs={"code": place.node.code, **kwargs}) + place.query


def people_url(place: Place, **asked: str) -> str:
    """The list of people behind a number of the board."""
    told = {key: value for key, value in asked.items() if value}
    return address(place, "admission_people") + (f"&{urlencode(told)}" if told else "")


def here(place: Place, person: int) -> queries.DossierView:
    """The way of a person of this organisation or of one below it; 404 for anyone else."""
    view = queries.dossier(actor=place.actor, person=person)
    if view.case.organisation not in place.tree.descendants(place.node.id):
        raise Http404
    return view
