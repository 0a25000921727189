"""What a form's words mean: the figures that a row may count, and the conditions that narrow them.

Every condition is put together here from words that rules.py knows; nothing typed becomes part of a question but as a
value. A row that is not narrowed counts the very rows of the catalogue's figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q

from dangvu.foundation.dated import known_q, valid_q
from dangvu.indicators.catalogue import CATALOGUE, indicator
from dangvu.indicators.definition import Indicator, Kind, Organisations, Rows, Window
from dangvu.indicators.linked import MovedWithOrganisation, Transfers
from dangvu.indicators.sources import AT_END, AT_START, told
from dangvu.members.models import Absence
from dangvu.statistics.rules import NOT_TOLD, TOLD, Measure, Only, band

#: The subjects of which forms 1 to 4 count: members, admissions, recognitions, moves, losses, organisations.
_SUBJECTS = ("DV-", "KN-", "CT-", "SH-", "GD-", "TC-")


@cache
def measures() -> Mapping[str, Measure]:
    """Every figure that a row may count, by its machine name."""
    return {
        one.name: Measure(
            one.name, one.title, isinstance(one.numerator, Rows) and one.numerator.source.people,
            isinstance(one.numerator, Rows) and one.numerator.source.when in (AT_START, AT_END),
            one.additive, one.kind is Kind.MEAN,
        )
        for one in CATALOGUE
        if one.code.startswith(_SUBJECTS)
        and not one.sensitive
        and one.kind in (Kind.COUNT, Kind.MEAN)
        and isinstance(one.numerator, Rows | Organisations | Transfers | MovedWithOrganisation)
        and not (isinstance(one.numerator, Rows) and one.numerator.sectors)  # a form narrows by kind of its own
    }  # fmt: skip


#: Attributes whose values are the names that people's records have: counted by one question for all names.
NAMED = {"ethnicity": "p__ethnicity", "religion": "p__religion"}
#: The column of each attribute that may not be told.
_TOLD = {
    "sex": ("p__sex", ""), "ethnicity": ("p__ethnicity", ""), "education": ("p__education", ""),
    "theory": ("p__theory", ""), "age": ("p__birth_first", None), "joined": ("p__joined_first", None),
    "party_age": ("p__party_from", None), "schooling": ("p__schooling", ""), "occupation": ("p__occupation", ""),
    "youth_union": ("p__union", ""),
}  # fmt: skip


def may_lack(slug: str) -> bool:
    """Whether an empty record of it means that nothing is known, rather than that there is none."""
    return slug in _TOLD


@lru_cache(maxsize=4096)
def counted(name: str, only: Only) -> Indicator:
    """The figure, narrowed; kept, as a run knows rows by their identity. Without ``only``: the figure itself."""
    whole = indicator(name)
    if not only:
        return whole
    narrowed = {side: _narrowed(getattr(whole, side), only) for side in ("numerator", "denominator")}
    return replace(whole, name=f"{name}?{only}", **narrowed)


def _narrowed(numerator: Any, only: Only) -> Any:
    if numerator is None:
        return None
    rows: Rows = numerator

    def where(window: Window) -> Q:
        condition = rows.condition(window)
        for slug, values in only:
            condition &= condition_of(slug, values, window)
        return condition

    return replace(rows, where=where)


def condition_of(slug: str, values: tuple[str, ...], window: Window) -> Q:
    """Who has one of these values of an attribute at the end of the period."""
    found = Q(pk__in=[])
    for value in values:
        found |= _one(slug, value, window)
    return found


def _one(slug: str, value: str, window: Window) -> Q:
    if value in (TOLD, NOT_TOLD):
        column, empty = _TOLD[slug]
        return (_has if value == TOLD else _lacks)(column, empty)
    if slug in ("sex", "education", "theory", "schooling", "occupation"):
        return Q(**{f"p__{slug}": value})
    if slug == "youth_union":
        return Q(p__union=value)
    if slug == "status":
        return Q(status=value)
    if slug in ("age", "party_age"):
        return _years(slug, *band(value), window)
    if slug == "joined":
        low, high = band(value)
        condition = Q(p__joined_first__isnull=False)
        condition &= Q(p__joined_first__year__gte=low) if low is not None else Q()
        return condition & (Q(p__joined_first__year__lte=high) if high is not None else Q())
    if slug == "ethnicity" and value == "thieu_so":
        return Q(p__is_minority=True)
    if slug == "religion" and value in ("co_dao", "khong"):
        return (_has if value == "co_dao" else _lacks)("p__religion", "")
    if slug == "card":
        return (_has if value == "co_the" else _lacks)("p__card_number", "")
    if slug == "exempt":
        return Q(Exists(_exempt(window)))
    raise LookupError(f"{slug}: {value}")


def _has(column: str, empty: str | None) -> Q:
    return Q(**{f"{column}__isnull": False}) if empty is None else told(column)


def _lacks(column: str, empty: str | None) -> Q:
    none = Q(**{f"{column}__isnull": True})
    return none if empty is None else none | Q(**{column: empty})


def _exempt(window: Window) -> Any:
    absences = Absence.objects.filter(known_q(window.known), valid_q(window.period.end))
    return absences.filter(kind=Absence.Kind.EXEMPT, person=OuterRef("person"))


def _years(slug: str, low: int | None, high: int | None, window: Window) -> Q:
    """So many full years at the end of the period; the Party age is that of official members (as DV-18 … DV-22)."""
    column = "p__birth_first" if slug == "age" else "p__party_from"
    condition = Q(status="chinh_thuc") if slug == "party_age" else Q()
    condition &= Q(**{f"{column}__lte": window.years_before_end(low or 0)})
    if high is not None:
        condition &= Q(**{f"{column}__gt": window.years_before_end(high + 1)})
    return condition
