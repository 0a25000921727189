"""Tasks: by when, in time or late, put off for which reason. Pure.

Sources: domain §7 (programme of the year, quarter, task with owner, product, deadline, result) and the ranking of
366-QĐ/TW, for which a task counts as in time or late (domain §13.14). How it stands on a day is ``foundation.due``; a deadline
that was put off is in force from the act that wrote it (the known clock). Tasks of central bodies are followed on a
system of their own, secret ones on paper (08-QC/TW, 05/11/2025).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from dangvu.foundation.periods import quarter_of


class OriginKind(StrEnum):
    """What a task was born from. A reference by kind, number and words: whatever keeps the thing knows its page."""

    RESOLUTION = "nghi_quyet"
    DOCUMENT = "van_ban"
    CONCLUSION = "ket_luan"
    DIRECTION = "chi_dao"
    INSPECTION = "kiem_tra"
    OPINION = "kien_nghi"
    SCHEME = "de_an"
    MEETING = "cuoc_hop"


ORIGIN_TITLES = {
    OriginKind.RESOLUTION: "Nghị quyết", OriginKind.DOCUMENT: "Văn bản", OriginKind.CONCLUSION: "Kết luận hội nghị",
    OriginKind.DIRECTION: "Ý kiến chỉ đạo", OriginKind.INSPECTION: "Kiểm tra, giám sát", OriginKind.OPINION: "Kiến nghị",
    OriginKind.SCHEME: "Đề án", OriginKind.MEETING: "Cuộc họp",
}  # fmt: skip


def heading(title: str, year: int) -> str:
    """The title of a programme with its year, said once."""
    return title if str(year) in title else f"{title}, năm {year}"


def task_fault(
    *, title: str, given_on: date, due_on: date | None, today: date, year: int | None = None, quarter: int | None = None
) -> tuple[str, str]:  # fmt: skip
    """(the field, what is wrong and how to mend it) of a task to be given; ('', '') where nothing is.

    ``year``: that of the programme in which it stands.
    """
    if not title.strip():
        return "title", "Chưa ghi nhiệm vụ, ví dụ: Xây dựng kế hoạch học tập nghị quyết."
    if given_on > today:
        return (
            "given_on",
            f"Ngày giao {given_on:%d/%m/%Y} chưa đến; ghi ngày đã giao, hoặc để trống là hôm nay.",
        )
    if due_on is not None and due_on < given_on:
        return "due_on", f"Hạn {due_on:%d/%m/%Y} trước ngày giao {given_on:%d/%m/%Y}; sửa hạn hoặc ngày giao."
    if due_on is not None and year is not None and due_on.year != year:
        return (
            "due_on",
            f"Chương trình của năm {year} mà hạn là {due_on:%d/%m/%Y}; sửa hạn hoặc chọn chương trình khác.",
        )
    if due_on is not None and quarter is not None and quarter_of(due_on) != quarter:
        return (
            "quarter",
            f"Hạn {due_on:%d/%m/%Y} thuộc quý {ROMAN[quarter_of(due_on)]}, không thuộc quý {ROMAN[quarter]}.",
        )
    return "", ""


ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def extension_fault(
    *, due_on: date | None, done_on: date | None, to: date, decided_on: date, today: date, reason: str
) -> tuple[str, str]:  # fmt: skip
    """(the field, what is wrong) of putting a deadline off; ('', '').

    A day that is over may be put off as well: that it was late stays readable, as it was known before.
    """
    if not reason.strip():
        return "reason", "Chưa ghi lý do gia hạn, ví dụ: chờ hướng dẫn của cấp trên."
    if decided_on > today:
        return "on", f"Ngày cho gia hạn {decided_on:%d/%m/%Y} chưa đến."
    if done_on is not None:
        return "units", f"Việc đã làm xong ngày {done_on:%d/%m/%Y} thì không gia hạn nữa."
    if due_on is None:
        return "units", "Nhiệm vụ này không đặt hạn nên không có gì để gia hạn."
    if to <= due_on:
        return "to", f"Hạn mới phải sau hạn đang có ({due_on:%d/%m/%Y})."
    return "", ""


def result_fault(*, on: date, today: date, text: str, percent: int | None) -> tuple[str, str]:
    """(the field, what is wrong) of how far a task has come on a day; ('', '')."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; ghi kết quả đến hôm nay."
    if not text.strip():
        return "text", "Chưa ghi đã làm được gì, ví dụ: đã có dự thảo, đang lấy ý kiến."
    if percent is not None and not 0 <= percent <= 100:
        return "percent", "Tỷ lệ là số từ 0 đến 100."
    return "", ""
