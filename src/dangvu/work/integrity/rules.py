"""What must hold of the counts of anti-corruption work; pure. Domain §5.1 (from memory, unverified) and figure 87."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

#: What is counted, in the order of the form; each with the count that it can't be more than.
COUNTS = {
    "due": ("Người phải kê khai tài sản, thu nhập", ""),
    "declared": ("Người đã kê khai", "due"),
    "published": ("Bản kê khai đã công khai", "declared"),
    "verified": ("Người được xác minh tài sản, thu nhập", "due"),
    "checks": ("Cuộc tự kiểm tra, kiểm tra phòng, chống tham nhũng", ""),
    "findings": ("Vụ việc phát hiện", ""),
    "handed_over": ("Vụ việc chuyển cơ quan điều tra", "findings"),
}
MOST = 99_999


def fault(*, on: date, today: date, counts: Mapping[str, int]) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '')."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi số đã có."
    for name, (title, most) in COUNTS.items():
        if counts[name] > MOST:
            return name, f"{title}: số quá lớn."
        if most and counts[name] > counts[most]:
            return (
                name,
                f"{title} ({counts[name]}) không thể nhiều hơn {COUNTS[most][0][:1].lower()}{COUNTS[most][0][1:]} ({counts[most]}).",
            )
    if not any(counts.values()):
        return "due", "Chưa ghi số nào."
    return "", ""
