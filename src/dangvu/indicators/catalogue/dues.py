"""Dues (domain §9.2 C, figure 49), in whole đồng. DP: đảng phí."""

from __future__ import annotations

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.dues_split import PAID, DuesSplit
from dangvu.indicators.sources import DUES

BASIS = "Quy định 342-QĐ/TW (28/12/2010), thay bằng 01-QĐ/TW (03/02/2026); sổ thu đảng phí của chi bộ"
OWED = Rows(DUES, weight="due")
SPLIT = "342-QĐ/TW, thay bằng 01-QĐ/TW (03/02/2026), trích nộp, giữ lại"

INDICATORS = (
    Indicator("DP-01", "dues_collected", "Đảng phí đã thu", "đồng", Kind.SUM, PAID,
              "Tổng số tiền đảng phí đã thu của các tháng trong kỳ", BASIS),
    Indicator("DP-02", "dues_due", "Đảng phí phải thu", "đồng", Kind.SUM, OWED,
              "Tổng số tiền đảng phí phải đóng của các tháng trong kỳ đã ghi sổ", BASIS),
    Indicator("DP-03", "dues_collected_share", "Tỷ lệ đảng phí đã thu", "%", Kind.RATIO, PAID, "Đảng phí đã thu", BASIS,
              denominator=OWED, denominator_text="Đảng phí phải thu", decimals=2, additive=False),
    Indicator("DP-04", "dues_handed_up", "Đảng phí nộp lên cấp trên", "đồng", Kind.SUM, DuesSplit(handed=True),
              "Phần tổ chức này nộp lên cấp trên trong số nhận được của đảng viên và của cấp dưới, theo tỷ lệ trích nộp ngày cuối kỳ",
              SPLIT, additive=False, why="Mỗi cấp nộp lên một phần của số mình nhận; không cộng của cấp dưới."),
    Indicator("DP-05", "dues_kept", "Đảng phí giữ lại ở các cấp", "đồng", Kind.SUM, DuesSplit(handed=False),
              "Tổng số tổ chức này và các tổ chức bên dưới giữ lại, theo tỷ lệ trích nộp ngày cuối kỳ; cùng số nộp lên là số đã thu",
              SPLIT, additive=False, why="Gồm phần của chính tổ chức và của mọi cấp dưới."),
)  # fmt: skip
