"""What is missing about members, unit by unit, with the share that is complete; every number opens its list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FINDINGS, READ_NAMES
from dangvu.members.queries.missing import ANY, MISSING, Cleaned, missing_data
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page


@at_organisation(READ_FINDINGS)
def missing(request: HttpRequest, place: Place) -> HttpResponse:
    """The whole and its units, the least complete first."""
    whole, units = missing_data(actor=place.actor, organisation=place.node.id, on=clock.today())
    opens = place.may(READ_NAMES)
    return page(
        request, "members/missing.html", place, "members",
        heads=[_short(words) for slug, words, _ in MISSING if slug != ANY[0]],
        whole=_line(place, whole, opens), lines=[_line(place, unit, opens) for unit in units if unit.members],
        silent=sum(1 for unit in units if not unit.members),
    )  # fmt: skip


def _short(words: str) -> str:
    """'số định danh đúng 12 chữ số' → 'số định danh', for the head of a column."""
    return words.partition(" đúng")[0].partition(" đầy đủ")[0]


def _line(place: Place, unit: Cleaned, opens: bool) -> dict[str, object]:
    base = reverse("members", kwargs={"code": unit.organisation.code})

    def cell(slug: str) -> tuple[int, str]:
        count = unit.lacking[slug]
        return count, f"{base}?thieu={slug}" if opens and count else ""

    return {
        "name": unit.organisation.name, "url": reverse("missing", kwargs={"code": unit.organisation.code}) + place.query,
        "members": unit.members, "complete": unit.complete, "percent": unit.percent, "all_url": base if opens else "",
        "lacking": unit.lacking[ANY[0]], "lacking_url": cell(ANY[0])[1],
        "cells": [cell(slug) for slug, _, _ in MISSING if slug != ANY[0]],
    }  # fmt: skip
