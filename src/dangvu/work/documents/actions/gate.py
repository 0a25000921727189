"""What is typed into a register passes the gate first: nothing that bears a mark of secrecy is written."""

from __future__ import annotations

from dangvu.foundation.secrecy import typed as gate

REFUSED = (
    "Văn bản này mang dấu độ mật nên không được ghi ở đây, và chưa ghi gì. Quản lý văn bản trên sổ giấy, máy độc lập; nếu"
    " văn bản đã chiếm một số thì dùng “Ghi số không quản lý” (chỉ có số, không có nội dung). Nếu đã lỡ nhập nội dung mật"
    " vào máy nối mạng: dừng lại, báo ngay văn phòng cấp ủy và cơ yếu."
)


def refuse_secret(**typed: str) -> None:
    """Raises Impossible, beside the field, where a typed line carries a mark of secrecy (Luật 117/2025/QH15)."""
    gate.refuse_secret(REFUSED, **typed)
