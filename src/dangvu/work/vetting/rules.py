"""What must hold of the papers of vetting, which are counted and never read; pure.

Sources: Hướng dẫn 01-HD/TW (28/9/2021), mục 3.4 (vetting slips, replies); domain §9.2, figures 39 and 60; §12.1: of
conclusions on political standards only that there are so many, never what they say.
"""

from __future__ import annotations

from datetime import date

from dangvu.foundation.labelled import Labelled


class PaperKind(Labelled):
    """What a paper does."""

    ASKED = "tham_tra", "Đề nghị thẩm tra lý lịch"
    ANSWERED = "tra_loi", "Trả lời thẩm tra lý lịch"
    CONCLUDED = "ket_luan", "Kết luận tiêu chuẩn chính trị"


class Purpose(Labelled):
    """What the people whom it is about are looked at for."""

    ADMISSION = "ket_nap", "Kết nạp đảng viên"
    APPOINTMENT = "bo_nhiem", "Bổ nhiệm, điều động"
    PLANNING = "quy_hoach", "Quy hoạch"
    ELECTION = "bau_cu", "Bầu cử, đại hội"
    OTHER = "khac", "Việc khác"


MOST = 99_999


def fault(*, number: str, count: int, on: date, today: date, typed: bool) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '')."""
    if typed and not number.strip():
        return "number", "Ghi số văn bản để lần sau không ghi trùng. Ví dụ: 45-CV/ĐUK."
    if not 1 <= count <= MOST:
        return "count", "Số hồ sơ, trường hợp phải từ 1 trở lên."
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi văn bản đã ký, đã nhận."
    return "", ""
