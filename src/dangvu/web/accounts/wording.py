"""What each capability lets a person do, as a phrase."""

from __future__ import annotations

from typing import Final

from dangvu.accounts.roles import Role

CAN: Final = {
    "figures.read": "xem số liệu",
    "members.read": "xem danh sách người",
    "documents.read": "xem sổ văn bản, việc quán triệt",
    "members.identifiers": "xem đủ số định danh và số thẻ",
    "accounts.read": "xem ai được xem một tổ chức, một hồ sơ",
    "inspection.read": "xem kết quả kiểm tra, giám sát",
    "inspection.cases": "mở cuộc kiểm tra, quyết định kỷ luật để xem của ai, có lý do",
    "findings.read": "xem việc cần xử lý",
    "members.write": "ghi hồ sơ và biến động đảng viên",
    "work.write": "ghi kết nạp, lớp bồi dưỡng, sinh hoạt, chỉ tiêu",
    "inspection.write": "ghi kết quả kiểm tra, giám sát",
    "intake.load": "nạp biểu",
    "intake.confirm": "xác nhận dòng được giữ lại",
    "organisations.reorganise": "sắp xếp tổ chức",
    "accounts.manage": "lập tài khoản, giao vai trò",
    "review.send": "gửi số liệu kỳ báo cáo",
    "review.accept": "mở kỳ báo cáo, nhận số liệu, khóa kỳ",
    "reports.issue": "ban hành báo cáo",
    "reports.read": "xem báo cáo",
    "reports.template": "soạn mẫu báo cáo của cơ quan",
    "audit.read": "xem lịch sử sửa đổi",
    "settings.manage": "đặt tham số, sao lưu",
}


def said_of(role: Role) -> list[str]:
    """What the role may do, in the order in which the capabilities are listed."""
    return [phrase for capability, phrase in CAN.items() if capability in role.capabilities]
