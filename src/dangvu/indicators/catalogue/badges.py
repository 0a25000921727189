"""Huy hiệu Đảng (domain §9.2 C, figure 42). HH: huy hiệu."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.sources import BADGES

BASIS = "Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW (26/5/2025); Hướng dẫn 01-HD/TW, 06-HD/TW, phần Huy hiệu Đảng"
MARKS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)

INDICATORS = (
    Indicator("HH-01", "badges_awarded", "Huy hiệu Đảng đã trao, truy tặng", "huy hiệu", Kind.COUNT, Rows(BADGES),
              "Số Huy hiệu Đảng trao tặng, truy tặng trong kỳ, theo ngày trao", BASIS),
    *(
        Indicator(f"HH-{number:02d}", f"badges_awarded_{mark}", f"Huy hiệu {mark} năm tuổi Đảng", "huy hiệu", Kind.COUNT,
                  Rows(BADGES, Q(mark=mark)), f"Số Huy hiệu {mark} năm tuổi Đảng trao tặng, truy tặng trong kỳ", BASIS)
        for number, mark in enumerate(MARKS, start=2)
    ),
    Indicator("HH-14", "badges_posthumous", "Huy hiệu Đảng truy tặng", "huy hiệu", Kind.COUNT,
              Rows(BADGES, Q(ground="truy_tang")), "Số Huy hiệu Đảng truy tặng trong kỳ", BASIS),
)  # fmt: skip
