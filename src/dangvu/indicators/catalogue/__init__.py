"""Every figure, defined once. ``grep KN-02`` leads to its definition."""

from __future__ import annotations

from dangvu.indicators.catalogue import (
    admissions,
    awards,
    badges,
    cards,
    conferences,
    discipline,
    documents,
    dues,
    exemplars,
    inspection,
    mass,
    meetings,
    members,
    movements,
    officers,
    organisations,
    probation,
    ranking,
    resolutions,
    targets,
    training,
    vetting,
)
from dangvu.indicators.definition import Indicator

#: What is counted; by these a target can be judged.
MEASURES: tuple[Indicator, ...] = (
    *organisations.INDICATORS,
    *members.INDICATORS,
    *training.INDICATORS,
    *admissions.INDICATORS,
    *probation.INDICATORS,
    *vetting.INDICATORS,
    *movements.INDICATORS,
    *officers.INDICATORS,
    *meetings.INDICATORS,
    *inspection.INDICATORS,
    *discipline.INDICATORS,
    *resolutions.INDICATORS,
    *documents.INDICATORS,
    *conferences.INDICATORS,
    *exemplars.INDICATORS,
    *mass.INDICATORS,
    *ranking.INDICATORS,
    *awards.INDICATORS,
    *badges.INDICATORS,
    *dues.INDICATORS,
    *cards.INDICATORS,
)

CATALOGUE: tuple[Indicator, ...] = (*MEASURES, *targets.indicators(MEASURES))

BY_NAME: dict[str, Indicator] = {indicator.name: indicator for indicator in CATALOGUE}
BY_CODE: dict[str, Indicator] = {indicator.code: indicator for indicator in CATALOGUE}


class UnknownIndicator(LookupError):
    """There is no figure of that name or code."""


def indicator(name_or_code: str) -> Indicator:
    """The indicator of this machine name or printed code; UnknownIndicator otherwise."""
    found = BY_NAME.get(name_or_code) or BY_CODE.get(name_or_code.upper())
    if found is None:
        raise UnknownIndicator(f"Không có chỉ tiêu nào tên hoặc mã là “{name_or_code}”.")
    return found
