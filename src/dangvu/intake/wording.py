"""What findings say, in plain Vietnamese: what is wrong, and what to do."""

from __future__ import annotations

from dangvu.members import rules

#: {why a movement contradicts the person's others: (what is wrong, what to do)}
BREACHES: dict[str, tuple[str, str]] = {
    rules.ALREADY_MEMBER: (
        "Người này đã là đảng viên của tổ chức vào ngày đó, nên việc này không được tính thêm.",
        "Kiểm tra xem có ghi hai lần, hoặc ngày có đúng không; sửa trong biểu rồi gửi lại.",
    ),
    rules.NOT_A_MEMBER: (
        "Vào ngày đó người này chưa có (hoặc không còn) trong danh sách đảng viên của tổ chức, nên chưa được tính.",
        "Bổ sung người này vào danh sách đảng viên, hoặc sửa ngày, tên, ngày sinh cho khớp rồi gửi lại.",
    ),
    rules.DOUBLE_MEMBERSHIP: (
        "Người này đang là đảng viên ở một tổ chức khác chưa báo chuyển đi; chỉ tính một nơi, theo lần chuyển sau cùng.",
        "Nhắc nơi chuyển đi báo biến động “chuyển đi”.",
    ),
    rules.ALREADY_OFFICIAL: (
        "Người này đã là đảng viên chính thức trước ngày đó, nên việc công nhận này không được tính thêm.",
        "Kiểm tra ngày chính thức trong danh sách đảng viên và trong biểu này.",
    ),
}
