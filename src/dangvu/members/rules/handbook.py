"""What must hold of reported counts of the electronic member handbook (339-QĐ/TW). Pure."""

from __future__ import annotations

from datetime import date


def fault(*, on: date, today: date, members: int, installed: int, using: int | None) -> tuple[str, str]:
    """(the field, what is wrong and how to mend it); ('', ''). ``members``: of the organisation on that day."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi số đã có."
    if installed > members:
        return "installed", (
            f"Số đã cài đặt ({installed}) nhiều hơn số đảng viên ngày {on:%d/%m/%Y} ({members}). "
            "Kiểm tra lại số, hoặc nạp danh sách đảng viên mới."
        )
    if using is not None and using > installed:
        return "using", f"Số thường xuyên dùng ({using}) không thể nhiều hơn số đã cài đặt ({installed})."
    return "", ""
