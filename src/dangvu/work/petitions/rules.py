"""What must hold of the counts of petitions; pure. 296-QĐ/TW, before it 22-QĐ/TW: anonymous ones are not resolved as
denunciations (domain §5.2)."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.labelled import Labelled


class Kind(Labelled):
    """What a petition is."""

    DENUNCIATION = "to_cao", "Tố cáo"
    COMPLAINT = "khieu_nai", "Khiếu nại kỷ luật đảng"
    PETITION = "kien_nghi", "Kiến nghị, phản ánh"


class Outcome(Labelled):
    """What became of it; the first three are settled or forwarded or still to be settled here."""

    OPEN = "dang_giai_quyet", "Đủ điều kiện, đang giải quyết"
    SETTLED = "da_giai_quyet", "Đã giải quyết"
    FORWARDED = "chuyen", "Chuyển nơi có thẩm quyền"
    ANONYMOUS = "nac_danh", "Lưu: nặc danh, mạo danh"
    REPEATED = "trung", "Lưu: trùng nội dung"
    UNFIT = "khong_du", "Lưu: không đủ điều kiện"


FILED = (Outcome.ANONYMOUS, Outcome.REPEATED, Outcome.UNFIT)
QUALIFIED = (Outcome.OPEN, Outcome.SETTLED)
MOST = 99_999


def fault(
    *, kind: str, anonymous: bool, outcome: str, count: int, on: date, outcome_on: date | None, today: date
) -> tuple[str, str]:  # fmt: skip
    """(the field, what is wrong with it and how to mend it); ('', '')."""
    if not 1 <= count <= MOST:
        return "count", "Số đơn phải từ 1 trở lên."
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến."
    if anonymous and Outcome(outcome) in QUALIFIED and Kind(kind) is Kind.DENUNCIATION:
        return "outcome", "Đơn nặc danh, mạo danh không giải quyết như tố cáo; chọn lưu hoặc chuyển."
    if outcome_on is not None and outcome_on < on:
        return "outcome_on", "Ngày xử lý không thể trước ngày nhận."
    if outcome_on is not None and outcome_on > today:
        return "outcome_on", f"Ngày {outcome_on:%d/%m/%Y} chưa đến."
    return "", ""
