"""Yearly ranking of organisations and members (domain §9.2 H, figures 88-91). XL: xếp loại.

A period shows the ranking of the last year that has ended by its last day.
"""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.catalogue.organisations import GRASSROOTS
from dangvu.indicators.definition import Indicator, Kind, Rows, Window
from dangvu.indicators.sources import RANKINGS

BASIS = "Quy định 132-QĐ/TW (08/3/2018), 124-QĐ/TW (04/10/2023), thay bằng 366-QĐ/TW (30/8/2025)"
USED = ("Báo cáo tổng kết năm", "Báo cáo sơ kết 6 tháng")
_YEAR = "của năm gần nhất đã kết thúc tính đến ngày cuối kỳ"
_UNIT, _CELL, _MEMBER = Q(subject="tccsd"), Q(subject="truc_thuoc"), Q(subject="dang_vien")
_GOOD_UP = Q(grade__in=("htxs", "htt"))


def _share_base(window: Window) -> Q:
    """Of what HTXS is a share: a setting, as reports print both."""
    told = window.parameters.if_known("ranking.excellent_share_base", window.period.end)
    return _UNIT if told is not None and told.value == "danh_gia" else _UNIT & _GOOD_UP


UNITS, MEMBERS = Rows(RANKINGS, _UNIT), Rows(RANKINGS, _MEMBER)
_CLASSES = {
    "htxs": ("excellent", "hoàn thành xuất sắc nhiệm vụ"), "htt": ("good", "hoàn thành tốt nhiệm vụ"),
    "htnv": ("done", "hoàn thành nhiệm vụ"), "kht": ("not_done", "không hoàn thành nhiệm vụ"),
}  # fmt: skip
UNITS_IN = {slug: Rows(RANKINGS, _UNIT & Q(grade=slug)) for slug in _CLASSES}
MEMBERS_IN = {slug: Rows(RANKINGS, _MEMBER & Q(grade=slug)) for slug in _CLASSES}
UNITS_GOOD_UP = Rows(RANKINGS, _UNIT & _GOOD_UP)


def _classes(
    first: int, name: str, who: str, unit: str, every: Rows, rows: dict[str, Rows]
) -> list[Indicator]:
    """A count and a share of those ranked for each of the four classes."""
    found = []
    for at, (slug, (english, said)) in enumerate(_CLASSES.items()):
        counted = f"Số {who} có quyết định xếp loại “{said}” {_YEAR}"
        found.append(
            Indicator(f"XL-{first + at:02d}", f"{name}_{english}", f"{who[0].upper()}{who[1:]} {said}", unit, Kind.COUNT,
                      rows[slug], counted, BASIS, used_in=USED)
        )  # fmt: skip
        found.append(
            Indicator(f"XL-{first + 4 + at:02d}", f"{name}_{english}_share", f"Tỷ lệ {who} {said}", "%", Kind.RATIO, rows[slug],
                      counted, BASIS, denominator=every, denominator_text=f"Số {who} được xếp loại", decimals=2,
                      additive=False, used_in=USED)
        )  # fmt: skip
    return sorted(found, key=lambda one: one.code)


INDICATORS = (
    Indicator("XL-01", "ranked_organisations", "Tổ chức cơ sở đảng được xếp loại", "tổ chức", Kind.COUNT, UNITS,
              f"Số tổ chức cơ sở đảng có quyết định xếp loại {_YEAR}", BASIS, used_in=USED),
    *_classes(2, "ranked_organisations", "tổ chức cơ sở đảng", "tổ chức", UNITS, UNITS_IN),
    Indicator("XL-10", "ranked_organisations_share", "Tỷ lệ tổ chức cơ sở đảng được xếp loại", "%", Kind.RATIO, UNITS,
              "Số tổ chức cơ sở đảng có quyết định xếp loại", BASIS, denominator=GRASSROOTS,
              denominator_text="Số tổ chức cơ sở đảng cuối kỳ", decimals=2, additive=False, used_in=USED),
    Indicator("XL-11", "ranked_organisations_good_up", "Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên", "tổ chức",
              Kind.COUNT, UNITS_GOOD_UP, f"Số tổ chức cơ sở đảng xếp loại hoàn thành tốt nhiệm vụ trở lên {_YEAR}", BASIS,
              used_in=USED),
    Indicator("XL-12", "ranked_organisations_good_up_share", "Tỷ lệ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên", "%",
              Kind.RATIO, UNITS_GOOD_UP, "Số tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên", BASIS, denominator=UNITS,
              denominator_text="Số tổ chức cơ sở đảng được xếp loại", decimals=2, additive=False, used_in=USED),
    Indicator("XL-13", "ranked_cells", "Chi bộ, đảng bộ bộ phận trực thuộc được xếp loại", "tổ chức", Kind.COUNT,
              Rows(RANKINGS, _CELL), f"Số chi bộ, đảng bộ bộ phận trực thuộc đảng ủy cơ sở có quyết định xếp loại {_YEAR}",
              BASIS, used_in=USED),
    Indicator("XL-14", "excellent_among_good_up", "Tỷ lệ tổ chức cơ sở đảng hoàn thành xuất sắc trong số hoàn thành tốt trở lên",
              "%", Kind.RATIO, UNITS_IN["htxs"], "Số tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ", BASIS,
              denominator=Rows(RANKINGS, _share_base),
              denominator_text="Số tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên; hoặc số được xếp loại, nếu Quản trị đặt "
              "cơ sở tính (ranking.excellent_share_base) là danh_gia", decimals=2, additive=False, used_in=USED),
    Indicator("XL-15", "ranked_members", "Đảng viên được xếp loại", "người", Kind.COUNT, MEMBERS,
              f"Số đảng viên có quyết định xếp loại {_YEAR}", BASIS, used_in=USED),
    *_classes(16, "ranked_members", "đảng viên", "người", MEMBERS, MEMBERS_IN),
)  # fmt: skip
