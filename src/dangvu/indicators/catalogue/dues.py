"""Dues (domain §9.2 C, figure 49), in whole đồng. DP: đảng phí."""

from __future__ import annotations

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.sources import DUES

BASIS = "Quy định 342-QĐ/TW (28/12/2010), thay bằng 01-QĐ/TW (03/02/2026); sổ thu đảng phí của chi bộ"
PAID, OWED = Rows(DUES, weight="paid"), Rows(DUES, weight="due")

INDICATORS = (
    Indicator("DP-01", "dues_collected", "Đảng phí đã thu", "đồng", Kind.SUM, PAID,
              "Tổng số tiền đảng phí đã thu của các tháng trong kỳ", BASIS),
    Indicator("DP-02", "dues_due", "Đảng phí phải thu", "đồng", Kind.SUM, OWED,
              "Tổng số tiền đảng phí phải đóng của các tháng trong kỳ đã ghi sổ", BASIS),
    Indicator("DP-03", "dues_collected_share", "Tỷ lệ đảng phí đã thu", "%", Kind.RATIO, PAID, "Đảng phí đã thu", BASIS,
              denominator=OWED, denominator_text="Đảng phí phải thu", decimals=2, additive=False),
)  # fmt: skip
