"""What each parameter is called: people read sentences, not codes."""

from __future__ import annotations

from typing import Any, Final

from dangvu.foundation.parameters.actions import titles

SUBJECTS: Final = {
    "admission": "Kết nạp", "recognition": "Công nhận chính thức", "thematic": "Sinh hoạt chuyên đề",
    "meeting": "Sinh hoạt chi bộ", "meetings": "Sinh hoạt chi bộ", "figures": "Cách in số liệu",
    "ranking": "Đánh giá, xếp loại", "dues": "Đảng phí",
    "training": "Bồi dưỡng", "discipline": "Kiểm tra, kỷ luật", "inspection": "Kiểm tra, kỷ luật",
    "membership": "Đảng viên", "transfer": "Chuyển sinh hoạt đảng", "organisation": "Tổ chức đảng",
    "documents": "Văn bản", "session": "Phiên làm việc", "badge": "Huy hiệu Đảng", "mass": "Đoàn thể",
    "exemption": "Đảng viên", "struck_off": "Đảng viên", "readmission": "Đảng viên", "restoration": "Đảng viên",
    "card": "Đảng viên", "handbook": "Đảng viên", "conferences": "Hội nghị",
}  # fmt: skip


def title_of(code: str, row: Any = None) -> str:
    """The parameter's name in parameters/*.yaml; where it has none, its note or the regulation's point."""
    told = (getattr(row, "note", "") or getattr(row, "point", "")) if row is not None else ""
    return titles().get(code) or told or code
