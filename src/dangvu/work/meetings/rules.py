"""What must hold of a meeting that is written down; pure."""

from __future__ import annotations

from datetime import date


def fault(*, on: date, today: date, attended: int | None, members: int) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '') where nothing is."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi buổi đã sinh hoạt."
    if attended is not None and members and attended > members:
        return (
            "attended",
            f"Chi bộ có {members} đảng viên vào ngày {on:%d/%m/%Y}, ít hơn {attended}; kiểm tra lại số dự.",
        )
    return "", ""
