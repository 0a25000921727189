"""Vetting and political standards (domain §9.2, 39 and 60). BV: bảo vệ chính trị nội bộ. Counts only."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.growth_sources import VETTING

BASIS = "Hướng dẫn 01-HD/TW (28/9/2021), thay bằng 06-HD/TW (09/6/2025); quy định của Đảng về bảo vệ chính trị nội bộ"


def _files(code: str, name: str, title: str, unit: str, kind: str, text: str) -> Indicator:
    rows = Rows(VETTING, Q(kind=kind), weight="count")
    return Indicator(code, name, title, unit, Kind.SUM, rows, text, BASIS)


INDICATORS = (
    _files("BV-01", "vetting_asked", "Hồ sơ gửi thẩm tra, xác minh lý lịch", "hồ sơ", "tham_tra",
           "Tổng số hồ sơ của các văn bản đề nghị thẩm tra lý lịch gửi đi trong kỳ"),
    _files("BV-02", "vetting_answered", "Hồ sơ đã trả lời thẩm tra lý lịch", "hồ sơ", "tra_loi",
           "Tổng số hồ sơ của các văn bản trả lời thẩm tra lý lịch trong kỳ"),
    _files("BV-03", "political_standard_conclusions", "Kết luận tiêu chuẩn chính trị", "trường hợp", "ket_luan",
           "Tổng số trường hợp của các kết luận tiêu chuẩn chính trị trong kỳ; chỉ đếm, không giữ nội dung"),
)  # fmt: skip
