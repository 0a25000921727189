"""Commendations (domain §9.2 H, figure 92). KH: khen thưởng."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.sources import AWARDS

BASIS = "Quyết định khen thưởng của cấp có thẩm quyền; sổ khen thưởng"
_COLLECTIVE, _CERTIFICATE, _MERIT = Q(person__isnull=True), Q(kind="giay_khen"), Q(kind="bang_khen")


def _count(code: str, name: str, title: str, where: Q, text: str) -> Indicator:
    return Indicator(code, name, title, "lượt", Kind.COUNT, Rows(AWARDS, where), text, BASIS)


INDICATORS = (
    _count("KH-01", "awards_to_organisations", "Khen thưởng tập thể", _COLLECTIVE,
           "Số lượt tập thể được khen thưởng theo quyết định ký trong kỳ"),
    _count("KH-02", "awards_to_members", "Khen thưởng đảng viên", ~_COLLECTIVE,
           "Số lượt đảng viên được khen thưởng theo quyết định ký trong kỳ"),
    _count("KH-03", "awards_certificates", "Giấy khen", _CERTIFICATE, "Số giấy khen tặng tập thể, đảng viên trong kỳ"),
    _count("KH-04", "awards_merits", "Bằng khen", _MERIT, "Số bằng khen tặng tập thể, đảng viên trong kỳ"),
)  # fmt: skip
