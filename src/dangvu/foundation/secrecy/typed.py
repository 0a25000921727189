"""What is typed passes the gate first: nothing that bears a mark of secrecy is written (Luật 117/2025/QH15)."""

from __future__ import annotations

from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.marks import mark_in_sentence

REFUSED = (
    "Nội dung này mang dấu độ mật nên không được ghi ở đây, và chưa ghi gì. Theo dõi việc mật trên sổ giấy, máy độc lập. Nếu đã"
    " lỡ nhập nội dung mật vào máy nối mạng: dừng lại, báo ngay văn phòng cấp ủy và cơ yếu."
)


def refuse_secret(said: str = REFUSED, /, **typed: str) -> None:
    """Raises Impossible, with ``said`` beside the field, where a typed line carries a mark of secrecy."""
    for field, text in typed.items():
        if any(mark_in_sentence(line) for line in text.splitlines()):
            raise Impossible(said, field)
