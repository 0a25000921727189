"""Commendations to collectives and individuals: what they are called, who gives them, for what. Pure.

Sources: domain §9.2, figure 92 (giấy khen, bằng khen, by collective and individual).
"""

from __future__ import annotations

from datetime import date

from dangvu.foundation.labelled import Labelled


class AwardKind(Labelled):
    """What is given. Badges are another thing (members)."""

    CERTIFICATE = "giay_khen", "Giấy khen"
    MERIT = "bang_khen", "Bằng khen"
    MEDAL = "ky_niem_chuong", "Kỷ niệm chương"
    OTHER = "khac", "Hình thức khác"


class Level(Labelled):
    """Who gives it."""

    GRASSROOTS = "co_so", "Cấp ủy cơ sở"
    UPPER = "cap_tren", "Cấp ủy cấp trên trực tiếp"
    PROVINCE = "tinh", "Cấp tỉnh"
    CENTRE = "trung_uong", "Trung ương"


class Occasion(Labelled):
    """For what it is given."""

    YEAR = "nam", "Thành tích năm"
    FIVE_YEARS = "nam_nam", "Thành tích 5 năm liền"
    THEME = "chuyen_de", "Chuyên đề, đợt thi đua"
    AT_ONCE = "dot_xuat", "Đột xuất"


def award_fault(*, decision: str, on: date, today: date) -> tuple[str, str]:
    """(the field, what is wrong and how to mend it); ('', '') where nothing is."""
    if not decision.strip():
        return "decision", "Ghi số quyết định khen thưởng. Ví dụ: 15-QĐ/ĐUK."
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi quyết định đã ký."
    return "", ""
